"""A map with somebody or something gone, added or weakened: what a what-if compares with."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reachmap.analysis.changes import LinkName, links_named, without_links
from reachmap.analysis.routes.search import ASKED_ON_THE_WAY
from reachmap.errors import InputError, quoted
from reachmap.model.links import LINK_TYPES, Link
from reachmap.model.nodes import Node
from reachmap.model.stakeholders import StakeholderMap
from reachmap.model.tables import NODE_TABLES

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
    remove: Collection[str | LinkName] = (),
    add: Collection[Node | Link] = (),
    weaken: Mapping[LinkName, float] | None = None,
) -> Altered:
    """Return a map after some changes; the map itself stays as it is."""
    names = (remove,) if isinstance(remove, str) else tuple(remove)
    nodes = [outline.find(each, kinds=ASKED_ON_THE_WAY) for each in names if isinstance(each, str)]
    links = links_named(outline, [_link(each) for each in names if not isinstance(each, str)])
    given = weaken or {}
    chances = dict(zip(links_named(outline, map(_link, given)), given.values(), strict=True))
    for key, value in chances.items():
        _check_chance(outline, key, value)
    changed = _with(without_links(outline, links) if links else outline, tuple(add))
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


def _link(given: Any) -> LinkName:  # noqa: ANN401  whatever was given
    """Return what names a link; refuse what cannot."""
    parts = tuple(given) if isinstance(given, tuple | list) else ()
    if tuple(map(type, parts)) != (str, str, str):
        message = f"a link is (from, type, to), not {quoted(str(given))}"
        raise InputError(message)
    return parts[0], parts[1], parts[2]


def _check_chance(outline: StakeholderMap, key: LinkName, value: object) -> None:
    """Refuse what is no chance above 0 and at most 1."""
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if not number or not 0 < float(str(value)) <= 1:
        what = f"{_told(outline, key)} is weakened to a chance above 0 and at most 1"
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


def _told(outline: StakeholderMap, key: LinkName) -> str:
    """Return a link in words."""
    from_, type_, to = key
    meaning = LINK_TYPES[type_].meaning if type_ in LINK_TYPES else type_
    return f"{outline.node(from_).name} {meaning} {outline.node(to).name}"


def _told_added(outline: StakeholderMap, each: Node | Link) -> str:
    if isinstance(each, Link):
        return f"{_told(outline, (each.from_, each.type, each.to))}, newly"
    return f"{each.name} is there, newly"
