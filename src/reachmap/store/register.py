"""Who could have come: a register counted by what its people could have come to."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from reachmap.model.nodes import Voice
from reachmap.store.protocol import Counts, Register

Bools = NDArray[np.bool_]


class Everyone:
    """All voices of a map, and to which groups they belong.

    Parameters
    ----------
    voices
        All of them, whether they ever came or not.
    wider
        Each group with every group it is part of.
    """

    def __init__(self, voices: Sequence[Voice], wider: Mapping[str, Sequence[str]]) -> None:
        self._voices = voices
        self._wider = wider
        self._known: dict[frozenset[str], Bools] = {}

    @cached_property
    def place(self) -> dict[str, int]:
        """Position of each voice by id."""
        return {voice.id: position for position, voice in enumerate(self._voices)}

    @cached_property
    def _pairs(self) -> tuple[Counts, Counts, dict[str, int]]:
        """Position of a voice and of a group it belongs to, itself or through a narrower one."""
        column = {group: position for position, group in enumerate(self._wider)}
        wide = [sorted({w for g in v.groups for w in self._wider[g]}) for v in self._voices]
        voice = np.repeat(np.arange(len(wide)), np.array([len(found) for found in wide], np.int64))
        group = np.array([column[each] for found in wide for each in found], np.int64)
        return voice, group, column

    def of(self, groups: Collection[str]) -> Bools:
        """Return which voices belong to one of some groups; to none in particular: all."""
        key = frozenset(groups)
        if key not in self._known:
            voice, group, column = self._pairs
            wanted = np.isin(group, [column[name] for name in key])
            inside = np.zeros(len(self._voices), bool)
            inside[voice[wanted]] = True
            self._known[key] = inside if key else np.ones(len(self._voices), bool)
        return self._known[key]

    def groups_of(self, voices: Collection[str]) -> dict[str, tuple[str, ...]]:
        """Return the groups of some voices, themselves or through a narrower one, sorted."""
        return {
            name: tuple(
                sorted({w for g in self._voices[self.place[name]].groups for w in self._wider[g]})
            )
            for name in voices
            if name in self.place
        }

    def sharers(
        self, groups: Collection[str], *, busy: Mapping[str, int], rested: Collection[str], n: int
    ) -> tuple[tuple[str, int], ...]:
        """Return the voices that share the most of some groups, then the least busy, then by id.

        Parameters
        ----------
        groups
            Ids of groups; narrower ones belong to them.
        busy
            How much some voices are asked.
        rested
            Ids of voices to leave out.
        n
            How many at most.

        Returns
        -------
        tuple
            (id, groups shared).
        """
        shared = np.zeros(len(self._voices), np.int64)
        for group in groups:
            shared += self.of((group,))
        shared[[self.place[name] for name in rested if name in self.place]] = 0
        load = np.zeros(len(self._voices), np.int64)
        for name, asked in busy.items():
            if name in self.place:
                load[self.place[name]] = asked
        # Voices stand by id, and a stable sort keeps them so.
        order = np.lexsort([load, -shared])[:n].tolist()
        return tuple((self._voices[row].id, int(shared[row])) for row in order if shared[row])

    def register(
        self,
        wanted: Sequence[frozenset[str]],
        came: tuple[Counts, Counts],
        *,
        group: str | None,
    ) -> Register:
        """Count the people alike: those who could have come to the same activities.

        Parameters
        ----------
        wanted
            The groups each activity is for; none: everybody.
        came
            Positions of an activity and of a voice, for each that came.
        group
            Only voices of this group or a narrower one.

        Returns
        -------
        Register
        """
        inside = self.of(() if group is None else (group,))
        sets = sorted(set(wanted), key=sorted)
        pools = np.array([self.of(each) for each in sets], bool).reshape(len(sets), len(inside))
        place = {each: row for row, each in enumerate(sets)}
        pool = np.array([place[each] for each in wanted], np.int64)
        activity, voice = came
        beyond = inside[voice] & ~pools[pool[activity], voice]
        activity, voice = activity[beyond], voice[beyond]
        alone = np.unique(voice)
        alike = inside.copy()
        alike[alone] = False
        # Eight pools to a byte: rows are told apart and sorted as they would be bit by bit.
        packed = np.packbits(pools[:, alike].T, axis=1)
        kinds, size = np.unique(packed, axis=0, return_counts=True)
        unpacked = np.unpackbits(kinds, axis=1, count=len(sets)).astype(bool)
        patterns = np.concatenate([unpacked, pools[:, alone].T])
        return Register(
            size=np.concatenate([size, np.ones(len(alone), np.int64)]).astype(np.int64),
            pool=pool,
            pools=tuple(np.flatnonzero(column).astype(np.int64) for column in patterns.T),
            extra_activity=activity,
            extra_class=len(kinds) + np.searchsorted(alone, voice),
        )
