"""What if somebody leaves, or a relationship is made or weakened."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Annotated, ClassVar

from reachmap.analysis.altered import Altered, LinkName, altered
from reachmap.analysis.snapshot import Snapshot
from reachmap.analysis.what_if.rows import GroupChange
from reachmap.analysis.what_if.scenario import (
    Scenario,
    State,
    Terms,
    both_states,
    change_of,
    states,
)
from reachmap.analysis.what_if.words import words_of_change
from reachmap.errors import InputError
from reachmap.model.answer import Answer, Row
from reachmap.model.arguments import check_whole
from reachmap.model.fields import ORGANISATION, PERSONAL, PUBLIC
from reachmap.model.links import Link
from reachmap.model.nodes import Node

SAMPLES = 4096


class WhatIf(Answer):
    """Every group before and after some changes."""

    row: ClassVar[type[Row]] = GroupChange

    changes: Annotated[tuple[str, ...], PERSONAL] = ()
    """What was changed, in words."""

    groups: Annotated[tuple[GroupChange, ...], PUBLIC] = ()
    """Every group, in order of id."""

    sampled: Annotated[tuple[str, ...], PUBLIC] = ()
    """Ids of the groups whose chance comes from samples; the others are exact."""

    samples: Annotated[int | None, ORGANISATION] = None
    """Samples of those; before and after share them link by link."""

    def rows(self) -> tuple[Row, ...]:
        """Return every group, in order of id."""
        return self.groups

    @property
    def changed(self) -> tuple[GroupChange, ...]:
        """The groups for which anything changes, those that lose the most first."""
        moved = (row for row in self.groups if row.change or row.lost or _rerouted(row))
        return tuple(sorted(moved, key=lambda row: (not row.lost, row.change, row.group)))

    def sentences(self) -> tuple[str, ...]:
        """Return which groups are lost, which are harder to reach, which easier."""
        if any(row.lost is None for row in self.groups):
            return ("Who is harder to reach without somebody is for the team alone.",)
        return words_of_change(self.changes, self.changed, len(self.groups))


def _rerouted(row: GroupChange) -> bool:
    return row.best_route_before != row.best_route_after


def what_if(
    snapshot: Snapshot,
    *,
    remove: Collection[str | LinkName] = (),
    add: Collection[Node | Link] = (),
    weaken: Mapping[LinkName, float] | None = None,
    team: str | None = None,
    max_hops: int | None = None,
    samples: int = SAMPLES,
    seed: int = 0,
    as_of: date | None = None,
) -> WhatIf:
    """Say what changes for each group if somebody leaves, or links come, go or weaken.

    Load is ignored: full nodes are open before and after. Draws are shared link by link, so
    that a difference is the change and not the noise. Groups that no changed link can lead
    to within the limit are not reckoned twice.

    Parameters
    ----------
    remove
        Ids or names of nodes, and links as (from, type, to).
    add
        Nodes and links that the map does not have.
    weaken
        Links as (from, type, to), and the chance in (0, 1] that their relationship is left
        with.
    team
        Start from this team only.
    max_hops
        Most links of a route; the map's own assumption where left out.
    samples, seed
        Of the groups whose ways are too many for an exact chance.
    as_of
        Day to count from; the map's own, or today, where not given.

    Returns
    -------
    WhatIf
        A row a group of the map or added to it.

    Raises
    ------
    UnknownNode
        If nothing goes by one of the names.
    InputError
        If there is nothing to change, no such link, or a term is out of range.
    InvalidMap
        If what is added breaks a rule of maps.
    """
    if not remove and not add and not weaken:
        message = "nothing to change: name who or what to remove, add or weaken"
        raise InputError(message)
    if max_hops is not None:
        check_whole("max_hops", max_hops)
    check_whole("samples", samples)
    now = snapshot.on(as_of)
    outline = now.outline
    terms = Terms(outline.assumptions.max_hops if max_hops is None else max_hops, samples, seed)
    change = altered(outline, remove=remove, add=add, weaken=weaken)
    before = Scenario.of(now.network, team, Altered(outline, frozenset(), {}, ()))
    after = Scenario.of(now.altered(change.outline).network, team, change)
    return _compared(before, after, change, terms)


def _compared(before: Scenario, after: Scenario, change: Altered, terms: Terms) -> WhatIf:
    """Return every group in both worlds; what no changed link leads to is reckoned once."""
    groups = [group.id for group in change.outline.groups]
    known = set(before.network.ids)
    then = states(before, [group for group in groups if group in known], terms)
    then, now = both_states((before, after), then, groups, terms)
    names = {node.id: node.name for node in change.outline.nodes()}
    sampled = tuple(group for group in groups if not now[group].exact)
    return WhatIf(
        changes=change.changes,
        groups=tuple(change_of(names, g, then.get(g, State()), now[g]) for g in groups),
        sampled=sampled,
        samples=terms.samples if sampled else None,
    )
