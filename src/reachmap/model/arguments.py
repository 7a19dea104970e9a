"""Checks of the arguments of questions, each with one message."""

from collections.abc import Sequence
from datetime import date
from typing import TypeGuard

from pydantic import TypeAdapter, ValidationError

from reachmap.errors import InputError, quoted
from reachmap.model.fields import VALUE_RULES, Amount

AMOUNT: TypeAdapter[float] = TypeAdapter(Amount, config=VALUE_RULES)


def is_whole(value: object) -> TypeGuard[int]:
    """Return whether a value is a whole number; True and False are not."""
    return isinstance(value, int) and not isinstance(value, bool)


def check_whole(
    name: str, value: object, *, least: int = 1, most: int | None = None, unit: str = ""
) -> None:
    """Raise unless a value is a whole number within its bounds.

    Examples
    --------
    >>> check_whole("max_days", -1, least=0, unit="days")
    Traceback (most recent call last):
        ...
    reachmap.errors.InputError: max_days is a whole number of days, 0 or more, not '-1'
    """
    if is_whole(value) and least <= value and (most is None or value <= most):
        return
    what = f"a whole number of {unit}" if unit else "a whole number"
    bounds = f"{least} or more" if most is None else f"{least} to {most}"
    message = f"{name} is {what}, {bounds}, not {quoted(str(value))}"
    raise InputError(message)


def check_amount(name: str, value: object) -> None:
    """Raise unless a value is a sum of money, 0 or more.

    Examples
    --------
    >>> check_amount("max_cost", 12.505)
    Traceback (most recent call last):
        ...
    reachmap.errors.InputError: max_cost is 0 or more, with two decimals at most, not '12.505'
    """
    try:
        AMOUNT.validate_python(value)
    except ValidationError:
        message = f"{name} is 0 or more, with two decimals at most, not {quoted(str(value))}"
        raise InputError(message) from None


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
