"""Reach and gatekeepers of whole maps, against every state and everybody taken away in turn."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

import reachmap as rm
from amounts import some_of
from networks import Asked, links_of, most_apart, reach_by_states, simple_ways, sole_by_cutting
from reachmap.analysis.reach.rows import GroupReach
from reachmap.network.compile import trust_network
from strategies import maps

MOST_USED = 14
"""Most links on the ways to a group whose states are gone through."""


def test_answers_on_maps_are_those_of_brute_force_and_the_maps_are_worth_it() -> None:
    worthy: list[tuple[bool, bool]] = []

    @settings(max_examples=some_of(500, usual=50), suppress_health_check=list(HealthCheck))
    @given(town=maps(rich=True))
    def compared(town: rm.StakeholderMap) -> None:
        desk = rm.ReachMap.of(town)
        net = trust_network(desk.store).network
        teams = tuple(int(node) for node in np.flatnonzero(net.is_team))
        hops = town.assumptions.max_hops
        free = Asked(net, teams, net.gone, hops)
        today = Asked(net, teams, net.gone | net.full, hops)
        answer = desk.reach()
        assert [row.group for row in answer.groups] == [group.id for group in town.groups]
        sole: dict[str, list[str]] = {}
        on_way: set[str] = set()
        for row in answer.groups:
            number = net.ids.index(row.group)
            on_way |= {net.ids[node] for way in simple_ways(free, number) for node in way[1:-1]}
            compare_chances(row, number, today, free)
            for node in compare_routes(row, number, free):
                sole.setdefault(node, []).append(row.group)
        rows = {str(row.node): row for row in desk.gatekeepers().nodes}
        assert on_way <= set(rows)
        assert {id_: list(row.sole_for) for id_, row in rows.items() if row.sole_for} == sole
        several = any((row.independent_routes or 0) > 1 for row in answer.groups)
        worthy.append((several, bool(sole) and len(on_way) > len(sole)))

    compared()
    for kind in (0, 1):
        assert sum(each[kind] for each in worthy) >= len(worthy) / 10


def compare_chances(row: GroupReach, number: int, today: Asked, free: Asked) -> None:
    """Hold the chances of a group against all states."""
    ways = simple_ways(free, number)
    if len({link for way in ways for link in links_of(free, way)}) > MOST_USED:
        return
    assert row.method == "exact"
    assert row.chance == pytest.approx(reach_by_states(today, number), abs=1e-12)
    assert row.chance_if_free == pytest.approx(reach_by_states(free, number), abs=1e-12)


def compare_routes(row: GroupReach, number: int, free: Asked) -> set[str]:
    """Hold the independent routes of a group against all sets of ways; return its keepers."""
    keepers = sole_by_cutting(free, number)
    assert row.independent_routes is not None
    expected = 1 if keepers else most_apart(free, number)
    assert row.independent_routes >= expected
    assert row.at_most or row.independent_routes == expected
    return {free.net.ids[node] for node in keepers}
