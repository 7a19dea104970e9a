"""How a panel was drawn, in words that can be read out at a meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reachmap.words import words_of_day, words_of_people

if TYPE_CHECKING:
    from reachmap.plan.panel.rows import DrawRecord, Quota


EVEN = (
    "Each person's chance is as even as the quotas allow: nobody's could be raised without "
    "lowering that of somebody whose chance is no better."
)
ALTERNATES = (
    "If somebody cannot come, ask the alternates of that seat in the order listed; the quotas "
    "still hold."
)


def sentences(record: DrawRecord) -> tuple[str, ...]:
    """Return how a panel was drawn; what the record leaves blank is not spoken of."""
    seats = "1 seat was" if record.size == 1 else f"{record.size:,} seats were"
    pool = "" if record.pool is None else f", from {words_of_people(record.pool)} whom we know"
    told = [f"{seats} filled by lot, as of {words_of_day(record.drawn_on)}{pool}."]
    told += _rest(record)
    told += _quotas(record.quotas)
    told.append(EVEN)
    told += _chances(record)
    told += _before(record)
    check = f"the same list, the same quotas and the number {record.seed} give the same panel"
    return (*told, f"Anyone can check it: {check}.", ALTERNATES)


def _rest(record: DrawRecord) -> list[str]:
    if not record.rest:
        return ["Nobody was left out for having been asked a lot of late."]
    if not record.rested:
        return []
    verb = "rests" if record.rested == 1 else "rest"
    who = words_of_people(record.rested).capitalize()
    return [f"{who} {verb} this time, with our thanks: we have asked a lot of them."]


def _quotas(quotas: tuple[Quota, ...]) -> list[str]:
    parts = [
        f"{_range(quota.low, quota.high)} of {quota.name}{_drawn(quota.drawn)}" for quota in quotas
    ]
    return [f"The panel was to have {'; '.join(parts)}."] if parts else []


def _range(low: int, high: int) -> str:
    if low == high:
        return f"{low:,}"
    return f"up to {high:,}" if low == 0 else f"{low:,} to {high:,}"


def _drawn(drawn: int | None) -> str:
    return "" if drawn is None else f" (it has {drawn:,})"


def _chances(record: DrawRecord) -> list[str]:
    if record.min_chance is None or record.max_chance is None:
        return []
    most = "is sure of a seat" if round(record.max_chance, 6) >= 1 else _odds(record.max_chance)
    if round(record.max_chance, 6) == round(record.min_chance, 6):
        return [f"Everybody in the pool {_had(most)}."]
    if round(record.min_chance, 6) <= 0:
        return ["Some people cannot be drawn at all under these quotas; wider ones would let them."]
    least = _had(f"at least {_odds(record.min_chance)}")
    needed = f"whoever is most needed to keep to the quotas {_had(most)}"
    return [f"Everybody in the pool {least}; {needed}."]


def _had(words: str) -> str:
    return words if words.startswith("is ") else f"has {words}"


def _odds(chance: float) -> str:
    return f"1 chance in {1 / chance:,.0f}" if chance <= 0.5 else f"{chance:.0%} of a chance"  # noqa: PLR2004  one in two


def _before(record: DrawRecord) -> list[str]:
    if not record.sat_before:
        return []
    who = words_of_people(record.sat_before).capitalize()
    weight = f"each such seat makes a person's weight {record.panel_weight:g} times what it was"
    return [f"{who} in the pool sat on a panel before; {weight}, so that turns come round."]
