"""A file or folder that another program wrote, before anybody knows what it holds."""

import csv
import io
import json
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cached_property
from pathlib import Path
from typing import Any

from reachmap.errors import UNSEEN, UnreadableFile, quoted
from reachmap.io.tables.no_data import names_nothing
from reachmap.io.workbook.reading import cells_of_sheets
from reachmap.model.texts import slug
from reachmap.paths import ODD, is_odd

Grid = list[list[str]]
"""Rows of cells as text."""

MOST_BYTES = 100 * 10**6
"""Bytes of a source that are read, of all its files together."""

MOST_FILES = 1_000
READ = frozenset({".csv", ".txt", ".tsv", ".json", ".xlsx", ".xml", ".graphml", ".gexf"})
"""Endings of files that an importer may know."""

SEPARATORS = ",;\t"
MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}
LONGEST = 200
"""Characters of a name that are taken."""


@dataclass(frozen=True)
class Foreign:
    """The files of a source by name, and what they hold."""

    name: str
    files: dict[str, bytes] = field(repr=False)

    @cached_property
    def grids(self) -> dict[str, Grid]:
        """Return CSV files and sheets as rows of cells, by the name of the file or sheet."""
        grids: dict[str, Grid] = {}
        for name, raw in self.files.items():
            ending = Path(name).suffix.casefold()
            if ending in {".csv", ".txt", ".tsv"}:
                grids[Path(name).stem.casefold()] = _grid(name, raw)
            elif ending == ".xlsx":
                sheets = cells_of_sheets(raw, Path(name))
                grids |= {title.casefold(): _as_texts(rows) for title, rows in sheets.items()}
        return grids

    @cached_property
    def documents(self) -> list[Any]:
        """Return what the JSON files hold."""
        names = (name for name in self.files if Path(name).suffix.casefold() == ".json")
        return [_document(name, self.files[name]) for name in names]

    def texts(self, *endings: str) -> Iterator[tuple[str, bytes]]:
        """Yield the files with some endings."""
        for name, raw in self.files.items():
            if Path(name).suffix.casefold() in endings:
                yield name, raw


def open_foreign(path: Path) -> Foreign:
    """Return the files of a source."""
    try:
        if not path.exists():
            message = f"there is no file or folder {quoted(str(path))} to import"
            raise UnreadableFile(message)
        if is_odd(path):
            raise UnreadableFile(ODD.format(path))
        files = sorted(path.iterdir())[:MOST_FILES] if path.is_dir() else [path]
        files = [file for file in files if file.is_file() and file.suffix.casefold() in READ]
        if sum(file.stat().st_size for file in files) > MOST_BYTES:
            message = f"{path} is larger than {MOST_BYTES // 10**6} MB; import it in parts"
            raise UnreadableFile(message)
        return Foreign(path.name, {file.name: file.read_bytes() for file in files})
    except OSError as error:
        message = f"cannot read {quoted(str(path))}: {error.strerror}"
        raise UnreadableFile(message) from error


def one_line(raw: object) -> str:
    """Return a value as one clean line for a name: no ``;``, nothing invisible, not too long.

    Examples
    --------
    >>> one_line("  Carers; Hub "), one_line(None), one_line(7)
    ('Carers, Hub', '', '7')
    """
    if raw is None or isinstance(raw, dict | list | bool):
        return ""
    text = " ".join(visible_only(str(raw)).replace(";", ",").split())
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def first_of(record: Mapping[str, object], names: Iterable[str]) -> str:
    """Return the first of some values of a record that is there, as one clean line."""
    return next((value for name in names if (value := one_line(record.get(name)))), "")


def is_name(text: str) -> bool:
    """Return whether a text names something: it is no total and no mark of what is not known.

    Examples
    --------
    >>> is_name("Carers' Hub"), is_name("n/a"), is_name("Unknown!"), is_name("")
    (True, False, False, False)
    """
    return bool(text) and not names_nothing(text) and not names_nothing(slug(text))


def several(raw: str | None) -> str:
    """Return a text of one or several values, parted by ``;``, each as one clean line."""
    return ";".join(filter(None, (one_line(part) for part in (raw or "").split(";"))))


def visible_only(text: str) -> str:
    """Return a text without invisible characters; line ends and tabs become blanks."""
    if text.isprintable():
        return text
    seen = ((c, unicodedata.category(c)) for c in unicodedata.normalize("NFC", text))
    return "".join(
        " " if c in "\n\r\t" else c for c, kind in seen if c in "\n\r\t" or kind not in UNSEEN
    )


def plain(text: str) -> str:
    """Return a text as it is compared: without case and outer blanks.

    Examples
    --------
    >>> plain(" User  Email ")
    'user email'
    """
    return " ".join(text.casefold().split())


def _decoded(name: str, raw: bytes) -> str:
    """Return a text in UTF-8, UTF-16 with its mark, or the usual code page of Windows."""
    encoding = next((code for mark, code in MARKS.items() if raw.startswith(mark)), "utf-8")
    for each in (encoding, "cp1252"):
        try:
            return raw.decode(each)
        except UnicodeDecodeError:
            continue
    message = f"{name} is in no encoding that is known; save it as CSV UTF-8"
    raise UnreadableFile(message)


def _grid(name: str, raw: bytes) -> Grid:
    text = _decoded(name, raw)
    head = "\n".join(text.splitlines()[:40])
    separator = max(SEPARATORS, key=head.count)
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as error:
        message = f"{name} cannot be read as CSV: {error}"
        raise UnreadableFile(message) from error


def _as_texts(rows: list[list[object]]) -> Grid:
    return [[_as_text(cell) for cell in row] for row in rows]


def _as_text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time.min else cell.isoformat(" ")
    if isinstance(cell, date):
        return cell.isoformat()
    return repr(cell).removesuffix(".0") if isinstance(cell, float) else str(cell)


def _document(name: str, raw: bytes) -> Any:  # noqa: ANN401  whatever the file holds
    try:
        return json.loads(_decoded(name, raw))
    except (ValueError, RecursionError) as error:
        message = f"{name} is no JSON that can be read: {error}"
        raise UnreadableFile(message) from error
