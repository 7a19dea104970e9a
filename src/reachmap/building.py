"""Ways to a map made in code: a new one, frames and graphs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from reachmap import io
from reachmap.map import ReachMap
from reachmap.opening import desk_of

if TYPE_CHECKING:
    import networkx as nx

    from reachmap.io.frames import Extra, Table


def new(*, title: str, team: str = "Engagement team") -> ReachMap:
    """Return a map with nothing on it but its team, to `ReachMap.add` to.

    Parameters
    ----------
    title, team
        What to call the map, and the organisation that asks.

    Returns
    -------
    ReachMap
        The map, ready for rows.

    Raises
    ------
    InvalidMap
        If either is no text, or the team has no name.

    Examples
    --------
    >>> new(title="Our town").add(groups={"name": "Unpaid carers"}).participation()[0].status
    'not-recorded'
    """
    return ReachMap.of(io.from_frames({"about": [{"title": title, "team": team}]}))


def from_frames(
    tables: Mapping[str, Table],
    *,
    columns: Mapping[str, Mapping[str, str]] | None = None,
    extra: Extra = "forbid",
) -> ReachMap:
    """Return the map that frames hold.

    Parameters
    ----------
    tables
        Frames of pandas, polars or pyarrow by table name, or lists of dicts, with columns by
        field name; a named index is a column. Several values are a tuple or list, or text
        separated by ``;``. None and NaN are blank.
    columns
        What columns are called here, by table, where frames call them otherwise.
    extra
        ``ignore`` leaves out columns that a table has not; people's own, ``x_...``, are kept.

    Returns
    -------
    ReachMap
        The map, ready for questions.

    Raises
    ------
    InvalidMap
        If anything is wrong with them.
    InputError
        If `columns` names a table or column that is not there.

    Examples
    --------
    >>> import pandas as pd
    >>> teams = pd.DataFrame({"name": ["Engagement team"], "team": [True]})
    >>> groups = pd.DataFrame({"name": ["Unpaid carers"], "pop_2024": [900], "ward": ["North"]})
    >>> town = from_frames(
    ...     {"organisations": teams, "groups": groups},
    ...     columns={"groups": {"pop_2024": "population"}},
    ...     extra="ignore",
    ... )
    >>> town["unpaid-carers"].population
    900
    """
    return desk_of(io.read_frames(tables, columns=columns, extra=extra), "the frames")


def from_networkx(graph: nx.MultiDiGraph[Any]) -> ReachMap:
    """Return the map that a NetworkX graph holds, in the layout of `ReachMap.to_networkx`.

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

    Examples
    --------
    >>> import networkx as nx
    >>> graph = nx.MultiDiGraph()
    >>> graph.add_node("team", kind="organisation", name="Engagement team", team=True)
    >>> graph.add_node("carers", kind="group", name="Unpaid carers")
    >>> _ = graph.add_edge("team", "carers", type="TRUSTED_BY")
    >>> from_networkx(graph).routes("carers").routes[0].nodes
    ('team', 'carers')
    """
    return desk_of(io.read_networkx(graph), "the graph")
