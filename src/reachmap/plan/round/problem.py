"""The next round as arrays: what each action brings and uses, and what there is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Longs = NDArray[np.int64]
Bools = NDArray[np.bool_]

SAME = 1e-5
"""Parts of a fair share within which two groups are heard alike."""

SLACK = 1e-6
"""What sums of floats may add to what is used."""


@dataclass(frozen=True, eq=False)
class Batch:
    """The actions for one group, what they bring and what they use.

    `of_entries` and `of_uses` are numbers among `actions`, from 0.
    """

    actions: Longs
    weight: Floats
    entries: Longs
    of_entries: Longs
    groups: Longs
    """Groups that any of them brings people to."""
    limit: Longs
    amount: Floats
    of_uses: Longs


@dataclass(frozen=True, eq=False)
class RoundProblem:
    """Actions to choose from, and the limits of a plan.

    The people that an action brings come as entries, each a group, an action and how many: the
    group it is for, and the wider groups of that. Arrays of actions have shape (actions,), of
    groups (groups,), of entries (entries,).
    """

    group: Longs
    """Group of each entry."""
    action: Longs
    """Action of each entry, upwards."""
    people: Floats
    """People expected of each entry, more than 0."""
    own: Longs
    """Group that each action is for."""
    use: Floats
    """What each action uses of each limit, shape (limits, actions)."""
    limit: Floats
    """What there is of each limit, shape (limits,); the first is money, the second hours."""
    heard: Floats
    """People of each group heard already."""
    fair: Floats
    """Fair share of each group in people; not a number for groups outside fairness."""
    floor: Floats
    """People of each group that the plan is to bring at least."""
    fixed: Bools
    """Actions that any plan has."""

    @property
    def actions(self) -> int:
        """Number of actions."""
        return len(self.own)

    @property
    def groups(self) -> int:
        """Number of groups."""
        return len(self.heard)

    @cached_property
    def missing(self) -> Floats:
        """People of each group that count at most, until it has its fair share."""
        return np.where(np.isnan(self.fair), np.inf, np.maximum(self.fair - self.heard, 0.0))

    @cached_property
    def base(self) -> Floats:
        """Share of its fair share by which each group is heard already, 1 at the most."""
        return np.minimum(self.heard / self.fair, 1.0)

    @cached_property
    def step(self) -> Floats:
        """People of each entry as a part of the fair share of its group."""
        return self.people / self.fair[self.group]

    @cached_property
    def ranked(self) -> Longs:
        """Groups within fairness that some action changes, and that are not heard fairly yet."""
        changed = np.zeros(self.groups, np.bool_)
        changed[self.group] = True
        return np.flatnonzero(changed & (self.missing > 0) & ~np.isnan(self.fair))

    def expected(self, chosen: Bools) -> Floats:
        """Return the people of each group that a plan brings, as expected."""
        taken = chosen[self.action]
        return np.bincount(self.group[taken], self.people[taken], self.groups).astype(np.float64)

    def shares(self, chosen: Bools) -> Floats:
        """Return the share of its fair share by which each ranked group is heard with a plan."""
        ranked = self.ranked
        brought = np.minimum(self.expected(chosen), self.missing)[ranked]
        return np.asarray((self.heard[ranked] + brought) / self.fair[ranked])

    def total(self, chosen: Bools) -> float:
        """Return the people whom a plan brings, each once, and of no group more than miss."""
        own = np.bincount(self.own[chosen], self.own_people[chosen], self.groups)
        return float(np.minimum(own, self.missing).sum())

    @cached_property
    def own_people(self) -> Floats:
        """People of the group it is for that each action brings."""
        own = np.zeros(self.actions)
        mine = self.group == self.own[self.action]
        own[self.action[mine]] = self.people[mine]
        return own

    def keeps(self, chosen: Bools) -> bool:
        """Return whether a plan keeps to every limit, floor and fixed action."""
        within = (self.use[:, chosen].sum(axis=1) <= self.limit + SLACK).all()
        enough = (self.expected(chosen) >= self.floor - SLACK).all()
        return bool(within and enough and chosen[self.fixed].all())

    @cached_property
    def used_entries(self) -> tuple[Longs, Longs, Floats]:
        """The limit, the action and the amount of whatever an action uses of a limit."""
        action, limit = np.nonzero(self.use.T)
        return limit, action, self.use[limit, action]

    @cached_property
    def weight(self) -> Floats:
        """What each action uses of the limit it uses most of, as a part of it."""
        limit, action, amount = self.used_entries
        size = np.where(self.limit > 0, self.limit, 1.0)
        weight = np.full(self.actions, SLACK)
        np.maximum.at(weight, action, amount / size[limit])
        return weight

    @cached_property
    def counted(self) -> Bools:
        """Whether the group of each entry is ranked."""
        return np.isin(self.group, self.ranked)

    @cached_property
    def batches(self) -> Mapping[int, Batch]:
        """The actions for each group that has any."""
        limit, action, amount = self.used_entries
        return {
            group: Batch(
                actions=actions,
                weight=self.weight[actions],
                entries=(entries := _within(self.action, actions)),
                of_entries=np.searchsorted(actions, self.action[entries]),
                groups=np.unique(self.group[entries]),
                limit=limit[uses := _within(action, actions)],
                amount=amount[uses],
                of_uses=np.searchsorted(actions, action[uses]),
            )
            for group in np.unique(self.own).tolist()
            if (actions := np.flatnonzero(self.own == group)).size
        }

    def with_limit(self, row: int, limit: float) -> RoundProblem:
        """Return the same with another limit."""
        changed = self.limit.copy()
        changed[row] = limit
        return replace(self, limit=changed)


def _within(action: Longs, actions: Longs) -> Longs:
    """Return the numbers of the entries that are of some actions; `action` goes upwards."""
    first, end = np.searchsorted(action, actions), np.searchsorted(action, actions, side="right")
    every = [np.arange(one, other) for one, other in zip(first, end, strict=True)]
    return np.concatenate(every)


def is_fairer(first: Floats, second: Floats) -> bool:
    """Return whether the first shares are fairer: worst first, the first that differs is more.

    Examples
    --------
    >>> is_fairer(np.array([0.5, 0.2]), np.array([0.9, 0.1]))
    True
    """
    one, other = np.sort(first), np.sort(second)
    differ = np.flatnonzero(np.abs(one - other) > SAME)
    return bool(differ.size and one[differ[0]] > other[differ[0]])
