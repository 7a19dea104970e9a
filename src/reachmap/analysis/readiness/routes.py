"""What is lacking to say who can introduce us."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from reachmap.analysis.readiness.known import Known
from reachmap.analysis.readiness.rows import Gap
from reachmap.model.derived import all_links
from reachmap.model.links import INTO_GROUPS, LINK_TYPES, Link
from reachmap.model.nodes import Node

CONTACTS = "contacts"
"""The sheet that gives both links of a contact at once, and the source of these links."""

LAST_STEPS = frozenset(INTO_GROUPS.values())


def gaps_of_routes(known: Known) -> Iterator[Gap]:
    """Yield what is lacking to say who can introduce us."""
    yield from _no_way(known)
    yield from _nobody_leads(known)
    yield from _unheard_channels(known)
    yield from _of_groups(known)
    yield from _of_relationships(known)
    yield from _asks(known)
    yield from _capacity(known)


def _no_way(known: Known) -> Iterator[Gap]:
    """Yield the groups that no introduction leads to."""
    if not known.groups:
        return
    if len(known.unlinked) == len(known.groups):
        yield Gap(
            table=CONTACTS,
            question="routes",
            loss="all",
            groups=len(known.groups),
            subject="No contact leads from the team to a group",
            effect="who could introduce you",
        )
    elif known.unlinked:
        yield Gap(
            table=CONTACTS,
            column="group",
            missing=len(known.unlinked),
            of=len(known.groups),
            question="routes",
            loss="part",
            groups=len(known.unlinked),
            subject="No contact for",
            things="groups",
            names=known.names(known.unlinked),
            effect="who could introduce you to them",
        )


def _nobody_leads(known: Known) -> Iterator[Gap]:
    """Yield whoever leads to groups, yet nobody is known to lead to them."""
    links = list(all_links(known.map))
    met = {link.to for link in links} | {link.from_ for link in links if link.both_ways}
    for table, column, things in (
        ("workers", "organisation", "key workers"),
        ("champions", "supported_by", "champions"),
        ("channels", "run_by", "channels"),
    ):
        alone = {node.id for node in _nodes(known, table)} - met
        reached = {link.to for link in links if link.from_ in alone and link.to in known.groups}
        leading = {link.from_ for link in links if link.from_ in alone and link.to in known.groups}
        if leading:
            yield Gap(
                table=table,
                column=column,
                missing=len(leading),
                of=len(_nodes(known, table)),
                question="routes",
                loss="part",
                groups=len(reached),
                subject="Nobody known who could put you in touch with",
                things=things,
                effect="the way through them",
            )


def _unheard_channels(known: Known) -> Iterator[Gap]:
    """Yield channels that people came to, and no link says which groups they reach."""
    telling = {link.from_ for link in known.map.links if link.type == "HEARS"}
    sittings = [a for a in known.past if a.channel and a.channel not in telling]
    silent = {activity.channel for activity in sittings}
    groups = known.came_through(sittings)
    if silent and groups:
        yield Gap(
            table="links",
            column="type",
            missing=len(silent),
            of=len(known.map.channels),
            question="routes",
            loss="detail",
            groups=groups,
            subject="No link HEARS for",
            things="channels that people came to",
            effect="which groups you could meet there again",
        )


def _of_groups(known: Known) -> Iterator[Gap]:
    """Yield what is not told of groups that helps people to join."""
    hidden = [group for group in known.groups.values() if group.hidden]
    unasked = [group for group in hidden if group.finding_question is None]
    if unasked:
        yield Gap(
            table="groups",
            column="finding_question",
            missing=len(unasked),
            of=len(hidden),
            question="routes",
            loss="part",
            groups=len(unasked),
            subject="No finding question for",
            things="hidden groups",
            names=tuple(group.name for group in unasked),
            effect="what to ask so that people recognise themselves",
        )
    plain = [group for group in known.groups.values() if not group.barriers]
    if plain:
        yield Gap(
            table="groups",
            column="barriers",
            missing=len(plain),
            of=len(known.groups),
            question="routes",
            loss="detail",
            groups=len(plain),
            subject="No barriers for",
            things="groups",
            effect="what would help them to join",
        )


def _of_relationships(known: Known) -> Iterator[Gap]:
    """Yield what is not told of the links on the best ways, by the sheet they come from."""
    written = _written(known)
    assumed = {pair for pair, step in known.steps.items() if step.basis == "assumed"}
    found = known.snapshot.store.pair_asks(known.snapshot.day)
    asked = {*zip(found.from_, found.to, strict=True)}
    for column, subject, effect in (
        ("trust", "No trust for", "how well they work"),
        ("last_contact", "No day of the last contact for", "which of them have gone cold"),
        ("owner", "No owner for", "who in the team holds the relationship"),
        ("days", "No days for", "how long an introduction takes"),
        ("cost", "No cost for", "what an introduction costs"),
    ):
        for sheet in ("links", CONTACTS):
            pairs = [pair for pair, rows in written.items() if _could_tell(rows, sheet, column)]
            lacking = [
                pair
                for pair in pairs
                if all(getattr(row, column) is None for row in written[pair])
                and not (column == "trust" and pair not in assumed)
                and not (column == "last_contact" and pair in asked)
            ]
            if lacking:
                yield Gap(
                    table=sheet,
                    column=column,
                    missing=len(lacking),
                    of=len(pairs),
                    question="routes",
                    loss="detail",
                    groups=known.ways_by(lacking),
                    subject=subject,
                    things="links on the best ways",
                    effect=effect,
                )


def _written(known: Known) -> dict[tuple[str, str], list[Link]]:
    """Return the rows of each relationship on a best way that somebody wrote down."""
    rows: dict[tuple[str, str], list[Link]] = {}
    for link in known.map.links:
        if LINK_TYPES[link.type].derived:
            continue
        ends = [(link.from_, link.to)] + [(link.to, link.from_)] * link.both_ways
        for pair in ends:
            if pair in known.steps:
                rows.setdefault(pair, []).append(link)
    return rows


def _could_tell(rows: Sequence[Link], sheet: str, column: str) -> bool:
    """Return whether a sheet is where a column of a relationship would be filled in."""
    from_contacts = all(row.source == CONTACTS for row in rows)
    if column in {"last_contact", "owner"} and any(row.type in LAST_STEPS for row in rows):
        return False
    if not from_contacts:
        return sheet == "links"
    # A contact has no days and no cost, and its trust is the team's in the contact.
    told = rows[0].type == "KNOWS" and column in {"trust", "last_contact", "owner"}
    return sheet == CONTACTS and told


def _asks(known: Known) -> Iterator[Gap]:
    """Yield the ledger of asks, where nobody keeps it."""
    if known.best.routes and not known.sizes["asks"]:
        yield Gap(
            table="asks",
            question="routes",
            loss="detail",
            groups=len(known.best.routes),
            subject="No asks",
            effect="how often introductions have worked",
        )


def _capacity(known: Known) -> Iterator[Gap]:
    """Yield whoever is asked on the best ways without a limit that is known."""
    for table, things in (
        ("organisations", "organisations"),
        ("workers", "key workers"),
        ("champions", "champions"),
        ("channels", "channels"),
    ):
        asked = [node for node in _nodes(known, table) if node.id in known.on_the_way]
        unlimited = {node.id for node in asked if getattr(node, "capacity", None) is None}
        if unlimited:
            yield Gap(
                table=table,
                column="capacity",
                missing=len(unlimited),
                of=len(asked),
                question="routes",
                loss="detail",
                groups=known.ways_through(unlimited),
                subject="No capacity for",
                things=f"{things} on the best ways",
                effect="when they have been asked as often as they can manage",
            )


def _nodes(known: Known, table: str) -> Collection[Node]:
    nodes: Collection[Node] = getattr(known.map, table)
    return nodes
