"""Small inputs that might cost much: as they double, the work grows at most as n log n."""

import json
import sys
from collections.abc import Callable
from contextlib import suppress
from itertools import product
from math import log
from pathlib import Path
from typing import Any

import networkx as nx
import openpyxl
import pandas as pd
import pytest

import reachmap as rm
from reachmap.io import from_frames, from_networkx, read_source

pytestmark = pytest.mark.campaign

SIZES = [100 * 2**step for step in range(5)]
TEAM = {"id": "team", "name": "Team", "team": "true"}
MARGIN = 1.15
"""How much more than n log n a doubling may cost, as fixed work and sums of few vary."""

Tables = dict[str, list[dict[str, str]]]


def names(n: int, *, start: str = "Group") -> list[dict[str, str]]:
    """Return rows that give a name."""
    return [{"name": f"{start} {number}"} for number in range(n)]


KINDS: dict[str, Callable[[int], Tables]] = {
    "a sound map": lambda n: {"groups": names(n)},
    "a ring of groups": lambda n: {
        "groups": [{"id": f"g{k}", "part_of": f"g{(k + 1) % n}"} for k in range(n)]
    },
    "a chain of groups": lambda n: {
        "groups": [{"id": f"g{k}", **({"part_of": f"g{k - 1}"} if k else {})} for k in range(n)]
    },
    "unknown references": lambda n: {
        "groups": names(n),
        "links": [
            {"from": "team", "type": "TRUSTED_BY", "to": f"grouq-{number}x"} for number in range(n)
        ],
    },
    "very many headings": lambda n: {"groups": [{"id": "a", **{f"k{k}": "1" for k in range(n)}}]},
    "very many own columns": lambda n: {
        "groups": [{"id": f"g{k}", f"x_{k}": "1"} for k in range(n)]
    },
    "contacts with near names": lambda n: {
        "contacts": [
            {"organisation": f"carers hub {k}", "role": f"officer {k}", "group": f"the carers {k}"}
            for k in range(n)
        ]
    },
    "names that nearly read the same": lambda n: {
        "groups": [{"id": f"g{k}", "name": "carers hub" + "b" * (k % 90)} for k in range(n)]
    },
    "bad cells": lambda n: {
        "groups": [{"id": f"g{k}", "population": f"about {k}"} for k in range(n)]
    },
    "repeated ids": lambda n: {"groups": [{"id": f"g{k % 9}", "name": "G"} for k in range(n)]},
    "words that are not allowed": lambda n: {
        "groups": [{"id": f"g{k}", "barriers": f"timingg {k};caring"} for k in range(n)]
    },
    "totals and placeholders": lambda n: {
        "groups": [{"name": f"Total {k}" if k % 2 else "TBC"} for k in range(n)]
    },
    "very many tables": lambda n: {f"table {k}": [{"a": "1"}] for k in range(n)},
}


Door = Callable[[Tables, Path], Callable[[], object]]


def _csv(tables: Tables, path: Path) -> Callable[[], object]:
    folder = path / "town"
    folder.mkdir()
    for name, rows in tables.items():
        pd.DataFrame(rows).to_csv(folder / f"{name}.csv", index=False)
    return lambda: read_source(folder)


def _json(tables: Tables, path: Path) -> Callable[[], object]:
    (path / "town.json").write_text(json.dumps(tables))
    return lambda: read_source(path / "town.json")


def _workbook(tables: Tables, path: Path) -> Callable[[], object]:
    book = openpyxl.Workbook(write_only=True)
    for name, rows in tables.items():
        frame = pd.DataFrame(rows).fillna("")
        sheet = book.create_sheet(name)
        for row in (list(frame.columns), *frame.to_numpy().tolist()):
            sheet.append(row)
    book.save(path / "town.xlsx")
    return lambda: read_source(path / "town.xlsx")


def _frames(tables: Tables, path: Path) -> Callable[[], object]:
    del path
    frames = {name: pd.DataFrame(rows) for name, rows in tables.items()}
    return lambda: from_frames(frames)


def _graph(tables: Tables, path: Path) -> Callable[[], object]:
    del path
    graph: nx.MultiDiGraph[Any] = nx.MultiDiGraph()
    for number, row in enumerate(tables.get("groups", [])):
        rest = {name: cell for name, cell in row.items() if name != "id"}
        graph.add_nodes_from([(row.get("id", f"g{number}"), {"kind": "group", **rest})])
    return lambda: from_networkx(graph)


DOORS: dict[str, Door] = {
    "csv": _csv,
    "json": _json,
    "workbook": _workbook,
    "frames": _frames,
    "graph": _graph,
}
SKIPPED = {
    ("graph", "very many tables"),  # a graph has none
    ("graph", "contacts with near names"),
    ("graph", "unknown references"),
    ("workbook", "very many headings"),  # at most 1,000 columns are read
    ("workbook", "very many own columns"),  # as wide as long: n * n blank cells
    ("csv", "very many own columns"),
    ("frames", "very many own columns"),
    ("workbook", "very many tables"),  # the writing takes minutes
}


def calls_of(work: Callable[[], object]) -> int:
    """Return how many functions are called."""
    calls = 0

    def count(frame: object, event: str, given: object) -> None:
        nonlocal calls
        del frame, given
        calls += event in {"call", "c_call"}

    sys.setprofile(count)
    try:
        with suppress(rm.ReachMapError):
            work()
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.parametrize(
    ("door", "kind"), [pair for pair in product(DOORS, KINDS) if pair not in SKIPPED]
)
def test_work_grows_at_most_as_n_log_n(tmp_path: Path, door: str, kind: str) -> None:
    calls = []
    for size in SIZES:
        path = tmp_path / str(size)
        path.mkdir()
        calls.append(calls_of(DOORS[door]({"organisations": [TEAM], **KINDS[kind](size)}, path)))
    first, last = calls[1], calls[-1]
    allowed = SIZES[-1] * log(SIZES[-1]) / (SIZES[1] * log(SIZES[1]))
    assert last / first < allowed * MARGIN, calls
