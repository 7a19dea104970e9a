"""What changes if someone leaves who groups depend on, worked out for many at once."""

from collections.abc import Collection
from datetime import date
from typing import Annotated, ClassVar

from reachmap.analysis.routes.search import ASKED_ON_THE_WAY
from reachmap.analysis.snapshot import Snapshot
from reachmap.analysis.what_if.rows import GroupChange
from reachmap.analysis.what_if.scenario import (
    Scenario,
    Terms,
    change_of,
    states_of_both,
    with_parts,
)
from reachmap.analysis.what_if.staff import gone_with
from reachmap.analysis.what_if.words import SENTENCES, words_of_leaving
from reachmap.model.answer import Answer, Row
from reachmap.model.arguments import check_samples
from reachmap.model.fields import ORGANISATION, PERSONAL, PUBLIC
from reachmap.model.stakeholders import StakeholderMap
from reachmap.words import FOR_TEAM

MOST = 30
"""Most who are taken away, one at a time, where nobody chose them by name."""

NODES = 10_000
"""Those taken away, times nodes of the map: as many as there is time for."""

LEAST = 5


def most_departures(outline: StakeholderMap) -> int:
    """Return how many there is time to take away one at a time, by the size of the map."""
    size = sum(1 for _ in outline.nodes())
    return min(max(NODES // (size or 1), LEAST), MOST)


class Departure(Row):
    """What changes if one of them leaves."""

    terminal_columns: ClassVar[tuple[str, ...]] = ("name", "lost", "harder", "rerouted")

    node: Annotated[str | None, PERSONAL] = None
    """Id of who would leave."""

    name: Annotated[str | None, PERSONAL] = None
    """Their name."""

    also_removed: Annotated[tuple[str, ...], PERSONAL] = ()
    """Ids of those who go with it, where it is an organisation."""

    also_removed_names: Annotated[tuple[str, ...], PERSONAL] = ()
    """Their names."""

    changed: Annotated[tuple[GroupChange, ...], ORGANISATION] = ()
    """The groups for which anything changes, those that lose the most first."""

    of_groups: Annotated[int, PUBLIC] = 0
    """How many groups there are."""

    @property
    def lost(self) -> tuple[str, ...]:
        """Ids of the groups to which no known way is left."""
        return tuple(row.group for row in self.changed if row.lost)

    @property
    def harder(self) -> tuple[str, ...]:
        """Ids of the groups that are harder to reach."""
        return tuple(row.group for row in self.changed if row.is_harder)

    @property
    def rerouted(self) -> tuple[str, ...]:
        """Ids of the groups to which the best way is then another."""
        return tuple(row.group for row in self.changed if row.is_rerouted and not row.lost)

    def sentences(self) -> tuple[str, ...]:
        """Return what changes, as from a what-if; empty where it may not be seen."""
        if self.name is None:
            return ()
        return words_of_leaving(
            self.name, self.changed, self.of_groups, gone_too=self.also_removed_names
        )


class Leaving(Answer):
    """What changes if one of some people or bodies leaves, each taken away alone."""

    row: ClassVar[type[Row]] = Departure

    nodes: Annotated[tuple[Departure, ...], ORGANISATION] = ()
    """Those asked about, in the order in which they were named."""

    samples: Annotated[int, PUBLIC]
    """Samples where a chance is not exact; before and after share them link by link."""

    @classmethod
    def columns(cls) -> dict[str, str]:
        """Return the columns of the frame, in order, and the fields they show."""
        return {
            name: name for name in ("node", "name", "also_removed", "lost", "harder", "rerouted")
        }

    def rows(self) -> tuple[Departure, ...]:
        """Return those asked about, in the order in which they were named."""
        return self.nodes

    def sentences(self) -> tuple[str, ...]:
        """Return what changes, by who leaves."""
        if not self.is_for_team:
            return (FOR_TEAM,)
        lines = tuple(line for row in self.nodes for line in row.sentences())
        return lines or (SENTENCES["nobody_asked_about"],)


def leaving(
    snapshot: Snapshot,
    nodes: Collection[str],
    *,
    keep_staff: bool = False,
    samples: int = 1024,
    seed: int = 0,
    as_of: date | None = None,
) -> Leaving:
    """Say what changes for each group if one of some nodes left, each taken away alone.

    Each is what `what_if` says with the node removed, but for the number of routes that share
    nobody, which is left out; what is common to all is worked out once.

    Parameters
    ----------
    nodes
        Ids or names of people, organisations, channels and venues.
    keep_staff
        Whether those stay who would go with an organisation that leaves.
    samples, seed
        As for `what_if`.
    as_of
        Day to count from; the map's own, or today, where not given.

    Returns
    -------
    Leaving
        A row a node, in the order in which they are named: the groups that are lost, harder to
        reach, or reached another way.

    Raises
    ------
    UnknownNode
        If nothing goes by one of the names.
    InputError
        If a number is out of range.

    Examples
    --------
    >>> import reachmap as rm
    >>> answer = rm.demo().leaving(["Carers' liaison officer", "Carers' Centre"])
    >>> answer["Carers' liaison officer"].lost
    ('hidden-carers',)
    """
    check_samples(samples, seed)
    snapshot = snapshot.on(as_of)
    trust, outline, names = snapshot.network, snapshot.outline, snapshot.names
    terms = Terms(outline.assumptions.max_hops, samples, seed, independent=False)
    ids = [outline.find(node, kinds=ASKED_ON_THE_WAY) for node in nodes]
    groups = [group.id for group in outline.groups]
    before = Scenario.of(trust)
    today = before.states(groups, terms) if ids else {}
    rows = []
    for node in ids:
        staff = () if keep_staff else gone_with(snapshot, (node,))
        after = Scenario.of(trust, removed=(node, *staff))
        was, now = states_of_both(before, after, today, groups, terms)
        every = [change_of(names, group, was[group], now[group]) for group in groups]
        moved = [
            row
            for row in with_parts(every, outline.groups)
            if row.change or row.is_rerouted or row.parts
        ]
        moved.sort(key=lambda row: (not row.lost, row.change, row.group))
        rows.append(
            Departure(
                node=node,
                name=names[node],
                also_removed=staff,
                also_removed_names=tuple(names[id_] for id_ in staff),
                changed=tuple(moved),
                of_groups=len(groups),
            )
        )
    return Leaving(nodes=tuple(rows), samples=samples)
