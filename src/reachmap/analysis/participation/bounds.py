"""How many of a group were heard at the least and at the most, and what follows."""

from dataclasses import dataclass
from math import ceil
from typing import NamedTuple

from reachmap.analysis.intervals import wilson
from reachmap.analysis.participation.rows import Status
from reachmap.model.assumptions import Assumptions


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one group: counts of people."""

    people: int
    """Everybody heard, of whatever group."""
    heard: int
    near: int
    far: int
    open_people: int
    open_heard: int
    open_channels: int
    same: int
    others: int
    about_itself: bool

    @property
    def asked(self) -> int:
        """People who have said whether they are of the group."""
        return self.people - self.near - self.far


class Bounds(NamedTuple):
    """Fewest and most people of a group among everybody heard."""

    least: float
    most: float


def bounds(known: Known, population: int, assumed: Assumptions) -> Bounds:
    """Return how many of a group were heard if those never asked are unlike those asked."""
    low, high = _share_of_unasked(known, assumed)
    most = known.heard + known.near + high * known.far
    # Where more are known than there are, some came more than once, as others did.
    enough = max(population, known.heard)
    return Bounds(
        least=known.heard + low * known.far - known.same,
        most=min(most, enough, known.people - known.others),
    )


def unasked_factor(known: Known, assumed: Assumptions) -> float | None:
    """Return how many times as often people never asked may be of the group, if any were asked."""
    if not known.open_people:
        return None
    return assumed.unasked_factor if known.open_channels > 1 else assumed.unasked_factor_one


def _share_of_unasked(known: Known, assumed: Assumptions) -> tuple[float, float]:
    """Return the smallest and largest share of the group among people who were never asked."""
    factor = unasked_factor(known, assumed)
    if factor is None:
        return 0.0, 1.0
    low, high = wilson(known.open_heard, known.open_people, z=assumed.z)
    return low / factor, min(1.0, factor * high)


def interval(
    known: Known, limits: Bounds, share: float, margin: float, assumed: Assumptions
) -> tuple[float, float]:
    """Return the ends of the participation-to-prevalence ratio."""
    low, _ = wilson(limits.least, known.people - known.same, z=assumed.z)
    _, high = wilson(limits.most, known.people - known.others, z=assumed.z)
    return low / share / (1 + margin), high / share / (1 - margin)


def status(known: Known, ends: tuple[float, float] | None, assumed: Assumptions) -> Status:
    """Return the first status that holds."""
    if not known.heard:
        return "unheard" if known.about_itself else "not-recorded"
    if ends is None:
        return "unknown"
    # Rounded, so that 1.2000000000000004 is no more than 1.2.
    low, high = (round(end, 9) for end in ends)
    if high < assumed.ppr_low:
        return "under"
    if low > assumed.ppr_high:
        return "over"
    if low >= assumed.ppr_low:
        return "fair" if high <= assumed.ppr_high else "enough"
    return "uncertain"


def needed(heard: float, people: int, share: float, assumed: Assumptions) -> int | None:
    """Return how many more people of a group would make a fair share of all heard by then."""
    fair = assumed.ppr_low * share
    if fair >= 1:
        return None
    # Rounded first, so that 3.0000000000000004 people are not four.
    return max(0, ceil(round((fair * people - heard) / (1 - fair), 9)))
