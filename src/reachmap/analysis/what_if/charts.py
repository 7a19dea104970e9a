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
    known = [group_change for group_change in changed if group_change.chance_after is not None]
    visible = [group_change for group_change in known if not group_change.parts]
    lines = tuple(_line(group_change) for group_change in visible[:MOST_LINES])
    return LineChart(
        name="reach",
        title=CHART["title"],
        axis=chance_axis(CHART["axis"]),
        lines_title=CHART["lines"],
        lines=lines,
        meanings=tuple(_meanings(visible[:MOST_LINES])),
        notes=tuple(_notes(len(lines), len(known), groups)),
    )


def _line(group_change: GroupChange) -> Line:
    before, after = group_change.chance_before or 0.0, group_change.chance_after or 0.0
    words = words_of_shift(before, after)
    if group_change.lost:
        words = CHART["words_of_lost"].format(before=round(100 * before))
    marks = (Mark(before, "ring"), Mark(after, "cross" if group_change.lost else "diamond"))
    return Line(group_change.name, words, marks, min(before, after), max(before, after))


def _meanings(group_changes: Sequence[GroupChange]) -> Iterator[tuple[Sign, str]]:
    """Yield each sign that occurs, with its meaning."""
    if group_changes:
        yield "ring", CHART["before"]
    if not all(group_change.lost for group_change in group_changes):
        yield "diamond", CHART["after"]
    if any(group_change.lost for group_change in group_changes):
        yield "cross", CHART["lost"]
    if group_changes:
        yield "range", CHART["range"]


def _notes(drawn: int, changed: int, groups: int) -> Iterator[str]:
    """Yield how many groups are not drawn."""
    if changed > drawn:
        yield CHART["left_out"].format(number=drawn, changed=changed)
    if groups > changed:
        key = "same" if changed else "all_same"
        yield CHART[key].format(same=groups - changed, all=groups)
