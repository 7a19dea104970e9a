"""Names told apart: where several things go by one name, each gets its kind, or else its id."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from reachmap.model.nodes import Node
from reachmap.model.other_names import names_with_marks
from reachmap.model.tables import NODE_TABLES

KINDS = ("group", "channel", "organisation", "worker", "champion", "venue")
"""Kinds whose names answers say side by side, and which keeps a name that several kinds have.

Activities have days, and voices no names. The first two are known wherever anybody is counted.
"""


def with_distinct_names(tables: Mapping[str, Any]) -> dict[str, Any]:
    """Return tables in which no two things of `KINDS` go by one name.

    Of several kinds with one name the first keeps it; of several of one kind none does.

    Examples
    --------
    >>> from reachmap.model.nodes import Group, Venue
    >>> hub, people = Venue(id="v", name="Mind"), Group(id="g", name="Mind")
    >>> apart = with_distinct_names({"venues": (hub,), "groups": (people,)})
    >>> [node.name for node in (*apart["groups"], *apart["venues"])]
    ['Mind', 'Mind (venue)']
    """
    apart, taken = dict(tables), set[str]()
    for kind in KINDS:
        table = NODE_TABLES[kind]
        nodes: Sequence[Node] = tables.get(table, ())
        alike = Counter(map(_plain, nodes))
        if taken.isdisjoint(alike) and len(alike) == len(nodes):
            taken.update(alike)
            continue
        apart[table] = tuple(
            _named_apart(node, alike[_plain(node)], is_taken=_plain(node) in taken)
            for node in nodes
        )
        taken.update(alike)
    return apart


def _plain(node: Node) -> str:
    return node.name.casefold()


def _named_apart(node: Node, alike: int, *, is_taken: bool) -> Node:
    """Return a node with its id behind its name, or its kind where another kind has it."""
    if alike == 1 and not is_taken:
        return node
    with_id, with_kind = names_with_marks(node.name, node.id, node.kind)
    return node.model_copy(update={"name": with_id if alike > 1 else with_kind})


def names_apart(node: Node) -> tuple[str, ...]:
    """Return what a node may be called so that it is told apart, and its name without that."""
    marks = names_with_marks("", node.id, node.kind)
    bare = (node.name.removesuffix(mark) for mark in marks)
    marked = names_with_marks(node.name, node.id, node.kind)
    return (*marked, *(name for name in bare if name != node.name))
