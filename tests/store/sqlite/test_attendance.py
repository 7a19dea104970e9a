"""Attendance read in numbers: a few rows at a time, and nothing but whole numbers of the map."""

from pathlib import Path

import numpy as np
import pytest

import reachmap as rm
from builders import came, town
from reachmap.analysis import group_counts
from reachmap.store.memory.store import MemoryStore
from reachmap.store.sqlite import attendance, counting
from reachmap.store.sqlite.attendance import numbers, positions
from reachmap.store.sqlite.store import SQLiteStore
from store.contract import same_counts


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "map.db"


def test_read_a_few_at_a_time_the_counts_are_those_of_memory(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small_town = rm.read("examples/small_town").stakeholders
    SQLiteStore(path, make=True).write(small_town)
    whole = rm.ReachMap(SQLiteStore(path)).participation()
    for module in (attendance, counting):
        monkeypatch.setattr(module, "CHUNK", 3)
    monkeypatch.setattr(group_counts, "AT_ONCE", 3)
    store = SQLiteStore(path)
    same_counts(store, MemoryStore(small_town), small_town)
    assert rm.ReachMap(store).participation() == whole


def test_rows_added_later_are_counted_in_the_order_of_ids(path: Path) -> None:
    store = SQLiteStore(path, make=True)
    store.write(town(attendance=came(("v1", "spring"), ("v2", "spring"))))
    before = store.places(["spring"]).tolist()
    store.append(
        {
            "groups": {"id": ["a group"], "name": ["A group"]},
            "activities": {"id": ["a day"], "name": ["A day"]},
            "voices": {"id": ["a voice"], "name": ["A voice"], "groups": [("a group",)]},
            "attendance": {"voice": ["a voice", "a voice"], "activity": ["a day", "spring"]},
        }
    )
    whole = store.whole()
    same_counts(store, MemoryStore(whole), whole)
    assert store.places(["spring", "nowhere", "a day"]).tolist() == [*(n + 1 for n in before), 0, 1]


@pytest.mark.parametrize(
    ("lists", "count"),
    [(["1,2"], 3), (["1,2", ""], 2), (["1,,2"], 3), (["1,2.5"], 2), (["1,-2"], 2), (["x"], 1)],
)
def test_what_is_no_list_of_so_many_numbers_is_refused(lists: list[str], count: int) -> None:
    with pytest.raises(ValueError, match="whole numbers were to be read"):
        numbers(lists, count)
    assert numbers([None], 0).tolist() == []


@pytest.mark.parametrize("wanted", [2, 0, 9])
def test_a_number_of_nothing_is_refused(wanted: int) -> None:
    with pytest.raises(LookupError, match="something that is not there"):
        positions(np.array([1, wanted]), np.array([1, 3, 5]))
    assert positions(np.array([], np.int64), np.array([], np.int64)).tolist() == []
