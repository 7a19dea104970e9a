"""How a graph holds a map: the pieces of which every question is made.

Our own layout is here; that of another graph follows from a mapping (`mapped`).
"""

from typing import Protocol

from reachmap.model.tables import NODE_TABLES
from reachmap.store.neo4j.graph import INSIDE, JOINING, LABELS, is_of, kinds_at


def where(*conditions: str) -> str:
    """Return what holds all conditions that are not empty; empty where none is left.

    Examples
    --------
    >>> where("", "a.id = 1", "b.id = 2"), where("")
    ('WHERE a.id = 1 AND b.id = 2', '')
    """
    stated = [condition for condition in conditions if condition]
    return f"WHERE {' AND '.join(stated)}" if stated else ""


class Patterns(Protocol):
    """What questions are made of; `var` and the like are variables of a statement."""

    def has(self, table: str) -> bool:
        """Return whether the graph holds rows of a table."""

    def every(self, var: str, *kinds: str) -> str:
        """Return the clause that matches every node of some kinds; it ends in a condition."""

    def among(self, var: str, kind: str, parameter: str) -> str:
        """Return the clause that matches the nodes of a kind whose ids a parameter lists."""

    def given(self, var: str, kind: str, parameter: str, value: str) -> str:
        """Return the clause that matches nodes by the ids of a parameter, with their values."""

    def joined(self, table: str, start: str, row: str, end: str) -> str:
        """Return the pattern of a row that joins two nodes."""

    def all_joined(self, table: str, start: str, row: str, end: str) -> str:
        """Return the clause that matches all such rows; it ends in a condition."""

    def every_row(self, table: str, var: str) -> str:
        """Return the clause that matches every row of a table beside the network."""

    def is_of(self, var: str, *kinds: str) -> str:
        """Return the condition that a node is of one of some kinds."""

    def fits(self, var: str, *kinds: str) -> str:
        """Return the condition that a node is of the map; empty where it always is."""

    def identity(self, var: str, *kinds: str) -> str:
        """Return the id of a node of one of some kinds."""

    def value(self, table: str, name: str, var: str) -> str:
        """Return the value of a field."""

    def groups(self, var: str, *kinds: str) -> str:
        """Return the ids of the groups of a person, sorted."""


class OwnPatterns:
    """The pieces of our own layout."""

    def has(self, table: str) -> bool:  # noqa: ARG002  of any
        """Return that it holds every table."""
        return True

    def every(self, var: str, *kinds: str) -> str:
        """Return the clause that matches every node of some kinds."""
        if len(kinds) == 1:
            return f"MATCH ({var}{_label(kinds[0])} {INSIDE}) WHERE {var}.id IS NOT NULL"
        return (
            f"MATCH ({var}:MapNode {INSIDE}) WHERE {var}.id IS NOT NULL AND "
            f"({self.is_of(var, *kinds)})"
        )

    def among(self, var: str, kind: str, parameter: str) -> str:
        """Return the clause that matches the nodes of a kind whose ids a parameter lists."""
        return f"UNWIND ${parameter} AS id MATCH ({var}{_label(kind)} {_KEYED})"

    def given(self, var: str, kind: str, parameter: str, value: str) -> str:
        """Return the clause that matches nodes by the ids of a parameter, with their values."""
        return (
            f"UNWIND keys(${parameter}) AS id MATCH ({var}{_label(kind)} {_KEYED}) "
            f"WITH {var}, ${parameter}[id] AS {value}"
        )

    def joined(self, table: str, start: str, row: str, end: str) -> str:
        """Return the pattern of a row that joins two nodes."""
        return f"({start})-[{row}:{JOINING[table][1]}]->({end})"

    def all_joined(self, table: str, start: str, row: str, end: str) -> str:
        """Return the clause that matches all such rows."""
        from_, type_, _ = JOINING[table]
        joined = f"({start}:MapNode {INSIDE})-[{row}:{type_}]->({end})"
        # Without these kinds the server looks for asks among all attendance.
        kinds = self.is_of(start, *kinds_at(table, from_))
        return f"MATCH {joined} WHERE {start}.id IS NOT NULL AND ({kinds})"

    def every_row(self, table: str, var: str) -> str:
        """Return the clause that matches every row of a table beside the network."""
        return f"MATCH ({var}:MapRow:{LABELS[table]} {INSIDE}) WHERE {var}.key IS NOT NULL"

    def is_of(self, var: str, *kinds: str) -> str:
        """Return the condition that a node is of one of some kinds."""
        return is_of(var, *kinds)

    def fits(self, var: str, *kinds: str) -> str:  # noqa: ARG002  what is joined is of the map
        """Return nothing: what is joined to a map is of it."""
        return ""

    def identity(self, var: str, *kinds: str) -> str:  # noqa: ARG002  alike for all
        """Return the id of a node."""
        return f"{var}.id"

    def value(self, table: str, name: str, var: str) -> str:  # noqa: ARG002  alike for all
        """Return the value of a field."""
        return f"{var}.{name}"

    def groups(self, var: str, *kinds: str) -> str:  # noqa: ARG002  alike for all
        """Return the ids of the groups of a person."""
        return f"coalesce({var}.groups, [])"


_KEYED = "{map: $map, version: $version, id: id}"


def _label(kind: str) -> str:
    return f":MapNode:{LABELS[NODE_TABLES[kind]]}"


OWN = OwnPatterns()
"""The pieces of our own layout."""
