"""What-if in words: no list is cut without saying how many more there are."""

from typing import Any

from reachmap.analysis.what_if.rows import GroupChange
from reachmap.analysis.what_if.words import words_of_change, words_of_departure

NAMES = "G0, G1, G2, G3, G4, G5 and 3 more"


def rows(**known: Any) -> list[GroupChange]:
    """Return nine groups, each with what is known of its change."""
    return [GroupChange(group=f"g{n}", name=f"G{n}", **known) for n in range(9)]


def test_groups_that_are_lost_are_counted_after_the_sixth() -> None:
    moved = rows(chance_before=0.5, chance_after=0.0, lost=True)
    assert words_of_change(["Hub is gone"], moved, 9) == (
        "If Hub is gone:",
        f"No known way is left to {NAMES}.",
    )


def test_groups_harder_or_easier_to_reach_are_counted_after_the_sixth() -> None:
    for before, after, lead in ((0.5, 0.25, "Harder"), (0.25, 0.5, "Easier")):
        moved = rows(chance_before=before, chance_after=after)
        _, line, rest = words_of_change(["Hub is gone"], moved, 11)
        assert line.startswith(f"{lead} to reach: G")
        assert line.count("times of 100 before") == 6
        assert line.endswith(f"{100 * after:.0f} after) and 3 more.")
        assert rest == "Nothing changes for the other 2 of 11 groups."


def test_groups_reached_through_others_are_counted_after_the_sixth() -> None:
    ways = {"best_route_before": ("t", "a", "g"), "best_route_after": ("t", "b", "g")}
    moved = rows(names_after=("Team", "Baker", "Butcher", "G"), **ways)
    _, line, rest = words_of_change(["Hub is gone"], moved, 9)
    assert line.startswith("The best way is then another: G0 through Baker, then Butcher, G1 ")
    assert line.endswith(" and 3 more.")
    assert rest == "No group is easier or harder to reach than before."
    harder = GroupChange(group="h", name="H", chance_before=0.5, chance_after=0.2)
    lines = words_of_change(["Hub is gone"], [harder, *moved[:2]], 9)
    assert lines[-1] == "Nothing changes for the other 6 of 9 groups."
    assert words_of_departure(moved[0]) == "best then through Baker, then Butcher"


def test_a_way_without_anybody_between_is_our_own() -> None:
    ways = {"best_route_before": ("t", "a", "g"), "best_route_after": ("t", "g")}
    (row, *_) = rows(names_after=("Team", "G"), **ways)
    words = "best then through nobody else: we can go ourselves"
    assert words_of_departure(row) == words


def test_what_changes_most_comes_first() -> None:
    for before, most, least in ((0.9, 0.1, 0.8), (0.1, 0.9, 0.2)):
        (first, *_), (_, second, *_) = (
            rows(chance_before=before, chance_after=after) for after in (most, least)
        )
        moved = sorted((first, second), key=lambda row: row.change)
        assert "reach: G0 (" in words_of_change(["Hub is gone"], moved, 2)[1]
