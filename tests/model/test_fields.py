"""Ids, texts and the marks that fields carry."""

import pytest
from pydantic import ValidationError

from reachmap.model.fields import field_class, guarded
from reachmap.model.nodes import NODE_KINDS, Group
from reachmap.model.tables import TABLES
from reachmap.model.texts import slug


@pytest.mark.parametrize("bad", ["", "  ", "a\u200bb", "a\u202eb", "a;b", "a\nb", "a\x00"])
def test_an_id_refuses_what_nobody_can_see_or_part(bad: str) -> None:
    with pytest.raises(ValidationError):
        Group(id=bad, name="Carers")


def test_an_id_is_trimmed_and_put_in_one_unicode_form() -> None:
    assert Group(id=" cafe\u0301 ", name="Café").id == "caf\u00e9"


def test_text_keeps_its_lines_and_ends_them_one_way() -> None:
    assert Group(id="a", name="A", notes=" one\r\ntwo\rthree ").notes == "one\ntwo\nthree"


def test_sets_are_sorted_and_hold_each_item_once() -> None:
    assert Group(id="a", name="A", languages=("pl", "ar", "pl")).languages == ("ar", "pl")


@pytest.mark.parametrize("wrong", [True, "7", 7.5, -1, 10**13])
def test_a_population_is_a_whole_number_and_nothing_like_it(wrong: object) -> None:
    with pytest.raises(ValidationError):
        Group.model_validate({"id": "a", "name": "A", "population": wrong})


def test_records_are_frozen_and_take_no_unknown_field() -> None:
    group = Group(id="a", name="A")
    with pytest.raises(ValidationError):
        group.name = "B"  # type: ignore[misc]  # that it cannot be done is the test
    with pytest.raises(ValidationError):
        Group.model_validate({"id": "a", "name": "A", "colour": "red"})


@pytest.mark.parametrize("table", TABLES)
def test_every_field_of_every_table_has_a_class_and_a_description(table: str) -> None:
    for name, field in TABLES[table].record.model_fields.items():
        assert field_class(field) is not None, name
        assert field.description, name


def test_node_kinds_are_those_of_the_contract() -> None:
    assert list(NODE_KINDS) == [
        "group",
        "organisation",
        "worker",
        "champion",
        "channel",
        "venue",
        "activity",
        "voice",
    ]


@pytest.mark.parametrize(
    ("name", "made"),
    [("Carers' Hub", "carers-hub"), ("  Café — São ", "café-são"), ("16–25s", "16-25s")],
)
def test_a_blank_id_is_made_from_the_name(name: str, made: str) -> None:
    assert slug(name) == made


@pytest.mark.parametrize("text", ["=1+1", "+44", "-5", "@x", "\tx", "\rx", "'quoted"])
def test_text_like_a_formula_is_guarded(text: str) -> None:
    assert guarded(text) == "'" + text
    assert guarded("plain " + text) == "plain " + text
