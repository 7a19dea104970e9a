"""Phrases around an answer: one and several, what is not known, and what may shame."""

from datetime import date
from typing import Any

import pytest

import reachmap as rm
from reachmap.analysis.burden.rows import Asked
from reachmap.analysis.burden.words import (
    words_of_rest,
)
from reachmap.analysis.methods.rows import MethodForGroup
from reachmap.analysis.participation.rows import GroupHeard
from reachmap.analysis.participation.words import words_of_bar
from reachmap.analysis.reach.rows import GroupReach
from reachmap.analysis.reach.words import words_of_certainty
from reachmap.analysis.review.rows import AnswerOwed
from reachmap.analysis.routes.rows import RouteRow, Step
from reachmap.analysis.routes.words import (
    words_of_cost,
)
from reachmap.analysis.what_if.rows import GroupChange
from reachmap.analysis.what_if.words import words_of_departure
from reachmap.plan.links.rows import LinkToBuild, PlacesToAsk
from reachmap.plan.links.words import words_of_gain, words_of_gains, words_of_places
from reachmap.view.parts.burden import (
    words_of_alternates,
    words_of_asks,
    words_of_capacity,
    words_of_free_day,
    words_of_voices,
)
from reachmap.view.parts.groups import words_to_add
from reachmap.view.parts.methods import words_of_barriers, words_of_method
from reachmap.view.parts.review import (
    words_of_answer,
    words_of_due_day,
    words_of_owners,
    words_of_sittings,
    words_of_waiting,
)
from reachmap.view.parts.routes import (
    words_of_first_ask,
    words_of_first_question,
    words_of_grounds,
    words_of_introducer,
    words_of_nobody,
)

DAY = date(2026, 5, 4)


def asked(**fields: object) -> Asked:
    """Return a row of those we asked."""
    given = {"node": "v1", "kind": "worker", "basis": "known", "name": "Officer", **fields}
    return Asked.model_validate(given)


def heard(**fields: object) -> GroupHeard:
    """Return a row of a group."""
    given = {"group": "carers", "name": "Carers", "status": "under", **fields}
    return GroupHeard.model_validate(given)


def method(**fields: object) -> MethodForGroup:
    """Return a method for a group."""
    given = {"method": "post", "group": "g", "method_name": "Postal survey", "name": "G"}
    return MethodForGroup.model_validate({**given, **fields})


def test_a_share_comes_with_its_interval_and_status() -> None:
    assert words_of_bar(heard(ppr=0.42, low=0.28, high=0.61)) == (
        "at least 4 heard for every 10 expected; the true figure may be from 3 to 6: heard less "
        "than its share"
    )


@pytest.mark.parametrize(
    ("private", "question", "words"),
    [
        (False, None, "Add a box to the sign-in sheet."),
        (False, "Do you care?", "Add to the sign-in sheet: “Do you care?”"),
        (True, None, "Add a box to a form that nobody else sees."),
        (True, "Do you care?", "Add to a form that nobody else sees: “Do you care?”"),
    ],
)
def test_what_to_add_to_the_sign_in_sheet(private: Any, question: str | None, words: str) -> None:
    fields = {"id": "carers", "name": "Carers", "finding_question": question}
    group = rm.Group.model_validate({**fields, "hidden": question is not None})
    assert words_to_add(group, private=private) == words
    if question:
        where = "Ask in private" if private else "Ask wherever you go"
        assert words_of_first_question(group, private=private) == f"{where}: “{question}”"
    else:
        assert words_of_first_question(group, private=private) == "Who do we know who knows Carers?"


@pytest.mark.parametrize(
    ("route", "words"),
    [
        (RouteRow(state="open", names=("Team", "Carers")), "we can go ourselves"),
        (RouteRow(state="open", names=("Team", "Hub", "Officer", "Carers")), "Hub, then Officer"),
    ],
)
def test_who_could_introduce_us(route: RouteRow, words: str) -> None:
    assert words_of_introducer(route) == words


def test_what_to_ask_first() -> None:
    route = RouteRow(steps=(Step(how="Ask Hub to introduce you"), Step(how="Hub asks on")))
    assert words_of_first_ask(route, None, private=True) == "Ask Hub to introduce you."
    assert words_of_first_ask(route, "Do you care?", private=False) == (
        "Ask Hub to introduce you. To find people: “Do you care?”"
    )
    assert words_of_first_ask(RouteRow(), "Do you care?", private=True) == (
        "To find people, ask in private: “Do you care?”"
    )
    assert words_of_first_ask(RouteRow(), None, private=False) == ""


