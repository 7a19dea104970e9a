"""Rows written into a file that somebody keeps: it stays theirs, and whole."""

import json
import re
import shutil
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table

import reachmap as rm
from amounts import some_of
from folders import TOWN
from reachmap.io import forget, read, record, write
from reachmap.io import recording as recording_
from reachmap.io.workbook.rows import SheetRows
from reachmap.io.workbook.template import write_template
from reachmap.model.additions import (
    Addition,
    changes_of,
    with_additions,
    with_ids,
    without_voice,
)
from reachmap.release import release
from strategies import maps

DAY = date(2026, 3, 30)


def an_ask(**changes: Any) -> rm.Ask:
    """Return an ask of the small town."""
    given = {"date": DAY, "from": "team", "to": "carers-hub", "group": "young-carers"}
    return rm.Ask.model_validate(given | changes)


def knows(**changes: Any) -> rm.Link:
    """Return that the team knows somebody."""
    return rm.Link.model_validate({"from": "team", "type": "KNOWS", "to": "carers-hub"} | changes)


# ---------------------------------------------------------------- a workbook keeps its looks


def styled(path: Path) -> None:
    """Write a workbook as a person keeps it: typed by hand, coloured, with more on it."""
    book: Any = openpyxl.Workbook()
    about = book.active
    about.title = "About"
    about.append(["Title", "Team", "As of"])
    about.append(["Our town", "Engagement team", datetime(2026, 3, 31)])  # noqa: DTZ001  as typed
    groups = book.create_sheet("groups")
    groups.append(["name", "population"])
    groups.append(["Young carers", 300])
    groups.append(["Unpaid carers", 2000])
    contacts = book.create_sheet("Contacts")
    contacts.append(["organisation", "role", "group", "trust", "last contact", "owner"])
    hub = ["Carers' Hub", None, "Young carers", 4, datetime(2026, 2, 10), "officer"]  # noqa: DTZ001
    contacts.append(hub)
    contacts.append([*hub[:2], "Unpaid carers", *hub[3:]])
    contacts["E2"].number_format = contacts["E3"].number_format = "dd mmm yyyy"
    asks = book.create_sheet("asks")
    asks.append([])
    asks.append(["date", "from", "to", "group"])
    asks.append([datetime(2026, 2, 1), "Engagement team", "Carers' Hub", "Young carers"])  # noqa: DTZ001
    for cell, colour in zip(asks[3], ("FFDDDD", "DDFFDD", "DDDDFF", "FFFFDD"), strict=True):
        cell.fill = PatternFill("solid", colour)
        cell.font = Font(bold=True, name="Verdana")
    asks["A3"].number_format = "dd/mm/yyyy"
    asks["A3"].comment = Comment("rang on the Monday", "me", height=50, width=300)
    asks.column_dimensions["C"].width = 47
    asks.row_dimensions[3].height = 33
    asks.freeze_panes = "B3"
    rule = DataValidation("list", formula1="groups!$A$2:$A$50")
    rule.add("D3:D200")
    asks.add_data_validation(rule)
    red: Any = CellIsRule
    asks.conditional_formatting.add(
        "A3:A200", red(operator="lessThan", formula=["46000"], font=Font(color="FF0000"))
    )
    table = Table(displayName="Asked", ref="A2:D3")
    asks.add_table(table)
    extra = book.create_sheet("start here")
    extra["A1"] = "=SUM(groups!B2:B3)"
    chart = BarChart()
    chart.add_data(Reference(groups, min_col=2, min_row=1, max_row=3), titles_from_data=True)
    extra.add_chart(chart, "C3")
    book.defined_names["population"] = DefinedName("population", attr_text="groups!$B$2:$B$3")
    book.save(path)


