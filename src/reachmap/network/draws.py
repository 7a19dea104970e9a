"""Draws of the samples in which links work, from the ends of a link, the seed and the sample.

A link works in a sample where its uniform number lies below its chance. That number depends
only on the ids of the link's two ends, the seed and the sample's number: neither on other
links, nor on the groups asked about, nor on how many samples there are. So two networks, or
two chances of one link, share their draws: a higher chance works in all samples in which a
lower one does, and a difference between before and after is the change and not the noise.

The number is compared with the chance bit by bit, 64 samples at a time, from the highest
bit on; a word whose samples are all decided is dropped. Chances are taken to `BITS` bits:
what that may be wrong by, 2**-33, is far below what any number of samples can show.

References
----------
.. [1] Steele, G. L., Lea, D., Flood, C. H. (2014). Fast splittable pseudorandom number
   generators. OOPSLA 2014, 453-472.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

import numpy as np

from reachmap.network.spread import ALL, Words

if TYPE_CHECKING:
    from reachmap.network.index import Floats, Network

BITS = 32
"""Bits of a chance that are compared."""

GOLDEN = np.uint64(0x9E3779B97F4A7C15)
FIRST, SECOND = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)

WHOLE = np.uint64(0x2545F4914F6CDD1D)
"""What sets the draws of whole numbers apart from those of samples."""

FIRST_LOOK = BITS - 5
"""Bits from here up are compared in every word: only one in eight is decided by then."""

CHUNK = 1 << 15
"""Words drawn at a time: as many as a processor's cache holds."""


def link_keys(network: Network) -> Words:
    """Return a number for each link, made of the ids of its two ends: shape (links,)."""
    digests = b"".join(blake2b(id_.encode(), digest_size=8).digest() for id_ in network.ids)
    node = np.frombuffer(digests, "<u8").astype(np.uint64)
    if not node.size:
        return np.zeros(0, np.uint64)
    return _mix(_mix(node + GOLDEN)[network.tail] + node[network.head])


def draw_whole(key: Words, most: int, *, first: int, draws: int) -> Words:
    """Draw a whole number below `most` for each link and draw, each as often: (links, draws).

    Examples
    --------
    >>> numbers = draw_whole(np.array([7], np.uint64), 4, first=0, draws=4000)
    >>> all(900 < count < 1100 for count in np.bincount(numbers[0].astype(np.int64)))
    True
    """
    begin = _mix(key ^ WHOLE)[:, None]
    step = np.arange(first + 1, first + draws + 1).astype(np.uint64) * GOLDEN
    # The upper half of a number times `most` is even to 1 in 2 ** 32.
    return ((_mix(begin + step) >> np.uint64(32)) * np.uint64(most)) >> np.uint64(32)


def draw_samples(key: Words, chance: Floats, *, seed: int, first: int, words: int) -> Words:
    """Draw the samples in which each link works: shape (links, words).

    `key` has shape (links,), from `link_keys`, and so has `chance`, in [0, 1]; or it has shape
    (links, words), where each word has chances of its own.

    Examples
    --------
    >>> key = np.array([1, 1, 2], np.uint64)
    >>> works = draw_samples(key, np.array([0.0, 1.0, 0.5]), seed=0, first=0, words=1)
    >>> works[0].item() == 0, works[1].item() == 2**64 - 1, 16 < works[2].item().bit_count() < 48
    (True, True, True)
    """
    begin = _mix(key ^ _mix(np.array([seed], np.uint64) + GOLDEN))
    own = np.rint((chance if chance.ndim > 1 else chance[:, None]) * 2.0**BITS).astype(np.uint64)
    threshold = np.broadcast_to(own, (len(key), words))
    step = (np.arange(first, first + words).astype(np.uint64) * np.uint64(BITS)) * GOLDEN
    works = np.empty((len(key), words), np.uint64)
    rows = max(1, CHUNK // words)
    for row in range(0, len(key), rows):
        part = slice(row, row + rows)
        stream = (begin[part, None] + step).ravel()
        works[part] = _below(stream, threshold[part].ravel()).reshape(-1, words)
    works[threshold == np.uint64(2**BITS)] = ALL
    return works


def _below(stream: Words, threshold: Words) -> Words:
    """Return the samples whose number lies below the threshold: shape (streams,)."""
    works = np.zeros(len(stream), np.uint64)
    row = np.arange(len(stream))
    open_ = np.full(len(stream), ALL)
    for bit in range(BITS - 1, -1, -1):
        stream = stream + GOLDEN
        one = -((threshold >> np.uint64(bit)) & np.uint64(1))
        differs = _mix(stream) ^ one
        below = open_ & differs & one
        open_ &= ~differs
        if bit >= FIRST_LOOK:
            works |= below
            continue
        works[row] |= below
        left = np.flatnonzero(open_)
        if left.size < row.size:
            row, open_ = row[left], open_[left]
            stream, threshold = stream[left], threshold[left]
        if not row.size:
            break
    return works


def _mix(numbers: Words) -> Words:
    """Return whole numbers mixed until no pattern is left."""
    mixed = numbers ^ (numbers >> np.uint64(30))
    mixed *= FIRST
    mixed ^= mixed >> np.uint64(27)
    mixed *= SECOND
    mixed ^= mixed >> np.uint64(31)
    return mixed
