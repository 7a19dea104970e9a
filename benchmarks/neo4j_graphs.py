"""A source synced into Neo4j, and a graph of others asked through a mapping."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import reachmap as rm
from benchmarks.measure import Figure
from benchmarks.neo4j_store import clear_raw, raw, region_of, time_of
from neo4j_server.server import server_of
from reachmap.model.columns import columns_of
from reachmap.store.neo4j import Neo4jStore

SIZES = (10_000, 100_000)
"""Attendances."""

MAPPING = """
about = { title = "A made-up region", team = "team", area_population = 10000000 }
organisations = { label = "Organisation", id = "id", name = "name" }
workers = { label = "KeyWorker", id = "id", name = "name", organisation = "<-[:EMPLOYS]-" }
activities = { label = "Activity", id = "id", name = "name", topic = "topic" }
voices = { label = "Voice", id = "id", name = "name", groups = "-[:BELONGS_TO]->" }
attendance = { type = "-[:ATTENDED]->", speaking = "speaking" }

[groups]
label = "Group"
id = "id"
name = "name"
population = "population"
part_of = "-[:PART_OF]->"

[links]
KNOWS = { type = "-[:KNOWS]->", trust = "trust" }
TRUSTED_BY = { type = "-[:TRUSTED_BY]->", trust = "trust" }
"""
"""How the rows of plain statements are read as a map."""

CHANGED = 100
"""One row in so many is changed, and one taken out, before the next sync."""


def changed(region: rm.StakeholderMap) -> rm.StakeholderMap:
    """Return a region in which one row in a hundred differs or is gone."""
    activities = [
        each.model_copy(update={"topic": "parking"}) if n % CHANGED == 0 else each
        for n, each in enumerate(region.activities)
    ]
    links = [
        each.model_copy(update={"trust": 6 - (each.trust or 1)}) if n % CHANGED == 0 else each
        for n, each in enumerate(region.links)
    ]
    came = {
        name: [value for n, value in enumerate(values) if n % CHANGED]
        for name, values in columns_of(region, "attendance").items()
    }
    return replace(
        region, activities=activities, links=links, attendance=rm.Ledger(rm.Attendance, came)
    )


def neo4j_sync() -> Iterator[Figure]:
    """Bring a source into a map on a server again and again, at two sizes."""
    server = server_of(f"bench-{os.getpid()}", heap="1g", java=())
    os.environ.update(server.environment())
    for size in SIZES:
        region = region_of(size)
        later = changed(region)
        store = Neo4jStore(f"{server.address}/neo4j?map=synced-{size}", make=True)
        steps = {
            "the whole": partial(store.sync, region),
            "nothing changed": partial(store.sync, region),
            "one row in 100 changed": partial(store.sync, later),
        }
        for what, step in steps.items():
            yield Figure(f"neo4j, synced, {what}: {size:,} attendances", time_of(step), size=size)
        store.append({"said": {"activity": ["a000000"], "theme": ["buses"]}})
        took = time_of(partial(store.sync, region))
        what = f"neo4j, synced, one in 100 changed and others recorded: {size:,} attendances"
        yield Figure(what, took, size=size, note="the whole map is checked")
        store.close()


def neo4j_mapped() -> Iterator[Figure]:
    """Put questions to a graph of others, at two sizes."""
    server = server_of(f"bench-{os.getpid()}", heap="1g", java=())
    os.environ.update(server.environment())
    with TemporaryDirectory() as folder:
        file = Path(folder) / "mapping.toml"
        file.write_text(MAPPING, encoding="utf-8")
        address = f"{server.address}/neo4j?mapping={file}"
        for size in SIZES:
            region = region_of(size)
            expected = rm.ReachMap.of(region).participation()
            raw(server, region)
            del region
            with rm.open(address) as desk:
                assert desk.participation() == expected
            for what, ask in {
                "participation": lambda desk: desk.participation(),
                "voices of one draw": lambda desk: desk.voices(samples=1),
                "first routes": lambda desk: desk.routes("g30"),
            }.items():
                with rm.open(address) as desk:
                    took = time_of(partial(ask, desk))
                yield Figure(f"neo4j, mapped, {what}: {size:,} attendances", took, size=size)
            clear_raw(server)
