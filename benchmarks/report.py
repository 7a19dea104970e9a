"""The page of performance: what limits speed, and the table of the last run of each benchmark."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import version
from pathlib import Path

from benchmarks.measure import Figure, curves

PAGE = Path(__file__).parents[1] / "docs" / "performance.md"
LIMITS = Path(__file__).with_name("limits.md")

HEAD = """\
# Performance

Written by `make bench`, but for what limits speed, which stands in `benchmarks/limits.md` with
the figures by which it was seen. `make bench BENCH="routes reach"` measures some benchmarks and
leaves the tables of the others as they are. Times are the medians of several runs; a peer did
the same in the same run.
"""

TABLES = "## The last run of each benchmark"


def machine() -> str:
    """Return what a run is made on, in one line without its name or the day.

    Where as much other work runs on it as it has cores, that is said.
    """
    load, cores = os.getloadavg()[0], os.cpu_count() or 1
    beside = f" Other work ran beside it: a load of {load:.1f} as it began." * (load >= cores)
    cpuinfo = Path("/proc/cpuinfo")
    text = cpuinfo.read_text(encoding="utf-8") if cpuinfo.exists() else ""
    model = re.search(r"^model name\s*:\s*(.+)$", text, flags=re.MULTILINE)
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    libraries = ", ".join(f"{name} {version(name)}" for name in ("numpy", "scipy", "pandas"))
    return (
        f"On {cores} cores ({model[1] if model else platform.machine()}), "
        f"{memory:.0f} GB of memory, {platform.system()}, "
        f"Python {platform.python_version()}, {libraries}.{beside}"
    )


def section(figures: Iterable[Figure], peak: float, *, on: str) -> str:
    """Return the table of a benchmark, its peak of memory, and how time grows with size.

    Examples
    --------
    >>> print(section([Figure("sort", 0.5, peer="them", peer_seconds=1.0)], 90.2, on="On a box."))
    On a box. At most 90 MB of memory, peers with it.
    <BLANKLINE>
    | what | seconds | the peer took | goal | note |
    |---|--:|---|---|---|
    | sort | 0.500 | 2.0 times as long (them) |  |  |
    """
    figures = [*figures]
    rows = [[*_cells(figure)] for figure in figures]
    table = [["what", "seconds", "the peer took", "goal", "note"], *rows]
    lines = ["| " + " | ".join(cell.replace("|", "/") for cell in row) + " |" for row in table]
    lines.insert(1, "|---|--:|---|---|---|")
    grown = [f"- {line.removeprefix('curve: ')}" for line in curves(figures)]
    growth = ["", "How time grows with size:", "", *grown] if grown else []
    head = f"{on} At most {peak:,.0f} MB of memory, peers with it."
    return "\n".join([head, "", *lines, *growth])


def _cells(figure: Figure) -> Iterator[str]:
    yield figure.what
    yield f"{figure.seconds:,.3f}"
    yield "" if figure.ratio is None else f"{figure.ratio:,.1f} times as long ({figure.peer})"
    met = {None: "", True: ": met", False: ": **missed**"}[figure.met]
    yield f"{figure.goal}{met}"
    yield figure.note


def sections_of(page: str) -> dict[str, str]:
    """Return the tables of a page by the name of their benchmark."""
    _, _, tables = page.partition(f"{TABLES}\n")
    _, *parts = re.split(r"^### ", tables, flags=re.MULTILINE)
    return {name: body.strip() for name, _, body in (part.partition("\n") for part in parts)}


def page_of(sections: Mapping[str, str], order: Iterable[str]) -> str:
    """Return the whole page: what limits speed, and the tables in order.

    Examples
    --------
    >>> text = page_of({"sort": "A table."}, ["sort", "find"])
    >>> sections_of(text)
    {'sort': 'A table.'}
    """
    limits = LIMITS.read_text(encoding="utf-8").strip()
    tables = [f"### {name}\n\n{sections[name]}" for name in order if name in sections]
    return "\n\n".join([HEAD.strip(), limits, TABLES, *tables]) + "\n"


def write_page(measured: Mapping[str, str], order: Iterable[str], page: Path = PAGE) -> None:
    """Write the page anew; tables of benchmarks that were not run stay as they were."""
    before = sections_of(page.read_text(encoding="utf-8")) if page.exists() else {}
    page.write_text(page_of({**before, **measured}, order), encoding="utf-8")