def test_where_nobody_is_known_the_nearest_is_named() -> None:
    assert words_of_nobody("") == "nobody we know yet"
    assert words_of_nobody("Hub") == "nobody we know yet; nearest: Hub"


def test_how_a_route_is_known_and_what_stands_against_it() -> None:
    steps = (
        Step(basis="tried", how_known="worked 4 times of 5"),
        Step(basis="judged", how_known="staff judgement", to_name="Officer", until=DAY),
    )
    route = RouteRow(state="full", basis="judged", steps=steps, waits_for=("Hub", "Officer"))
    assert words_of_grounds(route, sole=["Officer"]) == (
        "staff judgement; every way goes through Officer; Hub and Officer: diary full; "
        "Officer: in the role to 4 May 2026"
    )
    assert "diary full to 4 May 2026" in words_of_grounds(
        route.model_copy(update={"free_on": DAY}), sole=()
    )
    part = RouteRow(state="part", reached="Young carers")
    assert words_of_grounds(part, sole=()) == "reaches Young carers, a part of the group"


def test_a_cost_that_nobody_recorded_is_not_none() -> None:
    assert words_of_cost(RouteRow(), "GBP") == ""
    assert words_of_cost(RouteRow(cost=0, steps=(Step(cost_given=False),)), "GBP") == (
        "none recorded"
    )
    assert words_of_cost(RouteRow(cost=0, steps=(Step(cost_given=True),)), "GBP") == "no cost"
    some = (Step(cost_given=True), Step(cost_given=False))
    assert words_of_cost(RouteRow(cost=0, steps=some), "GBP") == (
        "no cost for 1 of 2 steps, the rest not recorded"
    )
    assumed = (Step(cost=5, cost_given=True), Step(cost=10, cost_given=False))
    assert words_of_cost(RouteRow(cost=15, steps=assumed), "GBP") == "£15, assumed for 1 of 2 steps"
    assert words_of_cost(RouteRow(cost=40, steps=(Step(),)), "GBP") == "£40"


def test_how_sure_it_is_says_how_it_is_known() -> None:
    row = GroupReach(group="g", name="Carers", chance=0.7, independent_routes=2)
    exact = words_of_certainty(row, 1024, exact=True)
    assert exact.endswith("This follows from what we know or guess of each step.")
    assert words_of_certainty(row, 1024, exact=False).endswith(
        "This follows from what we know or guess of each step, by trying 1,024 times."
    )
    assert words_of_certainty(GroupReach(group="g", name="Carers"), 1024, exact=True) == ""
    assert words_of_certainty(row.model_copy(update={"independent_routes": 0}), 9, exact=True) == ""


def test_one_voice_and_several_are_counted_and_never_named() -> None:
    one = [asked(kind="voice", name="v001", load=4)]
    assert words_of_voices(one) == ("One person who came often", "came or was asked 4 times")
    assert words_of_voices([*one, asked(kind="voice", load=9)]) == (
        "Two people who came often",
        "came or were asked up to 9 times",
    )


def test_how_often_somebody_is_asked_and_can_be() -> None:
    assert words_of_asks(asked(asked=1)) == "asked once"
    assert words_of_asks(asked(kind="group", asked=2)) == "asked twice about them"
    assert words_of_capacity(asked(capacity=4)) == "4"
    assert words_of_capacity(asked(capacity=3, basis="assumed")) == "3, our assumption"
    assert words_of_free_day(asked(), DAY) == "takes no asks"
    assert words_of_free_day(asked(free_on=DAY), DAY) == "now"
    assert words_of_free_day(asked(free_on=date(2026, 6, 19)), DAY) == "19 June 2026"


def test_who_could_help_instead() -> None:
    assert words_of_alternates(asked(alternate_names=("Forum", "Champion"))) == "Forum, Champion"
    assert words_of_alternates(asked()) == "nobody we know yet"
    assert words_of_alternates(asked(kind="group")) == (
        "first use what they have said, and tell them what happened as a result"
    )


def change(name: str, *, lost: bool, after: float = 0.0, through: str = "Forum") -> GroupChange:
    """Return what changes for a group that is reached 8 times of ten before."""
    return GroupChange(
        group=name,
        name=name,
        chance_before=0.8,
        chance_after=after,
        lost=lost,
        best_route_before=("team", "hub", name),
        best_route_after=("team", through, name),
        names_after=("Team", through, name),
    )


