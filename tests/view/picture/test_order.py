"""The order of columns: crossings, beside a slow count, and as few of them as can be."""

from itertools import combinations, groupby, permutations, product

import numpy as np
import pytest

from reachmap.view.picture.order import crossings, in_order

Pieces = list[tuple[int, int]]


def counted(columns: list[list[int]], pieces: Pieces) -> int:
    """Return the crossings, pair by pair."""
    place = {p: (n, row) for n, column in enumerate(columns) for row, p in enumerate(column)}
    ends = [sorted(place[point] for point in piece) for piece in pieces]
    return sum(
        a[0][0] == b[0][0] and (a[0][1] - b[0][1]) * (a[1][1] - b[1][1]) < 0
        for a, b in combinations(ends, 2)
    )


def drawn(seed: int, sizes: tuple[int, ...], share: float) -> tuple[list[list[int]], Pieces]:
    """Return columns of some sizes, and a share of all pieces between neighbours."""
    dice = np.random.default_rng(seed)
    first = np.cumsum((0, *sizes)).tolist()
    columns = [list(range(at, at + size)) for at, size in zip(first, sizes, strict=False)]
    every = [pair for n in range(len(sizes) - 1) for pair in product(columns[n], columns[n + 1])]
    return columns, [pair for pair in every if dice.random() < share]


@pytest.mark.parametrize("seed", range(5))
def test_crossings_are_those_counted_pair_by_pair(seed: int) -> None:
    columns, pieces = drawn(seed, (3, 9, 14, 6), 0.3)
    assert crossings(columns, pieces) == counted(columns, pieces) > 0
    better = in_order(columns, pieces)
    assert crossings(better, pieces) == counted(better, pieces) < counted(columns, pieces)


@pytest.mark.parametrize("seed", range(8))
def test_hardly_an_order_of_a_small_picture_has_fewer_crossings(seed: int) -> None:
    columns, pieces = drawn(seed, (3, 4, 3), 0.5)
    best = min(
        counted([list(column) for column in orders], pieces)
        for orders in product(*(permutations(column) for column in columns))
    )
    assert crossings(in_order(columns, pieces), pieces) <= best + 1


def test_the_same_points_stay_in_their_columns_in_the_same_order_each_time() -> None:
    columns, pieces = drawn(1, (2, 30, 40, 20), 0.08)
    first, again = in_order(columns, pieces), in_order(columns, pieces[::-1])
    assert first == again
    assert [sorted(column) for column in first] == columns


def test_a_tree_is_drawn_without_a_crossing() -> None:
    columns = [[0], [3, 1, 2], [9, 4, 8, 5, 7, 6]]
    pieces = [(0, 1), (0, 2), (0, 3), (1, 4), (1, 5), (2, 6), (2, 7), (3, 8), (3, 9)]
    assert crossings(in_order(columns, pieces), pieces) == 0


def test_columns_without_points_or_pieces_are_left_alone() -> None:
    assert in_order([], []) == []
    assert in_order([[], [2, 1]], []) == [[], [2, 1]]


@pytest.mark.parametrize("seed", range(4))
def test_families_of_the_last_column_are_next_to_each_other_with_hardly_a_crossing_more(
    seed: int,
) -> None:
    columns, pieces = drawn(seed, (3, 3, 5), 0.5)
    families = {6: "a", 8: "a", 10: "a", 7: "b", 9: "b"}

    def together(column: list[int]) -> bool:
        return sum(1 for _ in groupby(column, key=families.__getitem__)) == 2

    last = [list(column) for column in permutations(columns[2]) if together(list(column))]
    best = min(
        counted([list(a), list(b), c], pieces)
        for a, b, c in product(permutations(columns[0]), permutations(columns[1]), last)
    )
    ordered = in_order(columns, pieces, families)
    assert together(ordered[2])
    assert crossings(ordered, pieces) <= best + 1
