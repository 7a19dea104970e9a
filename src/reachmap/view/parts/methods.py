"""What works for whom: the methods that work best for each group, and those that leave it out."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from reachmap.analysis.methods.question import Methods
from reachmap.analysis.methods.rows import MethodForGroup
from reachmap.analysis.methods.words import (
    EVERY_METHOD,
    PAGE,
    STAFF_VIEWS,
    WHAT_WORKS,
    words_of_share,
)
from reachmap.view.tables import Cell, Table, table, table_of

NEXT = 2
"""Methods that are named after the first."""


@dataclass(frozen=True, slots=True)
class MethodsPart:
    """The part of the page on methods."""

    words: tuple[str, ...]
    groups: Table
    staff: Table
    """What the map says that staff reported of a method: worth knowing, never evidence."""


def methods_part(answer: Methods) -> MethodsPart:
    """Return the part of the page on methods."""
    ranked = answer.rates if answer.is_for_team else ()  # in a copy nothing ranks them
    by_group = [list(rows) for _, rows in groupby(ranked, key=lambda row: row.group)]
    views = {row.method_name: row.staff_view for row in answer.rates if row.staff_view}
    return MethodsPart(
        words=answer.sentences() if answer.rates else (),
        groups=table("what-works", WHAT_WORKS, _rows(by_group)),
        staff=table("staff-say", STAFF_VIEWS, sorted(views.items())),
    )


def methods_tables(answer: Methods) -> Iterator[Table]:
    """Yield the table for analysts: methods that were tried, where that may be seen."""
    tried = tuple(row for row in answer.rates if row.activities)
    if tried:
        yield table_of("methods", EVERY_METHOD, answer.model_copy(update={"found": tried}))


def _rows(groups: Sequence[Sequence[MethodForGroup]]) -> Iterator[tuple[Cell | str, ...]]:
    """Yield a row a group with a record of its own; then others, those that are alike as one."""
    alike: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for rows in sorted(groups, key=lambda rows: rows[0].name):
        if any(row.activities for row in rows):
            yield Cell(rows[0].name, node=rows[0].group), *_cells(rows)
        else:
            alike[_cells(rows)].append(rows[0].name)
    for cells, names in alike.items():
        yield "; ".join(names), *cells


def _cells(rows: Sequence[MethodForGroup]) -> tuple[str, ...]:
    """Return the methods for a group; they come in order, those ruled out last."""
    fit = [row for row in rows if not row.ruled_out_by]
    tried = [row for row in fit[1 + NEXT :] if row.activities]
    ruled_out = [row for row in rows if row.ruled_out_by]
    return (
        *(
            " ".join(words_of_method(row) for row in part)
            for part in (fit[:1], fit[1 : 1 + NEXT], tried)
        ),
        "; ".join(words_of_barriers(row) for row in ruled_out),
    )


def words_of_method(row: MethodForGroup) -> str:
    """Return a method in short: how many came, what that tells, and what it takes."""
    name, share = row.method_name, words_of_share(row)
    words = PAGE["share"].format(method=name, share=share) if share else name
    key = "method_needs" if row.needs else "method"
    return PAGE[key].format(method=words, needs=", ".join(row.needs))


def words_of_barriers(row: MethodForGroup) -> str:
    """Return a method with what keeps a group out of it."""
    return PAGE["ruled_out"].format(method=row.method_name, barriers=", ".join(row.ruled_out_by))
