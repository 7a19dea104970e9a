"""Which table a file or sheet is named after, and which column a heading: by their usual names."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from reachmap.io.tables.cells import Raw, is_blank
from reachmap.io.tables.headings import KNOWN_TABLES, STAMP, columns_of, field_at, lacking
from reachmap.io.tables.several import bare
from reachmap.io.tables.synonyms import bare_heading, meanings, shorter
from reachmap.model.tables import NODE_TABLES
from reachmap.model.texts import plain

SEARCHED = 10
"""Filled rows among which the headings are looked for."""

MOST_HEADINGS = 1_000
"""Cells of a row that are looked at to know it for headings."""

_PARTED = re.compile(r"\s[-–—]\s")
"""What is between the names of a workbook and of its sheet, where each sheet is a file."""

_NUMBERED = re.compile(r"-table \d+$", re.IGNORECASE)
"""What Numbers puts behind the name of a sheet."""

SEVERAL = "(s)"

HEADINGS = {
    "as_of": "As of date",
    "can_change": "What can change",
    "feedback_on": "Feedback given on",
    "notice_days": "Days of notice",
    "supports": "Supports offered",
}
"""Headings of the template, where they are not the name of the column in plain letters."""

KINDS = {table: kind for kind, table in NODE_TABLES.items()}


def table_named(name: str) -> str | None:
    """Return the table that a file or sheet is named after, if it is.

    Examples
    --------
    >>> table_named("Groups"), table_named("Old town - organizations"), table_named("Notes")
    ('groups', 'organisations', None)
    """
    wanted = _british(plain(_PARTED.split(_NUMBERED.sub("", name))[-1]))
    return wanted if wanted in KNOWN_TABLES else None


LONGEST = 120
"""Characters of a heading that is looked into: a longer one is a line of something else."""


def column_named(table: str, heading: str) -> str:
    """Return the column of a table that a heading means; the plain heading where it means none.

    Examples
    --------
    >>> column_named("groups", "Group name"), column_named("groups", "Population (2021)")
    ('name', 'population')
    >>> column_named("activities", "Date of event"), column_named("activities", "Cost (pence)")
    ('date', 'cost_(pence)')
    """
    if len(heading) > LONGEST:
        return plain(heading)
    known = columns_of(table)
    whole = bare_heading(heading.replace(SEVERAL, ""))
    bare = _british(plain(whole))
    own = KINDS.get(table, table)
    meant = (
        plain(heading),
        *meanings(table, bare),
        bare.removeprefix(f"{own}_"),
        bare.removesuffix("_name"),
        bare.removesuffix("_id"),
        f"{bare}s" if SEVERAL in heading else None,
        "name" if bare == own else None,
        *(each for part in shorter(whole) for each in meanings(table, _british(plain(part)))),
    )
    return next((name for name in meant if name in known), plain(heading))


def heading_of(table: str, column: str) -> str:
    """Return the heading of a column as people would type it.

    Examples
    --------
    >>> heading_of("contacts", "last_contact"), heading_of("groups", "hidden")
    ('Last contact', 'Hidden (yes/no)')
    """
    if column == STAMP or column not in columns_of(table):
        return column
    text = HEADINGS.get(column) or column.replace("_", " ").capitalize()
    return f"{text} (yes/no)" if bare(field_at(table, column).annotation) is bool else text


def is_ours(table: str, column: str, heading: str) -> bool:
    """Return whether the template heads a column so."""
    return column in columns_of(table) and heading == heading_of(table, column)


def _british(name: str) -> str:
    return name.replace("organiz", "organis")


def names_of(table: str, headings: Sequence[str | None]) -> list[str | None]:
    """Return the columns that headings mean; an exact heading goes before one that is like it."""
    names = [None if heading is None else plain(heading) for heading in headings]
    known, taken = frozenset(columns_of(table)), set(names)
    for position, heading in enumerate(headings):
        if not heading or names[position] in known:
            continue
        name = column_named(table, heading)
        if name not in taken:
            names[position] = name
            taken.add(name)
    return names


def heading_row(table: str, rows: Sequence[Sequence[Raw]]) -> int:
    """Return which of some filled rows holds the headings.

    The first that has all that are needed, for titles are often above a table; else the first.
    """
    known = frozenset(columns_of(table))
    for position, cells in enumerate(rows[:SEARCHED]):
        texts = [cell for cell in cells[:MOST_HEADINGS] if isinstance(cell, str)]
        names = known.intersection(names_of(table, texts))
        filled = sum(not is_blank(cell) for cell in cells)
        if names and 2 * len(names) >= filled and not lacking(table, names):
            return position
    return 0


class Layout(NamedTuple):
    """How the text of a table is laid out."""

    mark: str
    """A first line that names the separator, if there is one."""

    separator: str


_MARK = re.compile(r'"?sep=([,;|\t])"?[ \t]*(?:\r\n|\r|\n|\Z)', re.IGNORECASE)
SEPARATORS = ",;\t|"


def layout_of_text(table: str, text: str) -> Layout:
    """Return the layout of a text: by its mark, its headings, or else the commonest separator."""
    mark = _MARK.match(text)
    if mark:
        return Layout(mark[0], mark[1])
    lines = [line for line in text[:100_000].splitlines() if line.strip()][:SEARCHED]
    known = frozenset(columns_of(table))
    for line in lines:
        for separator in SEPARATORS:
            headings = [heading.strip(' "') for heading in line.split(separator, MOST_HEADINGS)]
            if len(known.intersection(names_of(table, headings))) > 1:
                return Layout("", separator)
    return Layout("", max(SEPARATORS, key=lines[0].count) if lines else ",")
