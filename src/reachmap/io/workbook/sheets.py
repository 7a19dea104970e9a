"""A sheet added to an existing workbook, and the named tables on a sheet made longer."""

import posixpath
import re
from collections.abc import Mapping

from reachmap.io.tables.edits import Parts
from reachmap.io.tables.headings import required_of
from reachmap.io.workbook.reading import TableLocation
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
SHARED_CELL = re.compile(rb"""<(?:\w+:)?c\s[^>]*?t=["']s["'][^>]*>\s*<(?:\w+:)?v>([0-9]+)<""")
REF = re.compile(rb'(\sref="[A-Z]+[0-9]+:[A-Z]+)([0-9]+)"')


def add_sheet(
    files: Mapping[str, bytes], table: str, style: str | None
) -> tuple[TableLocation, Parts]:
    """Return where a new last sheet for a table is, and the parts that change."""
    number = 1
    while f"xl/worksheets/sheet{number}.xml" in files:
        number += 1
    part = f"xl/worksheets/sheet{number}.xml"
    book, links, kinds = files[BOOK], files[BOOK_LINKS], files[KINDS]
    id_ = max((int(match) for match in SHEET_NUMBER.findall(book)), default=0) + 1
    link = max((int(match) for match in LINK_ID.findall(links)), default=0) + 1
    prefix = next(iter(SHEETS_END.findall(book)), b"").decode()
    sheet = (
        f'<{prefix}sheet name="{table}" sheetId="{id_}" '
        f'xmlns:o="{OFFICE}" o:id="rId{link}"/></{prefix}sheets>'
    )
    relation = (
        f'<Relationship Id="rId{link}" Type="{OFFICE}/worksheet" Target="/{part}"/></Relationships>'
    )
    override = f'<Override PartName="/{part}" ContentType="{KIND}"/></Types>'
    headings = [*required_of(table)]
    changed = {
        part: _blank_sheet(headings, style),
        BOOK: SHEETS_END.sub(sheet.encode(), book, count=1),
        BOOK_LINKS: links.replace(b"</Relationships>", relation.encode(), 1),
        KINDS: kinds.replace(b"</Types>", override.encode(), 1),
    }
    return TableLocation(part, table, 1, headings), changed


def _blank_sheet(headings: list[str], style: str | None) -> bytes:
    raw = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{MAIN}">'
        f'<cols><col min="1" max="12" width="{WIDTH}" customWidth="1"/></cols><sheetData/>'
        "</worksheet>"
    )
    rows = SheetRows(raw.encode())
    for column, heading in enumerate(headings, 1):
        text = f"<is><t>{heading}</t></is>".encode()
        rows.put(1, column, cell_element(text, style, "inlineStr"))
    return rows.to_bytes()


def grow_tables(files: Mapping[str, bytes], part: str, first: int, count: int) -> Parts:
    """Extend the named tables that end right above new rows, as typing there would."""
    folder, name = posixpath.split(part)
    links = files.get(f"{folder}/_rels/{name}.rels", b"")
    changed: Parts = {}
    for target in TABLE_LINK.findall(links):
        path = posixpath.normpath(posixpath.join("/", folder, target.decode())).lstrip("/")
        raw = files.get(path, b"")
        if not count or b"totalsRowCount=" in raw:
            continue

        def longer(match: re.Match[bytes]) -> bytes:
            end = int(match[2])
            return match[1] + str(end + count if end == first - 1 else end).encode() + b'"'

        changed[path] = REF.sub(longer, raw)
    return changed


def without_unused_texts(files: Mapping[str, bytes]) -> Parts:
    """Blank the shared texts that no cell uses any more, so that nothing of them is left."""
    if SHARED not in files:
        return {}
    sheets = (raw for name, raw in files.items() if name.startswith("xl/worksheets/"))
    used = {int(number) for raw in sheets for number in SHARED_CELL.findall(raw)}
    texts = files[SHARED]
    parts, at = [], 0
    for number, match in enumerate(SHARED_TEXT.finditer(texts)):
        if number not in used:
            prefix = match[1] or b""
            blank = b"<" + prefix + b"si><" + prefix + b"t/></" + prefix + b"si>"
            parts += [texts[at : match.start()], blank]
            at = match.end()
    return {SHARED: b"".join([*parts, texts[at:]])}
