"""The plan of the demo borough: what a planner reads on Monday morning; and stopped by hand."""

import os
import signal
from collections import Counter
from datetime import date

import pytest

import reachmap as rm
from reachmap.analysis.snapshot import Snapshot
from reachmap.plan.round.answer import Plan
from reachmap.plan.round.room import Room
from reachmap.plan.round.rows import GroupOutlook
from reachmap.view.parts.plan import plan_part
from reachmap.words import join_names
from rounds import next_round, village

BY = date(2026, 5, 31)


@pytest.fixture(scope="module")
def plan() -> Plan:
    """Return the plan for two thousand pounds and sixty hours."""
    return rm.demo().plan(budget=2000, staff_hours=60, by=BY)


def test_nothing_is_on_a_bank_holiday_where_the_package_knows_them(plan: Plan) -> None:
    pytest.importorskip("holidays")
    assert plan.holidays_are_known
    days = {d for step in plan.steps for d in (step.ask_by, step.latest)}
    days |= {action.start for action in plan.actions}
    assert not days & {date(2026, 4, 3), date(2026, 4, 6), date(2026, 5, 4), date(2026, 5, 25)}


def test_it_keeps_every_limit_and_lets_rest_who_should(plan: Plan) -> None:
    assert plan.status == "optimal"
    assert (plan.cost or 0) <= 2000
    assert (plan.hours or 0) <= 60
    here = Snapshot(rm.demo().store)
    room = Room(here, BY)
    asked = Counter(id_ for action in plan.actions for id_ in action.asked)
    assert all(times <= room.of_node(id_).asks for id_, times in asked.items())
    for action in plan.actions:
        assert action.start <= BY
        for id_ in action.asked:
            free = room.of_node(id_).free_on
            assert free is not None
            assert free <= action.ask_by
    officer = next(a for a in plan.actions if "carers-officer" in a.asked)
    assert officer.ask_by == date(2026, 5, 5)  # 4 May is a bank holiday


def test_it_serves_the_least_heard_first_and_pays_for_replacement_care(plan: Plan) -> None:
    served = {action.group for action in plan.actions}
    assert {"hidden-carers", "bangladeshi"} <= served
    least = [row.name for row in plan.groups if not row.before and not row.after]
    assert least == ["Gypsy, Roma and Traveller communities"]
    hidden = next(action for action in plan.actions if action.group == "hidden-carers")
    assert "replacement-care" in hidden.supports


def test_it_says_what_it_would_take_to_reach_who_is_left_out(plan: Plan) -> None:
    takes = {row.group: row.takes for row in plan.groups}
    assert all(bool(row.takes) == (not row.expected) for row in plan.groups)
    assert takes["travellers"].startswith("no way in is on the map")
    assert "staff hours more, spent on them alone, would be enough for" in takes["students"]
    assert "through Harbour College, at £5: perhaps 1 person." in takes["students"]
    said = {"afford": "would be enough", "late": "too late", "nobody linked": "no way in"}
    said["only forms"] = "form without names"
    assert all(said[row.lacks] in row.takes for row in plan.groups if row.takes)
    assert [more.more for more in plan.buys] == ["£100", "2 staff hours", "One day of notice"]
    lines = plan.sentences()
    assert lines[0].startswith(f"{len(plan.actions)} actions for £")
    assert any(line.startswith("Tuesday 31 March 2026: ask ") for line in lines)


def test_the_list_says_where_to_start_and_whom_to_write_to_once(plan: Plan) -> None:
    lines = plan.sentences()
    at_once = [action for action in plan.actions if action.ask_by == date(2026, 3, 31)]
    begin = f"Start on Tuesday 31 March 2026, with {len(at_once)} of the"
    assert any(line.startswith(begin) for line in lines[:8])
    letters = plan.brief().split("\n\n")
    assert len(letters) == len({(action.who, action.ask_by) for action in plan.actions})
    council = next(letter for letter in letters if letter.startswith("To: Harbour Vale Council"))
    groups = [action.name for action in plan.actions if action.who == "Harbour Vale Council"]
    assert len(groups) > 1
    assert all(f"Why you, for {name}: " in council for name in groups)
    assert all(f"What we have in mind for {name}: " in council for name in groups)
    assert council.count("What we asked before") == 1
    several = Counter(action.who for action in at_once)
    written_once = {line.partition(" may lead us to ")[0] for line in lines if "write once" in line}
    assert written_once == {who for who, times in several.items() if times > 1}
    officer = next(line for line in lines if "Carers' liaison officer" in line)
    assert officer.startswith("Tuesday 5 May 2026: ask Carers' Centre to bring us to Hidden carers")
    assert "Not before then, so that people rest" in officer
    assert [action.waits for action in plan.actions] == [
        action.ask_by != date(2026, 3, 31) for action in plan.actions
    ]


