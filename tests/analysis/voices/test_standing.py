"""Standing channels and open sittings: where luck is a judge, and what is said where it is not."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest

import reachmap as rm
from builders import AS_OF
from reachmap.analysis.pools import may_be_all
from reachmap.analysis.voices.measures import words_of_measure
from reachmap.analysis.voices.words import words_of_scope
from reachmap.view.parts.voices import voices_part
from reachmap.words import words_of_number

TEAM = rm.Organisation(id="team", name="Team", team=True)
ALWAYS = [f"always{n}" for n in range(6)]


def town(
    sittings: Mapping[str, Sequence[Sequence[str]]],
    *,
    standing: Sequence[str] = (),
    groups: Mapping[str, str] | None = None,
    register: Sequence[str] | None = None,
) -> rm.ReachMap:
    """Return a map of channels, each with who came to its sittings, the last of them today.

    Sittings are 30 days apart; `groups` says for whom a channel holds them.
    """
    groups = groups or {}
    activities, came = [], []
    for channel, seats in sittings.items():
        for number, people in enumerate(seats):
            id_ = f"{channel}-{number:02d}"
            day = AS_OF - timedelta(days=30 * (len(seats) - 1 - number))
            held_for = (groups[channel],) if channel in groups else ()
            activities.append(
                rm.Activity(id=id_, name=id_, date=day, channel=channel, groups=held_for)
            )
            came += [rm.Attendance(voice=who, activity=id_) for who in people]
    people = sorted({*(register or ()), *(row.voice for row in came)})
    return rm.ReachMap.of(
        rm.StakeholderMap(
            about=rm.About(as_of=AS_OF, register_complete=register is not None),
            organisations=[TEAM],
            groups=[rm.Group(id=g, name=g.capitalize()) for g in sorted({*groups.values()})],
            channels=[rm.Channel(id=c, name=c, standing=c in standing) for c in sittings],
            activities=activities,
            voices=[rm.Voice(id=who, name=who) for who in people],
            attendance=rm.Ledger.of(rm.Attendance, came),
        )
    )


def drawn(people: int, sizes: Sequence[int], seed: int = 0) -> list[list[str]]:
    """Return who came to sittings that luck filled."""
    dice = np.random.default_rng(seed)
    return [
        [f"p{n:04d}" for n in dice.choice(people, size, replace=False).tolist()] for size in sizes
    ]


@pytest.mark.parametrize("seed", range(5))
def test_the_same_six_at_every_sitting_are_never_called_luck(seed: int) -> None:
    answer = town({"drop-in": [ALWAYS] * 24}).voices(samples=200, seed=seed)
    words = answer.explain()
    assert "about what luck would give" not in words
    assert "more evenly shared" not in words
    assert "as often as if only six people were ever asked" in words
    assert "Whether that is luck cannot be told" in words
    assert answer.overall.verdict(0.05) is None
    assert "luck would give" not in words_of_scope(answer.by_channel[0], 0.05)
    told = [words_of_measure(row, 0.05) for row in answer.rows()]
    assert not [words for words in told if "by luck" in words]
    page = voices_part(answer)
    assert page.luck.svg == ""
    assert not [row for row in page.channels.rows if "luck would" in str(row)]


@pytest.mark.parametrize(("circle", "size"), [(6, 5), (12, 6), (20, 8)])
def test_a_closed_circle_at_24_open_sittings_is_never_called_luck(circle: int, size: int) -> None:
    verdicts = [
        town({"drop-in": drawn(circle, [size] * 24, seed)})
        .voices(samples=100)
        .overall.verdict(0.05)
        for seed in range(100)
    ]
    assert {"luck", "more-even"}.isdisjoint(verdicts)
    # Luck did choose among them; that they alone were asked is what nobody can see.
    assert verdicts.count("more") <= 12  # the 99.9% bound of a binomial of 5% in 100


def test_against_a_register_the_same_six_are_more_than_luck() -> None:
    register = [*ALWAYS, *(f"p{n}" for n in range(200))]
    answer = town({"drop-in": [ALWAYS] * 24}, register=register).voices(samples=200)
    assert answer.overall.verdict(0.05) == "more"
    assert "That is more than luck explains: had luck filled" in answer.explain()


def test_of_an_estimated_number_the_verdict_says_that_it_is_an_estimate() -> None:
    answer = town({"drop-in": drawn(300, [8] * 12)}).voices(samples=400)
    pool = answer.overall.pool
    assert (answer.pool_basis, answer.overall.unjudged) == ("estimated", None)
    words = answer.explain()
    assert (
        f"That is about what luck would give among about {pool} people, a number estimated from "
        "who came"
    ) in words
    assert f" of about {pool}: about what luck would give)" in words
    assert f" among about {pool} people, an estimate: about what luck" in words_of_measure(
        answer.rows()[0], 0.05
    )
    assert "“Of about” is how many could have come, estimated from who came." in words


def test_few_who_come_far_more_often_are_more_than_luck_whoever_was_asked() -> None:
    # Those who came may be all who were asked, and still the two are more than luck explains.
    seats = [["a", "b", f"c{n % 8}"] for n in range(16)]
    answer = town({"drop-in": seats}).voices(samples=400)
    assert answer.overall.unjudged == "few-known"
    assert answer.overall.verdict(0.05) == "more"


@pytest.mark.parametrize(
    ("people", "sizes", "few"),
    [(6, [6] * 24, True), (20, [5] * 8, True), (60, [8] * 12, False), (30, [15] * 24, True)],
)
def test_who_came_may_be_all_where_luck_would_bring_them_all(
    people: int, sizes: list[int], *, few: bool
) -> None:
    dice = np.random.default_rng(1)
    everybody = 0
    for _ in range(1000):
        seen = {n for size in sizes for n in dice.choice(people, size, replace=False).tolist()}
        everybody += len(seen) == people
    assert (everybody / 1000 > 0.05) == few
    assert may_be_all(np.array(sizes), people, 0.05) == few


def test_members_of_a_standing_channel_are_meant_to_come_back() -> None:
    # Eight sat from the start; two left after the first year and one joined in the second.
    first, second = [f"m{n}" for n in range(8)], [f"m{n}" for n in range(2, 9)]
    answer = town({"panel": [first] * 11 + [second] * 13}, standing=["panel"]).voices(samples=100)
    (scope,) = answer.by_channel
    assert (scope.unjudged, scope.luck, scope.verdict(0.05)) == ("standing", (), None)
    assert (answer.overall.unjudged, answer.overall.luck) == ("standing", ())
    assert answer.draws == 0
    (row,) = answer.standing
    assert (row.members, row.new_members, row.until) == (7, 1, AS_OF)
    assert row.first_record == AS_OF - timedelta(days=690)
    # The two who left before that year make it no less even.
    assert row.evenness == pytest.approx(1)
    assert (
        "Standing channels, whose members are meant to come back, in the year up to 31 March "
        "2026: panel (seven people, one of them new; shared as evenly as if seven of 7 came "
        "equally often)."
    ) in answer.explain()
    assert "by luck" not in answer.explain()
    assert "Luck is no judge of that" in answer.explain()


def test_where_no_record_is_a_year_old_nobody_is_called_new() -> None:
    answer = town({"panel": [ALWAYS] * 6}, standing=["panel"]).voices(samples=0)
    (row,) = answer.standing
    assert (row.members, row.new_members) == (6, None)
    assert "six people, no earlier record to tell who is new;" in answer.explain()
    earlier = town({"panel": [ALWAYS] * 24}, standing=["panel"])
    (row,) = earlier.voices(samples=0).standing
    assert (row.members, row.new_members) == (6, 0)
    assert "six people, none of them new;" in earlier.voices(samples=0).explain()


def test_who_is_new_is_counted_on_the_last_day_of_the_window() -> None:
    desk = town({"panel": [["a", "b"]] * 10 + [["a", "b", "c"]] * 14}, standing=["panel"])
    (row,) = desk.voices(samples=0, until=AS_OF - timedelta(days=300)).standing
    assert (row.until, row.members, row.new_members) == (AS_OF - timedelta(days=300), 3, 1)
    (row,) = desk.voices(samples=0, since=date(2026, 1, 1)).standing
    assert (row.members, row.new_members) == (3, 0)


def test_luck_judges_the_open_sittings_apart_from_a_standing_channel() -> None:
    core = [f"core{n}" for n in range(5)]
    stalls = [[*core, *came] for came in drawn(400, [10] * 12)]
    desk = town({"panel": [ALWAYS] * 24, "stall": stalls}, standing=["panel"])
    answer = desk.voices(samples=300)
    assert (answer.overall.unjudged, answer.overall.luck) == ("standing", ())
    assert (answer.judged.scope, answer.judged.attendances) == ("open", 180)
    assert answer.judged.verdict(0.05) == "more"
    kinds = [row.scope for row in answer.rows() if row.measure == "gini"]
    assert kinds == ["all", "channel", "channel", "open"]
    assert "At open sittings, 20 people of 110 filled half" in answer.explain()
    assert "filled half of the 180 places recorded person by person." in answer.explain()
    assert "Luck is no judge of that" not in answer.explain()
    page = voices_part(answer)
    assert re.findall(r'text-anchor="end">([^<]*)', page.luck.svg) == [
        "Open sittings, all together",
        "stall",
    ]
    frame = answer.to_frame()
    assert frame[frame["scope"] == "all"]["p"].isna().all()
    assert frame[frame["scope"] == "open"]["p"].notna().all()


def test_sittings_for_different_groups_are_not_luck_of_one_pool() -> None:
    sittings = {"deaf": [ALWAYS] * 6, "fair": drawn(500, [20] * 4)}
    answer = town(sittings, groups={"deaf": "deaf-people"}).voices(samples=300)
    assert answer.overall.unjudged == "unlike"
    # The fair is open to all; the evenings are for one group, and alike.
    assert (answer.judged.scope, answer.judged.attendances) == ("open", 80)
    assert answer.by_channel[0].unjudged == "few-known"
    alone = town(
        {"deaf": [ALWAYS] * 6, "young": [["y", "z"]] * 6},
        groups={"deaf": "deaf-people", "young": "young-people"},
    )
    told = alone.voices(samples=100).explain()
    assert "the sittings were for different groups, and no register says who could" in told
    # A register says from whom each is drawn.
    everyone = [*ALWAYS, *(f"p{n:04d}" for n in range(500))]
    whole = town(sittings, groups={"deaf": "deaf-people"}, register=everyone).voices(samples=100)
    assert (whole.overall.unjudged, bool(whole.overall.luck)) == (None, True)


def test_the_review_does_not_blame_a_standing_channel_for_its_members() -> None:
    def findings(**changes: Any) -> set[str]:
        rows = town({"panel": [ALWAYS] * 24}, **changes).review().findings
        return {row.rule for row in rows}

    assert "same-people" in findings()
    assert "same-people" not in findings(standing=["panel"])


def test_groups_are_counted_at_open_sittings_and_that_is_said() -> None:
    desk = rm.demo()
    demo = desk.stakeholders
    standing = {channel.id for channel in demo.channels if channel.standing}
    is_open = {each.id for each in demo.activities if each.channel not in standing}
    women = {voice.id for voice in demo.voices if "women" in voice.groups}
    came = Counter(
        row.voice for row in demo.attendance if row.activity in is_open and row.voice in women
    )
    places = [count for _, count in came.most_common()]
    half = next(n for n in range(len(places)) if 2 * sum(places[: n + 1]) >= sum(places)) + 1
    told = desk.voices(samples=200).explain()
    assert f"Women ({words_of_number(half)} of {len(came)} at open sittings; by luck" in told
    assert "People affected by cancer (one of 21; by luck" in told
