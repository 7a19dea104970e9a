"""Many cases at once: one bit a case, spread along links hop by hop.

A case says which links work or which nodes are closed. A node holds the cases in which it has
been reached. In each round every link hands on what its tail has newly got, in the cases in
which the link works. Links are sorted by head, so what a node gets is one
``bitwise_or.reduceat``. After h rounds a node holds the cases in which some way of at most h
working links leads to it.

References
----------
.. [1] Then, M. et al. (2014). The more the merrier: efficient multi-source graph traversal.
   Proceedings of the VLDB Endowment 8(4), 449-460.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reachmap.network.index import Longs
    from reachmap.network.subnetwork import Subnetwork

Words = NDArray[np.uint64]

CASES = 64
"""Cases in a word."""

ALL = np.uint64(2**64 - 1)


def spread(sub: Subnetwork, reached: Words, *, works: Words | None = None, rounds: int) -> None:
    """Spread cases from the sources along links, in place, as `spread_by_round` does."""
    for _ in spread_by_round(sub, reached, works=works, rounds=rounds):
        pass


def spread_by_round(
    sub: Subnetwork, reached: Words, *, works: Words | None = None, rounds: int
) -> Iterator[None]:
    """Spread cases from the sources along links, in place, and stop after each round.

    `reached` has shape (nodes of `sub`, words): the cases in which each node counts as reached;
    what the sources hold is spread. A bit set beforehand at any other node is never handed on:
    that closes the node in that case. `works` has shape (links of `sub`, words): the cases in
    which each link works; all where None.
    """
    fresh = reached.copy()
    moved = np.zeros(len(reached), np.bool_)
    moved[sub.sources] = True
    for _ in range(rounds):
        link = np.flatnonzero(moved[sub.tail])
        if not link.size:
            return
        got = fresh[sub.tail[link]]
        if works is not None:
            got &= works[link]
        head = sub.head[link]
        starts = np.flatnonzero(np.concatenate(([True], head[1:] != head[:-1])))
        node = head[starts]
        new = np.bitwise_or.reduceat(got, starts, axis=0)
        new &= ~reached[node]
        some = new.any(axis=1)
        node, new = node[some], new[some]
        reached[node] |= new
        fresh[node] = new
        moved[:] = False
        moved[node] = True
        yield


def count_cases(words: Words) -> Longs:
    """Return the number of cases in each row of words: shape (rows,).

    Examples
    --------
    >>> count_cases(np.array([[3, 1], [0, 0]], np.uint64)).tolist()
    [3, 0]
    """
    octets = np.ascontiguousarray(words).view(np.uint8)
    cases: Longs = np.unpackbits(octets, axis=1).sum(axis=1, dtype=np.int64)
    return cases
