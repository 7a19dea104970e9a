"""Whether somebody has room left, in a kind sentence."""

from datetime import date, timedelta

import pytest

import reachmap as rm
from builders import AS_OF, town
from reachmap.analysis.burden.capacity_left import capacity_left
from reachmap.analysis.snapshot import Snapshot

SENTENCES = [
    (0, 0, "asked 0 times in the last quarter and can manage 0 a quarter: their diary is full, "
     "so let them rest from more."),
    (1, 3, "asked once in the last quarter and can manage 3 a quarter: there is room for 2 more."),
    (2, 2, "asked twice in the last quarter and can manage 2 a quarter: their diary is full, so "
     "let them rest until 29 June 2026."),
    (3, 2, "asked 3 times in the last quarter and can manage 2 a quarter: their diary is more "
     "than full, so let them rest until 29 June 2026."),
    (1, None, "asked once in the last quarter and may, we assume, manage 3 a quarter: there is "
     "room for 2 more."),
]  # fmt: skip


@pytest.mark.parametrize(("asked", "capacity", "words"), SENTENCES)
def test_room_is_told_in_a_sentence(asked: int, capacity: int | None, words: str) -> None:
    days = [date(2026, 3, 31) - timedelta(days=n) for n in range(asked)]
    days += [AS_OF - timedelta(days=91), AS_OF + timedelta(days=1)]
    asks = [rm.Ask.model_validate({"date": day, "from": "team", "to": "hub"}) for day in days]
    bodies = [
        rm.Organisation(id="team", name="Team", team=True),
        rm.Organisation(id="hub", name="Hub", capacity=capacity),
    ]
    held = town(organisations=bodies, asks=rm.Ledger.of(rm.Ask, asks))
    assert capacity_left(Snapshot.of(held, AS_OF), "hub").sentence() == f"They were {words}"
