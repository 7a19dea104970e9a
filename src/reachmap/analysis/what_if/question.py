"""What if someone leaves, or a relationship is made or weakened."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Annotated, Any, ClassVar

from pydantic import PrivateAttr

from reachmap.analysis.altered import LinkName, altered
from reachmap.analysis.snapshot import Snapshot
from reachmap.analysis.what_if.altered_map import Origin
from reachmap.analysis.what_if.charts import before_and_after_chart
from reachmap.analysis.what_if.rows import GroupChange
from reachmap.analysis.what_if.scenario import (
    Scenario,
    State,
    Terms,
    change_of,
    states_of_both,
    with_parts,
)
from reachmap.analysis.what_if.staff import gone_with
from reachmap.analysis.what_if.words import SENTENCES, words_of_change
from reachmap.charts.chart import Chart
from reachmap.errors import InputError
from reachmap.model.answer import Row
from reachmap.model.arguments import check_hops, check_samples
from reachmap.model.charted import ChartedAnswer
from reachmap.model.fields import ORGANISATION, PERSONAL, PUBLIC
from reachmap.model.links import Link
from reachmap.model.nodes import Node
from reachmap.model.stakeholders import StakeholderMap
from reachmap.words import FOR_TEAM, words_of_limit

SAMPLES = 4096


class WhatIf(ChartedAnswer):
    """Every group before and after some changes."""

    row: ClassVar[type[Row]] = GroupChange
    chart_names: ClassVar[tuple[str, ...]] = ("reach",)

    changes: Annotated[tuple[str, ...], PERSONAL] = ()
    """What was changed, in words."""

    also_removed: Annotated[tuple[str, ...], PERSONAL] = ()
    """Ids of those who go with an organisation that is removed."""

    also_removed_names: Annotated[tuple[str, ...], PERSONAL] = ()
    """Their names."""

    groups: Annotated[tuple[GroupChange, ...], PUBLIC] = ()
    """Every group, in order of id."""

    sampled: Annotated[tuple[str, ...], ORGANISATION] = ()
    """Ids of the groups whose chance comes from samples; the others are exact."""

    samples: Annotated[int | None, ORGANISATION] = None
    """Samples of those; before and after share them link by link."""

    _origin: Origin = PrivateAttr(default_factory=Origin)

    def give_maps_as(self, of: Callable[[StakeholderMap], Any]) -> None:
        """Take what makes the front desk of a map."""
        self._origin.desk = of

    @property
    def map(self) -> Any:  # noqa: ANN401  a ReachMap, which stands above
        """The whole map after the changes, as a `ReachMap` to ask and alter further.

        With those who are gone go all rows that name them: what a link usually does is learned
        from the asks that are left. A weakened link has its new chance as the one judged for it.

        Raises
        ------
        InputError
            If the answer was made for others, read from a file or sent to another process.
        """
        return (self._origin if self.is_for_team else Origin()).map()

    def rows(self) -> tuple[GroupChange, ...]:
        """Return every group, in order of id."""
        return self.groups

    def rows_for_terminal(self) -> tuple[GroupChange, ...]:
        """Return the groups for which anything changes."""
        return self.changed

    @property
    def changed(self) -> tuple[GroupChange, ...]:
        """The groups for which anything changes, those that lose the most first."""
        moved = (
            row for row in self.groups if row.change or row.lost or row.is_rerouted or row.parts
        )
        return tuple(sorted(moved, key=lambda row: (not row.lost, row.change, row.group)))

    def sentences(self) -> tuple[str, ...]:
        """Return which groups are lost, which are harder to reach, which easier."""
        if not self.is_for_team:
            return (FOR_TEAM,)
        return words_of_change(
            self.changes, self.changed, len(self.groups), gone_too=self.also_removed_names
        )

    def charts(self) -> tuple[Chart, ...]:
        """Return how surely the groups that change can be reached, before and after."""
        if not self.is_for_team:
            return (before_and_after_chart((), groups=0),)
        return (before_and_after_chart(self.changed, groups=len(self.groups)),)


def what_if(
    snapshot: Snapshot,
    *,
    remove: Collection[str | LinkName] = (),
    add: Collection[Node | Link] = (),
    weaken: Mapping[LinkName, float] | None = None,
    keep_staff: bool = False,
    team: str | None = None,
    max_hops: int | None = None,
    samples: int = SAMPLES,
    seed: int = 0,
    as_of: date | None = None,
) -> WhatIf:
    """Say what changes for each group if someone leaves, or links come, go or weaken.

    ::

        change of a group  =  its reach after - its reach before

    where reach is the chance that some chain of introductions works, as in `reach`, but for
    load: full nodes are open before and after. Where a chance is sampled, both sides share
    their draws link by link, so that a difference is the change and not the noise. With an
    organisation go those it employs, the channels it runs, and the champions whom nobody else
    supports.

    Parameters
    ----------
    remove
        Ids or names of nodes, and links as (from, type, to).
    keep_staff
        Whether those stay who would go with an organisation that is removed.
    add
        Nodes and links that the map does not have. A link without a day is made on the day.
    weaken
        Links as (from, type, to), and the chance in (0, 1] that their relationship is left
        with.
    team
        Id or name of the team to start from; any team where left out.
    max_hops
        Most links of a chain, 1 or more; the assumption of the map where left out.
    samples
        How many samples where the ways to a group are too many for an exact chance, 1 to
        1,000,000.
    seed
        Of the samples, 0 to 2**64 - 1.
    as_of
        Day to count from; the map's own, or today, where not given.

    Returns
    -------
    WhatIf
        A row a group of the map or added to it; its ``map`` is the whole map after the changes,
        to ask and alter further.

    Raises
    ------
    UnknownNode
        If nothing goes by one of the names.
    InputError
        If there is nothing to change, no such link, or a number is out of range.
    InvalidMap
        If what is added breaks a rule of maps.

    Examples
    --------
    >>> import reachmap as rm
    >>> answer = rm.demo().what_if(remove=["Carers' liaison officer"])
    >>> answer.sentences()[:2]
    ("If Carers' liaison officer is gone:", 'No known way is left to Hidden carers.')
    """
    if not remove and not add and not weaken:
        message = "nothing to change: name who or what to remove, add or weaken"
        raise InputError(message)
    check_hops(max_hops)
    check_samples(samples, seed)
    now = snapshot.on(as_of)
    hops = now.outline.assumptions.max_hops if max_hops is None else max_hops
    terms = Terms(hops, samples, seed)
    made = [_made_on(now.day, each) for each in add]
    change = altered(now.outline, remove=remove, add=made, weaken=weaken)
    before = Scenario.of(now.network, team)
    changed = now.altered(change.outline)
    staff = () if keep_staff else gone_with(changed, change.removed)
    removed = change.removed.union(staff)
    after = Scenario.of(changed.network, team, removed=removed, weakened=change.weakened)
    groups = [group.id for group in change.outline.groups]
    known = [group for group in groups if group in now.groups]
    was, then = states_of_both(before, after, before.states(known, terms), groups, terms)
    sampled = tuple(group for group in groups if not then[group].exact)
    rows = with_parts(
        [change_of(changed.names, group, was.get(group, State()), then[group]) for group in groups],
        change.outline.groups,
    )
    answer = WhatIf(
        changes=change.changes,
        also_removed=staff,
        also_removed_names=tuple(changed.names[id_] for id_ in staff),
        groups=rows,
        sampled=sampled,
        samples=samples if sampled else None,
        missing=tuple(_missing(rows, hops)),
    )
    answer._origin.of(snapshot.store.whole, change, removed)  # noqa: SLF001  its own maker
    return answer


def _missing(rows: Iterable[GroupChange], max_hops: int) -> Iterator[str]:
    """Yield what could not be known: who has room, and whether longer ways are left."""
    if any(row.change or row.lost for row in rows):
        yield SENTENCES["room"]
    if any(row.lost for row in rows):
        yield words_of_limit(max_hops)


def _made_on(day: date, each: Node | Link) -> Node | Link:
    """Return what is added; a link is made, and so last used, on a day where it has none."""
    if not isinstance(each, Link) or each.last_contact:
        return each
    return each.model_copy(update={"last_contact": day})
