"""The exact chance of reaching a group along lines of modest width, however many there are.

Lines are looked at one after the other, node by node. What those before have decided is told
by the *frontier*: the two ends, and the nodes that have lines before and lines to come. Of each
pair (a, b) of these it is known how long the shortest chain of working lines from a to b is; all
outcomes with the same lengths are one *state*, with the sum of their chances [1]_ [2]_. So the
work grows with the number of states, and not with that of outcomes.

States become fewer, and the answer stays, where a length is forgotten that can change nothing:

- if it is on no way within the limit: ``ahead[a] + length(a, b) + behind[b] > limit``, where
  `ahead` and `behind` are the fewest links from the team and to the group;
- if the team is as near to b by itself: ``length(team, b) <= ahead[a] + length(a, b)``;
- if a is as near to the group by itself: ``length(a, group) <= length(a, b) + behind[b]``.

Without a limit lines have no length, and the last two say that whatever the team has reached is
one with the team, and whatever leads to the group one with the group.

References
----------
.. [1] Hardy, G., Lucet, C., Limnios, N. (2007). K-terminal network reliability measures with
   binary decision diagrams. IEEE Transactions on Reliability 56(3), 506-515.
.. [2] Kawahara, J., Inoue, T., Iwashita, H., Minato, S. (2017). Frontier-based search for
   enumerating all constrained subgraphs with compressed representation. IEICE Transactions on
   Fundamentals E100.A(9), 1773-1784.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reachmap.network.index import Floats

MOST_WIDTH = 12
"""Most nodes of a frontier for which an answer is tried."""

MOST_STATES = 20_000
"""Most states at a time for which it is given."""

MOST_WORK = 300_000
"""Most work for which it is given, in states: some 0.3 seconds of one core."""

WORK_OF_LINE = 100
"""What a line costs, however few states there are."""

Line: TypeAlias = "tuple[int, int, int]"
"""From, to, number of links."""

Lengths = NDArray[np.int16]
"""Shape (states, nodes, nodes): links from one node of the frontier to another."""

Fewest = NDArray[np.int16]
"""Shape (nodes,): fewest links from the team to each node, or from it to the group."""


def frontier_chance(
    lines: Mapping[Line, float],
    *,
    ends: tuple[int, int],
    limit: int,
    ahead: Mapping[int, int],
    behind: Mapping[int, int],
    most_work: int = MOST_WORK,
) -> float | None:
    """Return the chance that a chain of working lines joins two ends; None where too hard.

    `ends` are the team and the group, `ahead` and `behind` have the fewest links from the one
    and to the other. Every line lies on some way within the limit, which counts links.
    """
    if len(lines) * WORK_OF_LINE > most_work:
        return None
    order = _order(lines, ends)
    if max(step.width for step in order) > MOST_WIDTH:
        return None
    states = _States(ends, limit, ahead, behind)
    work = 0
    for step in order:
        for line in step.ready:
            states.take(line, lines[line])
            work += WORK_OF_LINE + states.chance.size
            if states.chance.size > MOST_STATES or work > most_work:
                return None
        states.leave(step.leaving)
    return states.reached


class _Step(NamedTuple):
    """A node that is taken in: its lines to those before, who then leaves, how many are open."""

    ready: list[Line]
    leaving: list[int]
    width: int


def _order(lines: Mapping[Line, float], ends: tuple[int, int]) -> list[_Step]:
    """Return the steps in which the nodes are taken in.

    Next comes the neighbour of the frontier that has the fewest neighbours to come.
    """
    around: defaultdict[int, set[int]] = defaultdict(set)
    joining: defaultdict[frozenset[int], list[Line]] = defaultdict(list)
    for line in sorted(lines):
        around[line[0]].add(line[1])
        around[line[1]].add(line[0])
        joining[frozenset(line[:2])].append(line)
    done, open_ = set(ends), set[int]()
    steps: list[_Step] = [_Step(joining[frozenset(ends)], [], 0)]
    while len(done) < len(around):
        near = {node for each in (open_ or {ends[0]}) for node in around[each]} - done
        near = near or {node for node in around if node not in done}
        node = min(near, key=lambda each: (len(around[each] - done), each))
        before = sorted(around[node] & done)
        done.add(node)
        open_.add(node)
        ready = [line for other in before for line in joining[frozenset((node, other))]]
        leaving = sorted(each for each in open_ if around[each] <= done)
        steps.append(_Step(ready, leaving, len(open_)))
        open_ -= {*leaving}
    return steps


class _States:
    """What the lines looked at so far may have come to, and the chance of each."""

    def __init__(
        self,
        ends: tuple[int, int],
        limit: int,
        ahead: Mapping[int, int],
        behind: Mapping[int, int],
    ) -> None:
        self._limit, self._far = limit, limit + 1
        self._ahead, self._behind = ahead, behind
        self._nodes = [*ends]
        self._lengths: Lengths = np.full((1, 2, 2), self._far, np.int16)
        self._lengths[:, [0, 1], [0, 1]] = 0
        self.chance: Floats = np.ones(1)
        self.reached = 0.0

    def take(self, line: Line, chance: float) -> None:
        """Look at a line: it works or it does not."""
        tail, head = self._number(line[0]), self._number(line[1])
        old = self._lengths
        through = old[:, :, tail, None] + np.int16(line[2]) + old[:, None, head, :]
        new = np.minimum(old, through)
        there = new[:, 0, 1] <= self._limit
        self.reached += float((self.chance[there] * chance).sum())
        new, works = new[~there], self.chance[~there] * chance
        if chance == 1:
            self._lengths, self.chance = new, works
        else:
            self._lengths = np.concatenate((old, new))
            self.chance = np.concatenate((self.chance * (1 - chance), works))
        self._merge()

    def leave(self, nodes: list[int]) -> None:
        """Forget nodes that have no line to come."""
        if nodes:
            stay = [n for n, node in enumerate(self._nodes) if node not in nodes]
            self._nodes = [self._nodes[n] for n in stay]
            self._lengths = self._lengths[:, stay][:, :, stay]
            self._merge()

    def _number(self, node: int) -> int:
        """Return the number of a node, which enters the frontier with its first line."""
        if node not in self._nodes:
            self._nodes.append(node)
            size = len(self._nodes)
            wider = np.full((self.chance.size, size, size), self._far, np.int16)
            wider[:, :-1, :-1] = self._lengths
            wider[:, -1, -1] = 0
            self._lengths = wider
        return self._nodes.index(node)

    def _merge(self) -> None:
        """Forget lengths that can change nothing, and make states that are alike one."""
        lengths = self._lengths
        if not self.chance.size:
            return
        ahead = self._of_nodes(self._ahead)
        behind = self._of_nodes(self._behind)
        for useless in self._useless(ahead, behind):
            lengths[useless] = self._far
        lengths[:, range(len(self._nodes)), range(len(self._nodes))] = 0
        flat = np.ascontiguousarray(lengths).reshape(self.chance.size, -1)
        keys = flat.view(np.dtype((np.void, flat.dtype.itemsize * flat.shape[1]))).ravel()
        _, first, state = np.unique(keys, return_index=True, return_inverse=True)
        self._lengths = lengths[first]
        self.chance = np.bincount(state.ravel(), self.chance, minlength=first.size).astype(float)

    def _useless(self, ahead: Fewest, behind: Fewest) -> Iterator[NDArray[np.bool_]]:
        """Yield where lengths can be forgotten: shape (states, nodes, nodes)."""
        lengths, team, group = self._lengths, 0, 1
        yield ahead[:, None] + lengths + behind > self._limit
        by_team = lengths[:, team, None, :] <= ahead[:, None] + lengths
        by_team[:, team] = False
        yield by_team
        by_group = lengths[:, :, group, None] <= lengths + behind
        by_group[:, :, group] = False
        yield by_group

    def _of_nodes(self, fewest: Mapping[int, int]) -> Fewest:
        """Return the fewest links of the nodes of the frontier: shape (nodes,)."""
        return np.array([fewest.get(node, self._far) for node in self._nodes], np.int16)
