"""A mapping read from a TOML file, every fault of it at once."""

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from reachmap.errors import InvalidMap, Issue, UnreadableFile, quoted
from reachmap.model.fields import reference
from reachmap.model.links import LINK_TYPES
from reachmap.model.spelling import nearest
from reachmap.model.tables import TABLES
from reachmap.store.neo4j.graph import JOINING, NODES, ROWS, fields_of
from reachmap.store.neo4j.mapping import Arrow, GraphMapping, Name, Part, Source

MOST_BYTES = 100_000
"""Largest mapping that is read."""

STATED = ("about", "assumptions")
"""Tables that a mapping states itself."""

ARROW = re.compile(r"-\[:(?P<out>.+)\]->|<-\[:(?P<back>.+)\]-")
PLAIN = "Names have letters, figures, '_', '-', '.', ':', '/' and spaces, 100 at most"
HOW_TO_NAME = 'Write a property as "name", a relationship as "-[:TYPE]->" or "<-[:TYPE]-"'


def read_mapping(path: str) -> GraphMapping:
    """Return the mapping in a file.

    Raises
    ------
    UnreadableFile
        If there is no such file, or it is no TOML.
    InvalidMap
        If it says what no mapping can: every fault.
    """
    try:
        with Path(path).open("rb") as file:
            raw = file.read(MOST_BYTES + 1)
        if len(raw) > MOST_BYTES:
            message = f"{quoted(path)} is larger than any mapping ({MOST_BYTES:,} bytes)"
            raise UnreadableFile(message)
        given = tomllib.loads(raw.decode("utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        reason = getattr(error, "strerror", None) or error
        message = f"the mapping {quoted(path)} cannot be read as TOML: {reason}"
        raise UnreadableFile(message) from error
    reader = _Reader(Path(path).name)
    mapping = reader.mapping(given)
    if reader.issues:
        raise InvalidMap(tuple(reader.issues))
    return mapping


class _Reader:
    """Reads the tables of a mapping, and notes every fault."""

    def __init__(self, file: str) -> None:
        self.issues: list[Issue] = []
        self._file = file
        self._count = 0

    def mapping(self, given: Mapping[str, Any]) -> GraphMapping:
        """Return the mapping that a document holds."""
        known = {table: read for read, tables in self._readers() for table in tables}
        parts: dict[str, Part] = {}
        links: list[Part] = []
        stated: dict[str, dict[str, list[Any]]] = {table: {} for table in STATED}
        for table, each in given.items():
            if table not in known:
                self._unknown("table of a map", table, known, table)
            elif not isinstance(each, dict):
                self._fault(f"{quoted(table)} is no table", f"Write [{table}]", table)
            elif table in STATED:
                stated[table] = self._stated(table, each)
            elif table == "links":
                links += self._links(each)
            else:
                parts[table] = known[table](table, each)
        for table in ("groups", "organisations"):
            if table not in given:
                self._fault(f"no table {table}", f"Write [{table}], with its label", table)
        return GraphMapping(parts, tuple(links), stated)

    def _readers(self) -> Iterable[tuple[Callable[[str, dict[str, Any]], Part], Iterable[str]]]:
        nodes = (*NODES, *(table for table in ROWS if table not in STATED))
        return (self._nodes, (*nodes, *STATED, "links")), (self._joining, JOINING)

    def _stated(self, table: str, given: Mapping[str, Any]) -> dict[str, list[Any]]:
        """Return a table that the mapping states itself, as columns."""
        if table == "assumptions":
            return {"name": [*given], "value": [*given.values()]}
        known = TABLES[table].record.model_fields
        for name in given.keys() - known.keys():
            self._unknown(f"field of {table}", name, known, table)
        return {
            name: [tuple(value) if isinstance(value, list) else value]
            for name, value in given.items()
        }

    def _nodes(self, table: str, given: dict[str, Any]) -> Part:
        """Return the nodes of a label."""
        label = self._name(table, "label", given.pop("label", None))
        prefix = given.pop("prefix", "")
        if not isinstance(prefix, str):
            self._fault("prefix is no text", 'Write prefix = "..."', table)
        key = TABLES[table].key[0] if table not in {"panels", "findings", "said"} else ""
        if key and key not in given:
            message = f"{table} say no {key}"
            self._fault(message, f'Write {key} = "..." with the property that tells them', table)
        return self._part(table, given, label=label, prefix=str(prefix))

    def _joining(self, table: str, given: dict[str, Any]) -> Part:
        """Return relationships, or nodes between two others, that are rows of a table."""
        if "label" in given:
            label = self._name(table, "label", given.pop("label"))
            part = self._part(table, given, label=label)
            from_, _, to = JOINING[table]
            for end in (from_, to):
                if part.fields.get(end, Source()).arrow is None:
                    name = end.rstrip("_")
                    message = f"{table} that are nodes say no way to their {name}"
                    self._fault(message, f'Write {name} = "-[:TYPE]->"', table)
            return part
        return self._part(table, given, arrow=self._arrow(table, "type", given.pop("type", None)))

    def _links(self, given: Mapping[str, Any]) -> list[Part]:
        """Return the relationships that are links, of one or several types of the graph each."""
        parts = []
        for type_, each in given.items():
            spec = LINK_TYPES.get(type_)
            if spec is None:
                self._unknown("type of link", type_, LINK_TYPES, "links")
                continue
            if spec.derived:
                message = f"{type_} follows from {spec.field}"
                self._fault(message, "Give that field the relationship instead", "links", type_)
                continue
            for one in each if isinstance(each, list) else [each]:
                row = {"type": one} if isinstance(one, str) else one
                if not isinstance(row, dict):
                    self._fault(f"{type_} is no relationship", HOW_TO_NAME, "links", type_)
                    continue
                arrow = self._arrow("links", type_, row.pop("type", None))
                parts.append(self._part("links", row, arrow=arrow, link=type_))
        return parts

    def _part(self, table: str, given: Mapping[str, Any], **more: Any) -> Part:  # noqa: ANN401  of a part
        nodes = more.get("label") is not None
        names = {name.rstrip("_"): name for name in _fields(table, nodes=nodes)}
        sources = {}
        for name, each in given.items():
            if name in names:
                source = self._source(table, names[name], each, nodes=nodes)
                if source is not None:
                    sources[names[name]] = source
            else:
                self._unknown(f"field of {table}", name, names, table)
        self._count += 1
        return Part(table, fields=sources, number=self._count, **more)

    def _source(self, table: str, name: str, given: Any, *, nodes: bool) -> Source | None:  # noqa: ANN401
        """Return where a field is."""
        values = {}
        if isinstance(given, dict):
            values = given.get("values", {})
            odd = given.keys() - {"property", "values"}
            texts = isinstance(values, dict) and all(isinstance(v, str) for v in values.values())
            if odd or not texts:
                remedy = 'Write { property = "...", values = { "theirs" = "ours" } }'
                self._fault(f"{name} says more than where it is", remedy, table, name)
                return None
            given = given.get("property")
        if isinstance(given, str) and ARROW.fullmatch(given):
            if not nodes or reference(TABLES[table].record.model_fields[name]) is None:
                message = f"{name} of {table} is at the end of no relationship"
                self._fault(message, "Name a property", table, name)
                return None
            arrow = self._arrow(table, name, given)
            return None if arrow is None else Source(arrow=arrow, values=values)
        at = self._name(table, name, given)
        return None if at is None else Source(at, values=values)

    def _arrow(self, table: str, name: str, given: Any) -> Arrow | None:  # noqa: ANN401  whatever was written
        arrow = ARROW.fullmatch(given) if isinstance(given, str) else None
        if arrow is None:
            self._fault(f"{quoted(str(given))} is no relationship", HOW_TO_NAME, table, name)
            return None
        type_ = self._name(table, name, arrow["out"] or arrow["back"])
        return None if type_ is None else Arrow(type_, out=arrow["out"] is not None)

    def _name(self, table: str, name: str, given: Any) -> Name | None:  # noqa: ANN401  the same
        try:
            return Name(given)
        except (TypeError, ValueError):
            said = f"{quoted(str(given))} is no name of the graph" if given else f"no {name}"
            self._fault(said, PLAIN, table, name)
            return None

    def _unknown(self, what: str, name: str, known: Iterable[str], table: str) -> None:
        near = nearest(name, known, count=1)
        remedy = f"Did you mean {quoted(near[0])}?" if near else f"There are: {', '.join(known)}"
        self._fault(f"{quoted(name)} is no {what}", remedy, table)

    def _fault(self, message: str, remedy: str, table: str, name: str | None = None) -> None:
        self.issues.append(Issue(message, remedy, file=self._file, sheet=table, column=name))


def _fields(table: str, *, nodes: bool) -> tuple[str, ...]:
    """Return the fields of a table that a mapping may give."""
    ends = JOINING[table][::2] if nodes and table in JOINING else ()
    return (*ends, *(name for name in fields_of(table) if name != "own"))
