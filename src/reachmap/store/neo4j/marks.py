"""What tells the rows of a map apart, and whether one was changed: eight bytes each.

A sync leaves them in the database, so that the next sends what the source changed since and
nothing else. They name nobody; `forget` removes them all the same.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b
from typing import Any

from reachmap.model.columns import Columns, columns_of
from reachmap.model.content import Content
from reachmap.model.tables import TABLES

SIZE = 8
Marks = Mapping[bytes, bytes]
"""What tells a row apart, and what its content comes to."""

KEYS: dict[str, tuple[str, ...]] = {name: table.key for name, table in TABLES.items()}
"""Fields that tell the rows of each table apart; those of a table without by all of theirs."""


def mark(values: Iterable[Any]) -> bytes:
    """Return eight bytes of some values."""
    return blake2b(repr(tuple(values)).encode("utf-8", "surrogatepass"), digest_size=SIZE).digest()


def keys_of(table: str, columns: Columns, names: Sequence[str]) -> list[bytes]:
    """Return what tells each row apart; equal rows of a table without a key are counted."""
    key = KEYS[table] or tuple(names)
    rows = zip(*(columns[name] for name in key), strict=True)
    marks = [mark(value or "" for value in row) if KEYS[table] else mark(row) for row in rows]
    if KEYS[table]:
        return marks
    seen: Counter[bytes] = Counter()
    numbered = []
    for each in marks:
        seen[each] += 1
        numbered.append(mark((each, seen[each])))
    return numbered


def marks_of(table: str, columns: Columns) -> dict[bytes, bytes]:
    """Return the marks of the rows of a table, in their order."""
    names = [name for name in TABLES[table].record.model_fields if name in columns]
    if not names:
        return {}
    if table == "about":
        keys = [mark(("about",))] * len(columns[names[0]])
    else:
        keys = keys_of(table, columns, names)
    rows = zip(*(columns[name] for name in names), strict=True)
    return dict(zip(keys, map(mark, rows), strict=True))


def marks_of_map(content: Content) -> dict[str, dict[bytes, bytes]]:
    """Return the marks of every table."""
    return {table: marks_of(table, columns_of(content, table)) for table in TABLES}


def packed(marks: Marks) -> bytes:
    """Return marks as the database holds them."""
    return b"".join(key + marks[key] for key in sorted(marks))


def unpacked(raw: bytes) -> dict[bytes, bytes]:
    """Return marks that the database holds."""
    pairs = (raw[start : start + 2 * SIZE] for start in range(0, len(raw), 2 * SIZE))
    return {pair[:SIZE]: pair[SIZE:] for pair in pairs}
