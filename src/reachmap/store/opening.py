"""Stores opened by a file's ending, or by the scheme of an address."""

from collections.abc import Callable, Mapping
from contextlib import closing
from typing import Any
from urllib.parse import unquote_plus

from reachmap.errors import InvalidMap, StoreAccess, StoreUnavailable, quoted
from reachmap.model.additions import with_ids
from reachmap.model.columns import Columns
from reachmap.model.stakeholders import StakeholderMap
from reachmap.paths import is_file_name
from reachmap.store.protocol import LastingStore, MapListed, Synced

ENDINGS = (".db", ".sqlite")
"""Of files that hold a map in SQLite."""

SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")
"""Of addresses of a Neo4j server."""

MAPS = "maps"
"""What of an address names the maps of several areas, parted by commas."""

NO_NEO4J = "a map on a server needs neo4j, which is not installed: pip install 'reachmap[neo4j]'"


def is_file(source: str) -> bool:
    """Return whether a source names a store that is a file on this machine."""
    return source.casefold().endswith(ENDINGS)


def is_store(source: str) -> bool:
    """Return whether a source names a store, by its ending or its scheme.

    Examples
    --------
    >>> is_store("map.db"), is_store("neo4j://host"), is_store("map.xlsx")
    (True, True, False)
    """
    return is_file(source) or source.partition(":")[0].casefold() in SCHEMES


def addresses_of_areas(source: str) -> dict[str, str]:
    """Return the address of each of several maps of areas that one names; none where it does not.

    Examples
    --------
    >>> addresses_of_areas("neo4j://host/care?maps=east,west")["west"]
    'neo4j://host/care?map=west'
    >>> addresses_of_areas("neo4j://host/care?map=east")
    {}
    """
    start, _, query = source.partition("?")
    parts = query.partition("#")[0].split("&")
    several = [part.partition("=")[2] for part in parts if part.partition("=")[0] == MAPS]
    if is_file(source) or not is_store(source) or not several:
        return {}
    names = [name for each in several for name in each.split(",")]
    others = [part for part in parts if part.partition("=")[0] != MAPS]
    addresses = {
        unquote_plus(name): "?".join([start, "&".join([f"map={name}", *others])]) for name in names
    }
    if len(addresses) < max(len(names), 2) or any(part.startswith("map=") for part in others):
        message = f"{quoted(source)} is to name two areas or more, each once: ?maps=east,west"
        raise StoreAccess(message)
    return addresses


def open_store(
    source: str,
    *,
    make: bool = False,
    insecure: bool = False,
    driver: Any = None,  # noqa: ANN401  a driver of Neo4j, which may not be installed
    auth: Any = None,  # noqa: ANN401  the same
) -> LastingStore:
    """Open the store that a source names; its engine is loaded only now."""
    if is_file(source):
        from reachmap.store.sqlite import SQLiteStore

        if not is_file_name(source):
            message = f"{quoted(source)} is no name of a file"
            raise StoreAccess(message)

        return SQLiteStore(source, make=make)
    try:
        from reachmap.store.neo4j import Access, MappedStore, Neo4jStore, is_mapped
    except ModuleNotFoundError as error:
        raise StoreUnavailable(NO_NEO4J) from error

    store = MappedStore if is_mapped(source) else Neo4jStore
    return store(source, make=make, insecure=insecure, access=Access(driver, auth))


def sync(target: str, source: StakeholderMap, *, insecure: bool = False) -> Synced:
    """Bring into a map on a server what a source changed since it was last brought in."""
    require_server(target)
    try:
        from reachmap.store.neo4j import Neo4jStore, is_mapped
    except ModuleNotFoundError as error:
        raise StoreUnavailable(NO_NEO4J) from error

    if is_mapped(target):
        message = f"{quoted(target)} is read through a mapping, and can only be read"
        raise StoreAccess(message)
    with closing(Neo4jStore(target, make=True, insecure=insecure)) as store:
        return store.sync(source)


def require_server(source: str) -> None:
    """Raise where an address names no server."""
    if is_file(source) or not is_store(source):
        message = f"{quoted(source)} is no address of a server (neo4j://host/database?map=name)"
        raise StoreAccess(message)


def maps_at(source: str, *, insecure: bool = False) -> tuple[str, tuple[MapListed, ...]]:
    """Return what the database of an address is called, and the maps in it by name."""
    require_server(source)
    try:
        from reachmap.store.neo4j import listed_maps
    except ModuleNotFoundError as error:
        raise StoreUnavailable(NO_NEO4J) from error

    return listed_maps(source, insecure=insecure)


def append(store: LastingStore, changes: Mapping[str, Columns]) -> None:
    """Add rows that name nodes by id, or else by what they go by."""
    try:
        store.append(changes)
    except InvalidMap:
        by_id = with_ids(store.outline(), changes)
        if by_id == changes:
            raise
        store.append(by_id)


def append_planned(
    store: LastingStore, make: Callable[[StakeholderMap], Mapping[str, Columns]]
) -> None:
    """Add rows that are made for a map, made again where others changed it meanwhile."""
    changes = make(store.outline())
    try:
        store.append(changes)
    except InvalidMap:
        again = make(store.outline())
        if again == changes:
            raise
        store.append(again)
