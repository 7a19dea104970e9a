"""Laws that the rule of who is heard obeys, each tried on made-up programmes."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

import reachmap as rm
from amounts import some_of
from oracles import ORDER, interval
from programmes import AREA, SCENARIOS, Scenario, programme
from reachmap.analysis.participation.question import Participation, whole_population
from reachmap.analysis.participation.rows import GroupHeard
from strategies import made_up

TRIES = some_of(1000, usual=30)
SMALL = [replace(scenario, rooms=min(scenario.rooms, 2), sittings=3) for scenario in SCENARIOS]
EVERYBODY_ASKED = Scenario("everybody asked", surveys=1, asking=1, rooms=0, held_for=0)
NARROWER = {("uncertain", status) for status in ("under", "enough", "fair", "over")} | {
    ("enough", "fair"),
    ("enough", "over"),
}
VERDICT = {"under": 0, "enough": 1, "fair": 1, "over": 2}
"""What is stated, from the least heard on."""


def answer(town: rm.StakeholderMap) -> Participation:
    """Return who is heard."""
    return rm.ReachMap.of(town).participation()


def rows(town: rm.StakeholderMap) -> dict[str, GroupHeard]:
    """Return the row of each group."""
    return {row.group: row for row in answer(town).groups}


def made(number: int) -> rm.StakeholderMap:
    """Return a map: a programme of some scenario, or now and then any map at all."""
    if number % 3 == 0:
        return made_up(number)
    return programme(SMALL[number % len(SMALL)], number).town


def programmes() -> Iterator[tuple[int, rm.StakeholderMap]]:
    """Yield the programmes that a law is tried on."""
    for number in range(TRIES):
        yield number, made(number)


def with_heads(
    town: rm.StakeholderMap, activity: rm.Activity, counts: dict[str, int]
) -> rm.StakeholderMap:
    """Return a map with one more activity, and the heads counted there."""
    more = [rm.Turnout(activity=activity.id, group=g, attended=n) for g, n in counts.items()]
    return replace(
        town,
        activities=[*town.activities, activity],
        turnout=rm.Ledger.of(rm.Turnout, [*town.turnout, *more]),
    )


def test_a_session_held_for_a_group_never_makes_it_look_heard_less_nor_too_much() -> None:
    """All who come are of the group; it is `over` only where more than its share are known."""
    for number, town in programmes():
        before = rows(town)
        for group, old in list(before.items())[:2]:
            size = 5 + number % 40
            held = rm.Activity(id="held", name="Held", attended=size, groups=(group,))
            more = answer(with_heads(town, held, {group: size}))
            new = next(row for row in more.groups if row.group == group)
            if (more.people or 0) > (whole_population(town) or AREA):
                continue  # more people than there are
            assert ORDER.index(new.status) >= ORDER.index(old.status) or new.status == "unknown"
            assert (new.ppr or 0) >= (old.ppr or 0) - 1e-12
            if new.status == "over" != old.status:
                assert (new.ppr or 0) > 1.2


def test_of_two_groups_asked_about_everywhere_the_one_heard_less_never_stands_better() -> None:
    for number in range(TRIES):
        town = programme(EVERYBODY_ASKED, number).town
        known = sorted(answer(town).groups, key=lambda row: row.ppr or 0)
        for stated in ({"under", "fair", "over"}, {"under", "enough", "fair"}):
            # `enough` leaves open how much more than its share a group is heard.
            verdicts = [VERDICT[row.status] for row in known if row.status in stated]
            assert verdicts == sorted(verdicts)


def test_of_two_equal_groups_the_one_heard_less_comes_first() -> None:
    for number in range(TRIES):
        town = programme(EVERYBODY_ASKED, number).town
        groups = [group.model_copy(update={"population": 900}) for group in town.groups]
        known = answer(replace(town, groups=groups)).groups
        assert [row.ppr for row in known] == sorted(row.ppr or 0 for row in known)


def test_with_everybody_asked_the_interval_is_wilsons() -> None:
    for number in range(TRIES):
        town = programme(replace(EVERYBODY_ASKED, surveys=1, asking=1, panels=number % 2), number)
        for row in answer(town.town).groups:
            assert row.asked == row.people
            share = row.share_population or 1
            expected = interval(row.heard or 0, row.people or 1)
            assert (row.low, row.high) == pytest.approx([end / share for end in expected])


def test_an_activity_to_which_nobody_came_changes_nothing() -> None:
    for number, town in programmes():
        group = town.groups[number % len(town.groups)].id if town.groups else None
        empty = rm.Activity(
            id="empty", name="Empty", attended=0, groups=(group,) if group and number % 2 else ()
        )
        assert answer(replace(town, activities=[*town.activities, empty])).groups == (
            answer(town).groups
        )


def split(town: rm.StakeholderMap, activity: rm.Activity) -> rm.StakeholderMap:
    """Return a map with an activity held in two halves of one channel."""
    channel = activity.channel or "halves"
    channels = {each.id: each for each in town.channels}
    channels.setdefault(channel, rm.Channel(id=channel, name=channel.capitalize()))
    first = activity.model_copy(update={"channel": channel})
    other = first.model_copy(update={"id": "other half", "name": "Other half"})
    came = [
        row.model_copy(update={"activity": "other half"})
        if row.activity == activity.id and number % 2
        else row
        for number, row in enumerate(town.attendance)
    ]
    return replace(
        town,
        channels=[*channels.values()],
        activities=[first if a.id == activity.id else a for a in town.activities] + [other],
        attendance=rm.Ledger.of(rm.Attendance, came),
    )


def in_a_channel(town: rm.StakeholderMap, activity: rm.Activity) -> rm.StakeholderMap:
    """Return a map in which an activity is of some channel."""
    if activity.channel:
        return town
    of_one = activity.model_copy(update={"channel": "halves"})
    return replace(
        town,
        channels=[*town.channels, rm.Channel(id="halves", name="Halves")],
        activities=[of_one if each.id == activity.id else each for each in town.activities],
    )


def test_splitting_an_activity_recorded_by_name_changes_nothing() -> None:
    """Who is on record by name is the same person in either half."""
    tried = 0
    for number, town in programmes():
        counted = {row.activity for row in town.turnout}
        by_name = [a for a in town.activities if a.attended is None and a.id not in counted]
        for activity in by_name[number % 2 :][:1]:
            known = in_a_channel(town, activity)
            assert answer(split(town, activity)).groups == answer(known).groups
            tried += 1
    assert tried > TRIES / 4


def test_heads_counted_in_two_halves_never_turn_one_statement_into_another() -> None:
    """Heads of two sittings may be the same people: less may be said, and nothing else."""
    for number in range(TRIES):
        town = programme(SMALL[number % len(SMALL)], number).town
        whole = next(a for a in town.activities if a.id == "survey-0")
        half = (whole.attended or 0) // 2
        first, other = (
            whole.model_copy(update={"id": id_, "name": id_, "attended": size})
            for id_, size in (("one", half), ("two", (whole.attended or 0) - half))
        )
        turnout = []
        for row in town.turnout:
            if row.activity != whole.id:
                turnout.append(row)
                continue
            part, declined = (row.attended or 0) // 2, (row.not_said or 0) // 2
            most = half - part
            declined = min(declined, most)
            turnout.append(_of(row, "one", part, declined))
            rest, without = (row.attended or 0) - part, (row.not_said or 0) - declined
            turnout.append(_of(row, "two", rest, without))
        others = [a for a in town.activities if a.id != whole.id]
        try:
            parts = replace(
                town,
                activities=[*others, first, other],
                turnout=rm.Ledger.of(rm.Turnout, turnout),
            )
        except rm.InvalidMap:  # a half too small for all who did not say
            continue
        old = rows(town)
        for group, new in rows(parts).items():
            before, after = VERDICT.get(old[group].status or ""), VERDICT.get(new.status or "")
            if before is not None and after is not None:
                assert abs(after - before) < 2
                assert "under" not in {new.status, old[group].status} or new.status == "under"


def _of(row: rm.Turnout, activity: str, attended: int, declined: int) -> rm.Turnout:
    changes = {"activity": activity, "attended": attended, "not_said": declined or None}
    return row.model_copy(update=changes)


def doubled(town: rm.StakeholderMap) -> rm.StakeholderMap:
    """Return a map of twice as many people, heard in the same way."""
    about = town.about.model_copy(update={"area_population": 2 * (town.about.area_population or 0)})
    twins = [
        v.model_copy(update={"id": f"{v.id} twin", "name": f"{v.id} twin"}) for v in town.voices
    ]
    came = [row.model_copy(update={"voice": f"{row.voice} twin"}) for row in town.attendance]

    def twice(record: Any, *names: str) -> Any:
        known = {name: getattr(record, name) for name in names}
        return record.model_copy(update={n: 2 * v for n, v in known.items() if v is not None})

    return replace(
        town,
        about=about,
        groups=[twice(group, "population") for group in town.groups],
        activities=[twice(activity, "attended") for activity in town.activities],
        voices=[*town.voices, *twins],
        attendance=rm.Ledger.of(rm.Attendance, [*town.attendance, *came]),
        turnout=rm.Ledger.of(
            rm.Turnout, [twice(row, "attended", "not_said") for row in town.turnout]
        ),
    )


def test_doubling_everything_changes_no_status_but_by_narrowing() -> None:
    for number in range(TRIES):
        town = programme(SMALL[number % len(SMALL)], number).town
        old = rows(town)
        for group, new in rows(doubled(town)).items():
            was = old[group].status
            assert new.status == was or (was, new.status) in NARROWER
            assert (new.high or 0) - (new.low or 0) <= (old[group].high or 0) - (
                old[group].low or 0
            ) + 1e-9


def test_asking_more_people_never_widens_the_interval_on_average() -> None:
    wider = []
    scenario = Scenario("rooms", surveys=1, asking=1, rooms=1, panels=0, held_for=0)
    for number in range(TRIES):
        town = programme(scenario, number).town
        room = next(a for a in town.activities if a.id.startswith("room"))
        survey = {row.group: row.attended or 0 for row in town.turnout}
        size = next(a.attended or 1 for a in town.activities if a.id.startswith("survey"))
        dice = np.random.default_rng(number)
        more = [
            rm.Turnout(
                activity=room.id,
                group=group,
                attended=int(dice.binomial(room.attended or 0, count / size)),
            )
            for group, count in survey.items()
        ]
        asked = replace(town, turnout=rm.Ledger.of(rm.Turnout, [*town.turnout, *more]))
        old = rows(town)
        wider += [
            (new.high or 0) - (new.low or 0) - (old[g].high or 0) + (old[g].low or 0)
            for g, new in rows(asked).items()
        ]
    assert np.mean(wider) < 0
