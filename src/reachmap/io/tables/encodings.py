"""In which encoding a file is, and text that some program read in a wrong one."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from reachmap.errors import Issue, quoted
from reachmap.io.tables.sheets import Sheet, texts_in

MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}

MARKED = "utf-8-sig"
"""The encoding that spreadsheet programs know by its mark."""

_GARBLED = {
    "cp1252": re.compile("[ÂÃÄÅ][^\\x00-\\x7f‘’“”–—…]|â[^\\x00-\\x7f]{2}|ð[^\\x00-\\x7f]{3}"),
    "mac_roman": re.compile("[√¬][^\\x00-\\x7f]|‚Ä[^\\x00-\\x7f]"),
}
"""What letters, quotation marks and symbols in UTF-8 look like, read in two older encodings."""


def encoding_of(raw: bytes) -> str:
    """Return the encoding that the mark of a file says; UTF-8 where it has none."""
    return next((name for mark, name in MARKS.items() if raw.startswith(mark)), "utf-8")


def ungarbled(text: str) -> str:
    """Return a text as it was before it was read in a wrong encoding; unchanged where it was not.

    Examples
    --------
    >>> ungarbled("CafÃ© £5"), ungarbled("Café São João")
    ('Café £5', 'Café São João')
    """
    for encoding, pattern in _GARBLED.items():
        text = pattern.sub(partial(_decoded, encoding=encoding), text)
    return text


def _decoded(run: re.Match[str], *, encoding: str) -> str:
    try:
        return b"".join(_byte(each, encoding) for each in run[0]).decode()
    except UnicodeError:
        return run[0]


def _byte(character: str, encoding: str) -> bytes:
    """Return the byte that a character was; the control characters have none in cp1252."""
    return character.encode("latin-1" if "\x80" <= character <= "\x9f" else encoding)


def garbled_cells(sheet: Sheet) -> Iterator[Issue]:
    """Yield a warning for each cell that was probably read in a wrong encoding."""
    for column, cells in sheet.columns.items():
        texts = {text for text in texts_in(cells) if not text.isascii()}
        meant = {text: plain for text in texts if (plain := ungarbled(text)) != text}
        for position, cell in enumerate(cells if meant else ()):
            if isinstance(cell, str) and cell in meant:
                issue = sheet.issue(
                    f"looks like {quoted(meant[cell])}, read in a wrong encoding",
                    "Type it anew, or save the file it comes from as CSV UTF-8",
                    position=position,
                    column=column,
                    value=cell,
                    severity="warning",
                )
                yield replace(issue, kind="slip")
