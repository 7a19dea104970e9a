"""Charts: which groups they have, and in which order."""

from reachmap.analysis.participation.rows import GroupHeard
from reachmap.view.charts import BAR_HEIGHT, bars


def test_bars_begin_with_those_heard_least_for_their_number() -> None:
    shares = {"a": 1.2, "b": None, "c": 0.4, "d": 1.2, "e": 0.9}
    rows = [
        GroupHeard(group=id_, name=id_.upper(), status="fair", ppr=ppr)
        for id_, ppr in shares.items()
    ]
    chart = bars(rows)
    assert [bar.name for bar in chart] == ["C", "E", "A", "D"]
    assert [bar.y for bar in chart] == [line * BAR_HEIGHT for line in range(4)]
    assert sorted(bar.at for bar in chart) == [bar.at for bar in chart]
