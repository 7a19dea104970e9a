"""A draw in words: how it was drawn, and why there is no panel."""

from typing import Any

import pytest

from builders import AS_OF
from reachmap.plan.panel.rows import DrawRecord, Quota
from reachmap.plan.panel.words import words_of_draw, words_of_shortage


def record(**known: Any) -> DrawRecord:
    """Return how a panel of four was drawn."""
    terms: dict[str, Any] = {"size": 4, "seed": 7, "drawn_on": AS_OF, "rest": True, "rest_days": 90}
    return DrawRecord(panel_weight=0.5, **({"quotas": ()} | terms | known))


def test_what_the_record_leaves_blank_is_not_spoken_of() -> None:
    first, even, check, alternates = words_of_draw(record())
    assert first == "4 seats were filled by lot, as of 31 March 2026."
    assert even.startswith("Each person's chance is as even as the quotas allow")
    assert "the number 7 give the same panel" in check
    assert alternates.startswith("If someone cannot come")


@pytest.mark.parametrize(
    ("known", "words"),
    [
        ({"pool": 1}, "4 seats were filled by lot, as of 31 March 2026, from one person we know"),
        ({"rested": 1}, "One person rests this time, with our thanks"),
        ({"rested": 9}, "Nine people rest this time, with our thanks"),
        (
            {"staff": 1},
            "One person was left out, as they are on record as staff or facilitators al",
        ),
        ({"staff": 3}, "Three people were left out, as they are on record as staff"),
        ({"min_chance": 0.25, "max_chance": 0.25}, "Everybody in the pool has 1 chance in 4."),
        ({"min_chance": 0.3, "max_chance": 0.3}, "Everybody in the pool has 30 chances in 100."),
        ({"min_chance": 0.4, "max_chance": 0.4}, "Everybody in the pool has 40 chances in 100."),
        ({"min_chance": 0.357, "max_chance": 0.357}, "has about 36 chances in 100."),
        ({"min_chance": 0.0156, "max_chance": 0.0156}, "has about 1 chance in 64."),
        ({"min_chance": 0.1, "max_chance": 1.0}, "has at least 1 chance in 10; whoever is most"),
        ({"min_chance": 0.0, "max_chance": 0.5}, "Some people cannot be drawn at all"),
        ({"sat_before": 2}, "Two people in the pool sat on a panel before; each such seat makes"),
    ],
)
def test_what_is_known_of_a_draw_is_said(known: dict[str, Any], words: str) -> None:
    assert words in "\n".join(words_of_draw(record(**known)))


def test_every_quota_is_said_with_its_range() -> None:
    ranges = [(2, 2, 2), (0, 3, 1), (1, 3, None)]
    quotas = tuple(
        Quota(group=f"g{n}", name=f"G{n}", low=low, high=high, drawn=drawn)
        for n, (low, high, drawn) in enumerate(ranges)
    )
    assert words_of_draw(record(quotas=quotas))[1] == (
        "The panel was to have 2 from G0 (it has 2); up to 3 from G1 (it has 1); 1 to 3 from G2."
    )


def test_one_who_rests_is_not_many() -> None:
    assert words_of_shortage(3, 0, 1)[0] == (
        "the one person we know rests, as we have asked a lot of them"
    )
    assert words_of_shortage(3, 0, 2)[0].startswith("all two people we know rest,")
    assert words_of_shortage(3, 2, 1)[0].endswith("there to draw from, while one person rests")
    assert words_of_shortage(3, 1, 2)[0] == (
        "a panel of 3 is wanted, and one person is there to draw from, while two people rest"
    )
    assert words_of_shortage(3, 0, 2, staff=1)[0].startswith("everybody we know rests, as")
    assert words_of_shortage(3, 0, 0, staff=1)[0].startswith("those we know are on record as staff")
    assert words_of_shortage(3, 0, 0)[1] == "Add them to the tables voices and champions"
