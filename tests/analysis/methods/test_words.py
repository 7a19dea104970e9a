"""What methods says: no method or group is dropped without a count."""

from typing import Any

from reachmap.analysis.methods.rows import MethodForGroup
from reachmap.analysis.methods.words import missing, sentences


def tried(number: int, **fields: Any) -> list[MethodForGroup]:
    """Return methods for one group, named by number, as never tried."""
    usual: Any = {"group": "carers", "name": "Carers"} | fields
    return [MethodForGroup(method=f"m{n}", method_name=f"M{n}", **usual) for n in range(number)]


def lines(rows: list[MethodForGroup]) -> tuple[str, ...]:
    """Return what is said of a group after the first two sentences."""
    return sentences(rows, group="Carers", topic=None, sensitive=False, represented=False)[2:]


def test_methods_that_were_not_tried_are_counted_after_the_fifth() -> None:
    assert lines(tried(9))[5:] == (
        "The table has 4 more ways; we have no record that they came that way.",
    )
    assert lines(tried(6))[5:] == (
        "The table has 1 more way; we have no record that they came that way.",
    )
    assert len(lines(tried(5))) == 5


def test_methods_that_are_ruled_out_are_counted_after_the_sixth() -> None:
    (line,) = lines([*tried(5), *tried(9, ruled_out_by=("digital",))])[5:]
    assert line.endswith("what keeps them out: M0, M1, M2, M3, M4, M5 and 3 more.")


def test_views_of_staff_are_counted_after_the_third() -> None:
    rows = tried(5, staff_view="Warm.")
    assert lines(rows)[-1].endswith("M2: Warm. They reported on 2 methods more too.")
    assert lines(rows[:3])[-1].endswith("M1: Warm. M2: Warm.")


def test_groups_for_whom_ways_differ_are_counted_after_the_sixth() -> None:
    usual: Any = {"basis": "own", "invited": 90}
    good: Any = {"rate": 0.8, "low": 0.7, "high": 0.9, "attended": 72} | usual
    poor: Any = {"rate": 0.1, "low": 0.05, "high": 0.2, "attended": 9} | usual
    rows = [
        row
        for n in range(9)
        for fields in (good, poor)
        for row in tried(1, group=f"g{n}", name=f"G{n}", **fields)
    ]
    words = sentences(rows, group=None, topic=None, sensitive=False, represented=False)
    assert [line.partition(":")[0] for line in words[1:7]] == [f"G{n}" for n in range(6)]
    assert words[1] == "G0: by M0 72 of 90 invited came, by M0 9 of 90."
    assert words[7:] == ("Two ways differ as clearly for 3 groups more.",)


def test_odd_head_counts_are_counted_after_the_sixth() -> None:
    assert "a, b, c, d, e, f and 3 more. Count all" in missing([], tuple("abcdefghi"))[-1]
