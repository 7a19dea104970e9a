"""Who is heard as a chart: people heard against people expected, and what may be."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from reachmap.analysis.participation.rows import GroupHeard, Status
from reachmap.analysis.participation.words import CHART, OUT_OF, STATUS, words_of_bar
from reachmap.charts.chart import Axis, Line, LineChart, Mark, Shape, Sign
from reachmap.words import join_names

WIDEST = 3.0
"""Heard for every one expected, at the right end of the axis."""

FAIR = (0.8, 1.2)
"""The band of about a fair share."""

MOST_BARS = 40
"""Most groups in the chart: those heard least for their number."""

SHAPES: Mapping[Status, Shape] = MappingProxyType(
    {
        "unheard": "cross",
        "under": "left",
        "uncertain": "ring",
        "enough": "square",
        "fair": "circle",
        "over": "right",
    }
)


def is_charted(group_heard: GroupHeard) -> bool:
    """Return whether a figure of a group says something: of those nobody asked none does."""
    return group_heard.ppr is not None and group_heard.status != "not-recorded"


def heard_chart(groups_heard: Sequence[GroupHeard]) -> LineChart:
    """Return the groups that were asked about and have a population, those heard least first."""
    known = [group_heard for group_heard in groups_heard if is_charted(group_heard)]
    lines = tuple(_line(group_heard) for group_heard in known[:MOST_BARS])
    return LineChart(
        name="heard",
        title=CHART["title"],
        axis=Axis(CHART["axis"], 0.0, WIDEST, tuple(_ticks()), has_more=True),
        lines_title=CHART["lines"],
        lines=lines,
        meanings=tuple(_meanings(known[:MOST_BARS])),
        band=FAIR,
        notes=tuple(_notes(groups_heard, len(lines))),
    )


def _line(group_heard: GroupHeard) -> Line:
    mark = Mark(group_heard.ppr or 0.0, SHAPES[group_heard.status or "uncertain"])
    return Line(
        group_heard.name, words_of_bar(group_heard), (mark,), group_heard.low, group_heard.high
    )


def _ticks() -> Iterator[tuple[float, str]]:
    for whole in range(int(WIDEST)):
        yield float(whole), str(OUT_OF * whole)
    yield WIDEST, CHART["last_tick"].format(number=int(OUT_OF * WIDEST))


def _meanings(groups_heard: Sequence[GroupHeard]) -> Iterator[tuple[Sign, str]]:
    """Yield each sign that occurs, with its meaning."""
    occurring = {group_heard.status for group_heard in groups_heard}
    for status, shape in SHAPES.items():
        if status in occurring:
            yield shape, STATUS[status]
    if groups_heard:
        yield "range", CHART["range"]
        yield "band", CHART["band"]


def _notes(groups_heard: Sequence[GroupHeard], drawn: int) -> Iterator[str]:
    """Yield which groups are not drawn, and why."""
    charted = sum(map(is_charted, groups_heard))
    if charted > drawn:
        yield CHART["left_out"].format(number=drawn, all=charted)
    bare = [group_heard for group_heard in groups_heard if not is_charted(group_heard)]
    asked = [group_heard for group_heard in bare if group_heard.status != "not-recorded"]
    for key, group in (
        (
            "not_asked",
            [group_heard for group_heard in bare if group_heard.status == "not-recorded"],
        ),
        ("no_population", [group_heard for group_heard in asked if group_heard.population is None]),
        ("no_share", [group_heard for group_heard in asked if group_heard.population is not None]),
    ):
        if group:
            yield CHART[key].format(groups=join_names(group_heard.name for group_heard in group))
