"""The stakeholder map: every table of it, checked and in order."""

from bisect import insort
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from itertools import chain
from operator import attrgetter, le
from typing import Any, Self, TypeVar

from reachmap.errors import InvalidMap, Issue, UnknownNode
from reachmap.model.assumptions import Assumptions
from reachmap.model.checks import errors
from reachmap.model.content import Content
from reachmap.model.distinct import names_apart, with_distinct_names
from reachmap.model.ledger import Ledger, no_rows
from reachmap.model.neighbours import Directory, neighbourhood
from reachmap.model.nodes import NODE_KINDS, KeyWorker, Node
from reachmap.model.other_names import titles
from reachmap.model.spelling import nearest
from reachmap.model.summary import summary_html, summary_text
from reachmap.model.summing import Issues
from reachmap.model.tables import LEDGERS, NODE_TABLES, TABLES
from reachmap.model.texts import folded

R = TypeVar("R")

GROWING = frozenset({*NODE_TABLES.values(), "links", *LEDGERS})
"""Tables of what a map has any number of."""


def _strange_rows(content: Content) -> Iterator[Issue]:
    """Yield a problem for each row that is no record of its table, as a dict."""
    for name, table in TABLES.items():
        rows, record = getattr(content, name), table.record.__name__
        if table.ledger:
            message, remedy = "is no ledger", f"Give rm.Ledger.of(rm.{record}, rows)"
            if not isinstance(rows, Ledger):
                yield Issue(f"{type(rows).__name__} {message}", remedy, file=name)
            continue
        if name in {"about", "assumptions"}:
            rows, record = [rows], name.capitalize()
        wanted = {"assumptions": Assumptions}.get(name, table.record)
        for number, row in enumerate(rows, start=1):
            if not isinstance(row, wanted):
                message = f"{type(row).__name__} is no {record}"
                remedy = f"Give rm.{record}(...); rm.from_frames takes tables of plain values"
                yield Issue(message, remedy, file=name, row=number)


