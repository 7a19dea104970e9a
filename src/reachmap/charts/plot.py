"""Charts with matplotlib: on axes of the caller's, or on new ones."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import fill
from typing import TYPE_CHECKING, Any

from reachmap.charts.chart import Axis, Chart, CurveChart, LineChart, Sign, clipped, shortened
from reachmap.charts.looks import BAND, BLUE, INK, LOOKS, LUCK, QUIET, RED
from reachmap.errors import RenderError

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.text import Text

INCHES_WIDE = 9.0
INCHES_A_LINE = 0.3
INCHES_AROUND = 3.0

POINTS_A_LINE = 15
"""Height of a line of text, in points."""

CHARACTERS = 76
"""Most characters of a line of text."""

CURVES = ((RED, "-"), (BLUE, "--"))
"""How curves are told apart: colour and dashes."""


def new_axes(width: float, height: float) -> Axes:
    """Return the axes of a new figure, whose size is in inches.

    Raises
    ------
    RenderError
        If matplotlib is not installed.
    """
    try:
        from matplotlib import pyplot as plt
    except ModuleNotFoundError as error:
        message = "pictures need matplotlib, which is not installed: pip install 'reachmap[plot]'"
        raise RenderError(message) from error
    return plt.subplots(figsize=(width, height), layout="constrained")[1]


def plain(text: Text) -> None:
    """Let a text be what it says: names are no formulas."""
    text.set_parse_math(False)
    text.set_usetex(False)
    text.set_color(INK)


def plot(chart: Chart, ax: Axes | None = None) -> Axes:
    """Draw a chart, and return the axes that it is on."""
    if isinstance(chart, LineChart):
        tall = INCHES_AROUND + INCHES_A_LINE * len(chart.lines)
        return _plot_lines(chart, new_axes(INCHES_WIDE, tall) if ax is None else ax)
    return _plot_curves(chart, new_axes(6.0, 6.6) if ax is None else ax)


def _plot_lines(chart: LineChart, ax: Axes) -> Axes:
    meanings = dict(chart.meanings)
    if chart.band is not None:
        ax.axvspan(*chart.band, color=BAND, label=meanings.get("band"), zorder=0)
    if chart.even is not None:
        ax.axvline(chart.even, color=QUIET, linestyle="--", label=meanings.get("even"), zorder=1)
    _plot_ranges(chart, ax)
    for shape, meaning in chart.meanings:
        if shape in LOOKS:
            _plot_marks(chart, shape, meaning, ax)
    ax.set_xlim(chart.axis.low, chart.axis.high)
    ax.set_xticks(*_ticks(chart.axis.ticks), parse_math=False)
    ax.set_ylim(len(chart.lines) - 0.5, -0.5)
    names = [shortened(line.name, 42) for line in chart.lines]
    ax.set_yticks(range(len(names)), names, parse_math=False)
    for row, line in enumerate(chart.lines):
        if line.note:
            at = (1.01, row)
            plain(ax.annotate(line.note, at, xycoords=("axes fraction", "data"), va="center"))
    _explain(ax, chart.title, chart.notes, rows=len(chart.meanings))
    plain(ax.set_xlabel(chart.axis.title))
    plain(ax.set_ylabel(fill(chart.lines_title, 20 + 3 * len(chart.lines))))
    return ax


def _ticks(ticks: Sequence[tuple[float, str]]) -> tuple[list[float], list[str]]:
    return [figure for figure, _ in ticks], [words for _, words in ticks]


def _plot_ranges(chart: LineChart, ax: Axes) -> None:
    """Draw where each figure may be, or what luck gives."""
    meanings = dict(chart.meanings)
    ranges = [
        (row, line.low, line.high)
        for row, line in enumerate(chart.lines)
        if line.low is not None and line.high is not None
    ]
    rows, lows = [row for row, _, _ in ranges], [low for _, low, _ in ranges]
    if "luck" in meanings:
        wide = [high - low for _, low, high in ranges]
        ax.barh(rows, wide, left=lows, height=0.5, color=LUCK, label=meanings["luck"], zorder=1)
    elif ranges:
        highs = [high for _, _, high in ranges]
        ax.hlines(rows, lows, highs, color=QUIET, label=meanings["range"], zorder=2)
        _plot_arrows(chart.axis, [row for row, _, high in ranges if high > chart.axis.high], ax)


def _plot_arrows(axis: Axis, rows: Sequence[int], ax: Axes) -> None:
    """Draw an arrow where a range goes on beyond the axis."""
    ends = [axis.high] * len(rows)
    ax.scatter(ends, rows, marker=">", s=36, color=QUIET, clip_on=False, zorder=2)


def _plot_marks(chart: LineChart, shape: Sign, meaning: str, ax: Axes) -> None:
    """Draw the marks of a shape, those beyond the axis at its end."""
    look = LOOKS[shape]
    marks = [
        (clipped(chart.axis, mark.at), row)
        for row, line in enumerate(chart.lines)
        for mark in line.marks
        if mark.shape == shape
    ]
    colours: dict[str, Any] = {"color": look.colour}
    if not look.filled and shape != "cross":
        colours = {"facecolor": "white", "edgecolor": look.colour, "linewidth": 1.8}
    ax.scatter(
        [at for at, _ in marks],
        [row for _, row in marks],
        marker=look.marker,
        s=44,
        label=meaning,
        clip_on=False,
        zorder=3,
        **colours,
    )


def _plot_curves(chart: CurveChart, ax: Axes) -> Axes:
    ax.plot([0, 1], [0, 1], color=QUIET, linestyle="--", label=chart.even)
    for (colour, dash), curve in zip(CURVES, chart.curves, strict=False):
        across, upwards = zip(*curve.points, strict=True)
        ax.plot(across, upwards, color=colour, linestyle=dash, label=curve.name)
    ax.set_xlim(0, 1)
    ax.set_ylim(0, 1)
    ax.set_aspect("equal")
    ticks = _ticks([(0, "0%"), (0.25, "25%"), (0.5, "50%"), (0.75, "75%"), (1, "100%")])
    ax.set_xticks(*ticks)
    ax.set_yticks(*ticks)
    _explain(ax, chart.title, (chart.words, *chart.notes), rows=1 + len(chart.curves), width=70)
    plain(ax.set_xlabel(chart.across))
    plain(ax.set_ylabel(chart.upwards))
    return ax


def _explain(
    ax: Axes, title: str, notes: Sequence[str], *, rows: int, width: int = CHARACTERS
) -> None:
    """Write the title and what the signs mean above the axes, and the notes below."""
    plain(ax.set_title(title, loc="left", pad=12 + POINTS_A_LINE * rows, weight="bold"))
    legend = ax.legend(loc="lower left", bbox_to_anchor=(0, 1), frameon=False, fontsize="small")
    for text in legend.get_texts():
        plain(text)
    if notes:
        below = ax.annotate(
            "\n".join(fill(note, width) for note in notes),
            xy=(0, 0),
            xycoords="axes fraction",
            xytext=(0, -48),
            textcoords="offset points",
            va="top",
            fontsize="small",
        )
        plain(below)