def looks(path: Path) -> dict[str, Any]:
    """Return how a workbook looks, cell by cell, and what else is on it."""
    book: Any = openpyxl.load_workbook(path)
    return {
        "names": {name: found.attr_text for name, found in book.defined_names.items()},
        "sheets": {
            sheet.title: {
                "cells": {
                    cell.coordinate: (
                        cell.value,
                        cell.number_format,
                        cell.font.name,
                        cell.font.b,
                        cell.fill.fgColor.rgb,
                        cell.comment and cell.comment.text,
                    )
                    for row in sheet.iter_rows()
                    for cell in row
                },
                "widths": {k: v.width for k, v in sheet.column_dimensions.items()},
                "heights": {k: v.height for k, v in sheet.row_dimensions.items() if v.height},
                "lists": [
                    (str(v.sqref), v.formula1) for v in sheet.data_validations.dataValidation
                ],
                "rules": [str(found.sqref) for found in sheet.conditional_formatting],
                "frozen": sheet.freeze_panes,
                "charts": len(sheet._charts),
            }
            for sheet in book.worksheets
        },
    }


def parts(path: Path) -> dict[str, bytes]:
    """Return every part of a workbook."""
    with ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_workbook_keeps_its_looks(tmp_path: Path) -> None:
    path = tmp_path / "town.xlsx"
    styled(path)
    before, parts_before = looks(path), parts(path)
    asked = an_ask(**{"from": "engagement-team"}, outcome="passed-on")
    record(path, [asked])
    after, parts_after = looks(path), parts(path)
    asks, was = after["sheets"]["asks"], before["sheets"]["asks"]
    cells, cells_before = asks.pop("cells"), was.pop("cells")
    assert {place: cells[place] for place in cells_before} == cells_before
    fresh = {place: cells[place] for place in ("A4", "B4", "C4", "D4", "E4", "E2")}
    assert [found[0] for found in fresh.values()] == [
        datetime(2026, 3, 30),  # noqa: DTZ001  as a spreadsheet has it
        "Engagement team",
        "Carers' Hub",
        "Young carers",
        "passed-on",
        "outcome",
    ]
    for column in "ABCD":  # new cells look like those above them
        assert cells[f"{column}4"][1:5] == cells_before[f"{column}3"][1:5]
    assert after == before
    changed = {name for name in parts_after if parts_after[name] != parts_before.get(name)}
    assert changed == {"xl/worksheets/sheet4.xml", "xl/tables/table1.xml"}
    assert openpyxl.load_workbook(path)["asks"].tables["Asked"].ref == "A2:D4"


def test_a_contact_on_the_contacts_sheet_is_changed_there(tmp_path: Path) -> None:
    path = tmp_path / "town.xlsx"
    styled(path)
    before = looks(path)["sheets"]
    team, hub = "engagement-team", "carers-hub"
    old = next(link for link in read(path).links if link.type == "KNOWS")
    assert (old.from_, old.to) == (team, hub)
    record(path, [old.model_copy(update={"last_contact": DAY, "trust": 5})])
    after = looks(path)["sheets"]
    assert after.keys() == before.keys()
    for row in (2, 3):
        for column, value in (("D", 5), ("E", datetime(2026, 3, 30))):  # noqa: DTZ001
            place = f"{column}{row}"
            was, now = (found["Contacts"]["cells"].pop(place) for found in (before, after))
            assert now == (value, *was[1:])
    assert after == before


def test_what_the_contacts_sheet_has_no_column_for_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "town.xlsx"
    styled(path)
    raw = path.read_bytes()
    old = next(link for link in read(path).links if link.type == "KNOWS")
    with pytest.raises(rm.InputError, match=r"row 2 of contacts .* no column days; move"):
        record(path, [old.model_copy(update={"days": 3})])
    assert path.read_bytes() == raw


