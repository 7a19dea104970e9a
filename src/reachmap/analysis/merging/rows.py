"""The record of something to decide before two maps become one."""

from hashlib import sha256
from typing import Annotated, ClassVar, Literal

from reachmap.model.answer import Row
from reachmap.model.fields import FREE_TEXT, PERSONAL, PUBLIC

Choice = Literal["first", "second", "both"]
"""Which of two holds; of two things that may be one, which id and name it goes by."""

LETTERS = str.maketrans("0123456789abcdef", "abcdefghijklmnop")
"""Marks are letters alone, as a spreadsheet would take some of them for numbers."""


def mark_of(*subject: str) -> str:
    """Return what a row about something is known by: ten letters."""
    raw = "\0".join(subject).encode("utf-8", "surrogatepass")
    return sha256(raw).hexdigest()[:10].translate(LETTERS)


class ToDecide(Row):
    """Two values of one field, or two things that may be one."""

    terminal_columns: ClassVar[tuple[str, ...]] = ("table", "field", "first", "second", "why")

    table: Annotated[str, PUBLIC]
    """Table that it is about."""

    id: Annotated[str, PERSONAL]
    """Id of the row, or what makes it one, parted by ``;``; of two things that of the first."""

    other: Annotated[str, PERSONAL] = ""
    """Id of the second of two things that may be one; blank for two values."""

    field: Annotated[str, PUBLIC] = ""
    """Field that has two values; blank for two things."""

    first: Annotated[str, FREE_TEXT]
    """The value in the first map, or the name there."""

    first_source: Annotated[str, PUBLIC]
    """Where the first map comes from."""

    second: Annotated[str, FREE_TEXT]
    """The value in the second map, or the name there."""

    second_source: Annotated[str, PUBLIC]
    """Where the second map comes from."""

    why: Annotated[str, FREE_TEXT]
    """Why it is asked."""

    choices: Annotated[tuple[Choice, ...], PUBLIC]
    """What may be decided."""

    decision: Annotated[Choice | None, PUBLIC] = None
    """What was decided; blank while nothing is."""

    mark: Annotated[str, PUBLIC]
    """What the row is known by when it is read back, whatever a spreadsheet did to the rest."""
