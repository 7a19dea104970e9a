"""Two maps made one: nothing lost, nothing guessed, the same whichever comes first."""

from dataclasses import replace
from datetime import date
from itertools import islice, product
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import reachmap as rm
from amounts import some_of
from folders import TOWN
from reachmap.analysis.merging.question import Merging
from reachmap.analysis.merging.rows import ToDecide
from reachmap.release import release
from strategies import made_up, maps

TEAM = rm.Organisation(id="team", name="Team", team=True)
DAY = date(2026, 3, 2)


def of(*more: rm.Organisation, **tables: Any) -> rm.ReachMap:
    """Return a map of a team, and of other organisations and tables."""
    return rm.ReachMap.of(rm.StakeholderMap(organisations=[TEAM, *more], **tables))


def asked(first: rm.ReachMap, second: rm.ReachMap, **options: Any) -> Merging:
    """Return what is to be decided before two maps become one."""
    with pytest.raises(rm.UndecidedMerge) as caught:
        rm.merge(first, second, **options)
    answer = caught.value.answer
    assert isinstance(answer, Merging)
    assert str(caught.value) == answer.explain()
    return answer


def decided(answer: Merging, *choices: Any) -> list[ToDecide]:
    """Return the rows of an answer with decisions in turn."""
    rows = zip(answer.rows(), choices, strict=True)
    return [row.model_copy(update={"decision": choice}) for row, choice in rows]


def test_what_only_one_map_says_holds() -> None:
    ours = of(
        rm.Organisation(id="hub", name="Hub", capacity=4), groups=[rm.Group(id="a", name="A")]
    )
    theirs = of(rm.Organisation(id="hub", name="Hub", interest=2, languages=("pl",)))
    whole = rm.merge(ours, theirs).stakeholders
    hub = rm.Organisation(id="hub", name="Hub", capacity=4, interest=2, languages=("pl",))
    assert whole.node("hub") == hub
    assert [group.id for group in whole.groups] == ["a"]


def test_two_values_of_a_field_are_asked_about_with_where_they_are() -> None:
    ours = of(rm.Organisation(id="hub", name="Hub", capacity=4))
    theirs = of(rm.Organisation(id="hub", name="Hub", capacity=6))
    answer = asked(ours, theirs, names=("a.xlsx", "b.json"))
    assert "organisations, hub, capacity: 4 in a.xlsx, 6 in b.json. Decide: first or second." in (
        answer.explain()
    )
    for choice, capacity in (("first", 4), ("second", 6)):
        whole = rm.merge(ours, theirs, decisions=decided(answer, choice)).stakeholders
        assert whole.node("hub").capacity == capacity  # type: ignore[attr-defined]  # an organisation
    assert asked(ours, theirs, decisions=decided(answer, "both")).undecided


def test_what_maps_say_of_themselves_is_asked_about_without_an_id() -> None:
    first, second = (rm.new("Town", area_population=number) for number in (20_000, 21_000))
    said = asked(first, second).sentences()
    assert any(line.startswith("about, area_population: 20000 in ") for line in said), said


def test_lists_may_be_joined() -> None:
    ours = of(rm.Organisation(id="hub", name="Hub", languages=("en", "pl")))
    theirs = of(rm.Organisation(id="hub", name="Hub", languages=("en", "ar")))
    answer = asked(ours, theirs)
    assert answer.rows()[0].choices == ("first", "second", "both")
    whole = rm.merge(ours, theirs, decisions=decided(answer, "both")).stakeholders
    assert whole.node("hub").languages == ("ar", "en", "pl")  # type: ignore[attr-defined]  # the same


