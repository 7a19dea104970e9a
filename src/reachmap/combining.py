"""Ways to bring maps and what others wrote into one: `import_`, `merge` and `sync`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from os import PathLike
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any, NamedTuple

from reachmap import io
from reachmap.errors import InputError, UndecidedMerge
from reachmap.io.growing import listed_rows
from reachmap.map import Path, ReachMap
from reachmap.model.conversions import as_address
from reachmap.opening import open as open_map
from reachmap.store import opening

if TYPE_CHECKING:
    import pandas as pd

    from reachmap.analysis.merging.rows import ToDecide
    from reachmap.store.protocol import Synced


class Import(NamedTuple):
    """A map with what was imported, and the report of it."""

    map: ReachMap
    report: io.Imported


def import_(
    source: Path,
    *,
    into: ReachMap | None = None,
    mapping: Path | None = None,
    key: Path | None = None,
    area: str | None = None,
) -> Import:
    """Bring in what another program wrote: recognised, and mapped to the tables of a map.

    Parameters
    ----------
    source
        A file or folder, as `reachmap import` takes it.
    into
        Map whose rows are updated and added to; it stays as it is itself.
    mapping
        Mapping file of an earlier import: what each term stands for, and the ids that were given.
    key
        File with the key that makes pseudonyms of people on sign-in lists; it is written, for you
        alone, where it does not exist. Keep it apart from the map.
    area
        Area whose figures are wanted, where a table of populations has several.

    Returns
    -------
    Import
        The map, and a report: what was taken, what was left and why (``.report.explain()``),
        and the text of the mapping file (``.report.mapping``).

    Raises
    ------
    UnreadableFile
        If the source cannot be read, or no importer knows it.
    InputError
        If a list of people comes without a key.
    InvalidMap
        If what it holds breaks a rule of maps.

    Examples
    --------
    >>> import json
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder) / "feed.json"
    ...     _ = file.write_text(json.dumps({"id": "7", "name": "Carers' Hub", "website": ""}))
    ...     town, report = import_(file)
    >>> [body.name for body in town.stakeholders.organisations]
    ["Carers' Hub", 'Our team']
    """
    base = None if into is None else into.stakeholders
    terms = io.read_mapping(FilePath(mapping)) if mapping else {}
    secret = FilePath(key) if key else None
    path = FilePath(as_address("source", source))
    report = io.import_source(path, into=base, mapping=terms, area=area, key=secret)
    return Import(ReachMap.of(report.stakeholders), report)


def _decision_cells(decisions: Any) -> Iterator[tuple[int, Mapping[str, str]]]:  # noqa: ANN401  anything may be handed over
    """Yield the cells of rows of decisions, with their numbers."""
    for number, row in enumerate(listed_rows("decisions", decisions), start=1):
        if "mark" not in row:
            message = f"row {number} is no decision: give rows with 'mark' and 'decision'"
            raise InputError(message)
        yield number, {name: cell for name, cell in row.items() if isinstance(cell, str)}


def merge(
    first: ReachMap,
    second: ReachMap,
    *,
    decisions: Path | pd.DataFrame | Iterable[ToDecide | Mapping[str, Any]] = (),
    names: tuple[str, str] = ("first", "second"),
) -> ReachMap:
    """Make two maps one: every row of both, rows with the same key made one.

    Parameters
    ----------
    decisions
        A sheet of decisions (.csv, .xlsx) that was filled in; or rows of ``answer`` (below), dicts
        or a frame, each with its ``mark`` and ``decision``.
    names
        What to call the maps in what is to be decided.

    Raises
    ------
    UndecidedMerge
        While anything is to be decided: values that differ, and names so alike that they may be
        one; its ``answer`` has a row for each. Nothing is guessed.
    InvalidMap
        If no decision makes one map of them, as sums in two currencies.

    Examples
    --------
    >>> from reachmap import demo
    >>> merge(demo(), demo()) == demo()
    True
    >>> link = {"from": "engagement-team", "type": "KNOWS", "to": "carers-officer", "trust": 3}
    >>> other = demo().add(links=link | {"trust": 4})
    >>> try:
    ...     merge(demo().add(links=link), other)
    ... except UndecidedMerge as undecided:
    ...     rows = [row.model_copy(update={"decision": "second"}) for row in undecided.answer]
    >>> merge(demo().add(links=link), other, decisions=rows) == other
    True
    """
    from reachmap.analysis.merging.deciding import decisions_of
    from reachmap.analysis.merging.question import merging

    desks: tuple[Any, ...] = (first, second)
    for desk in desks:
        if not isinstance(desk, ReachMap):
            message = f"{type(desk).__name__} is no ReachMap; rm.read opens a file"
            raise InputError(message)
    if isinstance(decisions, str | PathLike):
        sheet = io.read_answer(decisions, needs="mark")
        decided = decisions_of(sheet, file=FilePath(decisions).name)
    else:
        decided = decisions_of(_decision_cells(decisions), file="decisions")
    whole, answer = merging(first.stakeholders, second.stakeholders, decisions=decided, names=names)
    if whole is None:
        raise UndecidedMerge(answer.explain(), answer)
    return ReachMap.of(whole)


def sync(source: Path | ReachMap, target: str, *, insecure: bool = False) -> Synced:
    """Bring into a map on a Neo4j server what a source changed since it was last brought in.

    Rows go over by id, in one transaction: cut off anywhere, it leaves the old map or the new one.
    What others recorded on the server stays. Where there is no map yet, it is written whole.

    Parameters
    ----------
    source
        A map, or where it is kept: a file, a folder or a store.
    target
        The address, ``neo4j://host/database?map=name``.
    insecure
        Whether the connection to a server on another machine may be unencrypted.

    Returns
    -------
    Synced
        Rows ``added``, ``changed`` and ``removed``, by table; false where nothing changed.

    Raises
    ------
    StoreConflict
        If another program changed the map meanwhile; nothing of yours was written.
    InvalidMap
        If the map would break a rule, as where rows recorded there name what the source lost.
    StoreUnavailable, StoreAccess
        If the server does not answer or refuses, or the target is no address of a server.

    Examples
    --------
    >>> from reachmap import StoreAccess, demo
    >>> try:
    ...     sync(demo(), "town.db")
    ... except StoreAccess as error:
    ...     print(error)
    'town.db' is no address of a server (neo4j://host/database?map=name)
    """
    address = as_address("target", target)
    opening.require_server(address)
    desk = source if isinstance(source, ReachMap) else open_map(source, insecure=insecure)
    try:
        return opening.sync(address, desk.stakeholders, insecure=insecure)
    finally:
        if desk is not source:
            desk.close()
