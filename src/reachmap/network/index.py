"""The trust network as arrays: nodes as whole numbers, links sorted by the node they lead to.

Nodes are numbered in the order of their ids, so comparing numbers compares ids. Between two
nodes there is at most one *relationship* in each direction.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import prod
from typing import TYPE_CHECKING, Any, NamedTuple, cast

import numpy as np
from numpy.typing import ArrayLike, NDArray

if TYPE_CHECKING:
    from collections.abc import Sequence

Bools = NDArray[np.bool_]
Bytes = NDArray[np.int8]
Ints = NDArray[np.int32]
Longs = NDArray[np.int64]
Floats = NDArray[np.float64]
Dates = NDArray[np.datetime64]

BASES = ("known", "tried", "judged", "assumed")
"""How sure a step is; a later one is weaker, and a route is as weak as its weakest step."""

WEIGHT_SCALE = 2.0**32
"""Chances are compared as whole numbers, so that a tie is a tie on every machine."""

NO_LIMIT = -1
"""The `capacity` of a node whose limit is not known."""


class Relationships(NamedTuple):
    """Columns of links before they are sorted, one row a relationship.

    `type` is an index into the caller's own list of link types, `basis` one into `BASES`,
    `cost` whole pence, `days` whole days.
    """

    tail: ArrayLike
    head: ArrayLike
    chance: ArrayLike
    cost: ArrayLike
    days: ArrayLike
    type: ArrayLike
    basis: ArrayLike


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """A compiled trust network; every array is read-only.

    Arrays of nodes have shape (nodes,), arrays of links have shape (links,). Teams may start a
    route and groups may end one; a route passes neither on the way.
    """

    ids: tuple[str, ...]
    """Ids of the nodes, sorted: the number of a node is its index here."""

    kind: Bytes
    """A code for each node, from the caller's own list of kinds."""

    is_team: Bools
    is_group: Bools
    full: Bools
    """Nodes that are at capacity, and so cannot be asked now."""

    gone: Bools
    """Nodes past their last day in the role, and so cannot be asked."""

    load: Longs
    """Asks to each node in the quarter."""

    capacity: Longs
    """Asks in a quarter that each node can manage; `NO_LIMIT` where unknown."""

    free_on: Dates
    """First day a node without room, as recorded or assumed, has some; else not-a-time."""

    tail: Ints
    """The node each link leads from."""

    head: Ints
    """The node each link leads to; links are sorted by (head, tail)."""

    type: Bytes
    chance: Floats
    weight: Longs
    """``round(-ln(chance) * 2**32)`` of each link."""

    cost: Longs
    days: Longs
    basis: Bytes
    head_start: Longs
    """Shape (nodes + 1,): links into node v are ``head_start[v]:head_start[v + 1]``."""

    by_tail: Ints
    """Links sorted by (tail, head)."""

    tail_start: Longs
    """Shape (nodes + 1,): links out of v are ``by_tail[tail_start[v]:tail_start[v + 1]]``."""

    @property
    def size(self) -> int:
        """Number of nodes."""
        return len(self.ids)

    def link(self, tail: int, head: int) -> int:
        """Return the number of the link from one node to another."""
        start, stop = self.head_start[head], self.head_start[head + 1]
        link = int(start + np.searchsorted(self.tail[start:stop], tail))
        if link == stop or self.tail[link] != tail:
            raise KeyError((tail, head))
        return link

    def links_along(self, path: Sequence[int]) -> Longs:
        """Return the numbers of the links along a path of nodes."""
        return np.array([self.link(tail, head) for tail, head in pairwise(path)], np.int64)

    def chance_along(self, path: Sequence[int]) -> float:
        """Return the chance that every relationship along a path of nodes works."""
        chances: list[float] = self.chance[self.links_along(path)].tolist()
        return prod(chances)


