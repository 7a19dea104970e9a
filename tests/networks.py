"""Small networks made up from a seed, and slow, obvious readings of what is asked of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import numpy as np
from hypothesis import strategies as st

from reachmap.network.index import Bools, Network, Relationships, network

Pair = tuple[int, int]
Path = tuple[int, ...]


@dataclass(frozen=True)
class Asked:
    """A network and the terms of a question about it."""

    net: Network
    sources: tuple[int, ...]
    closed: Bools
    max_hops: int | None

    @property
    def groups(self) -> list[int]:
        """Numbers of the groups."""
        return [int(group) for group in np.flatnonzero(self.net.is_group)]


def built(
    size: int, links: dict[Pair, float], *, teams: Path = (0,), groups: Path = (1,)
) -> Network:
    """Return a network from {(tail, head): chance}."""
    zero = np.zeros(len(links), np.int64)
    marks = np.arange(size)
    return network(
        tuple(f"n{number:06d}" for number in range(size)),
        Relationships(
            [tail for tail, _ in links],
            [head for _, head in links],
            list(links.values()),
            zero,
            zero,
            zero,
            zero,
        ),
        is_team=np.isin(marks, teams),
        is_group=np.isin(marks, groups),
    )


@st.composite
def asked(draw: st.DrawFn, *, most_links: int = 11) -> Asked:
    """Draw a small network with several teams and groups, closed nodes, sure links and a limit.

    Sizes come from a seed rather than from hypothesis, which favours the smallest: most
    networks should have several ways and a hop limit that cuts some off.
    """
    dice = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    size = int(dice.choice([2, 3, 4, 5, 5, 5, 6, 6]))
    order = [int(node) for node in dice.permutation(size)]
    teams = tuple(order[: dice.choice([1, 1, 1, 2]) if size > 2 else 1])
    groups = tuple(order[len(teams) :][: dice.choice([1, 1, 2])])
    # Links into a team lead nowhere, so most networks have none.
    shut = teams if dice.random() < 0.8 else ()
    pairs = [
        (a, b)
        for a in range(size)
        for b in range(size)
        if a != b and a not in groups and b not in shut
    ]
    fewer = int(dice.integers(1, most_links + 1))
    count = min(len(pairs), fewer if dice.random() < 0.5 else most_links)
    chances = dice.choice(draw(st.sampled_from([[0.5, 0.8, 1.0], [0.5], [0.9, 0.2]])), count)
    links = {
        pairs[place]: float(chance)
        for place, chance in zip(dice.permutation(len(pairs))[:count], chances, strict=True)
    }
    closed = dice.random(size) < dice.choice([0.0, 0.0, 0.2])
    hops = dice.choice([1, 2, 2, 3, 3, 4, 0])
    net = built(size, links, teams=teams, groups=groups)
    return Asked(net, teams[: dice.integers(1, len(teams) + 1)], closed, int(hops) or None)


def simple_ways(question: Asked, group: int) -> Iterator[Path]:
    """Yield every way that the rules allow, no node twice, by walking all of them."""
    net = question.net
    most = net.size if question.max_hops is None else question.max_hops
    pairs = list(zip(net.tail.tolist(), net.head.tolist(), strict=True))
    stack: list[Path] = [(source,) for source in question.sources]
    while stack:
        path = stack.pop()
        if len(path) > most:
            continue
        for tail, head in pairs:
            if tail != path[-1]:
                continue
            if head == group:
                yield (*path, head)
            elif head not in path and not (
                net.is_team[head] or net.is_group[head] or question.closed[head]
            ):
                stack.append((*path, head))


def links_of(question: Asked, path: Path) -> set[int]:
    """Return the places of the links of a way."""
    return {question.net.link(*pair) for pair in pairwise(path)}


def reach_by_states(question: Asked, group: int) -> float:
    """Return the exact chance of reaching a group: all states of the links on all simple ways."""
    net = question.net
    ways = [links_of(question, path) for path in simple_ways(question, group)]
    used = sorted({link for way in ways for link in way})
    states = np.arange(2 ** len(used))
    works = {link: (states >> place) & 1 == 1 for place, link in enumerate(used)}
    chance = np.ones(states.size)
    for link, up in works.items():
        chance *= np.where(up, net.chance[link], 1 - net.chance[link])
    reached = np.zeros(states.size, np.bool_)
    for way in ways:
        reached |= np.logical_and.reduce([works[link] for link in way])
    return float(chance[reached].sum())


def sole_by_cutting(question: Asked, group: int) -> set[int]:
    """Return the nodes without which no way is left: each is taken away in turn."""
    ways = list(simple_ways(question, group))
    if not ways:
        return set()
    between = {node for way in ways for node in way[1:-1]}
    return {node for node in between if all(node in way[1:-1] for way in ways)}


def most_apart(question: Asked, group: int) -> int:
    """Return the most ways that share no intermediary, by trying all sets of ways."""
    ways = list(simple_ways(question, group))
    direct = sum(len(way) == 2 for way in ways)
    insides = {frozenset(way[1:-1]) for way in ways if len(way) > 2}
    # A way whose nodes hold those of another is never needed.
    least = sorted((i for i in insides if not any(j < i for j in insides)), key=sorted)

    @cache
    def most(used: frozenset[int]) -> int:
        return max((1 + most(used | each) for each in least if not used & each), default=0)

    return direct + most(frozenset())
