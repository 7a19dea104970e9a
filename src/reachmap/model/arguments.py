"""Checks of the arguments of questions, each with one message."""

from collections.abc import Sequence
from datetime import date
from typing import TypeGuard

from reachmap.errors import InputError, quoted


def is_whole(value: object) -> TypeGuard[int]:
    """Return whether a value is a whole number; True and False are not."""
    return isinstance(value, int) and not isinstance(value, bool)


def check_whole(
    name: str, value: object, *, least: int = 1, most: int | None = None, unit: str = ""
) -> None:
    """Raise unless a value is a whole number within its bounds.

    Examples
    --------
    >>> check_whole("max_cost", -1, least=0, unit="pence")
    Traceback (most recent call last):
        ...
    reachmap.errors.InputError: max_cost is a whole number of pence, 0 or more, not '-1'
    """
    if is_whole(value) and least <= value and (most is None or value <= most):
        return
    what = f"a whole number of {unit}" if unit else "a whole number"
    bounds = f"{least} or more" if most is None else f"{least} to {most}"
    message = f"{name} is {what}, {bounds}, not {quoted(str(value))}"
    raise InputError(message)


def check_one_of(name: str, value: object, known: Sequence[str]) -> None:
    """Raise unless a value is one of a few words.

    Examples
    --------
    >>> check_one_of("objective", "speed", ("chance", "cost"))
    Traceback (most recent call last):
        ...
    reachmap.errors.InputError: objective is one of chance, cost, not 'speed'
    """
    if value not in known:
        message = f"{name} is one of {', '.join(known)}, not {quoted(str(value))}"
        raise InputError(message)


def check_window(since: date | None, until: date | None) -> None:
    """Raise where a window ends before it begins."""
    if since and until and since > until:
        message = f"the window ends ({until}) before it begins ({since})"
        raise InputError(message)
