"""The records of the review: a finding, and an answer that we owe."""

from datetime import date
from typing import Annotated, ClassVar, Literal, get_args

from reachmap.model.answer import Row
from reachmap.model.fields import COUNT, PERSONAL, PUBLIC

Severity = Literal["now", "soon", "next time"]
SEVERITIES: tuple[Severity, ...] = get_args(Severity)
"""From what cannot wait, by what is due, to what is worth doing differently."""


class ReviewFinding(Row):
    """One thing that the review found."""

    hidden_columns: ClassVar[tuple[str, ...]] = ("reason",)
    terminal_columns: ClassVar[tuple[str, ...]] = ("severity", "finding", "remedy")

    rule: Annotated[str, PUBLIC]
    """Code of the rule."""

    severity: Annotated[Severity, PUBLIC]
    """How soon to deal with it: now, soon, or next time."""

    subject: Annotated[str | None, PERSONAL] = None
    """Id of the node that it is about; an answer in the table of findings names it."""

    name: Annotated[str | None, PERSONAL] = None
    """Name of that node."""

    finding: Annotated[str | None, PERSONAL] = None
    """What was found, in a sentence."""

    reason: Annotated[str, PUBLIC]
    """Why it matters."""

    remedy: Annotated[str, PUBLIC]
    """What to do about it."""


class AnswerOwed(Row):
    """An activity that people came to, and after which no answer to them is recorded."""

    hidden_columns: ClassVar[tuple[str, ...]] = ("name", "channel_name", "group_names")
    people_column: ClassVar[str | None] = "people"

    activity: Annotated[str, PUBLIC]
    """Id of the activity."""

    name: Annotated[str, PUBLIC]
    """Its name."""

    channel: Annotated[str | None, PUBLIC] = None
    """Id of the standing channel it was a sitting of, if it was."""

    channel_name: Annotated[str | None, PUBLIC] = None
    """Name of that channel."""

    groups: Annotated[tuple[str, ...], COUNT] = ()
    """Ids of the groups that said it, or else that the activity was for."""

    group_names: Annotated[tuple[str, ...], COUNT] = ()
    """Their names."""

    said: Annotated[int | None, COUNT] = None
    """Things said there that have no answer yet; 0 where what was said is not written down."""

    due: Annotated[date | None, PUBLIC] = None
    """Day by which people should hear back; blank where the day of the activity is not known."""

    late: Annotated[bool, PUBLIC] = False
    """Whether that day has passed."""

    owners: Annotated[tuple[str, ...], PERSONAL] = ()
    """Who owes it, where that is written down."""

    people: Annotated[int | None, COUNT] = None
    """People known to have come, at least."""
