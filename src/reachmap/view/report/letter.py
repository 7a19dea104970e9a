"""The letter to a group: you said, we did."""

from collections.abc import Iterator
from dataclasses import replace

from reachmap.analysis.letter.question import Letter
from reachmap.analysis.letter.words import HEADINGS, LETTER, RESULT, SAID
from reachmap.release.released import Released
from reachmap.view.report.document import Block, Document, Heading, Lines, Paragraph
from reachmap.view.report.paper import cover
from reachmap.words import join_names, words_of_day


def letter_paper(letter: Released[Letter]) -> Document:
    """Return the letter to a group, of what its readers may see."""
    answer = letter.content
    team, day = join_names(answer.overview.team), words_of_day(answer.as_of)
    return replace(
        cover(answer.overview, letter.stamp),
        title=LETTER["title"].format(group=answer.name),
        subtitle=LETTER["subtitle"].format(team=team, day=day),
        day=answer.as_of,
        blocks=tuple(_blocks(answer)),
    )


def _blocks(answer: Letter) -> Iterator[Block]:
    yield Paragraph(answer.opening())
    if answer.said:
        yield Heading(HEADINGS["said"])
    for said, result in answer.pairs():
        yield Paragraph(said, subject=SAID["subject"])
        yield Paragraph(result, subject=RESULT["subject"])
    if answer.said and not answer.is_for_team:
        yield Paragraph(LETTER["rest_left_out"])
    yield Heading(HEADINGS["next"])
    yield Lines(answer.next())
    yield Heading(HEADINGS["ask"])
    more = (LETTER["more"],) if answer.said else ()
    yield Paragraph(" ".join((*answer.asking(), *more)))
