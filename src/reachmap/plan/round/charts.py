"""A plan as a chart: how each group it reaches is heard before and after."""

from collections.abc import Sequence

from reachmap.charts.chart import Axis, Line, LineChart, Mark
from reachmap.plan.round.rows import GroupOutlook
from reachmap.plan.round.words import CHART
from reachmap.words import join_names

MOST_LINES = 40
"""Most groups in the chart."""


def outlook_chart(groups: Sequence[GroupOutlook], *, most: int = MOST_LINES) -> LineChart:
    """Return the share of a fair share before and after; groups without one are named beside."""
    reached = [row for row in groups if row.expected > 0]
    shared = [row for row in reached if row.fair_share]
    without = [row.name for row in reached if not row.fair_share]
    notes = [CHART["without"].format(groups=join_names(without))] if without else []
    if len(shared) > most:
        notes.append(CHART["left_out"].format(number=most, all=len(shared)))
    return LineChart(
        name="outlook",
        title=CHART["title"],
        axis=Axis(
            CHART["axis"],
            0.0,
            1.0,
            ((0.0, CHART["none"]), (0.5, CHART["half"]), (1.0, CHART["fair"])),
        ),
        lines_title=CHART["lines"],
        lines=tuple(map(_line, shared[:most])),
        meanings=(
            ("ring", CHART["before"]),
            ("diamond", CHART["after"]),
            ("range", CHART["range"]),
        ),
        notes=tuple(notes),
    )


def _line(row: GroupOutlook) -> Line:
    fair = row.fair_share or 1.0
    low, high = (min(each / fair, 1.0) for each in (row.low, row.high))
    words = CHART["words"].format(
        before=f"{row.before:,.0f}",
        after=f"{row.after:,.0f}",
        low=f"{row.low:,.0f}",
        high=f"{row.high:,.0f}",
        fair=f"{fair:,.0f}",
    )
    marks = (Mark(row.share_before or 0.0, "ring"), Mark(row.share_after or 0.0, "diamond"))
    return Line(row.name, words, marks, low, high)
