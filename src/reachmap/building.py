"""Ways to a map made in code: a new one, frames and graphs."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any, Self

from reachmap import io
from reachmap.analysis.altered import listed_names
from reachmap.errors import InputError
from reachmap.io.growing import listed_rows
from reachmap.map import ReachMap
from reachmap.opening import desk_of

if TYPE_CHECKING:
    import networkx as nx

    from reachmap.analysis.altered import LinkName
    from reachmap.io.frames import Extra, Table


HOW_TO_IGNORE = 'extra="ignore" leaves out others'


def new(title: str, *, team: str = "Engagement team", **about: Any) -> ReachMap:  # noqa: ANN401  each of its own type
    """Return a map with nothing on it but its team, to `ReachMap.add` to.

    Parameters
    ----------
    title, team
        What to call the map, and the organisation that asks.
    about
        Other columns of `about` by name, as ``area_population=20000, as_of="2026-03-31"``.

    Returns
    -------
    ReachMap
        The map, ready for rows.

    Raises
    ------
    InvalidMap
        If title or team is no text, the team has no name, or `about` has no such column.

    Examples
    --------
    >>> new("Our town").add(groups={"name": "Unpaid carers"}).participation()[0].status
    'not-recorded'
    """
    return ReachMap.of(io.from_frames({"about": [{"title": title, "team": team, **about}]}))


class Building:
    """Rows given one after another, of which one map is made at the end.

    `ReachMap.add` makes a map at each step, which takes some milliseconds. Here a row is looked
    at once: 20,000 take about as long as a file of them, and may name what comes later. Whatever
    is wrong is told together when the block ends, and then nothing is made; an error of your own
    in the block ends it as it would any other.

    Parameters
    ----------
    start
        The map to build on, which stays as it is.

    Attributes
    ----------
    map
        The map that was made, once the block has ended.

    Raises
    ------
    InvalidMap, UnknownNode, InputError
        As for `ReachMap.add` and `ReachMap.remove`, when the block ends.

    Examples
    --------
    >>> with Building(new(title="Our town")) as town:
    ...     for name in ("Unpaid carers", "Young people", "Nobody in particular"):
    ...         town.add(groups={"name": name})
    ...     town.remove("Nobody in particular")
    >>> [group.name for group in town.map.groups]
    ['Unpaid carers', 'Young people']
    """

    def __init__(self, start: ReachMap) -> None:
        given: object = start
        if not isinstance(given, ReachMap):
            message = f"{type(given).__name__} is no ReachMap to build on; rm.new makes one"
            raise InputError(message)
        self._start = start
        self._rows: dict[str, list[Any]] = {}
        self._gone: list[str | LinkName] = []
        self._map: ReachMap | None = None

    def add(self, **tables: Any) -> None:  # noqa: ANN401  as frames and records are
        """Give rows to add, as `ReachMap.add` takes them."""
        for table, rows in tables.items():
            listed = listed_rows(table, rows)
            before = self._rows.setdefault(table, [])
            if table == "about" and before and len(listed) == 1:
                before[-1] |= listed[0]
            else:
                before.extend(listed)

    def remove(self, names: str | Collection[str | LinkName]) -> None:
        """Give what goes once all is added, as `ReachMap.remove` takes it."""
        self._gone.extend(listed_names(names))

    @property
    def map(self) -> ReachMap:
        """The map that was made."""
        if self._map is None:
            message = "the map is made when the block ends: with rm.Building(...) as town: ..."
            raise InputError(message)
        return self._map

    def __enter__(self) -> Self:
        """Begin to take rows."""
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Make the map of all that was given."""
        if kind is None:
            whole = self._start.add(**self._rows) if self._rows else self._start
            self._map = whole.remove(self._gone) if self._gone else whole


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
    reading = io.read_frames(tables, columns=columns, extra=extra, how_to_ignore=HOW_TO_IGNORE)
    return desk_of(reading, "the frames")


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