def test_two_bodies_that_may_be_one_are_asked_about_and_never_joined_unasked() -> None:
    link = rm.Link(from_="team", type="KNOWS", to="hub-2")
    ask = rm.Ask(date=DAY, from_="team", to="hub-2")
    ours = of(rm.Organisation(id="hub", name="Carers' Hub"))
    theirs = of(
        rm.Organisation(id="hub-2", name="Carers Hub"),
        links=[link],
        asks=rm.Ledger.of(rm.Ask, [ask]),
    )
    answer = asked(ours, theirs)
    (row,) = answer.rows()
    assert (row.table, row.id, row.other, row.first, row.second) == (
        *("organisations", "hub", "hub-2", "Carers' Hub", "Carers Hub"),
    )
    assert "the names read the same" in answer.explain()
    one = rm.merge(ours, theirs, decisions=decided(answer, "first")).stakeholders
    assert [body.id for body in one.organisations] == ["hub", "team"]
    assert (one.node("hub").name, one.links[0].to, next(iter(one.asks)).to) == (
        *("Carers' Hub", "hub", "hub"),
    )
    other = rm.merge(ours, theirs, decisions=decided(answer, "second")).stakeholders
    assert (other.node("hub-2").name, other.links) == ("Carers Hub", (link,))
    two = rm.merge(ours, theirs, decisions=decided(answer, "both")).stakeholders
    assert [body.id for body in two.organisations] == ["hub", "hub-2", "team"]


def test_fields_of_two_that_are_one_are_asked_about_next() -> None:
    ours = of(rm.Organisation(id="hub", name="Carers' Hub", capacity=4))
    theirs = of(rm.Organisation(id="hub-2", name="Carers Hub", capacity=6))
    first = decided(asked(ours, theirs), "second")
    answer = asked(ours, theirs, decisions=first)
    assert [(row.id, row.field, row.decision) for row in answer.rows()] == [
        ("hub", "", "second"),
        ("hub-2", "capacity", None),
    ]
    whole = rm.merge(ours, theirs, decisions=decided(answer, "second", "first")).stakeholders
    assert whole.node("hub-2") == rm.Organisation(id="hub-2", name="Carers Hub", capacity=4)


@pytest.mark.parametrize(
    ("name", "other", "asks"),
    [
        ("Carers' Hub", "Carers' Hubb", True),
        ("Harbour Surgery", "Harbor Surgery", True),
        ("Northern ward 1", "Northern ward 2", False),
        ("Carers' Hub", "Library", False),
        ("St. Mary's", "st marys", True),
    ],
)
def test_names_that_are_nearly_the_same_are_asked_about(
    name: str, other: str, *, asks: bool
) -> None:
    ours, theirs = of(rm.Organisation(id="x", name=name)), of(rm.Organisation(id="y", name=other))
    for one, two in ((ours, theirs), (theirs, ours)):
        if asks:
            assert len(asked(one, two).rows()) == 1
        else:
            assert len(rm.merge(one, two).stakeholders.organisations) == 3


def test_less_alike_names_are_asked_about_where_they_share_a_group() -> None:
    names = ("Carers' Support Hub", "Carers' Support Network")
    group = rm.Group(id="carers", name="Unpaid carers")
    apart = [of(rm.Organisation(id=name, name=name), groups=[group]) for name in names]
    assert len(rm.merge(*apart).stakeholders.organisations) == 3
    together = [
        rm.ReachMap.of(
            replace(desk.stakeholders, links=(rm.Link(from_=name, type="TRUSTED_BY", to="carers"),))
        )
        for desk, name in zip(apart, names, strict=True)
    ]
    assert "both have to do with Unpaid carers" in asked(*together).explain()


def test_workers_with_one_role_in_two_places_and_sittings_on_two_days_are_not_one() -> None:
    def town(body: str, day: date) -> rm.ReachMap:
        return of(
            rm.Organisation(id=body, name=body),
            workers=[rm.KeyWorker(id=f"w-{body}", name="Link worker", organisation=body)],
            activities=[rm.Activity(id=f"a-{body}", name="Forum", date=day)],
        )

    whole = rm.merge(town("Library", DAY), town("Surgery", date(2026, 4, 6)))
    assert len(whole.stakeholders.workers) == len(whole.stakeholders.activities) == 2
    ours, theirs = town("Library", DAY), town("library", DAY)
    assert [row.table for row in asked(ours, theirs).rows()] == [
        *("activities", "organisations", "workers"),
    ]


