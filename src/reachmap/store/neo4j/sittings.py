"""Who talked at which activities, in numbers and without names: asked once, counted here."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import chain

import numpy as np

from reachmap.model.choices import TALKING_SPEAKING
from reachmap.store.counts import Counts
from reachmap.store.memo import Memo
from reachmap.store.neo4j.answers import known
from reachmap.store.neo4j.asking import Ask
from reachmap.store.neo4j.counting import GroupTree

MOST_ROWS = 2_000_000
"""Most rows of attendance that are asked for at once; of more, the server counts each time."""


@dataclass(frozen=True, slots=True)
class Sittings:
    """People by number, activity by activity."""

    voice: Counts
    """Shape (rows,): numbers of those who talked, the activities one after the other."""

    start: Counts
    """Shape (activities + 1,): where the rows of each activity begin."""

    position: Mapping[str, int]
    """Number of each activity by id."""

    members: Mapping[str, Counts]
    """Numbers of the people who are themselves of each group that anybody is of."""

    people: int
    """How many talked anywhere."""

    memo: Memo = field(default_factory=partial(Memo, 2), compare=False)
    """How often each came to the activities asked for last: they are asked for group by group."""

    def frequencies(
        self, activities: Collection[str], group_tree: GroupTree, group: str | None
    ) -> Counts:
        """Return how often each voice talked at some activities, most often first."""
        names = frozenset(activities)
        often = self.memo.once(None, names, lambda: self._often(names))
        if group is not None:
            inside = [self.members[g] for g in group_tree.inside([group]) if g in self.members]
            often = often[np.unique(np.concatenate([np.zeros(0, np.int64), *inside]))]
        return np.sort(often[often > 0])[::-1]

    def _often(self, activities: Collection[str]) -> Counts:
        """Return how often each of the people talked at some activities: shape (people,)."""
        at = [self.position[name] for name in activities if name in self.position]
        parts = [self.voice[self.start[n] : self.start[n + 1]] for n in at]
        voice = np.concatenate([np.zeros(0, np.int64), *parts])
        return np.bincount(voice, minlength=self.people).astype(np.int64)


def sittings(ask: Ask, activities: Sequence[str]) -> Sittings:
    """Ask who talked at which of all activities, each person a row without a name."""
    server_rows = ask(ask.questions.sittings, talking=TALKING_SPEAKING)
    position = {name: number for number, name in enumerate(activities)}
    known({name for _, came_to in server_rows for name in came_to}, position, "activities")
    activity = np.fromiter(
        map(position.__getitem__, chain.from_iterable(came_to for _, came_to in server_rows)),
        np.int64,
    )
    lengths = np.array([len(came_to) for _, came_to in server_rows], np.int64)
    voice = np.repeat(np.arange(len(server_rows)), lengths)
    counts = np.bincount(activity, minlength=len(position))
    members: defaultdict[str, list[int]] = defaultdict(list)
    for number, (own, _) in enumerate(server_rows):
        for group in own:
            members[group].append(number)
    return Sittings(
        voice=voice[np.argsort(activity, kind="stable")],
        start=np.concatenate(([0], np.cumsum(counts))),
        position=position,
        members={group: np.array(numbers, np.int64) for group, numbers in members.items()},
        people=len(server_rows),
    )
