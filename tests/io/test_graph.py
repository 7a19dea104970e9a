"""Graphs: what they may hold, and where a fault in one is said to be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
import pytest

import reachmap as rm
from folders import TOWN
from reachmap.io import from_networkx, to_networkx
from reachmap.model.tables import LEDGERS, TABLES


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


WRITERS: dict[str, Callable[[nx.MultiDiGraph[Any], Path], None]] = {
    "graphml": nx.write_graphml_xml,
    "gexf": nx.write_gexf,
    "gml": nx.write_gml,
}


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize("ledgers", [False, True])
def test_every_writer_of_networkx_takes_the_graph(
    tmp_path: Path, name: str, *, ledgers: bool
) -> None:
    town = rm.read(TOWN).stakeholders
    WRITERS[name](to_networkx(town, ledgers=ledgers), tmp_path / f"town.{name}")
    assert (tmp_path / f"town.{name}").stat().st_size > 1_000


def test_what_graphml_kept_is_the_map_again(tmp_path: Path) -> None:
    town = rm.read(TOWN).stakeholders
    nx.write_graphml_xml(to_networkx(town, ledgers=True), tmp_path / "town.graphml")
    again = nx.read_graphml(tmp_path / "town.graphml", force_multigraph=True)
    assert from_networkx(again) == town  # type: ignore[arg-type]  # as read, a MultiDiGraph


def test_ledgers_go_with_a_graph_on_request_alone() -> None:
    town = rm.read(TOWN).stakeholders
    graph = to_networkx(town)
    assert graph.graph.keys() & {*LEDGERS} == set()
    empty: dict[str, Any] = {name: rm.Ledger(TABLES[name].record, {}) for name in LEDGERS}
    assert from_networkx(graph) == replace(town, **empty)
    assert {"attendance", "asks"} <= to_networkx(town, ledgers=True).graph.keys()


def test_several_values_and_days_are_text() -> None:
    fields = to_networkx(rm.demo().stakeholders).nodes["carers"]
    assert fields["barriers"] == "caring;timing"
    town = rm.StakeholderMap(
        organisations=[rm.Organisation(id="team", name="Team", team=True)],
        groups=[rm.Group(id="a", name="A", languages=("pl", "en"))],
    )
    assert to_networkx(town).nodes["a"] == {"kind": "group", "name": "A", "languages": "en;pl"}
