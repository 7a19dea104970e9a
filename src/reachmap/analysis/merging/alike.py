"""Nodes of two maps that may be one: their names read the same, or nearly so."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import product
from typing import Literal, NamedTuple

from reachmap.model.content import Content
from reachmap.model.derived import all_links
from reachmap.model.nodes import Activity, KeyWorker, Node
from reachmap.model.spelling import LONGEST, Spellings
from reachmap.model.tables import NODE_TABLES
from reachmap.model.texts import slug

NEARLY = 0.85
"""Least likeness of two names, in (0, 1], that is asked about."""

WITH_GROUPS = 0.7
"""The same where both have to do with the same group."""

RARE = 3
"""Most names of a map with a word by which they are compared with others."""

Why = Literal["same", "near", "groups"]
"""Why two nodes may be one: by their names, or by nearly their names and by their groups."""


class Pair(NamedTuple):
    """Two nodes of different maps that may be one."""

    table: str
    first: Node
    second: Node
    why: Why
    groups: tuple[str, ...] = ()
    """Names of the groups that both have to do with."""


class Alike(NamedTuple):
    """The nodes that may be one, and whether every name was compared."""

    pairs: tuple[Pair, ...]
    is_complete: bool


def alike(first_map: Content, second_map: Content) -> Alike:
    """Return the nodes of two maps that have different ids and may be one, in order."""
    sides = (_Side(first_map), _Side(second_map))
    pairs: list[Pair] = []
    is_complete = True
    for table in NODE_TABLES.values():
        ours, theirs = _apart(first_map, second_map, table)
        candidates = {(one.id, other.id): (one, other) for one, other in _folded(ours, theirs)}
        if table != "voices":  # pseudonyms are alike by chance
            spelt = (_Spelt(ours), _Spelt(theirs))
            candidates |= {(a.id, b.id): (a, b) for a, b in _with_a_rare_word(ours, theirs)}
            candidates |= {(a.id, b.id): (a, b) for b in theirs for a in spelt[0].near(b)}
            candidates |= {(a.id, b.id): (a, b) for a in ours for b in spelt[1].near(a)}
            is_complete &= not any(each.is_spent for each in spelt)
        for one, other in candidates.values():
            why = _why(one, other, sides)
            if why is not None and _is_likely(one, other, sides):
                pairs.append(Pair(table, one, other, why, _shared(one, other, sides)))
    pairs.sort(key=lambda each: (each.table, each.first.id, each.second.id))
    return Alike(tuple(pairs), is_complete)


class _Side:
    """What tells the nodes of one map apart, by their ids."""

    def __init__(self, one_map: Content) -> None:
        self.bodies = {body.id: body.name for body in one_map.organisations}
        self.groups = _groups_of(one_map)

    def employer(self, worker: KeyWorker) -> str:
        """Return the name of the organisation that employs a worker; blank where not known."""
        return self.bodies.get(worker.organisation or "", "")


Sides = tuple[_Side, _Side]


def _apart(first_map: Content, second_map: Content, table: str) -> tuple[list[Node], list[Node]]:
    """Return the nodes of a table of each map whose id the other does not have."""
    ours, theirs = getattr(first_map, table), getattr(second_map, table)
    known = ({node.id for node in ours}, {node.id for node in theirs})
    return (
        [node for node in ours if node.id not in known[1]],
        [node for node in theirs if node.id not in known[0]],
    )


def _folded(ours: Sequence[Node], theirs: Sequence[Node]) -> Iterator[tuple[Node, Node]]:
    """Yield the nodes whose names make the same id."""
    nodes_named: defaultdict[str, list[Node]] = defaultdict(list)
    for node in theirs:
        nodes_named[slug(node.name)].append(node)
    for node in ours:
        yield from ((node, other) for other in nodes_named.get(slug(node.name), ()))


def _with_a_rare_word(ours: Sequence[Node], theirs: Sequence[Node]) -> Iterator[tuple[Node, Node]]:
    """Yield the nodes whose names share a word that few names of either map have."""
    words = [_by_word(ours), _by_word(theirs)]
    for word in words[0].keys() & words[1].keys():
        if max(len(each[word]) for each in words) <= RARE:
            yield from product(words[0][word], words[1][word])


def _by_word(nodes: Sequence[Node]) -> Mapping[str, list[Node]]:
    nodes_named: defaultdict[str, list[Node]] = defaultdict(list)
    for node in nodes:
        for word in {*slug(node.name)[:LONGEST].split("-")}:
            nodes_named[word].append(node)
    return nodes_named


class _Spelt:
    """Nodes by their names, to look for those with nearly a name."""

    def __init__(self, nodes: Sequence[Node]) -> None:
        self._named: defaultdict[str, list[Node]] = defaultdict(list)
        for node in nodes:
            self._named[node.name.casefold()].append(node)
        self._spellings = Spellings(node.name for node in nodes)

    @property
    def is_spent(self) -> bool:
        """Whether so many names were compared that the rest was not."""
        return self._spellings.is_spent

    def near(self, node: Node) -> Iterator[Node]:
        """Yield the nodes with a name that is like that of another."""
        for name in self._spellings.nearest(node.name):
            yield from self._named[name.casefold()]


def _why(one: Node, other: Node, sides: Sides) -> Why | None:
    """Return why two nodes may be one by their names, if they may."""
    names = slug(one.name), slug(other.name)
    if names[0] == names[1]:
        return "same"
    if _digits(names[0]) != _digits(names[1]):
        return None
    likeness = _likeness(*names)
    if likeness >= NEARLY:
        return "near"
    return "groups" if likeness >= WITH_GROUPS and _shared(one, other, sides) else None


def _shared(one: Node, other: Node, sides: Sides) -> tuple[str, ...]:
    """Return the names of the groups that both have to do with."""
    return tuple(sorted(sides[0].groups.get(one.id, set()) & sides[1].groups.get(other.id, set())))


def _likeness(one: str, other: str) -> float:
    """Return how like the beginnings of two names are, whichever comes first."""
    names = one[:LONGEST], other[:LONGEST]
    return max(SequenceMatcher(None, *pair).ratio() for pair in (names, names[::-1]))


def _digits(name: str) -> list[str]:
    return [character for character in name if character.isdigit()]


def _is_likely(one: Node, other: Node, sides: Sides) -> bool:
    """Return whether nothing else on record tells two nodes apart: the day, or the employer."""
    if isinstance(one, Activity) and isinstance(other, Activity):
        return one.date == other.date or None in (one.date, other.date)
    if isinstance(one, KeyWorker) and isinstance(other, KeyWorker):
        names = slug(sides[0].employer(one)), slug(sides[1].employer(other))
        return "" in names or _likeness(*names) >= NEARLY
    return True


def _groups_of(one_map: Content) -> Mapping[str, set[str]]:
    """Return the names of the groups that each node has to do with, by its id."""
    names = {group.id: group.name for group in one_map.groups}
    groups: defaultdict[str, set[str]] = defaultdict(set)
    for link in all_links(one_map):
        if link.to in names:
            groups[link.from_].add(names[link.to])
    for activity in one_map.activities:
        groups[activity.id] |= {names[each] for each in activity.groups}
    return groups
