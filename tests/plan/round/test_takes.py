"""What it would take to reach a group that a plan leaves out: every reason, and none untrue."""

from math import inf
from typing import Any, get_args

import numpy as np
import pytest

import reachmap as rm
from builders import heads
from reachmap.analysis.routes.rows import Why
from reachmap.model.vocabulary import standard_methods
from reachmap.plan.round import choosing
from reachmap.plan.round.leximin import Chosen
from reachmap.plan.round.rows import GroupOutlook
from reachmap.plan.round.words import LACKS, TAKES
from rounds import links, next_round, village


def outlook(here: rm.ReachMap, group: str, **terms: Any) -> GroupOutlook:
    """Return how a group stands after a plan."""
    return next(row for row in next_round(here, **terms).groups if row.group == group)


def test_whatever_keeps_routes_away_has_words_here() -> None:
    assert {*get_args(Why)} <= {*TAKES}
    assert {*TAKES} | {"other"} == {*LACKS}


def test_no_method_is_said_where_none_is_with_a_name() -> None:
    forms = [each.model_copy(update={"anonymous": True}) for each in standard_methods()]
    with pytest.raises(rm.InfeasiblePlan, match="Carers: no method with a known response suits"):
        next_round(village(methods=forms))


def test_room_is_said_where_those_who_could_lead_there_lead_to_others() -> None:
    club = rm.Organisation(id="club", name="Youth club", capacity=1)
    team = rm.Organisation(id="team", name="Engagement team", team=True)
    way = links(
        ("team", "KNOWS", "club"),
        ("club", "TRUSTED_BY", "students"),
        ("club", "TRUSTED_BY", "veterans"),
    )
    row = outlook(village(organisations=[team, club], links=way), "students")
    assert row.lacks == "room"
    assert row.takes.startswith("those who could lead us there are needed for groups served worse")


@pytest.mark.parametrize("hours", [9, 100])
def test_who_is_heard_for_their_share_is_said_to_be_and_nothing_more_is_asked_for(
    hours: int,
) -> None:
    here = village(turnout=heads(("fair", "students", 60)))
    row = outlook(here, "students", groups=["students", "carers"], staff_hours=hours)
    assert row.lacks == "heard"
    assert (
        row.takes
        == "they are heard for their share, as far as is known and planned: nothing is needed."
    )


def test_what_fits_and_was_not_taken_is_told_of_a_search_that_ended(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def stopped(problem: Any, *_: object) -> Chosen:
        return Chosen(np.zeros(problem.actions, np.bool_), "stopped", 0.0, inf)

    monkeypatch.setattr(choosing, "leximin", stopped)
    row = outlook(village(), "students")
    assert row.lacks == "fits"
    assert row.takes.endswith("fits as well: the search ended before it came to that.")
