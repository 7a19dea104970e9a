"""The front desk: a map to put questions to, a line a question."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from os import PathLike, fspath
from typing import TYPE_CHECKING, Any, Literal, Self

from reachmap import analysis, io, plan
from reachmap.errors import InputError
from reachmap.model.audience import Audience
from reachmap.model.links import Link
from reachmap.model.nodes import Node
from reachmap.model.stakeholders import StakeholderMap
from reachmap.model.summary import summary_html
from reachmap.release import release
from reachmap.store import MemoryStore, Progress, Store, is_store, put

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

Path = str | PathLike[str]


class ReachMap:
    """A stakeholder map, and the questions that can be put to it.

    Parameters
    ----------
    store
        Where the map lives.

    Examples
    --------
    >>> from reachmap import Group, Organisation, ReachMap, StakeholderMap
    >>> town = StakeholderMap(
    ...     organisations=[Organisation(id="team", name="Engagement team", team=True)],
    ...     groups=[Group(id="carers", name="Carers")],
    ... )
    >>> ReachMap.of(town).participation().groups[0].status
    'not-recorded'
    """

    def __init__(self, store: Store) -> None:
        self.store = store

    @classmethod
    def of(cls, stakeholders: StakeholderMap) -> ReachMap:
        """Return the front desk of a map in memory."""
        return cls(MemoryStore(stakeholders))

    @property
    def stakeholders(self) -> StakeholderMap:
        """The whole map."""
        return self.store.whole()

    def participation(
        self,
        *,
        since: date | None = None,
        until: date | None = None,
        level: str | None = None,
        method: str | None = None,
        channel: str | None = None,
        topic: str | None = None,
        as_of: date | None = None,
    ) -> analysis.Participation:
        """Say who is heard, and who is not. See `analysis.participation`."""
        return analysis.participation(
            self.store,
            since=since,
            until=until,
            level=level,
            method=method,
            channel=channel,
            topic=topic,
            as_of=as_of,
        )

    def voices(
        self,
        *,
        since: date | None = None,
        until: date | None = None,
        channel: str | None = None,
        samples: int = 2000,
        seed: int = 0,
        as_of: date | None = None,
    ) -> analysis.Voices:
        """Say how much the same voices talk, against luck. See `analysis.voices`."""
        return analysis.voices(
            self.store,
            since=since,
            until=until,
            channel=channel,
            samples=samples,
            seed=seed,
            as_of=as_of,
        )

    def burden(self, *, n: int | None = None, as_of: date | None = None) -> analysis.Burden:
        """Say who was asked how often, and who could help. See `analysis.burden`."""
        return analysis.burden(self.store, n=n, as_of=as_of)

    def methods(
        self,
        group: str | None = None,
        *,
        topic: str | None = None,
        as_of: date | None = None,
    ) -> analysis.Methods:
        """Say what works for whom. See `analysis.methods`."""
        return analysis.methods(self.store, group, topic=topic, as_of=as_of)

    def change(
        self,
        *,
        since: date | None = None,
        until: date | None = None,
        against: ReachMap | StakeholderMap | tuple[date, date] | None = None,
        seed: int = 0,
        as_of: date | None = None,
    ) -> analysis.Change:
        """Say what has changed between two windows, or two maps. See `analysis.change`."""
        other = ReachMap.of(against) if isinstance(against, StakeholderMap) else against
        held = other.store if isinstance(other, ReachMap) else other
        return analysis.change(
            self.store, since=since, until=until, against=held, seed=seed, as_of=as_of
        )

    def routes(
        self,
        group: str,
        *,
        k: int = 3,
        objective: Literal["chance", "cost", "days", "pareto"] = "chance",
        diverse: bool = True,
        avoid: Collection[str] = (),
        team: str | None = None,
        max_hops: int | None = None,
        max_cost: int | None = None,
        max_days: int | None = None,
        as_of: date | None = None,
    ) -> analysis.Routes:
        """Say who can introduce us to a group. See `analysis.routes`."""
        return analysis.routes(
            self.store,
            group,
            k=k,
            objective=objective,
            diverse=diverse,
            avoid=avoid,
            team=team,
            max_hops=max_hops,
            max_cost=max_cost,
            max_days=max_days,
            as_of=as_of,
        )

    def routes_to_all(
        self,
        *,
        objective: Literal["chance", "cost", "days"] = "chance",
        avoid: Collection[str] = (),
        team: str | None = None,
        max_hops: int | None = None,
        max_cost: int | None = None,
        max_days: int | None = None,
        as_of: date | None = None,
    ) -> analysis.RoutesToAll:
        """Say who can best introduce us to each group. See `analysis.routes_to_all`."""
        return analysis.routes_to_all(
            self.store,
            objective=objective,
            avoid=avoid,
            team=team,
            max_hops=max_hops,
            max_cost=max_cost,
            max_days=max_days,
            as_of=as_of,
        )

    def reach(
        self,
        groups: str | Collection[str] | None = None,
        *,
        without: str | analysis.Without = (),
        team: str | None = None,
        max_hops: int | None = None,
        samples: int = 4096,
        seed: int = 0,
        as_of: date | None = None,
    ) -> analysis.Reach:
        """Say how sure it is that some introduction works. See `analysis.reach`."""
        return analysis.reach(
            self.store,
            groups,
            without=without,
            team=team,
            max_hops=max_hops,
            samples=samples,
            seed=seed,
            as_of=as_of,
        )

    def gatekeepers(
        self,
        *,
        team: str | None = None,
        max_hops: int | None = None,
        as_of: date | None = None,
    ) -> analysis.Gatekeepers:
        """Say on whom the ways in hang. See `analysis.gatekeepers`."""
        return analysis.gatekeepers(self.store, team=team, max_hops=max_hops, as_of=as_of)

    def what_if(
        self,
        *,
        remove: Collection[str | analysis.LinkName] = (),
        add: Collection[Node | Link] = (),
        weaken: Mapping[analysis.LinkName, float] | None = None,
        team: str | None = None,
        max_hops: int | None = None,
        samples: int = 4096,
        seed: int = 0,
        as_of: date | None = None,
    ) -> analysis.WhatIf:
        """Say what changes for each group if somebody leaves. See `analysis.what_if`."""
        return analysis.what_if(
            self.store,
            remove=remove,
            add=add,
            weaken=weaken,
            team=team,
            max_hops=max_hops,
            samples=samples,
            seed=seed,
            as_of=as_of,
        )

    def links_to_build(
        self,
        *,
        n: int = 10,
        groups: Collection[str] | None = None,
        max_hops: int | None = None,
        seed: int = 0,
        as_of: date | None = None,
    ) -> plan.LinksToBuild:
        """Say which new relationships would help most. See `plan.links_to_build`."""
        return plan.links_to_build(
            self.store, n=n, groups=groups, max_hops=max_hops, seed=seed, as_of=as_of
        )

    def panel(
        self,
        *,
        size: int,
        quotas: Mapping[str, tuple[int, int]],
        seed: int = 0,
        rest: bool = True,
        as_of: date | None = None,
    ) -> plan.Panel:
        """Draw a panel by lot, fairly within quotas. See `plan.panel`."""
        return plan.panel(self.store, size=size, quotas=quotas, seed=seed, rest=rest, as_of=as_of)

    def review(self, *, as_of: date | None = None) -> analysis.Review:
        """Look at promises made to people, and at good practice. See `analysis.review`."""
        return analysis.review(self.store, as_of=as_of)

    def evidence(
        self,
        *,
        topic: str | None = None,
        since: date | None = None,
        until: date | None = None,
        as_of: date | None = None,
    ) -> analysis.Evidence:
        """Lay out evidence towards due regard. See `analysis.evidence`."""
        return analysis.evidence(self.store, topic=topic, since=since, until=until, as_of=as_of)

    def overview(self) -> analysis.Overview:
        """Say what the map holds and what it assumes. See `analysis.overview`."""
        return analysis.overview(self.store)

    def readiness(self, *, as_of: date | None = None) -> analysis.Readiness:
        """Say what can be answered now, and what would help. See `analysis.readiness`."""
        return analysis.readiness(self.store, as_of=as_of)

    def to_frames(self) -> dict[str, pd.DataFrame]:
        """Return every table as a pandas frame, by its name."""
        return io.to_frames(self.stakeholders)

    def to_networkx(self) -> nx.MultiDiGraph[Any]:
        """Return the map as a NetworkX graph, derived links marked ``derived``."""
        return io.to_networkx(self.stakeholders)

    def write(
        self,
        target: Path,
        *,
        audience: Audience = "internal",
        force: bool = False,
        insecure: bool = False,
        progress: Progress | None = None,
    ) -> bool:
        """Write the map to a file, a folder or a store.

        Parameters
        ----------
        target
            Where to. The ending says the form (none: a folder of CSV files), or the scheme.
        audience
            Whom it is for; anything but ``internal`` leaves out what they may not see.
        force
            Whether to replace what is there.
        insecure, progress
            As for `store.put`, of a store alone.

        Returns
        -------
        bool
            Whether anything changed; False where a store held the same map already.

        Raises
        ------
        StoreConflict, InputError
            If something is there already, no form ends so, or a store would hold a part alone.
        """
        released = release(self.stakeholders, audience=audience)
        if not is_store(place := fspath(target)):
            io.write(released, target, force=force)
            return True
        if audience != "internal":
            message = f"a store holds the whole map; write what is for {audience} to a file"
            raise InputError(message)
        return put(place, self.stakeholders, force=force, insecure=insecure, progress=progress)

    def close(self) -> None:
        """Let go of the store; one in memory, or read from a file, has nothing to let go of."""
        self.store.close()

    def __enter__(self) -> Self:
        """Return the same, which is closed at the end of the block."""
        return self

    def __exit__(self, *_: object) -> None:
        """Let go of the store."""
        self.close()

    def to_html(
        self,
        target: Path,
        *,
        audience: Audience = "internal",
        as_of: date | None = None,
        force: bool = False,
    ) -> None:
        """Write the planner's page: one file that opens anywhere, offline.

        Parameters
        ----------
        target
            File to write.
        audience
            Whom it is for; anything but ``internal`` leaves out what they may not see.
        as_of
            Day to reckon from; the map's own, or today, where not given.
        force
            Whether to replace a file that is there.

        Raises
        ------
        StoreConflict
            If a file is there already and `force` is not given.
        """
        from reachmap.view.page import to_html

        findings = release(analysis.findings(self.store, as_of=as_of), audience=audience)
        links = release(plan.links_for_page(self.store, as_of=as_of), audience=audience)
        town = release(self.store.outline(), audience=audience)
        io.write_text(target, to_html(findings, town, links), force=force)

    def __eq__(self, other: object) -> bool:
        """Return whether both hold the same map."""
        if not isinstance(other, ReachMap):
            return NotImplemented
        return self.stakeholders == other.stakeholders

    __hash__ = None  # type: ignore[assignment]  # as for any container compared by value

    def __repr__(self) -> str:
        """Return what it is, in short."""
        return f"<ReachMap {self.overview().title!r}>"

    def _repr_html_(self) -> str:
        """Return what it is in short, for notebooks: counts by table, nobody named."""
        return summary_html(self.stakeholders)
