"""What has changed as charts: what nobody was asked is never drawn as none."""

from math import log

from reachmap.analysis.change.charts import MOST_LINES, heard_chart, talk_chart
from reachmap.analysis.change.rows import Changed, What
from reachmap.charts.chart import Mark


def changed(what: What, before: float, now: float) -> Changed:
    """Return a group that changed."""
    return Changed(what=what, subject=what, name=what, before=before, now=now, change=now - before)


def test_a_window_without_a_record_of_asking_has_no_mark() -> None:
    rows = [
        changed("newly heard", 0, 45),
        changed("newly asked about", 0, 28),
        changed("no longer asked about", 7, 0),
        changed("perhaps fallen silent", 3, 0),
    ]
    chart = heard_chart(rows)
    assert [line.marks for line in chart.lines] == [
        (Mark(0, "ring"), Mark(45, "diamond")),
        (Mark(28, "circle"),),
        (Mark(7, "left"),),
        (Mark(3, "ring"), Mark(0, "square")),
    ]
    assert [(line.low, line.high) for line in chart.lines][:2] == [(0, 45), (None, None)]
    assert chart.lines[1].words == "28 now, with no record of asking before"
    assert chart.lines[2].words == "7 before, with no record of asking since"
    assert chart.axis.ticks[-1] == (50, "50")


def test_of_many_groups_the_rest_is_counted() -> None:
    chart = heard_chart([changed("newly heard", 0, 9)] * (MOST_LINES + 3))
    assert len(chart.lines) == MOST_LINES
    assert chart.notes == (
        f"The chart has the first {MOST_LINES} groups, of {MOST_LINES + 3}; the table has all.",
    )


def test_a_change_in_the_talking_has_its_interval_on_an_axis_that_holds_it() -> None:
    row = Changed(
        what="more concentrated",
        subject="all",
        name="All",
        change=1.0,
        low=0.4,
        high=1.6,
        note="so",
    )
    chart = talk_chart([row])
    (line,) = chart.lines
    assert (line.marks, line.low, line.high) == ((Mark(1.0, "right"),), 0.4, 1.6)
    assert line.words == "fewer people do more of the talking: so"
    assert (chart.axis.low, chart.axis.high, chart.even) == (-3 * log(2), 3 * log(2), 0)
    assert [words for _, words in chart.axis.ticks] == [
        "1/8 as often",
        "as before",
        "8 times as often",
    ]
