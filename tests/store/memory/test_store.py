"""The store in memory: each count against loops over records."""

from collections import Counter
from collections.abc import Iterable
from datetime import timedelta

from hypothesis import HealthCheck, given, settings

import reachmap as rm
from amounts import some_of
from oracles import within
from reachmap.store import MemoryStore
from reachmap.store.counts import Span
from strategies import AS_OF, maps

many = settings(max_examples=some_of(200, usual=20), suppress_health_check=list(HealthCheck))
fewer = settings(max_examples=50, suppress_health_check=list(HealthCheck))


@many
@given(town=maps())
def test_asks_are_counted_by_pair_and_by_day(town: rm.StakeholderMap) -> None:
    store = MemoryStore(town)
    asks = [ask for ask in town.asks if ask.date <= AS_OF]
    found = store.pair_asks(AS_OF)
    voices = {voice.id for voice in town.voices}
    keys = sorted({(a.from_, a.to, a.date) for a in asks if a.to not in voices})
    assert list(zip(found.from_, found.to, found.day.tolist(), strict=True)) == keys
    for place, key in enumerate(keys):
        mine = [ask for ask in asks if (ask.from_, ask.to, ask.date) == key]
        introductions = [a.outcome for a in mine if a.group is not None or a.activity is None]
        scored = [each for each in introductions if each in {"passed-on", "declined", "no-answer"}]
        assert found.asks[place] == len(mine)
        assert found.scored[place] == len(scored)
        assert found.passed_on[place] == introductions.count("passed-on")
    after = AS_OF - timedelta(91)
    daily = store.node_asks(Span(after, AS_OF))
    rows = zip(daily.to, daily.day.tolist(), daily.asks.tolist(), strict=True)
    expected = Counter((ask.to, ask.date) for ask in asks if ask.date > after)
    assert {(to, day): count for to, day, count in rows} == expected
    assert list(daily.to) == sorted(daily.to)


@many
@given(town=maps())
def test_attendance_is_counted_by_activity(town: rm.StakeholderMap) -> None:
    found = MemoryStore(town).attendance_by_activity()
    assert list(found.activities) == sorted({row.activity for row in town.attendance})
    for kind, counts in found.rows.items():
        expected = Counter(row.activity for row in town.attendance if row.speaking == kind)
        assert [expected[activity] for activity in found.activities] == counts.tolist()


@many
@given(town=maps())
def test_the_most_frequent_come_first_and_then_by_id(town: rm.StakeholderMap) -> None:
    store = MemoryStore(town)
    ids = [activity.id for activity in town.activities]
    talking = {"own", "for-someone", "representative"}
    came = Counter(row.voice for row in town.attendance if row.speaking in talking)
    expected = sorted(came.items(), key=lambda pair: (-pair[1], pair[0]))[:3]
    assert list(store.most_frequent(ids, n=3)) == expected


def members(town: rm.StakeholderMap, groups: Iterable[str]) -> set[str]:
    """Return the voices of some groups or narrower ones; of none in particular: all."""
    inside = set().union(*(within(town, group) for group in groups))
    return {v.id for v in town.voices if not groups or inside & set(v.groups)}


@fewer
@given(town=maps())
def test_places_are_counted_by_activity_and_group(town: rm.StakeholderMap) -> None:
    store = MemoryStore(town)
    ids = [activity.id for activity in reversed(town.activities)]
    for group in (None, *(group.id for group in town.groups)):
        inside = members(town, [group] if group else [])
        came = Counter(
            row.activity
            for row in town.attendance
            if row.speaking in {"own", "for-someone", "representative"} and row.voice in inside
        )
        assert store.places(ids, group=group).tolist() == [came[id_] for id_ in ids]


@fewer
@given(town=maps())
def test_a_register_counts_who_could_have_come_to_what(town: rm.StakeholderMap) -> None:
    registers_well(town)


def test_a_register_tells_people_apart_by_more_pools_than_a_byte_has_bits() -> None:
    groups = [f"g{n:02d}" for n in range(19)]
    people = {f"v{n:02d}": tuple({groups[n % 19], groups[n * n % 19]}) for n in range(40)}
    town = rm.StakeholderMap(
        organisations=[rm.Organisation(id="team", name="Team", team=True)],
        groups=[rm.Group(id=id_, name=id_) for id_ in groups],
        activities=[rm.Activity(id=f"a-{id_}", name=id_, groups=(id_,)) for id_ in groups],
        voices=[rm.Voice(id=id_, name=id_, groups=own) for id_, own in people.items()],
        attendance=rm.Ledger(
            rm.Attendance, {"voice": [*people], "activity": ["a-g00", "a-g12"] * 20}
        ),
    )
    registers_well(town)


def registers_well(town: rm.StakeholderMap) -> None:
    """Hold the registers of a map, of everybody and of each group, against a look at each voice."""
    store = MemoryStore(town)
    activities = [*reversed(town.activities)]
    for group in (None, *(group.id for group in town.groups)):
        register = store.register([a.id for a in activities], group=group)
        inside = members(town, [group] if group else [])
        patterns = []
        for voice in sorted(inside):
            there = [
                voice in members(town, activity.groups)
                or any(
                    (row.voice, row.activity) == (voice, activity.id)
                    and row.speaking in {"own", "for-someone", "representative"}
                    for row in town.attendance
                )
                for activity in activities
            ]
            patterns.append(tuple(there))
        found = []
        extra = set(
            zip(register.extra_activity.tolist(), register.extra_class.tolist(), strict=True)
        )
        for place, size in enumerate(register.size.tolist()):
            there = [
                place in register.pools[pool] or (number, place) in extra
                for number, pool in enumerate(register.pool.tolist())
            ]
            found += [tuple(there)] * size
        assert Counter(found) == Counter(patterns)


def test_the_map_and_its_outline_are_given_back() -> None:
    town = rm.read("examples/small_town").stakeholders
    store = MemoryStore(town)
    assert store.whole() is town
    assert store.outline() == town.outline()
    assert store.outline() is store.outline()
    assert store.turnout() is town.turnout
