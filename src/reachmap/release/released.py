"""What may leave the working map: a result made safe for one audience."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from reachmap.model.audience import STAMPS, Audience

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Released(Generic[T_co]):
    """A result that `release` made safe for an audience; files and pages take nothing else."""

    content: T_co
    """The result, without what the audience may not see."""

    audience: Audience
    """The audience it was made safe for."""

    @property
    def private(self) -> bool:
        """Whether it is for the team alone, as a working map is."""
        return self.audience == "internal"

    @property
    def stamp(self) -> str:
        """The words that every page and file of it shows."""
        return STAMPS[self.audience]
