"""Links to build in words: no list is cut without saying how many more there are."""

from datetime import date
from typing import Any

import reachmap as rm
from reachmap.plan.links.rows import LinkToBuild, NoRoom, PlacesToAsk
from reachmap.plan.links.words import (
    words_of_gain,
    words_of_links,
    words_of_nearest,
    words_of_none,
    words_of_reason,
)

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


def test_whoever_has_no_room_is_named_beside_the_link_and_from_when_they_are_free() -> None:
    day = date(2026, 5, 4)
    rows = (
        NoRoom(node="b", name="The hub", until=day),
        NoRoom(node="c", name="Choir"),
        NoRoom(node="g", name="Carers", until=day, basis="assumed"),
    )
    new = link(group_names=("Carers",), gains=(0.4,), reason="They met", no_room=rows)
    words = (
        "The hub has no room before 4 May 2026. Choir has no room for another ask. We have asked "
        "a lot of Carers: let them rest until 4 May 2026, by our assumption of what they can "
        "manage."
    )
    (line,) = words_of_links([new], [], [])
    assert line.endswith(words)
    assert words_of_gain(new, 0.4, on_top=False).endswith(words)
    assert words_of_reason(new) == f"They met. {words}"
    assert words_of_nearest(new).endswith(words)


def test_who_is_full_in_the_demo_is_full_where_links_to_them_are_suggested() -> None:
    answer = rm.demo().links_to_build()
    named = [each for each in answer.links if "Carers' liaison officer" in each.from_name]
    assert named
    for each in named:
        assert [(room.name, room.until) for room in each.no_room] == [
            ("Carers' liaison officer", date(2026, 5, 4))
        ]


def test_an_ask_on_record_stands_beside_the_link_that_leads_to_who_was_asked() -> None:
    answer = rm.demo().links_to_build(groups="homeless", n=1)
    (line, *_) = answer.sentences()
    assert "We asked Shelter night worker on 24 February 2026, and they did not pass us on." in line
    assert "We asked Shelter night worker" in words_of_reason(answer.links[0])
