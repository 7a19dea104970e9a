"""The grid of influence and interest, for ourselves alone."""

from collections import defaultdict
from dataclasses import dataclass

from reachmap.model.nodes import KeyWorker, Organisation
from reachmap.model.stakeholders import StakeholderMap
from reachmap.view.tables import Table, plain, table
from reachmap.view.words import INFLUENCE, KINDS, PAGE

CELL = 64
"""Width and height of a square of the grid, in pixels."""

LEVELS = 5


@dataclass(frozen=True, slots=True)
class Square:
    """A square of the grid: its middle, in pixels, how many are in it, and who."""

    x: int
    y: int
    number: int
    words: str


@dataclass(frozen=True, slots=True)
class InfluenceGrid:
    """The squares, and the same as a table."""

    squares: tuple[Square, ...]
    table: Table


def influence_grid(town: StakeholderMap) -> InfluenceGrid | None:
    """Return who is where by influence and interest; nothing where neither is known."""
    by_level: defaultdict[tuple[int, int], list[Organisation | KeyWorker]] = defaultdict(list)
    known: tuple[Organisation | KeyWorker, ...] = (*town.organisations, *town.workers)
    for node in known:
        if node.influence and node.interest:
            by_level[node.influence, node.interest].append(node)
    if not by_level:
        return None
    squares = tuple(
        Square(
            x=CELL * interest - CELL // 2,
            y=CELL * (LEVELS - influence) + CELL // 2,
            number=len(nodes),
            words=PAGE["influence_square"].format(
                influence=influence, interest=interest, names=", ".join(n.name for n in nodes)
            ),
        )
        for (influence, interest), nodes in sorted(by_level.items())
    )
    rows = (
        (node.name, KINDS[node.kind], plain(node.influence), plain(node.interest))
        for _, nodes in sorted(by_level.items(), reverse=True)
        for node in nodes
    )
    return InfluenceGrid(squares, table("influence", INFLUENCE, rows))
