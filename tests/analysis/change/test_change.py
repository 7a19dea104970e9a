"""What has changed: two windows and two maps, against plain counting."""

import math
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

import reachmap as rm
from amounts import some_of
from builders import AS_OF
from strategies import maps

LAST, THIS = date(2024, 6, 1), date(2025, 6, 1)
TEAM = rm.Organisation(id="team", name="Engagement team", team=True)


def town(
    heads: list[tuple[date, str, int]],
    came: list[tuple[date, int, int]] | None = None,
    *,
    taken_by: Mapping[date, int] | None = None,
    **changes: Any,
) -> rm.ReachMap:
    """Return a map of head counts of (day, group, people) and of (day, sittings, regulars).

    Each count is an activity of its own, or all of a day are of one survey `taken_by` so many.
    """
    activities, counts, rows = [], [], []
    for day, number in (taken_by or {}).items():
        activities.append(rm.Activity(id=f"s{day}", name=f"S{day}", date=day, attended=number))
    for n, (day, group, number) in enumerate(heads):
        if not taken_by:
            activities.append(rm.Activity(id=f"h{n}", name=f"H{n}", date=day))
        id_ = f"s{day}" if taken_by else f"h{n}"
        counts.append(rm.Turnout(activity=id_, group=group, attended=number))
    for k, (day, sittings, regulars) in enumerate(came or []):
        for n in range(sittings):
            id_ = f"s{k}-{n}"
            activities.append(rm.Activity(id=id_, name=id_, date=day, channel="panel"))
            who = {*range(regulars), *range(50 + 8 * n, 58 + 8 * n - regulars)}
            rows += [rm.Attendance(voice=f"v{v:03d}", activity=id_) for v in who]
    tables: dict[str, Any] = {
        "about": rm.About(as_of=AS_OF),
        "organisations": [TEAM, rm.Organisation(id="hub", name="Hub")],
        "groups": [rm.Group(id=g, name=g.capitalize()) for g in ("carers", "drivers", "elders")],
        "channels": [rm.Channel(id="panel", name="Panel")],
        "voices": [rm.Voice(id=v, name=v) for v in sorted({row.voice for row in rows})],
        "activities": activities,
        "turnout": rm.Ledger.of(rm.Turnout, counts),
        "attendance": rm.Ledger.of(rm.Attendance, rows),
    }
    return rm.ReachMap.of(rm.StakeholderMap(**(tables | changes)))


def told(answer: Any) -> set[tuple[str, str]]:
    """Return what became of which group."""
    return {(row.what, row.subject) for row in answer.heard}


def test_who_is_heard_anew_and_who_no_longer_is_told_apart_from_who_was_not_asked_about() -> None:
    answer = town(
        [
            (LAST, "carers", 0),
            (THIS, "carers", 4),
            (LAST, "drivers", 30),
            (THIS, "drivers", 0),
            (LAST, "elders", 5),
        ]
    ).change()
    assert told(answer) == {
        ("newly heard", "carers"),
        ("fallen silent", "drivers"),
        ("no longer asked about", "elders"),
    }
    assert answer.sentences() == (
        "Our own records, 1 April 2025 to 31 March 2026, compared with 1 April 2024 to 31 March "
        "2025.",
        "Newly heard: Carers.",
        "Heard before; nobody known now among those asked about them: Drivers.",
        "Heard before, with no record of asking about them since, so we cannot tell: Elders.",
    )
    anew = town([(THIS, "elders", 2), (LAST, "carers", 1), (THIS, "carers", 1)]).change()
    assert told(anew) == {("newly asked about", "elders")}


def test_what_chance_could_do_is_told_as_perhaps_chance() -> None:
    # Of 14 people all 3 drivers before: (10 / 14)^3 = 0.36. And 1 carer now: 4 / 14.
    answer = town(
        [
            (LAST, "carers", 0),
            (LAST, "drivers", 3),
            (LAST, "elders", 7),
            (THIS, "carers", 1),
            (THIS, "drivers", 0),
            (THIS, "elders", 3),
        ]
    ).change()
    rows = {row.subject: row for row in answer.heard}
    assert (rows["carers"].what, rows["drivers"].what) == (
        "perhaps newly heard",
        "perhaps fallen silent",
    )
    assert rows["drivers"].p == pytest.approx((10 / 14) ** 3)
    assert rows["carers"].p == pytest.approx(4 / 14)
    assert answer.sentences()[1:] == (
        "Heard now and not before, which may be chance: Carers (1 now).",
        "Heard before; nobody known now among those asked about them, which may be chance: "
        "Drivers (3 before).",
    )


