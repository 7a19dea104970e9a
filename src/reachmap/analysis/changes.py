"""A map with some links taken away: their rows, and the fields that derived ones come from."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import Any

from reachmap.errors import InputError, quoted
from reachmap.model.content import Content
from reachmap.model.derived import all_links
from reachmap.model.links import LINK_TYPES, Link
from reachmap.model.rules import nearest
from reachmap.model.stakeholders import StakeholderMap

LinkName = tuple[str, str, str]
"""From, type, to: ids or unambiguous names, and the type between them."""


def links_named(outline: StakeholderMap, names: Iterable[LinkName]) -> tuple[LinkName, ...]:
    """Return (from, type, to) of links, by ids, checked."""
    known = {pair for link in all_links(outline) for pair in _ways(link)}
    found = []
    for from_, type_, to in names:
        if type_ not in LINK_TYPES:
            near = ", ".join(nearest(type_, [*LINK_TYPES])) or ", ".join(LINK_TYPES)
            message = f"there is no type of link {quoted(type_)}; the nearest: {near}"
            raise InputError(message)
        link = (outline.find(from_), type_, outline.find(to))
        if link not in known:
            same = sorted(k for k in known if link[0] in (k[0], k[2]) and link[2] in (k[0], k[2]))
            same = same or sorted(k for k in known if k[0] == link[0])
            near = "; ".join(" ".join(each) for each in same[:3])
            hint = f"; there is {near}" if near else ""
            message = f"there is no link {link[0]} {type_} {link[2]}{hint}"
            raise InputError(message)
        found.append(link)
    return tuple(found)


def without_links(outline: StakeholderMap, links: Collection[LinkName]) -> StakeholderMap:
    """Return a map without some links, from all who tell of them.

    One direction of a link of both ways leaves the other. A derived link goes with the field
    that gives it. Links of other types between the same two stay.
    """
    gone = set(links)
    tables: dict[str, Any] = dict(outline.as_tables())
    tables["links"] = tuple(kept for link in outline.links for kept in _left(link, gone))
    for table, field, type_ in (
        ("workers", "organisation", "EMPLOYS"),
        ("champions", "supported_by", "SUPPORTS"),
        ("channels", "run_by", "RUNS"),
    ):
        tables[table] = tuple(
            node.model_copy(update={field: None})
            if (getattr(node, field), type_, node.id) in gone
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


def _ways(link: Link) -> Iterator[LinkName]:
    yield link.from_, link.type, link.to
    if link.both_ways:
        yield link.to, link.type, link.from_


def _left(link: Link, gone: Collection[LinkName]) -> Iterator[Link]:
    """Yield what is left of a row once some links are gone."""
    left = [way for way in _ways(link) if way not in gone]
    if len(left) == 1 + link.both_ways:
        yield link
    elif left:
        from_, _, to = left[0]
        yield link.model_copy(update={"from_": from_, "to": to, "both_ways": False})
