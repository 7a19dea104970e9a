"""What a thing is called beside its name: its name with a mark, a day, a role or an employer."""

from collections.abc import Iterable
from datetime import date


def names_with_marks(name: str, id_: str, kind: str) -> tuple[str, str]:
    """Return a name with the id behind it and with the kind, by which like names are told apart.

    Examples
    --------
    >>> names_with_marks("Mind", "mind-2", "venue")
    ('Mind (mind-2)', 'Mind (venue)')
    """
    return f"{name} ({id_})", f"{name} ({kind})"


def names_with_day(name: str, day: date) -> tuple[str, str]:
    """Return the name of an activity with its day, before or after.

    Examples
    --------
    >>> names_with_day("Forum", date(2026, 5, 4))
    ('Forum 2026-05-04', '2026-05-04 Forum')
    """
    return f"{name} {day}", f"{day} {name}"


def titles(role: str | None, name: str | None, bodies: Iterable[str | None]) -> tuple[str, ...]:
    """Return what a worker goes by: role and name, alone and with what the employer goes by.

    Examples
    --------
    >>> titles("Nurse", None, ["Vale Road Surgery"])
    ('Nurse', 'Nurse, Vale Road Surgery')
    """
    alone = tuple(title for title in (role, name) if title)
    called = [body for body in bodies if body]
    return (*alone, *(f"{title}, {body}" for title in alone for body in called))
