"""A map with nodes or links gone, added or weakened: what a what-if compares with."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from reachmap.analysis.routes.search import ASKED_ON_THE_WAY
from reachmap.errors import InputError, quoted
from reachmap.model.content import Content
from reachmap.model.derived import all_links
from reachmap.model.links import LINK_TYPES, Link
from reachmap.model.nodes import Node
from reachmap.model.spelling import nearest
from reachmap.model.stakeholders import StakeholderMap
from reachmap.model.tables import NODE_TABLES

LinkName = tuple[str, str, str]
"""From, type, to: ids or unambiguous names, and the type between them."""

ENDS = (*ASKED_ON_THE_WAY, "group")
"""Kinds of node of the network of introductions."""


@dataclass(frozen=True, slots=True)
class Altered:
    """A map after some changes."""

    outline: StakeholderMap
    """The map without removed links, with what is added; a removed node is still in it."""
    removed: frozenset[str]
    """Ids of the nodes that are removed."""
    weakened: Mapping[tuple[str, str], float]
    """By the ids of both ends of a relationship, the chance it is weakened to."""
    changes: tuple[str, ...]
    """Each change in words."""


def altered(
    outline: StakeholderMap,
    *,
    remove: Collection[str | LinkName] = (),
    add: Collection[Node | Link] = (),
    weaken: Mapping[LinkName, float] | None = None,
) -> Altered:
    """Return a map after some changes; the map itself stays as it is."""
    names = listed_names(remove)
    nodes = [outline.find(each, kinds=ASKED_ON_THE_WAY) for each in names if isinstance(each, str)]
    links = links_named(outline, [_link(each) for each in names if not isinstance(each, str)])
    weaker = weaken or {}
    chances = dict(zip(links_named(outline, map(_link, weaker)), weaker.values(), strict=True))
    for key, value in chances.items():
        _check_chance(outline, key, value)
    changed = _with(without_links(outline, links) if links else outline, tuple(add))
    return Altered(
        outline=changed,
        removed=frozenset(nodes),
        weakened={(from_, to): float(value) for (from_, _, to), value in chances.items()},
        changes=(
            *(f"{outline.node(id_).name} is gone" for id_ in nodes),
            *(f"{_link_words(outline, key)} no longer" for key in links),
            *(f"{_link_words(outline, key)} less surely" for key in chances),
            *(_added_words(changed, each) for each in add),
        ),
    )


def listed_names(names: str | Collection[str | LinkName]) -> tuple[str | LinkName, ...]:
    """Return what nodes and links are named by; of one name, or of one link, that alone.

    Examples
    --------
    >>> listed_names(("hub", "KNOWS", "team")), listed_names(["hub", "team"])
    ((('hub', 'KNOWS', 'team'),), ('hub', 'team'))
    """
    match names:
        case str():
            return (names,)
        case tuple((str(from_), str(type_), str(to))) if type_ in LINK_TYPES:
            return ((from_, type_, to),)
    return tuple(names)


def _link(name: Any) -> LinkName:  # noqa: ANN401  whatever a caller passes
    """Return what names a link; refuse what cannot."""
    parts = tuple(name) if isinstance(name, tuple | list) else ()
    if tuple(map(type, parts)) != (str, str, str):
        message = f"a link is (from, type, to), not {quoted(str(name))}"
        raise InputError(message)
    return parts[0], parts[1], parts[2]


def _check_chance(outline: StakeholderMap, key: LinkName, value: object) -> None:
    """Refuse what is no chance above 0 and at most 1."""
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if not number or not 0 < float(str(value)) <= 1:
        what = f"{_link_words(outline, key)} is weakened to a chance above 0 and at most 1"
        message = f"{what}, not {quoted(str(value))}"
        raise InputError(message)


def _with(outline: StakeholderMap, added: Sequence[Node | Link]) -> StakeholderMap:
    """Return a map with nodes and links added, checked as any map is."""
    if not added:
        return outline
    tables: dict[str, Any] = dict(outline.as_tables())
    for each in added:
        if isinstance(each, Link):
            table = "links"
        elif each.kind in ENDS:
            table = NODE_TABLES[each.kind]
        else:
            message = f"nodes of the trust network and links can be added, not {quoted(str(each))}"
            raise InputError(message)
        tables[table] = (*tables[table], each)
    return StakeholderMap(**tables)


def _link_words(outline: StakeholderMap, key: LinkName) -> str:
    """Return a link in words."""
    from_, link_type, to = key
    link_meaning = LINK_TYPES[link_type].meaning if link_type in LINK_TYPES else link_type
    return f"{outline.node(from_).name} {link_meaning} {outline.node(to).name}"


def _added_words(outline: StakeholderMap, each: Node | Link) -> str:
    """Return what is added in words."""
    if isinstance(each, Link):
        return f"{_link_words(outline, (each.from_, each.type, each.to))} from now on"
    return f"{each.name} is added"


def links_named(outline: StakeholderMap, names: Iterable[LinkName]) -> tuple[LinkName, ...]:
    """Return (from, type, to) of links, by ids, checked."""
    asked = [*names]
    listed = all_links(outline) if asked else ()
    known = {pair for link in listed for pair in _directions(link)}
    links = []
    for from_, link_type, to in asked:
        if link_type not in LINK_TYPES:
            near = ", ".join(nearest(link_type, [*LINK_TYPES])) or ", ".join(LINK_TYPES)
            message = f"there is no type of link {quoted(link_type)}; the nearest: {near}"
            raise InputError(message)
        link = (outline.find(from_), link_type, outline.find(to))
        if link not in known:
            same = sorted(k for k in known if link[0] in (k[0], k[2]) and link[2] in (k[0], k[2]))
            same = same or sorted(k for k in known if k[0] == link[0])
            near = "; ".join(" ".join(each) for each in same[:3])
            hint = f"; there is {near}" if near else ""
            message = f"there is no link {link[0]} {link_type} {link[2]}{hint}"
            raise InputError(message)
        links.append(link)
    return tuple(links)


def without_links(outline: StakeholderMap, links: Collection[LinkName]) -> StakeholderMap:
    """Return a map without some links, wherever they are recorded.

    One direction of a link of both ways leaves the other. A derived link goes with the field
    that gives it. Links of other types between the same two stay.
    """
    gone = set(links)
    tables: dict[str, Any] = dict(outline.as_tables())
    tables["links"] = tuple(rest for link in outline.links for rest in _left(link, gone))
    for table, field, link_type in (
        ("workers", "organisation", "EMPLOYS"),
        ("champions", "supported_by", "SUPPORTS"),
        ("channels", "run_by", "RUNS"),
    ):
        tables[table] = tuple(
            node.model_copy(update={field: None})
            if (getattr(node, field), link_type, node.id) in gone
            else node
            for node in tables[table]
        )
    tables["champions"] = tuple(
        each.model_copy(
            update={
                "groups": tuple(g for g in each.groups if (each.id, "BELONGS_TO", g) not in gone)
            }
        )
        for each in tables["champions"]
    )
    return StakeholderMap.sealed(replace(Content(), **tables))


def _directions(link: Link) -> Iterator[LinkName]:
    yield link.from_, link.type, link.to
    if link.both_ways:
        yield link.to, link.type, link.from_


def _left(link: Link, gone: Collection[LinkName]) -> Iterator[Link]:
    """Yield what is left of a row once some links are gone."""
    left = [each for each in _directions(link) if each not in gone]
    if len(left) == 1 + link.both_ways:
        yield link
    elif left:
        from_, _, to = left[0]
        yield link.model_copy(update={"from_": from_, "to": to, "both_ways": False})
