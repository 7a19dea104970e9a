"""The exact chance of reaching a group where few uncertain links lie on its ways.

A *line* (u, v, n, p) stands for n links one after the other, or several such side by side,
that work with chance p. Lines are made fewer without changing the answer:

- side by side: (u, v, n, p) and (u, v, n, q) become (u, v, n, 1 - (1 - p)(1 - q));
- one after the other: where a node has two neighbours and one line to and from each, what
  passes it becomes (u, w, n + m, p q), and the same the other way round;
- what lies on no way short enough is dropped, as are lines back to where a node's only
  lines come from, and lines into what only leads back.

Where the hop limit cuts off no way without a loop, every n is 0, so more lines are side by
side, and a sure line from the team or into the group makes its two ends one. The rest is
settled by going through all states of the uncertain lines, 64 to a word; above
`AT_ONCE` lines, first by what one of them does; above `MOST_UNCERTAIN`, node by node
(`frontier`), where few nodes have lines both before and to come.

References
----------
.. [1] Satyanarayana, A., Chang, M. K. (1983). Lines reliability and the factoring theorem.
   Networks 13(1), 107-120.
"""

from __future__ import annotations

from collections import defaultdict
from math import prod
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from reachmap.network.frontier import MOST_WORK, frontier_chance
from reachmap.network.spread import ALL, CASES, Words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reachmap.network.index import Floats
    from reachmap.network.subnetwork import Subnetwork

MOST_LINKS = 500
"""Most links on the ways to a group for which an exact answer is tried."""

MOST_UNCERTAIN = 25
"""Most uncertain lines, once they have been made fewer, whose states are gone through."""

MOST_GUESSED_LINKS = 150
"""Most links for which an exact answer is tried under many guesses."""

MOST_GUESSED = 14
"""Most uncertain lines for which it is given then."""

AT_ONCE = 18
"""Most uncertain lines whose states are gone through in one go."""

TEAM, GROUP = -1, -2
"""The two ends: all sources are one."""

Line = tuple[int, int, int]
"""From, to, number of links."""

Chance: TypeAlias = "float | Floats"
"""A chance, or chances under several guesses: shape (guesses,)."""

Lines: TypeAlias = "dict[Line, Chance]"
"""Chances of lines."""


def exact_chance(
    sub: Subnetwork, chance: Floats, *, group: int, limit: int, most_work: int = MOST_WORK
) -> Chance | None:
    """Return the chance that some way of working links leads to a group; None where too hard.

    `chance` has shape (links of `sub`,), and so the answer none; or (links of `sub`, guesses) and
    (guesses,). `most_work` is what node by node may cost.
    """
    guessed = chance.ndim > 1
    if len(sub.link) > (MOST_GUESSED_LINKS if guessed else MOST_LINKS):
        return None
    # A way without a loop has fewer links than there are nodes.
    bites = len(sub.nodes) - len(sub.sources) > limit
    ends = {int(source): TEAM for source in sub.sources} | {group: GROUP}
    lines: Lines = {}
    chances = [*chance] if guessed else chance.tolist()
    for tail, head, p in zip(sub.tail.tolist(), sub.head.tolist(), chances, strict=True):
        _beside(lines, (ends.get(tail, tail), ends.get(head, head), int(bites)), p)
    limit = limit if bites else 0
    lines = _fewer(lines, limit)
    if _uncertain(lines) <= (MOST_GUESSED if guessed else MOST_UNCERTAIN):
        return _chance_of(lines, limit)
    return None if guessed else _node_by_node(lines, limit, most_work)


def _node_by_node(lines: Lines, limit: int, most_work: int) -> float | None:
    """Return the exact chance of many lines; None where too many nodes are open at a time."""
    return frontier_chance(
        {line: p for line, p in lines.items() if isinstance(p, float)},
        ends=(TEAM, GROUP),
        limit=limit,
        ahead=_lengths(lines, TEAM, 0, 1),
        behind=_lengths(lines, GROUP, 1, 0),
        most_work=most_work,
    )


