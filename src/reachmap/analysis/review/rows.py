"""The records of the review: a rule, and one finding by it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from reachmap.model.answer import Row
from reachmap.model.fields import PERSONAL, PUBLIC

Severity = Literal["now", "soon", "next time"]
SEVERITIES: tuple[Severity, ...] = ("now", "soon", "next time")
"""From what cannot wait, by what is due, to what is worth doing differently."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that the review looks for.

    Attributes
    ----------
    code
        What it goes by, here and in the table of findings.
    severity
        How soon to see to it where it is about what has been.
    reason
        Why it matters.
    remedy
        What to do.
    """

    code: str
    severity: Severity
    reason: str
    remedy: str


class ReviewFinding(Row):
    """One thing that the review found."""

    hidden_columns: ClassVar[tuple[str, ...]] = ("name", "reason")

    rule: Annotated[str, PUBLIC]
    """Code of the rule."""

    severity: Annotated[Severity, PUBLIC]
    """How soon to see to it: now, soon, or next time."""

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


@dataclass(frozen=True, slots=True)
class Raised:
    """A finding as a rule raises it, before those of one channel are drawn together.

    Attributes
    ----------
    rule
        Code of the rule.
    subject
        Id of the node that it is about.
    words
        What was found, without the name of the subject and without a full stop.
    remedy
        In place of the rule's own, where this case wants another.
    severity
        In place of the rule's own.
    """

    rule: str
    subject: str
    words: str
    remedy: str | None = None
    severity: Severity | None = None
