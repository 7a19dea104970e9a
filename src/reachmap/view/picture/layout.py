"""Where nodes are: the team on the left, groups on the right, steps in between.

Positions are worked out once, from the links alone, so that the picture is the same each
time and stays still.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

COLUMN = 220
"""Width of a column, in the units of the picture: two lines of text side by side."""

ROW = 100
"""Least height of a row: a shape with two lines of text below."""

ROOMY = 190
"""Most height of a row, where there is room."""

ASPECT = 1.7
"""Width of the picture's frame over its height."""

SHORTEST, TALLEST = 6, 60
"""Fewest and most nodes in a column before it may be folded into several."""

SWEEPS = 8
"""Times that columns are put in order by their neighbours."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A node to lay out: teams belong in the first column, groups in the last."""

    id: str
    is_team: bool
    is_group: bool
    family: str = ""
    """What it should be next to."""
    apart: bool = False
    """Whether no route leads there."""


def layout(spots: Sequence[Spot], links: Iterable[tuple[str, str]]) -> dict[str, tuple[int, int]]:
    """Return where each node is, as (x, y)."""
    listed = sorted(links)
    columns = _columns(spots, listed)
    neighbours: defaultdict[str, set[str]] = defaultdict(set)
    for tail, head in listed:
        neighbours[tail].add(head)
        neighbours[head].add(tail)
    _untangle(columns, neighbours, {spot.id: spot.family for spot in spots})
    apart = {spot.id for spot in spots if spot.apart}
    return _positions(columns, apart)


def _columns(spots: Sequence[Spot], links: Sequence[tuple[str, str]]) -> list[list[str]]:
    """Return the ids of each column: teams, then by steps from a team, then groups."""
    onward: defaultdict[str, list[str]] = defaultdict(list)
    for tail, head in links:
        onward[tail].append(head)
    groups = {spot.id for spot in spots if spot.is_group}
    steps = {spot.id: 0 for spot in spots if spot.is_team}
    reached = sorted(steps)
    while reached:
        following = sorted({h for t in reached for h in onward[t]} - steps.keys() - groups)
        steps |= dict.fromkeys(following, steps[reached[0]] + 1)
        reached = following
    last = max(steps.values(), default=0)
    columns: list[list[str]] = [[] for _ in range(last + 2)]
    for spot in sorted(spots, key=lambda spot: (spot.family, spot.id)):
        if not spot.is_group:
            columns[steps.get(spot.id, max(last, 1))].append(spot.id)
    columns.append([spot.id for spot in sorted(spots, key=_by_family) if spot.is_group])
    return [column for column in columns if column]


def _by_family(spot: Spot) -> tuple[bool, str, str]:
    return spot.apart, spot.family, spot.id


def _untangle(
    columns: list[list[str]], neighbours: Mapping[str, set[str]], family: Mapping[str, str]
) -> None:
    """Put each column in the order of its neighbours, families together."""
    for sweep in range(SWEEPS):
        order = range(len(columns)) if sweep % 2 == 0 else range(len(columns) - 1, -1, -1)
        at = _relative(columns)
        for number in order:
            column = columns[number]
            mean = {
                id_: _mean([at[n] for n in sorted(neighbours[id_]) if n in at], at[id_])
                for id_ in column
            }
            kin: defaultdict[str, list[float]] = defaultdict(list)
            for id_ in column:
                kin[family[id_]].append(mean[id_])
            together = {name: sum(means) / len(means) for name, means in kin.items()}
            column.sort(key=lambda id_: (together[family[id_]], family[id_], mean[id_], id_))
            at |= _relative([column])


def _relative(columns: Iterable[Sequence[str]]) -> dict[str, float]:
    """Return how far down its column each node is, from 0 to 1."""
    return {id_: (n + 0.5) / len(column) for column in columns for n, id_ in enumerate(column)}


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise


def _positions(columns: Sequence[Sequence[str]], apart: set[str]) -> dict[str, tuple[int, int]]:
    """Return positions of columns from left to right, tall ones folded, the apart at the end."""
    near = [[id_ for id_ in column if id_ not in apart] for column in columns]
    alone = [id_ for column in columns for id_ in column if id_ in apart]
    whole = [column for column in (*near, alone) if column]
    tall = _tall(whole)
    blocks = [part for column in whole for part in _fold(column, tall)]
    most = max((len(part) for part in blocks), default=1)
    row = int(min(ROOMY, max(ROW, len(blocks) * COLUMN / ASPECT / most)))
    positions: dict[str, tuple[int, int]] = {}
    for number, part in enumerate(blocks):
        top = -(len(part) - 1) * row // 2
        # Every other block is a third of a row lower, so that long names pass each other.
        lower = (number % 2) * row // 3
        positions |= {id_: (number * COLUMN, top + lower + n * row) for n, id_ in enumerate(part)}
    return positions


def _tall(columns: Sequence[Sequence[str]]) -> int:
    """Return how tall columns may be for the whole to be seen as large as the frame allows."""

    def extent(tall: int) -> tuple[float, int]:
        blocks = sum(-(-len(column) // tall) for column in columns)
        most = max((min(len(column), tall) for column in columns), default=0)
        return max(blocks * COLUMN, ASPECT * most * ROW), tall

    return min(range(SHORTEST, TALLEST + 1), key=extent)


def _fold(column: Sequence[str], tall: int) -> list[Sequence[str]]:
    """Return a tall column as several, in which neighbours stay near each other."""
    folds = -(-len(column) // tall)
    return [column[fold::folds] for fold in range(folds)]
