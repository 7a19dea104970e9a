"""Names told apart: where several things go by one name, each gets its kind, or else its id."""

from collections import Counter
from dataclasses import replace
from typing import Any

from reachmap.model.content import Content
from reachmap.model.nodes import Node
from reachmap.model.tables import NODE_TABLES

KINDS = ("group", "organisation", "worker", "champion", "channel", "venue")
"""Kinds whose names answers say side by side: activities have days, and voices no names."""


def with_distinct_names(content: Content) -> Content:
    """Return tables in which no two things of `KINDS` go by one name; the same where none do.

    Examples
    --------
    >>> from reachmap.model.nodes import Group, Venue
    >>> hub, people = Venue(id="v", name="Mind"), Group(id="g", name="Mind")
    >>> [venue.name for venue in with_distinct_names(Content(venues=[hub], groups=[people])).venues]
    ['Mind (venue)']
    """
    nodes = [node for kind in KINDS for node in getattr(content, NODE_TABLES[kind])]
    names = Counter(_plain(node) for node in nodes)
    if len(names) == len(nodes):
        return content
    kinds = Counter((_plain(node), node.kind) for node in nodes if names[_plain(node)] > 1)
    tables: dict[str, Any] = {
        NODE_TABLES[kind]: tuple(
            _named_apart(node, kinds[_plain(node), kind]) for node in getattr(content, table)
        )
        for kind, table in NODE_TABLES.items()
        if kind in KINDS
    }
    return replace(content, **tables)


def _plain(node: Node) -> str:
    return node.name.casefold()


def _named_apart(node: Node, alike: int) -> Node:
    """Return a node with its kind behind its name, or its id where several of a kind have it."""
    if not alike:
        return node
    return node.model_copy(update={"name": f"{node.name} ({node.id if alike > 1 else node.kind})"})


def names_apart(node: Node) -> tuple[str, ...]:
    """Return what a node may be called so that it is told apart, and its name without that."""
    marks = [f" ({mark})" for mark in (node.id, node.kind)]
    bare = (node.name.removesuffix(mark) for mark in marks)
    return (*(node.name + mark for mark in marks), *(name for name in bare if name != node.name))
