"""The network for other tools has the figures of routes."""

from math import exp

import networkx as nx
import pytest

import reachmap as rm
from folders import TOWN


@pytest.mark.parametrize("desk", [rm.read(TOWN), rm.demo()], ids=["town", "borough"])
def test_the_shortest_way_in_networkx_has_the_chance_of_the_surest_route(desk: rm.ReachMap) -> None:
    graph = desk.network().to_networkx()
    teams = set(desk.stakeholders.teams)
    far = nx.multi_source_dijkstra_path_length(graph, teams, weight="weight")
    rows = desk.routes_to_all(max_hops=1000).groups
    assert any(row.chance for row in rows)
    for row in rows:
        # A group without an open route has none in the graph either.
        reached = row.state == "open"
        assert (row.group in far) == reached
        if reached:
            assert exp(-far[row.group]) == pytest.approx(row.chance)


def test_each_link_has_the_figures_of_the_step_of_a_route() -> None:
    desk = rm.read(TOWN)
    graph = desk.network().to_networkx()
    for route in desk.routes("carers").routes:
        for step in route.steps:
            link = graph.edges[step.from_, step.to]
            figures = (step.type, step.days, step.cost, step.basis)
            assert (link["type"], link["days"], link["cost"], link["basis"]) == figures
            assert link["chance"] == pytest.approx(step.chance)


def test_frames_and_graph_hold_the_same_and_say_which_links_are_open() -> None:
    network = rm.demo().network(as_of="2026-03-31")  # type: ignore[arg-type]  # text is taken too
    frames = network.to_frames()
    links, whole = frames["links"], network.to_networkx(closed=True)
    assert len(links) == whole.number_of_edges()
    assert links["open"].sum() == network.to_networkx().number_of_edges() < len(links)
    assert len(frames["nodes"]) == whole.number_of_nodes()
