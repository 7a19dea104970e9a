"""Due regard: what was done to hear each group, ready to paste into an impact assessment."""

from dataclasses import dataclass

from reachmap.analysis.evidence.question import Evidence
from reachmap.analysis.evidence.rows import EvidenceRow
from reachmap.analysis.evidence.words import (
    DUE_REGARD,
    PAGE,
    words_of_characteristic,
    words_of_invited,
)
from reachmap.analysis.participation.words import STATUS
from reachmap.view.tables import Cell, Table, field_cell, plain, table


@dataclass(frozen=True, slots=True)
class EvidencePart:
    """The part of the page on due regard."""

    words: tuple[str, ...]
    lines: Table
    """Every characteristic with its groups, then every other group."""
    footnote: str
    """What it is, and what it is not."""


def evidence_part(answer: Evidence) -> EvidencePart:
    """Return the part of the page on due regard."""
    footnotes = answer.footnotes()
    words = tuple(line for line in answer.sentences() if line not in footnotes)
    lines = table("due-regard", DUE_REGARD, (_line(row) for row in answer.lines))
    return EvidencePart(words, lines, answer.footnote)


def _line(row: EvidenceRow) -> tuple[Cell | str, ...]:
    return (
        words_of_characteristic(row),
        Cell(row.name or PAGE["no_group"], node=row.group or ""),
        plain(row.population),
        Cell(words_of_invited(row), sort=str(row.invited or "")),
        field_cell(row, "heard"),
        STATUS[row.status] if row.status else "",
        "; ".join(row.methods),
        "; ".join(row.supports),
        "; ".join(row.said),
        "; ".join(row.response),
        "; ".join(row.gap),
        "; ".join(row.owner),
    )
