"""The rules that look at several tables at once: links, teams, cycles and counts."""

import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from operator import attrgetter, eq

from reachmap.errors import quoted, shortened
from reachmap.model.contact_details import contact_details
from reachmap.model.content import Content
from reachmap.model.derived import derived_links
from reachmap.model.distinct import KINDS as APART
from reachmap.model.far_days import counted_ahead, far_days, lone_days, told_before
from reachmap.model.fields import column_name
from reachmap.model.head_counts import counts, head_counts, uninvited
from reachmap.model.hierarchy import MOST_LEVELS, chains, rings
from reachmap.model.links import LINK_TYPES
from reachmap.model.near_names import MOST_NAMES, near_pairs
from reachmap.model.nodes import KeyWorker, Node
from reachmap.model.own import OWN, START, own_cells
from reachmap.model.rules import Fault, Names, keys, references
from reachmap.model.summing import FewOfEach, kind_of, without_figures
from reachmap.model.tables import NODE_TABLES, RESERVED, TABLES
from reachmap.model.texts import folded
from reachmap.model.vague_names import joined, vague_names
from reachmap.words import NAMED


def teams(content: Content, names: Names) -> Iterator[Fault]:
    """At least one organisation asks, and `about.team` is one of them."""
    asking = {body.id for body in content.organisations if body.team}
    named = content.about.team
    if not asking and not names.also.get("team") and "organisation" not in names.lost:
        message = "no organisation is the team that asks"
        remedy = "Name it under 'team' in about"
        yield Fault("about", None, "team", None, message, remedy)
    elif named and named in names.of("organisation") and named not in asking:
        message = f"about names {quoted(named)} as the team, but its row does not say so"
        yield Fault("about", 0, "team", named, message, "Put true under 'team' in its row")


def link_ends(content: Content, names: Names) -> Iterator[Fault]:
    """Each link joins kinds that its type allows, and two different nodes."""
    kind_of_id = names.kinds
    from_, types, to, both_ways = (
        [*map(attrgetter(name), content.links)] for name in ("from_", "type", "to", "both_ways")
    )
    odd = any(both and type_ != "KNOWS" for type_, both in {*zip(types, both_ways, strict=True)})
    if not odd and all_fit(from_, types, to, kind_of_id):
        return
    for row, link in enumerate(content.links):
        spec = LINK_TYPES[link.type]
        for column, value, kinds in (("from", link.from_, spec.tails), ("to", link.to, spec.heads)):
            kind = kind_of_id.get(value)
            if kind is not None and kind not in kinds:
                message = (
                    f"{link.type} leads from {' or '.join(spec.tails)} to {' or '.join(spec.heads)}"
                )
                message += f"; {quoted(value)} is a {kind}"
                remedy = "Choose the type that fits the two, or correct the id"
                yield Fault("links", row, column, value, message, remedy)
        if link.from_ == link.to:
            message = f"{quoted(link.to)} is linked to itself"
            yield Fault("links", row, "to", link.to, message, "Name another, or delete the row")
        if link.both_ways and link.type != "KNOWS":
            message = f"both_ways is for KNOWS alone; this is {link.type}"
            yield Fault("links", row, "both_ways", "true", message, "Leave both_ways blank")


def all_fit(
    from_: Sequence[str],
    types: Sequence[str],
    to: Sequence[str],
    kind_of_id: Mapping[str, str],
) -> bool:
    """Return whether each of many links fits its two ends, seen by the few kinds that there are.

    An end that is not known fits.
    """
    ends = (map(kind_of_id.get, ids) for ids in (from_, to))
    return not any(map(eq, from_, to)) and all(
        tail in (None, *LINK_TYPES[type_].tails) and head in (None, *LINK_TYPES[type_].heads)
        for type_, tail, head in {*zip(types, *ends, strict=True)}
    )


