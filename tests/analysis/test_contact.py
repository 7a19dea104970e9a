"""Contact: the review and change call the same relationships cold."""

from datetime import date, timedelta
from typing import Any

import pytest

import reachmap as rm
from builders import AS_OF, came, desk, heads

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
}


@pytest.mark.parametrize(("tables", "cold"), MAPS.values(), ids=MAPS)
def test_review_and_change_call_the_same_relationships_cold(
    tables: dict[str, Any], cold: list[str]
) -> None:
    town = desk(**(BODIES | tables))
    reviewed = [row.subject for row in town.review().findings if row.rule == "gone-cold"]
    changed = [row.subject.split(" › ")[1] for row in town.change().cold]
    assert (reviewed, changed) == (cold, cold)
