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
    canvas = any(CANVAS.fullmatch(foreign_name) for foreign_name in names)
    return "edges" in kinds or canvas or (names == {"nodes"} and "nodes" in kinds)


def read(draft: Draft) -> None:
    """Add the nodes and links of lists."""
    grids = draft.foreign.grids
    canvas = any(CANVAS.fullmatch(foreign_name) for foreign_name in grids)
    network = Network("Network Canvas" if canvas else "Gephi")
    for wanted in ("nodes", "edges"):
        for foreign_name, grid in grids.items():
            if _kind(grid) == wanted and not foreign_name.endswith("_ego"):
                type_ = CANVAS.fullmatch(foreign_name)
                _take(network, wanted, grid, type_[2] if type_ else "")
    add_network(draft, network)


def _kind(grid: Grid) -> str:
    """Return whether a list is of nodes or of links, by its headings; blank where of neither."""
    headings = {plain(cell) for cell in grid[0]} if grid else set()
    if headings & {*SOURCES} and headings & {*TARGETS}:
        return "edges"
    return "nodes" if headings & {"networkcanvasuuid"} or {"id", "label"} <= headings else ""


def _take(network: Network, wanted: str, grid: Grid, type_: str) -> None:
    for foreign_row in _rows(grid):
        if type_:
            foreign_row["networkcanvastype"] = type_
        foreign_fields = {
            foreign_name: foreign_text
            for foreign_name, foreign_text in foreign_row.items()
            if foreign_name not in NUMBERS
        }
        if wanted == "nodes":
            key = next(
                (
                    foreign_row[foreign_name]
                    for foreign_name in OWN_IDS
                    if foreign_name in foreign_row
                ),
                "",
            )
            if key:
                network.add(key, foreign_fields)
            continue
        ends = [
            next((foreign_row[n] for n in names if n in foreign_row), "")
            for names in (SOURCES, TARGETS)
        ]
        if all(ends):
            directed = not type_ and plain(foreign_fields.get("type", "directed")) == "directed"
            foreign_fields = {
                n: t for n, t in foreign_fields.items() if n not in {*SOURCES, *TARGETS}
            }
            network.connect(ends[0], ends[1], foreign_fields, directed=directed)


def _rows(grid: Grid) -> Iterator[dict[str, str]]:
    headings = [plain(cell) for cell in grid[0]]
    for cells in grid[1:]:
        foreign_row = zip(headings, map(one_line, cells), strict=False)
        yield {
            foreign_name: foreign_text
            for foreign_name, foreign_text in foreign_row
            if foreign_name and foreign_text
        }
