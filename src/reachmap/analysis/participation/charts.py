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


def is_charted(row: GroupHeard) -> bool:
    """Return whether a figure of a group says something: of those nobody asked none does."""
    return row.ppr is not None and row.status != "not-recorded"


def heard_chart(rows: Sequence[GroupHeard]) -> LineChart:
    """Return the groups that were asked about and have a population, those heard least first."""
    known = [row for row in rows if is_charted(row)]
    lines = tuple(_line(row) for row in known[:MOST_BARS])
    return LineChart(
        name="heard",
        title=CHART["title"],
        axis=Axis(CHART["axis"], 0.0, WIDEST, tuple(_ticks()), has_more=True),
        lines_title=CHART["lines"],
        lines=lines,
        meanings=tuple(_meanings(known[:MOST_BARS])),
        band=FAIR,
        notes=tuple(_notes(rows, len(lines))),
    )


def _line(row: GroupHeard) -> Line:
    mark = Mark(row.ppr or 0.0, SHAPES[row.status or "uncertain"])
    return Line(row.name, words_of_bar(row), (mark,), row.low, row.high)


def _ticks() -> Iterator[tuple[float, str]]:
    for whole in range(int(WIDEST)):
        yield float(whole), str(OUT_OF * whole)
    yield WIDEST, CHART["last_tick"].format(number=int(OUT_OF * WIDEST))


def _meanings(rows: Sequence[GroupHeard]) -> Iterator[tuple[Sign, str]]:
    """Yield each sign that occurs, with its meaning."""
    occurring = {row.status for row in rows}
    for status, shape in SHAPES.items():
        if status in occurring:
            yield shape, STATUS[status]
    if rows:
        yield "range", CHART["range"]
        yield "band", CHART["band"]


def _notes(rows: Sequence[GroupHeard], drawn: int) -> Iterator[str]:
    """Yield which groups are not drawn, and why."""
    charted = sum(map(is_charted, rows))
    if charted > drawn:
        yield CHART["left_out"].format(number=drawn, all=charted)
    bare = [row for row in rows if not is_charted(row)]
    asked = [row for row in bare if row.status != "not-recorded"]
    for key, group in (
        ("not_asked", [row for row in bare if row.status == "not-recorded"]),
        ("no_population", [row for row in asked if row.population is None]),
        ("no_share", [row for row in asked if row.population is not None]),
    ):
        if group:
            yield CHART[key].format(groups=join_names(row.name for row in group))
