"""The vocabularies: nothing that staff named on the day is lost, and words are kind."""

import csv
import re
from importlib.resources import files
from pathlib import Path
from typing import get_args

import pytest

from reachmap.model.nodes import Barrier
from reachmap.model.vocabulary import (
    CHARACTERISTICS,
    Entry,
    standard_methods,
    standard_supports,
    standard_taxonomy,
)

with Path(__file__).with_name("seed.csv").open(encoding="utf-8", newline="") as listed:
    SEED = list(csv.DictReader(listed))

TABLES: dict[str, tuple[Entry, ...]] = {
    "taxonomy": standard_taxonomy(),
    "methods": standard_methods(),
    "supports": standard_supports(),
}


@pytest.mark.parametrize("line", SEED, ids=[line["said"] for line in SEED])
def test_what_staff_named_is_there(line: dict[str, str]) -> None:
    table = "taxonomy" if line["kind"] == "group" else "methods"
    assert set(line["codes"].split(";")) <= {entry.code for entry in TABLES[table]}


def test_the_list_of_the_day_is_whole() -> None:
    kinds = [line["kind"] for line in SEED]
    assert (kinds.count("group"), kinds.count("method")) == (75, 35)


@pytest.mark.parametrize("name", TABLES)
def test_codes_are_sorted_and_each_its_own(name: str) -> None:
    codes = [entry.code for entry in TABLES[name]]
    assert codes == sorted(set(codes))
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code) for code in codes)
    assert all(entry.description for entry in TABLES[name])


def test_every_protected_characteristic_has_a_group() -> None:
    marked = {mark for term in standard_taxonomy() for mark in term.characteristic}
    assert marked == set(CHARACTERISTICS)
    assert len(CHARACTERISTICS) == 9
    codes = {term.code: term.characteristic for term in standard_taxonomy()}
    assert "religion-or-belief" in codes["faith-communities"]
    assert "gender-reassignment" in codes["trans-people"]


def test_every_term_sits_in_a_family_and_the_hidden_have_a_question() -> None:
    for term in standard_taxonomy():
        assert term.families, term.code
        assert term.hidden == bool(term.finding_question), term.code


def test_every_barrier_keeps_people_out_of_something_and_can_be_lifted() -> None:
    barriers = set(get_args(Barrier))
    excluded = {barrier for method in standard_methods() for barrier in method.excludes}
    lifted = {barrier for support in standard_supports() for barrier in support.lifts}
    assert lifted == barriers
    assert barriers - excluded == {"cost", "stigma"}


def test_postal_and_online_surveys_are_told_apart() -> None:
    methods = {method.code: method for method in standard_methods()}
    assert "digital" in methods["online-survey"].excludes
    assert "digital" not in methods["postal-survey"].excludes
    assert (methods["postal-survey"].response or 0) >= 0.5


def test_every_figure_says_where_it_comes_from() -> None:
    assert all(method.source for method in standard_methods())
    assert all(support.source for support in standard_supports())


def test_no_word_is_unkind() -> None:
    for name in ("taxonomy.csv", "methods.csv", "supports.csv"):
        text = files("reachmap.data").joinpath(name).read_text(encoding="utf-8").casefold()
        for word in ("hard to reach", "usual suspects", "disengaged", "obese", "addict ", "suffer"):
            assert word not in text, (name, word)
