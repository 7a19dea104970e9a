"""What goes by which name on a map, and the part of it that some names lead to."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from operator import attrgetter

from reachmap.model.content import Content
from reachmap.model.distinct import names_apart
from reachmap.model.fields import Record, references_in
from reachmap.model.head_counts import counts
from reachmap.model.nodes import Activity, KeyWorker, Node
from reachmap.model.other_names import names_with_day, titles
from reachmap.model.rules import Names
from reachmap.model.tables import LEDGERS, NODE_TABLES, TABLES
from reachmap.model.texts import folded

VOCABULARIES = ("about", "assumptions", "methods", "supports", "taxonomy")
"""Tables that any part of a map has whole: they are short."""


class Directory:
    """The ids of whatever goes by a name, for a map and all that were made of it by adding.

    It may name more than one map has, and never less: whoever looks up looks there as well.
    """

    def __init__(self, town: Content) -> None:
        self._ids: dict[str, dict[str, None]] = {}
        self.add(town.nodes(), town)

    def add(self, nodes: Iterable[Node], town: Content) -> None:
        """Note what some nodes of a map go by."""
        for node in nodes:
            for text in map(folded, _names_of(node, town)):
                self._ids.setdefault(text, {})[node.id] = None

    def ids(self, text: str) -> tuple[str, ...]:
        """Return the ids of what may go by a text."""
        return tuple(self._ids.get(folded(text), ()))


def _names_of(node: Node, town: Content) -> set[str]:
    """Return the id and name of a node, with its day, and a worker's role with the employer."""
    texts = {node.id, node.name, *names_apart(node)}
    if isinstance(node, Activity) and node.date:
        texts.update(names_with_day(node.name, node.date))
    if isinstance(node, KeyWorker):
        employer = node_at(town, node.organisation) if node.organisation else None
        bodies = [employer.name, employer.id] if employer else []
        texts.update(titles(node.role, node.name, bodies))
    return texts


def node_at(town: Content, id_: str) -> Node | None:
    """Return the node with an id, looked up in the order of a map's tables."""
    for table in NODE_TABLES.values():
        rows = getattr(town, table)
        at = bisect_left(rows, id_, key=attrgetter("id"))
        if at < len(rows) and rows[at].id == id_:
            return rows[at]  # type: ignore[no-any-return]  # of a table of nodes
    return None


def neighbourhood(town: Content, ids: Iterable[str]) -> Content:
    """Return some nodes by id, with all that they and about name, the lists of words, and no rows.

    They are in the order that they were come upon.
    """
    waiting = [*ids, *_named_by(town.about)]
    nodes: dict[str, Node] = {}
    while waiting:
        id_ = waiting.pop()
        node = None if id_ in nodes else node_at(town, id_)
        if node is not None:
            nodes[id_] = node
            waiting += _named_by(node)
    tables = {table: getattr(town, table) for table in VOCABULARIES}
    for kind, table in NODE_TABLES.items():
        tables[table] = tuple(node for node in nodes.values() if node.kind == kind)
    return Content(**tables)


def _named_by(record: Record) -> Iterator[str]:
    """Yield what a record names."""
    for name in references_in(type(record)):
        if cell := getattr(record, name):
            yield from cell if isinstance(cell, tuple) else (cell,)


def clash(town: Content, rows: Content, both: Content) -> bool:
    """Return whether rows that are a map beside their neighbours are none with all the others.

    They may repeat an id or a key, or say that more came than came in all.
    """
    if any(node_at(town, node.id) for node in rows.nodes()):
        return True
    for link in rows.links:
        at = bisect_left(town.links, link.key, key=attrgetter("key"))
        if at < len(town.links) and town.links[at].key == link.key:
            return True
    grown = [name for name in LEDGERS if len(getattr(rows, name))]
    if any(getattr(both, name).has_repeats(TABLES[name].key) for name in grown):
        return True
    sat = (node_at(both, id_) for id_ in rows.attendance.categories("activity"))
    activities = tuple(a for a in sat if isinstance(a, Activity) and a.attended is not None)
    with_all = Content(activities=activities, attendance=both.attendance)
    return bool(activities) and next(counts(with_all, Names(with_all)), None) is not None
