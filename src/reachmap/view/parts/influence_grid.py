"""The grid of influence and interest, for ourselves alone."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from reachmap.model.nodes import KeyWorker, Organisation
from reachmap.model.stakeholders import StakeholderMap
from reachmap.view.picture.kinds import LOOKS
from reachmap.view.tables import Table, plain, table

CELL = 64
"""Width and height of a square of the grid, in pixels."""

LEVELS = 5


@dataclass(frozen=True, slots=True)
class Square:
    """A square of the grid that somebody stands in.

    Attributes
    ----------
    x, y
        Its middle, in pixels.
    number
        How many stand there.
    words
        Who, and where that is.
    """

    x: int
    y: int
    number: int
    words: str


@dataclass(frozen=True, slots=True)
class Grid:
    """The squares, and the same as a table."""

    squares: tuple[Square, ...]
    table: Table


def grid(town: StakeholderMap) -> Grid | None:
    """Return who stands where by influence and interest."""
    placed: defaultdict[tuple[int, int], list[Organisation | KeyWorker]] = defaultdict(list)
    known: tuple[Organisation | KeyWorker, ...] = (*town.organisations, *town.workers)
    for node in known:
        if node.influence and node.interest:
            placed[node.influence, node.interest].append(node)
    if not placed:
        return None
    squares = tuple(
        Square(
            x=CELL * interest - CELL // 2,
            y=CELL * (LEVELS - influence) + CELL // 2,
            number=len(nodes),
            words=f"Influence {influence}, interest {interest}: "
            + ", ".join(node.name for node in nodes),
        )
        for (influence, interest), nodes in sorted(placed.items())
    )
    rows = (
        (node.name, LOOKS[node.kind].word, plain(node.influence), plain(node.interest))
        for _, nodes in sorted(placed.items(), reverse=True)
        for node in nodes
    )
    columns = ("Name", "Kind", "Influence (1 to 5)", "Interest (1 to 5)")
    return Grid(squares, table("influence", "Influence and interest", columns, rows))
