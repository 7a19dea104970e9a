"""Nodes that every way over a link passes, against closing each in NetworkX."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest

from reachmap.network.dependence import sole_nodes_over
from reachmap.network.index import Network, Relationships, network

NODES, TEAM, GROUP = 9, 0, 8


def drawn(seed: int) -> Network:
    """Return a network of a team, a group and seven others, linked at random."""
    dice = np.random.default_rng(seed)
    pairs = [(a, b) for a in range(NODES) for b in range(NODES) if a != b and dice.random() < 0.22]
    tail, head = zip(*pairs, strict=True)
    many = len(pairs)
    links = Relationships(
        list(tail), list(head), [0.5] * many, [0] * many, [3] * many, [0] * many, [2] * many
    )
    team, group = (np.arange(NODES) == each for each in (TEAM, GROUP))
    return network(tuple("abcdefghi"), links, is_team=team, is_group=group)


def leads(net: Network, link: int, without: int | None, hops: int) -> bool:
    """Whether a way of at most so many links passes a link, and not a node."""
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(range(NODES))
    graph.add_edges_from(
        (int(a), int(b))
        for a, b in zip(net.tail, net.head, strict=True)
        if a != GROUP and b != TEAM and without not in {a, b}
    )
    ends = int(net.tail[link]), int(net.head[link])
    if not graph.has_edge(*ends):
        return False
    first = nx.single_source_shortest_path_length(graph, TEAM).get(ends[0], 99)
    rest = nx.single_source_shortest_path_length(graph, ends[1]).get(GROUP, 99)
    return first + 1 + rest <= hops


@pytest.mark.parametrize("hops", [2, 3, 5])
def test_a_node_is_sole_where_no_way_over_the_link_is_left_without_it(hops: int) -> None:
    named = 0
    for seed in range(80):
        net = drawn(seed)
        for link in range(net.tail.size):
            expected = {
                node
                for node in range(1, NODES - 1)
                if leads(net, link, None, hops) and not leads(net, link, node, hops)
            }
            for among in (range(NODES), [2, 3]):
                sole = sole_nodes_over(
                    net,
                    link,
                    group=GROUP,
                    among=among,
                    sources=[TEAM],
                    closed=net.gone,
                    chance=net.chance,
                    max_hops=hops,
                )
                assert {*sole} == expected & {*among}
                assert len(sole) == len({*sole})
            named += len(expected)
    assert named > 30