def weights(chance: Floats) -> Longs:
    """Return the whole numbers by which chances are compared: the smaller the surer.

    Examples
    --------
    >>> weights(np.array([1.0, 0.5])).tolist()
    [0, 2977044472]
    """
    return np.rint(-np.log(chance) * WEIGHT_SCALE).astype(np.int64)


def network(
    ids: Sequence[str],
    links: Relationships,
    *,
    is_team: ArrayLike,
    is_group: ArrayLike,
    kind: ArrayLike | None = None,
    full: ArrayLike | None = None,
    gone: ArrayLike | None = None,
    load: ArrayLike | None = None,
    capacity: ArrayLike | None = None,
    free_on: ArrayLike | None = None,
) -> Network:
    """Build a network from arrays, in any order of links.

    Examples
    --------
    >>> links = Relationships([0, 1], [1, 2], [0.5, 0.8], [0, 0], [3, 3], [0, 0], [2, 2])
    >>> net = network(("a", "b", "c"), links, is_team=[1, 0, 0], is_group=[0, 0, 1])
    >>> net.link(1, 2)
    1
    """
    size = len(ids)
    if any(a >= b for a, b in pairwise(ids)):
        message = "ids must be sorted, each once"
        raise ValueError(message)
    return Network(
        ids=tuple(ids),
        kind=_column(kind, np.int8, size),
        is_team=_column(is_team, np.bool_, size),
        is_group=_column(is_group, np.bool_, size),
        full=_column(full, np.bool_, size),
        gone=_column(gone, np.bool_, size),
        load=_column(load, np.int64, size),
        capacity=_column(capacity, np.int64, size, NO_LIMIT),
        free_on=_column(free_on, "datetime64[D]", size, np.datetime64("NaT", "D")),
        **_sorted_links(links, size),
    )


def _sorted_links(links: Relationships, size: int) -> dict[str, Any]:
    """Return the link arrays of a network, sorted by (head, tail) and indexed both ways."""
    tail, head = np.asarray(links.tail, np.int32), np.asarray(links.head, np.int32)
    chance = np.asarray(links.chance, np.float64)
    if not ((chance > 0) & (chance <= 1)).all():
        message = "a chance must be above 0 and at most 1"
        raise ValueError(message)
    pair = head * np.int64(size) + tail
    order = np.argsort(pair, kind="stable")
    if (np.diff(pair[order]) == 0).any():
        message = "two relationships lead from one node to another in the same direction"
        raise ValueError(message)
    tail, head, chance = tail[order], head[order], chance[order]
    by_tail = np.argsort(tail * np.int64(size) + head, kind="stable").astype(np.int32)
    arrays: dict[str, NDArray[Any]] = {
        "tail": tail,
        "head": head,
        "type": np.asarray(links.type, np.int8)[order],
        "chance": chance,
        "weight": weights(chance),
        "cost": np.asarray(links.cost, np.int64)[order],
        "days": np.asarray(links.days, np.int64)[order],
        "basis": np.asarray(links.basis, np.int8)[order],
        "head_start": _starts(head, size),
        "by_tail": by_tail,
        "tail_start": _starts(tail, size),
    }
    for array in arrays.values():
        array.flags.writeable = False
    return arrays


def _starts(nodes: Ints, size: int) -> Longs:
    """Return where each node's run begins once `nodes` are sorted, and where the last ends."""
    counts = np.bincount(nodes, minlength=size)
    return np.concatenate(([0], np.cumsum(counts))).astype(np.int64)


def _column(given: ArrayLike | None, dtype: Any, size: int, missing: Any = 0) -> NDArray[Any]:  # noqa: ANN401  any array type
    """Return a read-only array of one value a node."""
    array = np.full(size, missing, dtype) if given is None else np.array(given, dtype)
    if array.shape != (size,):
        message = f"one value a node is needed: {size}, not {array.shape}"
        raise ValueError(message)
    array.flags.writeable = False
    return cast("NDArray[Any]", array)
