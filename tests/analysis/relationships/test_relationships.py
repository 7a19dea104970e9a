"""What is known of each relationship: the same as on routes, and nothing that is not recorded."""

from datetime import date

import pytest

import reachmap as rm
from reachmap.analysis.contact import last_contacts
from reachmap.analysis.relationships import question
from reachmap.analysis.relationships.question import relationships_in
from reachmap.analysis.relationships.rows import Relationship
from reachmap.analysis.relationships.words import words_of_last_day, words_of_relationship
from reachmap.analysis.routes.search import route_search
from reachmap.analysis.snapshot import Snapshot
from reachmap.model.derived import all_links
from reachmap.model.links import LINK_TYPES

DAY = date(2026, 3, 1)


def rows_of(desk: rm.ReachMap) -> dict[tuple[str | None, str | None], Relationship]:
    """Return what is known of each relationship of a map by its ends."""
    found = relationships_in(route_search(Snapshot(desk.store)))
    return {(row.from_, row.to): row for row in found}


def test_every_step_of_every_route_is_known_in_the_same_words() -> None:
    desk = rm.demo()
    rows, contacts = rows_of(desk), last_contacts(Snapshot(desk.store), Snapshot(desk.store).day)
    steps = [step for route in desk.routes_to_all().routes for step in route.steps]
    assert len(steps) > 50
    for step in steps:
        row = rows[step.from_, step.to]
        assert (row.owner, row.how_known) == (step.owner, step.how_known)
        contact = contacts.get((step.from_ or "", step.to or ""))
        assert row.last_contact == (contact.day if contact else None)


def test_every_link_that_a_route_may_take_is_there_with_the_trust_of_every_source() -> None:
    desk = rm.demo()
    rows = rows_of(desk)
    trust: dict[tuple[str, str], set[int]] = {}
    for link in all_links(desk.stakeholders):
        if LINK_TYPES[link.type].in_routes and link.from_ != "voice":
            ways = [(link.from_, link.to), *([(link.to, link.from_)] if link.both_ways else [])]
            for way in ways:
                trust.setdefault(way, set()).update({link.trust} if link.trust else ())
    known = {pair: set(row.trust) for pair, row in rows.items()}
    voices = {voice.id for voice in desk.stakeholders.voices}
    assert known == {pair: levels for pair, levels in trust.items() if pair[0] not in voices}


def test_a_large_network_tells_of_the_team_and_of_the_best_routes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    desk = rm.demo()
    whole = rows_of(desk)
    monkeypatch.setattr(question, "MOST", 10)
    some = rows_of(desk)
    best = {(step.from_, step.to) for route in desk.routes_to_all().routes for step in route.steps}
    assert best <= set(some) < set(whole)
    assert all(whole[pair] == row for pair, row in some.items())


def test_what_is_not_recorded_is_said_as_such() -> None:
    bare = rm.StakeholderMap(
        organisations=[rm.Organisation(id="team", name="Team", team=True)],
        groups=[rm.Group(id="carers", name="Carers")],
        links=[rm.Link(from_="team", type="TRUSTED_BY", to="carers")],
    )
    (row,) = rows_of(rm.ReachMap.of(bare)).values()
    assert words_of_relationship(row)[:3] == (
        "Trust: not recorded.",
        "Last in touch: not recorded.",
        "Held by: not recorded.",
    )


def test_what_is_recorded_is_said_with_its_source() -> None:
    row = Relationship(trust=(4,), last_contact=DAY, owner="Carers lead", how_known="on record")
    assert words_of_relationship(row) == (
        "Trust: 4 of 5, staff judgement.",
        "Last in touch: 1 March 2026.",
        "Held by: Carers lead.",
        "How we know: on record.",
    )
    assert words_of_last_day(None) == ""
    assert words_of_last_day(DAY) == "In the role to 1 March 2026."