def test_a_group_of_which_few_were_asked_is_told_as_perhaps_chance() -> None:
    # Of carers 20 were asked before and 200 now, of drivers 400 and 15; 420 and 215 were heard.
    survey, next_day = LAST - timedelta(days=1), THIS + timedelta(days=1)
    heads = [(LAST, "carers", 0), (THIS, "carers", 4)]
    heads += [(survey, "drivers", 9), (next_day, "drivers", 0)]
    desk = town(heads, taken_by={survey: 400, LAST: 20, THIS: 200, next_day: 15})
    answer = desk.change()
    assert told(answer) == {("perhaps newly heard", "carers"), ("perhaps fallen silent", "drivers")}
    assert answer.sentences()[1:] == (
        "Heard now and not before, which may be chance: Carers (4 now; before, 20 were asked).",
        "Heard before; nobody known now among those asked about them, which may be chance: "
        "Drivers (9 before; now, 15 were asked).",
    )
    rows = {row.subject: row for row in answer.heard}
    assert rows["carers"].p == pytest.approx((200 / 220) ** 4)
    assert rows["drivers"].p == pytest.approx((400 / 415) ** 9)


def test_more_people_of_a_group_are_no_news_where_more_were_heard_in_all() -> None:
    # As many were asked about carers in both years, but 200 people were heard now and 20 before.
    heads = [(LAST, "carers", 0), (THIS, "carers", 5), (THIS + timedelta(days=1), "drivers", 1)]
    desk = town(heads, taken_by={LAST: 20, THIS: 20, THIS + timedelta(days=1): 180})
    (row,) = desk.change().of("perhaps newly heard")
    assert row.subject == "carers"
    assert row.p == pytest.approx((200 / 220) ** 5)


@pytest.mark.parametrize(("before", "silent"), [(4, False), (5, True)])
def test_silence_is_told_where_chance_is_ruled_out(before: int, *, silent: bool) -> None:
    # As many people in both years: 1 / 2^4 = 0.06, 1 / 2^5 = 0.03.
    rows = [(LAST, "drivers", before), (THIS, "drivers", 0), (LAST, "carers", 9 - before)]
    (row,) = town([*rows, (THIS, "carers", 9)]).change().of("fallen silent") or (None,)
    assert (row is not None) == silent


def test_fewer_people_in_a_year_seldom_make_a_group_silent_or_new() -> None:
    # 400 people one year and 100 the other, of whom as many as ever are of each rare group.
    rates = {"carers": 0.004, "drivers": 0.01, "elders": 0.02}
    told_of, silent = 0, 0
    for seed in range(60):
        dice = np.random.default_rng([seed, 5])
        sizes = {LAST: 400, THIS: 100} if seed % 2 else {LAST: 100, THIS: 400}
        desk = town(
            [(day, g, int(dice.binomial(n, rates[g]))) for day, n in sizes.items() for g in rates],
            taken_by=sizes,
        )
        rows = desk.change().heard
        told_of += sum(row.what in {"newly heard", "fallen silent"} for row in rows)
        silent += len(rows)
    assert silent > 40
    # Of 180: 5%, and three standard errors of it.
    assert told_of / 180 <= 0.05 + 3 * (0.05 * 0.95 / 180) ** 0.5


def test_a_year_of_no_records_is_no_year_of_silence() -> None:
    heard = town([(LAST, "drivers", 40)])
    held = town([(LAST, "drivers", 40), (THIS, "carers", 0)])
    for desk, told_now in (
        (heard, "No activity on record with a day in these days"),
        (held, "Nobody is on record as"),
    ):
        answer = desk.change()
        assert answer.heard == ()
        assert told_now in answer.explain()
        assert "so nobody can be said to have fallen silent" in answer.explain()
        assert "Nothing that our records can tell" not in answer.explain()


def test_windows_may_be_named() -> None:
    march, february = date(2026, 3, 1), date(2026, 2, 1)
    heads = [(march, "carers", 4), (march, "elders", 1), (february, "carers", 0)]
    desk = town([*heads, (february, "elders", 6)])
    month = desk.change(since=date(2026, 3, 1))
    assert month.now == "1 March 2026 to 31 March 2026"
    assert month.before == "29 January 2026 to 28 February 2026"
    assert told(month) == {("newly heard", "carers")}
    other = desk.change(since=date(2026, 3, 1), against=(date(2026, 2, 1), date(2026, 2, 28)))
    assert other.before == "1 February 2026 to 28 February 2026"
    assert other.heard == month.heard
    with pytest.raises(rm.InputError, match="before it begins"):
        desk.change(since=date(2026, 3, 2), until=date(2026, 3, 1))


def test_two_maps_are_compared_as_a_whole() -> None:
    old = town([(LAST, "carers", 0), (LAST, "drivers", 30)])
    new = town([(LAST, "carers", 5), (THIS, "drivers", 30)])
    for against in (old, old.stakeholders):
        answer = new.change(against=against)
        assert told(answer) == {("newly heard", "carers")}
        assert answer.before == "up to 31 March 2026"
    assert told(new.change(against=new)) == set()


