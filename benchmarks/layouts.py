"""The order of nodes in the columns of the picture, beside two libraries that lay out layers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from unittest.mock import patch

import reachmap as rm
from benchmarks.measure import Figure, timed
from benchmarks.towns import town_of
from reachmap.analysis.briefing import briefing
from reachmap.analysis.snapshot import Snapshot
from reachmap.view.picture.order import Piece, crossings, in_order
from reachmap.view.picture.picture import picture

SIZES = (60, 300)

MOST = {"the demo": 250}
"""Most crossings that are the goal, and within a second."""

Columns = list[list[int]]


def layouts() -> Iterator[Figure]:
    """Put the columns of three maps in order, beside graphlay and fast-sugiyama."""
    maps = {"the demo": rm.demo()}
    maps |= {f"a map of {size} nodes": rm.ReachMap.of(town_of(size)) for size in SIZES}
    for name, desk in maps.items():
        columns, pieces = columns_of(desk)
        ours, found = timed(partial(in_order, columns, pieces), runs=3)
        fewest = crossings(found, pieces)
        for peer, order in (("graphlay", _graphlay), ("fast-sugiyama", _fast_sugiyama)):
            took, theirs = timed(partial(order, columns, pieces), runs=3)
            assert [sorted(column) for column in theirs] == [sorted(column) for column in columns]
            goal = MOST.get(name)
            yield Figure(
                f"columns of {name} in order",
                ours,
                peer,
                took,
                goal=f"{goal} crossings, 1 s" if goal else "",
                met=fewest <= goal and ours <= 1 if goal else None,
                note=f"crossings: {fewest:,}, the peer's {crossings(theirs, pieces):,}",
            )


def columns_of(desk: rm.ReachMap) -> tuple[Columns, list[Piece]]:
    """Return the columns of a map before they are put in order, and the pieces between them."""
    now = Snapshot(desk.store)
    taken: list[tuple[Columns, list[Piece]]] = []

    def take(
        columns: Sequence[Sequence[int]], pieces: Sequence[Piece], _families: Mapping[int, str]
    ) -> Columns:
        taken.append(([list(column) for column in columns], list(pieces)))
        return [list(column) for column in columns]

    with patch("reachmap.view.picture.layout.in_order", take):
        picture(now.outline, briefing(now))
    return taken[0]


def _onward(columns: Columns, pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces from each column to the next: layers follow from them alone."""
    at = {point: number for number, column in enumerate(columns) for point in column}
    return [piece if at[piece[0]] < at[piece[1]] else piece[::-1] for piece in pieces]


def _graphlay(columns: Columns, pieces: Sequence[Piece]) -> Columns:
    import graphlay  # type: ignore[import-not-found,import-untyped,unused-ignore]

    graph = graphlay.Graph()
    for point in sorted(point for column in columns for point in column):
        graph.node(point, width=10, height=10)
    for tail, head in _onward(columns, pieces):
        graph.edge(tail, head)
    places = graphlay.layout(graph).positions()
    return [sorted(column, key=lambda point: places[point][1]) for column in columns]


def _fast_sugiyama(columns: Columns, pieces: Sequence[Piece]) -> Columns:
    import fast_sugiyama  # type: ignore[import-not-found,import-untyped,unused-ignore]

    parts = fast_sugiyama.from_edges(
        _onward(columns, pieces), ranking_type="up", crossing_minimization="barycenter"
    )
    places = {point: spot for part, *_ in parts for point, spot in part}
    return [
        sorted(column, key=lambda point: places.get(point, (0.0, 0.0))[0]) for column in columns
    ]
