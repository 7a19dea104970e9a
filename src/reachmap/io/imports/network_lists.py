"""Lists of nodes and links as CSV: Gephi's tables, and the files of Network Canvas."""

import re
from collections.abc import Iterator

from reachmap.io.imports.draft import Draft
from reachmap.io.imports.foreign import Foreign, Grid, one_line, plain
from reachmap.io.imports.networks import Network, add_network

CANVAS = re.compile(r"(?:.*_)?(attributelist|edgelist)_(.+)")
"""Names of the files of Network Canvas, with the type of what is in them."""

OWN_IDS = ("networkcanvasuuid", "id", "nodeid")
SOURCES = ("networkcanvassourceuuid", "source", "from")
TARGETS = ("networkcanvastargetuuid", "target", "to")
NUMBERS = frozenset({"nodeid", "edgeid", "id", "networkcanvasegouuid", "networkcanvascaseid"})
"""Columns that number rows, and say nothing."""


def knows(foreign: Foreign) -> bool:
    """Return whether a source is lists of nodes and links."""
    kinds = {_kind(grid) for grid in foreign.grids.values()}
    names = {*foreign.grids}
    canvas = any(CANVAS.fullmatch(name) for name in names)
    return "edges" in kinds or canvas or (names == {"nodes"} and "nodes" in kinds)


def read(draft: Draft) -> None:
    """Add the nodes and links of lists."""
    grids = draft.foreign.grids
    canvas = any(CANVAS.fullmatch(name) for name in grids)
    network = Network("Network Canvas" if canvas else "Gephi")
    for wanted in ("nodes", "edges"):
        for name, grid in grids.items():
            if _kind(grid) == wanted and not name.endswith("_ego"):
                type_ = CANVAS.fullmatch(name)
                _take(network, wanted, grid, type_[2] if type_ else "")
    add_network(draft, network)


def _kind(grid: Grid) -> str:
    """Return whether a list is of nodes or of links, by its headings; blank where of neither."""
    headings = {plain(cell) for cell in grid[0]} if grid else set()
    if headings & {*SOURCES} and headings & {*TARGETS}:
        return "edges"
    return "nodes" if headings & {"networkcanvasuuid"} or {"id", "label"} <= headings else ""


def _take(network: Network, wanted: str, grid: Grid, type_: str) -> None:
    for row in _rows(grid):
        if type_:
            row["networkcanvastype"] = type_
        fields = {name: text for name, text in row.items() if name not in NUMBERS}
        if wanted == "nodes":
            key = next((row[name] for name in OWN_IDS if name in row), "")
            if key:
                network.add(key, fields)
            continue
        ends = [next((row[n] for n in names if n in row), "") for names in (SOURCES, TARGETS)]
        if all(ends):
            directed = not type_ and plain(fields.get("type", "directed")) == "directed"
            fields = {n: t for n, t in fields.items() if n not in {*SOURCES, *TARGETS}}
            network.connect(ends[0], ends[1], fields, directed=directed)


def _rows(grid: Grid) -> Iterator[dict[str, str]]:
    headings = [plain(cell) for cell in grid[0]]
    for cells in grid[1:]:
        row = zip(headings, map(one_line, cells), strict=False)
        yield {name: text for name, text in row if name and text}
