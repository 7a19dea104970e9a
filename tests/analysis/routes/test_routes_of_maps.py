"""Routes of whole generated maps: against brute force, in any order of rows, under other names."""

from __future__ import annotations

import csv
import random
import tempfile
from collections.abc import Iterator
from itertools import islice, pairwise
from pathlib import Path
from typing import Any

import networkx as nx
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import reachmap as rm
from amounts import some_of
from reachmap.model.fields import to_pence
from reachmap.network.compile import trust_network
from reachmap.network.index import Network
from strategies import maps

many = settings(max_examples=some_of(500, usual=60), suppress_health_check=list(HealthCheck))


def graph_of(net: Network) -> nx.DiGraph[int]:
    """Return the compiled network as NetworkX has it, closed nodes left out."""
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(range(net.size))
    shut = net.full | net.gone
    for link, (tail, head) in enumerate(zip(net.tail.tolist(), net.head.tolist(), strict=True)):
        inner = net.is_team[tail] or not (shut[tail] or net.is_group[tail])
        if inner and (net.is_group[head] or not shut[head]) and not net.is_team[head]:
            graph.add_edge(tail, head, weight=int(net.weight[link]), link=link)
    return graph


def by_hand(net: Network, group: int, max_hops: int) -> list[tuple[Any, ...]]:
    """Return the keys of all simple routes to a group, in the order of the contract."""
    graph = graph_of(net)
    keys = []
    for team in range(net.size):
        if not net.is_team[team]:
            continue
        for path in nx.all_simple_paths(graph, team, group, cutoff=max_hops):
            links = [graph.edges[pair]["link"] for pair in pairwise(path)]
            weight, cost = int(net.weight[links].sum()), int(net.cost[links].sum())
            keys.append((weight, len(links), cost, tuple(net.ids[node] for node in path)))
    return sorted(keys)


def diverse(keys: list[tuple[Any, ...]]) -> Iterator[tuple[str, ...]]:
    """Yield the routes that bring an intermediary not seen in those kept, and direct ones."""
    seen: set[str] = set()
    for *_, ids in keys:
        between = set(ids[1:-1])
        if not between or between - seen:
            seen |= between
            yield ids


def test_routes_are_those_of_brute_force_and_the_maps_are_worth_it() -> None:
    worthy = []

    @many
    @given(town=maps(rich=True), k=st.integers(1, 6), apart=st.booleans())
    def compared(town: rm.StakeholderMap, k: int, apart: bool) -> None:  # noqa: FBT001  drawn
        desk = rm.ReachMap.of(town)
        net = trust_network(desk.store).network
        hops = town.assumptions.max_hops
        rich = False
        for group in town.groups:
            number = net.ids.index(group.id)
            keys = by_hand(net, number, hops)
            rich |= len(keys) >= 3 and len(by_hand(net, number, hops + 2)) > len(keys)
            answer = desk.routes(group.id, k=k, diverse=apart)
            found = [way.nodes for way in answer.routes if way.state == "open"]
            expected = diverse(keys) if apart else (key[-1] for key in keys)
            assert found == list(islice(expected, k))
        worthy.append(rich)

    compared()
    assert sum(worthy) >= len(worthy) / 2


@settings(max_examples=some_of(100, usual=20), suppress_health_check=list(HealthCheck))
@given(town=maps(rich=True), seed=st.integers(0, 1000))
def test_the_order_of_rows_changes_no_answer(town: rm.StakeholderMap, seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311  an order, not a secret
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "town"
        rm.ReachMap.of(town).write(path)
        for file in path.iterdir():
            with file.open(encoding="utf-8", newline="") as lines:
                head, *rows = csv.reader(lines)
            dice.shuffle(rows)
            with file.open("w", encoding="utf-8", newline="") as lines:
                csv.writer(lines).writerows([head, *rows])
        again = rm.read(path)
    desk = rm.ReachMap.of(town)
    assert again == desk
    assert again.participation() == desk.participation()
    assert again.voices() == desk.voices()
    assert again.routes_to_all() == desk.routes_to_all()
    for group in town.groups:
        assert again.routes(group.id) == desk.routes(group.id)


def turned(town: rm.StakeholderMap) -> rm.StakeholderMap:
    """Return the map with the id of every node turned round, so that ids sort otherwise."""
    ids = {node.id for node in town.nodes()}

    def moved(value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(sorted(moved(part) for part in value))
        return value[::-1] if isinstance(value, str) and value in ids else value

    tables: dict[str, Any] = dict(town.as_tables())
    for name, rows in tables.items():
        if isinstance(rows, tuple) and name not in {"methods", "supports", "taxonomy"}:
            tables[name] = tuple(_turned(row, moved) for row in rows)
        elif isinstance(rows, rm.Ledger):
            tables[name] = rm.Ledger.of(rows.record, [_turned(row, moved) for row in rows])
    tables["about"] = _turned(town.about, moved)
    return rm.StakeholderMap(**tables)


def _turned(row: Any, moved: Any) -> Any:
    kept = {"name", "notes", "role", "owner", "source"}
    names = [name for name in type(row).model_fields if name not in kept]
    return row.model_copy(update={name: moved(getattr(row, name)) for name in names})


@settings(max_examples=some_of(200, usual=30), suppress_health_check=list(HealthCheck))
@given(town=maps(rich=True))
def test_other_ids_change_only_ties(town: rm.StakeholderMap) -> None:
    desk, other = rm.ReachMap.of(town), rm.ReachMap.of(turned(town))
    for group in town.groups:
        one = desk.routes(group.id, k=5, diverse=False).routes
        two = other.routes(group.id[::-1], k=5, diverse=False).routes
        assert [(way.hops, way.cost, way.state) for way in one] == [
            (way.hops, way.cost, way.state) for way in two
        ]
        for a, b in zip(one, two, strict=True):
            assert abs((a.chance or 0) - (b.chance or 0)) < 1e-12


@settings(max_examples=some_of(200, usual=30), suppress_health_check=list(HealthCheck))
@given(town=maps(rich=True), objective=st.sampled_from(["chance", "cost", "days"]))
def test_the_best_way_to_all_is_the_first_way_to_each(
    town: rm.StakeholderMap, objective: Any
) -> None:
    desk = rm.ReachMap.of(town)
    for row in desk.routes_to_all(objective=objective).groups:
        ways = desk.routes(row.group, k=1, objective=objective).routes
        assert row.nodes == (ways[0].nodes if ways else ())


@settings(max_examples=some_of(200, usual=30), suppress_health_check=list(HealthCheck))
@given(town=maps(rich=True))
def test_the_best_cost_and_days_are_networkx_shortest(town: rm.StakeholderMap) -> None:
    desk = rm.ReachMap.of(town)
    net = trust_network(desk.store).network
    graph = graph_of(net)
    for objective, prices in (("cost", net.cost), ("days", net.days)):
        for tail, head, fields in graph.edges(data=True):
            graph.edges[tail, head]["price"] = int(prices[fields["link"]])
        teams = {node for node in range(net.size) if net.is_team[node]}
        least = nx.multi_source_dijkstra_path_length(graph, teams, weight="price")
        ways = desk.routes_to_all(objective=objective, max_hops=net.size).groups  # type: ignore[arg-type]  # one of two
        for row in ways:
            found = getattr(row, objective) if row.state == "open" else None
            if objective == "cost" and found is not None:
                found = to_pence(found)
            assert found == least.get(net.ids.index(row.group))
