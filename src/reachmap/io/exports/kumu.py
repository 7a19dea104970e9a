"""Kumu: elements and connections, as a blueprint (JSON) or as a workbook of two sheets."""

import json
from collections.abc import Iterable
from typing import Any

from reachmap.io.exports.network import LINK, network_of
from reachmap.io.workbook.writing import as_cell, still_bytes, styled_cell
from reachmap.model.answer import Answer
from reachmap.model.own import OWN
from reachmap.model.stakeholders import StakeholderMap
from reachmap.release.released import Released

Rows = list[dict[str, Any]]


def to_kumu(town: Released[StakeholderMap], answers: Iterable[Released[Answer]]) -> bytes:
    """Return a map as a blueprint of Kumu; every element says who it is for."""
    elements, connections = _rows(town, answers)
    blueprint = {"elements": elements, "connections": connections}
    return (json.dumps(blueprint, indent=2, ensure_ascii=False) + "\n").encode()


def to_kumu_workbook(town: Released[StakeholderMap], answers: Iterable[Released[Answer]]) -> bytes:
    """Return a map as the two sheets that Kumu imports; several values are parted by ``|``."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    for title, rows in zip(("Elements", "Connections"), _rows(town, answers), strict=True):
        sheet = book.create_sheet(title)
        headings = [*dict.fromkeys(name for row in rows for name in row)]
        sheet.append([styled_cell(sheet, name.capitalize(), None) for name in headings])
        for row in rows:
            sheet.append([styled_cell(sheet, _cell(row.get(name)), None) for name in headings])
    return still_bytes(book)


def _cell(value: Any) -> Any:  # noqa: ANN401  any value of an element
    """Return a value as a cell of a workbook."""
    return as_cell("|".join(value) if isinstance(value, list) else value)


def _rows(town: Released[StakeholderMap], answers: Iterable[Released[Answer]]) -> tuple[Rows, Rows]:
    """Return the elements and connections of a map."""
    network = network_of(town, answers)
    elements = []
    for node in town.content.nodes():
        fields = {name: v for name, v in network.nodes[node.id].items() if name != "name"}
        several = {name: [*v] for name, v in node if isinstance(v, tuple) and v and name != OWN}
        named = {"id": node.id, "label": fields.pop("label"), "type": fields.pop("kind")}
        elements.append({**named, **fields, **several, **named, "audience": town.audience})
    connections = []
    for from_, to, fields in network.edges(data=True):
        direction = "mutual" if fields.pop("both_ways", False) else "directed"
        type_ = fields.pop(LINK)
        ends = {"from": from_, "to": to, "type": type_, "direction": direction}
        connections.append({**ends, **fields})
    return elements, connections
