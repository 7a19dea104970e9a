"""Those on whom groups hang, each taken away alone: the same as a what-if for each."""

import pytest
from hypothesis import HealthCheck, given, settings

import reachmap as rm
from amounts import some_of
from folders import TOWN
from reachmap.analysis.snapshot import Snapshot
from reachmap.analysis.what_if.leaving import leaving
from reachmap.analysis.what_if.question import what_if
from reachmap.errors import InputError
from strategies import maps


@settings(max_examples=some_of(40, usual=12), suppress_health_check=list(HealthCheck))
@given(town=maps(rich=True))
def test_each_departure_is_what_a_what_if_says(town: rm.StakeholderMap) -> None:
    store = Snapshot.of(town)
    nodes = [row.node for row in rm.ReachMap.of(town).gatekeepers().nodes if row.node][:3]
    answer = leaving(store, nodes)
    assert [row.node for row in answer.nodes] == nodes
    for row in answer.nodes:
        alone = what_if(store, remove=[row.node or ""], samples=answer.samples)
        blank = {"independent_routes_before": None, "independent_routes_after": None}
        assert row.also_removed == alone.also_removed
        assert row.changed == tuple(each.model_copy(update=blank) for each in alone.changed)
        assert row.sentences() == alone.sentences()
        rest = what_if(store, remove=[row.node or ""], samples=answer.samples, keep_staff=True)
        (kept,) = leaving(store, [row.node or ""], keep_staff=True).nodes
        assert kept.sentences() == rest.sentences()


def test_a_departure_tells_whom_it_costs_and_who_is_left() -> None:
    answer = leaving(Snapshot(rm.demo().store), ["carers-officer", "council"])
    officer, council = answer.nodes
    assert officer.lost == ("hidden-carers",)
    assert (officer.also_removed, council.also_removed) == (
        (),
        ("community-officer", "equality-officer", "postal-survey", "youth-council"),
    )
    assert set(council.lost) == {"married", "survivors", "women"}
    assert set(council.rerouted).isdisjoint(council.lost)
    assert "No known way is left to Hidden carers." in answer.sentences()
    assert list(answer.to_frame()["node"]) == ["carers-officer", "council"]


def test_nobody_asked_about_and_samples_out_of_range() -> None:
    store = Snapshot(rm.demo().store)
    assert leaving(store, []).sentences() == ("Nobody was asked about.",)
    with pytest.raises(InputError, match="samples"):
        leaving(store, ["council"], samples=0)
    with pytest.raises(InputError, match="team"):
        leaving(store, [store.outline.teams[0]])


def test_the_front_desk_is_asked_of_many_by_name_on_a_day() -> None:
    names = ["Carers' Hub", "college"]
    answer = rm.read(TOWN).leaving(names, as_of="2026-03-31")  # type: ignore[arg-type]  # a day as text
    assert [row.node for row in answer.nodes] == ["carers-hub", "college"]
    assert answer.to_frame()["lost"].tolist() == [row.lost for row in answer.nodes]
    with pytest.raises(rm.UnknownNode):
        rm.read(TOWN).leaving(["nobody"])