def test_a_sheet_that_is_missing_is_made(tmp_path: Path) -> None:
    path = tmp_path / "town.xlsx"
    styled(path)
    before = looks(path)
    row = rm.Finding(rule="rest", subject="carers-hub", answer="<b>We & they</b> agreed")
    record(path, [row])
    after = looks(path)
    cells = after["sheets"].pop("findings")["cells"]
    assert [cells[place][0] for place in ("A1", "B1", "C1", "A2", "B2", "C2")] == [
        "rule",
        "subject",
        "answer",
        "rest",
        "carers-hub",
        "<b>We & they</b> agreed",
    ]
    assert after == before
    record(path, [row.model_copy(update={"rule": "other", "on": DAY})])
    assert len(read(path).findings) == 2


def test_the_template_is_written_below_its_examples(tmp_path: Path) -> None:
    path = tmp_path / "town.xlsx"
    write_template(path, full=True)
    book = openpyxl.load_workbook(path)
    book["about"].append(["Our town", "Engagement team"])
    book["organisations"].append([None] * 4)
    book["organisations"]["A3"] = "Carers' Hub"
    book.save(path)
    before = looks(path)["sheets"]["asks"]["cells"]
    record(path, [an_ask(**{"from": "engagement-team"}, group=None)])
    after = looks(path)["sheets"]["asks"]["cells"]
    assert {place: after[place] for place in before} == before
    assert after["A2"][0].startswith("(example)")
    made = [after[f"{column}3"][0] for column in "ABC"]
    assert made == [datetime(2026, 3, 30), "Engagement team", "Carers' Hub"]  # noqa: DTZ001
    assert after["C3"][2:5] != after["C2"][2:5]


INLINE = re.compile(rb'<c r="([A-Z]+[0-9]+)"( s="[0-9]+")? t="inlineStr"><is>(<t.*?</t>)</is></c>')
KIND = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
SHEETS_LINK = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"


def share_texts(path: Path) -> None:
    """Write a workbook as spreadsheet programs do: each text once, and cells that show it."""
    texts: list[bytes] = []

    def shown(found: re.Match[bytes]) -> bytes:
        if found[3] not in texts:
            texts.append(found[3])
        number = str(texts.index(found[3])).encode()
        style = found[2] or b""
        return b'<c r="' + found[1] + b'"' + style + b' t="s"><v>' + number + b"</v></c>"

    held = {name: INLINE.sub(shown, raw) for name, raw in parts(path).items()}
    name = "xl/sharedStrings.xml"
    space = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    items = b"".join(b"<si>" + text + b"</si>" for text in texts)
    held[name] = b'<sst xmlns="' + space + b'">' + items + b"</sst>"
    kind = b'<Override PartName="/' + name.encode() + b'" ContentType="' + KIND + b'"/></Types>'
    held["[Content_Types].xml"] = held["[Content_Types].xml"].replace(b"</Types>", kind)
    links = "xl/_rels/workbook.xml.rels"
    link = b'<Relationship Id="rId999" Type="' + SHEETS_LINK + b'" Target="sharedStrings.xml"/>'
    held[links] = held[links].replace(b"</Relationships>", link + b"</Relationships>")
    with ZipFile(path, "w") as archive:
        for part, raw in held.items():
            archive.writestr(part, raw)


def test_nothing_of_a_forgotten_voice_is_left_in_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "town.xlsx"
    write(release(read(TOWN)), path)
    share_texts(path)
    assert read(path) == read(TOWN)
    assert b">v1<" in parts(path)["xl/sharedStrings.xml"]
    record(path, [an_ask(to="v1")])
    forget(path, "v1")
    assert not any(b">v1<" in raw for raw in parts(path).values())
    assert b">v2<" in parts(path)["xl/sharedStrings.xml"]
    assert read(path) == without_voice(read(TOWN), "v1")


# ---------------------------------------------------------------- every form, made-up maps


