"""The digest of a map: the same content has the same digest."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

import numpy as np

from reachmap.model.columns import columns_of
from reachmap.model.content import Content
from reachmap.model.fields import Record
from reachmap.model.ledger import Ledger, kind_of
from reachmap.model.tables import TABLES

CANONICAL_FORM = "reachmap digest 1"
"""Name of the canonical form; a changed form needs another name."""

CHUNK = 10_000
"""Values encoded at a time."""


def digest(content: Content) -> str:
    """Return the SHA-256 digest of the content of a map.

    Examples
    --------
    >>> from reachmap.model.about import About
    >>> one, same, other = (digest(Content(about=About(area=a))) for a in ("Ham", "Ham", "Eel"))
    >>> one == same, one == other, len(one)
    (True, False, 64)
    """
    sha = hashlib.sha256(CANONICAL_FORM.encode())
    for name in TABLES:
        for part in _table(content, name):
            sha.update(part)
    return sha.hexdigest()


def _table(content: Content, name: str) -> Iterator[bytes]:
    rows = getattr(content, name)
    yield _plain([name])
    if isinstance(rows, Ledger):
        for field, spec in rows.record.model_fields.items():
            yield from _ledger_column(rows, field, kind_of(spec.annotation))
        return
    columns = columns_of(content, name)
    if name == "assumptions":
        # Changed assumptions have an order of their own, which is no content.
        pairs = sorted(zip(columns["name"], columns["value"], strict=True))
        columns = {"name": [pair[0] for pair in pairs], "value": [pair[1] for pair in pairs]}
    for field, values in columns.items():
        yield from _column(field, values)


def _ledger_column(rows: Ledger[Record], name: str, kind: type) -> Iterable[bytes]:
    """Yield a column as its sorted texts and the code of each row, or as its numbers."""
    if kind is str:
        yield from _column(name, rows.categories(name))
        yield rows.codes(name).astype("<i4").tobytes()
    elif kind is date:
        yield from _column(name, [len(rows)])
        yield rows.days(name).view(np.int64).astype("<i8").tobytes()
    else:
        yield from _column(name, rows.cells(name))


def _column(name: str, values: Sequence[Any]) -> Iterator[bytes]:
    yield _plain([name, len(values)])
    for start in range(0, len(values), CHUNK):
        yield _plain(values[start : start + CHUNK])


def _plain(values: Sequence[Any]) -> bytes:
    """Return values as JSON; the field says the type of each."""
    return json.dumps(values, ensure_ascii=False, default=date.isoformat).encode()
