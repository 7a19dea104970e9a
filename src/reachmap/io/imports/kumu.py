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
    elements = [
        _flat(foreign_row)
        for each in foreign.documents
        for foreign_row in _listed(each, "elements")
    ]
    elements += _rows(foreign.grids.get("elements", []))
    connections = [
        _flat(foreign_row)
        for each in foreign.documents
        for foreign_row in _listed(each, "connections")
    ]
    connections += _rows(foreign.grids.get("connections", []))
    for foreign_row in elements:
        key = foreign_row.get("_id") or foreign_row.get("id") or foreign_row.get("label")
        if key:
            network.add(key, foreign_row)
    by_label = {
        foreign_row["label"]: key
        for key, (_, foreign_row) in network.nodes.items()
        if "label" in foreign_row
    }
    nameless = 0
    for foreign_row in connections:
        ends = [
            by_label.get(foreign_row.get(end, ""), foreign_row.get(end, ""))
            for end in ("from", "to")
        ]
        if all(ends):
            directed = plain(foreign_row.get("direction", "")) == "directed"
            network.connect(ends[0], ends[1], foreign_row, directed=directed)
        else:
            nameless += 1
    if nameless:
        draft.leave(f"{nameless:,} of the connections, as an end is missing", "Name both ends")
    add_network(draft, network)


def _listed(document: Any, name: str) -> list[Any]:  # noqa: ANN401  any document
    rows = document.get(name) if isinstance(document, dict) else None
    return rows if isinstance(rows, list) else []


def _flat(foreign_row: Any) -> dict[str, str]:  # noqa: ANN401  any value of a document
    """Return the values of an element or connection as text, its attributes among them."""
    if not isinstance(foreign_row, dict):
        return {}
    attributes = foreign_row.get("attributes")
    fields = {**foreign_row, **(attributes if isinstance(attributes, dict) else {})}
    return {
        plain(str(name)): text
        for name, foreign_value in fields.items()
        if (text := _text(foreign_value))
    }


def _text(foreign_value: Any) -> str:  # noqa: ANN401  any value of a document
    if isinstance(foreign_value, list):
        return ";".join(filter(None, map(one_line, foreign_value)))
    return (
        str(foreign_value).lower() if isinstance(foreign_value, bool) else one_line(foreign_value)
    )


def _rows(grid: Grid) -> list[dict[str, str]]:
    """Return the rows of a sheet as values by heading."""
    headings = [plain(cell) for cell in grid[0]] if grid else []
    rows = (dict(zip(headings, cells, strict=False)) for cells in grid[1:])
    return [
        {name: text for name, cell in foreign_row.items() if (text := _of_cell(name, cell))}
        for foreign_row in rows
    ]


def _of_cell(name: str, cell: str) -> str:
    """Return a cell of a sheet as text: Kumu parts several values by a stroke."""
    is_many = "|" in cell and name not in ONE_TEXT
    return several(cell.replace("|", ";")) if is_many else one_line(cell)
