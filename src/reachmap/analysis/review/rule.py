"""A rule of the review: what it looks for, why, its message and its check."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from reachmap.analysis.review.facts import ReviewFacts
from reachmap.analysis.review.rows import Severity


@dataclass(frozen=True, slots=True)
class Case:
    """One case of a rule: what it is about, and what fills its message."""

    subject: str
    """Id of the node that it is about."""
    slots: Mapping[str, object]
    """What fills the slots of the message."""
    message: str = ""
    """In place of the rule's own, where this case needs another."""
    remedy: str = ""
    """In place of the rule's own, where this case needs another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One thing that the review looks for."""

    code: str
    """What it goes by, here and in the table of findings."""
    severity: Severity
    """How soon to deal with it where it is about what has been."""
    message: str
    """What was found, without the name of its subject and without a full stop."""
    reason: str
    """Why it matters."""
    remedy: str
    """What to do."""
    check: Callable[[ReviewFacts], Iterable[Case]]
    """Yields every case of it."""
