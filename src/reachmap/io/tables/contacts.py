"""The contacts sheet: who the team knows, for which group and how well.

A row gives two links. The team knows the contact (with trust, last contact and owner), and
the contact is trusted by the group. The contact is the worker of that role employed by the
organisation, or without a role the organisation itself. Organisations, workers and groups
that no other table has are added, and a warning says so.
"""

from typing import Any

from reachmap.errors import Issue
from reachmap.io.tables.cells import CellError, is_blank, parser_of
from reachmap.io.tables.headings import CONTACT_FIELDS
from reachmap.io.tables.rows import Location, Rows, free_id, ids_of
from reachmap.io.tables.sheets import Sheet
from reachmap.model.fields import slug
from reachmap.model.links import Link
from reachmap.model.nodes import Group, KeyWorker, Node, Organisation
from reachmap.model.rules import nearest

SOURCE = "contacts"
"""Source of the links, which tells them from those of the links table."""


def add_contacts(sheet: Sheet, rows: Rows, *, date_order: str | None) -> list[Issue]:
    """Add the rows that a contacts sheet gives; return its problems."""
    reader = _Contacts(sheet, rows, date_order)
    for position in range(len(sheet.rows)):
        reader.read(position)
    return reader.issues


class _Contacts:
    """Reader of one contacts sheet."""

    def __init__(self, sheet: Sheet, rows: Rows, date_order: str | None) -> None:
        self.sheet = sheet
        self.rows = rows
        self.issues: list[Issue] = []
        self.taken = ids_of(rows)
        self.made: dict[tuple[str, str, str], Link] = {}
        self.parsers = {
            column: parser_of(record, name, date_order=date_order)
            for column, (record, name) in CONTACT_FIELDS.items()
        }

    def read(self, position: int) -> None:
        """Read one row."""
        values, good = self._values(position)
        if not good:
            return
        body = self._body(position, values["organisation"])
        contact = self._worker(position, body, values["role"]) if values.get("role") else body.id
        group = self._group(position, values.get("group"))
        for team in self._teams():
            if team.id != contact:
                self._link(
                    position,
                    from_=team.id,
                    type="KNOWS",
                    to=contact,
                    trust=values.get("trust"),
                    last_contact=values.get("last_contact"),
                    owner=values.get("owner"),
                )
        if group is not None:
            self._link(position, from_=contact, type="TRUSTED_BY", to=group)

    def _values(self, position: int) -> tuple[dict[str, Any], bool]:
        values: dict[str, Any] = {}
        good = True
        for column, parse in self.parsers.items():
            cells = self.sheet.columns.get(column)
            if cells is None or is_blank(cells[position]):
                continue
            try:
                values[column] = parse(cells[position])
            except CellError as error:
                good = False
                self._note(error.message, error.remedy, position, column, cells[position])
        if good and "organisation" not in values:
            good = False
            self._note("is blank", "Each contact needs one", position, "organisation")
        return values, good

    def _note(
        self, message: str, remedy: str, position: int, column: str, value: object = None
    ) -> None:
        self.issues.append(
            self.sheet.issue(message, remedy, position=position, column=column, value=value)
        )

    def _teams(self) -> list[Organisation]:
        return [body for body in self.rows.tables.get("organisations", ()) if body.team]

    def _known(self, table: str, name: str) -> list[Any]:
        rows: list[Node] = self.rows.tables.get(table, [])
        exact = [row for row in rows if row.id == name]
        return exact or [row for row in rows if row.name.casefold() == name.casefold()]

    def _body(self, position: int, name: str) -> Organisation:
        known: list[Organisation] = self._known("organisations", name)
        if known:
            if len(known) > 1:
                ids = ", ".join(body.id for body in known)
                self._note(
                    "is the name of several", f"Write the id: {ids}", position, "organisation"
                )
            return known[0]
        made = Organisation(id=self._free(slug(name) or "organisation"), name=name)
        self._add("organisations", made, position)
        return made

    def _worker(self, position: int, body: Organisation, role: str) -> str:
        workers: list[KeyWorker] = self.rows.tables.get("workers", [])
        holders = [
            worker
            for worker in workers
            if worker.organisation == body.id
            and role.casefold() in {(worker.role or "").casefold(), worker.name.casefold()}
        ]
        if len(holders) > 1:
            ids = ", ".join(worker.id for worker in holders)
            self._note(
                "is held by several there", f"Give each its own role: {ids}", position, "role"
            )
        if holders:
            return holders[0].id
        name = f"{role}, {body.name}"
        made = KeyWorker(
            id=self._free(slug(name) or "worker"), name=name, role=role, organisation=body.id
        )
        self._add("workers", made, position)
        return made.id

    def _group(self, position: int, name: str | None) -> str | None:
        if name is None:
            return None
        known = self._known("groups", name)
        if len(known) > 1:
            ids = ", ".join(group.id for group in known)
            self._note("is the name of several groups", f"Write the id: {ids}", position, "group")
        if known:
            return str(known[0].id)
        made = Group(id=self._free(slug(name) or "group"), name=name)
        self._add("groups", made, position)
        return made.id

    def _free(self, wanted: str) -> str:
        free = free_id(wanted, self.taken)
        self.taken.add(free)
        return free

    def _add(self, table: str, record: Node, position: int) -> None:
        self.rows.add(table, record, Location(self.sheet, position))
        message = f"{record.name!r} is in no other table, so it was added to {table}"
        others = [row.name for row in self.rows.tables.get(table, ()) if row is not record]
        near = nearest(record.name, others, count=1)
        unless = f"you mean {near[0]!r}" if near else f"it is spelled differently in {table}"
        remedy = f"Nothing to do, unless {unless}"
        self.issues.append(self.sheet.issue(message, remedy, position=position, severity="warning"))

    def _link(self, position: int, **fields: Any) -> None:  # noqa: ANN401  fields of a link
        """Add a link of the contacts, unless an earlier row gave the same."""
        link = Link.model_validate({"source": SOURCE, **fields}, by_name=True)
        earlier = self.made.setdefault(link.key[:3], link)
        if earlier is link:
            self.rows.add("links", link, Location(self.sheet, position))
            return
        self.rows.repeats.setdefault(link.key, []).append(Location(self.sheet, position))
        if earlier != link:
            message = "an earlier row gives the same contact differently; that one counts"
            remedy = "Give both rows the same trust, last contact and owner"
            issue = self.sheet.issue(message, remedy, position=position, severity="warning")
            self.issues.append(issue)
