"""What is wrong is said at the first run: no fault waits behind another, or follows from it."""

import csv
import shutil
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import reachmap as rm
from reachmap.errors import Issue
from reachmap.io import read_source
from reachmap.io.tables.cells import parser_of
from reachmap.io.tables.examples import example_rows
from reachmap.io.tables.headings import CONTACT_FIELDS, CONTACTS, fields_of
from reachmap.io.tables.problems import CellError
from reachmap.model.fields import Record
from reachmap.model.tables import TABLES
from usual_mistakes import DAY, Change, filled_template

EXAMPLES = Path(rm.__file__).parent / "data" / "template"
ODD = "\u00a7"
"""What no number, day, choice or yes and no can be."""


def issues_of(path: Path) -> tuple[list[Issue], list[Issue]]:
    """Return what is to mend, and what else is said."""
    try:
        return [], [*read_source(path).warnings]
    except rm.InvalidMap as error:
        return [*error.issues], [*error.warnings]


def faults_of(path: Path, *changes: Change) -> tuple[list[str], list[str]]:
    """Return what is to mend of the filled template with some changes, and probable slips."""
    filled_template(path, changes)
    issues, warnings = issues_of(path)
    return [str(each) for each in issues], [str(w) for w in warnings if w.kind == "slip"]


def test_a_bad_judgement_of_a_contact_hides_nothing_else_of_it(tmp_path: Path) -> None:
    path = tmp_path / "map.xlsx"
    errors, slips = faults_of(
        path,
        ("contacts", "A7", "Deaf Clubb"),
        ("contacts", "D7", "High"),
        ("contacts", "E6", DAY(2026, 9, 2)),
        ("contacts", "D6", "very good"),
        *(("contacts", f"{column}8", text) for column, text in zip("ABC", CHAIR, strict=True)),
    )
    assert [("'High'" in e, "'very good'" in e) for e in errors] == [(False, True), (True, False)]
    assert ["2026-09-02 is after" in slips[0], "'Deaf Clubb' in row 7" in slips[1]] == [True, True]


CHAIR = ("Deaf Club", "chair", "Deaf people")


def test_a_bad_cell_of_an_activity_hides_no_slip_of_its_year(tmp_path: Path) -> None:
    errors, slips = faults_of(
        tmp_path / "map.xlsx",
        ("activities", "B6", DAY(2062, 11, 25)),
        ("activities", "C6", "chat"),
    )
    assert (len(errors), len(slips)) == (1, 1)
    assert "2062-11-25 is years after" in slips[0]


def test_a_column_that_is_missing_hides_no_name_that_nobody_knows(tmp_path: Path) -> None:
    errors, _ = faults_of(
        tmp_path / "map.xlsx", ("activities", "A1", "What"), ("activities", "D3", "Focus grp")
    )
    assert len(errors) == 2
    assert "no method 'Focus grp'" in errors[1]


def test_a_blank_activity_of_a_head_count_hides_no_group_that_nobody_knows(tmp_path: Path) -> None:
    errors, _ = faults_of(
        tmp_path / "map.xlsx", ("turnout", "A3", None), ("turnout", "B3", "Unpaid carer")
    )
    assert ["is blank" in errors[0], "no group 'Unpaid carer'" in errors[1]] == [True, True]


def test_contacts_without_their_column_are_one_fault(tmp_path: Path) -> None:
    errors, _ = faults_of(tmp_path / "map.xlsx", ("contacts", "A1", "Who"))
    assert len(errors) == 1
    assert "the column 'organisation' is missing" in errors[0]


def test_a_heading_typed_over_does_not_make_the_example_one_that_was_changed(
    tmp_path: Path,
) -> None:
    path = tmp_path / "map.xlsx"
    faults_of(path, ("groups", "C1", "How many"))
    issues, warnings = issues_of(path)
    assert not [each for each in (*issues, *warnings) if "(example)" in str(each)]


@pytest.mark.parametrize("sheet", ["about", "groups", "contacts"])
def test_a_sheet_under_a_name_near_its_own_is_one_fault(tmp_path: Path, sheet: str) -> None:
    path = tmp_path / "map.xlsx"
    filled_template(path)
    book: Any = openpyxl.load_workbook(path)
    book[sheet].title = f"{sheet}z"
    book.save(path)
    issues, _ = issues_of(path)
    assert [f"Did you mean '{sheet}'?" in each.remedy for each in issues] == [True]


def test_a_name_that_is_there_twice_is_a_fault_and_no_slip_beside_it(tmp_path: Path) -> None:
    errors, slips = faults_of(tmp_path / "map.xlsx", ("groups", "A9", "Polish speakers"))
    assert slips == []
    assert ["'Polish speakers' is there twice" in each for each in errors] == [True]


def fields_of_table(table: str) -> dict[str, tuple[type[Record], str]]:
    """Return the record and field of each column of a table."""
    record = TABLES[table].record
    return {column: (record, name) for column, name in fields_of(record).items()}


def spoiled_cells() -> Iterator[tuple[str, str]]:
    """Yield (table, column) of each filled cell of the worked examples that may not be anything."""
    for table, row in example_rows().items():
        for column in (column for column, cell in row.items() if cell):
            known = CONTACT_FIELDS if table == CONTACTS else fields_of_table(table)
            record, name = known[column]
            try:
                parser_of(record, name, date_order=None)(ODD)
            except CellError:
                yield table, column


def test_nothing_follows_from_one_bad_cell(tmp_path: Path) -> None:
    folder = tmp_path / "town"
    shutil.copytree(EXAMPLES, folder)
    before = {str(each) for each in issues_of(folder)[1]}
    bad = 0
    for table, column in islice(spoiled_cells(), 0, None, 2):
        raw = (EXAMPLES / f"{table}.csv").read_text(encoding="utf-8")
        heads, row = csv.reader(raw.splitlines())
        row[heads.index(column)] = ODD
        with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([heads, row])
        issues, warnings = issues_of(folder)
        (folder / f"{table}.csv").write_text(raw, encoding="utf-8")
        bad += 1
        assert [each.column for each in issues] == [column], (table, column, *map(str, issues))
        assert {str(each) for each in warnings} <= before, (table, column)
    assert bad > 20
