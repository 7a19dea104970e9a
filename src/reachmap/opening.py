"""Ways to open a map; and to write into one: `record` adds rows, `commit` a plan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import ExitStack, closing
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any

from reachmap import io
from reachmap.errors import InputError, quoted
from reachmap.map import Path, ReachMap
from reachmap.model.additions import Addition, columns_by_table
from reachmap.model.columns import warnings_of
from reachmap.model.conversions import as_address
from reachmap.store import is_file, is_store, opening

if TYPE_CHECKING:
    from reachmap.model.stakeholders import StakeholderMap
    from reachmap.plan.round.answer import Plan


def read(source: Path) -> ReachMap:
    """Read a map from a folder of CSV files, an ``.xlsx`` or a ``.json`` file into memory.

    Parameters
    ----------
    source
        Where it is.

    Returns
    -------
    ReachMap
        The map; its ``remarks`` are what is worth a look, and `MapWarning` warns of slips.

    Raises
    ------
    InvalidMap
        If anything is wrong with it: every problem, where it is and how to mend it.
    UnreadableFile
        If there is no such file, or it cannot be read.

    Examples
    --------
    >>> read(io.demo_path()).overview().title
    'Harbour Vale: whom we hear'
    """
    address = as_address("source", source)
    return desk_of(io.read_source(address), address)


def desk_of(reading: io.Reading, source: str) -> ReachMap:
    """Return the front desk of what was read, and warn of what is worth a look."""
    io.warn_of(reading, source)
    return ReachMap.of(reading.stakeholders, remarks=reading.warnings)


def open(  # noqa: A001  the word of the contract
    source: Path,
    *,
    insecure: bool = False,
    driver: Any = None,  # noqa: ANN401  a driver of Neo4j, which may not be installed
    auth: Any = None,  # noqa: ANN401  the same
) -> ReachMap:
    """Open the map of a store, or read that of a file or folder into memory.

    Parameters
    ----------
    source
        A file that ends in ``.db``, an address such as ``neo4j://host/database?map=name`` (or
        ``?mapping=file.toml``, for a graph of your own that is read through a mapping, or
        ``?maps=east,west`` for several areas), or a file or folder as for `read`.
    insecure
        Whether the connection to a server on another machine may be unencrypted.
    driver
        A ``neo4j.Driver`` that is open already, for a program that acts for several users; it
        stays open. The address then names no server: ``neo4j:///database?map=name``.
    auth
        As whom to ask a server, as its driver takes it: ``(user, password)``, say. Left out, the
        environment says it, or a `driver` its own.

    Returns
    -------
    ReachMap
        The map, ready for questions. Its store stays open until ``.close()``, or to the end of
        a ``with`` block. Several areas are read whole, as they are then, and made one map; its
        ``areas`` are the map of each.

    Raises
    ------
    StoreUnavailable
        If a store does not exist, or does not answer.
    StoreAccess
        If access is refused, or the file is no store of a map.
    InvalidMap, UnreadableFile
        As `read`; and where the maps of two areas say different things of the same id.

    Examples
    --------
    >>> with open(io.demo_path()) as borough:
    ...     borough == demo()
    True
    """
    address = as_address("source", source)
    if (driver, auth) != (None, None) and (is_file(address) or not is_store(address)):
        message = f"driver and auth are of a Neo4j server, and {quoted(address)} is a file"
        raise InputError(message)
    if areas := opening.addresses_of_areas(address):
        return _open_areas(areas, insecure=insecure, driver=driver, auth=auth)
    if is_store(address):
        return ReachMap(opening.open_store(address, insecure=insecure, driver=driver, auth=auth))
    return desk_of(io.read_source(source), address)


def _open_areas(addresses: Mapping[str, str], **access: Any) -> ReachMap:  # noqa: ANN401  insecure, driver and auth
    """Return the map of several areas, each read whole from its address."""
    from reachmap.analysis.merging.areas import one_map

    areas: dict[str, StakeholderMap] = {}
    for area, address in addresses.items():
        with closing(opening.open_store(address, **access)) as store:
            areas[area] = store.whole()
    whole, remarks = one_map(areas)
    desk = ReachMap.of(whole, remarks=remarks)
    desk.areas = {area: ReachMap.of(each) for area, each in areas.items()}
    return desk


def look(source: Path, *, insecure: bool = False) -> io.Reading:
    """Read a whole map from a file or a store, with warnings and rows by table."""
    if not is_store(address := as_address("source", source)):
        return io.read_source(source)
    if opening.addresses_of_areas(address):
        desk = open(address, insecure=insecure)
        stakeholders, remarks = desk.stakeholders, desk.remarks
    else:
        with closing(opening.open_store(address, insecure=insecure)) as store:
            stakeholders, remarks = store.whole(), store.remarks()
    counts = {table: rows for table, rows in stakeholders.sizes().items() if rows}
    return io.Reading(stakeholders, (*warnings_of(stakeholders), *remarks), counts)


def record(
    source: Path, rows: Iterable[Addition | Mapping[str, Any]], *, insecure: bool = False
) -> ReachMap:
    """Add rows to a map in a store, file or folder, in one step.

    The rest of a file stays as it is, with its looks. The whole map is checked with the new
    rows first, and either all of them are written or none.

    Parameters
    ----------
    source
        A store, file or folder that holds a map.
    rows
        Asks, attendance, turnout, what was said, panel seats, findings and links, with ids or
        names, or dicts of their columns, which are read as cells of a file are, or a frame. A
        link replaces that of the same ends, type and source. New nodes of any kind as well, as
        ``rm.Organisation(id="hub", name="Carers' Hub")``; other rows name these by their id.
    insecure
        Whether the connection to a server on another machine may be unencrypted.

    Returns
    -------
    ReachMap
        The map with the rows, ready for questions.

    Raises
    ------
    InvalidMap
        If a row is of another table, or the map would have problems: every one of them.
    StoreConflict
        If another program changed it meanwhile.
    StoreUnavailable, StoreAccess, UnreadableFile
        If it cannot be read or written to.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> from reachmap import Finding
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder) / "borough.json"
    ...     _ = demo().write(file)
    ...     now = record(file, [Finding(rule="rest", subject="v001", answer="They rest.")])
    ...     len(now.stakeholders.findings) - len(demo().stakeholders.findings)
    1
    """
    address = as_address("source", source)
    if not is_store(address):
        return ReachMap.of(io.record(source, rows))
    with ExitStack() as undone:
        store = opening.open_store(address, insecure=insecure)
        undone.callback(store.close)
        opening.append(store, io.read_changes(rows, lambda: store.outline().about))
        undone.pop_all()
    return ReachMap(store)


def commit(source: Path, plan: Plan, *, insecure: bool = False) -> ReachMap:
    """Write a plan into a map where it lies: its sittings as planned activities, and its asks.

    The rest of a file stays as it is, with its looks, and in a store nothing but the new rows is
    written; all of them or none, also where others write meanwhile. The next plan counts them:
    people expected, room taken, groups asked about.

    Parameters
    ----------
    source
        A store, file or folder that holds the map that was planned with.
    plan
        The plan.
    insecure
        Whether the connection to a server on another machine may be unencrypted.

    Returns
    -------
    ReachMap
        The map with the rows, ready for questions.

    Raises
    ------
    InputError
        If the plan has nothing to write down, as one that was released for others.
    InvalidMap
        If the map has no such group, person or body any more.
    StoreConflict, StoreUnavailable, StoreAccess, UnreadableFile
        As `record`.

    Examples
    --------
    >>> from datetime import date
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder) / "borough.json"
    ...     _ = demo().write(file)
    ...     small = demo().plan(budget=50, staff_hours=4, by=date(2026, 5, 31), groups="carers")
    ...     now = commit(file, small)
    ...     len(now.stakeholders.activities) - len(demo().stakeholders.activities)
    1
    """
    address = as_address("source", source)
    if not plan.actions:
        message = "the plan has nothing to write down"
        raise InputError(message)
    if not is_store(address):
        return ReachMap.of(io.plan_ahead(source, plan.rows_for))
    with ExitStack() as undone:
        store = opening.open_store(address, insecure=insecure)
        undone.callback(store.close)
        opening.append_planned(store, lambda town: columns_by_table(plan.rows_for(town)))
        undone.pop_all()
    return ReachMap(store)


def forget(source: Path, voice: str, *, insecure: bool = False) -> io.Forgotten:
    """Remove a voice, and every row that names it, from a map in a store, file or folder.

    What killed writers left beside the map goes too. Files that are called like it, and notes in
    it, are looked into and left as they are; copies and backups elsewhere are not touched. A
    Neo4j server keeps what was deleted in its own files for a while (see its page in docs).

    Parameters
    ----------
    source
        A store, file or folder that holds a map.
    voice
        Id of the voice.
    insecure
        Whether the connection to a server on another machine may be unencrypted.

    Returns
    -------
    Forgotten
        Rows removed, a whole number; its ``remaining`` names the files by the map that may still
        name the voice.

    Raises
    ------
    UnknownNode
        If there is no such voice.
    StoreConflict, StoreUnavailable, StoreAccess, InvalidMap, UnreadableFile
        As `record`.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder) / "borough.json"
    ...     _ = demo().write(file)
    ...     rows = forget(file, "v001")
    ...     rows > 0, "v001" in [voice.id for voice in read(file).stakeholders.voices]
    (True, False)
    """
    address = as_address("source", source)
    if not is_store(address):
        return io.forget(source, voice)
    store = opening.open_store(address, insecure=insecure)
    try:
        rows = store.forget(voice)
    finally:
        store.close()
    around = io.Mentions([voice]).around(FilePath(address).resolve()) if is_file(address) else ()
    return io.Forgotten(rows, tuple(around))


def demo() -> ReachMap:
    """Return the demo borough: a made-up place with the usual difficulties of engagement.

    Returns
    -------
    ReachMap
        The map, ready for questions.

    Examples
    --------
    >>> "Hidden carers" in [row.name for row in demo().participation().of("unheard")]
    True
    """
    return read(io.demo_path())
