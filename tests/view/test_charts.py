"""Charts: which groups they have, and in which order."""

from reachmap.analysis.participation.rows import GroupHeard
from reachmap.view.charts import BAR_HEIGHT, bars


def test_bars_stand_in_the_order_of_those_heard_least() -> None:
    shares = {"c": 0.4, "e": 0.9, "b": None, "a": 1.2, "d": 1.1}
    rows = [
        GroupHeard(group=id_, name=id_.upper(), status="fair", ppr=ppr)
        for id_, ppr in shares.items()
    ]
    chart = bars(rows)
    assert [bar.name for bar in chart] == ["C", "E", "A", "D"]
    assert [bar.y for bar in chart] == [line * BAR_HEIGHT for line in range(4)]


def test_groups_that_nobody_asked_about_have_no_bar() -> None:
    rows = [
        GroupHeard(group="a", name="A", status="not-recorded", ppr=0.0, low=0.0, high=9.0),
        GroupHeard(group="b", name="B", status="unheard", ppr=0.0, low=0.0, high=0.4),
    ]
    assert [bar.name for bar in bars(rows)] == ["B"]