def test_the_list_read_alone_says_why_who_rests_and_everybody_who_is_left_out(plan: Plan) -> None:
    lines = plan.sentences()
    isolated = next(line for line in lines if "bring us to People who are isolated" in line)
    assert (
        "No record of them, or of asking about them; a fair share is 190. "
        "On average the plan brings about 1% of that. The way works about 3 times of 10, we guess."
        in isolated
    )
    kinship = next(action for action in plan.actions if action.group == "kinship-carers")
    assert kinship.own_time
    assert "so no replacement care is in the cost" in next(
        line for line in lines if "bring us to Kinship carers" in line
    )
    assert (
        "Asked as often as they can manage, so let them rest: Carers' liaison officer until 4 May "
        "2026." in lines
    )
    takes = [line for line in lines if ": 2 staff hours more, spent on" in line]
    for row in plan.groups:
        if row.takes:
            assert any(row.name in line and row.takes in line for line in lines), row.name
    assert 1 < len(takes) < len([row for row in plan.groups if row.lacks == "afford"])
    steps = [line for line in lines if line not in plan.footnotes()]
    assert len(steps) == len(plan.steps) == len(plan.actions) + len(plan.colleagues)
    assert {each.who for each in plan.colleagues} == {a.owner for a in plan.actions if a.owner}
    assert all(action.latest.weekday() < 5 for action in plan.actions)


def test_only_who_was_asked_about_is_told_as_not_known(plan: Plan) -> None:
    status = {row.group: row.status for row in rm.demo().participation().groups}
    assert {status[action.group] for action in plan.actions} == {"not-recorded", "unheard"}
    for action in plan.actions:
        is_recorded = status[action.group] != "not-recorded"
        assert action.why.startswith("Nobody known among the ") == is_recorded
        assert ("No record of them, or of asking about them" in action.why) != is_recorded


def test_the_top_of_the_list_says_how_the_actions_were_chosen_and_what_is_short(plan: Plan) -> None:
    lines = plan.sentences()
    assert lines[1].startswith(
        "How they were chosen: the group farthest below its fair share is helped first"
    )
    none = [row for row in plan.groups if not row.before]
    served = [row for row in none if row.expected]
    assert lines[2].startswith("A fair share is how many of all who were heard would be of a group")
    assert lines[3] == (
        f"Nobody is known of {len(none)} of the {len(plan.groups)} groups planned for: "
        "the plan is to bring people of all of these but Gypsy, Roma and Traveller communities."
    )
    status = {row.group: row.status for row in rm.demo().participation().groups}
    never = [row for row in none if status[row.group] == "not-recorded"]
    assert lines[4].startswith(f"Of {len(never)} of these {len(none)} we have no record of asking")
    assert [row.name for row in none if row not in served] == [
        "Gypsy, Roma and Traveller communities"
    ]
    others = [row for row in plan.groups if row.before]
    brought = [row.name for row in others if row.expected]
    assert lines[5] == (
        f"Of the other {len(others)} somebody is known, or expected already: the plan is to bring "
        f"people of {len(brought)} of these: {join_names(brought)}."
    )
    assert plan.short == ("staff hours",)
    assert "Staff hours are what is short; £805 would be left over." in lines
    part = plan_part(plan)
    assert part is not None
    assert {*lines[:7]} <= {*part.words}
    money, hours, _ = plan.buys
    assert (money.group, hours.more) == (None, "2 staff hours")
    assert (
        "£100 more, by itself, would buy nothing on top of these actions: staff hours would be "
        "short all the same." in lines
    )
    assert any(line.startswith("2 staff hours more would buy ") for line in lines)
    parts = {round(a.expected / (plan_of(plan, a.group).fair_share or 1), 2) for a in plan.actions}
    assert len(parts) > 1
    assert all("On average the plan brings " in action.why for action in plan.actions)


def plan_of(plan: Plan, group: str) -> GroupOutlook:
    """Return how a group is heard before and after a plan."""
    return next(row for row in plan.groups if row.group == group)


def test_stopped_by_hand_it_gives_the_best_plan_so_far() -> None:
    def stop(_what: str, _done: int, _of: int) -> None:
        os.kill(os.getpid(), signal.SIGINT)

    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        plan = next_round(village(), progress=stop)
        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    finally:
        signal.signal(signal.SIGINT, before)
    assert plan.status == "stopped"
    assert plan.actions
    assert "Stopped before the end: this is the best plan so far" in plan.explain()


def test_the_list_says_for_whom_replacement_care_is_paid(plan: Plan) -> None:
    paid = [action.name for action in plan.actions if "replacement-care" in action.supports]
    assert paid
    (line,) = (line for line in plan.sentences() if line.startswith("What helps people join is"))
    assert f"replacement care for {join_names(paid, most=None)}" in line


def test_a_letter_read_by_the_one_who_leads_on_does_not_speak_of_them(plan: Plan) -> None:
    (action,) = (each for each in plan.actions if each.group == "bangladeshi")
    assert action.contacts == action.through == ("Women's circle leader",)
    assert "Why you: as Women's circle leader you may lead us to them." in action.brief()
    (other,) = (each for each in plan.actions if each.group == "homeless")
    assert other.contacts != other.through[:1]
    assert "Why you: you know Anchor Night Shelter, who may lead us on." in other.brief()
