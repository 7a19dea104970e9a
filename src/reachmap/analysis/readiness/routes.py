"""What may be missing to say who can introduce us."""

from collections.abc import Collection, Sequence
from functools import partial

from reachmap.analysis.readiness.facts import ReadinessFacts
from reachmap.analysis.readiness.rule import GapRule, GapSize
from reachmap.model.derived import all_links
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
    links, groups = list(all_links(facts.snapshot.outline)), facts.snapshot.groups
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
    blank = sum(not group.barriers for group in groups.values())
    return GapSize(blank, blank, len(groups)) if blank else None


def _links_without(facts: ReadinessFacts, *, sheet: str, column: str) -> GapSize | None:
    """Count the links on the best ways in which a column of a sheet is blank."""
    pairs = [pair for pair, rows in facts.written.items() if _is_filled_in_at(rows, sheet, column)]
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


GAPS_OF_ROUTES: tuple[GapRule, ...] = (
    GapRule(
        table=CONTACTS,
        question="routes",
        loss="all",
        subject="No contact leads from the team to a group",
        effect="who could introduce you",
        count=_no_way,
    ),
    GapRule(
        table=CONTACTS,
        column="group",
        question="routes",
        loss="part",
        subject="No contact for",
        things="groups",
        effect="who could introduce you to them",
        count=_unlinked_groups,
    ),
    *(
        GapRule(
            table=table,
            column=column,
            question="routes",
            loss="part",
            subject="Nobody known who could put you in touch with",
            things=things,
            effect="the way through them",
            count=partial(_nobody_leads, table=table),
        )
        for table, column, things in (
            ("workers", "organisation", "key workers"),
            ("champions", "supported_by", "champions"),
            ("channels", "run_by", "channels"),
        )
    ),
    GapRule(
        table="links",
        column="type",
        question="routes",
        loss="detail",
        subject="No link HEARS for",
        things="channels that people came to",
        effect="which groups you could meet there again",
        count=_channels_without_hears,
    ),
    GapRule(
        table="groups",
        column="finding_question",
        question="routes",
        loss="part",
        subject="No finding question for",
        things="hidden groups",
        effect="what to ask so that people recognise themselves",
        count=_without_finding_question,
    ),
    GapRule(
        table="groups",
        column="barriers",
        question="routes",
        loss="detail",
        subject="No barriers for",
        things="groups",
        effect="what would help them to join",
        count=_without_barriers,
    ),
    *(
        GapRule(
            table=sheet,
            column=column,
            question="routes",
            loss="detail",
            subject=subject,
            things="links on the best ways",
            effect=effect,
            count=partial(_links_without, sheet=sheet, column=column),
        )
        for column, subject, effect in (
            ("trust", "No trust for", "how well they work"),
            ("last_contact", "No day of the last contact for", "which of them have gone cold"),
            ("owner", "No owner for", "who in the team holds the relationship"),
            ("days", "No days for", "how long an introduction takes"),
            ("cost", "No cost for", "what an introduction costs"),
        )
        for sheet in ("links", CONTACTS)
    ),
    GapRule(
        table="asks",
        question="routes",
        loss="detail",
        subject="No asks",
        effect="how often introductions have worked",
        count=_no_asks,
    ),
    *(
        GapRule(
            table=table,
            column="capacity",
            question="routes",
            loss="detail",
            subject="No capacity for",
            things=f"{things} on the best ways",
            effect="when they have been asked as often as they can manage",
            count=partial(_without_capacity, table=table),
        )
        for table, things in (
            ("organisations", "organisations"),
            ("workers", "key workers"),
            ("champions", "champions"),
            ("channels", "channels"),
        )
    ),
)