@settings(max_examples=some_of(100, usual=3), suppress_health_check=list(HealthCheck))
@given(town=maps(), data=st.data())
@pytest.mark.parametrize("name", ["town", "town.json", "town.xlsx"])
def test_what_is_written_into_a_file_is_what_the_map_would_be(
    tmp_path_factory: pytest.TempPathFactory,
    name: str,
    town: rm.StakeholderMap,
    data: st.DataObject,
) -> None:
    path = tmp_path_factory.mktemp("town") / name
    write(release(town), path)
    to = data.draw(st.sampled_from([node.id for node in (*town.organisations, *town.voices)]))
    rows: list[Any] = [an_ask(**{"from": "team"}, to=to, group=None)]
    rows.append(rm.Finding(rule="r", subject="=s", answer=data.draw(st.sampled_from(ODD))))
    rows += [
        link.model_copy(update={"last_contact": DAY, "owner": None}) for link in town.links[:2]
    ]
    wanted = with_additions(town, changes_of(rows))
    assert record(path, rows) == wanted
    assert read(path) == wanted
    if town.voices:
        forget(path, town.voices[0].id)
        assert read(path) == without_voice(wanted, town.voices[0].id)


ODD = ["=1+1", "'quoted", "ünïcödé 中", 'two\nlines; and <tags> & "quotes"', "_x000D_", "-", "+4"]


def test_a_folder_keeps_its_separator_line_ends_and_encoding(tmp_path: Path) -> None:
    path = tmp_path / "town"
    shutil.copytree(TOWN, path)
    asks = (path / "asks.csv").read_text().strip().replace(",", ";").replace("\n", "\r\n")
    (path / "asks.csv").write_bytes(asks.encode("utf-16"))
    (path / "thesis.txt").write_text("years of work")
    others = {f.name: f.read_bytes() for f in path.iterdir() if f.name != "asks.csv"}
    record(path, [an_ask()])
    after = (path / "asks.csv").read_bytes().decode("utf-16")
    assert after == f"{asks}\r\n2026-03-30;team;carers-hub;young-carers;;\r\n"
    assert {f.name: f.read_bytes() for f in path.iterdir() if f.name != "asks.csv"} == others


def test_a_folder_takes_rows_of_several_tables_in_one_step(tmp_path: Path) -> None:
    path = tmp_path / "town"
    shutil.copytree(TOWN, path)
    wanted = with_additions(read(path), changes_of([an_ask(), knows(last_contact=DAY, source="x")]))
    record(path, [an_ask(), knows(last_contact=DAY, source="x")])
    assert read(path) == wanted
    assert [held.name for held in tmp_path.iterdir()] == ["town"]
    assert (path / "README.md").read_bytes() == (TOWN / "README.md").read_bytes()


def test_a_document_keeps_what_stands_in_it(tmp_path: Path) -> None:
    path = tmp_path / "town.json"
    document = {
        "about": {"team": "Engagement team"},
        "contacts": [{"organisation": "Carers' Hub", "group": "Young carers", "trust": 3}],
    }
    path.write_text(json.dumps(document))
    old = read(path).links[0] if read(path).links[0].type == "KNOWS" else read(path).links[1]
    record(path, [old.model_copy(update={"last_contact": DAY, "trust": None})])
    record(path, [an_ask(**{"from": "engagement-team"})])
    after = json.loads(path.read_text())
    assert after == {
        "about": {"team": "Engagement team"},
        "contacts": [
            {"organisation": "Carers' Hub", "group": "Young carers", "last_contact": "2026-03-30"}
        ],
        "asks": [
            {
                "date": "2026-03-30",
                "from": "Engagement team",
                "to": "Carers' Hub",
                "group": "Young carers",
            }
        ],
    }


def test_who_may_read_a_file_stays_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "town.json"
    write(release(read(TOWN)), path)
    path.chmod(0o600)
    record(path, [an_ask()])
    assert path.stat().st_mode & 0o777 == 0o600


# ---------------------------------------------------------------- when others write as well


