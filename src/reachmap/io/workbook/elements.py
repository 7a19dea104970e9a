"""Elements of XML taken out or put otherwise; all other bytes stay as they are."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat
from xml.sax.saxutils import escape

from reachmap.io.workbook.rows import TAG

WIDE = (b"\xff\xfe", b"\xfe\xff")
"""Byte order marks of XML in UTF-16, which no spreadsheet program writes."""

CELLS = "sheetData"
"""Element whose inside is left to `rows`: it is nearly all of a sheet."""


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
        self._cells = False
        self.changes: list[tuple[int, int, bytes]] = []
        parser = self._parser = expat.ParserCreate()
        parser.StartElementHandler = self._opened
        parser.EndElementHandler = self._closed
        parser.CharacterDataHandler = self._read
        parser.Parse(raw, True)  # noqa: FBT003  expat's own way to say that this is all

    def _opened(self, name: str, attributes: Mapping[str, str]) -> None:
        self._cells = self._cells or _local(name) == CELLS
        if not self._cells:
            plain = {_local(key): value for key, value in attributes.items()}
            self._open.append(Element(_local(name), plain, self._parser.CurrentByteIndex))

    def _read(self, text: str) -> None:
        if self._open and not self._cells:
            self._open[-1].text += text

    def _closed(self, name: str) -> None:
        if self._cells:
            self._cells = _local(name) != CELLS
            return
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
    """Return XML with some elements taken out or given another text; what is none stays.

    Examples
    --------
    >>> edited(b"<a><b>1</b><c/></a>", lambda each: "" if each.name == "b" else None)
    b'<a><c/></a>'
    """
    parts, at = [], 0
    try:
        changes = [] if raw.startswith(WIDE) else _Editor(raw, change).changes
    except expat.ExpatError:
        return raw
    for start, end, fresh in changes:
        parts += [raw[at:start], fresh]
        at = end
    return b"".join([*parts, raw[at:]])


def words_in(raw: bytes) -> Iterator[tuple[str, str, str]]:
    """Yield (element, attribute, text) of all that XML says; the attribute is "" for its text."""
    words: list[tuple[str, str, str]] = []
    names: list[str] = []

    def opened(name: str, attributes: Mapping[str, str]) -> None:
        names.append(_local(name))
        words.extend(
            (names[-1], _local(key), value)
            for key, value in attributes.items()
            if not key.startswith("xmlns")
        )

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = opened
    parser.EndElementHandler = lambda _: names.pop()
    parser.CharacterDataHandler = lambda text: words.append((names[-1], "", text))
    parser.Parse(raw, True)  # noqa: FBT003  as above
    yield from words


def _local(name: str) -> str:
    return name.rpartition(":")[2]
