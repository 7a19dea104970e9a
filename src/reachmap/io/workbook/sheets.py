"""A sheet added to a workbook that is there, and the named tables on a sheet made longer."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping

from reachmap.io.tables.edits import Parts
from reachmap.io.tables.headings import required_of
from reachmap.io.workbook.reading import Laid
from reachmap.io.workbook.rows import SheetRows, cell_element

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
BOOK, BOOK_LINKS, KINDS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml"
WIDTH = 18

SHEETS_END = re.compile(rb"</((?:\w+:)?)sheets>")
SHEET_NUMBER = re.compile(rb'\ssheetId="([0-9]+)"')
LINK_ID = re.compile(rb'\sId="rId([0-9]+)"')
TABLE_LINK = re.compile(rb'Target="([^"]*tables/[^"]*)"')
SHARED = "xl/sharedStrings.xml"
SHARED_TEXT = re.compile(rb"<((?:\w+:)?)si(?:\s[^>]*)?(?:/>|>.*?</\1si>)", re.DOTALL)
SHOWN = re.compile(rb"""<(?:\w+:)?c\s[^>]*?t=["']s["'][^>]*>\s*<(?:\w+:)?v>([0-9]+)<""")
REF = re.compile(rb'(\sref="[A-Z]+[0-9]+:[A-Z]+)([0-9]+)"')


def add_sheet(files: Mapping[str, bytes], table: str, style: str | None) -> tuple[Laid, Parts]:
    """Add a sheet with the headings that a table needs behind the others."""
    number = 1
    while f"xl/worksheets/sheet{number}.xml" in files:
        number += 1
    part = f"xl/worksheets/sheet{number}.xml"
    book, links, kinds = files[BOOK], files[BOOK_LINKS], files[KINDS]
    id_ = max((int(found) for found in SHEET_NUMBER.findall(book)), default=0) + 1
    link = max((int(found) for found in LINK_ID.findall(links)), default=0) + 1
    prefix = next(iter(SHEETS_END.findall(book)), b"").decode()
    sheet = (
        f'<{prefix}sheet name="{table}" sheetId="{id_}" '
        f'xmlns:o="{OFFICE}" o:id="rId{link}"/></{prefix}sheets>'
    )
    relation = (
        f'<Relationship Id="rId{link}" Type="{OFFICE}/worksheet" Target="/{part}"/></Relationships>'
    )
    told = f'<Override PartName="/{part}" ContentType="{KIND}"/></Types>'
    headings = [*required_of(table)]
    changed = {
        part: _blank_sheet(headings, style),
        BOOK: SHEETS_END.sub(sheet.encode(), book, count=1),
        BOOK_LINKS: links.replace(b"</Relationships>", relation.encode(), 1),
        KINDS: kinds.replace(b"</Types>", told.encode(), 1),
    }
    return Laid(part, 1, headings), changed


def _blank_sheet(headings: list[str], style: str | None) -> bytes:
    raw = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{MAIN}">'
        f'<cols><col min="1" max="12" width="{WIDTH}" customWidth="1"/></cols><sheetData/>'
        "</worksheet>"
    )
    rows = SheetRows(raw.encode())
    for place, heading in enumerate(headings, 1):
        told = f"<is><t>{heading}</t></is>".encode()
        rows.put(1, place, cell_element(told, style, "inlineStr"))
    return rows.written()


def grow_tables(files: Mapping[str, bytes], part: str, first: int, count: int) -> Parts:
    """Make the named tables longer that end right above new rows, as typing there would."""
    folder, name = posixpath.split(part)
    links = files.get(f"{folder}/_rels/{name}.rels", b"")
    changed: Parts = {}
    for target in TABLE_LINK.findall(links):
        path = posixpath.normpath(posixpath.join("/", folder, target.decode())).lstrip("/")
        raw = files.get(path, b"")
        if not count or b"totalsRowCount=" in raw:
            continue

        def longer(found: re.Match[bytes]) -> bytes:
            end = int(found[2])
            return found[1] + str(end + count if end == first - 1 else end).encode() + b'"'

        changed[path] = REF.sub(longer, raw)
    return changed


def without_loose_texts(files: Mapping[str, bytes]) -> Parts:
    """Blank the shared texts that no cell shows any more, so that nothing of them is left."""
    if SHARED not in files:
        return {}
    sheets = (raw for name, raw in files.items() if name.startswith("xl/worksheets/"))
    shown = {int(number) for raw in sheets for number in SHOWN.findall(raw)}
    texts = files[SHARED]
    parts, at = [], 0
    for number, found in enumerate(SHARED_TEXT.finditer(texts)):
        if number not in shown:
            prefix = found[1] or b""
            blank = b"<" + prefix + b"si><" + prefix + b"t/></" + prefix + b"si>"
            parts += [texts[at : found.start()], blank]
            at = found.end()
    return {SHARED: b"".join([*parts, texts[at:]])}