def test_a_change_by_somebody_else_meanwhile_is_not_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "town.json"
    write(release(read(TOWN)), path)
    theirs = path.read_text().replace("Engagement team", "Our team")

    def slowly(*given: Any) -> rm.StakeholderMap:
        path.write_text(theirs)
        return with_additions(*given)

    monkeypatch.setattr(recording_, "with_additions", slowly)
    with pytest.raises(rm.StoreConflict, match="nothing was written; try again"):
        record(path, [an_ask()])
    assert path.read_text() == theirs


@pytest.mark.parametrize("name", ["town.xlsx", "town"])
@pytest.mark.parametrize("mark", [".~lock.{}#", "~${}"])
def test_what_a_spreadsheet_program_has_open_is_not_written_into(
    tmp_path: Path, name: str, mark: str
) -> None:
    path = tmp_path / name
    write(release(read(TOWN)), path)
    file = path / "asks.csv" if path.is_dir() else path
    held = file.with_name(mark.format(file.name))
    held.write_text("somebody")
    with pytest.raises(rm.StoreConflict, match="save and close it there first"):
        record(path, [an_ask()])
    held.unlink()
    record(path, [an_ask()])


def test_a_file_that_goes_away_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "town.json"
    write(release(read(TOWN)), path)
    monkeypatch.setattr(Path, "read_bytes", lambda self: self.with_name("gone").open("rb"))
    with pytest.raises(rm.UnreadableFile, match=r"cannot read .*town\.json: No such file"):
        record(path, [an_ask()])


# ---------------------------------------------------------------- what cannot be written into


def test_a_layout_that_cannot_be_written_into_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "town.json"
    write(release(read(TOWN)), path)
    raw = path.read_bytes()
    monkeypatch.setattr(recording_, "_edits_of", lambda *_: {})
    with pytest.raises(rm.UnreadableFile, match="left as it was; type it in by hand"):
        record(path, [an_ask()])
    assert path.read_bytes() == raw


def test_a_sheet_in_the_words_of_another_program_is_changed_as_well() -> None:
    raw = (
        b'<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        b"<x:sheetData><x:row><x:c t='inlineStr'><x:is><x:t>a>b</x:t></x:is></x:c><x:c s='4'/>"
        b'</x:row><x:row r="3" spans="1:1"/></x:sheetData><x:tail/></x:worksheet>'
    )
    rows = SheetRows(raw)
    assert (rows.last, rows.style(1, 2), rows.style(3, 9)) == (1, "4", None)
    rows.put(3, 28, b"<c><v>7</v></c>")
    rows.put(2, 1, b"<c><v>5</v></c>")
    rows.clear(1)
    assert rows.to_bytes() == (
        b'<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        b'<x:sheetData><x:row><x:c r="A1"/><x:c r="B1" s="4"/></x:row>'
        b'<x:row r="2"><x:c r="A2"><x:v>5</x:v></x:c></x:row>'
        b'<x:row r="3"><x:c r="AB3"><x:v>7</x:v></x:c></x:row></x:sheetData><x:tail/>'
        b"</x:worksheet>"
    )


def test_a_full_sheet_and_a_long_text_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reachmap.io.workbook.editing.MOST_ROWS", 3)
    monkeypatch.setattr("reachmap.io.workbook.editing.MOST_CHARACTERS", 30)
    path = tmp_path / "town.xlsx"
    write(release(read(TOWN)), path)
    with pytest.raises(rm.InputError, match="the sheet asks is full"):
        record(path, [an_ask()])
    long = rm.Finding(rule="r", subject="s", answer="x" * 31)
    with pytest.raises(rm.InputError, match="a text under answer of findings has 31 characters"):
        record(path, [long])
    assert read(path) == read(TOWN)


def repacked(path: Path, change: Callable[[str, bytes], tuple[str, bytes]]) -> None:
    """Write a workbook anew with its parts changed."""
    held = parts(path)
    with ZipFile(path, "w") as archive:
        for name, raw in held.items():
            archive.writestr(*change(name, raw))


