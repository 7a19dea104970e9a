"""What burden says: no name is dropped without a count, and one person is one person."""

from datetime import date
from typing import Any

import pytest

from reachmap.analysis.burden.rows import Asked, BurdenKind
from reachmap.analysis.burden.words import sentences, words_of_rest
from reachmap.analysis.what_if.rows import GroupChange

SINCE, UNTIL = date(2026, 1, 1), date(2026, 3, 31)


def asked(kind: BurdenKind, number: int, **fields: Any) -> list[Asked]:
    """Return rows of one kind, named by number."""
    usual = {"asked": 5, "load": 5, "capacity": 3, "basis": "assumed", "over_asked": True}
    more: Any = usual | {"free_on": date(2026, 5, 4)} | fields
    return [Asked(node=f"n{n}", name=f"N{n}", kind=kind, **more) for n in range(number)]


def lines(*rows: Asked) -> tuple[str, ...]:
    """Return what is said after the first sentence, which names the quarter."""
    return sentences(rows, since=SINCE, until=UNTIL, whole=len(rows))[1:]


def test_the_first_of_several_are_said_to_be_the_first() -> None:
    said = sentences(asked("worker", 2), since=SINCE, until=UNTIL, whole=1_200)
    assert said[1] == "These are the 2 asked most, of 1,200 in all."


def test_bodies_asked_too_often_are_counted_after_the_sixth() -> None:
    words = lines(*asked("worker", 9))
    assert [line.partition(":")[0] for line in words[:6]] == [f"N{n}" for n in range(6)]
    assert words[6] == "And 3 more were asked too often."
    assert lines(*asked("worker", 7))[6] == "And 1 more was asked too often."


def test_bodies_without_room_are_counted_after_the_sixth() -> None:
    full = {"over_asked": False, "basis": "known", "capacity": 5}
    guessed = asked("worker", 7, over_asked=False, capacity=5)
    words = lines(*guessed, *asked("organisation", 9, **full))
    assert words[0] == (
        "By our own records nobody was asked more than 5 times in the quarter, our assumption of "
        "what is fair."
    )
    assert [line.partition(":")[0] for line in words[1:7]] == [f"N{n}" for n in range(6)]
    assert words[7:] == ("And 3 more were asked as often as they can manage.",)


def test_that_nobody_was_asked_too_often_is_told_of_our_records_and_by_our_assumption() -> None:
    fair = {"asked": 2, "load": 2, "over_asked": False}
    words = (
        "By our own records nobody was asked more than 3 times in the quarter, our assumption of "
        "what is fair."
    )
    assert lines(*asked("worker", 2, **fair), *asked("voice", 1, **fair)) == (words,)
    # Who says that they can manage more may have been asked more, and then nobody says "3".
    able = fair | {"asked": 7, "load": 7, "capacity": 8, "basis": "known", "free_on": UNTIL}
    for rows in (
        asked("worker", 1, **able),
        asked("worker", 1, **able) + asked("group", 1, **fair),
    ):
        assert lines(*rows) == (
            "By our own records nobody was asked more often than they can manage, as they said or "
            "as we assume.",
        )
    # Two assumptions are no one number.
    assert (
        "as we assume"
        in lines(*asked("worker", 1, **fair), *asked("group", 1, **fair | {"capacity": 5}))[0]
    )


@pytest.mark.parametrize(
    ("capacity", "words"), [(1, "more than once"), (2, "more than twice"), (3, "more than 3 times")]
)
def test_once_and_twice_are_words(capacity: int, words: str) -> None:
    assert f"too often, {words} in the quarter" in lines(*asked("group", 1, capacity=capacity))[0]
    assert f"were asked {words} in the quarter" in lines(*asked("voice", 2, capacity=capacity))[0]


def test_one_person_was_asked_and_several_were() -> None:
    one, several = lines(*asked("voice", 1))[0], lines(*asked("voice", 2))[0]
    assert one.startswith("One person came or was asked 5 times in the quarter, more than 3 times")
    assert one.endswith("They rest now, to 4 May 2026. The table names who could come instead.")
    assert several.startswith("Two people came or were asked more than 3 times in the quarter")
    assert "They rest now, the last of them to 4 May 2026." in several


def test_groups_asked_about_too_often_are_counted_after_the_sixth() -> None:
    assert "N5 (5 times) and 3 more. Tell them" in lines(*asked("group", 9))[0]


def test_groups_that_a_rest_costs_are_counted_after_the_sixth() -> None:
    sole = [GroupChange(group=f"g{n}", name=f"G{n}", lost=True) for n in range(9)]
    worse = [row.model_copy(update={"lost": False, "chance_before": 0.5}) for row in sole]
    (words, _) = lines(*asked("worker", 1, rest_costs=(*sole, *worse)))
    assert "no other introduction to G0, G1, G2, G3, G4, G5 and 3 more." in words
    assert "50 times of 100 before, 0 after) and 3 more." in words


def test_the_page_names_every_group_that_a_rest_costs() -> None:
    sole = tuple(GroupChange(group=f"g{n}", name=f"G{n}", lost=True) for n in range(9))
    (row,) = asked("worker", 1, rest_costs=sole)
    assert words_of_rest(row) == (
        "no other introduction is known to G0, G1, G2, G3, G4, G5, G6, G7, G8"
    )


def test_of_several_people_the_most_asked_and_the_last_to_rest_are_said() -> None:
    (early,) = asked("voice", 1, load=7, free_on=date(2026, 4, 1))
    (late,) = asked("voice", 1, load=4)
    assert lines(early, late)[0].endswith(
        "The one asked most: 7 times. They rest now, the last of them to 4 May 2026. The table "
        "names who could come instead."
    )


def test_who_else_could_help_is_never_cut_without_saying_so() -> None:
    (two,) = lines(*asked("worker", 1, alternate_names=("A", "B")))[:1]
    (three,) = lines(*asked("worker", 1, alternate_names=("A", "B", "C")))[:1]
    assert "Who else could help: A, B." in two
    assert "Who else could help, the first three: A, B, C." in three
