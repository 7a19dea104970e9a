"""Contact: the review and change call the same relationships cold."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

import reachmap as rm
from builders import AS_OF, came, desk, heads
from reachmap.analysis.contact import Contact, last_contacts
from reachmap.analysis.snapshot import Snapshot
from reachmap.model.derived import all_links
from reachmap.model.links import LINK_TYPES
from strategies import made_up

LONG_AGO, LATER = AS_OF - timedelta(400), AS_OF + timedelta(3)
BODIES: dict[str, Any] = {
    "organisations": [
        rm.Organisation(id="team", name="Engagement team", team=True),
        rm.Organisation(id="hub", name="Hub"),
    ],
    "workers": [rm.KeyWorker(id="worker", name="Key worker", organisation="hub")],
    "groups": [
        rm.Group(id="carers", name="Carers"),
        rm.Group(id="young", name="Young carers", part_of=("carers",)),
    ],
    "attendance": came(),
    "turnout": heads(),
}


def ask(from_: str, to: str, day: date = LONG_AGO) -> rm.Ledger[rm.Ask]:
    return rm.Ledger.of(rm.Ask, [rm.Ask(date=day, from_=from_, to=to)])


def known(**fields: Any) -> rm.Link:
    usual = {"from_": "team", "type": "KNOWS", "to": "hub"}
    return rm.Link.model_validate(usual | fields)


def sitting(**fields: Any) -> rm.Activity:
    return rm.Activity.model_validate({"id": "sitting", "name": "Sitting", "date": AS_OF} | fields)


AT_THE_HALL: dict[str, Any] = {
    "venues": [rm.Venue(id="hall", name="Hall")],
    "links": [known(type="USES", to="hall", last_contact=LONG_AGO)],
}

MAPS: dict[str, tuple[dict[str, Any], list[str]]] = {
    "an ask within a body, which no row of links repeats": (
        {"asks": ask("hub", "worker")},
        ["worker"],
    ),
    "a contact after the day, and an old ask": (
        {"links": [known(last_contact=LATER)], "asks": ask("team", "hub")},
        [],
    ),
    "a group that is part of another": (
        {"links": [known(from_="young", type="PART_OF", to="carers", last_contact=LONG_AGO)]},
        [],
    ),
    "two sources, of which one knows of a later contact": (
        {"links": [known(last_contact=day, source=str(day)) for day in (LONG_AGO, AS_OF)]},
        [],
    ),
    "a contact long ago": ({"links": [known(last_contact=LONG_AGO)]}, ["hub"]),
    "a link of which nothing is known": ({"links": [known()]}, []),
    "the team sat at the venue since": (
        {**AT_THE_HALL, "activities": [sitting(run_by="team", venue="hall")]},
        [],
    ),
    "a sitting at the venue that no row says who ran": (
        {**AT_THE_HALL, "activities": [sitting(venue="hall")]},
        [],
    ),
    "another body sat at the venue, and may have done so without either": (
        {
            "venues": [rm.Venue(id="hall", name="Hall")],
            "links": [
                known(from_="worker", last_contact=LONG_AGO),
                known(from_="hub", type="USES", to="hall", last_contact=LONG_AGO),
            ],
            "activities": [sitting(run_by="team", venue="hall")],
        },
        ["hall", "hub"],
    ),
    "another team sat at the venue": (
        {
            **AT_THE_HALL,
            "organisations": [
                *BODIES["organisations"],
                rm.Organisation(id="second", name="Second team", team=True),
            ],
            "activities": [sitting(run_by="second", venue="hall")],
        },
        ["hall"],
    ),
    "the other end ran an activity since": (
        {"links": [known(last_contact=LONG_AGO)], "activities": [sitting(run_by="hub")]},
        [],
    ),
    "the other end runs the channel of a sitting since": (
        {
            "links": [
                known(last_contact=LONG_AGO),
                known(type="KNOWS", to="forum", last_contact=LONG_AGO),
            ],
            "channels": [rm.Channel(id="forum", name="Forum", run_by="hub")],
            "activities": [sitting(channel="forum")],
        },
        [],
    ),
    "the other end ran one long ago, and will again": (
        {
            "links": [known(last_contact=LONG_AGO - timedelta(9))],
            "activities": [
                sitting(run_by="hub", date=LONG_AGO),
                sitting(run_by="hub", date=LATER, id="later"),
                sitting(run_by="hub", date=None, id="undated"),
            ],
        },
        ["hub"],
    ),
    "an old activity alone": (
        {"links": [known()], "activities": [sitting(run_by="hub", date=LONG_AGO)]},
        [],
    ),
}


@pytest.mark.parametrize(("tables", "cold"), MAPS.values(), ids=MAPS)
def test_review_and_change_call_the_same_relationships_cold(
    tables: dict[str, Any], cold: list[str]
) -> None:
    town = desk(**(BODIES | tables))
    reviewed = [row.subject for row in town.review().findings if row.rule == "gone-cold"]
    changed = [row.subject.split(" › ")[1] for row in town.change().cold]
    assert (reviewed, changed) == (cold, cold)


def test_the_day_told_is_that_of_the_latest_contact_of_any_kind() -> None:
    ran = sitting(run_by="hub", date=LONG_AGO)
    town = desk(**BODIES, links=[known(last_contact=LONG_AGO - timedelta(90))], activities=[ran])
    (row,) = town.change().cold
    assert (row.name, row.now) == ("Engagement team and Hub", 400)
    (finding,) = [row for row in town.review().findings if row.rule == "gone-cold"]
    assert finding.finding == (
        "Hub: the last contact on record with Engagement team was on 24 February 2025."
    )


def test_an_activity_lifts_no_chance() -> None:
    old, ran = known(last_contact=LONG_AGO), sitting(run_by="hub")
    trusted = rm.Link(from_="hub", type="TRUSTED_BY", to="carers")
    maps = [desk(**BODIES, links=[old, trusted], activities=each) for each in ([], [ran])]
    quiet, busy = (town.routes("carers").routes[0].chance for town in maps)
    assert quiet == busy


def test_nobody_met_this_year_is_called_cold_in_the_small_town() -> None:
    # The college ran a conversation in February, and the panel sat at the library in March.
    town = rm.read("examples/small_town")
    assert town.change().cold == ()
    assert "gone-cold" not in {row.rule for row in town.review().findings}


def slow_contacts(town: rm.StakeholderMap, day: date) -> dict[tuple[str, str], Contact]:
    """Go through every link and ask of a map whose activities have no day."""
    contacts: dict[tuple[str, str], Contact] = {}
    for link in all_links(town.outline()):
        pair = (link.from_, link.to)
        asks = [a.date for a in town.asks if (a.from_, a.to) == pair and a.date <= day]
        before = contacts.get(pair)
        days = [*asks, *([link.last_contact] if link.last_contact else [])]
        days += [before.day] if before else []
        if LINK_TYPES[link.type].in_routes and days:
            contacts[pair] = Contact(max(days), link.owner or (before.owner if before else None))
    return contacts


@pytest.mark.parametrize("seed", range(20))
def test_last_contacts_are_those_that_every_link_and_ask_gives(seed: int) -> None:
    town = made_up(seed, rich=seed % 2 == 0)
    undated = [each.model_copy(update={"date": None}) for each in town.activities]
    apart = replace(town, activities=undated)
    day = apart.about.day()
    assert [*last_contacts(Snapshot.of(apart), day).items()] == [*slow_contacts(apart, day).items()]