def _chance_of(lines: Lines, limit: int) -> Chance:
    """Return the exact chance of lines that have been made fewer."""
    if not lines:
        return 0.0
    if _is_sure(lines.get((TEAM, GROUP, 0), 0.0)):
        return 1.0
    if _uncertain(lines) <= AT_ONCE:
        return _through_all_states(lines, limit)
    pivot = _pivot(lines)
    works = _chance_of(_fewer({**lines, pivot: 1.0}, limit), limit)
    fails = _chance_of(_fewer({k: p for k, p in lines.items() if k != pivot}, limit), limit)
    return lines[pivot] * works + (1 - lines[pivot]) * fails


def _pivot(lines: Lines) -> Line:
    """Return the uncertain line out of the team whose head leads on to most lines."""
    onward: defaultdict[int, int] = defaultdict(int)
    for tail, _, _ in lines:
        onward[tail] += 1
    able = [line for line, p in lines.items() if not _is_sure(p)]
    first = [line for line in able if line[0] == TEAM] or able
    return max(first, key=lambda line: (onward[line[1]], line))


def _uncertain(lines: Lines) -> int:
    return sum(not _is_sure(p) for p in lines.values())


def _is_sure(p: Chance) -> bool:
    """Return whether a line works whatever we guess."""
    return p == 1 if isinstance(p, float) else bool((p == 1).all())


def _beside(lines: Lines, line: Line, p: Chance) -> None:
    """Enter a line, joined with the one of the same ends and as many links."""
    if line[0] != line[1]:
        q = lines.get(line, 0.0)
        lines[line] = 1.0 if _is_sure(p) or _is_sure(q) else 1 - (1 - p) * (1 - q)


def _fewer(lines: Lines, limit: int) -> Lines:
    """Return fewer lines with the same answer; a limit of 0 is none."""
    while True:
        size = len(lines)
        lines = _on_ways(lines, limit)
        if not limit:
            lines = _sure_ends(lines)
        lines = _passed_through(lines)
        if len(lines) == size:
            return lines


def _on_ways(lines: Lines, limit: int) -> Lines:
    """Return the lines on some way from team to group within the limit."""
    ahead = _lengths(lines, TEAM, 0, 1)
    behind = _lengths(lines, GROUP, 1, 0)
    return {
        (u, v, n): p
        for (u, v, n), p in lines.items()
        if u in ahead
        and v in behind
        and v != TEAM
        and u != GROUP
        and ahead[u] + n + behind[v] <= limit
    }


def _lengths(lines: Lines, start: int, near: int, far: int) -> Mapping[int, int]:
    """Return the fewest links between a node and each that is joined to it."""
    length = {start: 0}
    newest = [start]
    joined: defaultdict[int, list[Line]] = defaultdict(list)
    for line in lines:
        joined[line[near]].append(line)
    while newest:
        node = newest.pop()
        for line in joined[node]:
            total = length[node] + line[2]
            if total < length.get(line[far], total + 1):
                length[line[far]] = total
                newest.append(line[far])
    return length


def _sure_ends(lines: Lines) -> Lines:
    """Return the lines with sure neighbours of the team, or of the group, made one with it."""
    renamed = {
        v: TEAM for (u, v, _), p in lines.items() if u == TEAM and v != GROUP and _is_sure(p)
    }
    for (u, v, _), p in lines.items():
        if v == GROUP and u != TEAM and u not in renamed and _is_sure(p):
            renamed[u] = GROUP
    if not renamed:
        return lines
    joined: Lines = {}
    for (u, v, n), p in lines.items():
        a, b = renamed.get(u, u), renamed.get(v, v)
        if a != GROUP and b != TEAM:
            _beside(joined, (a, b, n), p)
    return joined


def _passed_through(lines: Lines) -> Lines:
    """Return the lines without the nodes that only pass on between two others."""
    around: defaultdict[int, set[Line]] = defaultdict(set)
    for line in lines:
        around[line[0]].add(line)
        around[line[1]].add(line)
    for node in sorted(around):
        if node not in (TEAM, GROUP) and around[node]:
            _pass_through(lines, node, around)
    return lines


