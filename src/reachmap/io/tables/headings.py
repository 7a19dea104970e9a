"""Headings: the tables and columns of a map, and which are missing or unknown."""

import re
from collections.abc import Collection, Iterable, Iterator
from functools import cache

from pydantic.fields import FieldInfo

from reachmap.errors import InvalidMap, Issue, quoted
from reachmap.io.tables.sheets import ParsedTables, Sheet
from reachmap.model.fields import Record, column_name
from reachmap.model.links import Link
from reachmap.model.nodes import Group, KeyWorker, Organisation
from reachmap.model.own import OWN, START
from reachmap.model.spelling import Spellings
from reachmap.model.tables import NODE_TABLES, TABLES
from reachmap.model.texts import plain
from reachmap.words import join_names

CONTACTS = "contacts"
MOST_OWN = 100
"""Most columns of a table that are kept as people's own."""

MOST_ASKED_ABOUT = 20
"""Most headings of no column of a table whose cells are looked at, where none may be own."""

AS_OWN = f"begin it with {START} or list it under 'own_columns' in about"
"""How to keep a column of one's own."""

CARRYING = frozenset(
    {CONTACTS, *(name for name, table in TABLES.items() if OWN in table.record.model_fields)}
)
"""Tables whose rows keep columns of people's own; those of contacts go with their links."""

CONTACT_FIELDS: dict[str, tuple[type[Record], str]] = {
    "organisation": (Organisation, "name"),
    "role": (KeyWorker, "role"),
    "group": (Group, "name"),
    "trust": (Link, "trust"),
    "last_contact": (Link, "last_contact"),
    "owner": (Link, "owner"),
}
"""Columns of the contacts and the fields that they fill."""

MATTERING: dict[str, tuple[str, ...]] = {
    "groups": ("population",),
    CONTACTS: ("trust", "last_contact"),
    "activities": ("date", "attended"),
    "turnout": ("attended",),
    "asks": ("date",),
}
"""Columns of counts and days without which a table says little, where they are absent."""

STAMP = "audience"
"""A column of about that names the audience of a file; not part of the map."""

KNOWN_TABLES = (*TABLES, CONTACTS)
TABLE_NAMES = ", ".join(KNOWN_TABLES)
NAME_IT = "then name it like one of the sheets that `reachmap template` writes"
"""What to do with a table that nobody knows."""

FIRST_TABLES = frozenset(
    {
        "groups",
        "organisations",
        "contacts",
        "activities",
        "turnout",
        "workers",
        "voices",
        "attendance",
        "asks",
    }
)
"""Tables without which a map says little, though it may be in order."""

NOT_READ = ", so it is not read"
"""End of what is said of a sheet or column that is passed over."""

ALIKE = 0.7
"""Least likeness of a name that is likely to be one of ours misspelt: such a one is an error."""


@cache
def fields_of(record: type[Record]) -> dict[str, str]:
    """Return the columns of a type of record and their fields."""
    return {
        column_name(name, field): name for name, field in record.model_fields.items() if name != OWN
    }


def spellings_of_tables() -> Spellings:
    """Return the names of tables, for names that are near one."""
    return Spellings(KNOWN_TABLES, alike=ALIKE)


def unknown_table(
    name: str,
    *,
    file: str,
    sheet: str | None = None,
    known: Spellings | None = None,
    remarks: bool = True,
) -> Issue:
    """Return the issue of an unknown table: an error where its name is near that of a table.

    `known` are the tables, where there may be many; without `remarks` it is always an error.
    """
    near = (known or spellings_of_tables()).nearest(plain(name), count=1)
    message = f"there is no table {quoted(name)}"
    if near:
        remedy = f"Did you mean {near[0]!r}? Then rename it, or else take it out"
        return Issue(message, remedy, file=file, sheet=sheet, value=name)
    if not remarks:
        remedy = f"Take it out; the tables are {TABLE_NAMES}"
        return Issue(message, remedy, file=file, sheet=sheet, value=name)
    message += NOT_READ
    remedy = f"Nothing to do, unless it is a table of the map: {NAME_IT}"
    return Issue(message, remedy, severity="warning", file=file, sheet=sheet, value=name)


