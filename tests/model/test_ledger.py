"""Columns that grow without end."""

import subprocess
import sys
from datetime import date

import numpy as np
import pytest

from bars import assert_within
from reachmap.errors import InvalidMap
from reachmap.model.ledger import Ledger
from reachmap.model.records import Ask, Attendance, PanelSeat, Turnout

ASKS = [
    Ask(date=date(2026, 3, 2), from_="team", to="hub", outcome="passed-on"),
    Ask(date=date(2026, 3, 1), from_="team", to="hub"),
    Ask(date=date(2026, 3, 1), from_="hub", to="officer", group="carers", outcome="full"),
]


def test_rows_come_back_as_they_went_in_but_sorted() -> None:
    assert list(Ledger.of(Ask, ASKS)) == [ASKS[2], ASKS[1], ASKS[0]]


def test_the_order_of_rows_does_not_matter() -> None:
    assert Ledger.of(Ask, ASKS) == Ledger.of(Ask, reversed(ASKS))
    assert Ledger.of(Ask, ASKS) != Ledger.of(Ask, ASKS[:2])
    assert Ledger.of(Ask, ASKS) != ASKS


def test_it_remembers_where_each_row_stood() -> None:
    assert Ledger.of(Ask, ASKS).origin.tolist() == [2, 1, 0]


def test_blank_numbers_chances_and_days_stay_blank() -> None:
    heads = Ledger(Turnout, {"activity": ["a", "b"], "group": ["g", "g"], "invited": [None, 4]})
    assert heads.cells("invited") == [None, 4]
    assert heads.cells("attended") == [None, None]
    seats = Ledger.of(PanelSeat, [PanelSeat(date=date(2026, 1, 1), voice="v")])
    assert seats.cells("chance") == [None]
    assert seats == Ledger.of(PanelSeat, list(seats))


def test_an_alias_names_a_column_as_well() -> None:
    ledger = Ledger(Ask, {"date": [date(2026, 1, 1)], "from": ["team"], "to": ["hub"]})
    assert next(iter(ledger)).from_ == "team"


def test_a_part_keeps_only_the_texts_it_uses() -> None:
    came = Ledger(Attendance, {"voice": ["v1", "v2"], "activity": ["a", "b"]})
    part = came.take(np.array([False, True]))
    assert part.categories("voice") == ("v2",)
    assert list(part) == [Attendance(voice="v2", activity="b")]


def test_repeated_keys_are_found_in_the_order_given() -> None:
    came = Ledger(Attendance, {"voice": ["v", "w", "v"], "activity": ["a", "a", "a"]})
    assert [came.origin[row] for row in came.repeats(("voice", "activity"))] == [2]


def test_tallies_count_the_rows_of_each_text() -> None:
    came = Ledger(Attendance, {"voice": ["v", "w", "v"], "activity": ["a", "a", "b"]})
    assert dict(zip(came.categories("voice"), came.tally("voice"), strict=True)) == {"v": 2, "w": 1}


def test_every_value_that_does_not_fit_is_named() -> None:
    columns = {"voice": ["v", "x;y"], "activity": ["a", "a"], "speaking": ["loud", "own"]}
    with pytest.raises(InvalidMap) as caught:
        Ledger(Attendance, columns)
    assert [issue.value for issue in caught.value.issues] == ["x;y", "loud"]


def test_columns_of_different_length_are_refused() -> None:
    with pytest.raises(InvalidMap, match="1 rows where others have"):
        Ledger(Attendance, {"voice": ["v", "w"], "activity": ["a"]})


MILLION = """
import time
import numpy as np
from reachmap.model.ledger import Ledger
from reachmap.model.records import Attendance

rng = np.random.default_rng(1)
voices = [f"v{number}" for number in rng.integers(0, 50_000, 1_000_000).tolist()]
rooms = [f"a{number}" for number in rng.integers(0, 5_000, 1_000_000).tolist()]
start = time.process_time()  # not the wall's: other tests run beside this one
came = Ledger(Attendance, {"voice": voices, "activity": rooms})
took = time.process_time() - start
texts = sum(len(text) + 60 for name in ("voice", "activity") for text in came.categories(name))
print(took, came.nbytes + came.origin.nbytes + texts)
"""


@pytest.mark.timed
def test_a_million_attendances_take_little_room_and_time() -> None:
    # On its own, so that the time is the ledger's and not that of measuring coverage.
    done = subprocess.run(  # noqa: S603  our own words
        [sys.executable, "-c", MILLION], check=True, capture_output=True, text=True
    )
    seconds, size = (float(word) for word in done.stdout.split())
    assert_within(seconds, 2)
    assert size < 100_000_000