def test_a_workbook_of_an_odd_make_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "town.xlsx"
    styled(path)

    def wide(name: str, raw: bytes) -> tuple[str, bytes]:
        asks = name == "xl/worksheets/sheet4.xml"
        return name, raw.decode().encode("utf-16") if asks else raw

    repacked(path, wide)
    raw = path.read_bytes()
    with pytest.raises(rm.UnreadableFile, match="cannot be changed in place; save it again"):
        record(path, [an_ask(**{"from": "engagement-team"})])
    styled(path)

    def moved(name: str, raw: bytes) -> tuple[str, bytes]:
        raw = raw.replace(b"xl/workbook.xml", b"xl/book.xml")
        return name.replace("workbook.xml", "book.xml"), raw

    repacked(path, moved)
    raw = path.read_bytes()
    with pytest.raises(rm.UnreadableFile, match="cannot be changed in place; save it again"):
        record(path, [rm.Finding(rule="r", subject="s", answer="a")])
    assert path.read_bytes() == raw


@pytest.mark.campaign
@pytest.mark.office
def test_an_office_opens_what_was_written_into(
    tmp_path: Path, office: Callable[[Path, Sequence[tuple[str, str, str]]], None]
) -> None:
    path = tmp_path / "town.xlsx"
    styled(path)
    rows: list[Addition] = [
        an_ask(**{"from": "engagement-team"}),
        rm.Finding(rule="r", subject="s", answer="a"),
    ]
    wanted = record(path, rows)
    office(path, [("start here", "A9", "seen")])
    assert read(path) == wanted
    book = openpyxl.load_workbook(path)
    assert book["start here"]["A9"].value == "seen"
    assert book["asks"]["A4"].fill.fgColor.rgb == "FFFFDDDD"


# ---------------------------------------------------------------- new nodes

NODES: list[Addition] = [
    rm.Group(id="night", name="Night carers", part_of=("young-carers",), population=12),
    rm.Organisation(id="night-hub", name="Night Hub", sector="charity"),
    rm.KeyWorker(id="night-officer", name="Night officer", organisation="Carers' Hub"),
    rm.Champion(id="night-champion", name="Night champion", groups=("night",)),
    rm.Channel(id="night-line", name="Night line", run_by="night-hub"),
    rm.Venue(id="night-cafe", name="Night café"),
    rm.Activity(id="night-tea", name="Night tea", date=date(2026, 3, 1), groups=("night",)),
    rm.Voice(id="v90", name="v90", groups=("night",)),
    rm.Attendance(voice="v90", activity="night-tea"),
    rm.Link.model_validate({"from": "night-hub", "type": "TRUSTED_BY", "to": "night"}),
]
"""A node of each kind, and rows that join them; one names another by what it goes by."""


@pytest.mark.parametrize("name", ["town", "town.json", "town.xlsx", "town.db"])
def test_a_node_of_any_kind_is_written_into_any_form(tmp_path: Path, name: str) -> None:
    before, path = rm.read(TOWN), tmp_path / name
    before.write(path)
    wanted = with_additions(before.stakeholders, with_ids(before.stakeholders, changes_of(NODES)))
    with rm.record(path, NODES) as desk:
        assert desk.stakeholders == wanted
    with rm.open(path) as desk:
        assert desk.stakeholders == wanted
        assert desk.routes("night").routes == rm.ReachMap.of(wanted).routes("night").routes
    for refused, told in (
        (rm.Organisation(id="night-hub", name="Another"), "night-hub"),
        (rm.Group(id="all", name="All", part_of=("nowhere",)), "nowhere"),
        (rm.Group(id="round", name="Round", part_of=("round",)), "round"),
    ):
        with pytest.raises(rm.InvalidMap, match=told):
            rm.record(path, [refused])
    with rm.open(path) as desk:
        assert desk.stakeholders == wanted
