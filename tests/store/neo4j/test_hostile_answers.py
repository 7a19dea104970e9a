"""Answers of a real server, each with one value changed for the worse on its way."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from neo4j import Record
from neo4j.time import Date

import reachmap as rm
from amounts import some_of
from builders import came, heads, town
from reachmap.store.counts import Span
from store.contract import answers, counts
from store.neo4j.conftest import Cypher, Opened
from values import AS_OF

pytestmark = [pytest.mark.campaign, pytest.mark.neo4j]

SPOILS: tuple[Any, ...] = (
    *(None, True, -1, 0, 2**62, 1.5, float("nan"), "", "nobody", "carers", "x" * 100_000),
    *([], [1], [[1]], ["nobody"], [None], {"a": 1}, Date(1, 1, 1), Date(9999, 12, 31), b"\x00"),
)
"""What takes the place of a value."""

SLOWEST_S = 10.0


class Spoiler:
    """Changes one value of one record, drawn by lot."""

    def __init__(self, seed: int) -> None:
        self._dice = random.Random(seed)  # noqa: S311  which value is changed
        self._left = self._dice.randrange(60)
        self._values = Record.values
        self.change = ""

    def values(self, record: Record, *keys: int | str) -> list[Any]:
        """Return the values of a record, one of them changed if it is its turn."""
        row = self._values(record, *keys)
        self._left -= 1
        return self._spoilt(row) if self._left == 0 else row

    def _spoilt(self, row: list[Any]) -> list[Any]:
        spoil = self._dice.choice(SPOILS)
        if not row or self._dice.random() < 0.1:
            self.change = f"a row {row!r} is {[spoil]!r}"[:200]
            return [spoil]
        at = self._dice.randrange(len(row))
        inner = row[at]
        if isinstance(inner, list) and inner and self._dice.random() < 0.7:
            return [*row[:at], self._spoilt(inner), *row[at + 1 :]]
        self.change = f"{inner!r} is {spoil!r}"[:200]
        return [*row[:at], spoil, *row[at + 1 :]]


def full_town() -> rm.StakeholderMap:
    """Return a small map with rows in every table that is asked for."""
    asks = rm.Ledger.of(
        rm.Ask,
        [
            rm.Ask.model_validate({"date": AS_OF, "from": "team", "to": to, "outcome": outcome})
            for to, outcome in (("forum", "passed-on"), ("v1", None))
        ],
    )
    return town(
        asks=asks,
        attendance=came(("v1", "autumn"), ("v1", "spring"), ("v2", "spring")),
        turnout=heads(("spring", "students", 5)),
        links=[rm.Link(from_="forum", type="HEARS", to="carers")],
        said=rm.Ledger(rm.Said, {"activity": ["spring"], "theme": ["buses"]}),
        panels=rm.Ledger(rm.PanelSeat, {"date": [AS_OF], "voice": ["v1"]}),
    )


def doings(desk: rm.ReachMap, made: rm.StakeholderMap) -> Iterator[Callable[[], object]]:
    """Yield everything that can be asked of a store and its desk."""
    yield desk.store.whole
    yield lambda: [*counts(desk.store, made)]
    for _, ask in answers(desk, made):
        yield ask


def test_a_server_that_changes_one_value_never_gets_a_stack(
    opened: Opened, monkeypatch: pytest.MonkeyPatch, told: Callable[[str], None]
) -> None:
    made = full_town()
    opened("spoilt").write(made)
    outcomes: Counter[str] = Counter()
    stacks: list[str] = []
    slowest = 0.0
    for seed in range(some_of(1_000, usual=60)):
        dice = random.Random(seed)  # noqa: S311  which question is asked
        desk = rm.ReachMap(opened("spoilt", make=False))
        ask = dice.choice([*doings(desk, made)])
        spoiler = Spoiler(seed)
        begun = time.monotonic()
        with monkeypatch.context() as patch:
            patch.setattr(Record, "values", lambda r, *keys, s=spoiler: s.values(r, *keys))
            try:
                ask()
                outcome = "answered"
            except rm.ReachMapError as error:
                outcome = type(error).__name__
            except Exception as error:  # noqa: BLE001  what is looked for
                outcome = "stack"
                stacks.append(f"seed {seed}: {spoiler.change}: {error!r}")
        slowest = max(slowest, time.monotonic() - begun)
        outcomes[outcome] += 1
        desk.close()
    told(f"Neo4j, answers with a value changed: {dict(outcomes)}, slowest {slowest:.1f} s")
    assert stacks == []
    assert slowest < SLOWEST_S


@pytest.mark.parametrize("table", ["turnout", "said", "asks"])
def test_rows_about_a_group_that_is_nowhere_are_told(
    opened: Opened, cypher: Cypher, table: str
) -> None:
    store = opened(f"nowhere {table}")
    store.write(full_town())
    here = f"{{map: 'nowhere {table}'}}"
    changed = {
        "turnout": f"MATCH (:MapNode {here})-[:COUNTED]->(g:Group) SET g.id = 'nowhere'",
        "said": f"MATCH (s:Said {here}) SET s.group = 'nowhere'",
        "asks": f"MATCH (:MapNode {here})-[r:ASKED]->() SET r.group = 'nowhere'",
    }
    assert store.outline().groups
    cypher(changed[table])
    asked: dict[str, Callable[[], object]] = {
        "turnout": store.turnout,
        "said": store.said,
        "asks": lambda: store.group_asks(Span(date(2020, 1, 1), date(2027, 1, 1))),
    }
    with pytest.raises(rm.StoreError, match=f"{table}, row 'nowhere': not on this map"):
        asked[table]()
