"""A map with rows added, with nodes or links removed, or with other assumptions."""

from collections.abc import Collection, Mapping
from typing import Any

import numpy as np

from reachmap.analysis.altered import LinkName, links_named, listed_names, without_links
from reachmap.analysis.subset import without_nodes
from reachmap.errors import InputError, quoted
from reachmap.io.growing import with_rows
from reachmap.model.stakeholders import StakeholderMap


def add(town: StakeholderMap, /, **tables: Any) -> StakeholderMap:  # noqa: ANN401  as frames and records are
    """Return the map with rows added; this one stays as it is.

    A few rows are checked beside what they may name, so that a step of a loop takes some
    milliseconds, however large the map is. Many at once go in one call, or in a `Building`.

    Parameters
    ----------
    tables
        Rows by table name, as ``groups=[{"name": "Carers"}]``: dicts of columns, records, or a
        frame; one row needs no list. Ids are made from names where they are left out, days may
        be text, and references names. What is given of ``about`` takes the place of what it
        says, as ``about={"area_population": 20000}``; `with_assumptions` changes settings.

    Returns
    -------
    ReachMap
        The map with the rows, ready for questions.

    Raises
    ------
    InvalidMap
        If anything is wrong with them: every problem.
    InputError
        If settings are given by name.

    Examples
    --------
    >>> from reachmap import demo
    >>> demo().add(groups={"name": "Bell ringers", "population": 40})["Bell ringers"].id
    'bell-ringers'
    """
    settings = tables.get("assumptions")
    if isinstance(settings, Mapping) and settings and not {"name", "value"} & {*settings}:
        message = f"settings are changed by m.with_assumptions({next(iter(settings))}=...)"
        raise InputError(message)
    return with_rows(town, tables)


def remove(town: StakeholderMap, names: str | Collection[str | LinkName]) -> StakeholderMap:
    """Return the map without nodes or links, and without every row that names them.

    Parameters
    ----------
    names
        Ids or names of nodes, and links as (from, type, to).

    Returns
    -------
    ReachMap
        The map without them, ready for questions; nobody else goes with them, as in `what_if`.

    Raises
    ------
    UnknownNode, InputError
        If nothing goes by one of the names, or there is no such link.
    InvalidMap
        If what is left is no map, as without a team.

    Examples
    --------
    >>> from reachmap import demo
    >>> len(demo().remove("Hidden carers").groups) - len(demo().groups)
    -1
    """
    listed = listed_names(names)
    nodes = frozenset(town.find(each) for each in listed if isinstance(each, str))
    links = links_named(town, [each for each in listed if not isinstance(each, str)])
    left = without_links(town, links) if links else town
    return without_nodes(left, nodes) if nodes else left


def with_assumptions(town: StakeholderMap, /, **changes: Any) -> StakeholderMap:  # noqa: ANN401  each of its own type
    """Return the map with other assumptions; those not named stay.

    Parameters
    ----------
    changes
        Settings by name, as ``max_hops=3``: docs/reference/settings.md has all of them.

    Returns
    -------
    ReachMap
        The map with them, ready for questions.

    Raises
    ------
    InputError, InvalidMap
        If there is no such setting, or a value is out of its bounds.

    Examples
    --------
    >>> from reachmap import demo
    >>> demo().with_assumptions(max_hops=3).stakeholders.assumptions.max_hops
    3
    """
    if not changes:
        message = "nothing to change: name a setting, as max_hops=3"
        raise InputError(message)
    for name, value in changes.items():
        if not isinstance(value, int | float | str | np.generic) or value != value:  # noqa: PLR0124  no number
            message = f"{name} is a number or a word, not {quoted(str(value))}"
            raise InputError(message)
    given: Mapping[str, Any] = town.assumptions.items() | changes
    rows = [{"name": name, "value": value} for name, value in given.items()]
    return with_rows(town, {"assumptions": rows}, in_place_of=("assumptions",))