def test_what_is_lost_while_they_rest() -> None:
    costs = (
        change("Carers", lost=True),
        change("Men", lost=False, after=0.5),
        change("Women", lost=True),
    )
    assert words_of_rest(asked()) == ""
    assert words_of_rest(asked(rest_costs=costs)) == (
        "no other introduction is known to Carers, Women; "
        "Men: some introduction works, we guess, 80 times of 100 before, 50 after"
    )


def test_what_changes_for_a_group_that_keeps_a_way() -> None:
    assert words_of_departure(change("Men", lost=False, after=0.5)) == (
        "some introduction works, we guess, 80 times of 100 before, 50 after; best then through "
        "Forum"
    )
    assert words_of_departure(change("Men", lost=False, after=0.8, through="hub")) == ""


def test_a_method_in_short() -> None:
    assert words_of_method(method()) == "Postal survey."
    assert words_of_method(method(attended=44)) == (
        "Postal survey: 44 of them came; how many were invited is not known."
    )
    rate = method(rate=0.54, low=0.49, high=0.59, basis="assumed")
    assert words_of_method(rate) == (
        "Postal survey: how many come is not on record; we assume that about 54 of 100 would come "
        "(49 to 59)."
    )
    own = {"invited": 1420, "attended": 767, "basis": "own", "needs": ("Large print",)}
    assert words_of_method(rate.model_copy(update=own)) == (
        "Postal survey: 767 of 1,420 invited came, so 49 to 59 of 100 are likely to; "
        "needs Large print."
    )
    assert words_of_barriers(method(ruled_out_by=("sight", "language"))) == (
        "Postal survey (sight, language)"
    )


def test_answers_owed_in_words() -> None:
    said = AnswerOwed(activity="a", name="Listening", said=1, owners=("Officer", "Head"))
    silent = [
        AnswerOwed(activity="b", name="May", channel_name="Panel", group_names=("Men", "Women")),
        AnswerOwed(activity="c", name="June", channel_name="Panel", group_names=("Women",)),
    ]
    assert words_of_sittings([said]) == "Listening"
    assert words_of_sittings(silent) == "Panel: 2 sittings"
    assert words_of_waiting([said]) == "all who came"
    assert words_of_waiting(silent) == "Men, Women"
    assert words_of_answer(said) == "an answer to 1 thing they said"
    assert words_of_answer(said.model_copy(update={"said": 3})) == (
        "an answer to 3 things they said"
    )
    assert words_of_answer(silent[0]) == "what happened as a result"
    assert words_of_owners(said) == "Officer, Head"
    assert words_of_owners(silent[0]) == "not written down"
    assert words_of_due_day(None, late=False) == "no day is written down"
    assert words_of_due_day(DAY, late=False) == "4 May 2026"
    assert words_of_due_day(DAY, late=True) == "since 4 May 2026"


def test_what_a_relationship_would_bring() -> None:
    link = LinkToBuild.model_validate(
        {
            "from": "team",
            "type": "KNOWS",
            "to": "hub",
            "from_name": "Team",
            "to_name": "Hub",
            "reason": "a way in already",
            "group_names": ("Carers", "Men"),
            "gains": (0.21, 0.04),
        }
    )
    assert words_of_gains(link) == "more times of 100: Carers: about 21, Men: about 4"
    one = link.model_copy(update={"gains": (0.21,), "group_names": ("Carers",)})
    assert words_of_gains(one) == "about 21 more times of 100"
    assert words_of_gain(link, 0.04, on_top=True) == (
        "Get to know Hub: a way in already. On top of those above, about 4 more times of 100."
    )
    assert words_of_gain(link, 0.04, on_top=False) == (
        "Get to know Hub: a way in already. If it works as such relationships usually do, some "
        "introduction works about 4 more times of 100."
    )


def test_where_to_ask_and_how() -> None:
    each = PlacesToAsk(group="g", name="Survivors", question="Are you safe?", in_private=True)
    assert words_of_places(each) == (
        "“Are you safe?”",
        "wherever you go",
        "in private, never on an open list",
    )
    open_ = each.model_copy(update={"in_private": False, "places": ("Hall", "Hub")})
    assert words_of_places(open_)[1:] == ("Hall, Hub", "as you would ask anybody")
