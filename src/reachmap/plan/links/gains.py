"""What each group gains by a new relationship: its reach with it, less its reach without."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from reachmap.analysis.snapshot import Snapshot
from reachmap.model.content import Content
from reachmap.model.stakeholders import StakeholderMap
from reachmap.network.index import Floats, Network
from reachmap.network.reach import Reached, reach
from reachmap.network.subnetwork import open_network
from reachmap.network.touched import NetworkChances, touched_nodes
from reachmap.plan.links.candidates import Candidate

SAMPLES = 4096

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

    def nearest(self, candidates: Sequence[Candidate], most: int) -> list[Candidate]:
        """Return the candidates to try: of very many, those nearest to the teams."""
        if len(candidates) <= most:
            return list(candidates)
        ahead = open_network(
            self.network,
            sources=self.sources,
            closed=self.network.gone,
            chance=self.off,
            max_hops=self.max_hops,
        ).ahead.tolist()
        order = sorted(candidates, key=lambda c: (ahead[self.index[c.from_]], c.from_, c.to))
        return order[:most]

    def gains(self, candidate: Candidate, groups: Sequence[str]) -> dict[str, float]:
        """Return what each group gains by a candidate; only those it can lead to are tried."""
        net, off, on = self.network, self.off, self.off.copy()
        link = net.link(self.index[candidate.from_], self.index[candidate.to])
        on[link] = net.chance[link]
        touched = touched_nodes(
            NetworkChances(net, off), NetworkChances(net, on), max_hops=self.max_hops
        )
        led_to = [group for group in groups if group in touched]
        if not led_to:
            return {}
        before, after = self.reach(led_to, off), self.reach(led_to, on)
        if (before.exact != after.exact).any():
            # Samples of both share their draws; an exact chance beside a sampled one would not.
            before, after = (self.reach(led_to, chance, exact=False) for chance in (off, on))
        gains = zip(led_to, (after.chance - before.chance).tolist(), strict=True)
        return {group: gain for group, gain in gains if gain >= WORTH_NAMING}
