"""Routes by walking every simple path, on small networks full of ties."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from hypothesis import strategies as st

from reachmap.network.index import Bools, Network, Relationships, network
from reachmap.network.routes import ForwardPasses, forward_passes
from reachmap.network.sweep import OBJECTIVES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reachmap.network.sweep import Objective


class Question(NamedTuple):
    """A network and the terms of a question about it."""

    net: Network
    sources: tuple[int, ...]
    closed: Bools
    objective: Objective
    max_hops: int
    max_cost: int | None = None
    max_days: int | None = None


def build(
    size: int,
    links: dict[tuple[int, int], tuple[float, int, int]],
    *,
    teams: tuple[int, ...] = (0,),
    groups: tuple[int, ...] = (),
) -> Network:
    """Return a network from {(tail, head): (chance, cost, days)}."""
    tail, head = (np.array([pair[side] for pair in links], np.int32) for side in (0, 1))
    chance, cost, days = (np.array([row[c] for row in links.values()]) for c in range(3))
    zero = np.zeros(len(links))
    marks = np.arange(size)
    return network(
        tuple(f"n{number:06d}" for number in range(size)),
        Relationships(tail, head, chance, cost, days, zero, zero),
        is_team=np.isin(marks, teams),
        is_group=np.isin(marks, groups),
    )


def simple_paths(question: Question, end: int) -> Iterator[tuple[int, ...]]:
    """Yield every route that the rules allow, in any order, by walking all of them."""
    net = question.net
    onward: dict[int, list[int]] = {}
    for tail, head in zip(net.tail.tolist(), net.head.tolist(), strict=True):
        onward.setdefault(tail, []).append(head)
    stack: list[tuple[int, ...]] = [(source,) for source in question.sources]
    while stack:
        path = stack.pop()
        if len(path) > question.max_hops:
            continue
        for head in onward.get(path[-1], []):
            shut = net.is_team[head] or net.is_group[head] or question.closed[head]
            if head == end:
                yield (*path, head)
            elif head not in path and not shut:
                stack.append((*path, head))


def key(question: Question, path: tuple[int, ...]) -> tuple[object, ...]:
    """Return what the contract compares routes by."""
    net = question.net
    links = [net.link(a, b) for a, b in pairwise(path)]
    weight, cost, days = (int(column[links].sum()) for column in (net.weight, net.cost, net.days))
    ids = tuple(net.ids[node] for node in path)
    if question.objective == "chance":
        return (weight, len(links), cost, ids)
    return (cost if question.objective == "cost" else days, weight, len(links), ids)


def allowed(question: Question, ends: tuple[int, ...]) -> list[tuple[int, ...]]:
    """Return every route to some groups, in any order."""
    return [path for end in ends for path in simple_paths(question, end)]


def sums(question: Question, path: tuple[int, ...]) -> tuple[int, int, int]:
    """Return the sums of weight, cost and days along a route."""
    net = question.net
    links = [net.link(a, b) for a, b in pairwise(path)]
    return int(net.weight[links].sum()), int(net.cost[links].sum()), int(net.days[links].sum())


def within(question: Question, path: tuple[int, ...]) -> bool:
    """Whether a route keeps the limits on cost and days."""
    _, cost, days = sums(question, path)
    most_cost, most_days = question.max_cost, question.max_days
    return (most_cost is None or cost <= most_cost) and (most_days is None or days <= most_days)


def unbeaten(question: Question, ends: tuple[int, ...]) -> list[tuple[int, ...]]:
    """Return the routes that none beats on chance, cost and days, in the order of chance."""
    paths = [path for path in allowed(question, ends) if within(question, path)]
    every = {path: sums(question, path) for path in paths}

    def beats(one: tuple[int, int, int], other: tuple[int, int, int]) -> bool:
        return one != other and all(a <= b for a, b in zip(one, other, strict=True))

    kept = [p for p in paths if not any(beats(other, every[p]) for other in every.values())]
    question = question._replace(objective="chance")
    return sorted(kept, key=lambda path: key(question, path))


def walked(
    question: Question, ends: tuple[int, ...], *, k: int, diverse: bool
) -> list[tuple[int, ...]]:
    """Return the k best routes as the contract tells it: all of them, sorted, walked."""
    paths = [path for path in allowed(question, ends) if within(question, path)]
    kept: list[tuple[int, ...]] = []
    seen: set[int] = set()
    for path in sorted(paths, key=lambda path: key(question, path)):
        if not diverse or len(path) == 2 or not seen.issuperset(path[1:-1]):
            kept.append(path)
            seen.update(path[1:-1])
    return kept[:k]


@st.composite
def questions(draw: st.DrawFn, *, most: int = 8) -> Question:
    """Draw a small network full of ties, with several teams, groups and closed nodes.

    Sizes come from a seed rather than from hypothesis, which favours the smallest: most
    networks should have several routes and a hop limit that cuts some off.
    """
    random = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    size = int(random.choice([2, 3, 5, *[most - 1] * 4, *[most] * 5]))
    order = random.permutation(size).tolist()
    teams = tuple(order[: random.integers(1, min(2, size - 1) + 1)])
    groups = tuple(order[len(teams) :][: random.integers(1, 3)])
    density = random.choice([0.3, 0.6, 0.8])
    chances = draw(st.sampled_from([[0.8, 0.6, 0.48, 1.0, 1e-300], [0.5, 1.0], [1.0]]))
    prices = draw(st.sampled_from([[0, 1, 2, 5], [0, 1], [0]]))
    links = {
        (a, b): (random.choice(chances), random.choice(prices), random.choice(prices))
        for a in range(size)
        for b in range(size)
        if a != b and a not in groups and random.random() < density
    }
    closed = random.random(size) < random.choice([0.0, 0.0, 0.2])
    net = build(size, links, teams=teams, groups=groups)
    sources = teams[: random.integers(1, len(teams) + 1)]
    hops = int(random.choice([1, 2, 2, 3, 3, 3, 4, 4, 9]))
    return Question(net, sources, closed, draw(st.sampled_from(OBJECTIVES)), hops)


def ways_of(question: Question) -> ForwardPasses:
    """Run the forward pass of a question."""
    return forward_passes(
        question.net,
        sources=question.sources,
        closed=question.closed,
        objective=question.objective,
        max_hops=question.max_hops,
        max_cost=question.max_cost,
        max_days=question.max_days,
    )


def everyone(size: int) -> Bools:
    """Close nobody."""
    return np.zeros(size, np.bool_)
