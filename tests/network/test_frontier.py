"""Exact reach node by node, against every state, against factoring, and against samples."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings

from networks import Asked, Pair, asked, built, reach_by_states
from reachmap.network import exact, frontier
from reachmap.network import reach as kernel
from reachmap.network.reach import Reached, reach


def reach_of(links: dict[Pair, float], *, limit: int | None = None, most: int = 25) -> Reached:
    """Return the reach of node 1 from node 0; above so many uncertain lines node by node."""
    net = built(1 + max(map(max, links)), links)
    closed = np.zeros(net.size, np.bool_)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(exact, "MOST_UNCERTAIN", most)
        return reach(net, [1], sources=[0], closed=closed, max_hops=limit)


def both_ways(pairs: list[Pair], chance: float) -> dict[Pair, float]:
    """Return links of both directions, but for those that lead back from an end."""
    every = dict.fromkeys((*pairs, *((b, a) for a, b in pairs)), chance)
    return {(a, b): p for (a, b), p in every.items() if b != 0 and a != 1}


def by_every_state(pairs: list[Pair], chance: float) -> float:
    """Go through all states of links without a direction."""
    state = np.arange(2 ** len(pairs))
    works = [(state >> bit & 1).astype(bool) for bit in range(len(pairs))]
    reached = {node: np.full(state.size, node == 0) for pair in pairs for node in pair}
    for _ in reached:
        for (a, b), able in zip(pairs, works, strict=True):
            together = (reached[a] | reached[b]) & able
            reached[a], reached[b] = reached[a] | together, reached[b] | together
    number = np.sum(works, axis=0)
    each = chance**number * (1 - chance) ** (len(pairs) - number)
    return float(each[reached[1]].sum())


def grid(width: int, length: int, dice: np.random.Generator) -> dict[Pair, float]:
    """Return a team, rows of nodes that lead on and to their neighbours, and a group."""
    at = {(x, y): 2 + x * width + y for x in range(length) for y in range(width)}
    pairs = [(at[x, y], at[x + 1, y]) for x, y in at if x + 1 < length]
    pairs += [(at[x, y], at[x, (y + 1) % width]) for x, y in at]
    pairs += [(0, at[0, y]) for y in range(width)]
    pairs += [(at[length - 1, y], 1) for y in range(width)]
    return {pair: float(dice.uniform(0.3, 0.9)) for pair in pairs}


@settings(max_examples=500)
@given(question=asked())
def test_node_by_node_is_what_all_states_give(question: Asked) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(exact, "MOST_UNCERTAIN", -1)
        answer = reach(
            question.net,
            question.groups,
            sources=question.sources,
            closed=question.closed,
            max_hops=question.max_hops,
        )
    assert answer.exact.all()
    expected = [reach_by_states(question, group) for group in question.groups]
    assert answer.chance == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize("chance", [0.5, 0.2])
def test_the_kite_is_exact(chance: float) -> None:
    # Where both directions of each link are as likely, they are as one without a direction.
    kite = nx.relabel_nodes(nx.krackhardt_kite_graph(), {0: 0, 9: 1, 1: 9})
    pairs = [(min(pair), max(pair)) for pair in kite.edges]
    assert len(pairs) == 18
    answer = reach_of(both_ways(pairs, chance))
    assert answer.exact.all()
    assert answer.chance[0] == pytest.approx(by_every_state(pairs, chance), abs=1e-12)


@pytest.mark.parametrize("limit", [None, 5, 7])
def test_node_by_node_is_what_factoring_gives(limit: int | None) -> None:
    links = grid(3, 4, np.random.default_rng(3))
    factored = reach_of(links, limit=limit, most=40)
    answer = reach_of(links, limit=limit, most=0)
    assert factored.exact.all()
    assert answer.exact.all()
    assert answer.chance == pytest.approx(factored.chance, abs=1e-12)


@pytest.mark.parametrize("limit", [None, 36])
def test_two_hundred_uncertain_links_of_modest_width_are_exact(limit: int | None) -> None:
    links = grid(3, 33, np.random.default_rng(5))
    assert len(links) > 195
    answer = reach_of(links, limit=limit)
    assert answer.exact.all()
    net = built(1 + max(map(max, links)), links)
    closed = np.zeros(net.size, np.bool_)
    drawn = reach(
        net, [1], sources=[0], closed=closed, max_hops=limit, samples=100_000, exact=False
    )
    assert answer.chance[0] == pytest.approx(drawn.chance[0], abs=0.007)


def test_what_is_too_wide_or_has_too_many_states_is_sampled() -> None:
    links = grid(3, 12, np.random.default_rng(7))
    with pytest.MonkeyPatch.context() as patched:
        assert reach_of(links).exact.all()
        for where, bound, least in (
            (frontier, "MOST_WIDTH", 2),
            (frontier, "MOST_STATES", 5),
            (kernel, "MOST_WORK", 50),
            (kernel, "MOST_WORK", 10_000),
        ):
            patched.setattr(where, bound, least)
            assert not reach_of(links).exact.any()
            patched.undo()


def test_many_groups_share_the_work_and_no_answer_is_off() -> None:
    rows, width = 12, 3
    whole = grid(width, rows, np.random.default_rng(7))
    links = {pair: p for pair, p in whole.items() if 1 not in pair}
    first = 2 + rows * width
    ends = tuple(range(first, first + rows))
    links |= {(2 + row * width + n, first + row): 0.5 for row in range(rows) for n in range(width)}
    net = built(first + rows, links, groups=ends)
    closed = np.zeros(net.size, np.bool_)
    few = reach(net, ends[-2:], sources=[0], closed=closed)
    many = reach(net, ends, sources=[0], closed=closed)
    assert few.exact.all()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(kernel, "ALL_WORK", 1_000 * len(ends))
        less = reach(net, ends, sources=[0], closed=closed)
    assert many.chance[-2:].tolist() == few.chance.tolist()
    assert 0 < less.exact.sum() < many.exact.sum()
    assert less.chance[less.exact].tolist() == many.chance[less.exact].tolist()
    assert less.chance == pytest.approx(many.chance, abs=0.04)
