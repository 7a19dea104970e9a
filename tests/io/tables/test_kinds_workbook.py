"""Formulas, hidden rows and columns, and forms of workbooks."""

import re
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook
from openpyxl.chart import BarChart

import reachmap as rm
from bombs import Parts, parts_of, write_parts
from kinds import book, reading_of

GROUPS = "xl/worksheets/sheet2.xml"


def saved(path: Path, made: Workbook) -> Parts:
    """Save a workbook and return its parts."""
    made.save(path)
    with ZipFile(path) as archive:
        assert GROUPS in archive.namelist()
    return parts_of(path)


def with_result(path: Path, cell: str, result: str, kind: str = "n") -> Path:
    """Write the sound map with a formula in a cell of the groups, and what it gives."""
    made = book()
    made["groups"][cell] = "=50+50"
    parts = saved(path, made)
    fresh, found = re.subn(
        rb'<c r="%b"( s="\d+")?><f>50\+50</f><v ?/?>(</v>)?</c>' % cell.encode(),
        f'<c r="{cell}" t="{kind}"><f>50+50</f>{result}</c>'.encode(),
        parts[GROUPS],
    )
    assert found == 1
    return write_parts({**parts, GROUPS: fresh}, path)


FORMULAS = {
    "a number": (
        "C2",
        "<v>100</v>",
        "n",
        100,
        "column population: is a formula, and the value that the",
    ),
    "a text": ("B2", "<v>women</v>", "str", None, "column category: is a formula, and"),
    "a blank text": ("C2", "<v></v>", "str", None, None),
    "an error": ("C2", "<v>#N/A</v>", "e", None, "row 2, column population: is an error of the"),
    "nothing": ("C2", "", "n", None, "row 2, column population: is a formula, and the file holds"),
}


@pytest.mark.parametrize("kind", FORMULAS)
def test_a_formula_gives_the_value_that_the_file_holds(tmp_path: Path, kind: str) -> None:
    cell, result, type_, population, words = FORMULAS[kind]
    reading, said = reading_of(with_result(tmp_path / "town.xlsx", cell, result, type_))
    if words is None:
        assert said == []
    else:
        assert len(said) == 1
        assert words in said[0]
        assert "=50+50" in said[0] or kind == "an error"
    if kind in {"a number", "a blank text"}:
        assert reading is not None
        carers = reading.stakeholders.groups[0]
        assert (carers.name, carers.population) == ("Carers", population)
    if kind == "a text":
        assert reading is not None
        assert reading.stakeholders.groups[0].category == "women"


def test_a_map_with_formulas_is_written_into_and_keeps_them(tmp_path: Path) -> None:
    path = with_result(tmp_path / "town.xlsx", "C2", "<v>100</v>")
    rm.record(path, [rm.Turnout(activity="2026-01-20-open-day", group="veterans", attended=2)])
    assert b"<f>50+50</f><v>100</v>" in parts_of(path)[GROUPS]
    assert reading_of(path)[0] is not None


def test_hidden_rows_and_columns_that_are_read_are_named(tmp_path: Path) -> None:
    made = book()
    for row in (2, 3, 9):
        made["groups"].row_dimensions[row].hidden = True
    made["groups"].column_dimensions["C"].hidden = True
    made["groups"].column_dimensions["H"].hidden = True
    made["turnout"].row_dimensions[2].hidden = True
    made.save(tmp_path / "town.xlsx")
    _, said = reading_of(tmp_path / "town.xlsx")
    assert said == [
        "town.xlsx, sheet groups, column population: the column is hidden, and is read all the "
        "same. Show it, and clear what is not meant",
        "town.xlsx, sheet groups, row 2: 2 rows are hidden, and are read all the same: 2 and 3. "
        "Show them (clear the filter), and delete those that are not meant",
        "town.xlsx, sheet turnout, row 2: the row is hidden, and is read all the same. "
        "Show it (clear the filter), and delete it if it is not meant",
    ]


def test_rows_of_no_height_are_hidden_as_well(tmp_path: Path) -> None:
    parts = saved(tmp_path / "town.xlsx", book())
    flat = parts[GROUPS].replace(b'<row r="3"', b'<row r="3" ht="0" customHeight="1"')
    _, said = reading_of(write_parts({**parts, GROUPS: flat}, tmp_path / "flat.xlsx"))
    assert len(said) == 1
    assert "sheet groups, row 3: the row is hidden, and is read all the same" in said[0]


def test_rows_with_content_are_in_sight_where_empty_ones_have_no_height(tmp_path: Path) -> None:
    """Spreadsheets take `zeroHeight` for the rows alone of which the file has nothing."""
    parts = saved(tmp_path / "town.xlsx", book())
    short = re.sub(rb"<sheetFormatPr [^>]*/>", b'<sheetFormatPr zeroHeight="1"/>', parts[GROUPS])
    assert b'zeroHeight="1"' in short
    hidden = short.replace(b'<row r="3"', b'<row r="3" hidden="1"')
    _, said = reading_of(write_parts({**parts, GROUPS: short}, tmp_path / "short.xlsx"))
    assert said == []
    _, said = reading_of(write_parts({**parts, GROUPS: hidden}, tmp_path / "hidden.xlsx"))
    assert len(said) == 1
    assert "row 3: the row is hidden" in said[0]


def test_the_strict_form_is_named_with_what_to_save_instead(tmp_path: Path) -> None:
    parts = saved(tmp_path / "town.xlsx", book())
    usual = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    strict = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
    path = write_parts(
        {name: raw.replace(usual, strict) for name, raw in parts.items()}, tmp_path / "s.xlsx"
    )
    with pytest.raises(rm.UnreadableFile, match="saved as Strict Open XML Spreadsheet") as caught:
        rm.read(path)
    assert "save it as Excel Workbook" in str(caught.value)


def test_a_chart_on_a_sheet_of_its_own_stops_nothing(tmp_path: Path) -> None:
    made = book()
    made.create_chartsheet("Chart").add_chart(BarChart())
    made.save(tmp_path / "town.xlsx")
    reading, said = reading_of(tmp_path / "town.xlsx")
    assert said == []
    assert reading is not None
    assert reading.stakeholders.about.as_of == date(2026, 3, 31)


def test_formulas_of_what_is_not_read_are_not_told(tmp_path: Path) -> None:
    made = book()
    made["groups"]["D1"] = "Anything else"
    made["groups"]["D2"] = made["groups"]["C4"] = "=50+50"
    made["groups"]["A4"] = "Total"
    path = tmp_path / "town.xlsx"
    parts = saved(path, made)
    fresh, found = re.subn(
        rb"<f>50\+50</f><v ?/?>(</v>)?", b"<f>50+50</f><v>100</v>", parts[GROUPS]
    )
    assert found == 2
    _, said = reading_of(write_parts({**parts, GROUPS: fresh}, path))
    assert len(said) == 2
    assert not any("formula" in line for line in said)
