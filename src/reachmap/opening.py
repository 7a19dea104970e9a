"""The ways to a front desk: from files, the demo borough, frames and graphs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from reachmap import io
from reachmap.map import Path, ReachMap

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd


def read(source: Path) -> ReachMap:
    """Read a map from a folder of CSV files or a ``.json`` file into memory.

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
