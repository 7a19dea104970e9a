"""What a plan says of itself, against plans made again: the price, the next best, who is left."""

from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest

import reachmap as rm
from builders import AS_OF
from reachmap.analysis.snapshot import Snapshot
from reachmap.plan.round import choosing
from reachmap.plan.round.answer import Plan
from reachmap.plan.round.candidates import candidates
from reachmap.plan.round.opening_words import words_of_start
from reachmap.plan.round.outlook import DRAWS, ends_of, people_drawn
from reachmap.plan.round.room import Room
from reachmap.plan.round.rows import AskingAction, GroupOutlook, Resting
from reachmap.plan.round.words import (
    words_of_asking,
    words_of_price,
    words_of_rest,
)
from rounds import BY, asks, links, next_round, village

TERMS: tuple[dict[str, Any], ...] = (
    {"budget": 300},
    {"staff_hours": 8},
    {"staff_hours": 11, "budget": 400},
    {"by": date(2026, 5, 10)},
)


@pytest.mark.parametrize("terms", TERMS)
def test_the_price_of_fairness_is_what_a_plan_for_the_most_people_brings_more(
    terms: dict[str, Any],
) -> None:
    fair, most = next_round(village(), **terms), next_round(village(), fairness="total", **terms)
    assert fair.price_of_fairness == pytest.approx(most.expected - fair.expected, abs=1e-5)
    said = "that is the price of fairness" in fair.explain()
    assert said == ((fair.price_of_fairness or 0) >= 1)


def again(plan: Plan, terms: dict[str, Any], **more: Any) -> Plan:
    """Return the plan made again with more of a limit, with whatever was in it."""
    fixed = [action.action for action in plan.actions]
    return next_round(village(), **(terms | {"fixed": fixed} | more))


@pytest.mark.parametrize("terms", TERMS)
def test_a_little_more_buys_something_where_the_plan_made_again_has_more(
    terms: dict[str, Any],
) -> None:
    plan = next_round(village(), **terms)
    money, hour, day = plan.buys
    assert plan.budget is not None
    assert plan.staff_hours is not None
    assert plan.by is not None
    others = (
        (money, again(plan, terms, budget=plan.budget + 100)),
        (hour, again(plan, terms, staff_hours=plan.staff_hours + 1)),
        (day, again(plan, terms, by=plan.by + timedelta(1))),
    )
    for bought, other in others:
        is_more = bought.more in {"£100", "One staff hour", "One day of notice"}
        assert (len(other.actions) > len(plan.actions)) == (bought.group is not None and is_more)
        if not is_more:
            amount = float(bought.more.removeprefix("£").split()[0])
            name = "budget" if bought.limit == "money" else "staff_hours"
            enough, few = (
                again(plan, terms, **{name: getattr(plan, name) + amount - less})
                for less in (0.0, 0.1)
            )
            assert len(few.actions) == len(plan.actions) < len(enough.actions)
        key = "would buy nothing on top" if bought.group is None else "would buy "
        assert any(
            line.startswith(f"{bought.more} more") and key in line for line in plan.sentences()
        )


@pytest.mark.parametrize(
    ("budget", "hours", "short"),
    [
        (5, 2, ("money", "staff hours")),
        (1000, 2, ("staff hours",)),
        (5, 60, ("money",)),
        (9000, 900, ()),
    ],
)
def test_what_is_short_is_what_more_of_would_let_in_another_action(
    budget: float, hours: float, short: tuple[str, ...]
) -> None:
    plan = next_round(village(), budget=budget, staff_hours=hours)
    assert plan.short == short
    said = {
        ("money", "staff hours"): "Both money and staff hours are short.",
        ("staff hours",): "Staff hours are what is short; £995 would be left over.",
        ("money",): "Money is what is short; 58 staff hours would be left over.",
    }
    assert said.get(short, "") in plan.explain()


def test_each_action_says_which_part_of_a_fair_share_the_plan_brings() -> None:
    plan = next_round(village(), groups=["students"], staff_hours=6)
    (row,) = plan.groups
    assert (row.before, row.fair_share) == (5, 30)
    percent = f"{100 * row.expected / 30:.0f}%"
    assert {a.why for a in plan.actions} == {
        f"5 known; a fair share is 30. On average the plan brings about {percent} of that. "
        "The way works about 2 times of 10, we guess."
    }