def test_voices_are_the_same_by_their_pseudonym_alone() -> None:
    ours, theirs = (of(voices=[rm.Voice(id=i, name=i) for i in ids]) for ids in ("ab", "bc"))
    other = of(voices=[rm.Voice(id="voice-01x", name="voice-01x")])
    near = of(voices=[rm.Voice(id="voice-01y", name="voice-01y")])
    assert [each.id for each in rm.merge(ours, theirs).stakeholders.voices] == ["a", "b", "c"]
    assert len(rm.merge(other, near).stakeholders.voices) == 2


def test_an_ask_that_was_answered_meanwhile_is_one_ask() -> None:
    hub = rm.Organisation(id="hub", name="Hub")
    ask = rm.Ask(date=DAY, from_="team", to="hub")
    answered = ask.model_copy(update={"outcome": "passed-on"})
    ours, theirs = (of(hub, asks=rm.Ledger.of(rm.Ask, [each])) for each in (ask, answered))
    assert [*rm.merge(ours, theirs).stakeholders.asks] == [answered]
    twice = of(hub, asks=rm.Ledger.of(rm.Ask, [ask, ask]))
    assert len(rm.merge(ours, twice).stakeholders.asks) == 2
    assert len(rm.merge(twice, twice).stakeholders.asks) == 2


def test_what_no_decision_makes_one_is_said_at_once() -> None:
    euros = of(rm.Organisation(id="x", name="X"), about=rm.About(currency="EUR"))
    venue = of(venues=[rm.Venue(id="x", name="X")])
    with pytest.raises(rm.InvalidMap) as caught:
        rm.merge(euros, venue, names=("a.json", "b.json"))
    assert [issue.message for issue in caught.value.issues] == [
        "the sums of one map are in EUR (a.json), those of the other in GBP (b.json)",
        "'x' is in organisations of a.json and in venues of b.json",
    ]


def test_one_that_is_decided_to_be_two_others_is_refused() -> None:
    ours = of(rm.Organisation(id="hub", name="Hub for carers"))
    theirs = of(
        *(
            rm.Organisation(id=i, name=n)
            for i, n in (("a", "hub for Carers"), ("b", "Hub, for carers"))
        )
    )
    with pytest.raises(rm.InvalidMap, match="'hub' of first is decided to be the same as two"):
        rm.merge(ours, theirs, decisions=decided(asked(ours, theirs), "first", "first"))


def test_decisions_hold_whichever_map_comes_first_and_say_what_they_are_no_use_for() -> None:
    ours = of(rm.Organisation(id="hub", name="Hub", capacity=4))
    theirs = of(rm.Organisation(id="hub", name="Hub", capacity=6))
    rows = decided(asked(ours, theirs), "first")
    turned = rm.merge(theirs, ours, decisions=rows)
    assert turned == rm.merge(ours, theirs, decisions=rows)
    assert turned.stakeholders.node("hub").capacity == 4  # type: ignore[attr-defined]  # an organisation
    later = of(rm.Organisation(id="hub", name="Hub", capacity=7))
    assert (
        "1 row of the decisions decide nothing here" in asked(ours, later, decisions=rows).explain()
    )


def test_a_long_text_is_cut_in_the_sheet_and_decided_whole() -> None:
    long = "word " * 20_000
    ours, theirs = (of(rm.Organisation(id="hub", name="Hub", notes=long + end)) for end in "ab")
    answer = asked(ours, theirs)
    (row,) = answer.rows()
    assert (len(row.first), row.first) == (1_000, row.second)
    whole = rm.merge(theirs, ours, decisions=decided(answer, "second")).stakeholders
    assert (whole.node("hub").notes or "")[-1] == "b"


def test_thousands_of_names_are_compared_by_their_rare_words() -> None:
    words = ("care", "hub", "north", "south", "trust", "centre", "youth", "river", "hill")

    def town(side: str, odd: str) -> rm.ReachMap:
        names = (" ".join(each) for each in islice(product(words, repeat=4), 1_500))
        bodies = [rm.Organisation(id=f"{side}{n}", name=f"{side} {x}") for n, x in enumerate(names)]
        return of(*bodies, rm.Organisation(id=f"{side}-odd", name=odd))

    ours, theirs = (
        town("East", "Zoroastrian welfare society"),
        town("West", "Zoroastrian welfare soc."),
    )
    answer = asked(ours, theirs)
    assert ("East-odd", "West-odd") in {(row.id, row.other) for row in answer.rows()}
    assert "not all were compared" in answer.explain()


