"""Where nodes are: the team on the left, groups on the right, steps in between.

Positions are worked out once, from the links alone, so that the picture is the same each
time and stays still.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count, pairwise

from reachmap.view.picture.bends import Link, bends
from reachmap.view.picture.heights import heights
from reachmap.view.picture.order import in_order

Passing = dict[tuple[int, int], list[int]]
"""Of each pair of linked nodes of two columns, the points by which their line goes."""

ROW = 14
"""Height of a row, in the units of the picture: a line of text."""

BEND = 0.3
"""Height that a line takes where it passes a column, in rows."""

COLUMN, BESIDE = 180, 130
"""Least width between columns, and between the parts of one that is folded."""

WIDEST = 420
"""Most width between columns, where there is room."""

ASPECT = 1.36
"""Width of the picture's frame, without room for the names of the last column, over its height."""

FOLDED = 0.1
"""How much larger a picture may be that has one fold less."""

SHORTEST, TALLEST = 52, 90
"""Fewest and most rows of the picture before columns are folded."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A node to lay out: teams belong in the first column, groups in the last."""

    id: str
    is_team: bool
    is_group: bool
    apart: bool = False
    """Whether no route leads there: it is below the groups that have one."""
    aside: bool = False
    """Whether it is on no way to a group: it is below the picture."""
    family: str = ""
    """Of a group, the one that it is a part of, where others are too: these are together."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where nodes are, and how lines go round those that are in between."""

    spots: dict[str, tuple[int, int]]
    bends: dict[Link, int]
    """Of each line that is not straight, how much it bends, in hundredths and to either side."""


@dataclass(frozen=True, slots=True)
class Folding:
    """How columns are folded, and how large the picture is."""

    parts: tuple[int, ...]
    """Parts of each column, side by side."""
    high: float
    width: int
    """From a column to the next."""


def layout(spots: Sequence[Spot], links: Iterable[Link]) -> Layout:
    """Return where each node is, and which lines bend."""
    drawn = [spot for spot in spots if not spot.aside]
    number = {spot.id: n for n, spot in enumerate(drawn)}
    within = [pair for pair in sorted(links) if number.keys() >= set(pair)]
    pairs = [(number[tail], number[head]) for tail, head in within]
    columns, passing = _columns(drawn, _steps(drawn, pairs), pairs)
    folding = _folding([_rows(column, len(drawn)) for column in columns])
    high = heights(columns, _pieces(passing), _room(columns, drawn, folding), folding.high)
    at = {drawn[n].id: spot for n, spot in _places(columns, folding, high, len(drawn)).items()}
    wished = {
        link: [high[point] for point in passing.get((min(pair), max(pair)), ())]
        for link, pair in zip(within, pairs, strict=True)
    }
    return Layout(at | _below(spots, at), bends(at, wished))


def _steps(spots: Sequence[Spot], links: Sequence[tuple[int, int]]) -> list[int]:
    """Return the column of each node: teams, then by steps from a team, then groups."""
    onward: defaultdict[int, set[int]] = defaultdict(set)
    for tail, head in links:
        onward[tail].add(head)
    groups = {n for n, spot in enumerate(spots) if spot.is_group}
    steps = {n: 0 for n, spot in enumerate(spots) if spot.is_team}
    reached = set(steps)
    while reached:
        following = {head for tail in reached for head in onward[tail]} - steps.keys() - groups
        steps |= dict.fromkeys(following, max(steps.values()) + 1)
        reached = following
    last = max(steps.values(), default=0)
    return [last + 1 if n in groups else steps.get(n, max(last, 1)) for n in range(len(spots))]


