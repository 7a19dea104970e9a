"""The ways to a front desk: from files, stores, the demo borough, frames and graphs.

And what writes into a map where it lies: what happened today, and that a voice is forgotten.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from datetime import date
from os import fspath
from typing import TYPE_CHECKING, Any

from reachmap import io
from reachmap.map import Path, ReachMap
from reachmap.model.additions import Addition, changes_of, refuse_early
from reachmap.model.columns import warnings_of
from reachmap.store import is_store, opening

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd


def read(source: Path) -> ReachMap:
    """Read a map from a folder of CSV files, an ``.xlsx`` or a ``.json`` file into memory.

    Parameters
    ----------
    source
        Where it is.

    Returns
    -------
    ReachMap
        The map, ready for questions.

    Raises
    ------
    InvalidMap
        If anything is wrong with it: every problem, where it is and how to mend it.
    UnreadableFile
        If there is no such file, or it cannot be read.
    """
    return ReachMap.of(io.read(source))


def open(source: Path, *, insecure: bool = False) -> ReachMap:  # noqa: A001  the word of the contract
    """Open a map where it lives: in a store, where the source names one, else as `read`.

    Parameters
    ----------
    source
        A file that ends in ``.db``, an address as ``neo4j://host/database?map=name``, or a
        file or folder that `read` takes.
    insecure
        Whether a server on another machine may be talked to without encryption.

    Returns
    -------
    ReachMap
        The map, ready for questions. It holds the store open until ``.close()``, or to the end
        of a ``with`` block.

    Raises
    ------
    StoreUnavailable
        If a store is not there, or does not answer.
    StoreAccess
        If it may not be opened, or holds something else.
    InvalidMap, UnreadableFile
        As `read`.

    Examples
    --------
    >>> with open(io.demo_path()) as borough:
    ...     borough == demo()
    True
    """
    place = fspath(source)
    if is_store(place):
        return ReachMap(opening.open_store(place, insecure=insecure))
    return read(source)


def look(source: Path, *, insecure: bool = False) -> io.Reading:
    """Read a whole map from wherever it lives, with what is worth knowing of the reading.

    Parameters
    ----------
    source, insecure
        As for `open`.

    Returns
    -------
    Reading
        The map, warnings, and rows by table.

    Raises
    ------
    InvalidMap
        If anything is wrong with it: in a store, located by table and id.
    StoreUnavailable, StoreAccess, UnreadableFile
        As `open`.
    """
    if not is_store(fspath(source)):
        return io.read_source(source)
    with open(source, insecure=insecure) as desk:
        held = desk.stakeholders
    counts = {table: rows for table, rows in held.sizes().items() if rows}
    return io.Reading(held, warnings_of(held), counts)


def record(source: Path, rows: Iterable[Addition], *, insecure: bool = False) -> ReachMap:
    """Write down what happened, in one step, wherever the map lives.

    A file keeps its looks and everything else in it. The whole map is checked with the new
    rows first; nothing is half-written.

    Parameters
    ----------
    source
        A store, file or folder that holds a map.
    rows
        Asks, attendance, turnout, what was said, seats, findings and links, with ids. A link
        takes the place of the one with the same ends, type and source.
    insecure
        Whether a server on another machine may be talked to without encryption.

    Returns
    -------
    ReachMap
        The map as it stands now, ready for questions.

    Raises
    ------
    InvalidMap
        If the map would have problems: every one of them.
    StoreConflict
        If somebody else changed it meanwhile.
    StoreUnavailable, StoreAccess, UnreadableFile
        If it cannot be read or written to.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> from reachmap import Finding
    >>> with TemporaryDirectory() as folder:
    ...     place = Path(folder) / "borough.json"
    ...     _ = demo().write(place)
    ...     now = record(place, [Finding(rule="rest", subject="v001", answer="They rest.")])
    ...     len(now.stakeholders.findings) - len(demo().stakeholders.findings)
    1
    """
    changes = changes_of(rows)
    refuse_early(changes, today=date.today())  # noqa: DTZ011  a planner's own day, not an instant
    place = fspath(source)
    if not is_store(place):
        return ReachMap.of(io.record(source, changes))
    with ExitStack() as undone:
        store = opening.open_store(place, insecure=insecure)
        undone.callback(store.close)
        store.append(changes)
        undone.pop_all()
    return ReachMap(store)


def forget(source: Path, voice: str, *, insecure: bool = False) -> int:
    """Take a voice and every row that names it out of a map, wherever it lives.

    Copies and backups elsewhere are not touched.

    Parameters
    ----------
    source
        A store, file or folder that holds a map.
    voice
        Id of the voice.
    insecure
        Whether a server on another machine may be talked to without encryption.

    Returns
    -------
    int
        Rows taken away.

    Raises
    ------
    UnknownNode
        If there is no such voice.
    StoreConflict, StoreUnavailable, StoreAccess, InvalidMap, UnreadableFile
        As `record`.
    """
    place = fspath(source)
    if not is_store(place):
        return io.forget(source, voice)
    store = opening.open_store(place, insecure=insecure)
    try:
        return store.forget(voice)
    finally:
        store.close()


def demo() -> ReachMap:
    """Return the demo borough: a made-up place with the usual troubles of engagement in it.

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


def from_frames(tables: Mapping[str, pd.DataFrame]) -> ReachMap:
    """Return the map that pandas frames hold.

    Parameters
    ----------
    tables
        Frames by table name; columns are field names. Lists are tuples or text with
        ``;``; None and NaN are absent.

    Returns
    -------
    ReachMap
        The map, ready for questions.

    Raises
    ------
    InvalidMap
        If anything is wrong with them.
    """
    return ReachMap.of(io.from_frames(tables))


def from_networkx(graph: nx.MultiDiGraph[Any]) -> ReachMap:
    """Return the map that a NetworkX graph holds, as `ReachMap.to_networkx` lays it out.

    Parameters
    ----------
    graph
        Nodes with ``kind`` and fields, links with ``type`` and fields.

    Returns
    -------
    ReachMap
        The map, ready for questions.

    Raises
    ------
    InvalidMap
        If anything is wrong with it.
    """
    return ReachMap.of(io.from_networkx(graph))
