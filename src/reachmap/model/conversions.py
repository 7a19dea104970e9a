"""Arguments of questions as people give them, as the types that questions take.

Here is what a value may be; which values a question takes, `arguments` and the question check.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from os import PathLike, fspath
from types import MappingProxyType
from typing import Any

import numpy as np

from reachmap.errors import InputError, quoted
from reachmap.model.fields import FIRST_DAY, LAST_DAY
from reachmap.model.links import Link
from reachmap.model.nodes import Node
from reachmap.model.stakeholders import StakeholderMap

MOST_BITS = 256
"""Most bits of a number: far more than any bound, and few enough to write it out."""

LINK_PARTS = 3
"""From, type and to."""


def as_day(name: str, value: object) -> date:
    """Return a day given as a date, a moment of pandas or NumPy, or ISO text.

    Examples
    --------
    >>> as_day("as_of", "2026-03-31"), as_day("as_of", np.datetime64("2026-03-31T10:00"))
    (datetime.date(2026, 3, 31), datetime.date(2026, 3, 31))
    """
    given = value
    if isinstance(given, np.datetime64):
        given = given.astype("datetime64[D]").item()
    try:
        if isinstance(given, str):
            given = datetime.fromisoformat(given.strip())
        if isinstance(given, date):
            return date(given.year, given.month, given.day)
    except (TypeError, ValueError):  # no day at all, as NaT
        pass
    message = (
        f"{name} is a day from {FIRST_DAY} to {LAST_DAY}, as a date or as text such as "
        f"'2026-03-31', not {_quoted(value)}"
    )
    raise InputError(message)


def as_number(name: str, value: object) -> Any:  # noqa: ANN401  its bounds are checked where used
    """Return a number, also one of NumPy, as a plain one; the question checks its bounds."""
    if isinstance(value, int) and value.bit_length() > MOST_BITS:
        message = f"{name} is a number of which computers keep count, not so large a one"
        raise InputError(message)
    return value.item() if isinstance(value, np.generic) else value


def as_flag(name: str, value: object) -> bool:
    """Return True or False, also of NumPy."""
    if isinstance(value, bool | np.bool_):
        return bool(value)
    message = f"{name} is True or False, not {_quoted(value)}"
    raise InputError(message)


def as_text(name: str, value: object) -> str:
    """Return an id or a name; of a node its id.

    Examples
    --------
    >>> as_text("group", None)
    Traceback (most recent call last):
        ...
    reachmap.errors.InputError: group is an id or a name, not 'None'
    """
    if isinstance(value, Node):
        return value.id
    if isinstance(value, str) and value.strip():
        return str(value)
    message = f"{name} is an id or a name, not {_quoted(value)}"
    raise InputError(message)


def as_address(name: str, value: object) -> str:
    """Return the path of a file or folder, or the address of a store, as text.

    Examples
    --------
    >>> as_address("source", None)
    Traceback (most recent call last):
        ...
    reachmap.errors.InputError: source is a path as text or a Path, not NoneType
    """
    address = fspath(value) if isinstance(value, str | PathLike) else None
    if isinstance(address, str):
        return address
    message = f"{name} is a path as text or a Path, not {type(value).__name__}"
    raise InputError(message)


def as_texts(name: str, value: object) -> tuple[str, ...]:
    """Return one or several ids or names."""
    return tuple(as_text(f"each of {name}", each) for each in _several(name, value))


def as_nodes_or_links(name: str, value: object) -> tuple[Any, ...]:
    """Return ids and names of nodes, and links as (from, type, to)."""
    return tuple(
        _link(each) if isinstance(each, list | tuple | Link) else as_text(f"each of {name}", each)
        for each in _several(name, value)
    )


def as_records(name: str, value: object) -> tuple[Any, ...]:
    """Return nodes and links, one or several."""
    rows = (value,) if isinstance(value, Node | Link) else tuple(_several(name, value))
    for row in rows:
        if not isinstance(row, Node | Link):
            message = f"{name} takes nodes and links, as rm.Champion(...), not {_quoted(row)}"
            raise InputError(message)
    return rows


def as_quotas(name: str, value: object) -> dict[str, Any]:
    """Return fewest and most seats by group."""
    ranges: dict[str, Any] = {}
    for group, seats in _pairs(name, value, "{'carers': (1, 2)}"):
        pair = tuple(seats) if isinstance(seats, Sequence | np.ndarray) else ()
        key = as_text(f"each group of {name}", group)
        if len(pair) != 2:  # noqa: PLR2004  the fewest and the most
            message = f"the quota for {quoted(key)} is (fewest, most), not {_quoted(seats)}"
            raise InputError(message)
        ranges[key] = tuple(as_number(name, each) for each in pair)
    return ranges


def as_amounts(name: str, value: object) -> dict[str, Any]:
    """Return numbers by id or name."""
    pairs = _pairs(name, value, "{'carers': 12}")
    return {as_text(f"each of {name}", key): as_number(name, number) for key, number in pairs}


def as_progress(name: str, value: object) -> Any:  # noqa: ANN401  any function will do
    """Return a function that hears how far something has come."""
    if callable(value) and not isinstance(value, type):
        return value
    message = f"{name} is a function that hears what is done, how much and of how much"
    raise InputError(message)


def as_chances(name: str, value: object) -> dict[Any, Any]:
    """Return chances by link."""
    example = "{('team', 'TRUSTED_BY', 'carers'): 0.2}"
    return {_link(link): as_number(name, v) for link, v in _pairs(name, value, example)}


def as_other_side(name: str, value: object) -> Any:  # noqa: ANN401  a map, a front desk or two days
    """Return what a map is compared with; two days as days."""
    if isinstance(value, list | tuple) and len(value) == 2:  # noqa: PLR2004  the first and the last
        return tuple(as_day(name, each) for each in value)
    if isinstance(value, StakeholderMap) or hasattr(value, "store"):
        return value
    message = f"{name} is another map, or (first day, last day), not {_quoted(value)}"
    raise InputError(message)


def as_given(_: str, value: object) -> Any:  # noqa: ANN401  whatever it is
    """Return what is checked where it is used, as it is."""
    return value


CONVERSIONS: Mapping[str, Callable[[str, object], Any]] = MappingProxyType(
    {
        **dict.fromkeys(("as_of", "since", "until", "by", "decided_on"), as_day),
        **dict.fromkeys(
            ("n", "k", "samples", "seed", "size", "max_hops", "max_days", "max_cost", "most_tried"),
            as_number,
        ),
        **dict.fromkeys(("budget", "staff_hours", "max_asks", "rounds", "time_limit_s"), as_number),
        **dict.fromkeys(("diverse", "rest", "keep_staff", "force"), as_flag),
        **dict.fromkeys(
            ("group", "topic", "team", "level", "method", "channel", "objective", "area"), as_text
        ),
        **dict.fromkeys(("fairness", "letter"), as_text),
        "target": as_address,
        **dict.fromkeys(("audience", "purpose", "plan", "ax"), as_given),
        **dict.fromkeys(("groups", "nodes", "avoid", "fixed", "forbidden"), as_texts),
        **dict.fromkeys(("remove", "without", "names"), as_nodes_or_links),
        "add": as_records,
        "weaken": as_chances,
        "quotas": as_quotas,
        "floors": as_amounts,
        "progress": as_progress,
        "against": as_other_side,
    }
)
"""How each argument of a question is converted, by its name."""


def converted(name: str, value: object, default: object) -> Any:  # noqa: ANN401  by name
    """Return an argument as the question takes it; what is its default stays as it is."""
    return value if value is default else CONVERSIONS[name](name, value)


def _several(name: str, value: object) -> tuple[Any, ...]:
    """Return what is given as one thing or as several, sets in order."""
    if isinstance(value, str | Node | Link):
        return (value,)
    if isinstance(value, Iterable) and not isinstance(value, bytes | np.generic):
        try:
            rows = tuple(value)
        except TypeError:  # an array without dimensions
            rows = (None,)
        return tuple(sorted(rows, key=str)) if isinstance(value, set | frozenset) else rows
    message = f"{name} is one or several ids or names, not {_quoted(value)}"
    raise InputError(message)


def _link(value: object) -> tuple[str, str, str]:
    """Return what names a link."""
    if isinstance(value, Link):
        return value.from_, value.type, value.to
    parts = tuple(value) if isinstance(value, list | tuple) else ()
    if len(parts) != LINK_PARTS or not all(isinstance(each, str) for each in parts):
        message = f"a link is (from, type, to), not {_quoted(value)}"
        raise InputError(message)
    return str(parts[0]), str(parts[1]), str(parts[2])


def _pairs(name: str, value: object, example: str) -> Iterable[tuple[object, object]]:
    if isinstance(value, Mapping):
        return value.items()
    message = f"{name} is a dict such as {example}, not {_quoted(value)}"
    raise InputError(message)


def _quoted(value: object) -> str:
    try:
        return quoted(str(value))
    except ValueError:  # a number of more digits than Python writes
        return "so large a number"
