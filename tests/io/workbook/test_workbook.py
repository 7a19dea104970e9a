"""Workbooks: nothing is lost on the way out and back, and each usual trouble is located."""

import datetime as dt
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.formula import ArrayFormula

import reachmap as rm
from amounts import some_of
from bars import assert_within
from reachmap.errors import InputError, Issue, StoreError
from reachmap.io import read, read_source, write
from reachmap.io.workbook import reading
from reachmap.release import release
from strategies import maps

Book = openpyxl.Workbook
Sheet = Any  # openpyxl's stubs tell neither cells nor sheets apart

TEAM = rm.Organisation(id="team", name="Team", team=True)


@settings(max_examples=some_of(200, usual=10), suppress_health_check=list(HealthCheck))
@given(town=maps())
def test_a_workbook_gives_back_the_map(town: rm.StakeholderMap) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "town.xlsx"
        write(release(town), path)
        assert read(path) == town


ODD_NAMES = (
    "=1+1",
    "'=1+1",
    "'quoted",
    "+44",
    "-5",
    "@x",
    "007",
    "1e5",
    "TRUE",
    "2026-03-31",
    "#REF!",
    "_x0041_",
    "_x000D_",
    "_x005F_x000D_",
    "__x0041_",
    "a_x005F_b",
    "<b>&amp,",
    "  ",
)


def test_texts_that_a_spreadsheet_would_change_come_back(tmp_path: Path) -> None:
    ids = [f"g{n}" for n in range(len(ODD_NAMES) - 1)]
    groups = [
        rm.Group(id=id_, name=name, notes=f"{name}\n{name}")
        for id_, name in zip(ids, ODD_NAMES, strict=False)
    ]
    groups += [rm.Group(id=name, name="n") for name in ODD_NAMES if name.strip()]
    town = rm.StakeholderMap(organisations=[TEAM], groups=groups)
    write(release(town), tmp_path / "town.xlsx")
    assert read(tmp_path / "town.xlsx") == town


def test_numbers_and_days_come_back_to_the_last_digit(tmp_path: Path) -> None:
    days = [dt.date(1900, 1, 1), dt.date(1900, 2, 28), dt.date(1900, 3, 1), dt.date(2199, 12, 31)]
    chances = [1 / 3, 0.1 + 0.2, 5e-324, 1.0, 0.12345678901234568]
    town = rm.StakeholderMap(
        organisations=[TEAM, *(rm.Organisation(id=f"o{n}", name=f"O{n}") for n in range(9))],
        groups=[rm.Group(id="g", name="G", population=10**12)],
        links=[
            *(
                rm.Link(from_="team", type="KNOWS", to=f"o{n}", last_contact=day)
                for n, day in enumerate(days)
            ),
            *(
                rm.Link(from_="team", type="KNOWS", to=f"o{n + 4}", chance=chance)
                for n, chance in enumerate(chances)
            ),
        ],
    )
    write(release(town), tmp_path / "town.xlsx")
    assert read(tmp_path / "town.xlsx") == town


