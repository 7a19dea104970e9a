"""The records of what is missing, and of what can be asked."""

from datetime import date
from typing import Annotated, ClassVar, Literal, get_args

from reachmap.model.answer import Row
from reachmap.model.fields import COUNT, PUBLIC

Loss = Literal["all", "part", "detail"]
"""How much of an answer a gap costs: all of it, a part, or some sureness or detail."""

LOSSES: tuple[Loss, ...] = get_args(Loss)


class Gap(Row):
    """Something that the map does not hold, and what is not known without it."""

    hidden_columns: ClassVar[tuple[str, ...]] = (
        "effect_of",
        "subject",
        "things",
        "names",
        "from_memory",
    )
    terminal_columns: ClassVar[tuple[str, ...]] = (
        "table",
        "column",
        "missing",
        "question",
        "effect",
    )

    table: Annotated[str, PUBLIC]
    """Table, or sheet, in which to fill it in."""

    column: Annotated[str | None, PUBLIC] = None
    """Column in which to fill it in; blank where the whole table is missing."""

    missing: Annotated[int | None, COUNT] = None
    """Rows in which it is blank; blank itself where there are no rows at all."""

    of: Annotated[int | None, COUNT] = None
    """Rows that could hold it."""

    question: Annotated[str, PUBLIC]
    """Question, by its command, that would be answered better."""

    loss: Annotated[Loss, PUBLIC]
    """What the answer loses: all of it, a part, or some sureness or detail."""

    groups: Annotated[int | None, PUBLIC] = None
    """Groups of which the answer would be better."""

    effect: Annotated[str, PUBLIC]
    """What is not known without it, as "whether they are heard less than their share"."""

    effect_of: Annotated[str, PUBLIC] = ""
    """The same with a slot for whose it is, as "what would help {groups} to join"."""

    subject: Annotated[str, PUBLIC]
    """What is missing, in words that the things it is missing for can follow."""

    things: Annotated[str, PUBLIC] = ""
    """What it is missing for, as "groups"."""

    names: Annotated[tuple[str, ...], PUBLIC] = ()
    """Names of the groups it is missing for, where that helps."""

    from_memory: Annotated[bool, PUBLIC] = True
    """Whether the team can fill it in from what it knows, without asking people anew."""


class ReadyQuestion(Row):
    """A question that the map can answer now."""

    question: Annotated[str, PUBLIC]
    """The question, by its command."""

    words: Annotated[str, PUBLIC]
    """The question in plain words."""

    groups: Annotated[int | None, PUBLIC] = None
    """Groups it can be answered for, where it is asked of groups."""

    of: Annotated[int | None, PUBLIC] = None
    """All groups."""


class SheetQuestion(Row):
    """A question that a sign-in sheet may ask, with a box for each of its groups."""

    code: Annotated[str, PUBLIC]
    """Its short name: the id of the group where it asks about one alone."""

    private: Annotated[bool, PUBLIC]
    """Whether it is asked on a slip of its own, which nobody else reads."""

    words: Annotated[str, PUBLIC]
    """What it asks about, as part of a sentence."""

    heading: Annotated[str, PUBLIC]
    """What it asks about, as a heading."""

    groups: Annotated[tuple[str, ...], PUBLIC] = ()
    """Groups it asks about, those heard least first."""


class SignInSheet(Row):
    """Which questions on one sign-in sheet would settle the most of what we cannot tell."""

    channel: Annotated[str | None, PUBLIC] = None
    """Channel whose next open sitting it is for; blank where it is for any."""

    activity: Annotated[str | None, PUBLIC] = None
    """The planned sitting; blank where none is planned."""

    name: Annotated[str, PUBLIC] = ""
    """Name of the planned sitting, or else of the channel."""

    day: Annotated[date | None, PUBLIC] = None
    """Day of the planned sitting."""

    sittings: Annotated[int | None, PUBLIC] = None
    """Open sittings of the last year, where it is for every one of a year like that."""

    people: Annotated[int | None, COUNT] = None
    """People at the last open sitting, who are taken to come again, or at those of the year."""

    questions: Annotated[tuple[SheetQuestion, ...], PUBLIC] = ()
    """What to ask, the question that settles most first."""

    settles: Annotated[int | None, PUBLIC] = None
    """Groups that it settles at every share tried; blank where nobody can say who will come."""

    perhaps: Annotated[int | None, PUBLIC] = None
    """Groups that it settles at one share tried or more."""

    settled: Annotated[tuple[str, ...], PUBLIC] = ()
    """Names of the groups that it settles at every share tried."""

    of: Annotated[int, PUBLIC] = 0
    """Groups of which we cannot tell whether they are heard as much as their share."""

    factor: Annotated[float, PUBLIC] = 1
    """How many times as seldom, or as often, as its fair share each group was tried."""
