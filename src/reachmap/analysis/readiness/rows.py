"""The rows of what a map can answer, and of what it lacks."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, get_args

from reachmap.model.answer import Row
from reachmap.model.fields import COUNT, PUBLIC

Loss = Literal["all", "part", "detail"]
"""How much of an answer a gap costs: all of it, a part, or some sureness or detail."""

LOSSES: tuple[Loss, ...] = get_args(Loss)


class Gap(Row):
    """Something the map does not hold, and what it would tell."""

    hidden_columns: ClassVar[tuple[str, ...]] = ("subject", "things", "names", "from_memory")

    table: Annotated[str, PUBLIC]
    """Table, or sheet, that would tell."""

    column: Annotated[str | None, PUBLIC] = None
    """Column that would tell; blank where the whole table is wanted."""

    missing: Annotated[int | None, COUNT] = None
    """Rows that do not tell; blank where there are no rows at all."""

    of: Annotated[int | None, COUNT] = None
    """Rows that could."""

    question: Annotated[str, PUBLIC]
    """Question, by its command, that would be answered better."""

    loss: Annotated[Loss, PUBLIC]
    """What the answer loses: all of it, a part, or some sureness or detail."""

    groups: Annotated[int | None, PUBLIC] = None
    """Groups of which the answer would be better."""

    effect: Annotated[str, PUBLIC]
    """What is not known for want of it, as "whether they are heard less than their share"."""

    subject: Annotated[str, PUBLIC]
    """What is lacking, in words that the things it is lacking for can follow."""

    things: Annotated[str, PUBLIC] = ""
    """What it is lacking for, as "groups"."""

    names: Annotated[tuple[str, ...], PUBLIC] = ()
    """Names of the groups it is lacking for, where that helps."""

    from_memory: Annotated[bool, PUBLIC] = True
    """Whether the team can fill it in from what it knows, without asking people anew."""


class Answered(Row):
    """A question that the map can answer now."""

    question: Annotated[str, PUBLIC]
    """The question, by its command."""

    words: Annotated[str, PUBLIC]
    """The question in plain words."""

    groups: Annotated[int | None, PUBLIC] = None
    """Groups it can be answered for, where it is asked of groups."""

    of: Annotated[int | None, PUBLIC] = None
    """All groups."""