def test_long_lists_are_counted() -> None:
    sides = [
        of(*(rm.Organisation(id=f"{n}", name=f"{n}", capacity=c) for n in range(20)))
        for c in (1, 2)
    ]
    words = asked(*sides).explain()
    assert words.startswith("20 things are to be decided")
    assert "And 14 more under capacity of organisations." in words


def test_a_map_merged_with_itself_is_the_same_map() -> None:
    for desk in (rm.demo(), rm.read(TOWN)):
        assert rm.merge(desk, desk) == desk


@settings(max_examples=some_of(300, usual=12), suppress_health_check=list(HealthCheck))
@given(town=maps())
def test_any_map_merged_with_itself_is_the_same_map(town: rm.StakeholderMap) -> None:
    desk = rm.ReachMap.of(town)
    assert rm.merge(desk, desk) == desk


def choose(row: ToDecide) -> str:
    """Return a decision on a row that is the same whichever map comes first."""
    if row.other:
        return "both"
    return row.choices[(len(row.first) + len(row.field)) % len(row.choices)]


def settled(first: rm.ReachMap, second: rm.ReachMap, rows: list[ToDecide]) -> object:
    """Return the map of two once everything is decided, or what is said against it."""
    try:
        return rm.merge(first, second, decisions=rows)
    except rm.UndecidedMerge as error:
        open_rows = error.answer.undecided
        rows += [row.model_copy(update={"decision": choose(row)}) for row in open_rows]
        return settled(first, second, rows)
    except rm.InvalidMap as error:
        return {(issue.file, issue.column) for issue in error.issues}


@settings(max_examples=some_of(300, usual=12), suppress_health_check=list(HealthCheck))
@given(seeds=st.tuples(st.integers(0, 2**16), st.integers(0, 2**16)))
def test_whichever_map_comes_first_the_whole_is_the_same(seeds: tuple[int, int]) -> None:
    pounds = [
        replace(town, about=town.about.model_copy(update={"currency": "GBP"}))
        for town in map(made_up, seeds)
    ]
    first, second = map(rm.ReachMap.of, pounds)
    rows: list[ToDecide] = []
    whole = settled(first, second, rows)
    count = len(rows)
    assert settled(second, first, rows) == whole
    assert len(rows) == count
    if isinstance(whole, rm.ReachMap):
        ids = {node.id for node in whole.stakeholders.nodes()}
        assert ids == {node.id for town in pounds for node in town.nodes()}


def test_what_is_to_be_decided_is_for_the_team_alone() -> None:
    ours = of(rm.Organisation(id="hub", name="Hub", capacity=4))
    theirs = of(rm.Organisation(id="hub", name="Hub", capacity=6))
    out = release(asked(ours, theirs), audience="partner").content
    assert (out.rows(), out.explain()) == ((), "This answer is for the team alone.")


def test_decisions_may_be_rows_dicts_or_a_frame_and_the_rest_is_one_clear_error() -> None:
    ours = of(rm.Organisation(id="hub", name="Hub", capacity=4))
    theirs = of(rm.Organisation(id="hub", name="Hub", capacity=6))
    rows = decided(asked(ours, theirs), "second")
    dicts = [{"mark": row.mark, "decision": row.decision, "note": 1} for row in rows]
    whole = rm.merge(ours, theirs, decisions=rows)
    assert rm.merge(ours, theirs, decisions=dicts) == whole
    assert rm.merge(ours, theirs, decisions=pd.DataFrame(dicts)) == whole
    blank = [{"mark": row.mark, "decision": None} for row in rows]
    assert asked(ours, theirs, decisions=blank).undecided
    with pytest.raises(rm.InputError, match="row 1 is no decision: give rows with 'mark'"):
        rm.merge(ours, theirs, decisions=[{"decision": "second"}])
    for odd in (["second"], [7], 7):
        with pytest.raises(rm.InvalidMap, match="is no table"):
            rm.merge(ours, theirs, decisions=odd)  # type: ignore[arg-type]  # what is tried
