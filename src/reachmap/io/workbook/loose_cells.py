"""Cells of sheets that hold no table, such as the entries of a drop-down typed on a sheet apart."""

import re
from collections.abc import Collection, Iterator, Mapping
from html import unescape

from reachmap.io.tables.edits import Parts
from reachmap.io.workbook.sheets import SHARED, SHARED_TEXT

CELL = re.compile(rb"<((?:\w+:)?)c\b([^>]*?)(?<!/)>(.*?)</\1c>", re.DOTALL)
KIND = re.compile(rb"""\st=["'](\w+)["']""")
TEXT = re.compile(rb"<(?:\w+:)?t(?:\s[^>]*)?>(.*?)</(?:\w+:)?t>", re.DOTALL)
VALUE = re.compile(rb"<((?:\w+:)?)v(?:\s[^>]*)?>(.*?)</\1v>", re.DOTALL)
INSIDE = re.compile(rb"<((?:\w+:)?)(?:v|is)\b.*?</\1(?:v|is)>", re.DOTALL)


def without_cells(
    files: Mapping[str, bytes], tables: Collection[str], names: Collection[str]
) -> Parts:
    """Return the sheets that hold no table with the cells blanked whose whole value is a name."""
    shared = _numbers_of(files.get(SHARED, b""), names)

    def blanked(match: re.Match[bytes]) -> bytes:
        prefix, attributes, inside = match.groups()
        kind = KIND.search(attributes)
        text = _text(inside, kind[1] if kind else b"")
        if text not in (shared if kind and kind[1] == b"s" else names):
            return match[0]
        rest = INSIDE.sub(b"", inside)
        return b"".join(
            [b"<", prefix, b"c", KIND.sub(b"", attributes), b">", rest, b"</", prefix, b"c>"]
        )

    changed: Parts = {}
    for part, raw in files.items():
        if part.startswith("xl/worksheets/") and part.endswith(".xml") and part not in tables:
            after = CELL.sub(blanked, raw)
            if after != raw:
                changed[part] = after
    return changed


def _numbers_of(shared: bytes, names: Collection[str]) -> set[str]:
    """Return the numbers of the shared texts that are one of some names."""
    texts = enumerate(SHARED_TEXT.finditer(shared))
    return {str(number) for number, match in texts if "".join(_texts(match[0])) in names}


def _text(inside: bytes, kind: bytes) -> str:
    """Return what a cell holds: its text, or the number of a shared one."""
    if kind == b"inlineStr":
        return "".join(_texts(inside))
    value = VALUE.search(inside)
    return unescape(value[2].decode("utf-8", "replace")) if value else ""


def _texts(raw: bytes) -> Iterator[str]:
    yield from (unescape(text.decode("utf-8", "replace")) for text in TEXT.findall(raw))
