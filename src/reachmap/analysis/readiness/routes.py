"""What may be missing to say who can introduce us."""

from collections.abc import Collection, Sequence
from functools import partial

from reachmap.analysis.readiness.facts import ReadinessFacts
from reachmap.analysis.readiness.gaps import GapCounts, GapSize
from reachmap.model.links import INTO_GROUPS, Link
from reachmap.model.nodes import Node

CONTACTS = "contacts"
"""The sheet that gives both links of a contact at once, and the source of these links."""

LAST_STEPS = frozenset(INTO_GROUPS.values())


def _nodes(facts: ReadinessFacts, table: str) -> Collection[Node]:
    nodes: Collection[Node] = getattr(facts.snapshot.outline, table)
    return nodes


def _no_way(facts: ReadinessFacts) -> GapSize | None:
    """Count where no introduction leads to any group."""
    groups, unlinked = facts.snapshot.groups, facts.unlinked
    return GapSize(len(groups)) if groups and len(unlinked) == len(groups) else None


def _unlinked_groups(facts: ReadinessFacts) -> GapSize | None:
    """Count the groups that no introduction leads to, where one leads to others."""
    groups, unlinked = facts.snapshot.groups, facts.unlinked
    if not unlinked or len(unlinked) == len(groups):
        return None
    return GapSize(len(unlinked), len(unlinked), len(groups), facts.names(unlinked))


def _nobody_leads(facts: ReadinessFacts, table: str) -> GapSize | None:
    """Count the nodes of a table that lead to groups, and that no link leads to."""
    links, groups = facts.links, facts.snapshot.groups
    linked = {link.to for link in links} | {link.from_ for link in links if link.both_ways}
    alone = {node.id for node in _nodes(facts, table)} - linked
    ends = [(link.from_, link.to) for link in links if link.from_ in alone and link.to in groups]
    leading, reached = {from_ for from_, _ in ends}, {to for _, to in ends}
    return GapSize(len(reached), len(leading), len(_nodes(facts, table))) if ends else None


def _channels_without_hears(facts: ReadinessFacts) -> GapSize | None:
    """Count the channels that people came to, and that no link HEARS starts from."""
    outline = facts.snapshot.outline
    linked = {link.from_ for link in outline.links if link.type == "HEARS"}
    sittings = [each for each in facts.snapshot.past if each.channel and each.channel not in linked]
    channels = {activity.channel for activity in sittings}
    groups = facts.groups_heard_at(sittings)
    return GapSize(groups, len(channels), len(outline.channels)) if groups else None


def _without_finding_question(facts: ReadinessFacts) -> GapSize | None:
    hidden = [group for group in facts.snapshot.groups.values() if group.hidden]
    names = tuple(group.name for group in hidden if group.finding_question is None)
    return GapSize(len(names), len(names), len(hidden), names) if names else None


def _without_barriers(facts: ReadinessFacts) -> GapSize | None:
    groups = facts.snapshot.groups
    names = tuple(group.name for group in groups.values() if not group.barriers)
    return GapSize(len(names), len(names), len(groups), names) if names else None


def _links_without(facts: ReadinessFacts, *, sheet: str, column: str) -> GapSize | None:
    """Count the links on the best ways in which a column of a sheet is blank."""
    pairs = [pair for pair, rows in facts.written.items() if _is_filled_in_at(rows, sheet, column)]
    if column == "owner":  # only a team's own relationships have somebody of it who holds them
        pairs = [pair for pair in pairs if pair[0] in facts.snapshot.outline.teams]
    blank = [
        pair
        for pair in pairs
        if all(getattr(row, column) is None for row in facts.written[pair])
        and not (column == "trust" and facts.steps[pair].basis != "assumed")
        and not (column == "last_contact" and pair in facts.asked)
    ]
    return GapSize(facts.groups_by_steps(blank), len(blank), len(pairs)) if blank else None


def _is_filled_in_at(rows: Sequence[Link], sheet: str, column: str) -> bool:
    """Return whether a sheet is where a column of a relationship would be filled in."""
    from_contacts = all(row.source == CONTACTS for row in rows)
    if column in {"last_contact", "owner"} and any(row.type in LAST_STEPS for row in rows):
        return False
    if not from_contacts:
        return sheet == "links"
    # A contact has no days and no cost, and its trust is the team's in the contact.
    has_column = rows[0].type == "KNOWS" and column in {"trust", "last_contact", "owner"}
    return sheet == CONTACTS and has_column


def _no_asks(facts: ReadinessFacts) -> GapSize | None:
    routes = facts.best.routes
    return GapSize(len(routes)) if routes and not facts.snapshot.sizes["asks"] else None


def _without_capacity(facts: ReadinessFacts, *, table: str) -> GapSize | None:
    """Count the nodes of a table on the best ways that have no capacity recorded."""
    asked = [node for node in _nodes(facts, table) if node.id in facts.on_the_way]
    blank = {node.id for node in asked if getattr(node, "capacity", None) is None}
    return GapSize(facts.groups_through(blank), len(blank), len(asked)) if blank else None


GAPS_OF_ROUTES: GapCounts = {
    "contacts": _no_way,
    "contacts.group": _unlinked_groups,
    "workers.organisation": partial(_nobody_leads, table="workers"),
    "champions.supported_by": partial(_nobody_leads, table="champions"),
    "channels.run_by": partial(_nobody_leads, table="channels"),
    "links.type": _channels_without_hears,
    "groups.finding_question": _without_finding_question,
    "groups.barriers": _without_barriers,
    "links.trust": partial(_links_without, sheet="links", column="trust"),
    "contacts.trust": partial(_links_without, sheet="contacts", column="trust"),
    "links.last_contact": partial(_links_without, sheet="links", column="last_contact"),
    "contacts.last_contact": partial(_links_without, sheet="contacts", column="last_contact"),
    "links.owner": partial(_links_without, sheet="links", column="owner"),
    "contacts.owner": partial(_links_without, sheet="contacts", column="owner"),
    "links.days": partial(_links_without, sheet="links", column="days"),
    "contacts.days": partial(_links_without, sheet="contacts", column="days"),
    "links.cost": partial(_links_without, sheet="links", column="cost"),
    "contacts.cost": partial(_links_without, sheet="contacts", column="cost"),
    "asks": _no_asks,
    "organisations.capacity": partial(_without_capacity, table="organisations"),
    "workers.capacity": partial(_without_capacity, table="workers"),
    "champions.capacity": partial(_without_capacity, table="champions"),
    "channels.capacity": partial(_without_capacity, table="channels"),
}
