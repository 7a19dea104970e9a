"""References by name: a cell may name a record by its id or by an unambiguous name."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from reachmap.errors import quoted
from reachmap.io.tables.cells import CellError, is_blank, parser_of
from reachmap.io.tables.headings import CONTACTS
from reachmap.io.tables.rows import made_id
from reachmap.io.tables.sheets import Sheet
from reachmap.model.fields import Ref, clean_item, slug
from reachmap.model.nodes import Activity
from reachmap.model.tables import NODE_TABLES, VOCABULARY_TABLES
from reachmap.model.vocabulary import standard_methods, standard_supports, standard_taxonomy

STANDARD = {
    "method": standard_methods,
    "support": standard_supports,
    "taxonomy": standard_taxonomy,
}


class References:
    """The ids and names of all records of some tables."""

    def __init__(self, sheets: Mapping[str, Sheet], *, date_order: str | None = None) -> None:
        self._sheets = sheets
        self._day = parser_of(Activity, "date", date_order=date_order)
        self._ids: dict[str, set[str]] = {}
        self._ids_by_kinds: dict[tuple[str, ...], frozenset[str]] = {}
        self._names: dict[str, dict[str, set[str]]] = {}

    def resolved(self, value: Any, ref: Ref) -> Any:  # noqa: ANN401  an id or several
        """Return the id, or ids, that a cell names."""
        ids = self._ids_of(ref.kinds)
        if isinstance(value, tuple):
            return tuple(sorted({part if part in ids else self._id(part, ref) for part in value}))
        return value if value in ids else self._id(value, ref)

    def _ids_of(self, kinds: tuple[str, ...]) -> frozenset[str]:
        """Return the ids of several kinds."""
        if kinds not in self._ids_by_kinds:
            known = (self._known(kind)[0] for kind in kinds)
            self._ids_by_kinds[kinds] = frozenset().union(*known)
        return self._ids_by_kinds[kinds]

    def _id(self, value: str, ref: Ref) -> str:
        """Return the id of a name."""
        plain = value.casefold()
        by_kind = (self._known(kind)[1].get(plain, set()) for kind in ref.kinds)
        matches = sorted(set().union(*by_kind))
        if len(matches) > 1:
            message = f"{len(matches)} records go by the name {quoted(value)}"
            raise CellError(message, f"Write the id of the one you mean: {', '.join(matches)}")
        return matches[0] if matches else value

    def _known(self, kind: str) -> tuple[set[str], dict[str, set[str]]]:
        if kind not in self._ids:
            ids: set[str] = set()
            names: defaultdict[str, set[str]] = defaultdict(set)
            for id_, name in self._pairs(kind):
                ids.add(id_)
                names[name.casefold()].add(id_)
            for id_, name in self._to_be_made(kind):
                if id_ not in ids and name.casefold() not in names:
                    ids.add(id_)
                    names[name.casefold()].add(id_)
            self._ids[kind], self._names[kind] = ids, names
        return self._ids[kind], self._names[kind]

    def _pairs(self, kind: str) -> Iterator[tuple[str, str]]:
        """Yield the id and name of every record of a kind, as far as they can be read."""
        if kind in STANDARD:
            yield from ((entry.code, entry.name) for entry in STANDARD[kind]())
        sheet = self._sheets.get(NODE_TABLES.get(kind) or VOCABULARY_TABLES[kind])
        if sheet is None:
            return
        blank = [None] * len(sheet.rows)
        ids = sheet.columns.get("code" if kind in STANDARD else "id", blank)
        names = sheet.columns.get("name", blank)
        days = sheet.columns.get("date", blank) if kind == "activity" else blank
        for id_, name, day in zip(ids, names, days, strict=True):
            known = _clean(id_)
            label = _clean(name) or known
            if label:
                yield known or made_id({"name": label, "date": self._date(day)}), label

    def _to_be_made(self, kind: str) -> Iterator[tuple[str, str]]:
        """Yield the id and name of what about and contacts add where no record has the name."""
        sources = {
            "organisation": (("about", "team"), (CONTACTS, "organisation")),
            "group": ((CONTACTS, "group"),),
        }
        for table, column in sources.get(kind, ()):
            sheet = self._sheets.get(table)
            for raw in dict.fromkeys(
                cell
                for cell in (sheet.columns.get(column, ()) if sheet else ())
                if isinstance(cell, str)
            ):
                name = _clean(raw)
                if name and slug(name):
                    yield slug(name), name

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