def annotations(content: Content, names: Names) -> Iterator[Fault]:
    """Each row of a derived type annotates a pair that the fields already imply."""
    types = [*map(attrgetter("type"), content.links)]
    rows = [row for row, type_ in enumerate(types) if LINK_TYPES[type_].derived]
    written = {content.links[row].key[:3] for row in rows}
    derived = written.intersection(derived_links(content)) if written else written
    known = {kind for kind, ids in names.also.items() if ids} | names.lost
    for row in rows:
        link = content.links[row]
        spec = LINK_TYPES[link.type]
        if (link.from_, link.type, link.to) not in derived:
            if known.intersection((*spec.tails, *spec.heads)):
                continue
            message = f"no record gives {link.type} from {quoted(link.from_)} to {quoted(link.to)}"
            yield Fault(
                "links",
                row,
                "type",
                link.type,
                message,
                f"Fill in {spec.field}, or delete this row",
            )


def cycles(content: Content, names: Names) -> Iterator[Fault]:
    """No group is part of itself, however far round, and none is part of too many in a row."""
    del names
    others = {g.id: [part for part in g.part_of if part != g.id] for g in content.groups}
    wider = {group: parts for group, parts in others.items() if parts}
    row_of = {group.id: row for row, group in enumerate(content.groups)}
    circles = rings(wider)
    for ring in circles:
        message = f"groups are part of each other in a ring: {_chain([*ring, ring[0]])}"
        remedy = "Clear 'part_of' in groups for one of the ring"
        yield Fault("groups", row_of[ring[0]], "part_of", ring[0], message, remedy)
    for chain in [] if circles else chains(wider, most=MOST_LEVELS):
        message = f"more than {MOST_LEVELS} groups are each part of the next: {_chain(chain)}"
        remedy = "Leave out those in between"
        yield Fault("groups", row_of[chain[0]], "part_of", chain[1], message, remedy)


def _chain(ids: Sequence[str]) -> str:
    """Return groups of which each is part of the next; of many, the first few and the last."""
    if len(ids) <= 2 * NAMED:
        return " > ".join(map(shortened, ids))
    return f"{_chain(ids[:NAMED])} > {len(ids) - NAMED - 1:,} more > {shortened(ids[-1])}"


def populations(content: Content, names: Names) -> Iterator[Fault]:
    """Each population is above zero and within that of the area, or of the map's subject."""
    del names
    subject = next((g for g in content.groups if g.id == content.about.subject), None)
    whole = subject.population if subject else None
    area = content.about.area_population
    if area == 0:
        yield Fault(
            "about",
            0,
            "area_population",
            "0",
            "the area has no people",
            "Give its population, or leave it blank",
        )
    for row, group in enumerate(content.groups):
        if group.population == 0:
            message, remedy = "the group has no people", "Give its population, or leave it blank"
            yield Fault("groups", row, "population", "0", message, remedy)
        elif group.population and area and group.population > area:
            message = f"the group has more people than the area ({area})"
            remedy = "Correct it, or 'area_population' in about"
            yield Fault("groups", row, "population", str(group.population), message, remedy)
        elif group.population and whole and group.population > whole:
            about = f"the {whole} of {quoted(content.about.subject or '')}"
            message = f"the group has more people than {about}, whom the map is about"
            remedy = "Give how many of them are of the group, or clear 'subject' in about"
            yield Fault("groups", row, "population", str(group.population), message, remedy)


def future(content: Content, names: Names) -> Iterator[Fault]:
    """Attendance is of activities that have taken place."""
    del names
    if not len(content.attendance):
        return
    limit = min(content.about.day(), date.today())  # noqa: DTZ011  a planner's own day
    planned = {a.id: a.date for a in content.activities if a.date and a.date > limit}
    attendance = content.attendance
    origins = attendance.origins("activity") if planned else []
    for activity, rows in zip(attendance.categories("activity"), origins, strict=False):
        if activity in planned:
            for row in rows.tolist():
                message = f"{quoted(activity)} takes place on {planned[activity]}, after {limit}"
                remedy = "Correct the date of the activity or 'as_of' in about"
                yield Fault("attendance", row, "activity", activity, message, remedy)


