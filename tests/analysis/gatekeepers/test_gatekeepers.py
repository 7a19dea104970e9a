"""Gatekeepers of maps: against taking everybody away in turn, NetworkX, and in words."""

from __future__ import annotations

from datetime import timedelta
from importlib import import_module
from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

import reachmap as rm
from builders import AS_OF
from reachmap.analysis.gatekeepers.words import words_of_load
from reachmap.network.centrality import betweenness
from reachmap.network.compile import trust_network
from strategies import maps


@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(town=maps(rich=True))
def test_without_a_sole_gatekeeper_no_way_is_left(town: rm.StakeholderMap) -> None:
    desk = rm.ReachMap.of(town)
    for row in desk.gatekeepers().nodes:
        for group in row.sole_for:
            left = desk.reach(group, without=[str(row.node)]).groups[0]
            assert (left.chance, left.chance_if_free, left.independent_routes) == (0, 0, 0)


@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(town=maps(rich=True))
def test_the_measures_are_those_of_networkx(town: rm.StakeholderMap) -> None:
    desk = rm.ReachMap.of(town)
    net = trust_network(desk.store).network
    kept = ~(net.gone | net.is_group)
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(np.flatnonzero(kept).tolist())
    for tail, head, chance in zip(net.tail, net.head, net.chance, strict=True):
        if kept[tail] and kept[head]:
            graph.add_edge(int(tail), int(head), weight=float(chance))
    between, tight = nx.betweenness_centrality(graph), nx.constraint(graph, weight="weight")
    for row in desk.gatekeepers().nodes:
        number = net.ids.index(str(row.node))
        assert row.betweenness == pytest.approx(between[number], abs=1e-12)
        held = float("nan") if row.constraint is None else row.constraint
        assert held == pytest.approx(tight[number], abs=1e-9, nan_ok=True)


@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(town=maps(rich=True))
def test_shares_of_best_routes_are_counted_off_them(town: rm.StakeholderMap) -> None:
    bare = [body.model_copy(update={"capacity": None}) for body in town.organisations]
    tables: dict[str, Any] = dict(town.as_tables()) | {"organisations": bare}
    for name in ("workers", "champions", "channels"):
        rows = getattr(town, name)
        tables[name] = [row.model_copy(update={"capacity": None}) for row in rows]
    desk = rm.ReachMap.of(rm.StakeholderMap(**tables))
    best = [row.nodes[1:-1] for row in desk.routes_to_all().groups if row.state == "open"]
    answer = desk.gatekeepers()
    assert answer.groups == len(best)
    for row in answer.nodes:
        assert row.best_routes_share == sum(row.node in way for way in best) / len(best)


def test_asks_to_where_a_worker_works_stand_beside_the_worker() -> None:
    asks = [rm.Ask(date=AS_OF - timedelta(days), from_="team", to="hub") for days in (2, 3)]
    town = rm.StakeholderMap(
        about=rm.About(as_of=AS_OF),
        organisations=[
            rm.Organisation(id="team", name="Team", team=True),
            rm.Organisation(id="hub", name="Hub"),
        ],
        workers=[rm.KeyWorker(id="officer", name="Officer", organisation="hub")],
        groups=[rm.Group(id="carers", name="Carers")],
        links=[
            rm.Link(from_="team", type="KNOWS", to="officer"),
            rm.Link(from_="officer", type="TRUSTED_BY", to="carers"),
        ],
        asks=rm.Ledger.of(rm.Ask, asks),
    )
    (officer,) = rm.ReachMap.of(town).gatekeepers().sole
    assert (officer.asked, officer.employer, officer.employer_asked) == (0, "Hub", 2)
    assert words_of_load(officer) == "Hub, where they work, was asked twice"


def test_a_demo_says_on_whom_groups_hang() -> None:
    answer = rm.demo().gatekeepers()
    assert list(answer.to_frame().columns) == [
        "node",
        "name",
        "kind",
        "sole_for",
        "best_routes_share",
        "betweenness",
        "constraint",
        "asked",
        "capacity",
    ]
    assert (
        "Every way on our map to Hidden carers goes through Carers' liaison officer."
        " They were asked 4 times this quarter and can manage 4."
    ) in answer.sentences()
    ranks = [
        (-len(row.sole_for), -(row.best_routes_share or 0), -(row.betweenness or 0), row.node)
        for row in answer.nodes
    ]
    assert ranks == sorted(ranks)
    assert answer.to_dict() == rm.demo().gatekeepers().to_dict()


def test_where_nothing_hangs_on_one_it_says_so() -> None:
    bodies = [rm.Organisation(id="team", name="Team", team=True)]
    groups = [rm.Group(id="g", name="Carers")]
    link = rm.Link(from_="team", type="TRUSTED_BY", to="g", chance=0.5)
    alone = rm.ReachMap.of(rm.StakeholderMap(organisations=bodies, groups=groups))
    assert alone.gatekeepers().sentences() == ("We know no way to any group yet.",)
    assert alone.gatekeepers().missing[0].startswith("The team that asks has no link")
    direct = rm.ReachMap.of(rm.StakeholderMap(organisations=bodies, groups=groups, links=[link]))
    nobody = "No group on our map depends on one introduction alone."
    assert direct.gatekeepers().sentences() == (nobody,)


def test_a_large_map_says_that_it_was_estimated(monkeypatch: pytest.MonkeyPatch) -> None:
    # The module's own name is taken by its function in the room.
    module = import_module("reachmap.analysis.gatekeepers.question")
    monkeypatch.setattr(
        module, "betweenness", lambda net, **more: betweenness(net, exact_to=5, pivots=20, **more)
    )
    answer = rm.demo().gatekeepers()
    assert any(
        line.startswith("Who stands between others was estimated") for line in answer.missing
    )


def test_terms_out_of_range_are_refused() -> None:
    with pytest.raises(rm.InputError, match="max_hops is a whole number of links, 1 to 10000"):
        rm.demo().gatekeepers(max_hops=0)
    with pytest.raises(rm.InputError, match="no single organisation goes by"):
        rm.demo().gatekeepers(team="nobody")


def test_longer_ways_than_are_looked_at_are_not_denied() -> None:
    people = [rm.Organisation(id="team", name="Team", team=True)]
    people += [rm.Organisation(id=id_, name=id_.upper()) for id_ in "abc"]
    links = [
        rm.Link.model_validate({"from": from_, "type": type_, "to": to})
        for from_, type_, to in (
            ("team", "KNOWS", "a"),
            ("a", "TRUSTED_BY", "g"),
            ("team", "KNOWS", "b"),
            ("b", "KNOWS", "c"),
            ("c", "TRUSTED_BY", "g"),
        )
    ]
    groups = [rm.Group(id="g", name="Carers")]
    desk = rm.ReachMap.of(rm.StakeholderMap(organisations=people, groups=groups, links=links))
    limit = "Ways of more than 2 steps are not looked at."
    assert desk.gatekeepers(max_hops=2).sentences()[:2] == (
        "Every way on our map to Carers goes through A.",
        limit,
    )
    assert limit in desk.reach(max_hops=2).missing
    assert limit in desk.what_if(remove=["a"], max_hops=2).missing
    assert not any("not looked at" in line for line in desk.what_if(remove=["a"]).missing)
    assert not any("not looked at" in line for line in desk.reach().missing)
    assert "not looked at" not in desk.gatekeepers().explain()
