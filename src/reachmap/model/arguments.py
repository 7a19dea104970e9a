"""Checks of the arguments of questions, each with one message."""

from collections.abc import Sequence
from datetime import date
from typing import TypeGuard

from pydantic import TypeAdapter, ValidationError

from reachmap.errors import InputError, quoted
from reachmap.model.fields import FIRST_DAY, LAST_DAY, VALUE_RULES, Amount

MOST_SAMPLES = 1_000_000
LAST_SEED = 2**64 - 1
MOST_LINKS = 10_000
"""Most links of a route or a chain; no map has one so long."""

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


def check_samples(samples: object, seed: object, *, least: int = 1) -> None:
    """Raise unless samples can be drawn: so many, from such a seed.

    Examples
    --------
    >>> check_samples(4096, -1)
    Traceback (most recent call last):
        ...
    reachmap.errors.InputError: seed is a whole number, 0 to 18446744073709551615, not '-1'
    """
    check_whole("samples", samples, least=least, most=MOST_SAMPLES)
    check_seed(seed)


def check_seed(seed: object) -> None:
    """Raise unless dice can start from a seed."""
    check_whole("seed", seed, least=0, most=LAST_SEED)


def check_hops(max_hops: object) -> None:
    """Raise unless routes may have so many links; None leaves it to the map."""
    if max_hops is not None:
        check_whole("max_hops", max_hops, most=MOST_LINKS, unit="links")


def check_day(name: str, value: object) -> None:
    """Raise unless a value is a day that a map may hold; None leaves it open.

    Examples
    --------
    >>> check_day("as_of", date(9999, 12, 31))
    Traceback (most recent call last):
        ...
    reachmap.errors.InputError: as_of is a day from 1900-01-01 to 2199-12-31, not '9999-12-31'
    """
    if value is None or (type(value) is date and FIRST_DAY <= value <= LAST_DAY):
        return
    message = f"{name} is a day from {FIRST_DAY} to {LAST_DAY}, not {quoted(str(value))}"
    raise InputError(message)


def check_window(since: date | None, until: date | None) -> None:
    """Raise unless a window has days that a map may hold, the first before the last."""
    check_day("since", since)
    check_day("until", until)
    if since and until and since > until:
        message = f"the window ends ({until}) before it begins ({since})"
        raise InputError(message)
