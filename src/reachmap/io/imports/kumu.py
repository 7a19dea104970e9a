"""Kumu: elements and connections, as JSON, as a workbook of two sheets or as two CSV files."""

from typing import Any

from reachmap.io.imports.draft import Draft
from reachmap.io.imports.foreign import Foreign, Grid, one_line, plain, several
from reachmap.io.imports.networks import Network, add_network

ONE_TEXT = frozenset({"id", "label", "from", "to", "description", "notes"})
"""Columns of a sheet that hold one text each."""


def knows(foreign: Foreign) -> bool:
    """Return whether a source is an export of Kumu."""
    if any(name.casefold().endswith(".json") for name in foreign.files):
        return any(
            isinstance(d, dict) and isinstance(d.get("elements"), list) for d in foreign.documents
        )
    return "elements" in foreign.grids or "connections" in foreign.grids


def read(draft: Draft) -> None:
    """Add the elements and connections of Kumu."""
    network = Network("Kumu")
    foreign = draft.foreign
    elements = [_flat(row) for each in foreign.documents for row in _listed(each, "elements")]
    elements += _rows(foreign.grids.get("elements", []))
    connections = [_flat(row) for each in foreign.documents for row in _listed(each, "connections")]
    connections += _rows(foreign.grids.get("connections", []))
    for row in elements:
        key = row.get("_id") or row.get("id") or row.get("label")
        if key:
            network.add(key, row)
    by_label = {row["label"]: key for key, (_, row) in network.nodes.items() if "label" in row}
    nameless = 0
    for row in connections:
        ends = [by_label.get(row.get(end, ""), row.get(end, "")) for end in ("from", "to")]
        if all(ends):
            directed = plain(row.get("direction", "")) == "directed"
            network.connect(ends[0], ends[1], row, directed=directed)
        else:
            nameless += 1
    if nameless:
        draft.leave(f"{nameless:,} of the connections, as an end is missing", "Name both ends")
    add_network(draft, network)


def _listed(document: Any, name: str) -> list[Any]:  # noqa: ANN401  any document
    rows = document.get(name) if isinstance(document, dict) else None
    return rows if isinstance(rows, list) else []


def _flat(row: Any) -> dict[str, str]:  # noqa: ANN401  any value of a document
    """Return the values of an element or connection as text, its attributes among them."""
    if not isinstance(row, dict):
        return {}
    attributes = row.get("attributes")
    fields = {**row, **(attributes if isinstance(attributes, dict) else {})}
    return {plain(str(name)): text for name, value in fields.items() if (text := _text(value))}


def _text(value: Any) -> str:  # noqa: ANN401  any value of a document
    if isinstance(value, list):
        return ";".join(filter(None, map(one_line, value)))
    return str(value).lower() if isinstance(value, bool) else one_line(value)


def _rows(grid: Grid) -> list[dict[str, str]]:
    """Return the rows of a sheet as values by heading."""
    headings = [plain(cell) for cell in grid[0]] if grid else []
    rows = (dict(zip(headings, cells, strict=False)) for cells in grid[1:])
    return [
        {name: text for name, cell in row.items() if (text := _of_cell(name, cell))} for row in rows
    ]


def _of_cell(name: str, cell: str) -> str:
    """Return a cell of a sheet as text: Kumu parts several values by a stroke."""
    is_many = "|" in cell and name not in ONE_TEXT
    return several(cell.replace("|", ";")) if is_many else one_line(cell)