def _columns(
    spots: Sequence[Spot], steps: Sequence[int], links: Sequence[tuple[int, int]]
) -> tuple[list[list[int]], Passing]:
    """Return the columns in order, and the points by which links pass the columns between."""
    columns: list[list[int]] = [[] for _ in range(max(steps, default=0) + 1)]
    for n in sorted(range(len(spots)), key=lambda n: spots[n].id):
        if not spots[n].apart:
            columns[steps[n]].append(n)
    passing: Passing = {}
    points = count(len(spots))
    for pair in sorted({(min(link), max(link)) for link in links}):
        start, end = sorted(pair, key=steps.__getitem__)
        if len(columns) > 1 and not (spots[start].apart or spots[end].apart):
            between = _between(steps[start], steps[end], last=len(columns) - 1)
            passing[pair] = [start, *(next(points) for _ in between), end]
            for step, point in zip(between, passing[pair][1:-1], strict=True):
                columns[step].append(point)
    families = {n: spot.family for n, spot in enumerate(spots) if spot.family}
    columns = in_order(columns, _pieces(passing), families)
    columns[-1] += [n for n, spot in enumerate(spots) if spot.apart]
    return [column for column in columns if column], passing


def _between(step: int, other: int, *, last: int) -> Iterable[int]:
    """Return the columns that a line passes; one within a column makes an arc beside it."""
    if step == other:
        return [step + 1 if step < last else step - 1]
    return range(step + 1, other)


def _pieces(passing: Passing) -> list[tuple[int, int]]:
    """Return the pieces of lines from one column to the next."""
    return [piece for points in passing.values() for piece in pairwise(points)]


def _rows(column: Sequence[int], nodes: int) -> float:
    """Return how many rows a column has, of which a passing line takes a part."""
    own = sum(point < nodes for point in column)
    return own + BEND * (len(column) - own) + 1


def _folding(rows: Sequence[float]) -> Folding:
    """Return what makes the picture as large as the frame allows."""

    def extent(tall: int) -> tuple[float, int]:
        # A folded column is harder to read: it is folded where that gains much.
        more = sum(math.ceil(size / tall) - 1 for size in rows)
        wide = COLUMN * (len(rows) - 1) + BESIDE * more
        high = ROW * min(tall, max(rows, default=1))
        return max(wide, ASPECT * high) * (1 + FOLDED * more), tall

    tall = min(range(SHORTEST, TALLEST + 1), key=extent)
    parts = [math.ceil(size / tall) for size in rows]
    high = ROW * max((size / part for size, part in zip(rows, parts, strict=True)), default=1)
    room = high * ASPECT - BESIDE * (sum(parts) - len(parts))
    width = min(WIDEST, max(COLUMN, room / max(len(rows) - 1, 1)))
    return Folding(tuple(parts), high, int(width))


def _room(
    columns: Sequence[Sequence[int]], spots: Sequence[Spot], folding: Folding
) -> dict[int, float]:
    """Return the height that each point needs in its column."""
    room = {
        point: ROW * (1 if point < len(spots) else BEND) / parts
        for column, parts in zip(columns, folding.parts, strict=True)
        for point in column
    }
    lone = [n for n, spot in enumerate(spots) if spot.apart]
    return room | {n: room[n] + ROW for n in lone[:1]}


def _places(
    columns: Sequence[Sequence[int]], folding: Folding, high: Mapping[int, float], nodes: int
) -> dict[int, tuple[int, int]]:
    """Return where nodes are; those of a folded column are in its parts by turns."""
    places: dict[int, tuple[int, int]] = {}
    left = 0
    for column, parts in zip(columns, folding.parts, strict=True):
        own = [point for point in column if point < nodes]
        places |= {p: (left + n % parts * BESIDE, round(high[p])) for n, p in enumerate(own)}
        left += (parts - 1) * BESIDE + folding.width
    return places


def _below(
    spots: Sequence[Spot], drawn: Mapping[str, tuple[int, int]]
) -> dict[str, tuple[int, int]]:
    """Return where those are that are on no way: in rows below the picture."""
    aside = sorted(spot.id for spot in spots if spot.aside)
    lowest = max((y for _, y in drawn.values()), default=0) + 4 * ROW
    across = max(1, max((x for x, _ in drawn.values()), default=0) // BESIDE)
    return {
        id_: (n % across * BESIDE, lowest + n // across * 3 * ROW) for n, id_ in enumerate(aside)
    }