def lookalikes(content: Content, names: Names) -> Iterator[Fault]:
    """Ids that differ only in case or look alike are worth a second look."""
    del names
    seen: dict[str, tuple[str, str, int]] = {}
    for table in NODE_TABLES.values():
        for row, node in enumerate(getattr(content, table)):
            plain = _plain(node.id)
            other = seen.setdefault(plain, (node.id, table, row))
            if other[0] != node.id:
                message = f"{quoted(node.id)} looks like {quoted(other[0])} in {{other}}"
                remedy = "If they are the same, keep one; if not, choose ids that differ more"
                yield Fault(table, row, "id", node.id, message, remedy, "warning", other[1:])


def shared_names(content: Content, names: Names) -> Iterator[Fault]:
    """One name of several things is worth a second look."""
    del names
    first: dict[str, tuple[Node, str, int]] = {}
    for table in (NODE_TABLES[kind] for kind in APART):
        for row, node in enumerate(getattr(content, table)):
            other = first.setdefault(folded(node.name), (node, table, row))
            if other[0].id != node.id:
                both = _both(node, other[0])
                message = f"{quoted(node.name)} is the name of {both}, the other in {{other}}"
                remedy = "Nothing to do if they are two: answers tell them apart; if one, keep one"
                yield Fault(table, row, "name", node.name, message, remedy, "warning", other[1:])


def _both(node: Node, other: Node) -> str:
    """Return what two records are, in words."""
    if node.kind == other.kind:
        return f"two {NODE_TABLES[node.kind]}"
    return " and of ".join(
        f"{'an' if each.kind.startswith(VOWELS) else 'a'} {each.kind}" for each in (node, other)
    )


VOWELS = ("a", "o")
"""First letters of kinds that take "an"."""


def near_names(content: Content, names: Names) -> Iterator[Fault]:
    """Names of one table that nearly read the same are worth a second look."""
    del names
    area = content.about.area or ""
    for table in (NODE_TABLES[kind] for kind in APART):
        nodes: Sequence[Node] = getattr(content, table)
        for row, other in near_pairs([node.name for node in nodes], area=area):
            is_twice = nodes[row].id == nodes[other].id  # an error, which `keys` has
            if not is_twice and _employer(nodes[row]) == _employer(nodes[other]):
                name, near = quoted(nodes[row].name), quoted(nodes[other].name)
                message = f"{name} comes near {near} in {{other}}"
                remedy = f"Nothing to do if they are two; if they are one, use {near} for both"
                there = (table, other)
                yield Fault(table, row, "name", None, message, remedy, "warning", there)
        if len(nodes) > MOST_NAMES:
            message = f"only the first {MOST_NAMES:,} names were compared for slips of spelling"
            yield Fault(
                table, MOST_NAMES, "name", None, message, "Nothing to do", "warning", kind="made"
            )


def _employer(node: Node) -> str | None:
    return node.organisation if isinstance(node, KeyWorker) else None


def _plain(text: str) -> str:
    if text.isascii():
        return text.casefold().translate(_ALIKE)
    folded = unicodedata.normalize("NFKD", text).casefold()
    return "".join(c for c in folded if not unicodedata.combining(c)).translate(_ALIKE)


# Cyrillic letters that look like Latin ones, by their code points.
_CYRILLIC = {0x430: "a", 0x435: "e", 0x43E: "o", 0x440: "p", 0x441: "c", 0x445: "x", 0x456: "i"}
_ALIKE = str.maketrans({"_": "-", " ": "-"}) | _CYRILLIC


def sources(content: Content, names: Names) -> Iterator[Fault]:
    """Several sources may give one link; where they differ, the lowest counts."""
    del names
    if len({*map(attrgetter("from_", "type", "to"), content.links)}) == len(content.links):
        return
    trust = content.assumptions.trust.levels
    first: dict[tuple[str, str, str], tuple[int, float | None]] = {}
    for row, link in enumerate(content.links):
        prior = link.chance if link.chance is not None else link.trust and trust[link.trust - 1]
        other_row, other = first.setdefault((link.from_, link.type, link.to), (row, prior))
        if other_row != row and other != prior:
            message = "another source, in {other}, rates this link differently"
            remedy = "The lower counts; delete a row to settle it"
            there = ("links", other_row)
            yield Fault("links", row, "source", link.source, message, remedy, "warning", there)


