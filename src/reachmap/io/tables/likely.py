"""Which column a heading of no column may stand for, by what its cells hold.

Only columns that a table lacks are looked for: days and counts where they matter, words of a
list and names of records by themselves.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import cached_property, partial
from typing import Literal, get_args, get_origin

from reachmap.io.tables.cells import DATE_ORDERS, is_blank, parser_of
from reachmap.io.tables.days import day_of
from reachmap.io.tables.headings import (
    CONTACTS,
    KNOWN_TABLES,
    STAMP,
    columns_of,
    field_at,
    matters,
    record_at,
)
from reachmap.io.tables.problems import CellError
from reachmap.io.tables.several import bare, is_many, parts_of, separators_of
from reachmap.io.tables.sheets import Raw, Sheet
from reachmap.model.fields import reference
from reachmap.model.own import START
from reachmap.model.tables import NODE_TABLES, VOCABULARY_TABLES
from reachmap.model.texts import folded, plain
from reachmap.model.vocabulary import standard_methods, standard_supports, standard_taxonomy

LOOKED_AT = 50
"""Filled cells of a column that are looked at."""

NAMING = {"organisation": ("organisation",), "group": ("group",)}
"""Columns of the contacts that name records, and of which kinds."""

STANDARD = {"method": standard_methods, "support": standard_supports, "taxonomy": standard_taxonomy}

Fits = Callable[[Raw], bool]


class Likeness:
    """What the columns of some tables hold, to know a column that goes by another name."""

    def __init__(self, sheets: Iterable[Sheet]) -> None:
        self._sheets = {sheet.table: sheet for sheet in sheets}

    def columns_meant(self, sheet: Sheet) -> dict[str, str]:
        """Return the headings of no column that may each stand for a column which is absent."""
        meant: dict[str, str] = {}
        if sheet.table not in KNOWN_TABLES:
            return meant
        strange = {
            heading: cells
            for heading, cells in (*sheet.own.items(), *sheet.columns.items())
            if heading not in columns_of(sheet.table) and not plain(heading).startswith(START)
        }
        for column in self._absent(sheet) if strange else ():
            fits = self._fits(sheet.table, column)
            if fits is None:
                continue
            shares = {h: _share(cells, fits) for h, cells in strange.items() if h not in meant}
            likest = max(shares, key=shares.__getitem__, default=None)
            if likest is not None and 2 * shares[likest] > 1:
                meant[likest] = column
        return meant

    def _absent(self, sheet: Sheet) -> Iterator[str]:
        """Yield the columns that a table lacks, those first whose cells are known most surely."""
        absent = [c for c in columns_of(sheet.table) if c not in {*sheet.columns, STAMP}]
        sure = [column for column in absent if not _is_plain(sheet.table, column)]
        yield from sure
        yield from (column for column in matters(sheet.table) if column in {*absent} - {*sure})

    def _fits(self, table: str, column: str) -> Fits | None:
        """Return whether a cell may be of a column; None where any text may be."""
        record, name = record_at(table, column)
        field = record.model_fields[name]
        ref = reference(field)
        kinds = ref.kinds if ref else NAMING.get(column, ()) if table == CONTACTS else ()
        if kinds:
            many = is_many(field.annotation)
            separators = separators_of(record, name) if many else ""
            return partial(self._names, kinds, separators)
        if bare(field.annotation) is date:
            return _is_day
        if bare(field.annotation) is int or _is_of_words(field.annotation):
            return partial(_parses, parser_of(record, name, date_order=None))
        return None

    def _names(self, kinds: tuple[str, ...], separators: str, cell: Raw) -> bool:
        if not isinstance(cell, str):
            return False
        known = [self._known.get(kind, frozenset()) for kind in kinds]
        parts = [folded(str(part)) for part in parts_of(cell, separators)]
        return all(any(part in names for names in known) for part in parts)

    @cached_property
    def _known(self) -> Mapping[str, frozenset[str]]:
        """What records go by, folded, by kind."""
        named: dict[str, set[str]] = {
            kind: {folded(text) for entry in entries() for text in (entry.code, entry.name)}
            for kind, entries in STANDARD.items()
        }
        for kind, table in (NODE_TABLES | VOCABULARY_TABLES).items():
            places = [(table, column) for column in ("id", "code", "name", "role")]
            for at, column in (*places, *([(CONTACTS, kind)] if kind in NAMING else [])):
                sheet = self._sheets.get(at)
                cells = sheet.columns.get(column, ()) if sheet else ()
                texts = {cell for cell in cells if isinstance(cell, str) and cell.strip()}
                named.setdefault(kind, set()).update(map(folded, texts))
        return {kind: frozenset(names) for kind, names in named.items()}


def _is_plain(table: str, column: str) -> bool:
    """Return whether a column holds numbers, days or texts, which others hold as well."""
    field = field_at(table, column)
    named = table == CONTACTS and column in NAMING
    return not (named or reference(field) or _is_of_words(field.annotation))


def _is_of_words(shape: object) -> bool:
    kind = bare(shape)
    inner = bare(get_args(kind)[0]) if is_many(kind) else kind
    return get_origin(inner) is Literal


def _share(cells: Iterable[Raw], fits: Fits) -> float:
    """Return the share, in [0, 1], of the first filled cells that fit."""
    fitting, filled = 0, 0
    for cell in cells:
        if is_blank(cell):
            continue
        fitting, filled = fitting + fits(cell), filled + 1
        if filled == LOOKED_AT:
            break
    return fitting / filled if filled else 0.0


def _parses(parse: Callable[[Raw], object], cell: Raw) -> bool:
    try:
        parse(cell)
    except CellError:
        return False
    return True


def _is_day(cell: Raw) -> bool:
    if isinstance(cell, date | datetime):
        return True
    return isinstance(cell, str) and any(
        _parses(partial(day_of, order=order), cell) for order in sorted(DATE_ORDERS)
    )
