"""Types of link: what they join, and that each has its words."""

from typing import get_args

import pytest

from reachmap.model.assumptions import Assumptions
from reachmap.model.links import INTO_GROUPS, LINK_TYPES, TypeName
from reachmap.model.nodes import NODE_KINDS

IN_ROUTES = [name for name, spec in LINK_TYPES.items() if spec.in_routes]


def spoken(text: str) -> str:
    return text.format(from_="Hub", to="Carers")


def test_link_types_join_known_kinds_and_derived_ones_are_those_of_the_contract() -> None:
    for spec in LINK_TYPES.values():
        assert {*spec.tails, *spec.heads} <= {*NODE_KINDS}
    derived = {name for name, spec in LINK_TYPES.items() if spec.derived}
    assert derived == {"EMPLOYS", "SUPPORTS", "RUNS", "BELONGS_TO", "PART_OF"}
    assert [name for name, spec in LINK_TYPES.items() if not spec.in_routes] == ["PART_OF"]


def test_every_type_that_a_cell_may_name_is_declared_once() -> None:
    assert get_args(TypeName) == tuple(LINK_TYPES)


@pytest.mark.parametrize("name", IN_ROUTES)
def test_every_type_of_a_route_has_its_words_and_its_usual_chance(name: str) -> None:
    spec = LINK_TYPES[name]
    assert "Hub" in spoken(spec.later_step)
    assert spec.why_you
    assert Assumptions().items()[f"chance.{name}"] == spec.usual_chance


def test_a_first_step_names_the_one_to_ask() -> None:
    for name in IN_ROUTES:
        if "organisation" in LINK_TYPES[name].tails:
            assert "Carers" in spoken(LINK_TYPES[name].first_step)


@pytest.mark.parametrize("name", ["KNOWS", "USES", *INTO_GROUPS.values()])
def test_every_relationship_that_can_be_made_says_how(name: str) -> None:
    assert "Carers" in spoken(LINK_TYPES[name].making)
