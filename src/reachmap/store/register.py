"""A register of people, counted by the activities that they could have come to."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from reachmap.model.nodes import Voice
from reachmap.store.counts import Counts, Register, SimilarVoices

Bools = NDArray[np.bool_]


class Everyone:
    """All voices of a map, and the groups that they belong to."""

    def __init__(
        self, voices: Sequence[str], groups: Sequence[str], voice: Counts, group: Counts
    ) -> None:
        self._voices = voices
        self._groups = groups
        self._voice_groups = (voice, group)
        self._column = {name: position for position, name in enumerate(groups)}
        self._known: dict[frozenset[str], Bools] = {}

    @classmethod
    def from_voices(cls, voices: Sequence[Voice], wider: Mapping[str, Sequence[str]]) -> Everyone:
        """Return everyone, from the records of voices."""
        groups = sorted(wider)
        column = {group: position for position, group in enumerate(groups)}
        wide = [sorted({column[w] for g in v.groups for w in wider[g]}) for v in voices]
        voice = np.repeat(np.arange(len(wide)), np.array([len(each) for each in wide], np.int64))
        group = np.array([code for each in wide for code in each], np.int64)
        return cls([voice.id for voice in voices], groups, voice, group)

    @cached_property
    def _members_of(self) -> list[Counts]:
        """Indices of the voices of each group, by the index of the group."""
        voice, group = self._voice_groups
        ends = np.cumsum(np.bincount(group, minlength=len(self._groups)))
        return np.split(voice[np.argsort(group, kind="stable")], ends[:-1])

    @cached_property
    def index(self) -> dict[str, int]:
        """Index of each voice by id."""
        return {name: position for position, name in enumerate(self._voices)}

    def members(self, groups: Collection[str]) -> Bools:
        """Return which voices belong to one of some groups, or all where there are no groups."""
        key = frozenset(groups)
        if key not in self._known:
            voice, group = self._voice_groups
            wanted = np.isin(group, [self._column[name] for name in key])
            inside = np.zeros(len(self._voices), bool)
            inside[voice[wanted]] = True
            self._known[key] = inside if key else np.ones(len(self._voices), bool)
        return self._known[key]

    def groups_of(self, voices: Collection[str]) -> dict[str, tuple[str, ...]]:
        """Return the groups of some voices, their own and every wider one, sorted."""
        voice, group = self._voice_groups
        start = np.searchsorted(voice, [self.index[name] for name in voices])
        end = np.searchsorted(voice, [self.index[name] + 1 for name in voices])
        return {
            name: tuple(self._groups[code] for code in group[first:last].tolist())
            for name, first, last in zip(voices, start, end, strict=True)
        }

    def similar_voices(
        self,
        sets: Sequence[Collection[str]],
        *,
        busy: Mapping[str, int],
        rested: Collection[str],
        n: int,
    ) -> list[SimilarVoices]:
        """Return the voices that share the most of each of some sets of groups."""
        load = np.zeros(len(self._voices), np.int64)
        for name, asked in busy.items():
            if name in self.index:
                load[self.index[name]] = asked
        resting = [self.index[name] for name in rested if name in self.index]
        # Voices are in the order of their ids, and a stable sort keeps it.
        rank = np.empty(len(load), np.int64)
        rank[np.argsort(load, kind="stable")] = np.arange(len(load))
        return [self._similar_to(groups, rank, resting, n) for groups in sets]

    def _similar_to(
        self, groups: Collection[str], rank: Counts, resting: Sequence[int], n: int
    ) -> SimilarVoices:
        of_each = [self._members_of[self._column[name]] for name in {*groups}]
        member = np.concatenate([np.zeros(0, np.int64), *of_each])
        shared = np.bincount(member, minlength=len(self._voices))
        shared[resting] = 0
        # Those who share more come first, whatever their rank; only the first few are sorted.
        key = rank - shared * len(rank)
        first = np.argpartition(key, n)[:n] if n < len(key) else np.arange(len(key))
        order = first[np.argsort(key[first])].tolist()
        return tuple((self._voices[row], int(shared[row])) for row in order if shared[row])

    def register(
        self,
        wanted: Sequence[frozenset[str]],
        came: tuple[Counts, Counts],
        *,
        group: str | None,
    ) -> Register:
        """Count people by class: those who could have come to the same activities."""
        inside = self.members(() if group is None else (group,))
        sets = sorted(set(wanted), key=sorted)
        pools = np.array([self.members(each) for each in sets], bool)
        pools = pools.reshape(len(sets), len(inside))
        row = {each: number for number, each in enumerate(sets)}
        pool = np.array([row[each] for each in wanted], np.int64)
        activity, voice = came
        beyond = inside[voice] & ~pools[pool[activity], voice]
        activity, voice = activity[beyond], voice[beyond]
        alone = np.unique(voice)
        alike = inside.copy()
        alike[alone] = False
        # Eight pools to a byte: rows differ and sort as they would bit by bit.
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