def _pass_through(lines: Lines, node: int, around: Mapping[int, set[Line]]) -> None:
    """Take out a node that only passes on between two others, or its lines that lead back."""
    for near, far in ((0, 1), (1, 0)):
        # All come from one, so none need go back to it; all go to one, so none come from it.
        ends = {line[near] for line in around[node] if line[far] == node}
        if len(ends) == 1:
            back = [line for line in around[node] if line[near] == node and line[far] in ends]
            for line in back:
                _drop(lines, line, around)
    pairs = {line[:2] for line in around[node]}
    neighbours = {end for pair in pairs for end in pair} - {node}
    if len(neighbours) > 2 or len(pairs) < len(around[node]):  # noqa: PLR2004  two neighbours
        return
    parts = {line: lines[line] for line in sorted(around[node])}
    for line in parts:
        _drop(lines, line, around)
    for (u, v, n), p in parts.items():
        for (w, x, m), q in parts.items():
            if v == w == node and u != x:
                joined = (u, x, n + m)
                _beside(lines, joined, p * q)
                around[u].add(joined)
                around[x].add(joined)


def _drop(lines: Lines, line: Line, around: Mapping[int, set[Line]]) -> None:
    del lines[line]
    around[line[0]].discard(line)
    around[line[1]].discard(line)


def _through_all_states(lines: Lines, limit: int) -> Chance:
    """Return the chance of reaching the group, by every state of the uncertain lines.

    The chance of a state is that of its first lines times that of its last ones, so the sum over
    all states is a product of matrices, under all guesses at once.
    """
    uncertain = [line for line, p in lines.items() if not _is_sure(p)]
    words = max(1, 2 ** len(uncertain) // CASES)
    works = {line: _pattern(bit, words) for bit, line in enumerate(uncertain)}
    reached = _states_reached(lines, works, words, limit)
    bits = np.unpackbits(reached.view(np.uint8), bitorder="little")[: 2 ** len(uncertain)]
    half = len(uncertain) // 2
    shape = np.broadcast_shapes(*(np.shape(lines[line]) for line in uncertain))
    chances = [np.broadcast_to(lines[line], shape).reshape(-1) for line in uncertain]
    first, last = (_state_chances(part, prod(shape)) for part in (chances[:half], chances[half:]))
    leads = bits.reshape(len(last), len(first)).astype(np.float64)
    total: Floats = (last * (leads @ first)).sum(axis=0)
    return total if shape else float(total[0])


def _state_chances(chances: Sequence[Floats], guesses: int) -> Floats:
    """Return the chance of every state of some lines, by its number: shape (states, guesses)."""
    states = np.ones((1, guesses))
    for p in chances:
        states = np.concatenate((states * (1 - p), states * p))
    return states


def _pattern(bit: int, words: int) -> Words:
    """Return the states in which a line works, those whose number has a bit set: shape (words,)."""
    if 2**bit < CASES:
        block = sum(1 << state for state in range(CASES) if state >> bit & 1)
        return np.full(words, block, np.uint64)
    number = np.arange(words, dtype=np.uint64) * np.uint64(CASES)
    return -((number >> np.uint64(bit)) & np.uint64(1))


def _states_reached(lines: Lines, works: Mapping[Line, Words], words: int, limit: int) -> Words:
    """Return the states in which the group is reached: shape (words,)."""
    nothing = np.zeros(words, np.uint64)
    everything = np.full(words, ALL)
    nodes = {end for line in lines for end in line[:2]}
    held = {node: [nothing] for node in nodes} | {TEAM: [everything]}
    for links in range(1, (limit or len(nodes)) + 1):
        last = {node: held[node][-1] for node in nodes}
        now = dict(last)
        for line in lines:
            u, v, n = line
            # Without a limit lines have no length, and a round is one line further.
            if links >= n:
                got = last[u] if not limit else held[u][links - n]
                now[v] = now[v] | (got & works[line] if line in works else got)
        if not limit and all(
            now[node] is last[node] or (now[node] == last[node]).all() for node in nodes
        ):
            break
        for node in nodes:
            held[node].append(now[node])
    return held[GROUP][-1] if GROUP in held else nothing