def own_columns(content: Content, names: Names) -> Iterator[Fault]:
    """Each column of people's own is known for one, and no other of its table is called so."""
    del names
    listed = content.about.own_columns
    for table, spec in TABLES.items():
        if OWN not in spec.record.model_fields:
            continue
        fields = spec.record.model_fields.items()
        taken = {*RESERVED, *(column_name(name, field) for name, field in fields)}
        for row, record in enumerate(getattr(content, table)):
            for heading in own_cells(record.own) if record.own else ():
                if heading in taken:
                    message = f"{quoted(heading)} is no heading of your own in {table}"
                    yield Fault(table, row, heading, None, message, "Call it otherwise")
                elif not heading.startswith(START) and heading not in listed:
                    message = f"{quoted(heading)} is not known for a heading of your own"
                    remedy = f"Begin it with {START}, or list it under 'own_columns' in about"
                    yield Fault(table, row, heading, None, message, remedy)


def contradictions(content: Content, names: Names) -> Iterator[Fault]:
    """Experience that has ended and is current at once is worth a second look."""
    del names
    for table in ("champions", "voices"):
        for row, person in enumerate(getattr(content, table)):
            if (
                person.lived_until
                and person.lived_experience == "current"
                and person.lived_until < content.about.day()
            ):
                message = f"experience is 'current' but ended on {person.lived_until}"
                remedy = "Correct the one or the other; the date counts"
                yield Fault(
                    table, row, "lived_until", str(person.lived_until), message, remedy, "warning"
                )


Rule = Callable[[Content, Names], Iterator[Fault]]

RULES: tuple[Rule, ...] = (
    keys,
    references,
    teams,
    link_ends,
    annotations,
    cycles,
    populations,
    counts,
    head_counts,
    future,
    lookalikes,
    shared_names,
    near_names,
    sources,
    own_columns,
    contact_details,
    contradictions,
    far_days,
    lone_days,
    told_before,
    counted_ahead,
    uninvited,
    vague_names,
    joined,
)
"""Every rule of a map; a new one is a function added here."""

SLIPS: frozenset[Rule] = frozenset(
    {
        *(lookalikes, near_names, vague_names, joined, contradictions),
        *(far_days, lone_days, told_before, counted_ahead, uninvited),
    }
)
"""Rules that tell of what is probably a slip."""

OF_DAYS: frozenset[Rule] = frozenset({future, contradictions, far_days, counted_ahead})
"""Rules that need the day of the map."""

ONLY_WARN = frozenset({shared_names, sources, *SLIPS})
"""Rules of which a map may break any and be a map."""


ONLY_REFUSE: frozenset[Rule] = frozenset(
    {keys, references, teams, link_ends, annotations, cycles, own_columns}
)
"""Rules that never warn: who breaks one has no map."""


def warnings(content: Content) -> list[Fault]:
    """Return the warnings of a map: `faults` without its errors."""
    rules = [rule for rule in RULES if rule not in ONLY_REFUSE]
    return [fault for fault in faults(content, rules=rules) if fault.severity == "warning"]


def errors(content: Content, names: Names | None = None) -> list[Fault]:
    """Return the faults that keep tables from being a map: `faults` without its warnings."""
    return faults(content, names, rules=[rule for rule in RULES if rule not in ONLY_WARN])


def faults(
    content: Content, names: Names | None = None, *, rules: Sequence[Rule] = RULES
) -> list[Fault]:
    """Return every fault of the tables of a map; the first few of each kind, with how many more."""
    known = names or Names(content)
    few: FewOfEach[Fault] = FewOfEach()
    for rule in rules:
        for each in rule(content, known):
            fault = each._replace(kind=each.kind or "slip") if rule in SLIPS else each
            words = (kind_of(fault.message), without_figures(fault.remedy))
            few.add((fault.severity, fault.table, fault.column, *words), fault)
    return [
        each
        for kind, more, rows in few
        for each in (*kind[:-1], kind[-1]._replace(more=more, rows=(*kind[-1].rows, *rows)))
    ]
