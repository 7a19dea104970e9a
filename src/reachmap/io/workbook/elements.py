"""Elements of XML taken out or put otherwise; all other bytes stay as they are."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat
from xml.sax.saxutils import escape

from reachmap.io.workbook.rows import TAG

WIDE = (b"\xff\xfe", b"\xfe\xff")
"""Byte order marks of XML in UTF-16, which no spreadsheet program writes."""

CELLS = re.compile(rb"<((?:\w+:)?)sheetData(?:\s[^>]*)?>.*?</\1sheetData>", re.DOTALL)
"""The rows of a sheet, which are nearly all of it and left to `rows`."""


@dataclass(slots=True)
class Element:
    """An element that was read to its end: its name, attributes and text, without prefixes."""

    name: str
    attributes: Mapping[str, str]
    start: int
    text: str = ""
    """All text in it, at any depth."""

    inside: list[str] = field(default_factory=list)
    """Names of the elements right in it, without those that were taken out."""

    lost: bool = False
    """Whether an element right in it was taken out."""


Change = Callable[[Element], str | None]
"""What becomes of an element: None where it stays, "" where it goes, else its new text."""


class _Editor:
    """A parser that notes what is to be put otherwise."""

    def __init__(self, raw: bytes, change: Change) -> None:
        self._raw = raw
        self._change = change
        self._open: list[Element] = []
        self.changes: list[tuple[int, int, bytes]] = []
        parser = self._parser = expat.ParserCreate()
        parser.StartElementHandler = self._opened
        parser.EndElementHandler = self._closed
        parser.CharacterDataHandler = self._read
        parser.Parse(raw, True)  # noqa: FBT003  expat's own way to say that this is all

    def _opened(self, name: str, attributes: Mapping[str, str]) -> None:
        plain = {_local(key): value for key, value in attributes.items()}
        self._open.append(Element(_local(name), plain, self._parser.CurrentByteIndex))

    def _read(self, text: str) -> None:
        if self._open:
            self._open[-1].text += text

    def _closed(self, _: str) -> None:
        element = self._open.pop()
        around = self._open[-1] if self._open else Element("", {}, 0)
        around.text += element.text
        text = self._change(element)
        if text is not None:
            self._note(element, text)
        if text == "":
            around.lost = True
        else:
            around.inside.append(element.name)

    def _note(self, element: Element, text: str) -> None:
        """Note a new text of an element, or that it goes, with all that was noted inside."""
        start, end = element.start, self._tag_end(element.start)
        if self._raw[end - 2 : end] != b"/>":
            last = self._parser.CurrentByteIndex
            start, end = (end, last) if text else (start, self._tag_end(last))
        while self.changes and self.changes[-1][0] >= start:
            self.changes.pop()
        self.changes.append((start, end, escape(text).encode("ascii", "xmlcharrefreplace")))

    def _tag_end(self, start: int) -> int:
        tag = TAG.match(self._raw, start)
        return tag.end() if tag else start


def edited(raw: bytes, change: Change) -> bytes:
    """Return XML with some elements taken out or given another text; rows of sheets stay.

    What is no XML of the usual kind stays as it is.

    Examples
    --------
    >>> edited(b"<a><b>1</b><c/></a>", lambda each: "" if each.name == "b" else None)
    b'<a><c/></a>'
    """
    cells = CELLS.search(raw)
    if cells is not None:
        blank = b"<" + cells[1] + b"sheetData/>"
        around = raw[: cells.start()] + blank + raw[cells.end() :]
        return edited(around, change).replace(blank, cells[0], 1)
    parts, at = [], 0
    try:
        changes = [] if raw.startswith(WIDE) else _Editor(raw, change).changes
    except expat.ExpatError:
        return raw
    for start, end, fresh in changes:
        parts += [raw[at:start], fresh]
        at = end
    return b"".join([*parts, raw[at:]])


def says(raw: bytes, test: Callable[[str, str, str], bool]) -> bool:
    """Return whether some (element, attribute, text) of XML passes a test; no attribute is ""."""
    names: list[str] = []
    passed = False

    def look(attribute: str, text: str) -> None:
        nonlocal passed
        passed = passed or test(names[-1], attribute, text)

    def opened(name: str, attributes: Mapping[str, str]) -> None:
        names.append(_local(name))
        for key, value in attributes.items():
            if not key.startswith("xmlns"):
                look(_local(key), value)

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = opened
    parser.EndElementHandler = lambda _: names.pop()
    parser.CharacterDataHandler = lambda text: look("", text)
    parser.Parse(raw, True)  # noqa: FBT003  as above
    return passed


def _local(name: str) -> str:
    return name.rpartition(":")[2]
