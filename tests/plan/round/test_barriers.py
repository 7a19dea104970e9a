"""Barriers that a plan pays for, those that it says nothing is paid for, and forms that lead on."""

from typing import Any

import pytest

import reachmap as rm
from builders import came, heads
from reachmap.analysis.snapshot import Snapshot
from reachmap.model.nodes import Barrier
from reachmap.plan.round.candidates import candidates
from reachmap.plan.round.room import Room
from rounds import BY, links, next_round, village

BARRIERS: tuple[Barrier, ...] = ("access", "caring", "cost", "language", "timing", "trust")


def with_barriers(*barriers: Barrier, accessible: bool = True) -> rm.ReachMap:
    """Return the village, whose carers are kept out by something."""
    return village(
        groups=[rm.Group(id="carers", name="Carers", population=200, barriers=barriers)],
        venues=[rm.Venue(id="hall", name="Village hall", accessible=accessible)],
        turnout=heads(),
        activities=[],
        attendance=came(),
        links=links(
            ("team", "KNOWS", "nurse"),
            ("nurse", "TRUSTED_BY", "carers"),
            ("hall", "GATHERS", "carers"),
        ),
    )


@pytest.mark.parametrize("accessible", [True, False])
def test_every_barrier_is_paid_for_or_said_or_needs_nothing(accessible: bool) -> None:  # noqa: FBT001  parametrised
    here = with_barriers(*BARRIERS, accessible=accessible)
    snapshot = Snapshot(here.store)
    table = snapshot.outline.support_table
    plan = next_round(here)
    assert plan.actions
    for action in plan.actions:
        paid = {barrier for code in action.supports for barrier in table[code].lifts}
        needless = {"access"} if accessible else set()
        needless |= {"caring"} if action.own_time else set()
        assert {*action.unlifted} == {*BARRIERS} - paid - needless
        assert "caring" not in action.unlifted
    said = [line for line in plan.sentences() if "No money is set aside against " in line]
    assert len(said) == sum(bool(action.unlifted) for action in plan.actions) > 0
    assert all("that shuts nobody out of this. Ask whether it is so." in line for line in said)
    assert not next_round(with_barriers()).actions[0].unlifted


FORMS: dict[str, dict[str, Any]] = {
    "by its method": {"method": "online-survey"},
    "by its own word": {"method": "existing-network", "anonymous": True},
}


@pytest.mark.parametrize("name", FORMS)
def test_a_form_without_names_leads_nobody_to_a_talk(name: str) -> None:
    survey = rm.Channel(id="survey", name="Survey", run_by="team", **FORMS[name])
    here = village(
        channels=[survey],
        links=links(("team", "KNOWS", "nurse"), ("nurse", "TRUSTED_BY", "carers"))
        + links(("survey", "HEARS", "students")),
    )
    snapshot = Snapshot(here.store)
    groups = snapshot.outline.groups
    every = candidates(snapshot, groups, level="engagement", room=Room(snapshot, BY))
    assert {each.group.id for each in every.actions} == {"carers"}
    assert every.without["students"] == "only forms"
    students = next(row for row in next_round(here).groups if row.group == "students")
    assert students.takes.startswith("every way in is a form without names")
    named = survey.model_copy(update={"method": "existing-network", "anonymous": False})
    plan = next_round(village(channels=[named], links=links(("survey", "HEARS", "students"))))
    assert {action.group for action in plan.actions} == {"students"}