def test_the_same_map_is_the_same_bytes_and_holds_no_formula(tmp_path: Path) -> None:
    town = rm.StakeholderMap(
        organisations=[TEAM], groups=[rm.Group(id="=1+1", name='=HYPERLINK("x")')]
    )
    write(release(town), tmp_path / "a.xlsx")
    time.sleep(1.1)  # the clock of a zip file ticks in seconds
    write(release(town), tmp_path / "b.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    with ZipFile(tmp_path / "a.xlsx") as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheets = [raw for name, raw in parts.items() if name.startswith("xl/worksheets/sheet")]
    assert len(sheets) == 4
    assert not any(b"<f>" in raw or b"<f " in raw for raw in sheets)
    assert any(b"=HYPERLINK" in raw for raw in sheets)


@pytest.mark.parametrize(
    ("town", "words"),
    [
        (
            rm.StakeholderMap(organisations=[TEAM.model_copy(update={"notes": "x" * 32_768})]),
            "notes of organisations has 32,768 characters",
        ),
        (
            rm.StakeholderMap(
                organisations=[TEAM],
                groups=[rm.Group(id="g", name="G")],
                activities=[rm.Activity(id="a", name="A")],
                said=rm.Ledger(
                    rm.Said, {"activity": ["a"] * 1_048_576, "group": ["g"] * 1_048_576}
                ),
            ),
            "said has 1,048,576 rows",
        ),
    ],
    ids=["a long text", "a long table"],
)
def test_what_no_workbook_takes_is_refused_before_anything_is_written(
    tmp_path: Path, town: rm.StakeholderMap, words: str
) -> None:
    with pytest.raises(InputError, match=r"as a folder of CSV files or as \.json") as caught:
        write(release(town), tmp_path / "town.xlsx")
    assert words in str(caught.value)
    assert list(tmp_path.iterdir()) == []


# What usually goes wrong, one thing at a time.

SOUND: dict[str, list[list[Any]]] = {
    "about": [["title", "team", "as_of"], ["Town", "Team", dt.date(2026, 3, 31)]],
    "groups": [
        ["id", "name", "population", "hidden"],
        ["carers", "Carers", 100, None],
        ["young", "Young carers", None, True],
    ],
    "activities": [
        ["name", "date", "attended", "notes"],
        ["Meeting", dt.date(2026, 1, 20), 9, None],
    ],
    "links": [["from", "type", "to", "chance"], ["Team", "TRUSTED_BY", "Carers", 0.5]],
    "turnout": [["activity", "group", "attended"], ["Meeting", "Carers", 3]],
}


def book_of(sheets: dict[str, list[list[Any]]]) -> Book:
    """Return a workbook of some sheets."""
    book = Book()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    return book


def saved(tmp_path: Path, change: Callable[[Book], object] = bool) -> Path:
    """Write the sound workbook with a change."""
    book = book_of(SOUND)
    change(book)
    book.save(tmp_path / "town.xlsx")
    return tmp_path / "town.xlsx"


def problems(path: Path) -> list[Issue]:
    """Return the problems of a workbook."""
    with pytest.raises(rm.InvalidMap) as caught:
        read(path)
    return list(caught.value.issues)


def test_the_sound_workbook_is_sound(tmp_path: Path) -> None:
    found = read_source(saved(tmp_path))
    assert found.warnings == ()
    town = found.stakeholders
    assert [(group.id, group.population, group.hidden) for group in town.groups] == [
        ("carers", 100, False),
        ("young", None, True),
    ]
    assert town.activities[0].id == "2026-01-20-meeting"
    assert town.about.as_of == dt.date(2026, 3, 31)


def put(sheet: str, cell: str, value: Any, shown: str | None = None) -> Callable[[Book], object]:
    """Return a change that types something into a cell."""

    def change(book: Book) -> None:
        found: Sheet = book[sheet][cell]
        found.value = value
        if shown:
            found.number_format = shown

    return change


def merge(book: Book) -> None:
    book["groups"].merge_cells("A2:A3")


def rename(book: Book) -> None:
    book["turnout"].title = "Turn out"


def broken(book: Book) -> None:
    cell: Sheet = book["groups"]["C2"]
    cell.value = "#DIV/0!"
    cell.data_type = "e"


CASES: dict[str, tuple[Callable[[Book], object], tuple[Any, ...], str, str]] = {
    "merged cells": (merge, ("groups", 2, "id"), "A2:A3 are merged", "Unmerge"),
    "a formula": (put("groups", "C2", "=50+50"), ("groups", 2, "population"), "formula", "value"),
    "a formula of many cells": (
        put("groups", "C2", ArrayFormula("C2:C3", "=1+1")),
        ("groups", 2, "population"),
        "formula",
        "value",
    ),
    "a heading by formula": (put("groups", "D1", '="hid"'), ("groups", None, "D"), "form", "head"),
    "an error": (broken, ("groups", 2, "population"), "error of the spreadsheet", "value"),
    "an ambiguous day": (
        put("activities", "B2", "03/04/2026"),
        ("activities", 2, "date"),
        "read in two ways",
        "Write 2026-04-03 or 2026-03-04",
    ),
    "a day as a number": (
        put("activities", "B2", 46042, "General"),
        ("activities", 2, "date"),
        "the number of a day",
        "most workbooks mean 2026-01-20 by it",
    ),
    "a time of day": (
        put("activities", "B2", dt.time(14)),
        ("activities", 2, "date"),
        "a time of day, not a day",
        "Write it as 2026-03-31",
    ),
    "a comma for a point": (
        put("links", "D2", "0,5"),
        ("links", 2, "chance"),
        "not a number",
        "with a point, such as 0.5",
    ),
    "a percentage": (
        put("links", "D2", "55%"),
        ("links", 2, "chance"),
        "not a number",
        "no per cent sign",
    ),
    "TRUE for 1": (
        put("activities", "C2", True),  # noqa: FBT003  what stands in the cell
        ("activities", 2, "attended"),
        "is TRUE, which is no number",
        "as 1",
    ),
    "a half person": (
        put("activities", "C2", 8.5),
        ("activities", 2, "attended"),
        "not a whole number",
        "digits only",
    ),
    "a stray note in the last cell": (
        put("groups", "XFD1048576", "ask Kim about these"),
        ("groups", 1_048_576, "XFD"),
        "no heading",
        "Clear it",
    ),
    "a stray note beside the table": (
        put("groups", "G3", "ask about these"),
        ("groups", 3, "G"),
        "no heading",
        "as Notes for remarks",
    ),
    "a doubled heading": (
        put("groups", "D1", "Population"),
        ("groups", None, "population"),
        "there twice",
        "Rename",
    ),
    "an id turned to a number": (
        put("groups", "A3", 7),
        ("groups", 3, "id"),
        "a number where text is expected",
        "as 007, the spreadsheet dropped them",
    ),
    "a name that is a number": (
        put("groups", "B3", 2026),
        ("groups", 3, "name"),
        "a number where text is expected",
        "format the column as text",
    ),
    "a name for an id that nobody has": (
        put("links", "C2", "Carer"),
        ("links", 2, "to"),
        "'Carer'",
        "Did you mean 'Carers'?",
    ),
    "a sheet that no map has": (rename, ("Turn out", None, None), "'Turn out'", "'turnout'"),
    "an unknown column": (
        put("groups", "E1", "populaton"),
        ("groups", None, "populaton"),
        "no column",
        "'population'",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_each_usual_trouble_is_located_with_what_to_type_instead(tmp_path: Path, case: str) -> None:
    change, place, message, remedy = CASES[case]
    issues = problems(saved(tmp_path, change))
    if case == "an unknown column":
        issues = [issue for issue in issues if issue.column == "populaton"]
    assert len(issues) == 1, "\n".join(map(str, issues))
    issue = issues[0]
    assert (issue.file, issue.sheet, issue.row, issue.column) == ("town.xlsx", *place)
    assert message in issue.message
    assert remedy in issue.remedy


def test_a_share_shown_in_per_cent_is_the_number_that_it_is(tmp_path: Path) -> None:
    town = read(saved(tmp_path, put("links", "D2", 0.55, "0%")))
    assert town.links[0].chance == 0.55


def test_a_name_that_two_go_by_is_no_id(tmp_path: Path) -> None:
    issues = problems(saved(tmp_path, put("groups", "B3", "Carers")))
    assert [(issue.sheet, issue.row, issue.column) for issue in issues] == [
        ("links", 2, "to"),
        ("turnout", 2, "group"),
    ]
    assert all("2 records go by the name 'Carers'" in issue.message for issue in issues)
    assert all("carers, young" in issue.remedy for issue in issues)


def test_hidden_sheets_are_told(tmp_path: Path) -> None:
    def hide(book: Book) -> None:
        book["turnout"].sheet_state = "hidden"
        book.create_sheet("lookups").append(["x"])
        book["lookups"].sheet_state = "veryHidden"
        book.create_sheet("Sheet1")

    found = read_source(saved(tmp_path, hide))
    assert len(found.stakeholders.turnout) == 1
    assert [(warning.sheet, warning.severity) for warning in found.warnings] == [
        ("turnout", "warning"),
        ("lookups", "warning"),
    ]
    assert "read all the same" in found.warnings[0].message
    assert "'lookups' is not read" in found.warnings[1].message


def test_ten_troubles_on_three_sheets_are_told_at_once(tmp_path: Path) -> None:
    def spoil(book: Book) -> None:
        for sheet, cell, value in (
            ("groups", "A3", 7),
            ("groups", "C2", "=50+50"),
            ("groups", "D2", "perhaps"),
            ("groups", "F2", "note"),
            ("activities", "B2", "03/04/2026"),
            ("activities", "C2", "about nine"),
            ("links", "D2", "55%"),
            ("links", "B2", "TRUSTS"),
            ("links", "A2", "Teem"),
            ("turnout", "C2", -3),
        ):
            put(sheet, cell, value)(book)

    issues = problems(saved(tmp_path, spoil))
    assert [(issue.sheet, issue.row, issue.column) for issue in issues] == [
        ("groups", 2, "F"),
        ("groups", 2, "population"),
        ("groups", 2, "hidden"),
        ("groups", 3, "id"),
        ("activities", 2, "date"),
        ("activities", 2, "attended"),
        ("links", 2, "type"),
        ("links", 2, "chance"),
        ("links", 2, "from"),
        ("turnout", 2, "attended"),
    ]


def test_days_are_read_by_the_epoch_of_the_workbook(tmp_path: Path) -> None:
    book = book_of(SOUND)
    book.epoch = CALENDAR_MAC_1904
    book.save(tmp_path / "town.xlsx")
    assert read(tmp_path / "town.xlsx").activities[0].date == dt.date(2026, 1, 20)


def test_lines_broken_on_another_system_are_lines(tmp_path: Path) -> None:
    town = read(saved(tmp_path, put("activities", "D2", "one_x000D_\ntwo")))
    assert town.activities[0].notes == "one\ntwo"


# Hostile and damaged workbooks.


def repacked(path: Path, change: Callable[[str, bytes], bytes]) -> Path:
    """Write a workbook anew with its parts changed."""
    with ZipFile(path) as archive:
        parts = {name: change(name, archive.read(name)) for name in archive.namelist()}
    out = path.with_name("changed.xlsx")
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, raw in parts.items():
            archive.writestr(name, raw)
    return out


BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/styles.xml", "xl/worksheets/sheet2.xml"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused(tmp_path: Path, part: str, encoding: str) -> None:
    def change(name: str, raw: bytes) -> bytes:
        if name != part:
            return raw
        body = raw.split(b"?>", 1)[-1]
        head = f'<?xml version="1.0" encoding="{encoding}"?>'
        return (head + (BOMB + body).decode()).encode(encoding)

    with pytest.raises(rm.UnreadableFile, match="declares a document type"):
        read(repacked(saved(tmp_path), change))


def test_a_workbook_beyond_the_limits_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = saved(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(reading, "MOST_BYTES", 1_000)
        with pytest.raises(rm.UnreadableFile, match="larger than 0 MB"):
            read(path)
    bomb = tmp_path / "bomb.xlsx"
    with ZipFile(path) as source, ZipFile(bomb, "w", ZIP_DEFLATED) as archive:
        for name in source.namelist():
            archive.writestr(name, source.read(name))
        archive.writestr("xl/media/zeros.bin", b"\0" * 201_000_000)
    assert bomb.stat().st_size < 10**6
    with pytest.raises(rm.UnreadableFile, match="unpacks to more than 200 MB"):
        read(bomb)


@pytest.mark.timed
@pytest.mark.timed
@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'<row r="2"', b'<row r="999999999999"'),
        (b'<row r="2"', b'<row r="-5"'),
        (b'r="A2"', b'r="ZZZZZZZ2"'),
        (b't="inlineStr"><is><t>carers</t></is>', b't="s"><v>99999</v>'),
        (b't="inlineStr"><is><t>carers</t></is>', b't="s"><v>x</v>'),
        (b't="inlineStr"><is><t>carers</t></is>', b't="b"><v>x</v>'),
        (b"<sheetData>", b"<sheetData><row><c t='d'><v>x</v></c></row>"),
    ],
)
def test_places_and_numbers_out_of_bounds_are_refused_soon(
    tmp_path: Path, old: bytes, new: bytes
) -> None:
    changed = []

    def change(_: str, raw: bytes) -> bytes:
        changed.append(old in raw)
        return raw.replace(old, new)

    path = repacked(saved(tmp_path), change)
    assert any(changed)
    start = time.process_time()  # not the wall's: other tests run beside this one
    with pytest.raises((rm.UnreadableFile, rm.InvalidMap)):
        read(path)
    assert_within(time.process_time() - start, 5)


def test_many_cells_far_out_are_given_up(tmp_path: Path) -> None:
    def far(book: Book) -> None:
        for row in range(2, 60):
            put("groups", f"ALZ{row}", "x")(book)

    issues = problems(saved(tmp_path, far))
    assert "many cells beyond column ALL" in issues[0].message
    assert len(issues) <= reading.MOST_WIDE_ROWS + 2


@pytest.mark.parametrize("raw", [b"", b"PK", b"id,name\n", b"\xd0\xcf\x11\xe0" + b"\0" * 600])
def test_what_is_no_workbook_is_told(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "town.xlsx").write_bytes(raw)
    with pytest.raises(rm.UnreadableFile, match=r"save it as Excel workbook \(.xlsx\)"):
        read(tmp_path / "town.xlsx")


@pytest.mark.parametrize("ending", [".xls", ".ods", ".xlsm"])
def test_other_forms_of_spreadsheet_are_told_what_to_do(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"town{ending}"
    path.write_bytes(b"x")
    with pytest.raises(rm.UnreadableFile, match=r"save it as Excel workbook \(.xlsx\)"):
        read(path)


def read_damaged(tmp_path: Path, times: int, seed: int) -> int:
    """Read so many workbooks with damaged parts; return how many were refused."""
    path = saved(tmp_path)
    with ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    dice = random.Random(seed)  # noqa: S311  damage, not secrets
    refused = 0
    for _ in range(times):
        chosen = dice.choice(sorted(parts))
        raw = parts[chosen]
        for _ in range(dice.randint(1, 3)):
            place, length = dice.randrange(len(raw) + 1), dice.randint(0, 6)
            piece = dice.choice((b"", b"<", b'"', b"&", b"-1", b"\0", raw[place : place + 40]))
            raw = raw[:place] + piece + raw[place + length :]
        with ZipFile(path, "w") as archive:
            for name, whole in parts.items():
                archive.writestr(name, raw if name == chosen else whole)
        try:
            read(path)
        except (InputError, StoreError) as error:
            refused += bool(str(error))
    return refused


def test_damaged_workbooks_are_refused_or_read(tmp_path: Path) -> None:
    assert read_damaged(tmp_path, 120, 1) > 40


@pytest.mark.campaign
def test_very_many_damaged_workbooks_are_refused_or_read(tmp_path: Path) -> None:
    assert read_damaged(tmp_path, 20_000, 2) > 5_000


MEASURED = r"""
import re, sys, time
from pathlib import Path
import reachmap as rm
rm.read(sys.argv[2])
start = time.process_time()
try:
    rm.read(sys.argv[1])
except rm.InvalidMap as error:
    assert len(error.issues) == 1
took = time.process_time() - start
kilobytes = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())[1]
print(took, int(kilobytes) / 1024)
"""


@pytest.mark.timed
def test_a_stray_cell_in_the_corner_costs_next_to_nothing(tmp_path: Path) -> None:
    saved(tmp_path).rename(tmp_path / "sound.xlsx")
    path = saved(tmp_path, put("groups", "XFD1048576", "note"))
    words = [sys.executable, "-c", MEASURED, str(path), str(tmp_path / "sound.xlsx")]
    done = subprocess.run(words, check=True, capture_output=True, text=True)  # noqa: S603  our own
    seconds, megabytes = (float(word) for word in done.stdout.split())
    assert_within(seconds, 5)
    assert megabytes < 300
