"""The stakeholder map: every table of it, checked and in order."""

from collections.abc import Collection
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Self

from reachmap.errors import InvalidMap, UnknownNode
from reachmap.model.checks import faults
from reachmap.model.content import Content
from reachmap.model.ledger import Ledger
from reachmap.model.nodes import NODE_KINDS, Node
from reachmap.model.spelling import nearest
from reachmap.model.summary import summary_html, summary_text
from reachmap.model.summing import Issues
from reachmap.model.tables import LEDGERS, NODE_TABLES, TABLES


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
        errors = Issues(fault.issue() for fault in faults(self) if fault.severity == "error")
        if errors:
            raise InvalidMap(tuple(errors))
        self._sort()

    @classmethod
    def sealed(cls, content: Content) -> Self:
        """Return the map of tables in which `faults` has found no error."""
        made = object.__new__(cls)
        for field in fields(Content):
            object.__setattr__(made, field.name, getattr(content, field.name))
        made._sort()
        return made

    def _sort(self) -> None:
        for name, table in TABLES.items():
            if table.key and not table.ledger and name != "assumptions":
                rows = sorted(getattr(self, name), key=lambda row: _key(row, table.key))
                object.__setattr__(self, name, tuple(rows))

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
        """Return the id of the node with an id or an unambiguous name.

        Parameters
        ----------
        name
            An id or a name; case and outer blanks of a name do not matter.
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
        pool = [node for kind in kinds for node in getattr(self, NODE_TABLES[kind])]
        plain = wanted.casefold()
        matches = [node.id for node in pool if node.name.casefold() == plain]
        if len(matches) == 1:
            return str(matches[0])
        what = next(iter(kinds)) if len(kinds) == 1 else "node"
        near = matches or nearest(wanted, [text for node in pool for text in (node.id, node.name)])
        raise UnknownNode(name, tuple(near), what)

    def outline(self) -> Self:
        """Return the map without voices and ledgers, which grow without end."""
        bare = {name: Ledger(TABLES[name].record, {}) for name in LEDGERS}
        links = tuple(link for link in self.links if link.from_ not in self._voice_ids)
        tables = self.as_tables() | bare | {"voices": (), "links": links}
        return self.sealed(Content(**tables))  # type: ignore[arg-type]  # by table name, as declared

    def __repr__(self) -> str:
        """Return the title and sizes, and nobody's name, as notebooks are saved and shared."""
        return summary_text(self)

    def _repr_html_(self) -> str:
        """Return a summary for notebooks: sizes by table, and nobody's name."""
        return summary_html(self, self.sizes())

    @cached_property
    def _voice_ids(self) -> frozenset[str]:
        return frozenset(voice.id for voice in self.voices)


def _key(row: object, key: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(str(getattr(row, name) or "") for name in key)
