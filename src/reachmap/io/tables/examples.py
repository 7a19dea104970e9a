"""The worked examples of the template: one marked row per table, which never counts."""

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from reachmap.io.tables.cells import Raw, is_blank

EXAMPLE = "(example)"
"""Mark at the start of the first cell of a worked example."""


@cache
def example_rows() -> dict[str, dict[str, str]]:
    """Return the worked example of each table."""
    folder = files("reachmap.data").joinpath("template")
    rows = {}
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        lines = file.read_text(encoding="utf-8").splitlines()
        rows[file.name.removesuffix(".csv")] = next(csv.DictReader(lines))
    return rows


def is_marked(cell: Raw) -> bool:
    """Return whether a cell begins as the first one of a worked example does."""
    return isinstance(cell, str) and cell[: len(EXAMPLE)].casefold() == EXAMPLE


def is_untouched(table: str, cells: Mapping[str | None, Raw]) -> bool:
    """Return whether a marked row is still the worked example of its table."""
    example = example_rows().get(table, {})
    return all(
        is_blank(cell) or _as_text(cell) == example.get(heading or "", "")
        for heading, cell in cells.items()
    )


def _as_text(cell: Raw) -> str:
    """Return a cell as the example has it, undoing what a spreadsheet makes of it."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return str(cell).removesuffix(" 00:00:00").strip()
