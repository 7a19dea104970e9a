"""Telephone numbers and e-mail addresses: how to reach a person is not what a map is for."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import get_args, get_origin

from reachmap.model.content import Content
from reachmap.model.fields import FieldClass, Record, column_name, field_class, reference
from reachmap.model.ledger import Ledger
from reachmap.model.rules import Fault, Names
from reachmap.model.tables import TABLES, Table

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}", re.IGNORECASE)

_TELEPHONE = re.compile(
    r"[+(0](?<![\w][+(0])(?<!\d[-. /][+(0])"  # no part of a longer run of figures
    r"(?!(?<=0)\d[-. ]\d\d?[-. ](?:19|20)\d\d)"  # nor a day, month and year
    r"(?:(?<=\+)[ ]?[1-9](?:[ ().-]{0,2}\d){7,13}"  # with the code of a country
    r"|(?<=0)0[1-9](?:[ ().-]{0,2}\d){9,13}"
    r"|(?<=\()\d{3}\)[ ]?\d{3}-\d{4}"
    r"|(?:(?<=0)|(?<=\()0)(?!\d{9}\b)[1-9](?:[ ().-]{0,2}\d){8,9})"  # 10 figures are parted
    r"(?!\w)"
)

PSEUDONYM_DIGITS = 16
"""Digits of a pseudonym: two people of a million share one once in 37 million imports."""

_TOKENS = re.compile(
    rf"\bv-[0-9a-f]{{{PSEUDONYM_DIGITS}}}\b|\b[0-9a-f]{{8}}(?:-[0-9a-f]{{4}}){{3}}-[0-9a-f]{{12}}\b",
    re.IGNORECASE,
)
"""Pseudonyms that we make, and UUIDs: figures by chance alone."""

REMEDY = "Take it out, and keep it in your address book"


def without_details(text: str) -> str:
    """Return a text with `…` in the place of telephone numbers and e-mail addresses.

    Examples
    --------
    >>> without_details("youth lead 07700 900123, Carers' Hub")
    "youth lead …, Carers' Hub"
    """
    return _TELEPHONE.sub("…", _EMAIL.sub("…", text))


def contact_details(content: Content, names: Names) -> Iterator[Fault]:
    """No name, role or other short text holds how to reach a person; nor is it repeated here."""
    del names
    for table in (table for table in TABLES.values() if table.name != "assumptions"):
        rows = getattr(content, table.name)
        if isinstance(rows, Ledger):
            yield from _of_ledger(table, rows)
        elif isinstance(rows, Record):
            yield from _of_records(table, [rows])
        elif isinstance(rows, Sequence):
            yield from _of_records(table, rows)


@cache
def _short_texts(record: type[Record]) -> tuple[str, ...]:
    """Return the fields with words of people's own; ids last, as they may be made of the others."""
    own = [
        name
        for name, field in record.model_fields.items()
        if reference(field) is None
        and field_class(field) is not FieldClass.FREE_TEXT
        and _is_text(field.annotation)
    ]
    return tuple(sorted(own, key=lambda name: (name in {"id", "code"}, name != "role")))


def _is_text(annotation: object) -> bool:
    """Return whether a field holds one text, or none."""
    parts = (annotation, *get_args(annotation))
    many = get_origin(annotation) is tuple
    return not many and str in {getattr(part, "__origin__", part) for part in parts}


def _of_records(table: Table, rows: Sequence[Record]) -> Iterator[Fault]:
    reported: set[int] = set()
    seen: set[str] = set()
    bad: dict[str, str] = {}
    for name in _short_texts(table.record):
        texts = [getattr(record, name) or "" for record in rows]
        fresh = {*texts} - seen
        seen |= fresh
        if _detail_in(fresh):
            bad |= {text: what for text in fresh if (what := _detail_in([text]))}
        for row, text in enumerate(texts) if bad else ():
            if text in bad and row not in reported:
                reported.add(row)
                yield _fault(table, row, name, bad[text])


def _of_ledger(table: Table, rows: Ledger[Record]) -> Iterator[Fault]:
    for name in _short_texts(table.record):
        texts = rows.categories(name)
        if not _detail_in(text or "" for text in texts):
            continue
        for text, positions in zip(texts, rows.origins(name), strict=True):
            what = _detail_in([text or ""])
            for row in positions.tolist() if what else ():
                yield _fault(table, row, name, what)


def _detail_in(texts: Iterable[str]) -> str:
    """Return what some texts hold that a map is not for."""
    whole = "\n".join(texts)
    if "@" in whole and _EMAIL.search(whole):
        return "e-mail address"
    if not _TELEPHONE.search(whole):
        return ""
    return "telephone number" if _TELEPHONE.search(_TOKENS.sub("…", whole)) else ""


def _fault(table: Table, row: int, name: str, what: str) -> Fault:
    article = "an" if what[0] in "aeiou" else "a"
    message = f"holds {article} {what}, which a map is not for"
    column = column_name(name, table.record.model_fields[name])
    return Fault(table.name, row, column, None, message, REMEDY)
