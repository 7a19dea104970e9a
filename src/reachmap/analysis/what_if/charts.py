"""What-if as a chart: how surely each group that changes is reached, before and after."""

from collections.abc import Iterator, Sequence

from reachmap.analysis.what_if.rows import GroupChange
from reachmap.analysis.what_if.words import CHART
from reachmap.charts.axes import chance_axis
from reachmap.charts.chart import Line, LineChart, Mark, Sign
from reachmap.words import words_of_shift

MOST_LINES = 40
"""Most groups in the chart: those that change most."""


def before_and_after_chart(changed: Sequence[GroupChange], *, groups: int) -> LineChart:
    """Return the groups that change, where their chances may be seen; `groups` counts all."""
    visible = [row for row in changed if row.chance_after is not None]
    lines = tuple(_line(row) for row in visible[:MOST_LINES])
    return LineChart(
        name="reach",
        title=CHART["title"],
        axis=chance_axis(CHART["axis"]),
        lines_title=CHART["lines"],
        lines=lines,
        meanings=tuple(_meanings(visible[:MOST_LINES])),
        notes=tuple(_notes(len(lines), len(visible), groups)),
    )


def _line(row: GroupChange) -> Line:
    before, after = row.chance_before or 0.0, row.chance_after or 0.0
    words = words_of_shift(before, after)
    if row.lost:
        words = CHART["words_of_lost"].format(before=round(100 * before))
    marks = (Mark(before, "ring"), Mark(after, "cross" if row.lost else "diamond"))
    return Line(row.name, words, marks, min(before, after), max(before, after))


def _meanings(rows: Sequence[GroupChange]) -> Iterator[tuple[Sign, str]]:
    """Yield each sign that occurs, with its meaning."""
    if rows:
        yield "ring", CHART["before"]
    if not all(row.lost for row in rows):
        yield "diamond", CHART["after"]
    if any(row.lost for row in rows):
        yield "cross", CHART["lost"]
    if rows:
        yield "range", CHART["range"]


def _notes(drawn: int, changed: int, groups: int) -> Iterator[str]:
    """Yield how many groups are not drawn."""
    if changed > drawn:
        yield CHART["left_out"].format(number=drawn, changed=changed)
    if groups > changed:
        key = "same" if changed else "all_same"
        yield CHART[key].format(same=groups - changed, all=groups)
