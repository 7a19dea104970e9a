"""Run the benchmarks: all, or those that are named."""

import sys

from benchmarks.burden import burden
from benchmarks.gatekeepers import gatekeepers
from benchmarks.index import index
from benchmarks.layouts import layouts
from benchmarks.measure import alone, curves, lines
from benchmarks.millions import millions
from benchmarks.neo4j_graphs import neo4j_mapped, neo4j_sync
from benchmarks.neo4j_store import neo4j_store
from benchmarks.pages import pages
from benchmarks.panel import panel
from benchmarks.plan import plan
from benchmarks.reach import reach
from benchmarks.region import region
from benchmarks.report import machine, section, write_page
from benchmarks.routes import best_routes_to_all, door, several_routes
from benchmarks.start import start
from benchmarks.stores import sqlite_store
from benchmarks.voices import voices
from benchmarks.workbooks import workbooks

ALL = {
    each.__name__: each
    for each in (
        start,
        pages,
        layouts,
        workbooks,
        index,
        best_routes_to_all,
        several_routes,
        door,
        reach,
        gatekeepers,
        voices,
        burden,
        panel,
        plan,
        sqlite_store,
        millions,
        neo4j_store,
        neo4j_sync,
        neo4j_mapped,
        region,
    )
}


def main(named: list[str]) -> None:
    """Print the table of each benchmark and how time grows with size, and write the page."""
    unknown = [name for name in named if name not in ALL]
    if unknown:
        message = f"no benchmark is called {unknown[0]}: there are {', '.join(ALL)}"
        raise SystemExit(message)
    on = machine()
    for name in named or ALL:
        print(f"\n== {name}", flush=True)
        figures, peak = alone(ALL[name])
        for line in (*lines(figures, peak), *curves(figures)):
            print(line, flush=True)
        write_page({name: section(figures, peak, on=on)}, ALL)


if __name__ == "__main__":
    main(sys.argv[1:])
