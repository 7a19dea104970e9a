"""Due regard: what was done to hear each group, ready to paste into an impact assessment."""

from __future__ import annotations

from dataclasses import dataclass

from reachmap.analysis.evidence.question import Evidence
from reachmap.analysis.evidence.rows import EvidenceRow
from reachmap.view.picture.kinds import STATUS_WORDS
from reachmap.view.tables import Cell, Table, plain, table

OTHER = "other"
"""Where a group stands for no protected characteristic."""


@dataclass(frozen=True, slots=True)
class Regard:
    """The part of the page on due regard.

    Attributes
    ----------
    words
        What is told of the characteristics, and what is blank.
    lines
        Every characteristic with its groups, then every other group.
    footnote
        What it is, and what it is not.
    """

    words: tuple[str, ...]
    lines: Table
    footnote: str


def regard(answer: Evidence) -> Regard:
    """Return the part of the page on due regard."""
    lines = table(
        "due-regard",
        "What was done to hear each group",
        (
            "Characteristic",
            "Group",
            "People in the area",
            "Invited",
            "Heard",
            "Standing",
            "How we asked",
            "What we offered",
            "What was said",
            "What came of it",
            "What is wanting",
            "Who owes an answer",
        ),
        (_line(row) for row in answer.lines),
    )
    footnotes = answer.footnotes()
    words = tuple(line for line in answer.sentences() if line not in footnotes)
    return Regard(words, lines, answer.footnote)


def _line(row: EvidenceRow) -> tuple[Cell | str, ...]:
    return (
        (row.characteristic or OTHER).replace("-", " "),
        Cell(row.group or "none on the map", node=row.id or ""),
        plain(row.population),
        plain(row.invited),
        plain(row.heard),
        STATUS_WORDS[row.status] if row.status else "",
        "; ".join(row.methods),
        "; ".join(row.supports),
        "; ".join(row.said),
        "; ".join(row.response),
        "; ".join(row.gap),
        "; ".join(row.owner),
    )
