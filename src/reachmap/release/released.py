"""What may go to paper: a result made safe for one audience."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from reachmap.model.audience import STAMPS, Audience

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Released(Generic[T]):
    """A result that `release` made safe for an audience; paper takes nothing else.

    Attributes
    ----------
    content
        The result, without what the audience may not see.
    audience
        Whom it was made safe for.
    """

    content: T
    audience: Audience

    @property
    def stamp(self) -> str:
        """Words that every page and file of it carries in sight."""
        return STAMPS[self.audience]
