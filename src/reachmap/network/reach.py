"""Reach: the chance that some chain of working links joins a team and a group.

Links work independently of each other. Where few links lie on the ways to a group the
chance is exact (`exact`), elsewhere the share of samples in which a chain of working links
leads there (`draws`, `spread`): all groups are read off the same samples.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from reachmap.network.draws import drawn, link_keys
from reachmap.network.exact import MOST_LINKS, exact_chance
from reachmap.network.spread import ALL, WORLDS, Words, counted, spread
from reachmap.network.subnetwork import opened, small_subnetwork_to, subnetwork_to

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reachmap.network.index import Bools, Floats, Longs, Network
    from reachmap.network.subnetwork import Open

WORDS_AT_ONCE = 8
"""Words of samples drawn and spread at a time: bounds the memory."""


@dataclass(frozen=True, slots=True, eq=False)
class Reached:
    """How surely each group can be reached.

    Attributes
    ----------
    chance
        Shape (groups,): the exact chance, or the share of the samples.
    exact
        Shape (groups,): whether it is exact.
    hits
        Shape (groups,): samples in which the group was reached; 0 where it is exact.
    samples
        Number of samples.
    seen
        Shape (groups, words): the samples in which the group was reached, a bit each; 0
        where it is exact. Two answers of one seed share their samples.
    """

    chance: Floats
    exact: Bools
    hits: Longs
    samples: int
    seen: Words


def reach(
    network: Network,
    groups: Sequence[int],
    *,
    sources: Iterable[int],
    closed: Bools,
    chance: Floats | None = None,
    max_hops: int | None = None,
    samples: int = 4096,
    seed: int = 0,
    exact: bool = True,
) -> Reached:
    """Return how surely each group can be reached, all ways together.

    *For what-if:* call it twice, with the same seed and samples. A node that is removed goes
    into `closed`; a link that is removed has 0 in `chance`, a weakened one its new chance;
    for added ones give a network compiled with them. Draws hang on the ids of a link's ends,
    so both answers share them whatever network they come from: where nothing changed the
    two are equal, and ``after.seen & ~before.seen`` are the samples gained. Where one of the
    two is exact and the other is not, ``exact=False`` samples both. What is structural has
    full nodes open: ``closed=network.gone``.

    Parameters
    ----------
    closed
        Shape (nodes,): nodes that are not passed. Groups and teams never are.
    chance
        Shape (links,): what stands in for the network's chances; 0 takes a link away.

    References
    ----------
    .. [1] Kempe, D., Kleinberg, J., Tardos, E. (2003). Maximizing the spread of influence
       through a social network. KDD 2003, 137-146.

    Examples
    --------
    >>> from reachmap.network.index import Relationships, network
    >>> links = Relationships([0, 1], [1, 2], [0.5, 0.8], [0, 0], [3, 3], [0, 0], [2, 2])
    >>> net = network(("a", "b", "c"), links, is_team=[1, 0, 0], is_group=[0, 0, 1])
    >>> reach(net, [2], sources=[0], closed=net.gone).chance.tolist()
    [0.4]
    """
    way = opened(network, sources=sources, closed=closed, chance=chance, max_hops=max_hops)
    asked = np.array(groups, np.int64)
    found = [_exactly(way, group) if exact else None for group in asked.tolist()]
    known = np.array([each is not None for each in found], np.bool_)
    seen = np.zeros((asked.size, -(-samples // WORLDS)), np.uint64)
    if not known.all():
        seen[~known] = _sampled(way, asked[~known], samples=samples, seed=seed)
    hits = counted(seen)
    share = hits / samples
    share[known] = [each for each in found if each is not None]
    return Reached(share, known, hits, samples, seen)


def _exactly(way: Open, group: int) -> float | None:
    """Return the exact chance of reaching a group; None where too many links matter."""
    lines = small_subnetwork_to(way, group, most=MOST_LINKS)
    if lines is None:
        return None
    if not lines.link.size:
        return 0.0
    place = int(np.searchsorted(lines.nodes, group))
    return exact_chance(lines, way.chance[lines.link], group=place, limit=way.limit)


def _sampled(way: Open, groups: Longs, *, samples: int, seed: int) -> Words:
    """Return the samples in which each group is reached."""
    lines = subnetwork_to(way, groups)
    place = lines.places(groups)
    on_way = np.flatnonzero(place >= 0)
    words = -(-samples // WORLDS)
    seen = np.zeros((groups.size, words), np.uint64)
    key, chance = link_keys(way.network)[lines.link], way.chance[lines.link]
    for first in range(0, words, WORDS_AT_ONCE):
        block = min(WORDS_AT_ONCE, words - first)
        works = drawn(key, chance, seed=seed, first=first, words=block)
        reached = np.zeros((lines.nodes.size, block), np.uint64)
        reached[lines.sources] = ALL
        spread(lines, reached, works=works, rounds=way.limit)
        seen[on_way, first : first + block] = reached[place[on_way]]
    seen[:, -1] &= ALL >> np.uint64(words * WORLDS - samples)
    return seen
