"""References by name: a cell may name a record by its id or by what it is called.

What a record is called is its name, and for workers their role, alone or with the organisation.
Names that read the same are the same name.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from reachmap.errors import quoted
from reachmap.io.tables.cells import is_blank, parser_of
from reachmap.io.tables.headings import CONTACTS
from reachmap.io.tables.problems import CellError
from reachmap.io.tables.rows import FreeIds, made_id
from reachmap.io.tables.sheets import Sheet
from reachmap.model.fields import Ref
from reachmap.model.nodes import Activity
from reachmap.model.other_names import names_with_day, names_with_marks, titles
from reachmap.model.tables import NODE_TABLES, VOCABULARY_TABLES
from reachmap.model.texts import clean_item, folded, joined_names, slug
from reachmap.model.vocabulary import standard_methods, standard_supports, standard_taxonomy
from reachmap.words import join_names

STANDARD = {
    "method": standard_methods,
    "support": standard_supports,
    "taxonomy": standard_taxonomy,
}

TO_BE_MADE = {
    "group": ((CONTACTS, "group"),),
    "organisation": (("about", "team"), (CONTACTS, "organisation")),
}
"""Columns whose names are added as records where no record has them, by kind."""


class Named(NamedTuple):
    """A record as far as it can be named: its id, what it is called and where it is."""

    id: str
    name: str
    row: str = ""
    aliases: tuple[str, ...] = ()


Known = Mapping[str, Mapping[str, str]]
"""Rows by id, of the records that go by a folded name."""


class References:
    """The ids of all records of some tables, given or made, and what they go by."""

    def __init__(self, sheets: Mapping[str, Sheet], *, date_order: str | None = None) -> None:
        self.date_order = date_order
        self._sheets = sheets
        self._day = parser_of(Activity, "date", date_order=date_order)
        self._named: dict[str, list[Named]] = {}
        self._by_id: dict[str, dict[str, str]] = {}
        self._ids: dict[tuple[str, ...], frozenset[str]] = {}
        self._names: dict[tuple[str, bool], Known] = {}

    def resolved(self, value: Any, ref: Ref) -> Any:  # noqa: ANN401  an id or several
        """Return the id, or ids, that a cell names."""
        ids = self.ids_of(ref.kinds)
        if isinstance(value, tuple):
            return tuple(sorted({id_ for part in value for id_ in self._ids_in(part, ref)}))
        return value if value in ids else self._id(value, ref)

    def spelled(self, name: str, ref: Ref) -> str:
        """Return a name as the one record that it reads the same as has it."""
        if name in self.ids_of(ref.kinds):
            return name
        plain = folded(name)
        matches = [
            self._called(kind).get(id_, name)
            for kind in ref.kinds
            for id_ in self._known(kind, by_alias=False).get(plain, ())
        ]
        codes = [
            id_
            for kind in ref.kinds
            for id_ in self._known(kind, by_alias=True).get(plain, ())
            if kind in STANDARD and folded(id_) == plain
        ]
        known = matches or codes
        return " ".join(known[0].split()) if len(known) == 1 else name

    def parted(self, part: str, ref: Ref) -> list[str]:
        """Return the names that one of several values holds, if it is a list in words."""
        ids = self.ids_of(ref.kinds)
        try:
            if part in ids or self._id(part, ref) != part:
                return [part]
            known = (
                way
                for way in joined_names(part)
                if ids.issuperset(self.resolved(name, ref) for name in way)
            )
            return next(known, [part])
        except CellError:  # several go by one of the names
            return [part]

    def _ids_in(self, part: str, ref: Ref) -> Iterable[str]:
        """Return the ids that one of several names means; of a list in words, each."""
        if part in self.ids_of(ref.kinds):
            return (part,)
        id_ = self._id(part, ref)
        for names in joined_names(part) if id_ == part else ():
            ids = [self.resolved(name, ref) for name in names]
            if self.ids_of(ref.kinds).issuperset(ids):
                return ids
        return (id_,)

    def ids_of(self, kinds: tuple[str, ...]) -> frozenset[str]:
        """Return the ids of several kinds."""
        if kinds not in self._ids:
            self._ids[kinds] = frozenset(each.id for kind in kinds for each in self._records(kind))
        return self._ids[kinds]

    def given(self, kind: str, wanted: str) -> str:
        """Return an id made from a name, with the kind where a record of another kind has it."""
        return wanted if self._owners.get(wanted, kind) == kind else f"{wanted}-{kind}"

    def _id(self, value: str, ref: Ref) -> str:
        """Return the id of what goes by a name, or else by another thing that it is called."""
        plain = folded(value)
        for by_alias in (False, True):
            matches: dict[str, str] = {}
            for kind in ref.kinds:
                matches |= self._known(kind, by_alias=by_alias).get(plain, {})
            if len(matches) > 1:
                rows = join_names([row for row in matches.values() if row])
                message = f"{len(matches)} records go by the name {quoted(value)}"
                message += f": {rows}" if rows else ""
                wanted = ", ".join(sorted(matches))
                remedy = self._with_days(matches) or f"Write the id of the one you mean: {wanted}"
                raise CellError(message, remedy)
            if matches:
                return next(iter(matches))
        return value

    def _with_days(self, ids: Collection[str]) -> str:
        """Return how to tell activities of one name apart, if they are on different days."""
        if not self.ids_of((Activity.kind,)).issuperset(ids):
            return ""
        named = [each.aliases[:1] for each in self._records(Activity.kind) if each.id in ids]
        names = sorted(name for names in named for name in names)
        if len({*map(folded, names)}) < len(ids):
            return ""
        return f"Write its day too: {join_names(map(quoted, names), last=' or ')}"

    def _known(self, kind: str, *, by_alias: bool) -> Known:
        """Return the records of a kind by name, or by what else they go by."""
        if (kind, by_alias) not in self._names:
            known: dict[str, dict[str, str]] = {}
            for each in self._records(kind):
                apart = names_with_marks(each.name, each.id, kind)
                for name in (*each.aliases, *apart) if by_alias else (each.name,):
                    known.setdefault(folded(name), {})[each.id] = each.row
            self._names[kind, by_alias] = known
        return self._names[kind, by_alias]

    def _records(self, kind: str) -> list[Named]:
        """Return every record of a kind, as far as it can be read, and those to be made."""
        if kind not in self._named:
            records = self._named[kind] = [*self._read(kind)]
            if kind in TO_BE_MADE:
                records += self._to_be_made(kind, records)
            elif kind == "worker":
                records += self._workers_to_be_made(records)
        return self._named[kind]

    def _read(self, kind: str) -> Iterator[Named]:
        """Yield the records that have a row, and those of the vocabularies."""
        if kind in STANDARD:
            for entry in STANDARD[kind]():
                yield Named(entry.code, entry.name, aliases=(entry.code,))
        sheet = self._sheets.get(NODE_TABLES.get(kind) or VOCABULARY_TABLES[kind])
        for position, id_, name, made in self._rows(kind):
            row = f"row {sheet.rows[position]} of {sheet.sheet or sheet.file}" if sheet else ""
            aliases = self._titles(sheet, position) if sheet and kind == "worker" else ()
            if kind in STANDARD and id_:
                aliases = (id_,)
            if kind == Activity.kind and sheet and (day := self._day_at(sheet, position)):
                aliases = names_with_day(name, day)
            yield Named(id_ or self.given(kind, made), name, row, aliases)

    def _rows(self, kind: str) -> Iterator[tuple[int, str | None, str, str]]:
        """Yield position, id, name and the id that would be made, of each row of a kind."""
        sheet = self._sheets.get(NODE_TABLES.get(kind) or VOCABULARY_TABLES[kind])
        if sheet is None:
            return
        blank = [None] * len(sheet.rows)
        ids = sheet.columns.get("code" if kind in STANDARD else "id", blank)
        names = sheet.columns.get("name", blank)
        days = sheet.columns.get("date", blank) if kind == "activity" else blank
        for position, (id_, name, day) in enumerate(zip(ids, names, days, strict=True)):
            known = _clean(id_)
            label = _clean(name) or known
            if label:
                made = "" if known else made_id({"name": label, "date": self._date(day)})
                yield position, known, label, made

    @cached_property
    def _owners(self) -> dict[str, str]:
        """The kind whose record has an id: one that gives it, or else the first it is made for."""
        rows = [(kind, row) for kind in NODE_TABLES for row in self._rows(kind)]
        owners: dict[str, str] = {}
        for kind, (_, id_, _, _) in rows:
            if id_:
                owners.setdefault(id_, kind)
        for kind, (_, id_, _, made) in rows:
            if not id_:
                owners.setdefault(made, kind)
        for kind in TO_BE_MADE:
            for name in self._names_to_be_made(kind):
                owners.setdefault(slug(name), kind)
        return owners

    def _names_to_be_made(self, kind: str) -> Iterator[str]:
        """Yield the names that about and contacts give to records of a kind."""
        for table, column in TO_BE_MADE.get(kind, ()):
            sheet = self._sheets.get(table)
            cells = sheet.columns.get(column, ()) if sheet else ()
            names = (_clean(raw) for raw in dict.fromkeys(c for c in cells if isinstance(c, str)))
            yield from (name for name in names if name and slug(name))

    def _to_be_made(self, kind: str, records: Iterable[Named]) -> list[Named]:
        """Return what about and contacts add where no record has the name."""
        ids, names = {each.id for each in records}, {folded(each.name) for each in records}
        free = FreeIds(set(ids))
        made: dict[str, Named] = {}
        for name in self._names_to_be_made(kind):
            if kind == "group" and any(
                names.issuperset(map(folded, w)) for w in joined_names(name)
            ):
                continue  # a list of groups that there are
            if name not in ids and folded(name) not in names and folded(name) not in made:
                made[folded(name)] = Named(free.take(self.given(kind, slug(name))), name)
        return [*made.values()]

    def _workers_to_be_made(self, records: Iterable[Named]) -> list[Named]:
        """Return the workers that contacts add where nobody holds the role there."""
        sheet = self._sheets.get(CONTACTS)
        if sheet is None or not {"organisation", "role"} <= sheet.columns.keys():
            return []
        known = {folded(name) for each in records for name in each.aliases}
        made: dict[str, Named] = {}
        pairs = zip(sheet.columns["organisation"], sheet.columns["role"], strict=True)
        for body, raw in dict.fromkeys(p for p in pairs if all(isinstance(c, str) for c in p)):
            role, called = _clean(raw), self._body(body)
            name = f"{role}, {called[0]}" if called else ""
            if role and called and folded(name) not in known:
                id_ = self.given("worker", slug(name) or "worker")
                made.setdefault(folded(name), Named(id_, name, aliases=(role,)))
        return [*made.values()]

    def _body(self, raw: object) -> tuple[str, ...]:
        """Return the name of the organisation that a cell names, and its id."""
        name = _clean(raw)
        if name is None:
            return ()
        try:
            id_ = self.resolved(name, Ref(("organisation",)))
        except CellError:
            return (name,)
        return (self._called("organisation").get(id_, name), id_)

    def _called(self, kind: str) -> Mapping[str, str]:
        """Return the names of the records of a kind by id."""
        if kind not in self._by_id:
            called = self._by_id[kind] = {}
            for each in self._records(kind):
                called.setdefault(each.id, each.name)  # a later row may repeat it
        return self._by_id[kind]

    def _titles(self, sheet: Sheet, position: int) -> tuple[str, ...]:
        """Return what else a worker goes by: the role, and role or name with the organisation."""
        cells = (sheet.columns.get(name) for name in ("role", "name", "organisation"))
        role, name, body = (_clean(each[position]) if each else None for each in cells)
        return titles(role, name, self._body(body))

    def _day_at(self, sheet: Sheet, position: int) -> date | None:
        days = sheet.columns.get("date")
        return self._date(days[position]) if days else None

    def _date(self, raw: object) -> date | None:
        try:
            return None if is_blank(raw) else self._day(raw)
        except CellError:
            return None


def _clean(raw: object) -> str | None:
    if not isinstance(raw, str) or is_blank(raw):
        return None
    try:
        return clean_item(raw)
    except ValueError:
        return None
