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

FILES = ("methods.csv", "supports.csv", "taxonomy.csv")

UNKIND = (
    r"addicts?\b",
    r"bme\b",
    "disengaged",
    "hard to (find|reach)",
    "handicap",
    "illegal",
    "immobile",
    "invisible",
    "non compliant",
    "obese",
    "refusers?",
    "suffer",
    r"the (deaf|disabled|elderly|homeless|mentally ill)\b",
    "usual (suspects|voices)",
    "vulnerable",
    "wheelchair bound",
)

AMERICAN = (
    "analyz",
    "behavior",
    "center",
    "color",
    "favor",
    r"fulfill\b",
    r"gray\b",
    r"labor\b",
    r"mom\b",
    "neighbor",
    "organiz",
    "pediatric",
    r"program\b",
    "recogniz",
    "specializ",
    r"travel(er|ing)\b",
)

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
    assert (kinds.count("group"), kinds.count("method")) == (75, 51)
    assert len({line["said"] for line in SEED}) == len(SEED)


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
    assert excluded == barriers


def test_postal_and_online_surveys_are_told_apart() -> None:
    methods = {method.code: method for method in standard_methods()}
    assert "digital" in methods["online-survey"].excludes
    assert "digital" not in methods["postal-survey"].excludes
    assert (methods["postal-survey"].response or 0) >= 0.5


def test_every_figure_says_where_it_comes_from() -> None:
    assert all(method.source for method in standard_methods())
    assert all(support.source for support in standard_supports())


def within(value: float | None, low: float, high: float) -> bool:
    """Return whether a number is given and lies between two others."""
    return value is not None and low <= value <= high


def test_figures_are_within_reason() -> None:
    for method in standard_methods():
        assert within(method.notice_days, 0, 120), method.code
        assert within(method.cost, 0, 2_000), method.code
        assert within(method.staff_hours, 1, 80), method.code
        assert within(method.people, 1, 500), method.code
        assert method.response is None or within(method.response, 0.01, 1), method.code
    for support in standard_supports():
        assert within(support.cost_per_person, 0, 100), support.code
        assert within(support.fixed_cost, 0, 300), support.code
        assert within(support.staff_hours, 0, 40), support.code
        assert within(support.lead_days, 0, 42), support.code


def test_addiction_is_not_marked_a_disability() -> None:
    """The Equality Act 2010 (Disability) Regulations 2010 leave addiction out."""
    codes = {term.code: term.characteristic for term in standard_taxonomy()}
    assert codes["addictions"] == ()
    assert "disability" in codes["learning-disabilities"]


@pytest.mark.parametrize("file", FILES)
def test_cells_are_tidy(file: str) -> None:
    raw = files("reachmap.data").joinpath(file).read_bytes()
    assert b"\r" not in raw
    assert raw.endswith(b"\n")
    for row in csv.DictReader(raw.decode("utf-8").splitlines()):
        for column, cell in row.items():
            assert cell == cell.strip(), (row["code"], column)
            parts = cell.split(";")
            if column in {"families", "characteristic", "excludes", "lifts"}:
                assert parts == sorted(set(parts)), (row["code"], column)
        assert row["description"].endswith("."), row["code"]


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("word", UNKIND)
def test_no_word_is_unkind(file: str, word: str) -> None:
    assert not re.search(rf"\b{word}", words_of(file)), word


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("word", AMERICAN)
def test_spelling_is_british(file: str, word: str) -> None:
    assert not re.search(rf"\b{word}", words_of(file)), word


def words_of(file: str) -> str:
    """Return a table's text in small letters, hyphens opened."""
    text = files("reachmap.data").joinpath(file).read_text(encoding="utf-8")
    return text.casefold().replace("-", " ")
