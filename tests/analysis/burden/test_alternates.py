"""Who else leads to a group: against a pass over the whole network for each who rests."""

from datetime import timedelta
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import reachmap as rm
from builders import AS_OF
from reachmap.analysis.burden import alternates as resting
from reachmap.analysis.burden.alternates import INSTEAD, PEOPLE, Alternates
from reachmap.network.compile import ROUTE_KINDS, TrustNetwork, trust_network
from reachmap.network.routes import ForwardPasses, best_routes, best_to_all, forward_passes
from reachmap.store.memory.store import MemoryStore
from strategies import maps


def ways(trust: TrustNetwork, closed: set[int]) -> ForwardPasses:
    net = trust.network
    return forward_passes(
        net,
        sources=np.flatnonzero(net.is_team).tolist(),
        closed=np.isin(np.arange(net.size), [*closed]),
        max_hops=trust.outline.assumptions.max_hops,
    )


def alternates(trust: TrustNetwork, node: int, over: set[str], *, n: int) -> tuple[str, ...]:
    """Return who else leads there, by a pass over the network without the node."""
    net = trust.network
    gone, full = ({*np.flatnonzero(marks).tolist()} for marks in (net.gone, net.full))
    led = net.head[net.tail == node].tolist()
    served = [head for head in led if net.is_group[head]]
    best = best_to_all(ways(trust, gone))
    served = served or [group for group, way in best.items() if node in way]
    chance: dict[int, float] = {}
    for group in served:
        without = ways(trust, gone | full | {node})
        for way in best_routes(without, [group], k=resting.ROUTES, diverse=True):
            product = float(np.prod([net.chance[net.link(*pair)] for pair in pairwise(way)]))
            for place, each in enumerate(way):
                fit_kinds = INSTEAD if place == len(way) - 2 else PEOPLE
                rest = any(net.ids[later] in over for later in way[place:])
                if ROUTE_KINDS[net.kind[each]] in fit_kinds and not net.is_team[each] and not rest:
                    chance[each] = max(chance.get(each, 0.0), product)
    fit = [*chance]
    fit.sort(key=lambda each: (-chance[each], each))
    return tuple(net.ids[each] for each in fit[:n])


def compare(town: rm.StakeholderMap, over: set[str], *, n: int) -> None:
    trust = trust_network(MemoryStore(town), as_of=AS_OF)
    found = Alternates(trust, over)
    for node, id_ in enumerate(trust.network.ids):
        if not trust.network.is_group[node]:
            assert found.instead_of(id_, n=n) == alternates(trust, node, over, n=n)


@pytest.fixture(params=[1, 2, 6], ids="{} ways".format)
def _ways_looked_at(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resting, "ROUTES", request.param)


@st.composite
def towns(draw: st.DrawFn) -> rm.StakeholderMap:
    """Draw a town with more ways to each group than are looked at, many of them alike."""
    dice = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    bodies = [f"o{n:02}" for n in range(dice.integers(4, 14))]
    workers = [f"w{n:02}" for n in range(dice.integers(0, 8))]
    groups = [f"g{n}" for n in range(dice.integers(1, 4))]
    contacts = ["team", *bodies, *workers]
    pairs = [("team", "KNOWS", to) for to in bodies if dice.random() < 0.5]
    pairs += [(a, "KNOWS", b) for a in contacts for b in bodies if a != b and dice.random() < 0.2]
    pairs += [(a, "TRUSTED_BY", g) for a in contacts for g in groups if dice.random() < 0.4]
    rows = sorted({*pairs})
    few = draw(st.sampled_from([[0.5], [0.5, 0.8, 1.0], [0.25, 0.5, 1.0]]))
    chances = dice.choice(few, len(rows)).tolist()
    return rm.StakeholderMap(
        about=rm.About(as_of=AS_OF),
        organisations=[
            rm.Organisation(id="team", name="team", team=True),
            *(
                rm.Organisation(id=id_, name=id_, capacity=0 if dice.random() < 0.1 else None)
                for id_ in bodies
            ),
        ],
        workers=[
            rm.KeyWorker(
                id=id_,
                name=id_,
                organisation=str(dice.choice(bodies)),
                until=AS_OF - timedelta(1) if dice.random() < 0.1 else None,
            )
            for id_ in workers
        ],
        groups=[rm.Group(id=id_, name=id_) for id_ in groups],
        links=[
            rm.Link(from_=a, type=type_, to=b, chance=chance)  # type: ignore[arg-type]  # of two
            for (a, type_, b), chance in zip(rows, chances, strict=True)
        ],
        assumptions=rm.Assumptions.of([("max_hops", int(dice.choice([1, 2, 3, 5, 40])))]),
    )


@pytest.mark.usefixtures("_ways_looked_at")
@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(town=towns(), n=st.sampled_from([1, 3, 20]), among=st.data())
def test_whoever_rests_those_who_lead_there_are_found_as_without_them(
    town: rm.StakeholderMap, n: int, among: st.DataObject
) -> None:
    ids = [body.id for body in town.organisations]
    compare(town, among.draw(st.sets(st.sampled_from(ids), max_size=3)), n=n)


@pytest.mark.usefixtures("_ways_looked_at")
@settings(max_examples=30, suppress_health_check=list(HealthCheck))
@given(town=maps(rich=True))
def test_on_any_map_they_are_found_as_without_whoever_rests(town: rm.StakeholderMap) -> None:
    compare(town, set(), n=3)


def test_only_who_is_on_the_ways_to_a_group_costs_a_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    bodies = [f"o{n:02}" for n in range(20)]
    town = rm.StakeholderMap(
        about=rm.About(as_of=AS_OF),
        organisations=[
            rm.Organisation(id="team", name="team", team=True),
            *(rm.Organisation(id=id_, name=id_) for id_ in bodies),
        ],
        groups=[rm.Group(id="carers", name="Carers")],
        links=[rm.Link(from_="team", type="KNOWS", to=id_, chance=0.5) for id_ in bodies]
        + [rm.Link(from_=id_, type="TRUSTED_BY", to="carers", chance=0.5) for id_ in bodies],
    )
    passes: list[ForwardPasses] = []

    def counted(*args: object, **terms: object) -> ForwardPasses:
        passes.append(forward_passes(*args, **terms))  # type: ignore[arg-type]  # as they were given
        return passes[-1]

    monkeypatch.setattr(resting, "forward_passes", counted)
    found = Alternates(trust_network(MemoryStore(town), as_of=AS_OF), ())
    assert found.instead_of("o00", n=2) == ("o01", "o02")
    assert [found.instead_of(id_, n=2) for id_ in bodies[6:]] == [("o00", "o01")] * 14
    assert len(passes) == 2


def test_who_is_on_the_best_way_to_the_same_groups_could_help_instead() -> None:
    row = next(row for row in rm.demo().burden().asked if row.node == "carers-officer")
    assert "Carers' support coordinator" in row.alternate_names
