"""Reach in words: how often, on how many ways, and no name left out without a count."""

from typing import Any

import pytest

from reachmap.analysis.reach.rows import GroupReach
from reachmap.analysis.reach.words import words_of_certainty, words_of_reach


def carers(**known: Any) -> GroupReach:
    """Return how surely carers can be reached."""
    return GroupReach(group="g", name="Carers", **known)


def test_those_on_every_way_are_counted_after_the_sixth() -> None:
    row = carers(chance=0.5, independent_routes=1, sole=tuple(f"N{n}" for n in range(9)))
    assert words_of_reach(row) == (
        "To Carers at least one introduction works about 5 times of 10. "
        "Every way on our map goes through N0, N1, N2, N3, N4, N5 and 3 more."
    )


@pytest.mark.parametrize(
    ("known", "words"),
    [
        ({"independent_routes": 1}, "We know no two ways with nobody in common."),
        ({"independent_routes": 3}, "3 ways have nobody in common that we know of."),
        (
            {"independent_routes": 3, "at_most": True},
            "At most 3 ways have nobody in common that we know of.",
        ),
        (
            {"independent_routes": 2, "chance_if_free": 0.9},
            "2 ways have nobody in common that we know of. If everybody had room, at least "
            "one would work about 9 times of 10.",
        ),
        (
            {"independent_routes": 2, "chance_if_free": 0.51},
            "2 ways have nobody in common that we know of.",
        ),
    ],
)
def test_how_many_ways_there_are_follows_how_often_one_works(
    known: dict[str, Any], words: str
) -> None:
    lead = "To Carers at least one introduction works about 5 times of 10."
    assert words_of_reach(carers(chance=0.5, **known)) == f"{lead} {words}"


def test_no_way_and_no_open_way_are_not_the_same() -> None:
    none = carers(chance=0.0, independent_routes=0)
    assert words_of_reach(none) == "We know no way to Carers yet."
    why = none.model_copy(update={"why": "nobody linked"})
    words = "We know no way to Carers yet: no introduction on the map leads there."
    assert words_of_reach(why) == words
    full = carers(chance=0.0, independent_routes=1, chance_if_free=0.7)
    assert words_of_reach(full) == (
        "No way to Carers that we know of is open today. We know no two ways with nobody in "
        "common. If everybody had room, at least one would work about 7 times of 10."
    )
    assert words_of_reach(carers()) == ""


def test_a_guess_is_never_said_to_be_exact() -> None:
    row = carers(chance=0.5, low=0.3, high=0.8, independent_routes=2)
    words = words_of_certainty(row, 1024, exact=True)
    assert words.startswith(
        "To Carers at least one introduction works about 5 times of 10 (a guess: 3 to 8 times of "
        "10)."
    )
    assert words.endswith(" This follows from what we know or guess of each step.")
    assert words_of_certainty(row, 1024, exact=False).endswith(
        " This follows from what we know or guess of each step, by trying 1,024 times."
    )
    assert words_of_certainty(carers(), 1024, exact=True) == ""
