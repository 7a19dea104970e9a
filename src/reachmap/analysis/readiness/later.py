"""What later questions need: told from the day on which their command is listed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reachmap.analysis.readiness.known import Known
from reachmap.analysis.readiness.rows import Gap, Loss

BLANKS: tuple[tuple[str, str, str, Loss, str, str, str], ...] = (
    (
        "activities",
        "notice_days",
        "review",
        "detail",
        "No days of notice for",
        "activities",
        "whether people had time to come",
    ),
    (
        "activities",
        "feedback_on",
        "review",
        "detail",
        "No day of feedback for",
        "activities",
        "whether people were told what became of what they said",
    ),
    (
        "turnout",
        "invited",
        "methods",
        "detail",
        "Nothing on how many were invited for",
        "head counts",
        "how many of those invited take part",
    ),
    (
        "groups",
        "category",
        "evidence",
        "detail",
        "No category for",
        "groups",
        "which protected characteristics they stand for",
    ),
)
"""Table, column, question, loss, what is lacking, for which things, what it would tell."""


def _rows(known: Known, table: str) -> Sequence[object]:
    """Return the rows of a table in which blanks are looked for."""
    if table == "turnout":
        return [*known.snapshot.turnout]
    return known.past if table == "activities" else getattr(known.map, table)


def gaps_of_later(known: Known) -> Iterator[Gap]:
    """Yield what is lacking for questions that may not have a command yet."""
    if not known.sizes["asks"]:
        yield Gap(
            table="asks",
            question="burden",
            loss="all",
            groups=len(known.groups),
            subject="No asks",
            effect="who has been asked too often",
        )
    if not (known.sizes["voices"] or known.map.champions):
        yield Gap(
            table="champions",
            question="panel",
            loss="all",
            groups=len(known.groups),
            subject="No voices or champions",
            effect="whom a panel could be drawn from",
        )
    for table, column, question, loss, subject, things, effect in BLANKS:
        rows = _rows(known, table)
        lacking = [row for row in rows if getattr(row, column) is None]
        if lacking:
            named = {getattr(row, "group", None) for row in lacking}
            touched = {"turnout": len(named), "groups": len(lacking)}
            yield Gap(
                table=table,
                column=column,
                missing=len(lacking),
                of=len(rows),
                question=question,
                loss=loss,
                groups=touched.get(table, len(known.groups)),
                subject=subject,
                things=things,
                effect=effect,
            )
