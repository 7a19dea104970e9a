"""The evidence section of an equality impact assessment: a part a protected characteristic."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from reachmap.analysis.evidence.question import Evidence
from reachmap.analysis.evidence.rows import EvidenceRow
from reachmap.analysis.evidence.words import DUE_REGARD, PAGE, words_of_characteristic
from reachmap.analysis.overview import Overview
from reachmap.analysis.participation.words import STATUS
from reachmap.release.released import Released
from reachmap.view.report.document import Block, Box, Document, Heading, Lines, Paragraph
from reachmap.view.report.paper import cover
from reachmap.view.report.words import COLUMNS, EQUALITY, HEADINGS, METHOD, PAPER
from reachmap.view.tables import Cell, Table, field_cell, plain, table
from reachmap.words import capitalised


def equality_paper(evidence: Released[Evidence], about: Released[Overview]) -> Document:
    """Return the evidence section of an equality impact assessment."""
    answer, first = evidence.content, cover(about.content, evidence.stamp)
    return replace(
        first,
        title=EQUALITY["title"].format(title=about.content.title),
        subtitle=first.subtitle,
        blocks=tuple(_blocks(answer)),
    )


def _blocks(answer: Evidence) -> Iterator[Block]:
    footnotes = answer.footnotes()
    yield Heading(HEADINGS["short"])
    yield Lines(tuple(line for line in answer.sentences() if line not in footnotes))
    yield Paragraph(PAPER["records"])
    if not answer.is_for_team:
        yield Paragraph(EQUALITY["left_out"])
    for _, group in groupby(answer.lines, key=lambda row: row.characteristic):
        rows = tuple(group)
        yield Heading(capitalised(words_of_characteristic(rows[0])))
        yield _table(rows)
        said = tuple(_said(rows))
        if said:
            yield Lines(said)
    yield Heading(HEADINGS["missing"])
    yield Lines(answer.missing or (PAPER["missing_nothing"],))
    yield Box(HEADINGS["method"], (METHOD["share"], *footnotes, METHOD["made"]))


def _table(rows: Sequence[EvidenceRow]) -> Table:
    words = DUE_REGARD._replace(title="", columns=COLUMNS["equality"])
    name = words_of_characteristic(rows[0])
    return table(f"evidence-{name}", words, map(_cells, rows))


def _cells(row: EvidenceRow) -> tuple[Cell | str, ...]:
    return (
        row.name or PAGE["no_group"],
        plain(row.population),
        field_cell(row, "heard"),
        STATUS[row.status] if row.status else "",
        "; ".join((*row.methods, *row.supports)),
        "; ".join(row.gap),
    )


def _said(rows: Sequence[EvidenceRow]) -> Iterator[str]:
    """Yield what is written down of what groups said, and of what happened as a result."""
    for row in rows:
        if row.said:
            said = "; ".join(row.said)
            words = "; ".join(row.response) or EQUALITY["no_response"]
            yield EQUALITY["said"].format(group=row.name, said=said, response=words)