@pytest.mark.parametrize("terms", TERMS)
def test_the_next_best_is_another_action_for_the_group_and_stands_in_the_list(
    terms: dict[str, Any],
) -> None:
    plan = next_round(village(), **terms)
    for action in plan.actions:
        assert action.instead.startswith(("Next best: ", "Nothing else suits the group in time."))
        assert any(line.endswith(action.instead) for line in plan.sentences())
    first = plan.actions[0]
    rest = next_round(village(), **(terms | {"forbidden": [first.action]}))
    others = [action for action in rest.actions if action.group == first.group]
    assert first.instead != "Nothing else suits the group in time." or not others


def test_ranges_are_of_a_thousand_draws_in_which_the_way_works_as_often_as_its_chance() -> None:
    snapshot = Snapshot(village().store)
    room = Room(snapshot, BY)
    every = candidates(snapshot, snapshot.outline.groups, level="engagement", room=room).actions
    several = [each for each in every if each.come > 3]
    drawn = people_drawn(snapshot, several)
    assert drawn.shape == (len(several), DRAWS)
    assert DRAWS == 1000
    for row, action in zip(drawn, several, strict=True):
        spread = row.std() / np.sqrt(DRAWS)
        assert row.mean() == pytest.approx(action.expected, abs=5 * spread)
        assert (row > 0).mean() <= (action.route.chance or 0) + 0.08
    low, high = ends_of(drawn).T
    for row, least, most in zip(np.sort(drawn, axis=1), low, high, strict=True):
        assert row[49] <= least <= row[50]
        assert row[949] <= most <= row[950]


def test_of_very_many_actions_the_plan_is_chosen_one_by_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert choosing.MOST_PROVED == 20_000
    monkeypatch.setattr(choosing, "MOST_PROVED", 3)
    for fairness in ("leximin", "total"):
        plan = next_round(village(), fairness=fairness)
        assert plan.status == "greedy"
        assert plan.actions
        assert (plan.cost or 0) <= 1000
        assert (plan.hours or 0) <= 20
        assert plan.bound is not None
        assert (plan.objective or 0) <= plan.bound
        assert "So many actions are chosen one by one." in plan.explain()


def test_progress_goes_up_to_every_group() -> None:
    heard: list[tuple[str, int, int]] = []
    next_round(village(), progress=lambda *each: heard.append(each))
    assert {(what, of) for what, _, of in heard} == {("groups settled", 2)}
    done = [done for _, done, _ in heard]
    assert done == sorted(set(done))
    assert done[0] == 0


def takes(here: rm.ReachMap, group: str, **terms: Any) -> str:
    """Return what it would take to reach a group that a plan leaves out."""
    rows: dict[str, GroupOutlook] = {row.group: row for row in next_round(here, **terms).groups}
    return rows[group].takes


TEAM = rm.Organisation(id="team", name="Engagement team", team=True)
FAR = links(
    ("nurse", "KNOWS", "a"),
    *[(a, "KNOWS", b) for a, b in ("ab", "bc", "cd")],
    ("d", "KNOWS", "club"),
    ("club", "TRUSTED_BY", "students"),
)


def test_each_group_left_out_is_told_what_it_would_take() -> None:
    rest = asks(*[("club", "students", ago) for ago in (1, 2, 3)])
    assert takes(village(asks=rest), "students").startswith("the first that is possible, ")
    never = village(organisations=[TEAM, rm.Organisation(id="club", name="Club", capacity=0)])
    assert "has been asked as often as they can manage" in takes(never, "students")
    assert takes(village(), "veterans").startswith("no way in is on the map")
    with_staff = takes(village(), "students", level="co-production")
    assert with_staff.startswith("co-production needs front-line staff")
    assert takes(village(), "students", staff_hours=8).startswith("1 staff hour more, spent on")
    assert takes(village(), "students", staff_hours=11, budget=400).startswith("£5 more, spent on")
    assert "is longer than the map allows" in takes(
        village(
            links=[*links(("team", "KNOWS", "nurse"), ("nurse", "TRUSTED_BY", "carers")), *FAR],
            organisations=[
                TEAM,
                *(rm.Organisation(id=id_, name=id_) for id_ in ("a", "b", "c", "d", "club")),
            ],
        ),
        "students",
    )


