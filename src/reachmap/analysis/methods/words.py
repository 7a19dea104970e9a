"""What methods says in words: how many of a hundred come, how we know, and what it takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from types import MappingProxyType

from reachmap.analysis.methods.rows import MethodForGroup, RateBasis
from reachmap.words import TableWords

BEST = 5
"""Ways that are told for one group."""

COMPARED = 6
"""Groups of whom the best and the worst way are told."""

VIEWS = 3
"""Views of staff that are told."""

HOW_KNOWN: dict[RateBasis, str] = {
    "own": "our own record",
    "pooled": "judged by our record of other groups too",
    "assumed": "our assumption",
}


def sentences(
    rows: Sequence[MethodForGroup], *, group: str | None, topic: str | None, sensitive: bool
) -> tuple[str, ...]:
    """Return the answer in sentences; what it leaves blank is not spoken of."""
    about = f" on {topic}" if topic else ""
    told = [f"Our own records of who was invited and who came{about}."]
    if sensitive:
        told.append("The subject is sensitive: people need a way to speak without being known.")
    if group is None:
        told += _contrasts(rows)
        return tuple(told)
    told += [f"For {group}:"] if rows else []
    told += [sentence_of(row) for row in rows[:BEST]]
    # Whatever was tried stands there, however it went.
    told += [sentence_of(row) for row in rows[BEST:] if row.activities]
    told += _ruled_out(rows)
    return (*told, *_views(rows))


def sentence_of(row: MethodForGroup) -> str:
    """Return what a method does for a group, how we know, and what it takes."""
    told = f"{row.method_name}: {_share(row)}"
    if row.needs:
        told += f"; needs {', '.join(row.needs)}"
    if row.ruled_out_by:
        told += f"; not for them, as nothing we can offer lifts: {', '.join(row.ruled_out_by)}"
    return f"{told}."


def _share(row: MethodForGroup) -> str:
    if row.rate is None or row.low is None or row.high is None or row.basis is None:
        if row.attended:
            return f"{row.attended:,} came; of how many invited is not known"
        return "how many come is not known"
    record = f", {row.attended:,} of {row.invited:,}" if row.invited else ""
    return (
        f"about {times_of_100(row.rate)} of every 100 invited take part "
        f"({times_of_100(row.low)} to {times_of_100(row.high)}; {HOW_KNOWN[row.basis]}{record})"
    )


def times_of_100(rate: float) -> str:
    """Return a share as so many of a hundred."""
    whole = round(100 * rate)
    return str(whole) if whole else "fewer than 1"


def _contrasts(rows: Sequence[MethodForGroup]) -> list[str]:
    """Return the groups for whom two ways that we tried differ the most."""
    found: list[tuple[float, MethodForGroup, MethodForGroup]] = []
    for _, part in groupby(rows, key=lambda row: row.group):
        tried = [row for row in part if row.basis == "own" and row.rate is not None]
        tried.sort(key=lambda row: -(row.rate or 0))
        if len(tried) > 1 and (tried[0].low or 0) > (tried[-1].high or 0):
            found.append(((tried[0].rate or 0) - (tried[-1].rate or 0), tried[0], tried[-1]))
    found.sort(key=lambda each: (-each[0], each[1].group))
    told = [
        f"{best.group_name}: by {_plain(best)} about {times_of_100(best.rate or 0)} of every 100 "
        f"invited take part, by {_plain(worst)} {times_of_100(worst.rate or 0)}."
        for _, best, worst in found[:COMPARED]
    ]
    if not told and any(row.activities is not None for row in rows):
        told = ["Of no group do we know two ways well enough to tell them apart."]
    return told


def _plain(row: MethodForGroup) -> str:
    name = row.method_name
    return name if name[:2].isupper() else name[:1].lower() + name[1:]


def _ruled_out(rows: Sequence[MethodForGroup]) -> list[str]:
    names = [_plain(row) for row in rows[BEST:] if row.ruled_out_by and not row.activities]
    if not names:
        return []
    return [f"Not for them, as nothing we can offer lifts what keeps them out: {_list(names)}."]


def _list(names: Sequence[str]) -> str:
    rest = len(names) - COMPARED
    return ", ".join(names[:COMPARED]) + (f" and {rest} more" if rest > 0 else "")


def _views(rows: Sequence[MethodForGroup]) -> list[str]:
    """Return what staff reported of the ways told first: never evidence, and it says so."""
    told = [
        f"{row.method_name}: {row.staff_view}"
        for row in rows
        if row.staff_view and not row.ruled_out_by
    ]
    if not told:
        return []
    return [f"Staff reported, which is worth knowing and no evidence: {' '.join(told[:VIEWS])}"]


def missing(rows: Sequence[MethodForGroup], odd: Sequence[str]) -> tuple[str, ...]:
    """Return what could not be known and which table would tell."""
    told = []
    if not any(row.invited for row in rows):
        told.append(
            "Nothing on how many were invited and came, so shares are our assumption: fill in "
            "'invited' and 'attended' in turnout."
        )
    elif any(row.attended and not row.invited for row in rows):
        told.append("At some activities nobody counted the invited: fill in 'invited' in turnout.")
    if odd:
        told.append(
            f"More of a group came than were invited, so these head counts tell no share: "
            f"{_list(odd)}. Count all who were invited in turnout, or those who came uninvited "
            "apart."
        )
    return tuple(told)


WHAT_WORKS = TableWords(
    "What promises most, group by group",
    (
        "Group",
        "What promises most",
        "What comes next",
        "What we also tried",
        "Not for them, as nothing we can offer lifts what keeps them out",
    ),
    "Judged by who was invited and who came. Where a group was seldom invited, what other groups "
    "did counts too, and the range is wide. Groups of which we have no record come last; those "
    "for whom the same can be said share a row.",
)
STAFF_VIEWS = TableWords(
    "What staff reported",
    ("Method", "What they said"),
    "What front-line staff told us about each method: worth knowing, but not evidence.",
)
EVERY_METHOD = TableWords(
    "Who was invited and who came, by method",
    lead="Methods that were tried with each group; what promises most is further up.",
)

PAGE: Mapping[str, str] = MappingProxyType(
    {
        "method": "{method}.",
        "method_needs": "{method}; needs {needs}.",
        "rate": "{method}: about {rate} of 100 come ({low} to {high}; {basis})",
        "rate_record": (
            "{method}: about {rate} of 100 come ({low} to {high}; {basis}, {attended:,} of "
            "{invited:,})"
        ),
        "attended": "{method}: {attended:,} came; of how many invited is not known",
        "ruled_out": "{method} ({barriers})",
    }
)
"""What the page says around the answer: templates with named slots."""


def words_of_method(row: MethodForGroup) -> str:
    """Return a method in short: how many come, how we know, and what it takes."""
    words = row.method_name
    if row.rate is not None and row.low is not None and row.high is not None and row.basis:
        words = PAGE["rate_record" if row.invited else "rate"].format(
            method=row.method_name,
            rate=times_of_100(row.rate),
            low=times_of_100(row.low),
            high=times_of_100(row.high),
            basis=HOW_KNOWN[row.basis],
            attended=row.attended,
            invited=row.invited,
        )
    elif row.attended:
        words = PAGE["attended"].format(method=row.method_name, attended=row.attended)
    key = "method_needs" if row.needs else "method"
    return PAGE[key].format(method=words, needs=", ".join(row.needs))


def words_of_barriers(row: MethodForGroup) -> str:
    """Return a method with what keeps a group out of it."""
    return PAGE["ruled_out"].format(method=row.method_name, barriers=", ".join(row.ruled_out_by))
