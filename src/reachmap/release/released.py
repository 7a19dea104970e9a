"""What may go to paper: a result made safe for one audience."""

from dataclasses import dataclass
from typing import Generic, Literal, TypeVar, get_args

Audience = Literal["internal", "partner", "public"]
AUDIENCES: tuple[str, ...] = get_args(Audience)

STAMPS: dict[Audience, str] = {
    "internal": "Internal: not for sharing. It may hold details about people.",
    "partner": "For partners: made without people, counts or free text.",
    "public": "Public: made without people, counts or free text.",
}
"""Words that what is made for an audience carries in sight."""

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
