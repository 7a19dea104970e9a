"""The totals rows that Excel itself puts below its tables."""

import posixpath
import re
from zipfile import ZipFile

_RELATIONS = re.compile(r"xl/worksheets/_rels/([^/]+)\.rels")
_TARGET = re.compile(rb'Target="([^"]*tables/[^"]+\.xml)"')
_TABLE = re.compile(rb"<(?:\w+:)?table\s[^>]*>")
_COUNT = re.compile(rb'\stotalsRowCount="([0-9]{1,4})"')
_LAST = re.compile(rb'\sref="[A-Z]+[0-9]+:[A-Z]+([0-9]{1,7})"')


def totals_rows(archive: ZipFile) -> dict[str, set[int]]:
    """Return the rows of each sheet, by its part, that its tables declare to be totals."""
    names = set(archive.namelist())
    rows: dict[str, set[int]] = {}
    for name in sorted(names):
        sheet = _RELATIONS.fullmatch(name)
        for target in _TARGET.findall(archive.read(name)) if sheet else ():
            part = posixpath.normpath(posixpath.join("xl/worksheets", target.decode())).lstrip("/")
            if part in names and sheet:
                rows.setdefault(f"xl/worksheets/{sheet[1]}", set()).update(
                    _rows_of(archive.read(part))
                )
    return rows


def _rows_of(table: bytes) -> range:
    """Return the rows that a table declares to be totals."""
    start = _TABLE.search(table)
    count, last = (pattern.search(start[0]) if start else None for pattern in (_COUNT, _LAST))
    if count is None or last is None:
        return range(0)
    return range(int(last[1]) - int(count[1]) + 1, int(last[1]) + 1)
