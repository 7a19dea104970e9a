"""Limits on what a route may spend, and the result of a search under limits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from reachmap.network.index import Longs
    from reachmap.network.sweep import Labels

MOST_LABELS = 50_000
"""Most labels of one search under limits, or for all routes that none beats."""

NodePath = tuple[int, ...]


class SearchResult(NamedTuple):
    """Routes, and whether the search had to stop before it had seen all there is."""

    paths: list[NodePath]
    cut: bool


@dataclass(frozen=True, slots=True, eq=False)
class Limit:
    """The most that a route may spend of one price."""

    most: int
    """Pence, or days."""

    price: Longs
    """Shape (links,): pence or days of each link."""

    floor: Labels
    """The forward pass that makes this price least."""

    def affords(self, node: int, spent: int, *, links: int) -> bool:
        """Return whether a route that has spent so much from a node on can still keep the limit."""
        label = self.floor.within(int(self.floor.latest[node]), links)
        return label >= 0 and spent + int(self.floor.price[label, 0]) <= self.most
