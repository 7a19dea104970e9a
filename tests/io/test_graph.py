"""Graphs: what they may hold, and where a fault in one is said to be."""

from __future__ import annotations

from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
import pytest

import reachmap as rm
from reachmap.io import from_networkx, to_networkx


def graph(**nodes: dict[str, Any]) -> nx.MultiDiGraph[Any]:
    """Return a graph of the team and other nodes."""
    made: nx.MultiDiGraph[Any] = nx.MultiDiGraph()
    for id_, fields in {"team": {"kind": "organisation", "team": True}, **nodes}.items():
        made.add_node(id_, **fields)
    return made


def problem_of(made: nx.Graph[Any]) -> rm.Issue:
    """Return the one problem of a graph."""
    with pytest.raises(rm.InvalidMap) as caught:
        from_networkx(made)  # type: ignore[arg-type]  # what may happen
    assert len(caught.value.issues) == 1, str(caught.value)
    return caught.value.issues[0]


def test_a_node_of_an_unknown_kind_is_named_with_the_nearest() -> None:
    issue = problem_of(graph(hub={"kind": "organization"}))
    assert (issue.file, issue.column, issue.value) == ("nodes", "kind", "organization")
    assert "'hub'" in issue.message
    assert "Did you mean 'organisation'?" in issue.remedy
    assert "'None'" in problem_of(graph(hub={})).message


def test_a_node_keeps_its_own_id_whatever_its_attributes_say() -> None:
    town = from_networkx(graph(a={"kind": "group", "id": "other"}))
    assert [group.id for group in town.groups] == ["a"]


@pytest.mark.parametrize("population", [np.int64(4), np.float64(4), 4.0, 4])
def test_attributes_of_a_graph_may_be_numpys(population: Any) -> None:
    town = from_networkx(graph(a={"kind": "group", "population": population, "notes": pd.NaT}))
    assert (town.groups[0].population, town.groups[0].notes) == (4, None)


def test_attributes_that_make_no_sense_are_located() -> None:
    made = graph(a={"kind": "group"})
    made.nodes["a"].update({3: "x"})  # type: ignore[dict-item]  # what may happen
    assert "no column '3'" in problem_of(made).message
    made = graph()
    made.add_node(7, kind="group")
    assert problem_of(made).column == "id"
    made = graph()
    made.graph["asks"] = "none yet"
    assert (problem_of(made).file, "list of rows" in problem_of(made).message) == ("asks", True)
    undirected: nx.Graph[Any] = nx.Graph(graph())
    assert "no directions" in problem_of(undirected).message


def test_about_may_be_one_dictionary_and_derived_links_are_dropped() -> None:
    made = graph(w={"kind": "worker", "organisation": "team"})
    made.graph["about"] = {"title": "Town"}
    made.add_edge("team", "w", type="EMPLOYS", derived=True)
    town = from_networkx(made)
    assert (town.about.title, town.links) == ("Town", ())
    made.add_edge("w", "team", type="EMPLOYS")
    with pytest.raises(rm.InvalidMap, match="EMPLOYS leads from organisation"):
        from_networkx(made)
    assert list(to_networkx(town).edges(data=True)) == [
        ("team", "w", {"type": "EMPLOYS", "derived": True})
    ]
