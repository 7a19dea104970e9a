"""The same voices: against a slow oracle written from the contract, and in words."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

import reachmap as rm
from amounts import some_of
from oracles import Oracle, past, plain_concentration, plain_same_person
from reachmap.analysis.concentration import FIGURES
from strategies import AS_OF, maps

many = settings(max_examples=some_of(300, usual=50), suppress_health_check=list(HealthCheck))
TALKING = {"own", "for-someone", "representative"}


def often(town: rm.StakeholderMap, activities: set[str], group: str | None = None) -> list[int]:
    """Return how often each voice came, most often first."""
    inside = {voice.id for voice in town.voices if group is None or belongs(town, voice, group)}
    came = Counter(
        row.voice
        for row in town.attendance
        if row.activity in activities and row.speaking in TALKING and row.voice in inside
    )
    return sorted(came.values(), reverse=True)


def seats(town: rm.StakeholderMap, activities: set[str], group: str | None) -> list[list[str]]:
    """Return who came to each sitting."""
    inside = {voice.id for voice in town.voices if group is None or belongs(town, voice, group)}
    return [
        [
            row.voice
            for row in town.attendance
            if row.activity == activity and row.speaking in TALKING and row.voice in inside
        ]
        for activity in sorted(activities)
    ]


def belongs(town: rm.StakeholderMap, voice: rm.Voice, group: str) -> bool:
    """Return whether a voice belongs to a group or a narrower one."""
    reached = set(voice.groups)
    while True:
        more = {w for g in town.groups if g.id in reached for w in g.part_of} - reached
        if not more:
            return group in reached
        reached |= more


@many
@given(town=maps())
def test_every_figure_is_what_the_contract_says(town: rm.StakeholderMap) -> None:
    answer = rm.ReachMap.of(town).voices(samples=5)
    activities = past(town, None, None)
    ids = {activity.id for activity in activities}
    scopes: dict[tuple[str, str | None], list[int]] = {("all", None): often(town, ids)}
    again: dict[tuple[str, str | None], float | None] = {}
    again["all", None] = plain_same_person(seats(town, ids, None))
    for channel in town.channels:
        held = {activity.id for activity in activities if activity.channel == channel.id}
        scopes["channel", channel.id] = often(town, held)
        again["channel", channel.id] = plain_same_person(seats(town, held, None))
    for group in town.groups:
        scopes["group", group.id] = often(town, ids, group.id)
        again["group", group.id] = plain_same_person(seats(town, ids, group.id))
    found = {(s.scope, s.id): s for s in (answer.overall, *answer.by_channel, *answer.by_group)}
    assert {key for key, came in scopes.items() if came} | {("all", None)} == set(found)
    for key, scope in found.items():
        assert list(scope.frequencies) == scopes[key]
        assert (scope.voices, scope.attendances) == (len(scopes[key]), sum(scopes[key]))
        own = {name: getattr(scope, name) for name in FIGURES}
        assert own.pop("same_person") == pytest.approx(again[key], abs=1e-12)
        plain = plain_concentration(scopes[key]) if scopes[key] else dict.fromkeys(own)
        assert own == pytest.approx({**plain, "half": plain["half"] or 0}, abs=1e-9)
        assert not scope.luck or len(town.activities) > 1
    assert [f.attendances for f in answer.most_often] == scopes["all", None][:10]


@many
@given(town=maps())
def test_reliance_and_recency_are_what_the_contract_says(town: rm.StakeholderMap) -> None:
    answer = rm.ReachMap.of(town).voices(samples=0)
    activities = past(town, None, None)
    oracle = Oracle(town, activities)
    shares: dict[str, Counter[str | None]] = {}
    for group in town.groups:
        came: Counter[str | None] = Counter()
        for activity in activities:
            came[activity.channel] += oracle.came(activity, group.id)
        if came.total():
            shares[group.id] = +came
    assert {row.group: {c.channel: c.comings for c in row.channels} for row in answer.reliance} == (
        shares
    )
    for row in answer.reliance:
        sums = shares[row.group]
        parts = [count / sums.total() for count in sums.values()]
        assert row.effective == pytest.approx(1 / sum(part * part for part in parts))
        alone = len(sums) == 1 and None not in sums
        assert (row.depends_on is not None) == alone
    same_recency(town, activities, answer.recency)


def same_recency(town: rm.StakeholderMap, activities: list[rm.Activity], found: Any) -> None:
    """Compare how recent experience is with what the records say one by one."""
    voices = {voice.id: voice for voice in town.voices}
    days = {activity.id: activity.date for activity in activities}
    past_, unknown, every = 0, 0, 0
    for row in town.attendance:
        if row.activity not in days or row.speaking not in TALKING:
            continue
        every += 1
        voice, day = voices[row.voice], days[row.activity]
        if voice.lived_until and day:
            past_ += voice.lived_until < day
        elif voice.lived_experience is None:
            unknown += 1
        else:
            past_ += voice.lived_experience == "past"
    assert found.attendances == every
    assert found.past == (pytest.approx(past_ / every) if every else None)
    assert found.unknown == (pytest.approx(unknown / every) if every else None)


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(town=maps())
def test_a_channel_and_a_window_narrow_the_question(town: rm.StakeholderMap) -> None:
    desk = rm.ReachMap.of(town)
    since = date(2024, 6, 1)
    ids = {activity.id for activity in past(town, since, None)}
    assert list(desk.voices(since=since, samples=0).overall.frequencies) == often(town, ids)
    for channel in town.channels:
        held = {a.id for a in past(town, None, None) if a.channel == channel.id}
        answer = desk.voices(channel=channel.id, samples=0)
        assert list(answer.overall.frequencies) == often(town, held)


def panel(times: list[int]) -> rm.ReachMap:
    """Return a map of a panel at which voices came so many times."""
    sittings = [
        rm.Activity(id=f"a{n:02d}", name=f"A{n}", date=date(2026, 1, 1), channel="panel")
        for n in range(max(times))
    ]
    voices = [
        rm.Voice(id=f"v{n}", name=f"v{n}", groups=("g",), lived_experience="past")
        for n in range(len(times))
    ]
    came = [
        rm.Attendance(voice=f"v{n}", activity=f"a{k:02d}")
        for n, often_ in enumerate(times)
        for k in range(often_)
    ]
    return rm.ReachMap.of(
        rm.StakeholderMap(
            about=rm.About(as_of=AS_OF),
            organisations=[rm.Organisation(id="t", name="T", team=True)],
            groups=[rm.Group(id="g", name="Stroke survivors")],
            channels=[rm.Channel(id="panel", name="Patient panel")],
            activities=sittings,
            voices=voices,
            attendance=rm.Ledger.of(rm.Attendance, came),
        )
    )


def test_words_tell_people_and_places() -> None:
    assert panel([9, 5, 1, 1, 1, 1]).voices().sentences() == (
        "One person of 6 filled half of the 18 places recorded person by person, "
        "up to 31 March 2026. Shared evenly, half "
        "would take 3 people, and each would fill 3.",
        "Places count people who spoke for themselves, for someone else or as representatives, not "
        "staff and facilitators.",
        "The same people came again to other sittings as often as if only three people were ever "
        "asked.",
        "That is more than luck explains among about six people, a number estimated from who "
        "came. Had luck filled the same places, three people would fill half.",
        "The one who came most often filled 9 of the 18 places, 3 times an even share. Widening "
        "the invitation is our job, not theirs.",
        "Who fills half the places, by channel: Patient panel (one person of 6; by luck three "
        "of about 6: more than luck explains).",
        "Groups for whom a few people do half of the talking, more than luck explains: Stroke "
        "survivors (one of 6; by luck three of about 6).",
        "“Of about” is how many could have come, estimated from who came.",
        "Stroke survivors: on record heard through the Patient panel alone.",
        "18 of the 18 places were filled by people whose own experience had ended by then: worth "
        "hearing, beside people who live it now.",
    )


def test_words_never_name_a_measure() -> None:
    words = rm.read("examples/small_town").voices().explain().casefold()
    assert not [m for m in ("gini", "hhi", "herfindahl", "hill", "p-value") if m in words]


def test_without_voices_it_says_which_table_would_tell() -> None:
    town = rm.StakeholderMap(organisations=[rm.Organisation(id="t", name="T", team=True)])
    answer = rm.ReachMap.of(town).voices()
    assert (answer.voices, answer.gini, answer.recency.past) == (0, None, None)
    assert "add 'voices' (pseudonyms) and 'attendance'" in answer.explain()


def test_the_frame_has_a_row_a_scope_and_measure() -> None:
    frame = panel([2, 1]).voices().to_frame()
    assert list(frame.columns) == [
        *("scope", "id", "name", "voices", "attendances", "measure"),
        *("value", "expected", "low", "high", "p"),
    ]
    assert len(frame) == 3 * 7


def test_a_store_is_asked_of_the_same_activities_for_every_group(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    desk, asked = rm.demo(), set()
    counted = desk.store.frequencies

    def frequencies(activities: Sequence[str], *, group: str | None = None) -> Any:
        if group is not None and activities:
            asked.add(tuple(activities))
        return counted(activities, group=group)

    monkeypatch.setattr(desk.store, "frequencies", frequencies)
    answer = desk.voices(samples=0)
    assert len(answer.by_group) > 10
    # All activities, and once more those of no standing channel.
    assert len(asked) == 2