def test_sentences_for_what_a_village_does_not_have() -> None:
    assert words_of_rest([]) == "Nobody has to rest, as far as asks are on record."
    never = words_of_rest([Resting(name="Choir")])
    assert never == "Asked as often as they can manage, so let them rest: Choir."
    asking = AskingAction(sitting="Fair", questions=("caring",), settles=2, perhaps=3, of=4)
    assert words_of_asking(asking) == (
        "Fair, when it is next held: also ask about caring. That would settle 2 of the 4 groups of "
        "which we cannot tell how fairly they are heard."
    )
    dated = words_of_asking(asking.model_copy(update={"settles": 0, "day": AS_OF}))
    assert "Fair, 31 March 2026: " in dated
    assert "That may settle 3 of the 4 groups" in dated
    (price,) = words_of_price(0.4)
    assert price.startswith("No plan brings a whole person more, by our guesses, so fairness costs")


def test_two_actions_for_one_group_through_one_body_are_one_letter() -> None:
    plan = next_round(village(), groups=["students"])
    start, *together = words_of_start(plan.actions)
    assert start.startswith("Start on Tuesday 31 March 2026, with all of them.")
    asked = f"{len(plan.actions)} actions ask Youth club about Students"
    assert together == [f"{asked}: write once about them all, on 31 March 2026."]
    assert len(plan.brief().split("\n\n")) == 1


def test_what_costs_and_days_rest_on_is_said() -> None:
    of_both = "For 2 of the 2 introductions on these ways"
    missing = next_round(village(), groups=["students"]).missing
    assert f"{of_both} no cost is on record, and nothing is set aside for them." in missing
    assert f"{of_both} no days are on record: 3 days each are assumed." in missing
    assert any("they are no quotations" in line for line in missing)
    dearer = village().with_assumptions(step_cost=5, step_days=1)
    missing = next_round(dearer, groups=["students"]).missing
    assert f"{of_both} no cost is on record: £5 each is assumed." in missing
    assert f"{of_both} no days are on record: 1 day each are assumed." in missing


def test_where_days_alone_are_not_enough_the_money_and_hours_are_said_too() -> None:
    terms = {"budget": 0, "staff_hours": 1, "groups": ["students"]}
    with pytest.raises(rm.InfeasiblePlan) as caught:
        next_round(village(), by=date(2026, 4, 2), **terms)
    assert caught.value.relax == (
        "Plan for 13 April 2026: 11 days later, and allow £5 and 1 staff hour more",
    )
    enough = {"budget": 5, "staff_hours": 2, "groups": ["students"]}
    assert next_round(village(), by=date(2026, 4, 13), **enough).actions
    for less in ({"budget": 4}, {"staff_hours": 1.9}, {"by": date(2026, 4, 12)}):
        with pytest.raises(rm.InfeasiblePlan):
            next_round(village(), **({"by": date(2026, 4, 13)} | enough | less))


def test_a_floor_that_nothing_reaches_is_to_be_done_without() -> None:
    with pytest.raises(rm.InfeasiblePlan) as caught:
        next_round(village(), floors={"students": 40}, staff_hours=2, budget=10)
    assert caught.value.relax == (
        "Do without the floor of 40 for Students: fewer than 1 can be reached within these limits",
    )


def test_why_the_next_best_is_not_taken_is_true_of_fixed_actions_and_floors() -> None:
    free = next_round(village(), groups=["students"], staff_hours=5)
    small = min(free.actions, key=lambda action: action.expected)
    fixed = next_round(village(), groups=["students"], staff_hours=5, fixed=[small.action])
    own = next(action for action in fixed.actions if action.action == small.action)
    assert "is not taken, as you fixed this one." in own.instead or "would go beyond" in own.instead
    floor = next_round(
        village(), groups=["students"], staff_hours=5, floors={"students": free.expected - 0.01}
    )
    for action in floor.actions:
        assert "would leave others less fairly served" not in action.instead


def test_two_fixed_asks_of_someone_with_room_for_one_are_refused_in_whole_words() -> None:
    nurse = rm.KeyWorker(id="nurse", name="District nurse", capacity=1)
    both = ["carers/champion-conversations/nurse", "carers/peer-research/nurse"]
    here, enough = village(workers=[nurse]), {"budget": 5_000, "staff_hours": 200}
    for action in both:
        assert next_round(here, groups=["carers"], **enough, fixed=[action]).actions
    with pytest.raises(rm.InfeasiblePlan) as caught:
        next_round(here, groups=["carers"], **enough, fixed=both)
    assert "Record who else could lead there, or leave out" in str(caught.value)
    assert "{" not in str(caught.value)
