"""The contacts sheet: who the team knows, for which group and how well.

A row gives two links. The team knows the contact (with trust, last contact and owner), and
the contact is trusted by the group. The contact is the worker of that role employed by the
organisation, or without a role the organisation itself. Organisations, workers and groups
that no other table has are added, and a warning says so.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from itertools import chain
from typing import Any

from reachmap.errors import Issue, quoted
from reachmap.io.tables.cells import is_blank, parser_of
from reachmap.io.tables.headings import CONTACT_FIELDS
from reachmap.io.tables.own_columns import own_at
from reachmap.io.tables.problems import CellError
from reachmap.io.tables.references import References
from reachmap.io.tables.rows import FreeIds, Location, Rows, ids_of
from reachmap.io.tables.several import parts_of
from reachmap.io.tables.sheets import Sheet
from reachmap.model.contact_details import without_details
from reachmap.model.fields import Ref
from reachmap.model.links import Link
from reachmap.model.nodes import Group, KeyWorker, Node, Organisation
from reachmap.model.texts import folded, slug
from reachmap.words import join_names, words_of_count

ADDED_TO = ("organisations", "workers", "groups")
"""Tables that contacts add to."""

JUDGED = frozenset({"trust", "last_contact", "owner"})
"""Columns that say how a contact is known, not who: the rest of a row is looked at without them."""

FEW = 3
"""Most names of one table that are said of those that were added."""

SOURCE = "contacts"
"""Source of the links, which tells them from those of the links table."""


def add_contacts(
    sheet: Sheet, rows: Rows, references: References, *, lost: Collection[str]
) -> None:
    """Add the rows that a contacts sheet gives, and note its problems.

    Nothing is added to tables of the kinds in `lost`, which could not be read.
    """
    reader = _Contacts(sheet, rows, references, lost)
    for position in range(len(sheet.rows)):
        reader.read(position)
    if reader.added:
        rows.issues.append(reader.note_of_added())


class _Contacts:
    """Reader of one contacts sheet."""

    def __init__(
        self, sheet: Sheet, rows: Rows, references: References, lost: Collection[str]
    ) -> None:
        self.sheet = sheet
        self.rows = rows
        self.references = references
        self.lost = lost
        self.free_ids = FreeIds(ids_of(rows))
        self.made: dict[tuple[str, str, str], Link] = {}
        self.unsure: set[str] = set()
        self.added: list[tuple[int, str, Node]] = []
        self.teams = [body.id for body in rows.tables.get("organisations", ()) if body.team]
        self.known = {table: _Known(rows.tables.get(table, ())) for table in ADDED_TO}
        self.parsers = {
            column: parser_of(record, name, date_order=references.date_order)
            for column, (record, name) in CONTACT_FIELDS.items()
        }

    def read(self, position: int) -> None:
        """Read one row."""
        values, bad = self._values(position)
        if not bad.issubset(JUDGED):
            return
        body = self._one_of("organisations", position, values["organisation"])
        if body is None:
            return
        role = values.get("role")
        contact = body.id if role is None else self._worker(position, body, role)
        self.unsure |= {contact} if bad else set()
        groups = self._groups(position, values.get("group", ()))
        own = own_at(self.sheet, position, self.rows.issues)
        teams = [team for team in self.teams if team != contact]
        for team in teams:
            self._link(
                position,
                from_=team,
                type="KNOWS",
                to=contact,
                trust=values.get("trust"),
                last_contact=values.get("last_contact"),
                owner=values.get("owner"),
                own=() if groups else own,
            )
        if own and not groups and not teams:
            message = "the cells of your own are not kept, as this row gives no relationship"
            self._note(message, "Name a group, or clear them", position, next(iter(self.sheet.own)))
        for group in groups:
            self._link(position, from_=contact, type="TRUSTED_BY", to=group.id, own=own)

    def _groups(self, position: int, wanted: Sequence[str]) -> list[Node]:
        """Return the groups that a row names: parted by ``;``, or several that there are."""
        parted = (self.references.parted(each, Ref((Group.kind,))) for each in wanted)
        names = [*dict.fromkeys(chain.from_iterable(parted))]
        if len(names) > len(wanted):
            message = f"is read as {len(names)} groups: {join_names(map(quoted, names))}"
            remedy = "Nothing to do, unless it is one: then give it a row in groups"
            issue = self.sheet.issue(
                message, remedy, position=position, column="group", severity="warning"
            )
            self.rows.issues.append(replace(issue, kind="made"))
        nodes = (self._one_of("groups", position, name) for name in names)
        return [group for group in nodes if group is not None]

    def _values(self, position: int) -> tuple[dict[str, Any], set[str]]:
        """Return the cells of a row that can be read, and the columns of those that cannot."""
        values: dict[str, Any] = {}
        bad: set[str] = set()
        for column, parse in self.parsers.items():
            cells = self.sheet.columns.get(column)
            if cells is None or is_blank(cells[position]):
                continue
            cell = cells[position]
            try:
                values[column] = (
                    [*map(parse, parts_of(cell))] if column == Group.kind else parse(cell)
                )
            except CellError as error:
                bad.add(column)
                self._note(
                    error.message,
                    error.remedy_in(self.sheet.file),
                    position,
                    column,
                    cells[position],
                )
        if "organisation" not in {*values, *bad}:
            bad.add("organisation")
            if "organisation" in self.sheet.columns:
                self._note("is blank", "Each contact needs one", position, "organisation")
        return values, bad

    def _note(
        self, message: str, remedy: str, position: int, column: str, value: object = None
    ) -> None:
        self.rows.issues.append(
            self.sheet.issue(message, remedy, position=position, column=column, value=value)
        )

    def _one_of(self, table: str, position: int, name: str) -> Node | None:
        """Return the one organisation or group of a name; it is added where there is none."""
        record, column = (Group, "group") if table == "groups" else (Organisation, "organisation")
        try:
            id_ = self.references.resolved(name, Ref((record.kind,)))
        except CellError as error:
            self._note(error.message, error.remedy, position, column)
            return None
        known = self.known[table].with_id(id_)
        if known is not None:
            return known
        if record.kind in self.lost or id_ in self.rows.also.get(record.kind, ()):
            return record(id=id_, name=name)
        made = record(id=self.free_ids.take(id_ if slug(name) else record.kind), name=name)
        self._add(table, made, position)
        return made

    def _worker(self, position: int, body: Node, role: str) -> str:
        holders = self.known["workers"].holding(role, body.id)
        if len(holders) > 1:
            ids = ", ".join(worker.id for worker in holders)
            self._note(
                "is held by several there", f"Give each its own role: {ids}", position, "role"
            )
        if holders:
            return holders[0].id
        name = f"{role}, {body.name}"
        id_ = self.free_ids.take(self.references.given("worker", slug(name) or "worker"))
        made = KeyWorker(id=id_, name=name, role=role, organisation=body.id)
        if {"organisation", "worker"}.isdisjoint(self.lost):
            self._add("workers", made, position)
        return id_

    def _add(self, table: str, record: Node, position: int) -> None:
        self.rows.add(table, record, Location(self.sheet, position))
        self.known[table].add(record)
        self.added.append((position, table, record))

    def note_of_added(self) -> Issue:
        """Return what was made of names that no other table has."""
        parts = []
        for table in ADDED_TO:
            made = (record.name for _, where, record in self.added if where == table)
            names = [quoted(without_details(name)) for name in made]
            if names:
                count = words_of_count(len(names), table.removesuffix("s"))
                parts.append(f"{count} ({join_names(names, most=FEW)})")
        message = "these had no row of their own, so they were added: "
        message += join_names(parts, most=None)
        remedy = "Nothing to do, unless one of the names is misspelt"
        first = min(position for position, _, _ in self.added)
        issue = self.sheet.issue(message, remedy, position=first, severity="warning")
        return replace(issue, kind="made", more=len(self.added) - 1)

    def _link(self, position: int, **fields: Any) -> None:  # noqa: ANN401  fields of a link
        """Add a link of the contacts, unless an earlier row gave the same."""
        link = Link.model_validate({"source": SOURCE, **fields}, by_name=True)
        earlier = self.made.setdefault(link.key[:3], link)
        if earlier is link:
            self.rows.add("links", link, Location(self.sheet, position))
            return
        self.rows.repeats.setdefault(link.key, []).append(Location(self.sheet, position))
        if earlier != link and link.to not in self.unsure:
            message = "an earlier row gives the same contact differently; that one counts"
            remedy = "Give both rows the same in every other column"
            issue = self.sheet.issue(message, remedy, position=position, severity="warning")
            self.rows.issues.append(issue)


class _Known:
    """The nodes of a table by id and role."""

    def __init__(self, nodes: Iterable[Node]) -> None:
        self._by_id: dict[str, Node] = {}
        self._by_role: dict[tuple[str | None, str], list[Node]] = {}
        for node in nodes:
            self.add(node)

    def add(self, node: Node) -> None:
        """Add a node."""
        self._by_id.setdefault(node.id, node)
        if isinstance(node, KeyWorker):
            for role in {folded(node.name), folded(node.role or "")}:
                self._by_role.setdefault((node.organisation, role), []).append(node)

    def with_id(self, id_: str) -> Node | None:
        """Return the node of an id."""
        return self._by_id.get(id_)

    def holding(self, role: str, organisation: str) -> Sequence[Node]:
        """Return who holds a role at an organisation, or has it for a name."""
        return self._by_role.get((organisation, folded(role)), ())
