"""Guesses of chances: drawn as they say, shared by all, and worked out under each in turn."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import reachmap as rm
from amounts import some_of
from networks import Asked, asked, built, reach_by_states
from reachmap.analysis.routes.search import route_search
from reachmap.analysis.snapshot import Snapshot
from reachmap.network import reach as reach_module
from reachmap.network.guesses import DRAWS, QUANTILES, Guesses, ranges_of
from reachmap.network.index import Floats, Network, weights
from reachmap.network.reach import reach_by_guess
from reachmap.network.routes import best_to_all, forward_passes
from strategies import maps

some = settings(max_examples=some_of(100, usual=25), suppress_health_check=list(HealthCheck))


def guessed(net: Network, *, worth: float = 4.0, fading: float = 1.0) -> Guesses:
    """Return guesses around the chances of a network, each worth so many asks."""
    works = net.chance / fading * worth
    return Guesses(net, works, worth - works, np.full(net.chance.size, fading))


def under(net: Network, chance: Floats) -> Network:
    """Return a network with other chances."""
    return replace(net, chance=chance, weight=weights(chance))


def reached(question: Asked, guesses: Guesses) -> Floats:
    """Return the reach of every group of a question under each guess."""
    return reach_by_guess(
        question.net,
        question.groups,
        guesses,
        sources=question.sources,
        closed=question.closed,
        max_hops=question.max_hops,
    )


@pytest.mark.parametrize(("works", "fails"), [(2.0, 2.0), (3.8, 0.2), (0.8, 7.2), (11.0, 3.0)])
def test_draws_have_the_mean_and_the_spread_of_their_beta(works: float, fails: float) -> None:
    net = built(402, {(0, head): 0.5 for head in range(2, 402)})
    size = net.chance.size
    guesses = Guesses(net, np.full(size, works), np.full(size, fails), np.full(size, 0.7))
    draws = guesses.draw(np.arange(size))
    mean, n = works / (works + fails), draws.size
    spread = mean * (1 - mean) / (works + fails + 1)
    assert draws.shape == (size, DRAWS)
    assert draws.mean() == pytest.approx(0.7 * mean, abs=5 * 0.7 * np.sqrt(spread / n))
    assert draws.std() == pytest.approx(0.7 * np.sqrt(spread), rel=0.03)
    apart = np.corrcoef(draws) - np.eye(size)
    assert np.abs(apart).max() < 6 / np.sqrt(DRAWS)
    assert len(np.unique(draws)) == QUANTILES


def test_a_draw_depends_on_the_ends_of_its_link_and_its_number_alone() -> None:
    few = built(4, {(0, 2): 0.5, (2, 1): 0.5})
    more = built(6, {(5, 2): 0.4, (0, 2): 0.5, (3, 4): 0.1, (2, 1): 0.5})
    for pair in ((0, 2), (2, 1)):
        one, other = (
            guessed(net).draw(np.array([net.link(*pair)], np.int64)) for net in (few, more)
        )
        assert one.tolist() == other.tolist()
    whole = guessed(more).draw(np.arange(4))
    assert guessed(more).draw(np.array([2, 0]), first=3, draws=5).tolist() == (
        whole[[2, 0], 3:8].tolist()
    )


def test_what_is_sure_is_guessed_to_be_sure() -> None:
    net = built(3, {(0, 2): 1.0, (2, 1): 1.0})
    assert (guessed(net).draw(np.arange(2)) == 1).all()
    assert (reached(Asked(net, (0,), net.gone, None), guessed(net)) == 1).all()


@settings(max_examples=some_of(200, usual=50))
@given(question=asked(most_links=9), draw=st.integers(0, DRAWS - 1))
def test_exact_reach_under_a_guess_is_that_of_all_states(question: Asked, draw: int) -> None:
    guesses = guessed(question.net)
    chances = guesses.draw(np.arange(question.net.chance.size))[:, draw]
    other = replace(question, net=under(question.net, chances))
    expected = [reach_by_states(other, group) for group in question.groups]
    assert reached(question, guesses)[:, draw] == pytest.approx(expected, abs=1e-12)


def test_samples_say_how_far_guesses_differ_and_not_how_far_samples_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dice = np.random.default_rng(4)
    pairs = [(0, n) for n in range(2, 8)] + [(n, 1) for n in range(2, 8)] + [(2, 5), (6, 3)]
    for worth in (4.0, 40.0, 4e6):
        net = built(8, {pair: float(dice.uniform(0.2, 0.6)) for pair in pairs})
        question, guesses = Asked(net, (0,), net.gone, None), guessed(net, worth=worth)
        exact = reached(question, guesses)[0]
        with monkeypatch.context() as patched:
            patched.setattr(reach_module, "MOST_LINKS", 0)
            sampled = reached(question, guesses)[0]
        assert sampled.mean() == pytest.approx(exact.mean(), abs=0.02)
        assert sampled.std() == pytest.approx(exact.std(), abs=0.02)
        both = np.stack((exact, sampled))
        ends = ranges_of(both, both.mean(axis=1))
        assert ends[1] == pytest.approx(ends[0], abs=0.05)


@some
@given(town=maps(rich=True))
def test_a_route_comes_first_as_often_as_it_is_the_best_of_all(town: rm.StakeholderMap) -> None:
    compare_with_full_searches(town)


def test_in_the_demo_routes_come_first_as_often_as_they_are_the_best_of_all() -> None:
    compare_with_full_searches(rm.demo().stakeholders)


def compare_with_full_searches(town: rm.StakeholderMap) -> None:
    """Search the whole network anew under each guess, and count which route is the best."""
    desk = rm.ReachMap.of(town)
    search = route_search(Snapshot.of(town))
    net = search.trust.network
    every = search.trust.guesses.draw(np.arange(net.chance.size))
    best = [
        best_to_all(
            forward_passes(
                under(net, np.ascontiguousarray(every[:, draw])),
                sources=search.sources,
                closed=net.full | net.gone,
                max_hops=search.max_hops,
            )
        )
        for draw in range(DRAWS)
    ]
    for group in town.groups:
        routes = desk.routes(group.id, k=4).routes
        if not routes or routes[0].state != "open":
            continue
        number = search.number(group.id)
        shares = [route.first_in for route in routes]
        assert sum(share or 0 for share in shares) <= 1 + 1e-12
        for route, share in zip(routes, shares, strict=True):
            path = tuple(net.ids.index(id_) for id_ in route.nodes)
            often = sum(way[number] == path for way in best) / DRAWS
            if share is None:
                assert len(routes) == 1, "the only way comes first whatever is guessed"
                assert {*(way[number] for way in best)} == {path}
            else:
                assert share == pytest.approx(often, abs=0.1)


@some
@given(town=maps(rich=True), exact=st.booleans())
def test_ranges_hold_the_chance_and_reach_is_never_below_a_route(
    town: rm.StakeholderMap, *, exact: bool
) -> None:
    desk = rm.ReachMap.of(town)
    ways = {row.group: row for row in desk.routes_to_all().groups if row.state == "open"}
    with pytest.MonkeyPatch.context() as patched:
        if not exact:
            patched.setattr(reach_module, "MOST_LINKS", 0)
        answer = desk.reach(samples=64)
    for row in answer.groups:
        assert row.low is not None
        assert row.high is not None
        assert 0 <= row.low <= (row.chance or 0) <= row.high <= 1
        if row.group in ways:
            way = ways[row.group]
            assert (way.low or 0) <= (way.chance or 0) <= (way.high or 0)
            assert row.low >= (way.low or 0)
            assert row.high >= (way.high or 0)


def test_routes_through_the_same_people_are_guessed_alike() -> None:
    """The same guesses serve every group, whatever else is asked."""
    search = route_search(Snapshot.of(rm.demo().stakeholders))
    guesses, net = search.trust.guesses, search.trust.network
    paths = [*search.best().values()]
    together = guesses.along([(), *paths])
    assert not together[0].any()
    for path, draws in zip(paths, together[1:], strict=True):
        alone = guesses.draw(net.links_along(path)).prod(axis=0)
        assert draws == pytest.approx(alone, rel=1e-12)
    again = route_search(Snapshot.of(rm.demo().stakeholders)).trust.guesses
    assert again.along(paths[:1]).tolist() == guesses.along(paths[:1]).tolist()
