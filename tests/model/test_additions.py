"""Rows added to a map, and links that tell of a contact."""

from datetime import date
from typing import Any

import pytest

import reachmap as rm
from builders import AS_OF, town
from reachmap.model.additions import changes_of, traces_of, with_additions, without_voice
from reachmap.model.columns import warnings_of
from reachmap.model.contacting import contact_links
from reachmap.model.content import Content

LATER, EARLIER = date(2026, 3, 30), date(2026, 1, 2)


def people() -> rm.StakeholderMap:
    """Return a map on which the team employs, uses, knows, and is known by."""
    return town(
        organisations=[
            rm.Organisation(id="team", name="Team", team=True),
            rm.Organisation(id="hub", name="Hub"),
            rm.Organisation(id="club", name="Club"),
            rm.Organisation(id="new", name="New"),
        ],
        workers=[rm.KeyWorker(id="officer", name="Officer", organisation="team")],
        venues=[rm.Venue(id="hall", name="Hall"), rm.Venue(id="barn", name="Barn")],
        links=[
            a_link("team", "KNOWS", "hub", last_contact=EARLIER, source="a", owner="us"),
            a_link("team", "KNOWS", "hub", last_contact=AS_OF, source="b"),
            a_link("club", "KNOWS", "team", both_ways=True),
            a_link("team", "USES", "hall", days=3),
        ],
    )


def a_link(from_: str, type_: str, to: str, **fields: object) -> rm.Link:
    """Return a link."""
    return rm.Link.model_validate({"from": from_, "type": type_, "to": to, **fields})


@pytest.mark.parametrize(
    ("who", "told", "fresh"),
    [
        (
            "hub",
            [
                a_link("team", "KNOWS", "hub", last_contact=LATER, source="a", owner="us", trust=4),
                a_link("team", "KNOWS", "hub", last_contact=AS_OF, source="b", trust=4),
            ],
            False,
        ),
        ("club", [a_link("club", "KNOWS", "team", both_ways=True, trust=4)], False),
        ("hall", [a_link("team", "USES", "hall", days=3, trust=4)], False),
        ("officer", [a_link("team", "EMPLOYS", "officer", trust=4)], False),
        ("forum", [a_link("team", "RUNS", "forum", trust=4)], False),
        ("barn", [a_link("team", "USES", "barn", trust=4)], True),
        ("new", [a_link("team", "KNOWS", "new", trust=4)], True),
    ],
)
def test_a_contact_is_told_on_what_joins_the_two(
    who: str,
    told: list[rm.Link],
    fresh: bool,  # noqa: FBT001  a column of the table above
) -> None:
    wanted = [
        link if link.last_contact else link.model_copy(update={"last_contact": LATER})
        for link in told
    ]
    links, new = contact_links(people(), "team", who, on=LATER, trust=4)
    assert (list(links), new) == (wanted, fresh)
    after = with_additions(people(), changes_of(links))
    assert set(links) <= set(after.links)
    added = len(after.links) - len(people().links)
    assert added == sum(link.key not in {x.key for x in people().links} for link in links)


def test_vocabularies_do_not_grow() -> None:
    with pytest.raises(rm.InvalidMap, match="methods takes no rows while a map is in use"):
        with_additions(town(), {"methods": {"code": ["a"], "name": ["A"]}})


def test_all_that_does_not_fit_is_told_at_once() -> None:
    changes: dict[str, dict[str, list[Any]]] = {
        "asks": {"date": [AS_OF], "from_": ["team"], "to": ["v1"], "outcome": ["perhaps"]},
        "attendance": {"voice": ["v1"], "activity": ["spring"], "speaking": ["loudly"]},
    }
    with pytest.raises(rm.InvalidMap) as caught:
        with_additions(town(), changes)
    assert [issue.file for issue in caught.value.issues] == ["asks", "attendance"]


def test_a_voice_goes_with_every_row_that_names_it() -> None:
    held = town(
        links=[a_link("v1", "BELONGS_TO", "carers", notes="says so")],
        asks=rm.Ledger.of(
            rm.Ask, [rm.Ask.model_validate({"date": AS_OF, "from": "team", "to": "v1"})]
        ),
    )
    traces = traces_of(held, "v1")
    assert {table: len(rows) for table, rows in traces.items()} == {
        "voices": 1,
        "links": 1,
        "attendance": 2,
        "asks": 1,
    }
    after = without_voice(held, "v1")
    assert traces_of(after, "v1") == {}
    gone = sum(held.sizes().values()) - sum(after.sizes().values())
    assert gone == sum(len(rows) for rows in traces.values())
    assert traces_of(Content(), "v1") == {}
    with pytest.raises(rm.UnknownNode, match="no single voice goes by 'v1'"):
        without_voice(after, "v1")


def test_what_is_worth_a_second_look_is_located_by_its_key() -> None:
    groups = [rm.Group(id="carers", name="A"), rm.Group(id="Carers", name="B")]
    found = warnings_of(town(groups=[*town().groups, groups[1]]))
    assert [(issue.severity, issue.file) for issue in found] == [("warning", "groups")]
    assert str(found[0]).startswith("groups, column id: carers: 'carers' looks like 'Carers'")
