"""The map: sorted, found by name, outlined, with its derived links."""

from datetime import date

import pytest

from reachmap.errors import UnknownNode
from reachmap.model.about import About
from reachmap.model.derived import all_links, derived_links
from reachmap.model.ledger import Ledger
from reachmap.model.links import Link
from reachmap.model.nodes import (
    Champion,
    Channel,
    Group,
    KeyWorker,
    Organisation,
    Voice,
)
from reachmap.model.records import Ask
from reachmap.model.stakeholders import StakeholderMap
from reachmap.model.vocabulary import Method, TaxonomyTerm

TEAM = Organisation(id="team", name="Engagement team", team=True)


@pytest.fixture
def town() -> StakeholderMap:
    """Return a map with one link of every derived type."""
    return StakeholderMap(
        organisations=(TEAM, Organisation(id="hub", name="Carers' Hub")),
        workers=(KeyWorker(id="officer", name="Liaison officer", organisation="hub"),),
        champions=(Champion(id="peer", name="Peer", groups=("carers",), supported_by="officer"),),
        channels=(Channel(id="forum", name="Forum", run_by="hub"),),
        groups=(
            Group(id="young", name="Young carers", part_of=("carers",)),
            Group(id="carers", name="Carers"),
        ),
        voices=(Voice(id="v1", name="v1", groups=("young",)),),
        links=(
            Link(from_="v1", type="BELONGS_TO", to="young", trust=2),
            Link(from_="hub", type="EMPLOYS", to="officer", trust=5),
            Link(from_="team", type="KNOWS", to="hub"),
        ),
        asks=Ledger.of(Ask, [Ask(date=date(2026, 1, 1), from_="team", to="hub")]),
    )


def test_rows_in_another_order_make_the_same_map(town: StakeholderMap) -> None:
    tables = {
        name: tuple(reversed(rows)) if isinstance(rows, tuple) else rows
        for name, rows in town.as_tables().items()
    }
    assert StakeholderMap(**tables) == town  # type: ignore[arg-type]  # by table name
    assert [group.id for group in town.groups] == ["carers", "young"]


def test_links_follow_from_the_fields_of_records(town: StakeholderMap) -> None:
    assert set(derived_links(town)) == {
        ("hub", "EMPLOYS", "officer"),
        ("officer", "SUPPORTS", "peer"),
        ("peer", "BELONGS_TO", "carers"),
        ("hub", "RUNS", "forum"),
        ("young", "PART_OF", "carers"),
        ("v1", "BELONGS_TO", "young"),
    }


def test_an_annotated_link_is_given_once_with_its_annotation(town: StakeholderMap) -> None:
    employs = [link for link in all_links(town) if link.type == "EMPLOYS"]
    assert [link.trust for link in employs] == [5]
    assert len(list(all_links(town))) == 7


def test_the_outline_leaves_out_voices_and_what_grows(town: StakeholderMap) -> None:
    outline = town.outline()
    assert (outline.voices, len(outline.asks), len(outline.links)) == ((), 0, 2)
    assert outline.groups == town.groups


@pytest.mark.parametrize("name", ["hub", "Carers' Hub", " carers' hub "])
def test_a_node_goes_by_its_id_or_its_name(town: StakeholderMap, name: str) -> None:
    assert town.find(name) == "hub"


def test_an_unknown_name_brings_the_nearest(town: StakeholderMap) -> None:
    with pytest.raises(UnknownNode) as caught:
        town.find("Yung carers", kinds=("group",))
    assert caught.value.nearest[0] == "Young carers"
    assert "no single group goes by 'Yung carers'; the nearest: 'Young carers'" in str(caught.value)


def test_a_name_that_two_share_is_refused_and_both_named() -> None:
    town = StakeholderMap(
        organisations=(TEAM,), groups=(Group(id="a", name="Carers"), Group(id="b", name="carers"))
    )
    with pytest.raises(UnknownNode) as caught:
        town.find("Carers")
    assert caught.value.nearest == ("a", "b")


def test_a_node_of_another_kind_is_not_found(town: StakeholderMap) -> None:
    with pytest.raises(UnknownNode):
        town.find("hub", kinds=("group",))
    with pytest.raises(UnknownNode):
        town.node("nobody")
    assert town.node("hub").name == "Carers' Hub"


def test_a_map_adds_to_the_vocabularies_and_changes_them() -> None:
    town = StakeholderMap(
        organisations=(TEAM,),
        methods=(
            Method(code="tea-party", name="Tea party"),
            Method(code="focus-group", name="Ours"),
        ),
        taxonomy=(TaxonomyTerm(code="night-workers", name="Night workers"),),
        groups=(Group(id="nights", name="Nights", category="night-workers"),),
    )
    assert town.method_table["tea-party"].name == "Tea party"
    assert town.method_table["focus-group"].name == "Ours"
    assert "night-workers" in town.taxonomy_table
    assert "interpreter" in town.support_table
    assert town.teams == ("team",)


def test_the_day_is_the_one_asked_for_then_the_maps_then_today() -> None:
    day = date(2026, 3, 31)
    assert About(as_of=day).day() == day
    assert About(as_of=day).day(as_of=date(2020, 1, 1)) == date(2020, 1, 1)
    assert About().day() == date.today()  # noqa: DTZ011  a planner's own day