def refuse_strangers(parsed: ParsedTables, source: str) -> None:
    """Raise where nothing is a table of a map, as in a file of another program."""
    if parsed.sheets or parsed.lost or not parsed.strangers:
        return
    strangers = join_names([quoted(name) for name in parsed.strangers])
    issue = Issue(
        f"there is no table of a map, only {strangers}",
        f"Name the tables of a map so: {TABLE_NAMES}; `reachmap template` writes a workbook to "
        "fill in, and `reachmap import --help` says what comes in from other programs",
        file=source,
        more=len(parsed.strangers) - 1,
    )
    errors = (each for each in parsed.issues if each.severity == "error")
    raise InvalidMap((issue, *errors), {})


def lost_tables(parsed: ParsedTables) -> set[str]:
    """Return the tables that could not be read, or only under a name that is near theirs."""
    known, read = spellings_of_tables(), {sheet.table for sheet in parsed.sheets}
    near = (known.nearest(plain(name), count=1) for name in parsed.strangers)
    return parsed.lost | {names[0] for names in near if names} - read


def missed_tables(strangers: Iterable[str], read: Collection[str], file: str) -> Iterator[Issue]:
    """Yield an error for each sheet or file that is called after a table that is nowhere else."""
    known = spellings_of_tables()
    for name in strangers:
        words = set(plain(re.sub(r"\W", " ", name)).split("_"))
        missed = sorted(words.intersection(FIRST_TABLES).difference(read))
        if missed and known.nearest(plain(name), count=1):
            continue  # told already
        for table in missed:
            message = f"{quoted(name)} is not read, and the table {table} is nowhere else"
            remedy = f"Name it {table} alone if it is that table, or else without this word"
            yield Issue(message, remedy, file=file)


def may_be_own(table: str, strange: Iterable[str]) -> list[str]:
    """Return the headings of no column of a table whose cells are held: not too many."""
    if table not in CARRYING:
        return [*strange][:MOST_ASKED_ABOUT]
    return sorted(strange, key=lambda heading: not heading.startswith(START))[:MOST_OWN]


def missing_columns(sheet: Sheet) -> tuple[str, ...]:
    """Return the missing columns without which the rows cannot be read."""
    return lacking(sheet.table, sheet.columns) if len(sheet.rows) else ()


def lacking(table: str, columns: Collection[str]) -> tuple[str, ...]:
    """Return the columns without which no row can be read and that are not among some."""
    needed = list(required_of(table))
    if table in NODE_TABLES.values() and "id" not in columns:
        needed.append("name")  # one of the two is enough
    return tuple(column for column in needed if column not in columns)


@cache
def columns_of(table: str) -> tuple[str, ...]:
    """Return the columns of a table, in order."""
    if table == CONTACTS:
        return tuple(CONTACT_FIELDS)
    columns = tuple(fields_of(TABLES[table].record))
    return (*columns, STAMP) if table == "about" else columns


def record_at(table: str, column: str) -> tuple[type[Record], str]:
    """Return the type of record and the name of the field that a column of a table fills."""
    if table == CONTACTS:
        return CONTACT_FIELDS[column]
    record = TABLES[table].record
    return record, fields_of(record)[column]


def field_at(table: str, column: str) -> FieldInfo:
    """Return the field that a column of a table fills."""
    record, name = record_at(table, column)
    return record.model_fields[name]


def matters(table: str) -> tuple[str, ...]:
    """Return the columns of counts and days without which a table says little."""
    return MATTERING.get(table, ())


@cache
def required_of(table: str) -> tuple[str, ...]:
    """Return the columns without which no row of a table can be read."""
    if table == CONTACTS:
        return ("organisation",)
    record = TABLES[table].record
    needed = [c for c, name in fields_of(record).items() if record.model_fields[name].is_required()]
    return tuple(c for c in needed if c not in {"id", "name"} or "id" not in needed)
