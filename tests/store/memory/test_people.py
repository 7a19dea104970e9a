"""What was asked of people, against loops over records."""

from collections import Counter
from datetime import timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings

import reachmap as rm
from builders import AS_OF as DAY
from builders import came, town
from oracles import within
from reachmap.store import MemoryStore
from reachmap.store.counts import Span
from strategies import AS_OF, maps


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(town=maps())
def test_people_come_with_what_was_asked_of_them(town: rm.StakeholderMap) -> None:
    after = AS_OF - timedelta(91)
    found = MemoryStore(town).people(Span(after, AS_OF))
    everyone: dict[str, Any] = {person.id: person for person in (*town.voices, *town.champions)}
    assert [person.id for person in found] == sorted(everyone)
    days = {activity.id: activity.date for activity in town.activities}
    for person in found:
        asks = [a for a in town.asks if a.to == person.id and after < a.date <= AS_OF]
        attendance_by_activity = [
            row.activity
            for row in town.attendance
            if row.voice == person.id and row.speaking not in {"staff", "facilitator"}
        ]
        recent = [a for a in attendance_by_activity if (day := days[a]) and after < day <= AS_OF]
        alone = [a for a in recent if a not in {ask.activity for ask in asks}]
        assert person.load == len(asks) + len(alone)
        so_far = {
            row.speaking
            for row in town.attendance
            if row.voice == person.id and (days[row.activity] or AS_OF) <= AS_OF
        }
        assert person.only_staff == (bool(so_far) and so_far <= {"staff", "facilitator"})
        seats = {seat.date for seat in town.panels if seat.voice == person.id}
        assert person.panels == len(seats)
        assert person.last_panel == max(seats, default=None)
        own = everyone[person.id].groups
        wide = {g.id for g in town.groups if within(town, g.id) & set(own)}
        assert set(person.groups) == wide


def test_an_ask_and_the_coming_it_led_to_count_once() -> None:
    ask = {"date": DAY - timedelta(40), "from": "team", "to": "v1"}
    loads = []
    for activity in ("spring", None):
        asks = [rm.Ask.model_validate({**ask, "activity": activity})]
        store = MemoryStore(
            town(asks=rm.Ledger.of(rm.Ask, asks), attendance=came(("v1", "spring")))
        )
        loads.append({p.id: p.load for p in store.people(Span(DAY - timedelta(91), DAY))})
    assert [load["v1"] for load in loads] == [1, 2]


@settings(max_examples=30, suppress_health_check=list(HealthCheck))
@given(town=maps())
def test_asks_about_groups_are_counted_in_the_quarter(town: rm.StakeholderMap) -> None:
    after, store = AS_OF - timedelta(91), MemoryStore(town)
    asks = [ask.group for ask in town.asks if ask.group and after < ask.date <= AS_OF]
    found = store.group_asks(Span(after, AS_OF))
    counted: Counter[str] = Counter()
    for group, count in zip(found.to, found.asks.tolist(), strict=True):
        counted[group] += count
    assert counted == Counter(asks)
    assert store.said() is town.said
    assert store.findings() is town.findings
