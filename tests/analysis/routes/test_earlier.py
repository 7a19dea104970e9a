"""Asks before: those to the organisation where someone works stand beside their own."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

import reachmap as rm
from amounts import some_of
from builders import AS_OF
from reachmap.analysis.routes.earlier import EarlierAsks, asks_to_employer, earlier_asks
from reachmap.analysis.snapshot import Snapshot
from strategies import maps


def asked(*rows: tuple[int, str, str | None], **fields: Any) -> rm.Ledger[rm.Ask]:
    """Return asks by the team of (days ago, to, outcome)."""
    return rm.Ledger.of(
        rm.Ask,
        [
            rm.Ask.model_validate(
                {"date": AS_OF - timedelta(ago), "from": "team", "to": to, "outcome": outcome}
                | fields
            )
            for ago, to, outcome in rows
        ],
    )


def hospice(asks: rm.Ledger[rm.Ask]) -> rm.ReachMap:
    """Return a team that knows a nurse of a hospice, and the nurse knows carers."""
    return rm.ReachMap.of(
        rm.StakeholderMap(
            about=rm.About(as_of=AS_OF),
            organisations=[
                rm.Organisation(id="team", name="Team", team=True),
                rm.Organisation(id="hospice", name="Overgate Hospice"),
            ],
            workers=[rm.KeyWorker(id="nurse", name="Nurse", organisation="hospice")],
            groups=[rm.Group(id="carers", name="Carers")],
            activities=[rm.Activity(id="evening", name="Evening")],
            links=[
                rm.Link(from_="team", type="KNOWS", to="nurse", trust=4, last_contact=AS_OF),
                rm.Link(from_="nurse", type="TRUSTED_BY", to="carers", trust=4),
            ],
            asks=asks,
        )
    )


@pytest.mark.parametrize(
    ("rows", "known", "before"),
    [
        (
            [],
            "staff judgement, no ask along it recorded",
            ["What we asked before: nothing that we have on record."],
        ),
        (
            [(29, "hospice", "passed-on")],
            "staff judgement; we asked Overgate Hospice on 2 March 2026, and they passed us on",
            [
                "What we asked before: we asked Overgate Hospice on 2 March 2026, and they passed "
                "us on."
            ],
        ),
        (
            [(29, "hospice", "passed-on"), (9, "hospice", "declined"), (8, "hospice", None)],
            "staff judgement; we asked Overgate Hospice 3 times, last on 23 March 2026, and they "
            "passed us on once",
            [
                "What we asked before: we asked Overgate Hospice 3 times, last on 23 March 2026, "
                "and they passed us on once."
            ],
        ),
        (
            [(29, "hospice", "declined"), (200, "nurse", "declined")],
            "staff judgement, worked 0 times of 1; we asked Overgate Hospice on 2 March 2026, and "
            "they did not pass us on",
            [
                "What we asked before: we asked you once.",
                "And where you work: we asked Overgate Hospice on 2 March 2026, and they did not "
                "pass us on.",
            ],
        ),
        (
            [(200, "nurse", None)],
            "staff judgement; we asked Nurse on 12 September 2025",
            ["What we asked before: we asked you once."],
        ),
    ],
)
def test_asks_on_record_stand_in_the_words_and_in_the_brief(
    rows: list[tuple[int, str, str | None]], known: str, before: list[str]
) -> None:
    answer = hospice(asked(*rows)).routes("carers")
    (way,) = answer.routes
    assert way.steps[0].how_known == known
    lines = way.brief().splitlines()
    start = next(n for n, line in enumerate(lines) if line.startswith("What we asked before"))
    assert lines[start : start + len(before)] == before
    if rows:
        assert "nothing that we have on record" not in way.brief()
        assert "no ask along it recorded" not in answer.explain()


def test_an_ask_to_take_part_is_told_and_is_no_introduction() -> None:
    asks = asked((29, "hospice", "passed-on"), activity="evening")
    (way,) = hospice(asks).routes("carers").routes
    assert way.steps[0].how_known == "staff judgement; we asked Overgate Hospice on 2 March 2026"


def test_asks_of_ours_to_somebody_we_have_no_relationship_with_stand_on_the_way() -> None:
    asks = asked((29, "nurse", "declined"), (9, "hospice", "passed-on"))
    town = hospice(asks).store.whole()
    links = [
        rm.Link(from_="team", type="KNOWS", to="forum", trust=4),
        rm.Link(from_="forum", type="KNOWS", to="nurse", trust=4),
        rm.Link(from_="nurse", type="TRUSTED_BY", to="carers", trust=4),
    ]
    forum = rm.Organisation(id="forum", name="Forum")
    desk = rm.ReachMap.of(
        rm.StakeholderMap(
            **{name: getattr(town, name) for name in ("about", "workers", "groups", "asks")},
            organisations=[*town.organisations, forum],
            links=links,
        )
    )
    (way,) = desk.routes("carers").routes
    known = way.steps[1].how_known or ""
    assert "no ask along it recorded" not in known
    assert known.endswith(
        "; we asked Nurse on 2 March 2026, and they did not pass us on; we asked Overgate "
        "Hospice on 22 March 2026, and they passed us on"
    )
    (line,) = [line for line in desk.reach().missing if "No chance here" in line]
    assert line == (
        "No chance here counts 1 ask of ours to those on the way, as the table 'links' has no "
        "link from us to them."
    )
    assert line in desk.gatekeepers().missing
    assert line in desk.routes_to_all().missing


def test_nobody_is_asked_for_an_introduction_at_a_channel_of_our_own() -> None:
    desk = rm.ReachMap.of(
        rm.StakeholderMap(
            about=rm.About(as_of=AS_OF),
            organisations=[rm.Organisation(id="team", name="Team", team=True)],
            channels=[rm.Channel(id="panel", name="Residents' panel", run_by="team")],
            groups=[rm.Group(id="carers", name="Carers", barriers=("timing",))],
            links=[rm.Link(from_="panel", type="HEARS", to="carers", trust=4)],
        )
    )
    brief = desk.routes("carers").brief()
    assert brief.startswith(
        "Residents' panel is ours: there is nobody to write to for an introduction.\n"
        "When it next meets or goes out, say that we would like to hear from Carers, and ask who "
        "would take part or tell those they know.\n"
        "What often helps people to join: "
    )
    for words in ("To:", "introduction, ", "Why you", "What we asked before"):
        assert words not in brief


def test_asks_by_another_are_told_as_theirs() -> None:
    day = date(2026, 3, 2)
    asks = EarlierAsks(to="Overgate Hospice", asks=2, answered=1, passed_on=0, latest=day)
    assert asks.words("Hub") == (
        "Hub asked Overgate Hospice twice, last on 2 March 2026, and they did not pass it on"
    )


@settings(max_examples=some_of(80, usual=25), suppress_health_check=list(HealthCheck))
@given(town=maps())
def test_what_was_asked_before_is_counted_off_the_asks(town: rm.StakeholderMap) -> None:
    now = Snapshot.of(town)
    bodies = [*town.organisations, *town.workers, *town.champions, *town.channels, *town.venues]
    for from_ in (*town.organisations, *town.workers):
        for to in bodies:
            mine = [a for a in town.asks if (a.from_, a.to) == (from_.id, to.id)]
            mine = [a for a in mine if a.date <= AS_OF]
            answers = [a.outcome for a in mine if a.group is not None or a.activity is None]
            before = earlier_asks(now, from_.id, to.id)
            assert (before is None) == (not mine)
            if before:
                assert (before.to, before.asks) == (to.name, len(mine))
                assert before.latest == max(a.date for a in mine)
                assert before.passed_on == answers.count("passed-on")
                scored = {"passed-on", "declined", "no-answer"}
                assert before.answered == sum(each in scored for each in answers)
            where = to.organisation if isinstance(to, rm.KeyWorker) else None
            other = where and where != from_.id
            expected = earlier_asks(now, from_.id, where) if where and other else None
            assert asks_to_employer(now, from_.id, to) == expected


def test_a_group_asked_about_too_often_rests_on_its_own_routes_as_in_burden() -> None:
    desk = rm.demo()
    resting = {row.node: row.free_on for row in desk.burden().over_asked("group")}
    assert resting
    for group, until in resting.items():
        routes = desk.routes(group).routes
        assert routes
        for route in routes:
            assert [rest.until for rest in route.rests if rest.node == group] == [until]
    others = [row for row in desk.routes_to_all().routes if row.group not in resting]
    assert not any(rest.node == row.group for row in others for rest in row.rests)
