"""What a workbook holds of a forgotten voice beside its rows goes with them; the rest stays."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule, FormulaRule
from openpyxl.styles import Font
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.filters import CustomFilter, CustomFilters, FilterColumn, Filters

import reachmap as rm
from folders import TOWN
from reachmap.io.workbook.elements import edited
from reachmap.io.workbook.forgetting import BlankedSheet, parts_naming, without_traces
from reachmap.io.workbook.loose_cells import without_cells

NAME, ROWS = ["v1"], ["Secret"]
"""What the voice is called, and a word that its rows alone hold."""


def parts(path: Path) -> dict[str, bytes]:
    """Return every part of a workbook."""
    with ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def row_of(sheet: Any, text: str) -> int:
    """Return the row of a cell of the first column."""
    return next(int(cell.row) for cell in sheet["A"] if cell.value == text)


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    """Return a workbook in which a voice left traces of every kind beside its rows."""
    path = tmp_path / "town.xlsx"
    rm.read(TOWN).write(path)
    book: Any = openpyxl.load_workbook(path)
    voices, came = book["voices"], book["attendance"]
    row, other = row_of(voices, "v1"), row_of(voices, "v2")
    for number, text in ((row, "Secret: rings at night"), (other, "rings at noon")):
        voices.cell(number, 1).comment = Comment(text, "me")
        voices.cell(number, 2).hyperlink = f"https://example.org/{text.partition(':')[0]}"
    voices.cell(other, 1).hyperlink = "https://example.org/of/v1?more"
    for sheet in (voices, came):
        sheet.auto_filter.ref = sheet.dimensions
        kept = Filters(filter=["v1", "v2"])
        sheet.auto_filter.filterColumn.append(FilterColumn(colId=0, filters=kept))
    alone = CustomFilters(customFilter=[CustomFilter(operator="equal", val="*v1*")])
    came.auto_filter.filterColumn.append(FilterColumn(colId=1, customFilters=alone))
    for formula in ('"v1,v2"', '"v1"', "voices!$A$2:$A$99"):
        rule = DataValidation("list", formula1=formula)
        rule.add(f"G{3 + len(formula)}:G99")
        came.add_data_validation(rule)
    rule = DataValidation("list", formula1='"a,b"', prompt="Secret")
    rule.add(f"C{row}")
    voices.add_data_validation(rule)
    font: Any = Font(color="FF0000")
    looks: Any = (FormulaRule, CellIsRule)
    came.conditional_formatting.add("A2:A99", looks[0](formula=['$A2="v1"'], font=font))
    came.conditional_formatting.add("B2:B99", looks[0](formula=['$A2="v2"'], font=font))
    voices.conditional_formatting.add(
        f"A{row}:C{row}", looks[1](operator="equal", formula=['"Secret"'], font=font)
    )
    names = {
        "v1": "about!$A$1",
        "hers": f"voices!$A${row}:$C${row}",
        "her_row": f"'voices'!${row}:${row}",
        "looked_up": 'VLOOKUP("v1",voices!$A:$C,2)',
        "theirs": f"voices!$A${other}",
        "everybody": "voices!$A$2:$A$99",
    }
    for name, text in names.items():
        book.defined_names[name] = DefinedName(name, attr_text=text)
    book.save(path)
    return path


def test_what_belongs_to_a_forgotten_voice_goes_and_the_rest_stays(workbook: Path) -> None:
    before = parts(workbook)
    assert len(parts_naming(before, NAME)) == 4
    assert len(parts_naming(before, ROWS)) >= 3
    rm.forget(workbook, "v1")
    after = parts(workbook)
    assert parts_naming(after, NAME) == []
    assert parts_naming(after, ROWS) == []
    book: Any = openpyxl.load_workbook(workbook)
    voices, came = book["voices"], book["attendance"]
    other = row_of(voices, "v2")
    assert voices.cell(other, 1).comment.text == "rings at noon"
    assert voices.cell(other, 1).hyperlink is None
    assert voices.cell(other, 2).hyperlink.target.startswith("https://example.org/rings")
    assert [comment for each in voices.iter_rows() for cell in each if (comment := cell.comment)]
    assert sorted(book.defined_names) == ["everybody", "theirs"]
    assert [kept.filters.filter for kept in came.auto_filter.filterColumn] == [["v2"]]
    lists = sorted(rule.formula1 for rule in came.data_validations.dataValidation)
    assert lists[:1] == ['"v2"']
    assert "voices!$A$2:$A$99" in lists
    assert not any("v1" in formula for formula in lists)
    assert [str(each.sqref) for each in came.conditional_formatting] == ["B2:B99"]
    assert list(voices.conditional_formatting) == []


def test_what_a_heading_says_stays(workbook: Path) -> None:
    book: Any = openpyxl.load_workbook(workbook)
    before = {sheet.title: sheet["A1"].comment.text for sheet in book if sheet["A1"].comment}
    assert before
    rm.forget(workbook, "v1")
    book = openpyxl.load_workbook(workbook)
    assert {s.title: s["A1"].comment.text for s in book if s["A1"].comment} == before


SHEET = """<worksheet xmlns="m" xmlns:x14="n" xmlns:xm="o"><sheetData><row r="5"/></sheetData>
<dataValidations count='1'><dataValidation type="list" sqref="A1"><formula1>"v1"</formula1>
</dataValidation></dataValidations><extLst><ext><x14:dataValidations count="2">
<x14:dataValidation><x14:formula1><xm:f>"v1,v&amp;2"</xm:f></x14:formula1><xm:sqref>B1</xm:sqref>
</x14:dataValidation><x14:dataValidation><x14:formula1><xm:f>"v1"</xm:f></x14:formula1>
<xm:sqref>B2</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst></worksheet>"""


def test_lists_of_newer_programs_are_seen_to_as_well() -> None:
    part = "xl/worksheets/sheet1.xml"
    found = without_traces({part: SHEET.encode()}, [BlankedSheet(part, "voices", {5})], {"v1"})
    assert found[part].decode().replace("\n", "") == (
        '<worksheet xmlns="m" xmlns:x14="n" xmlns:xm="o"><sheetData><row r="5"/></sheetData>'
        "<extLst><ext><x14:dataValidations><x14:dataValidation><x14:formula1>"
        '<xm:f>"v&amp;2"</xm:f></x14:formula1><xm:sqref>B1</xm:sqref></x14:dataValidation>'
        "</x14:dataValidations></ext></extLst></worksheet>"
    )


def test_filters_of_named_tables_are_seen_to_as_well() -> None:
    table = (
        '<table><autoFilter ref="A1:B9"><filterColumn colId="0"><filters>{}<filter val="v2"/>'
        '</filters></filterColumn>{}</autoFilter><tableColumns count="1"/></table>'
    )
    alone = '<filterColumn colId="1"><filters><filter val="v1"/></filters></filterColumn>'
    files = {"xl/tables/table1.xml": table.format('<filter val="v1"/>', alone).encode()}
    assert without_traces(files, [], {"v1"}) == {
        "xl/tables/table1.xml": table.format("", "").encode()
    }


THREADED = """<ThreadedComments><threadedComment ref="A5"><text>Secret</text></threadedComment>
<threadedComment ref="A6"><text>noon</text></threadedComment></ThreadedComments>"""
SHAPES = """<xml xmlns:v="a" xmlns:x="b"><v:shape id="1"><br><x:ClientData><x:Row>4</x:Row>
</x:ClientData></v:shape><v:shape id="2"><x:Row>5</x:Row></v:shape></xml>"""


def test_threaded_comments_and_the_shapes_of_comments_go_by_row() -> None:
    links = "".join(
        f'<Relationship Id="r{n}" Type="x/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(
            [("threadedComment", "../threadedComments/t1.xml"), ("vmlDrawing", "/xl/v1.vml")]
        )
    )
    part = "xl/worksheets/sheet1.xml"
    files = {
        part: b"<worksheet/>",
        "xl/worksheets/_rels/sheet1.xml.rels": f"<Relationships>{links}</Relationships>".encode(),
        "xl/threadedComments/t1.xml": THREADED.encode(),
        "xl/v1.vml": SHAPES.encode(),
    }
    found = without_traces(files, [BlankedSheet(part, "voices", {5})], {"v1"})
    assert sorted(found) == ["xl/threadedComments/t1.xml", "xl/v1.vml"]
    assert found["xl/threadedComments/t1.xml"].count(b"<threadedComment ") == 1
    assert b"noon" in found["xl/threadedComments/t1.xml"]
    assert re.findall(rb'id="(.)"', found["xl/v1.vml"]) == [b"2"]


@pytest.mark.parametrize("raw", [b"<a><b></a>", "<a><b/></a>".encode("utf-16")])
def test_what_is_no_usual_xml_stays_as_it_is(raw: bytes) -> None:
    assert edited(raw, lambda _: "") == raw


def test_addresses_of_cells_are_no_names() -> None:
    name = ["V1"]
    sheet = b'<worksheet><c r="V1"><f>SUM(V1:V9)</f></c><x sqref="V1"/></worksheet>'
    assert parts_naming({"sheet": sheet}, name) == []
    assert parts_naming({"sheet": sheet.replace(b"SUM(V1:V9)", b'"V1"')}, name) == ["sheet"]
    assert parts_naming({"broken": b"<a>V1</b>", "other": b"<a>V11</a>"}, name) == ["broken"]


def test_entries_of_a_drop_down_on_a_sheet_apart_go(tmp_path: Path) -> None:
    path = tmp_path / "town.xlsx"
    rm.read(TOWN).write(path)
    book: Any = openpyxl.load_workbook(path)
    lists = book.create_sheet("lists")
    lists.sheet_state = "hidden"
    for row in (["v1", "v1 & more"], ["v2", 1], ["v11", "v1"]):
        lists.append(row)
    book.save(path)
    rm.forget(path, "v1")
    rows = openpyxl.load_workbook(path)["lists"].values
    assert list(rows) == [(None, "v1 & more"), ("v2", 1), ("v11", None)]


CELLS = (
    '<x:c r="A1"{}><x:f>voices!A5</x:f>{}</x:c><x:c r="A2" s="1"/><x:c r="A3" s="2"{}>{}</x:c>'
    '<x:c r="A4" t="s"><x:v>1</x:v></x:c><x:c r="A5"><x:v>0</x:v></x:c>'
)


def test_what_a_formula_gave_and_a_shared_text_go_and_the_rest_of_the_cells_stays() -> None:
    part, shared = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
    texts = b"<sst><si><r><t>v&amp;</t></r><r><t>1</t></r></si><si><t>v&amp;11</t></si></sst>"
    named = (' t="str"', "<x:v>v&amp;1</x:v>", ' t="s"', "<x:v>0</x:v>")
    files = {part: CELLS.format(*named).encode(), shared: texts}
    after = CELLS.format("", "", "", "").encode()
    assert without_cells(files, [], {"v&1"}) == {part: after}
    assert without_cells(files, [part], {"v&1"}) == {}


@pytest.mark.campaign
@pytest.mark.office
def test_an_office_opens_a_workbook_without_the_traces(
    workbook: Path, office: Callable[[Path, Sequence[tuple[str, str, str]]], None]
) -> None:
    rm.forget(workbook, "v1")
    wanted = rm.read(workbook)
    office(workbook, [("about", "Z99", "")])
    assert rm.read(workbook) == wanted
