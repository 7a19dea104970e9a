"""What works for whom: for each group the ways that promise most, and those that leave it out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from reachmap.analysis.methods.question import Methods
from reachmap.analysis.methods.rows import MethodForGroup
from reachmap.analysis.methods.words import HOW_KNOWN, times_of_100
from reachmap.view.tables import Cell, Table, table

NEXT = 2
"""Ways that are told beside the one that promises most."""


@dataclass(frozen=True, slots=True)
class Working:
    """The part of the page on methods.

    Attributes
    ----------
    words
        The answer, in sentences.
    groups
        A row a group.
    staff
        What staff reported of each method: worth knowing, never evidence.
    """

    words: tuple[str, ...]
    groups: Table
    staff: Table


def working(answer: Methods) -> Working:
    """Return the part of the page on methods."""
    groups = table(
        "what-works",
        "What promises most, group by group",
        (
            "Group",
            "What promises most",
            "What comes next",
            "What we also tried",
            "Not for them, as nothing we can offer lifts what keeps them out",
        ),
        _rows([list(rows) for _, rows in groupby(answer.found, key=lambda row: row.group)]),
        lead="Judged by who was invited and who came. Where a group was seldom invited, what "
        "other groups did counts too, and the range is wide. Groups of which we have no record "
        "and for whom the same can be said stand together, last.",
    )
    views = {row.method_name: row.staff_view for row in answer.found if row.staff_view}
    staff = table(
        "staff-say",
        "What staff reported",
        ("Method", "What they said"),
        sorted(views.items()),
        lead="What front-line staff told us of each way: worth knowing, and no evidence.",
    )
    return Working(answer.sentences() if answer.found else (), groups, staff)


def _rows(groups: Sequence[Sequence[MethodForGroup]]) -> Iterator[tuple[Cell | str, ...]]:
    """Yield a row a group with a record of its own; then others, those that are alike as one."""
    alike: defaultdict[tuple[str, ...], list[Sequence[MethodForGroup]]] = defaultdict(list)
    for rows in sorted(groups, key=lambda rows: rows[0].group_name):
        if any(row.activities for row in rows):
            yield Cell(rows[0].group_name, node=rows[0].group), *_ways(rows)
        else:
            alike[_ways(rows)].append(rows)
    for ways, found in alike.items():
        yield Cell("; ".join(rows[0].group_name for rows in found)), *ways


def _ways(rows: Sequence[MethodForGroup]) -> tuple[str, ...]:
    """Return what is told of the ways to hear a group; they come in order, those ruled out last."""
    fit = [row for row in rows if not row.ruled_out_by]
    tried = [row for row in fit[1 + NEXT :] if row.activities]
    out = [row for row in rows if row.ruled_out_by]
    return (
        " ".join(_told(row) for row in fit[:1]),
        " ".join(_told(row) for row in fit[1 : 1 + NEXT]),
        " ".join(_told(row) for row in tried),
        "; ".join(f"{row.method_name} ({', '.join(row.ruled_out_by)})" for row in out),
    )


def _told(row: MethodForGroup) -> str:
    """Return a way in short: how many come, how we know, and what it takes."""
    told = [row.method_name]
    if row.rate is not None and row.low is not None and row.high is not None and row.basis:
        record = f", {row.attended:,} of {row.invited:,}" if row.invited else ""
        ends = f"{times_of_100(row.low)} to {times_of_100(row.high)}"
        told.append(
            f"about {times_of_100(row.rate)} of 100 come ({ends}; {HOW_KNOWN[row.basis]}{record})"
        )
    elif row.attended:
        told.append(f"{row.attended:,} came; of how many invited is not known")
    told = [": ".join(told)]
    if row.needs:
        told.append(f"needs {', '.join(row.needs)}")
    return f"{'; '.join(told)}."
