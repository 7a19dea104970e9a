"""The rows of one sheet as bytes of its XML, to change some and leave the rest.

All other bytes stay: widths, colours, drop-downs, comments, and whatever a spreadsheet
program stores that no library knows of.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from reachmap.io.tables.grid import letters

TAG = re.compile(rb"""<(?:[^>"']|"[^"]*"|'[^']*')*>""")
SPANS = re.compile(rb"""\sspans=("[^"]*"|'[^']*')""")
REFERENCE = re.compile(r"([A-Z]+)([0-9]+)")
FILLED = frozenset({"v", "is", "f"})


@dataclass(slots=True)
class CellSpan:
    """A cell: where its bytes begin and end, its style, and whether it has a value."""

    start: int
    end: int
    style: str | None
    filled: bool = False


@dataclass(slots=True)
class RowSpan:
    """A row: where its bytes begin and end, where its first tag ends, and its cells by column."""

    number: int
    start: int
    inner: int
    end: int = 0
    cells: dict[int, CellSpan] = field(default_factory=dict)

    @property
    def filled(self) -> bool:
        """Whether a cell of it has a value."""
        return any(cell.filled for cell in self.cells.values())


def number_of(name: str) -> int:
    """Return the position of a column, from 1, by its letters.

    Examples
    --------
    >>> number_of("A"), number_of("AA")
    (1, 27)
    """
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


class _Scanner:
    """A parser that notes where rows and cells begin and end."""

    def __init__(self, raw: bytes) -> None:
        self.raw = raw
        self.rows: dict[int, RowSpan] = {}
        self.column_styles: list[tuple[int, int, str]] = []
        self.prefix = b""
        self.inner = 0
        self._last = 0
        self._row: RowSpan | None = None
        self._cell: CellSpan | None = None
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._opened
        self._parser.EndElementHandler = self._closed
        self._parser.Parse(raw, True)  # noqa: FBT003  expat's own way to say that this is all

    def _opened(self, name: str, attributes: Mapping[str, str]) -> None:
        prefix, _, local = name.rpartition(":")
        start = self._parser.CurrentByteIndex
        if local == "sheetData":
            self.prefix = f"{prefix}:".encode() if prefix else b""
            self.inner = self._tag_end(start)
        elif local == "col" and attributes.get("style"):
            self.column_styles.append(
                (int(attributes["min"]), int(attributes["max"]), attributes["style"])
            )
        elif local == "row":
            self._last = int(attributes.get("r") or self._last + 1)
            self._row = RowSpan(self._last, start, self._tag_end(start))
            self.rows[self._last] = self._row
        elif self._row is not None:
            self._in_row(self._row, local, attributes, start)

    def _in_row(self, row: RowSpan, local: str, attributes: Mapping[str, str], start: int) -> None:
        if local == "c":
            reference = REFERENCE.match(attributes.get("r", ""))
            column = number_of(reference[1]) if reference else max(row.cells, default=0) + 1
            self._cell = row.cells[column] = CellSpan(start, 0, attributes.get("s"))
        elif local in FILLED and self._cell is not None:
            self._cell.filled = True

    def _closed(self, name: str) -> None:
        local, at = name.rpartition(":")[2], self._parser.CurrentByteIndex
        if local == "row" and self._row is not None:
            self._row.end = self._end(self._row.start, at)
            self._row = None
        elif local == "c" and self._cell is not None:
            self._cell.end = self._end(self._cell.start, at)
            self._cell = None

    def _tag_end(self, start: int) -> int:
        tag = TAG.match(self.raw, start)
        return tag.end() if tag else start

    def _end(self, start: int, at: int) -> int:
        """Return where an element ends: with its own tag, or with the one that closes it."""
        own = self._tag_end(start)
        return own if self.raw[own - 2 : own] == b"/>" else self._tag_end(at)


class SheetRows:
    """The rows of a sheet by number, blank ones with a style of their own among them."""

    def __init__(self, raw: bytes) -> None:
        scanner = _Scanner(raw)
        self.rows = scanner.rows
        self._raw = raw
        self._column_styles = scanner.column_styles
        self._prefix = scanner.prefix
        self._inner = scanner.inner
        self._fresh: dict[int, dict[int, bytes]] = {}

    @property
    def last(self) -> int:
        """The last row with a value; 0 where there is none."""
        return max((number for number, row in self.rows.items() if row.filled), default=0)

    def style(self, row: int, column: int, *, like: int | None = None) -> str | None:
        """Return the style of a cell: its own, else that of the row `like`, else its column's."""
        for number in (row, like):
            other = self.rows.get(number or 0)
            if other is not None and column in other.cells:
                return other.cells[column].style
        of_column = [s for first, last, s in self._column_styles if first <= column <= last]
        return of_column[0] if of_column else None

    def put(self, row: int, column: int, cell: bytes) -> None:
        """Set the XML element of a cell, which does not name its reference yet."""
        self._fresh.setdefault(row, {})[column] = cell

    def clear(self, row: int) -> None:
        """Blank the cells of a row; their styles stay."""
        for column, cell in self.rows[row].cells.items():
            self.put(row, column, cell_element(None, cell.style))

    def to_bytes(self) -> bytes:
        """Return the sheet with the changes made."""
        head, tail = self._raw[: self._inner], self._raw[self._inner :]
        if head.endswith(b"/>"):
            head, tail = head[:-2] + b">", b"</" + self._prefix + b"sheetData>" + tail
        else:
            last = max((row.end for row in self.rows.values()), default=self._inner)
            tail = self._raw[last:]
        return b"".join([head, *self._rows(), tail])

    def _rows(self) -> Iterator[bytes]:
        """Yield the bytes of every row, and of what is between them."""
        at = self._inner
        for number in sorted({*self.rows, *self._fresh}):
            row = self.rows.get(number)
            if row is None:
                tag = b"<" + self._prefix + f'row r="{number}">'.encode()
                yield self._row(tag, {}, number)
                continue
            yield self._raw[at : row.start]
            at = row.end
            if number in self._fresh:
                cells = {c: self._raw[cell.start : cell.end] for c, cell in row.cells.items()}
                tag = SPANS.sub(b"", self._raw[row.start : row.inner])
                yield self._row(tag.removesuffix(b"/>").removesuffix(b">") + b">", cells, number)
            else:
                yield self._raw[row.start : row.end]

    def _row(self, tag: bytes, cells: Mapping[int, bytes], number: int) -> bytes:
        fresh = {
            column: cell.replace(b"<c", f'<c r="{letters(column - 1)}{number}"'.encode(), 1)
            for column, cell in self._fresh[number].items()
        }
        if self._prefix:
            fresh = {
                column: re.sub(rb"<(/?)(?=\w)", rb"<\1" + self._prefix, cell)
                for column, cell in fresh.items()
            }
        merged = dict(cells) | fresh
        inside = b"".join(merged[column] for column in sorted(merged))
        return tag + inside + b"</" + self._prefix + b"row>"


def cell_element(inside: bytes | None, style: str | None, kind: str = "") -> bytes:
    """Return a cell as XML, without its reference."""
    attributes = (f' s="{style}"' if style else "") + (f' t="{kind}"' if kind else "")
    if inside is None:
        return f"<c{attributes}/>".encode()
    return f"<c{attributes}>".encode() + inside + b"</c>"
