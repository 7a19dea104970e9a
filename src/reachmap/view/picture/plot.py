"""The picture with matplotlib: what the page draws, laid out as there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from textwrap import fill
from types import MappingProxyType
from typing import TYPE_CHECKING

from reachmap.analysis.briefing import Briefing
from reachmap.charts.plot import new_axes, plain
from reachmap.model.stakeholders import StakeholderMap
from reachmap.release.released import Released
from reachmap.view.picture.kinds import LOOKS
from reachmap.view.picture.picture import Dot, Picture, picture
from reachmap.view.words import KINDS, PAGE
from reachmap.words import words_of_count

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MARKERS: Mapping[str, str] = MappingProxyType(
    {
        "box": "s",
        "square": "s",
        "triangle": "^",
        "star": "*",
        "diamond": "D",
        "hexagon": "h",
        "dot": "o",
    }
)
"""What matplotlib calls the shapes of the picture."""

UNITS_AN_INCH = 90
"""Units of the picture in an inch: names beside each other can be read."""

LEAST_INCHES, MOST_INCHES = 6.0, 40.0

CHARACTERS = 44
"""Most characters of a line of a name."""

LINK, RIM = "#8a949e", 6
"""Colour of links, and how far from the middle of a node they end, in units."""


def plot(
    findings: Released[Briefing], town: Released[StakeholderMap], ax: Axes | None = None
) -> Axes:
    """Draw a map, and return the axes that it is on."""
    drawn = picture(town.content, findings.content)
    dots = [dot for dot in drawn.dots if dot.spot is not None]
    if ax is None:
        ax = new_axes(*_inches([dot.spot for dot in dots if dot.spot]))
    _plot_links(drawn, ax)
    for kind in LOOKS:
        of_kind = [dot for dot in dots if dot.kind == kind]
        _plot_dots(kind, KINDS[kind], [dot for dot in of_kind if not dot.hollow], ax)
        _plot_dots(kind, PAGE["hollow"], [dot for dot in of_kind if dot.hollow], ax)
    _plot_rests(drawn, ax)
    ax.set_aspect("equal")
    ax.margins(0.05)
    ax.invert_yaxis()
    ax.set_axis_off()
    plain(ax.set_title(findings.content.overview.title, loc="left", weight="bold"))
    for text in ax.legend(loc="upper left", bbox_to_anchor=(0, 0), frameon=False).get_texts():
        plain(text)
    plain(ax.text(1, 0, findings.stamp, transform=ax.transAxes, ha="right", va="top"))
    return ax


def _inches(spots: Sequence[tuple[int, int]]) -> tuple[float, float]:
    """Return how wide and tall a figure is for its names to be read."""
    sides = [[spot[side] for spot in spots] for side in (0, 1)]
    wide, tall = (
        (max(side, default=0) - min(side, default=0)) / UNITS_AN_INCH + 2 for side in sides
    )
    return tuple(min(max(side, LEAST_INCHES), MOST_INCHES) for side in (wide, tall))  # type: ignore[return-value]


def _plot_links(drawn: Picture, ax: Axes) -> None:
    """Draw an arrow a link, from rim to rim."""
    spots = {dot.id: dot.spot for dot in drawn.dots if dot.spot is not None}
    ends = [
        (spots[tail], spots[head]) for tail, head in drawn.lines if {tail, head} <= spots.keys()
    ]
    for (x, y), (to_x, to_y) in ends:
        length = max(((to_x - x) ** 2 + (to_y - y) ** 2) ** 0.5, 1)
        across, down = RIM * (to_x - x) / length, RIM * (to_y - y) / length
        ax.annotate(
            "",
            xy=(to_x - across, to_y - down),
            xytext=(x + across, y + down),
            arrowprops={"arrowstyle": "->", "color": LINK, "linewidth": 0.8},
            zorder=1,
        )


def _plot_dots(kind: str, word: str, dots: Sequence[Dot], ax: Axes) -> None:
    """Draw the nodes of a kind, and their names below them."""
    if not dots:
        return
    look, hollow = LOOKS[kind], dots[0].hollow
    spots = [dot.spot for dot in dots if dot.spot is not None]
    ax.scatter(
        [x for x, _ in spots],
        [y for _, y in spots],
        s=30,
        marker=MARKERS[look.shape],
        facecolor="white" if hollow else look.colour,
        edgecolor=look.colour,
        linestyle="--" if hollow else "-",
        label=word,
        zorder=2,
    )
    for dot, (x, y) in zip(dots, spots, strict=True):
        _name(fill(dot.name, CHARACTERS), x, y, ax)


def _plot_rests(drawn: Picture, ax: Axes) -> None:
    """Draw one shape for all nodes of a kind that are not drawn, with their number."""
    for rest in drawn.rests:
        look, (x, y) = LOOKS[rest.kind], rest.spot
        ax.scatter([x], [y], s=60, marker=MARKERS[look.shape], color=look.colour, alpha=0.5)
        _name(words_of_count(rest.number, f"more {KINDS[rest.kind].lower()}"), x, y, ax)


def _name(words: str, x: float, y: float, ax: Axes) -> None:
    plain(
        ax.annotate(
            words,
            (x, y),
            xytext=(5, 0),
            textcoords="offset points",
            ha="left",
            va="center",
            fontsize="x-small",
            zorder=3,
        )
    )
