"""The tables for analysts: every figure and term, folded away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from reachmap.analysis.briefing import Findings
from reachmap.analysis.voices.question import Voices
from reachmap.model.stakeholders import StakeholderMap
from reachmap.plan import LinksToBuild
from reachmap.view.picture.kinds import LOOKS, STATUS_WORDS
from reachmap.view.tables import Cell, Table, plain, table, table_of

EVERYBODY = "Everybody on the map"

IN_WORDS = "in words"


def everything_tables(
    answers: Findings, town: StakeholderMap, links: LinksToBuild
) -> tuple[Table, ...]:
    """Return the tables for analysts."""
    heard = table_of("heard", "Who is heard", answers.heard, lead="Every group, every figure.")
    ways = table_of("ways", "The best way to each group", answers.best)
    talk = answers.voices
    measures = [] if talk.voices is None else [_measures(talk)]
    return (
        heard,
        ways,
        *_standing(answers, links),
        *measures,
        _most_often(answers),
        *_practice(answers),
        _nodes(answers, town),
        _links(town),
        _assumptions(answers),
    )


def _standing(answers: Findings, links: LinksToBuild) -> Iterator[Table]:
    """Yield how sure the ways are, on whom they hang and what to build, where it may be seen."""
    if any(row.chance is not None for row in answers.reach.groups):
        yield table_of("reach", "How sure each group is reached", answers.reach)
    if any(row.node is not None for row in answers.gatekeepers.nodes):
        yield table_of("gatekeepers", "On whom the ways in hang: gatekeepers", answers.gatekeepers)
    yield table_of("leaving", "What changes if a sole gatekeeper leaves", answers.leaving)
    if any(link.from_name for link in links.links):
        yield table_of("links-to-build", "Relationships worth making, by gain", links)


def _practice(answers: Findings) -> Iterator[Table]:
    """Yield what was asked of whom, what was tried and what changed, where it may be seen."""
    if answers.burden.asked:
        yield table_of("burden", "What was asked of whom: burden", answers.burden)
    tried = tuple(row for row in answers.methods.found if row.activities)
    if tried:
        lead = "Methods that were tried with each group; what promises most stands further up."
        shown = answers.methods.model_copy(update={"found": tried})
        yield table_of("methods", "Who was invited and who came, by method", shown, lead=lead)
    if any(row.now is not None for row in answers.change.rows()):
        yield table_of("change", "What has changed", answers.change)


def _measures(talk: Voices) -> Table:
    """Return every measure of every scope, and what it says in a sentence."""
    figures = table_of("measures", "Same voices: measures", talk)
    words = [Cell(row.sentence(talk.more_than_luck)) for row in talk.rows()]
    told = zip(figures.rows, words, strict=True)
    return replace(
        figures,
        columns=(*figures.columns, IN_WORDS),
        rows=tuple((*row, cell) for row, cell in told),
    )


def _most_often(answers: Findings) -> Table:
    return table(
        "most-often",
        "Who came most often",
        ("Voice", "Times", "Times an even share"),
        (
            (row.voice, plain(row.attendances), plain(row.times_even))
            for row in answers.voices.most_often
        ),
        lead="Under pseudonyms. Thank them; let them rest.",
    )


def _nodes(answers: Findings, town: StakeholderMap) -> Table:
    standing = {row.group: STATUS_WORDS[row.status] for row in answers.heard.groups}
    return table(
        "nodes",
        EVERYBODY,
        ("Name", "Kind", "Standing"),
        (
            (
                Cell(node.name, node=node.id),
                LOOKS[node.kind].word,
                standing.get(node.id, ""),
            )
            for node in town.nodes()
            if node.kind in LOOKS
        ),
    )


def _links(town: StakeholderMap) -> Table:
    names = {node.id: node.name for node in town.nodes()}
    return table(
        "links",
        "Who knows whom",
        ("From", "Link", "To", "Trust (1 to 5)", "Last contact", "Held by"),
        (
            (
                names[link.from_],
                link.type.lower().replace("_", " "),
                names[link.to],
                plain(link.trust),
                plain(link.last_contact),
                link.owner,
            )
            for link in town.links
        ),
    )


def _assumptions(answers: Findings) -> Table:
    assumed = answers.overview.assumptions
    changed = assumed.changed()
    return table(
        "assumptions",
        "What we assume",
        ("Assumption", "Value", "Changed for this map"),
        (
            (name, plain(value), "yes" if name in changed else "")
            for name, value in assumed.items().items()
        ),
        lead="Every judgement in these answers. Each may be changed in the table of assumptions.",
    )
