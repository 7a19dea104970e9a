"""The words that the drop-downs of a workbook offer, and the cells that list them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, get_args, get_origin

from reachmap.io.tables.headings import CONTACTS, STAMP, columns_of, field_at
from reachmap.io.tables.several import bare, is_many
from reachmap.model.content import Content
from reachmap.model.fields import reference
from reachmap.model.tables import NODE_TABLES, TABLES
from reachmap.model.vocabulary import Entry

WORDS = "words"
"""Sheet that lists every word that a drop-down offers, with its meaning."""

LEVELS = "1,2,3,4,5"
CONTACT_TABLES = {"organisation": "organisations", "group": "groups"}


@dataclass(frozen=True)
class Choices:
    """The words of each drop-down."""

    lists: Mapping[str, Mapping[str, str]]
    """Name of a list to its words and their meanings.

    Vocabularies go by their kind (``method``), fixed words by the name of their column.
    """

    def rows(self) -> Iterator[tuple[str, str, str]]:
        """Yield (list, word, meaning), list by list."""
        for name, words in self.lists.items():
            for word, meaning in words.items():
                yield name, word, meaning

    def formula(self, table: str, column: str) -> str | None:
        """Return the formula of the drop-down of a column, if it has one."""
        field = field_at(table, column)
        shape = bare(field.annotation)
        if shape is bool:
            return '"yes,no"'
        if column in {"trust", "influence", "interest"}:
            return f'"{LEVELS}"'
        ref = reference(field)
        name = ref.kinds[-1] if ref and ref.kinds[-1] in self.lists else column
        if name not in self.lists:
            return None
        start = 2
        for other, words in self.lists.items():
            if other == name:
                return f"'{WORDS}'!$B${start}:$B${start + len(words) - 1}"
            start += len(words)
        return None

    def table_named(self, table: str, column: str) -> str | None:
        """Return the table whose rows a column names, if it names those of one table."""
        if table == CONTACTS:
            return CONTACT_TABLES.get(column)
        ref = reference(field_at(table, column))
        return NODE_TABLES.get(ref.kinds[0]) if ref and len(ref.kinds) == 1 else None


def choices_of(content: Content) -> Choices:
    """Return the words that the tables of a map may use."""
    vocabularies: dict[str, Mapping[str, Entry]] = {
        "method": content.method_table,
        "support": content.support_table,
        "taxonomy": content.taxonomy_table,
    }
    lists: dict[str, dict[str, str]] = {
        name: {_label(entry, entries): entry.description or "" for entry in entries.values()}
        for name, entries in vocabularies.items()
    }
    for table, column in fixed_columns():
        shape = field_at(table, column).annotation
        lists.setdefault(column, dict.fromkeys(fixed_words(shape), ""))
    return Choices(lists)


def _label(entry: Entry, entries: Mapping[str, Entry]) -> str:
    """Return the name of an entry; its code where another goes by the same name."""
    plain = entry.name.casefold()
    return (
        entry.code if sum(e.name.casefold() == plain for e in entries.values()) > 1 else entry.name
    )


def fixed_words(shape: object) -> tuple[str, ...]:
    """Return the words that a field allows; empty where it allows others."""
    inner = bare(shape)
    if is_many(shape):
        inner = bare(get_args(inner)[0])
    return get_args(inner) if get_origin(inner) is Literal else ()


def fixed_columns() -> Iterator[tuple[str, str]]:
    """Yield (table, column) of every field that allows fixed words only."""
    for table in TABLES:
        for column in columns_of(table):
            if column != STAMP and fixed_words(field_at(table, column).annotation):
                yield table, column
