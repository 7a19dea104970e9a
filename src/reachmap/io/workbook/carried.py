"""What a new workbook takes over from a map: who there is and who knows whom, no events."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from reachmap.io.tables.contacts import SOURCE
from reachmap.io.tables.headings import CONTACTS, fields_of
from reachmap.io.tables.texts import as_columns
from reachmap.model.content import Content
from reachmap.model.fields import reference
from reachmap.model.links import Link
from reachmap.model.nodes import Organisation
from reachmap.model.stakeholders import StakeholderMap
from reachmap.model.tables import NODE_TABLES, TABLES, VOCABULARY_TABLES
from reachmap.model.texts import folded

Row = dict[str, Any]

WHOLE = (
    "groups",
    "workers",
    "champions",
    "channels",
    "venues",
    "methods",
    "supports",
    "taxonomy",
    "assumptions",
)
"""Tables that are taken over whole; of about, organisations and links, all but what is of events.

What happened, and the people who came to it, stay with the map of their time.
"""

STAND_IN = Organisation(id="team-to-be-named", name="Team to be named", team=True)
"""The team of a map that has none yet; it is not taken over."""

PARTS = frozenset(";|\n")
"""What parts several values of a cell: whatever has it in its name goes by its id."""


def blank_map() -> StakeholderMap:
    """Return a map that holds nothing yet but a stand-in for its team."""
    return StakeholderMap(organisations=[STAND_IN])


def carried(town: StakeholderMap) -> StakeholderMap:
    """Return the part of a map that a new workbook takes over."""
    about: dict[str, Any] = {"as_of": None, "register_complete": False}
    if town.about.team == STAND_IN.id:
        about["team"] = None
    whole: dict[str, Any] = {name: getattr(town, name) for name in WHOLE}
    part = Content(
        about=town.about.model_copy(update=about),
        organisations=[body for body in town.organisations if body.id != STAND_IN.id],
        **whole,
    )
    nodes = {node.id for node in part.nodes()}
    links = [link for link in town.links if nodes.issuperset((link.from_, link.to))]
    return StakeholderMap.sealed(replace(part, links=links))


def carried_rows(town: StakeholderMap) -> dict[str, list[Row]]:
    """Return the rows that a new workbook takes over, as cells by column; contacts as contacts."""
    part = carried(town)
    names = _Names(part)
    contacts = _contacts(part, names)
    written = {link.key for _, links in contacts for link in links}
    links = [link for link in part.links if link.key not in written]
    tables: dict[str, Any] = part.as_tables() | {"links": links}
    rows = {CONTACTS: [row for row, _ in contacts]}
    for table, columns in as_columns(StakeholderMap.sealed(Content(**tables))).items():
        cells = zip(*columns.values(), strict=True)
        rows[table] = [names.row(table, dict(zip(columns, each, strict=True))) for each in cells]
    return {table: filled for table, each in rows.items() if (filled := list(filter(None, each)))}


class _Names:
    """What nodes and words of vocabularies go by in cells: the name, the id where it is not one."""

    def __init__(self, part: StakeholderMap) -> None:
        self._part = part
        self._names: dict[tuple[str, ...], dict[str, str]] = {}

    def row(self, table: str, cells: Mapping[str, Any]) -> Row:
        """Return a row with names in the place of ids, without what a blank cell says as well."""
        record = TABLES[table].record
        fields, row = fields_of(record), {}
        for column, value in cells.items():
            field = record.model_fields[fields[column]] if column in fields else None
            if value is None or (field and value == field.default):
                continue
            ref = field and reference(field)
            row[column] = self.of(ref.kinds, value) if ref else value
        return row

    def of(self, kinds: tuple[str, ...], value: Any) -> Any:  # noqa: ANN401  one id or several
        """Return what an id, or each of several, goes by."""
        if isinstance(value, tuple):
            return tuple(self.of(kinds, each) for each in value)
        if kinds not in self._names:
            self._names[kinds] = self._unique(kinds)
        return self._names[kinds].get(value, value)

    def _unique(self, kinds: tuple[str, ...]) -> dict[str, str]:
        """Return the names by id of all that no other of these kinds could be meant by."""
        named = [pair for kind in kinds for pair in self._of_kind(kind)]
        taken = Counter(folded(name) for _, name in named)
        ids = {folded(id_) for id_, _ in named}
        return {
            id_: name
            for id_, name in named
            if taken[folded(name)] == 1
            and (folded(name) not in ids or folded(name) == folded(id_))
            and PARTS.isdisjoint(name)
        }

    def _of_kind(self, kind: str) -> Iterator[tuple[str, str]]:
        if kind in VOCABULARY_TABLES:
            table: Mapping[str, Any] = getattr(self._part, f"{kind}_table")
            yield from ((code, entry.name) for code, entry in table.items())
        else:
            yield from ((node.id, node.name) for node in getattr(self._part, NODE_TABLES[kind]))


def _contacts(part: StakeholderMap, names: _Names) -> list[tuple[Row, list[Link]]]:
    """Return rows of contacts, each with the links that it stands for."""
    known: defaultdict[str, list[Link]] = defaultdict(list)
    trusted: defaultdict[str, list[Link]] = defaultdict(list)
    for link in part.links:
        if link.source == SOURCE and link.type == "KNOWS" and link.from_ in part.teams:
            known[link.to].append(link)
        elif link == Link(from_=link.from_, type="TRUSTED_BY", to=link.to, source=SOURCE):
            trusted[link.from_].append(link)
    rows = []
    for contact, who in _who(part, names).items():
        ours = known[contact]
        if contact not in part.teams and _from_all(ours, part.teams):
            row = who | _known(ours[0])
            rows += [
                (row | {"group": names.of(("group",), link.to)}, [*ours, link])
                for link in trusted[contact]
            ] or [(row, ours)]
    return rows


def _who(part: StakeholderMap, names: _Names) -> dict[str, Row]:
    """Return how contacts name each organisation, and each worker whom a role of it tells apart."""
    who: dict[str, Row] = {
        body.id: {"organisation": names.of(("organisation",), body.id)}
        for body in part.organisations
    }
    holders = Counter(
        (worker.organisation, role)
        for worker in part.workers
        for role in {folded(worker.role or ""), folded(worker.name)}
    )
    for worker in part.workers:
        for role in filter(None, (worker.role, worker.name)):
            if worker.organisation in who and holders[worker.organisation, folded(role)] == 1:
                who.setdefault(worker.id, who[worker.organisation] | {"role": role})
    return who


def _known(link: Link) -> Row:
    """Return what contacts say of how the team knows somebody, as cells."""
    cells = {"trust": link.trust, "last_contact": link.last_contact, "owner": link.owner}
    return {column: value for column, value in cells.items() if value is not None}


def _from_all(links: Sequence[Link], teams: Sequence[str]) -> bool:
    """Return whether all teams know a contact alike, in words that contacts have."""
    if not links or len(links) != len(teams):
        return False
    said = {"to": links[0].to, **_known(links[0])}
    return all(
        link == Link(from_=link.from_, type="KNOWS", source=SOURCE, **said) for link in links
    )
