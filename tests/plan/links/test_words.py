"""Links to build in words: no list is cut without saying how many more there are."""

from typing import Any

from reachmap.plan.links.rows import LinkToBuild, PlacesToAsk
from reachmap.plan.links.words import words_of_links, words_of_none

NINE = tuple(f"Name {number}" for number in range(9))


def link(**known: Any) -> LinkToBuild:
    """Return a relationship between two who are named."""
    ends = {"from_": "a", "type": "KNOWS", "to": "b", "from_name": "Us", "to_name": "The hub"}
    return LinkToBuild(**(ends | known))


def test_places_to_ask_after_the_sixth_are_counted() -> None:
    asking = PlacesToAsk(group="g", name="Carers", question="Do you care?", places=NINE)
    assert words_of_links([], [asking], []) == (
        "Carers may not say so themselves. Ask at Name 0, Name 1, Name 2, Name 3, Name 4, Name 5 "
        "and 3 more: “Do you care?”",
    )


def test_groups_that_gain_after_the_sixth_are_counted() -> None:
    gains = tuple(0.1 for _ in NINE)
    (line,) = words_of_links([link(group_names=NINE, gains=gains, reason="They met")], [], [])
    assert line.startswith("Get to know The hub: They met. ")
    assert line.count("10 more times of 100") == 6
    assert line.endswith("Name 5 (10 more times of 100) and 3 more.")


def test_groups_that_nothing_would_help_are_counted_after_the_sixth() -> None:
    (line,) = words_of_links([], [], NINE)
    assert "help to reach Name 0, Name 1, Name 2, Name 3, Name 4, Name 5 and 3 more: " in line


def test_where_no_place_is_known_people_are_asked_anywhere_and_in_private() -> None:
    asking = PlacesToAsk(group="g", name="Carers", question="Do you care?", in_private=True)
    assert words_of_links([], [asking], []) == (
        "Carers may not say so themselves. Ask wherever you go, in private and never on an open "
        "list: “Do you care?”",
    )


def test_where_every_group_is_heard_it_says_so() -> None:
    assert words_of_links([], [], []) == ()
    assert words_of_none(5, 0) == (
        "Every group on the map is heard at least about as much as its share, so no new "
        "relationship is looked for."
    )


def test_each_group_has_its_own_gain() -> None:
    new = link(group_names=("Carers", "Students"), gains=(0.4, 0.01), reason="They met")
    (line,) = words_of_links([new], [], [])
    assert line.endswith("Carers (40 more times of 100) and Students (1 more time of 100).")
