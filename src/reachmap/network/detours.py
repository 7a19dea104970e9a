"""What one more link would add: the samples in which it leads to a group and nothing else does.

With at most L links a way, a link (u, v) leads from a source to a group in a sample exactly when
it works there, u is reached within i links and v reaches the group within L - 1 - i, for some i.
So the samples of all sources spread ahead once, those of each group spread back once, and of
every link that might be added the two ends are looked up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from reachmap.network.draws import draw_samples, link_keys
from reachmap.network.spread import ALL, CASES, Words, count_cases, spread_by_round
from reachmap.network.subnetwork import Subnetwork

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reachmap.network.index import Floats, Longs
    from reachmap.network.subnetwork import OpenNetwork


def gains_in_samples(
    without: OpenNetwork,
    every: OpenNetwork,
    links: Sequence[int],
    groups: Sequence[int],
    *,
    words: int,
    seed: int,
) -> Floats:
    """Return the share of samples in which a link alone would reach a group: (groups, links).

    `without` is the network with none of `links`, `every` with each of them. There are `words`
    times 64 samples, the same as in `reach`.
    """
    net, added = without.network, np.array(links, np.int64)
    tails, heads = net.tail[added].astype(np.int64), net.head[added].astype(np.int64)
    key = link_keys(net)
    on = np.where(every.passable[added], every.chance[added], 0.0)
    works_alone = draw_samples(key[added], on, seed=seed, first=0, words=words)
    ahead = _passable(without)
    works = draw_samples(
        key[ahead.link], without.chance[ahead.link], seed=seed, first=0, words=words
    )
    order = np.argsort(ahead.tail, kind="stable")
    works_back = works[order]
    rounds, asked = without.limit - 1, np.array(groups, np.int64)
    from_sources = _within(ahead, works, tails, rounds=rounds)
    reached = _within(ahead, works, asked, rounds=without.limit)[-1]
    gains = np.zeros((asked.size, added.size))
    for row, group in enumerate(asked.tolist()):
        back = _turned(ahead, order, group)
        to_group = _within(back, works_back, heads, rounds=rounds)
        ways = _joined(from_sources, to_group, rounds=rounds)
        gains[row] = count_cases(ways & works_alone & ~reached[row])
    return gains / (words * CASES)


def _passable(open_net: OpenNetwork) -> Subnetwork:
    """Return every link that can be passed, its nodes under their own numbers."""
    net, link = open_net.network, np.flatnonzero(open_net.passable)
    tail, head = net.tail[link].astype(np.int64), net.head[link].astype(np.int64)
    return Subnetwork(link, tail, head, np.arange(net.size), open_net.sources)


def _turned(sub: Subnetwork, order: Longs, group: int) -> Subnetwork:
    """Return links the other way round, in an order by tail, from a group."""
    tail, head = sub.head[order], sub.tail[order]
    return Subnetwork(sub.link[order], tail, head, sub.nodes, np.array([group]))


def _within(sub: Subnetwork, works: Words, nodes: Longs, *, rounds: int) -> list[Words]:
    """Return the samples in which some nodes are reached within 0, 1, 2 ... links."""
    reached = np.zeros((sub.nodes.size, works.shape[1]), np.uint64)
    reached[sub.sources] = ALL
    layers = [reached[nodes]]
    layers += (reached[nodes] for _ in spread_by_round(sub, reached, works=works, rounds=rounds))
    return layers


def _joined(ahead: Sequence[Words], back: Sequence[Words], *, rounds: int) -> Words:
    """Return the samples in which two parts of a way have at most so many links together."""
    joined = np.zeros_like(ahead[0])
    for links, part in enumerate(ahead[: rounds + 1]):
        joined |= part & back[min(rounds - links, len(back) - 1)]
    return joined
