"""What change says in words: good news first, and nothing made of luck."""

from __future__ import annotations

from collections.abc import Sequence

from reachmap.analysis.change.rows import Changed
from reachmap.words import TableWords

NAMED = 6
"""Most that are named in one sentence."""

LEADS = (
    ("newly heard", "Newly heard"),
    ("newly asked about", "Heard, where nobody had asked about them before"),
    ("fallen silent", "Asked, and no longer heard"),
    ("no longer asked about", "Heard before and not asked about since, so we cannot tell"),
)
"""How groups of each kind are told."""


def sentences(rows: Sequence[Changed], *, now: str, before: str) -> tuple[str, ...]:
    """Return the answer in sentences."""
    told = [f"Our own records, {now}, beside {before}."]
    for what, lead in LEADS:
        names = [row.name for row in rows if row.what == what]
        if names:
            told.append(f"{lead}: {_listed(names)}.")
    told += _talk(rows)
    cold = [_cold(row) for row in rows if row.what == "gone cold"]
    if cold:
        told.append(f"Relationships gone cold since, and worth a call: {_listed(cold)}.")
    if len(told) == 1:
        told.append("Nothing that our records can tell has changed.")
    return tuple(told)


def _talk(rows: Sequence[Changed]) -> list[str]:
    told = []
    for what, lead in (
        ("more concentrated", "Fewer people do more of the talking, beyond what luck explains"),
        ("less concentrated", "The talking is shared more widely, beyond what luck explains"),
    ):
        named = [f"{row.name} ({row.note})" for row in rows if row.what == what and row.note]
        if named:
            told.append(f"{lead}: {'; '.join(named[:NAMED])}.")
    same = [row.name for row in rows if row.what == "about as before"]
    if same:
        told.append(f"Shared about as before, as far as we can tell: {_listed(same)}.")
    return told


def _cold(row: Changed) -> str:
    held = f", {row.note}" if row.note else ""
    return f"{row.name} ({row.now or 0:.0f} days without contact{held})"


def _listed(names: Sequence[str]) -> str:
    """Return names joined as people say them, the rest counted."""
    shown, rest = list(names[:NAMED]), len(names) - NAMED
    if rest > 0:
        return f"{'; '.join(shown)}; and {rest} more"
    return "; ".join(shown)


def missing(now: int, before: int) -> tuple[str, ...]:
    """Return what could not be known and which table would tell."""
    told = []
    if not now:
        told.append("No activity in these days: who is heard now is not known. See 'activities'.")
    if not before:
        told.append(
            "No activity in the days before: there is nothing to hold this against. See "
            "'activities', and its column 'date'."
        )
    return tuple(told)


EVERY_CHANGE = TableWords("What has changed")
