"""Reach: the chance that some chain of working links joins a team and a group.

Links work independently of each other. Where few links lie on the ways to a group the
chance is exact (`exact`), elsewhere the share of samples in which a chain of working links
leads there (`draws`, `spread`): all groups are read off the same samples.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from reachmap.network.draws import draw_samples, link_keys
from reachmap.network.exact import MOST_LINKS, exact_chance
from reachmap.network.frontier import MOST_WORK
from reachmap.network.guesses import DRAWS
from reachmap.network.spread import ALL, CASES, Words, count_cases, spread
from reachmap.network.subnetwork import open_network, small_subnetwork_to, subnetwork_to

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reachmap.network.exact import Chance
    from reachmap.network.guesses import Guesses
    from reachmap.network.index import Bools, Floats, Longs, Network
    from reachmap.network.subnetwork import OpenNetwork

ALL_WORK = 2_000_000
"""Work that going node by node may cost in one answer, which its groups share: some seconds."""

WORDS_AT_ONCE = 8
"""Words of samples drawn and spread at a time: bounds the memory."""


@dataclass(frozen=True, slots=True, eq=False)
class Reached:
    """How surely each group can be reached."""

    chance: Floats
    """Shape (groups,): the exact chance, or the share of the samples."""

    exact: Bools
    """Shape (groups,): whether it is exact."""

    hits: Longs
    """Shape (groups,): samples in which the group was reached; 0 where it is exact."""

    samples: int
    seen: Words
    """Shape (groups, words): the samples in which the group was reached, a bit each; 0 where it
    is exact. Two answers of one seed share their samples."""


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

    `closed` has shape (nodes,): nodes that are not passed; groups and teams never are. `chance`
    has shape (links,): chances in place of the network's; 0 takes a link away.

    *For what-if:* call it twice, with the same seed and samples. A removed node goes into
    `closed`; a removed link has 0 in `chance`, a weakened one its new chance; added ones need a
    network compiled with them. Draws depend on the ids of a link's ends, so both answers share
    them whatever network they come from. Where nothing changed the two are equal, and
    ``after.seen & ~before.seen`` are the samples gained. Where one of the two is exact and the
    other is not, ``exact=False`` samples both. ``closed=network.gone`` opens full nodes.

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
    open_net = open_network(
        network, sources=sources, closed=closed, chance=chance, max_hops=max_hops
    )
    asked = np.array(groups, np.int64)
    most_work = min(MOST_WORK, ALL_WORK // max(asked.size, 1))
    chances = [
        _exact(open_net, group, most_work=most_work) if exact else None for group in asked.tolist()
    ]
    known = np.array([each is not None for each in chances], np.bool_)
    seen = np.zeros((asked.size, -(-samples // CASES)), np.uint64)
    if not known.all():
        seen[~known] = _sample(open_net, asked[~known], samples=samples, seed=seed)
    hits = count_cases(seen)
    share = hits / samples
    share[known] = [each for each in chances if each is not None]
    return Reached(share, known, hits, samples, seen)


def reach_by_guess(
    network: Network,
    groups: Sequence[int],
    guesses: Guesses,
    *,
    sources: Iterable[int],
    closed: Bools,
    max_hops: int | None = None,
    seed: int = 0,
) -> Floats:
    """Return how surely each group can be reached under each guess: shape (groups, draws).

    Where it is not exact, each guess is tried in `CASES` samples. By how much their shares
    differ is in part by chance: this part is taken out, so that what is left is by how much
    the guesses differ.
    """
    open_net = open_network(network, sources=sources, closed=closed, max_hops=max_hops)
    asked = np.array(groups, np.int64)
    reached = np.zeros((asked.size, DRAWS))
    sampled = []
    for row, group in enumerate(asked.tolist()):
        chance = _exact(open_net, group, guesses)
        if chance is None:
            sampled.append(row)
        else:
            reached[row] = chance
    if sampled:
        words = _sample(open_net, asked[sampled], samples=DRAWS * CASES, seed=seed, guesses=guesses)
        hits = count_cases(words.reshape(-1, 1)).reshape(words.shape)
        reached[sampled] = _without_noise(hits / CASES)
    return reached


def _without_noise(share: Floats) -> Floats:
    """Return shares of `CASES` samples, as far apart as their chances: shape (groups, draws)."""
    mean, spread = share.mean(axis=1, keepdims=True), share.var(axis=1, keepdims=True)
    by_chance = (share * (1 - share)).mean(axis=1, keepdims=True) / (CASES - 1)
    left = np.maximum(spread - by_chance, 0) / np.maximum(spread, np.finfo(np.float64).tiny)
    moved: Floats = mean + np.sqrt(left) * (share - mean)
    return moved.clip(0, 1)


def _exact(
    open_net: OpenNetwork,
    group: int,
    guesses: Guesses | None = None,
    *,
    most_work: int = MOST_WORK,
) -> Chance | None:
    """Return the exact chance of reaching a group; None where too many links matter."""
    sub = small_subnetwork_to(open_net, group, most=MOST_LINKS)
    if sub is None:
        return None
    if not sub.link.size:
        return 0.0
    number = int(np.searchsorted(sub.nodes, group))
    chance = open_net.chance[sub.link] if guesses is None else guesses.draw(sub.link)
    return exact_chance(sub, chance, group=number, limit=open_net.limit, most_work=most_work)


def _sample(
    open_net: OpenNetwork,
    groups: Longs,
    *,
    samples: int,
    seed: int,
    guesses: Guesses | None = None,
) -> Words:
    """Return the samples in which each group is reached, a guess a word: shape (groups, words)."""
    sub = subnetwork_to(open_net, groups)
    number = sub.numbers(groups)
    on_way = np.flatnonzero(number >= 0)
    words = -(-samples // CASES)
    seen = np.zeros((groups.size, words), np.uint64)
    key, chance = link_keys(open_net.network)[sub.link], open_net.chance[sub.link]
    for first in range(0, words, WORDS_AT_ONCE):
        block = min(WORDS_AT_ONCE, words - first)
        if guesses is not None:
            chance = guesses.draw(sub.link, first=first, draws=block)
        works = draw_samples(key, chance, seed=seed, first=first, words=block)
        reached = np.zeros((sub.nodes.size, block), np.uint64)
        reached[sub.sources] = ALL
        spread(sub, reached, works=works, rounds=open_net.limit)
        seen[on_way, first : first + block] = reached[number[on_way]]
    seen[:, -1] &= ALL >> np.uint64(words * CASES - samples)
    return seen
