"""Reach against an oracle that goes through every state of every link."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.stats import binom

from networks import Asked, asked, built, reach_by_states, simple_ways
from reachmap.network import exact as exact_module
from reachmap.network.draws import draw_samples, link_keys
from reachmap.network.index import Bools, Floats, Network
from reachmap.network.reach import Reached, reach

BRIDGE = {(0, 2): 0.5, (0, 3): 0.5, (2, 3): 0.5, (3, 2): 0.5, (2, 1): 0.5, (3, 1): 0.5}


def reached(question: Asked, **options: Any) -> Reached:
    """Return the reach of every group of a question."""
    return reach(
        question.net,
        question.groups,
        sources=question.sources,
        closed=question.closed,
        max_hops=question.max_hops,
        **options,
    )


def nobody(net: Network) -> Bools:
    """Return that no node is closed."""
    return np.zeros(net.size, np.bool_)


def chance_of(net: Network, **options: Any) -> float:
    """Return the reach of group 1 from team 0."""
    return float(reach(net, [1], sources=[0], closed=nobody(net), **options).chance[0])


@settings(max_examples=700)
@given(question=asked(), at_once=st.sampled_from([0, 2, 18]))
def test_exact_reach_is_that_of_all_states(question: Asked, at_once: int) -> None:
    before, exact_module.AT_ONCE = exact_module.AT_ONCE, at_once
    try:
        answer = reached(question)
    finally:
        exact_module.AT_ONCE = before
    assert answer.exact.all()
    expected = [reach_by_states(question, group) for group in question.groups]
    assert answer.chance == pytest.approx(expected, abs=1e-12)


def test_the_networks_drawn_are_worth_it() -> None:
    bitten: list[bool] = []

    @settings(max_examples=300)
    @given(question=asked())
    def looked_at(question: Asked) -> None:
        free = replace(question, max_hops=None)
        bitten.append(
            any(
                1 < len(list(simple_ways(question, group))) < len(list(simple_ways(free, group)))
                for group in question.groups
            )
        )

    looked_at()
    assert sum(bitten) >= len(bitten) / 20


def test_the_bridge_network_is_reached_by_half() -> None:
    net = built(4, BRIDGE)
    assert chance_of(net) == pytest.approx(0.5, abs=1e-15)
    assert chance_of(net, max_hops=2) == pytest.approx(1 - 0.75**2, abs=1e-15)
    assert chance_of(built(4, {(0, 2): 0.5, (2, 1): 0.5})) == 0.25


def test_sure_links_make_a_sure_way() -> None:
    ring = {(0, 2): 1.0, (2, 3): 1.0, (3, 2): 1.0, (3, 4): 0.5, (3, 1): 1.0}
    net = built(5, ring)
    assert chance_of(net) == 1
    assert chance_of(net, max_hops=2) == 0
    assert chance_of(net, exact=False, samples=100) == 1


@settings(max_examples=300)
@given(question=asked(), dice=st.randoms(use_true_random=False))
def test_a_link_between_strangers_never_lowers_reach(question: Asked, dice: Any) -> None:
    net = question.net
    known = dict(
        zip(
            zip(net.tail.tolist(), net.head.tolist(), strict=True), net.chance.tolist(), strict=True
        )
    )
    strangers = [
        (a, b)
        for a in range(net.size)
        for b in range(net.size)
        if a != b and not net.is_group[a] and (a, b) not in known
    ]
    assume(strangers)
    teams, groups = (tuple(np.flatnonzero(mark).tolist()) for mark in (net.is_team, net.is_group))
    more = built(net.size, known | {dice.choice(strangers): 0.5}, teams=teams, groups=groups)
    before, after = reached(question), reached(replace(question, net=more))
    assert (after.chance >= before.chance - 1e-12).all()
    drawn_before = reached(question, exact=False, samples=200)
    drawn_after = reached(replace(question, net=more), exact=False, samples=200)
    assert ((drawn_before.seen & ~drawn_after.seen) == 0).all()


@settings(max_examples=300)
@given(question=asked(), exact=st.booleans())
def test_a_bigger_limit_never_lowers_reach(question: Asked, *, exact: bool) -> None:
    chances = [
        reached(replace(question, max_hops=hops), exact=exact, samples=128).chance
        for hops in (1, 2, 3, 4, None)
    ]
    assert all((b >= a - 1e-12).all() for a, b in pairwise(chances))
    assert (chances[-1] <= 1).all()


@settings(max_examples=200)
@given(question=asked(), order=st.randoms(use_true_random=False))
def test_other_numbers_for_the_nodes_change_no_exact_reach(question: Asked, order: Any) -> None:
    net = question.net
    new = list(range(net.size))
    order.shuffle(new)
    links = {
        (new[a], new[b]): p
        for a, b, p in zip(net.tail.tolist(), net.head.tolist(), net.chance.tolist(), strict=True)
    }
    teams, groups = (
        tuple(new[node] for node in np.flatnonzero(mark)) for mark in (net.is_team, net.is_group)
    )
    closed = np.zeros(net.size, np.bool_)
    closed[[new[node] for node in np.flatnonzero(question.closed)]] = True
    other = Asked(
        built(net.size, links, teams=teams, groups=groups),
        tuple(new[node] for node in question.sources),
        closed,
        question.max_hops,
    )
    found = dict(zip(other.groups, reached(other).chance.tolist(), strict=True))
    expected = reached(question).chance.tolist()
    assert [found[new[group]] for group in question.groups] == pytest.approx(expected, abs=1e-12)


def hard(limit: int | None) -> tuple[Network, Floats, float]:
    """Return a network with an exact reach, its chances and that reach."""
    dice = np.random.default_rng(5)
    links = {
        (a, b): float(dice.uniform(0.1, 0.9))
        for a in range(6)
        for b in range(1, 6)
        if a not in (1, b) and dice.random() < 0.8
    }
    net = built(6, links)
    question = Asked(net, (0,), nobody(net), limit)
    return net, net.chance, reach_by_states(question, 1)


@pytest.mark.parametrize("limit", [None, 3])
def test_samples_cover_the_exact_reach_as_often_as_they_say(limit: int | None) -> None:
    from reachmap.analysis.intervals import wilson

    net, _, expected = hard(limit)
    assert chance_of(net, max_hops=limit) == pytest.approx(expected, abs=1e-12)
    seeds, covered = 400, 0
    for seed in range(seeds):
        found = reach(
            net,
            [1],
            sources=[0],
            closed=nobody(net),
            max_hops=limit,
            samples=256,
            seed=seed,
            exact=False,
        )
        low, high = wilson(int(found.hits[0]), 256, z=1.959963984540054)
        covered += low <= expected <= high
    # As few as this come about once in 10,000 times where 95% are covered; as many likewise.
    assert binom.ppf(1e-4, seeds, 0.94) <= covered <= binom.ppf(1 - 1e-4, seeds, 0.96)


def test_links_are_drawn_as_often_as_their_chance_and_apart() -> None:
    chances = np.array([0.0, 1e-12, 0.1, 0.5, 0.77, 1.0] * 50)
    keys = link_keys(built(301, {(0, head): 0.5 for head in range(1, 301)}))
    works = draw_samples(keys, chances, seed=3, first=0, words=32)
    bits = np.unpackbits(works.view(np.uint8), axis=1).astype(np.float64)
    for chance in set(chances.tolist()):
        share = bits[chances == chance].mean()
        assert share == pytest.approx(
            chance, abs=5 * np.sqrt(chance * (1 - chance) / 102_400) + 1e-9
        )
    some = bits[np.isin(chances, [0.1, 0.5, 0.77])]
    between = np.corrcoef(some) - np.eye(len(some))
    assert np.abs(between).max() < 6 / np.sqrt(2048)


def test_more_samples_begin_with_the_fewer_and_other_seeds_differ() -> None:
    net = hard(None)[0]
    few, many, other = (
        reach(net, [1], sources=[0], closed=nobody(net), samples=n, seed=seed, exact=False)
        for n, seed in ((100, 7), (1000, 7), (100, 8))
    )
    mask = np.array([2**64 - 1, 2**36 - 1], np.uint64)
    assert (few.seen == many.seen[:, :2] & mask).all()
    assert few.hits.tolist() != other.hits.tolist() or (few.seen != other.seen).any()
    assert few.hits[0] == sum(int(word).bit_count() for word in few.seen[0])


def test_a_draw_hangs_on_the_ends_of_its_link_alone() -> None:
    links = {(0, 2): 0.5, (2, 1): 0.5, (0, 3): 0.5}
    keys = link_keys(built(4, links))
    more = link_keys(built(6, links | {(5, 2): 0.5, (3, 2): 0.4}))
    assert len(set(more.tolist())) == 5
    assert set(keys.tolist()) < set(more.tolist())
    assert (
        draw_samples(keys[:1], np.ones(1) / 2, seed=1, first=3, words=2)
        == draw_samples(keys, np.ones(3) / 2, seed=1, first=0, words=5)[:1, 3:]
    ).all()


def test_a_surer_link_works_wherever_a_less_sure_one_does() -> None:
    keys = np.arange(1000).astype(np.uint64)
    low = draw_samples(keys, np.full(1000, 0.3), seed=0, first=0, words=4)
    high = draw_samples(keys, np.full(1000, 0.31), seed=0, first=0, words=4)
    assert ((low & ~high) == 0).all()
    assert (low != high).any()


def test_groups_asked_together_are_told_as_alone() -> None:
    dice = np.random.default_rng(2)
    links = {
        (int(a), int(b)): 0.4
        for a, b in dice.integers(0, 60, (500, 2))
        if a != b and a not in (1, 5)
    }
    net = built(60, links, groups=(1, 5))
    both = reach(net, [1, 5], sources=[0], closed=nobody(net), samples=300)
    for place, group in enumerate((1, 5)):
        alone = reach(net, [group], sources=[0], closed=nobody(net), samples=300)
        assert alone.chance[0] == both.chance[place]
        assert not alone.exact[0]


def test_chances_given_stand_in_for_those_of_the_network() -> None:
    net = built(4, BRIDGE)
    gone = net.chance.copy()
    gone[net.link(2, 1)] = 0
    assert chance_of(net, chance=gone) == pytest.approx(0.5 * (1 - 0.5 * 0.75), abs=1e-15)
    assert chance_of(net, chance=np.ones(6)) == 1


def test_what_cannot_be_reached_has_no_chance() -> None:
    assert chance_of(built(2, {})) == 0
    assert chance_of(built(3, {(0, 2): 0.5})) == 0
    assert chance_of(built(3, {(2, 1): 0.5}), exact=False) == 0
    lone = built(1, {}, groups=())
    assert reach(lone, [], sources=[0], closed=nobody(lone)).chance.size == 0


def test_three_hundred_ways_side_by_side_are_sampled_and_sure() -> None:
    links = {(0, 2 + n): 0.5 for n in range(300)} | {(2 + n, 1): 0.5 for n in range(300)}
    net = built(302, links)
    answer = reach(net, [1], sources=[0], closed=nobody(net), samples=1000)
    assert not answer.exact[0]
    assert answer.hits[0] == 1000


def test_a_long_chain_with_pockets_is_exact() -> None:
    chain = {(n, n + 1): 0.9 for n in range(2, 40)}
    pockets = {(n, n + 50): 0.5 for n in range(2, 40)} | {(n + 50, n): 0.5 for n in range(2, 40)}
    net = built(100, chain | pockets | {(0, 2): 0.9, (40, 1): 0.9})
    assert chance_of(net) == pytest.approx(0.9**40, rel=1e-12)


def test_up_to_the_stated_size_the_answer_is_exact_and_right() -> None:
    dice = np.random.default_rng(11)
    kept = 0
    for _ in range(40):
        pairs = {
            (a, b): float(dice.choice([0.3, 0.6]))
            for a in range(7)
            for b in range(1, 7)
            if a not in (1, b) and dice.random() < 0.7
        }
        net = built(7, pairs)
        for limit in (None, 3):
            answer = reach(net, [1], sources=[0], closed=nobody(net), max_hops=limit)
            drawn_ = chance_of(net, max_hops=limit, exact=False, samples=4096)
            assert answer.chance[0] == pytest.approx(drawn_, abs=0.04)
            kept += bool(answer.exact[0]) and len(pairs) > 18
    assert kept >= 10


def test_unlimited_reach_agrees_with_networkx_sample_by_sample() -> None:
    dice = np.random.default_rng(3)
    links = {(int(a), int(b)): 0.3 for a, b in dice.integers(0, 80, (500, 2)) if a not in (b, 1)}
    net = built(80, links)
    answer = reach(net, [1], sources=[0], closed=nobody(net), samples=64, exact=False, seed=4)
    works = draw_samples(link_keys(net), net.chance, seed=4, first=0, words=1)[:, 0]
    for sample in range(64):
        graph: nx.DiGraph[int] = nx.DiGraph()
        graph.add_nodes_from(range(80))
        up = (works >> np.uint64(sample)) & np.uint64(1) == 1
        graph.add_edges_from(zip(net.tail[up].tolist(), net.head[up].tolist(), strict=True))
        seen = bool(int(answer.seen[0, 0]) >> sample & 1)
        assert seen == nx.has_path(graph, 0, 1)
