"""What each group gains by a new relationship, on top of those built before it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from reachmap.analysis.snapshot import Snapshot
from reachmap.model.content import Content
from reachmap.model.stakeholders import StakeholderMap
from reachmap.network.dependence import sole_nodes_over
from reachmap.network.detours import gains_in_samples
from reachmap.network.index import Floats, Network
from reachmap.network.reach import Reached, reach
from reachmap.network.subnetwork import OpenNetwork, open_network
from reachmap.network.touched import NetworkChances, touched_nodes
from reachmap.plan.links.candidates import Candidate

SAMPLES = 4096

WORDS = 16
"""Words of 64 samples in which relationships are compared where there is too much to work out."""

MOST_WORK = 1_500
"""Pairs of a relationship and a group it leads to for which each gain is worked out exactly."""

WORTH_NAMING = 0.005
"""A smaller gain counts as none."""


@dataclass(frozen=True, eq=False)
class CandidateNetwork:
    """A network with every candidate in it, each of which can be switched on alone.

    `off` are the chances of its links, shape (links,), with every candidate switched off.
    """

    network: Network
    sources: tuple[int, ...]
    off: Floats
    max_hops: int
    seed: int

    @classmethod
    def of(
        cls, snapshot: Snapshot, candidates: Sequence[Candidate], *, max_hops: int, seed: int
    ) -> CandidateNetwork:
        """Compile a map with every candidate in it, and switch them all off."""
        outline = snapshot.outline
        tables = outline.as_tables()
        made = (candidate.link(snapshot.day) for candidate in candidates)
        tables["links"] = (*outline.links, *made)
        wider = StakeholderMap.sealed(Content(**tables))  # type: ignore[arg-type]  # by table name
        net = snapshot.altered(wider).network.network
        index = {id_: number for number, id_ in enumerate(net.ids)}
        off = net.chance.copy()
        off[[net.link(index[each.from_], index[each.to]) for each in candidates]] = 0.0
        return cls(net, tuple(index[team] for team in outline.teams), off, max_hops, seed)

    @cached_property
    def index(self) -> dict[str, int]:
        """The number of each node."""
        return {id_: number for number, id_ in enumerate(self.network.ids)}

    def reach(self, groups: Sequence[str], chance: Floats, *, exact: bool = True) -> Reached:
        """Return how surely some groups are reached; load is ignored."""
        return reach(
            self.network,
            [self.index[group] for group in groups],
            sources=self.sources,
            closed=self.network.gone,
            chance=chance,
            max_hops=self.max_hops,
            samples=SAMPLES,
            seed=self.seed,
            exact=exact,
        )

    def open(self, chance: Floats) -> OpenNetwork:
        """Return what can be passed under some chances of links; load is ignored."""
        return open_network(
            self.network,
            sources=self.sources,
            closed=self.network.gone,
            chance=chance,
            max_hops=self.max_hops,
        )

    def link(self, candidate: Candidate) -> int:
        """Return the number of the link of a candidate."""
        return self.network.link(self.index[candidate.from_], self.index[candidate.to])

    def gains_in_samples(
        self, chance: Floats, candidates: Sequence[Candidate], groups: Sequence[str]
    ) -> Floats:
        """Return what each candidate alone would add, in samples: shape (groups, candidates)."""
        return gains_in_samples(
            self.open(chance),
            self.open(self.network.chance),
            [self.link(candidate) for candidate in candidates],
            [self.index[group] for group in groups],
            words=WORDS,
            seed=self.seed,
        )

    def with_link(self, chance: Floats, candidate: Candidate) -> Floats:
        """Return the chances of links with one candidate switched on too."""
        link = self.link(candidate)
        on = chance.copy()
        on[link] = self.network.chance[link]
        return on

    def sole_nodes(
        self, chance: Floats, candidate: Candidate, group: str, *, among: Collection[str]
    ) -> tuple[str, ...]:
        """Return those of some nodes that every way over a candidate to a group passes."""
        sole = sole_nodes_over(
            self.network,
            self.link(candidate),
            group=self.index[group],
            among={self.index[id_] for id_ in among},
            sources=self.sources,
            closed=self.network.gone,
            chance=self.with_link(chance, candidate),
            max_hops=self.max_hops,
        )
        return tuple(self.network.ids[node] for node in sole)

    def led_to(self, candidate: Candidate, groups: Iterable[str]) -> frozenset[str]:
        """Return the groups that a candidate is on some way to, whichever others are built."""
        every = self.network.chance
        link = self.link(candidate)
        without = every.copy()
        without[link] = 0.0
        return touched_nodes(
            NetworkChances(self.network, without),
            NetworkChances(self.network, every),
            max_hops=self.max_hops,
        ).intersection(groups)


def nearest(
    snapshot: Snapshot, candidates: Sequence[Candidate], most: int, *, max_hops: int
) -> list[Candidate]:
    """Return the candidates to try: of very many, those nearest to the teams."""
    if len(candidates) <= most:
        return list(candidates)
    net, teams = snapshot.network.network, snapshot.outline.teams
    index = {id_: number for number, id_ in enumerate(net.ids)}
    ahead = open_network(
        net, sources=[index[team] for team in teams], closed=net.gone, max_hops=max_hops
    ).ahead
    order = sorted(candidates, key=lambda c: (ahead[index[c.from_]], c.from_, c.to))
    return order[:most]


@dataclass(eq=False)
class _BuiltState:
    """How surely groups are reached with some candidates built."""

    network: CandidateNetwork
    chance: Floats
    known: dict[str, tuple[float, bool]]
    """By group its chance, and whether that is exact."""
    _sampled: dict[str, float] = field(default_factory=dict)

    @classmethod
    def of(cls, network: CandidateNetwork, chance: Floats, groups: Collection[str]) -> _BuiltState:
        """Work out how surely some groups are reached."""
        ids = sorted(groups)
        reached = network.reach(ids, chance)
        pairs = zip(reached.chance.tolist(), reached.exact.tolist(), strict=True)
        return cls(network, chance, dict(zip(ids, pairs, strict=True)))

    def sampled(self, group: str) -> float:
        """Return how surely a group is reached, sampled even where it could be exact."""
        if group not in self._sampled:
            reached = self.network.reach([group], self.chance, exact=False)
            self._sampled[group] = float(reached.chance[0])
        return self._sampled[group]

    def gains_to(self, after: _BuiltState) -> dict[str, float]:
        """Return what each group of a later state gains."""
        gains = {}
        for group, (chance, exact) in after.known.items():
            before, was_exact = self.known[group]
            # Samples of both share their draws; an exact chance beside a sampled one would not.
            alike = exact == was_exact
            gains[group] = chance - before if alike else after.sampled(group) - self.sampled(group)
        return gains


class Building:
    """Candidates that are built one after the other, and what each of the rest would still add.

    What one adds may grow as well as shrink when others are built: two may lead on to each
    other, or stand in for each other. So a gain is worked out anew whenever it can have changed:
    for a group that both the candidate and the one just built are on some way to.

    Where that is more than `MOST_WORK`, the candidates are compared in samples, and only the
    gains of one that is taken are worked out.
    """

    def __init__(
        self, network: CandidateNetwork, candidates: Iterable[Candidate], groups: Collection[str]
    ) -> None:
        self._network = network
        self._led_to = {each: network.led_to(each, groups) for each in candidates}
        self._gains: dict[Candidate, dict[str, float]] = {each: {} for each in self._led_to}
        self._built = _BuiltState.of(network, network.off, groups)
        self.in_samples = sum(map(len, self._led_to.values())) > MOST_WORK
        self._work_out(groups)

    def chance(self, group: str) -> float:
        """Return how surely a group is reached with all that are built so far."""
        return self._built.known[group][0]

    def helped(self) -> frozenset[str]:
        """Return the groups that the rest would help, if all of them were built."""
        chance = self._built.chance
        for candidate in self._gains:
            chance = self._network.with_link(chance, candidate)
        gains = self._built.gains_to(_BuiltState.of(self._network, chance, self._built.known))
        return frozenset(group for group, gain in gains.items() if gain >= WORTH_NAMING)

    def gains(self) -> dict[Candidate, dict[str, float]]:
        """Return by candidate what each group would gain by it next, the most first."""
        worth = ((candidate, _worth(gains)) for candidate, gains in self._gains.items())
        return {candidate: gains for candidate, gains in worth if gains}

    def gains_of(self, candidate: Candidate) -> dict[str, float]:
        """Return what each group would gain by one of them next, worked out for itself."""
        if self.in_samples:
            self._gains[candidate] = self._worked_out(candidate, self._led_to[candidate])
        return _worth(self._gains[candidate])

    def sole_nodes(
        self, candidate: Candidate, group: str, *, among: Collection[str]
    ) -> tuple[str, ...]:
        """Return those of some nodes through whom all goes that one would bring a group next."""
        return self._network.sole_nodes(self._built.chance, candidate, group, among=among)

    def build(self, candidate: Candidate) -> None:
        """Build a candidate, and work out anew what the rest add on top of it."""
        led_to = self._led_to[candidate]
        chance = self._network.with_link(self._built.chance, candidate)
        after = _BuiltState.of(self._network, chance, led_to)
        self._built = _BuiltState(self._network, chance, self._built.known | after.known)
        del self._gains[candidate]
        self._work_out(led_to)

    def _work_out(self, groups: Collection[str]) -> None:
        """Work out what each candidate adds for some groups."""
        if self.in_samples:
            self._sample(sorted(groups))
            return
        for candidate, gains in self._gains.items():
            led_to = self._led_to[candidate].intersection(groups)
            if led_to:
                gains.update(self._worked_out(candidate, led_to))

    def _worked_out(self, candidate: Candidate, groups: Collection[str]) -> dict[str, float]:
        """Return what a candidate adds for some groups."""
        chance = self._network.with_link(self._built.chance, candidate)
        return self._built.gains_to(_BuiltState.of(self._network, chance, groups))

    def _sample(self, groups: Sequence[str]) -> None:
        """Find in samples what each candidate adds for some groups."""
        candidates = list(self._gains)
        added = self._network.gains_in_samples(self._built.chance, candidates, groups)
        for candidate, of_groups in zip(candidates, added.T.tolist(), strict=True):
            self._gains[candidate].update(zip(groups, of_groups, strict=True))


def _worth(gains: Mapping[str, float]) -> dict[str, float]:
    """Return the gains that are worth naming, the most first."""
    named = [(group, gain) for group, gain in gains.items() if gain >= WORTH_NAMING]
    return dict(sorted(named, key=lambda each: (-each[1], each[0])))
