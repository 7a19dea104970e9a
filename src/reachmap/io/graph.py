"""A map as a NetworkX graph: nodes with kind and fields, links with type and fields."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING, Any

from reachmap.errors import InvalidMap, Issue, quoted
from reachmap.io.frames import plain_cell
from reachmap.io.tables.collector import Reading, collect
from reachmap.io.tables.objects import lay_out_objects, listed_as_own
from reachmap.io.tables.sheets import ParsedTables, Sheet
from reachmap.io.tables.texts import as_columns
from reachmap.model.derived import derived_links
from reachmap.model.spelling import Spellings
from reachmap.model.stakeholders import StakeholderMap
from reachmap.model.tables import LEDGERS, NODE_TABLES, TABLES

if TYPE_CHECKING:
    import networkx as nx

DERIVED = "derived"
BESIDE = tuple(name for name in TABLES if name not in {*NODE_TABLES.values(), "links"})
"""Tables that are neither nodes nor links: attributes of the graph, each as JSON."""

Scalar = str | bool | int | float
"""What every writer of NetworkX takes for an attribute."""


def to_networkx(stakeholders: StakeholderMap, *, ledgers: bool = False) -> nx.MultiDiGraph[Any]:
    """Return a map as a NetworkX graph."""
    import networkx as nx

    columns = as_columns(stakeholders)
    graph: nx.MultiDiGraph[Any] = nx.MultiDiGraph()
    beside = [name for name in BESIDE if name in columns and (ledgers or name not in LEDGERS)]
    for name in beside:
        graph.graph[name] = json.dumps(_rows(columns[name]), ensure_ascii=False)
    for kind, table in NODE_TABLES.items():
        for row in _rows(columns.get(table, {})):
            graph.add_nodes_from([(row.pop("id"), {"kind": kind, **row})])
    for row in _rows(columns.get("links", {})):
        graph.add_edges_from([(row.pop("from"), row.pop("to"), row)])
    annotated = {(link.from_, link.type, link.to) for link in stakeholders.links}
    for from_, type_, to in derived_links(stakeholders):
        if (from_, type_, to) not in annotated:
            graph.add_edge(from_, to, type=type_, **{DERIVED: True})
    return graph


def _rows(columns: dict[str, list[Any]]) -> list[dict[str, Any]]:
    names = tuple(columns)
    return [
        {
            name: as_scalar(value)
            for name, value in zip(names, cells, strict=True)
            if value is not None
        }
        for cells in zip(*columns.values(), strict=True)
    ]


def as_scalar(value: Any) -> Scalar:  # noqa: ANN401  any value of a record
    """Return a value as an attribute of a graph: several are parted by ``;``, days are ISO text.

    Examples
    --------
    >>> as_scalar(("en", "pl")), as_scalar(date(2026, 3, 31)), as_scalar(0.5)
    ('en;pl', '2026-03-31', 0.5)
    """
    if isinstance(value, tuple):
        return ";".join(value)
    scalar: Scalar = value.isoformat() if isinstance(value, date) else value
    return scalar


def from_networkx(graph: nx.MultiDiGraph[Any]) -> StakeholderMap:
    """Return the map that a NetworkX graph holds, in the layout of `to_networkx`."""
    return read_networkx(graph).stakeholders


def read_networkx(graph: nx.MultiDiGraph[Any]) -> Reading:
    """Return the map that a NetworkX graph holds, with warnings."""
    parsed = ParsedTables(remarks=False)
    if not graph.is_directed():
        message, remedy = "the graph has no directions", "Make it a networkx.MultiDiGraph"
        raise InvalidMap((Issue(message, remedy, file="graph"),))
    tables: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    known = Spellings(NODE_TABLES)
    for id_, fields in graph.nodes(data=True):
        kind = fields.get("kind")
        if str(kind) not in NODE_TABLES:
            parsed.issues.append(_unknown_kind(id_, kind, known))
            continue
        rest = {name: value for name, value in fields.items() if name != "kind"}
        tables[NODE_TABLES[str(kind)]].append({**rest, "id": id_})
    for from_, to, fields in graph.edges(data=True):
        if not fields.get(DERIVED):
            rest = {name: value for name, value in fields.items() if name != DERIVED}
            tables["links"].append({**rest, "from": from_, "to": to})
    for name in BESIDE:
        tables[name] += _beside(graph.graph.get(name), name, parsed)
    own = listed_as_own(next(iter(tables["about"]), None))
    for name, rows in tables.items():
        if rows:
            parsed.sheets.append(_sheet(name, rows, own, parsed))
    return collect(parsed, source="graph")


def _unknown_kind(id_: object, kind: object, known: Spellings) -> Issue:
    near = known.nearest(str(kind), count=1)
    hint = f"Did you mean {near[0]!r}? " if near else ""
    message = f"the node {quoted(str(id_))} is of no kind that a map has: {quoted(str(kind))}"
    remedy = f"{hint}Put one of {', '.join(NODE_TABLES)} under 'kind'"
    return Issue(message, remedy, file="nodes", column="kind", value=str(kind))


def _beside(rows: object, table: str, parsed: ParsedTables) -> list[dict[str, Any]]:
    """Return the rows of a table that is an attribute of a graph, as JSON or as a list."""
    if rows is None:
        return []
    plain = _parsed(rows) if isinstance(rows, str) else rows
    listed = [plain] if isinstance(plain, dict) else plain
    if isinstance(listed, list | tuple) and all(isinstance(row, dict) for row in listed):
        return list(listed)
    message = f"the attribute {table} of the graph is not a list of rows"
    parsed.issues.append(Issue(message, "Write a list of dictionaries", file=table))
    return []


def _parsed(text: str) -> object:
    """Return what a text of JSON holds; the text itself where it is none."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text


def _sheet(
    table: str, rows: list[dict[str, Any]], listed: Collection[str], parsed: ParsedTables
) -> Sheet:
    sheet = Sheet(table, table, {}, ())
    lay_out_objects(sheet, list(enumerate(rows, start=1)), parsed, listed=listed)
    for cells_of in (sheet.columns, sheet.own):
        for heading, cells in cells_of.items():
            cells_of[heading] = [plain_cell(cell) for cell in cells]
    return sheet
