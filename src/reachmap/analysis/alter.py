"""A map with somebody or something gone, added or weakened: what a what-if compares with."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reachmap.analysis.route_terms import ASKED_ON_THE_WAY
from reachmap.errors import InputError, shown
from reachmap.model.content import Content
from reachmap.model.derived import all_links
from reachmap.model.links import LINK_TYPES, Link
from reachmap.model.nodes import Node
from reachmap.model.stakeholders import StakeholderMap
from reachmap.model.tables import NODE_TABLES

LinkKey = tuple[str, str, str]
"""Where a link starts, its type, where it leads: ids or unambiguous names."""

ENDS = (*ASKED_ON_THE_WAY, "group")


@dataclass(frozen=True, slots=True)
class Altered:
    """A map after some changes.

    Attributes
    ----------
    outline
        The map without links that are removed and with what is added; a node that is
        removed still stands in it.
    removed
        Ids of the nodes that are removed.
    weakened
        By the ids of both ends of a relationship, the chance it is weakened to.
    changes
        Each change in words.
    """

    outline: StakeholderMap
    removed: frozenset[str]
    weakened: Mapping[tuple[str, str], float]
    changes: tuple[str, ...]


def altered(
    outline: StakeholderMap,
    *,
    remove: Collection[str | LinkKey] = (),
    add: Collection[Node | Link] = (),
    weaken: Mapping[LinkKey, float] | None = None,
) -> Altered:
    """Return a map after some changes; the map itself stays as it is.

    Parameters
    ----------
    outline
        The map.
    remove
        Ids or names of nodes, and links as (from, type, to).
    add
        Nodes and links that the map does not have.
    weaken
        Links as (from, type, to), and the chance that their relationship is left with.

    Returns
    -------
    Altered

    Raises
    ------
    UnknownNode
        If nothing goes by one of the names.
    InputError
        If there is no such link, or a chance lies outside (0, 1].
    InvalidMap
        If what is added breaks a rule of maps.
    """
    names = (remove,) if isinstance(remove, str) else tuple(remove)
    nodes = [outline.find(each, kinds=ASKED_ON_THE_WAY) for each in names if isinstance(each, str)]
    links = [_known_link(outline, each) for each in names if not isinstance(each, str)]
    chances = {_known_link(outline, key): value for key, value in (weaken or {}).items()}
    for key, value in chances.items():
        _check_chance(outline, key, value)
    changed = _with(_without(outline, links), tuple(add))
    return Altered(
        outline=changed,
        removed=frozenset(nodes),
        weakened={(from_, to): float(value) for (from_, _, to), value in chances.items()},
        changes=(
            *(f"{outline.node(id_).name} is gone" for id_ in nodes),
            *(f"{_told(outline, key)} no longer" for key in links),
            *(f"{_told(outline, key)} less surely" for key in chances),
            *(_told_added(changed, each) for each in add),
        ),
    )


def _check_chance(outline: StakeholderMap, key: LinkKey, value: object) -> None:
    """Refuse what is no chance above 0 and at most 1."""
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if not number or not 0 < float(str(value)) <= 1:
        what = f"{_told(outline, key)} is weakened to a chance above 0 and at most 1"
        message = f"{what}, not {shown(str(value))}"
        raise InputError(message)


def _known_link(outline: StakeholderMap, key: Any) -> LinkKey:  # noqa: ANN401  whatever was given
    """Return a link by the ids of its ends, if the map has it."""
    parts = tuple(key) if isinstance(key, tuple | list) else ()
    if tuple(map(type, parts)) != (str, str, str):
        message = f"a link is (from, type, to), not {shown(str(key))}"
        raise InputError(message)
    from_, type_, to = parts
    ends = (outline.find(from_, kinds=ENDS), outline.find(to, kinds=ENDS))
    known = {
        link.type
        for link in all_links(outline)
        if (link.from_, link.to) == ends or (link.both_ways and (link.to, link.from_) == ends)
    }
    if type_ not in known:
        told = f"between them there is {', '.join(sorted(known))}" if known else "there is none"
        message = f"no link {type_} leads from {shown(from_)} to {shown(to)}: {told}"
        raise InputError(message)
    return ends[0], type_, ends[1]


def _without(outline: StakeholderMap, links: Sequence[LinkKey]) -> StakeholderMap:
    """Return a map without some links, and without the fields that give the derived ones."""
    if not links:
        return outline
    gone = set(links)
    tables = outline.as_tables()
    tables["links"] = tuple(each for link in outline.links for each in _kept(link, gone))
    fields = {"EMPLOYS": "organisation", "SUPPORTS": "supported_by", "RUNS": "run_by"}
    for table in ("workers", "champions", "channels"):
        rows: list[Any] = []
        for row in getattr(outline, table):
            blank: dict[str, Any] = {
                fields[type_]: None
                for from_, type_, to in gone
                if to == row.id and type_ in fields and getattr(row, fields[type_], None) == from_
            }
            left = {to for from_, type_, to in gone if from_ == row.id and type_ == "BELONGS_TO"}
            if left:
                blank["groups"] = tuple(group for group in row.groups if group not in left)
            rows.append(row.model_copy(update=blank) if blank else row)
        tables[table] = tuple(rows)
    return StakeholderMap.sealed(Content(**tables))  # type: ignore[arg-type]  # by table name


def _kept(link: Link, gone: set[LinkKey]) -> tuple[Link, ...]:
    """Return what is left of a link, of which one direction may be removed."""
    onward = (link.from_, link.type, link.to) not in gone
    back = link.both_ways and (link.to, link.type, link.from_) not in gone
    if onward and back == link.both_ways:
        return (link,)
    one_way = link.model_copy(update={"both_ways": False})
    if onward:
        return (one_way,)
    return (one_way.model_copy(update={"from_": link.to, "to": link.from_}),) if back else ()


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
            message = f"nodes of the trust network and links can be added, not {shown(str(each))}"
            raise InputError(message)
        tables[table] = (*tables[table], each)
    return StakeholderMap(**tables)


def _told(outline: StakeholderMap, key: LinkKey) -> str:
    """Return a link in words."""
    from_, type_, to = key
    meaning = LINK_TYPES[type_].meaning if type_ in LINK_TYPES else type_
    return f"{outline.node(from_).name} {meaning} {outline.node(to).name}"


def _told_added(outline: StakeholderMap, each: Node | Link) -> str:
    if isinstance(each, Link):
        return f"{_told(outline, (each.from_, each.type, each.to))}, newly"
    return f"{each.name} is there, newly"
