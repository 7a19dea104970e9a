"""Faults of a map, and the rules for keys and references.

Each rule reads the tables and yields every fault with the table and position of its row,
so that the reader of a file can say where to mend it.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from operator import attrgetter
from typing import Literal, NamedTuple

from reachmap.errors import Issue, quoted
from reachmap.model.content import Content
from reachmap.model.fields import Record, Ref, column_name, references_in
from reachmap.model.ledger import Ledger
from reachmap.model.nodes import Node
from reachmap.model.suggestions import Suggestions
from reachmap.model.tables import NODE_TABLES, TABLES, VOCABULARY_TABLES, Table
from reachmap.model.texts import folded, joined_names


class Fault(NamedTuple):
    """A broken rule, and the table and position of the row that breaks it."""

    table: str
    row: int | None
    column: str | None
    value: str | None
    message: str
    remedy: str
    severity: Literal["error", "warning"] = "error"
    other: tuple[str, int] | None = None
    """Table and position of the row that the message calls ``{other}``."""

    more: int = 0
    """How many others of its kind it stands for."""

    kind: Literal["", "slip", "made"] = ""
    """Of warnings: whether it is probably a slip, or tells what was done."""

    rows: tuple[int, ...] = ()
    """Positions of the rows of those others."""

    def message_with(self, other: str) -> str:
        """Return the message with the location of the other row."""
        return self.message.replace("{other}", other)

    def issue(self) -> Issue:
        """Return the fault as an issue of a map made in memory."""
        row = None if self.row is None else self.row + 1
        table, position = self.other or ("", 0)
        return Issue(
            self.message_with(f"row {position + 1} of {table}"),
            self.remedy,
            severity=self.severity,
            file=self.table,
            row=row,
            column=self.column,
            value=self.value,
            more=self.more,
            kind=self.kind,
            rows=tuple(position + 1 for position in self.rows),
        )


EVERYBODY = frozenset(
    {
        *("all", "anybody", "anyone", "everybody", "everyone"),
        *("all-groups", "all-people", "all-residents", "general-public", "the-general-public"),
    }
)
"""Folded names of everybody, who are no group."""

SILENT = frozenset(
    {"prefer-not-to-say", "rather-not-say", "not-said", "not-stated", "not-given", "did-not-say"}
)
"""Folded words for those who did not say, who are no group."""

WORDS_OF_KINDS = {"taxonomy": "category"}
"""What people call a kind, where its name is another."""


@dataclass(frozen=True)
class Names:
    """The ids that references may name, by kind.

    `also` are ids of rows left out for a fault, `lost` kinds whose table could not be read.
    """

    content: Content
    also: Mapping[str, Collection[str]] = field(default_factory=dict)
    lost: frozenset[str] = frozenset()
    _by_kind: dict[str, frozenset[str]] = field(default_factory=dict)
    _by_kinds: dict[tuple[str, ...], frozenset[str]] = field(default_factory=dict)
    by_name: bool = False
    """Whether references may be names."""

    _suggestions: dict[tuple[str, ...], Suggestions] = field(default_factory=dict)

    @cached_property
    def kinds(self) -> Mapping[str, str]:
        """The kind of the node with each id; of an id used twice the kind whose table is first."""
        return {id_: kind for kind in reversed([*NODE_TABLES]) for id_ in self.of(kind)}

    def of(self, kind: str) -> frozenset[str]:
        """Return the ids of a kind."""
        if kind not in self._by_kind:
            self._by_kind[kind] = frozenset({*self.content.ids(kind), *self.also.get(kind, ())})
        return self._by_kind[kind]

    def holds(self, *values: str, ref: Ref) -> bool:
        """Return whether each value names a record of one of the kinds."""
        return self._known(ref.kinds).issuperset(values) or not self.lost.isdisjoint(ref.kinds)

    def _known(self, kinds: tuple[str, ...]) -> frozenset[str]:
        """Return the ids of several kinds."""
        if kinds not in self._by_kinds:
            self._by_kinds[kinds] = frozenset().union(*map(self.of, kinds))
        return self._by_kinds[kinds]

    def complaint(self, value: str, ref: Ref, *, needed: bool = False) -> tuple[str, str]:
        """Return what is wrong with a reference, which its row may need, and the remedy."""
        wanted = " or ".join(_article(kind) for kind in ref.kinds)
        kind = self.kinds.get(value)
        if kind is not None:
            return (
                f"{quoted(value)} is {_article(kind)}, not {wanted}",
                f"Name {wanted} here, or correct the {kind}",
            )
        kinds = " or ".join(WORDS_OF_KINDS.get(kind, kind) for kind in ref.kinds)
        if ref.kinds == ("group",) and folded(value) in EVERYBODY:
            where_all = "delete the row" if needed else "leave the cell blank"
            remedy = f"Name the groups that are meant; where all are meant, {where_all}"
            return f"there is no group {quoted(value)}", remedy
        if ref.kinds == ("group",) and folded(value) in SILENT:
            remedy = "Count them as 'not_said' beside each group that was asked about"
            return f"there is no group {quoted(value)}", remedy
        return f"there is no {kinds} {quoted(value)}", self._hint(value, ref)

    def _hint(self, value: str, ref: Ref) -> str:
        """Return the id or role that a reference to nobody may mean, as far as it is looked for."""
        if ref.kinds not in self._suggestions:
            self._suggestions[ref.kinds] = Suggestions(self._offered(ref.kinds))
        suggestions = self._suggestions[ref.kinds]
        if any(self._known(ref.kinds).issuperset(map(folded, way)) for way in joined_names(value)):
            return "Give each its own row"
        hint = suggestions.hint(value)
        if hint:
            return hint
        tables = [VOCABULARY_TABLES[kind] for kind in ref.kinds if kind in VOCABULARY_TABLES]
        if tables:
            known = "The sheet 'words' of the template lists what is known"
            return f"{known}; your own go on a sheet '{tables[0]}', as `template --full` has"
        most = f" (only the first {suggestions.compared} were compared with what the map has)"
        return f"Add it to the map, or correct it here{most if suggestions.is_spent else ''}"

    def _offered(self, kinds: tuple[str, ...]) -> list[tuple[str, str]]:
        """Return the ids and names that a reference may be."""
        roles = self.content.roles() if "worker" in kinds else ()
        words = sorted({*self._known(kinds), *roles})
        names = dict(pair for kind in kinds for pair in self.content.named(kind))
        return [(word, names.get(word, word) if self.by_name else word) for word in words]


def _article(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"


def keys(content: Content, names: Names) -> Iterator[Fault]:
    """Ids are unique over the whole map, keys within their table."""
    del names
    first: dict[str, tuple[str, int]] = {}
    for name in NODE_TABLES.values():
        for row, node in enumerate(getattr(content, name)):
            if node.id in first:
                yield _twice(content, name, row, first[node.id])
            else:
                first[node.id] = (name, row)
    for table in TABLES.values():
        if not table.key or table.key in {("id",), ("name",)}:
            continue
        yield from _repeated(table, getattr(content, table.name))


def _twice(content: Content, table: str, row: int, first: tuple[str, int]) -> Fault:
    """Return the fault of a node whose id another has: their name, where no id was written."""
    node, other = getattr(content, table)[row], getattr(content, first[0])[first[1]]
    if first[0] == table and node.id.endswith(folded(node.name)) and _read_the_same(node, other):
        alike = "is there twice" if node.name == other.name else f"reads as {quoted(other.name)}"
        message = f"{quoted(node.name)} {alike}: first in {{other}}"
        remedy = "Delete this row if they are one; if they are two, give each its own id or name"
        return Fault(table, row, "name", node.name, message, remedy, other=first)
    message = f"the id {quoted(node.id)} is used twice: first in {{other}}"
    remedy = "Give each its own id, or delete the row that repeats it"
    return Fault(table, row, "id", node.id, message, remedy, other=first)


def _read_the_same(*nodes: Node) -> bool:
    return len({folded(node.name) for node in nodes}) == 1


def _repeated(table: Table, rows: object) -> Iterator[Fault]:
    columns = [column_name(name, table.record.model_fields[name]) for name in table.key]
    remedy = f"Keep one row for each {', '.join(columns)}"
    message = f"this row repeats another of the same {', '.join(columns)}: {{other}}"
    if isinstance(rows, Ledger):
        repeats, firsts = rows.repeats_and_firsts(table.key)
        pairs = zip(rows.origin[repeats].tolist(), rows.origin[firsts].tolist(), strict=True)
        for row, first in pairs:
            other = (table.name, first)
            yield Fault(table.name, row, columns[0], None, message, remedy, other=other)
        return
    if isinstance(rows, Sequence):
        if len({*map(attrgetter(*table.key), rows)}) == len(rows):
            return
        seen: dict[tuple[object, ...], int] = {}
        for row, record in enumerate(rows):
            key = tuple(getattr(record, name) for name in table.key)
            if key in seen:
                text = " ".join(str(part) for part in key if part)
                other = (table.name, seen[key])
                yield Fault(table.name, row, columns[0], text, message, remedy, other=other)
            seen.setdefault(key, row)


def references(content: Content, names: Names) -> Iterator[Fault]:
    """Each reference names a record of the right kind, and never its own row."""
    for table in TABLES.values():
        yield from _references_of(content, names, table)


def _references_of(content: Content, names: Names, table: Table) -> Iterator[Fault]:
    rows = getattr(content, table.name)
    for name, ref in references_in(table.record).items():
        column = column_name(name, table.record.model_fields[name])
        if isinstance(rows, Ledger):
            yield from _ledger_references(rows, table.name, name, ref, names)
            continue
        listed = [rows] if table.name == "about" else rows
        may_be_own = issubclass(table.record, Node) and table.record.kind in ref.kinds
        if not may_be_own and _all_known(listed, name, ref, names):
            continue
        for row, record in enumerate(listed):
            cell = getattr(record, name)
            if cell is None:
                continue
            values = cell if isinstance(cell, tuple) else (cell,)
            if not names.holds(*values, ref=ref):
                unknown = (value for value in values if not names.holds(value, ref=ref))
                for value in unknown:
                    yield Fault(table.name, row, column, value, *names.complaint(value, ref))
            own = str(getattr(record, "id", ""))
            if own in values and record.kind in ref.kinds and names.holds(own, ref=ref):
                message, remedy = f"{quoted(own)} names itself", "Name another, or leave it blank"
                yield Fault(table.name, row, column, own, message, remedy)


def _all_known(rows: Sequence[Record], name: str, ref: Ref, names: Names) -> bool:
    """Return whether every value of a column names a record of the right kind."""
    cells = {*map(attrgetter(name), rows)} - {None}
    values = (value for cell in cells for value in (cell if isinstance(cell, tuple) else (cell,)))
    return names.holds(*values, ref=ref)


def _ledger_references(
    rows: Ledger[Record], table: str, name: str, ref: Ref, names: Names
) -> Iterator[Fault]:
    column = column_name(name, rows.record.model_fields[name])
    needed = rows.record.model_fields[name].is_required()
    unknown = [
        code for code, value in enumerate(rows.categories(name)) if not names.holds(value, ref=ref)
    ]
    if not unknown:
        return
    origins = rows.origins(name)
    for code in unknown:
        value = rows.categories(name)[code]
        message, remedy = names.complaint(value, ref, needed=needed)
        for row in origins[code].tolist():
            yield Fault(table, row, column, value, message, remedy)