@dataclass(frozen=True, kw_only=True)
class StakeholderMap(Content):
    """A checked map of groups, organisations, key workers, champions and what they did.

    Every table is sorted by its key, so that two maps of the same content are equal.

    Raises
    ------
    InvalidMap
        If the tables break a rule; it lists every problem.

    Examples
    --------
    >>> from reachmap.model.nodes import Group, Organisation
    >>> town = StakeholderMap(
    ...     organisations=[Organisation(id="team", name="Engagement team", team=True)],
    ...     groups=[Group(id="carers", name="Carers")],
    ... )
    >>> town.find("Carers")
    'carers'
    """

    def __post_init__(self) -> None:
        """Check the tables and put them in order."""
        strange = Issues(_strange_rows(self))
        if strange:
            raise InvalidMap(tuple(strange))
        broken = Issues(fault.issue() for fault in errors(self))
        if broken:
            raise InvalidMap(tuple(broken))
        self._sort()

    @classmethod
    def sealed(cls, content: Content, *, is_sorted: bool = False) -> Self:
        """Return the map of tables in which `faults` has found no error, put in order."""
        made = object.__new__(cls)
        for field in fields(Content):
            object.__setattr__(made, field.name, getattr(content, field.name))
        if not is_sorted:
            made._sort()
        return made

    def around(self, names: Iterable[str]) -> Self:
        """Return the map of what may go by some names and of what that names, with a team."""
        known = (id_ for name in names for id_ in self.directory.ids(name))
        return self.sealed(neighbourhood(self, (*self.teams[:1], *known)))

    def grown(self, rows: Content) -> Self:
        """Return the map with new rows put in where they belong, and assumptions in place of its.

        They break no rule, as `clash` and the map `around` them say.
        """
        made = object.__new__(type(self))
        for name, table in TABLES.items():
            before, new = getattr(self, name), getattr(rows, name)
            if name == "assumptions":
                before = new
            elif name in GROWING and len(new):
                before = _merged(before, new, table.key)
            object.__setattr__(made, name, before)
        self.directory.add(rows.nodes(), made)
        teams = {*self.teams, *(body.id for body in rows.organisations if body.team)}
        made.__dict__.update(directory=self.directory, teams=tuple(sorted(teams)))
        return made

    @cached_property
    def directory(self) -> Directory:
        """What goes by which name, here and on maps made of this one by adding."""
        return Directory(self)

    def __getstate__(self) -> dict[str, object]:
        """Return the tables alone: what follows from them is worked out again where needed."""
        return self.as_tables()

    def _sort(self) -> None:
        for name, table in TABLES.items():
            if table.key and not table.ledger and name != "assumptions":
                object.__setattr__(self, name, _sorted(getattr(self, name), table.key))

    @cached_property
    def _by_id(self) -> dict[str, Node]:
        return {node.id: node for node in self.nodes()}

    @cached_property
    def teams(self) -> tuple[str, ...]:
        """Ids of the organisations marked as the team."""
        return tuple(body.id for body in self.organisations if body.team)

    def node(self, id: str) -> Node:  # noqa: A002  the word of the contract
        """Return a node by its id.

        Parameters
        ----------
        id
            Exact id.

        Returns
        -------
        Node
            The node.

        Raises
        ------
        UnknownNode
            If there is none.
        """
        node = self._by_id.get(id)
        if node is None:
            raise UnknownNode(id, nearest(id, [*self._by_id]))
        return node

    def find(self, name: str, *, kinds: Collection[str] = tuple(NODE_KINDS)) -> str:
        """Return the id of the node with an id or an unambiguous name, or of a worker by role.

        Parameters
        ----------
        name
            An id, a name, a role, or a role with the organisation, as ``officer, Carers' Hub``;
            case, blanks, hyphens and apostrophes of a name do not matter.
        kinds
            Kinds of node to look among.

        Returns
        -------
        str
            Its id.

        Raises
        ------
        UnknownNode
            If no node, or more than one, has it; with the nearest names.
        """
        wanted = name.strip()
        if wanted in self._by_id and self._by_id[wanted].kind in kinds:
            return wanted
        matches = self.going_by(wanted, kinds)
        if len(matches) == 1:
            return matches[0]
        what = next(iter(kinds)) if len(kinds) == 1 else "node"
        pool = [node for kind in kinds for node in getattr(self, NODE_TABLES[kind])]
        texts = [text for node in pool for text in (node.id, node.name)]
        near = matches or nearest(wanted, [*texts, *(self.roles() if "worker" in kinds else ())])
        raise UnknownNode(name, tuple(near), what)

    def going_by(self, name: str, kinds: Collection[str]) -> tuple[str, ...]:
        """Return the ids of the nodes of some kinds with a name; else of workers with a role."""
        plain = folded(name)
        for by_title in (False, True):
            known = (self._called(kind, by_title=by_title).get(plain, ()) for kind in kinds)
            ids = tuple(chain.from_iterable(known))
            if ids:
                return ids
        return ()

    def _called(self, kind: str, *, by_title: bool) -> dict[str, list[str]]:
        """Return the ids of the nodes of a kind by folded name, or by what else they go by."""
        if (kind, by_title) not in self._by_name:
            called: dict[str, list[str]] = {}
            for node in getattr(self, NODE_TABLES[kind]):
                for name in self._titles(node) if by_title else {folded(node.name)}:
                    called.setdefault(name, []).append(node.id)
            self._by_name[kind, by_title] = called
        return self._by_name[kind, by_title]

    @cached_property
    def _by_name(self) -> dict[tuple[str, bool], dict[str, list[str]]]:
        return {}

    def _titles(self, node: Node) -> set[str]:
        """Return what a worker goes by beside the name: the role, alone or with the organisation.

        They are folded, as all names that read the same are one.
        """
        apart = {folded(name) for name in names_apart(node)}
        if not isinstance(node, KeyWorker):
            return apart
        employer = self._by_id.get(node.organisation or "")
        bodies = (employer.name if employer else None, node.organisation)
        return apart.union(map(folded, titles(node.role, node.name, bodies)))

    def outline(self) -> Self:
        """Return the map without voices and ledgers, which grow without end."""
        bare = {name: no_rows(TABLES[name].record) for name in LEDGERS}
        voices = self._voice_ids
        links = (
            tuple(link for link in self.links if link.from_ not in voices) if voices else self.links
        )
        tables = self.as_tables() | bare | {"voices": (), "links": links}
        content = Content(**tables)  # type: ignore[arg-type]  # by table name, as declared
        return self.sealed(content, is_sorted=True)

    def with_distinct_names(self) -> "StakeholderMap":
        """Return the map with names that tell things apart; the same where they do already."""
        tables = {name: getattr(self, name) for name in TABLES}
        apart = with_distinct_names(tables)
        if all(apart[name] is table for name, table in tables.items()):
            return self
        return StakeholderMap.sealed(Content(**apart))

    def __repr__(self) -> str:
        """Return the title and sizes, and nobody's name, as notebooks are saved and shared."""
        return summary_text(self)

    def _repr_html_(self) -> str:
        """Return a summary for notebooks: sizes by table, and nobody's name."""
        return summary_html(self, self.sizes())

    @cached_property
    def _voice_ids(self) -> frozenset[str]:
        return frozenset(voice.id for voice in self.voices)


def _merged(before: Any, new: Any, key: tuple[str, ...]) -> Any:  # noqa: ANN401  two ledgers, or tuples of records
    """Return the rows of a table with a few more, in order."""
    if isinstance(before, Ledger):
        return before.merged(new)
    rows = [*before]
    for row in new:
        insort(rows, row, key=lambda each: [getattr(each, name) or "" for name in key])
    return tuple(rows)


def _sorted(rows: Sequence[R], key: tuple[str, ...]) -> tuple[R, ...]:
    """Return rows sorted by the texts of their key, a blank one first."""
    order = order_of(map(attrgetter(name), rows) for name in key)
    return tuple(rows) if order is None else tuple(rows[row] for row in order)


def order_of(texts: Iterable[Iterable[str | None]]) -> list[int] | None:
    """Return the order of rows by columns of texts, a blank one first; None if they are in it."""
    keys = [*zip(*([text or "" for text in column] for column in texts), strict=True)]
    if all(map(le, keys, keys[1:])):
        return None
    return sorted(range(len(keys)), key=keys.__getitem__)