def test_fewer_people_doing_more_of_the_talking_is_told_and_luck_is_not() -> None:
    narrower = town([], [(LAST, 12, 0), (THIS, 12, 5)]).change()
    row = narrower.talk[0]
    assert (row.what, row.subject) == ("more concentrated", "all")
    assert row.before == 0
    assert row.now == pytest.approx(5 * 12 * 11 / (96**2 - 12 * 8**2))
    assert 0 < (row.low or 0) < (row.change or 0) < (row.high or 0)
    assert (
        "Fewer people do more of the talking, by more than chance explains: All voices (as if "
        "13 people were ever asked, before nobody came again)"
    ) in narrower.explain()
    wider = town([], [(LAST, 12, 5), (THIS, 12, 0)]).change()
    assert wider.talk[0].what == "less concentrated"
    assert wider.talk[0].change == pytest.approx(-(row.change or 0))
    # Half a pair of places is added to none, and to 330: 660 of 8,448 ordered pairs.
    assert row.change == pytest.approx(math.log(330.5 / 0.5))
    same = town([], [(LAST, 12, 5), (THIS, 12, 5)]).change()
    assert {row.what for row in same.talk} == {"about as before"}


def test_the_same_people_over_fewer_sittings_are_as_concentrated_as_before() -> None:
    # Five who always come, and three others each time: over twelve sittings, and over four.
    answer = town([], [(LAST, 12, 5), (THIS, 4, 5)]).change()
    for row in answer.talk:
        assert row.what == "about as before"
        assert row.now == pytest.approx(row.before, rel=0.01)


def test_members_of_a_standing_channel_are_no_news() -> None:
    panel = [rm.Channel(id="panel", name="Panel", standing=True)]
    sittings = [(LAST, 12, 0), (THIS, 12, 5)]
    assert town([], sittings, channels=panel).change().talk == ()
    assert len(town([], sittings).change().talk) == 2


def known(last: date, **changes: Any) -> rm.Link:
    """Return the link from the team to the hub, last used on a day."""
    return rm.Link(from_="team", type="KNOWS", to="hub", last_contact=last, **changes)


@pytest.mark.parametrize(
    ("days", "cold"), [(365, False), (366, True), (729, True), (731, False), (1100, False)]
)
def test_a_relationship_goes_cold_once(days: int, *, cold: bool) -> None:
    # Gone cold in this year; what was cold a year ago already is no news.
    link = known(AS_OF - timedelta(days=days), owner="engagement officer")
    answer = town([(THIS, "carers", 1)], links=[link]).change()
    assert [row.subject for row in answer.cold] == (["team › hub"] if cold else [])
    if cold:
        assert (
            "Relationships gone cold since, and worth a call: Engagement team and Hub "
            f"(no contact on record for {days} days, held by engagement officer)."
        ) in answer.explain()


def test_a_cold_relationship_that_the_other_map_does_not_have_is_news() -> None:
    heads = [(THIS, "carers", 1)]
    link = known(AS_OF - timedelta(days=400))
    (row,) = town(heads, links=[link]).change(against=town(heads)).cold
    assert (row.subject, row.before, row.now, row.change) == ("team › hub", None, 400, None)
    assert town(heads, links=[link]).change(against=town(heads, links=[link])).cold == ()


def test_an_ask_is_contact_too() -> None:
    asks = rm.Ledger.of(rm.Ask, [rm.Ask(date=AS_OF - timedelta(days=9), from_="team", to="hub")])
    link = known(AS_OF - timedelta(days=400))
    assert town([(THIS, "carers", 1)], links=[link], asks=asks).change().cold == ()


def test_a_window_without_activity_is_told() -> None:
    answer = town([(THIS, "carers", 1)]).change()
    assert "there is nothing to compare with" in answer.explain()
    empty = town([(LAST, "carers", 1)]).change()
    assert "who is heard now is not known" in empty.explain()


@settings(max_examples=some_of(60, usual=20), suppress_health_check=list(HealthCheck))
@given(stakeholders=maps())
def test_of_any_map_groups_changed_as_counted(stakeholders: rm.StakeholderMap) -> None:
    desk = rm.ReachMap.of(stakeholders)
    answer = desk.change()
    middle = AS_OF - timedelta(days=365)
    now = desk.participation(since=middle + timedelta(days=1), until=AS_OF)
    old = desk.participation(since=middle - timedelta(days=364), until=middle)
    before = {row.group: row.heard for row in old.groups}
    expected = {
        row.group: (before[row.group], row.heard)
        for row in now.groups
        if bool(row.heard) != bool(before[row.group]) and not answer.missing
    }
    assert {row.subject: (row.before, row.now) for row in answer.heard} == expected
    assert desk.change(against=desk).heard == ()
    assert answer.explain()
