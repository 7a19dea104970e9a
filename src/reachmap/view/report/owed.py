"""What we owe on paper: answers to people, when they were due, and who is to give them."""

from collections.abc import Iterator
from dataclasses import replace

from reachmap.analysis.briefing import Briefing
from reachmap.analysis.review.words import ANSWERS_OWED
from reachmap.analysis.review.words import PAGE as REVIEW
from reachmap.view.parts.review import answers_owed
from reachmap.view.report.document import Block, Heading, Lines, Paragraph
from reachmap.view.report.words import HEADINGS, PAPER
from reachmap.view.tables import Table
from reachmap.words import join_names, words_of_count

ROWS = 4
"""Most rows of a table; the rest are counted."""

OWED = 3
"""Most answers owed that are named below the table; the rest are counted."""


def owed_blocks(answers: Briefing) -> Iterator[Block]:
    """Yield the answers that we owe, those to what is written down first."""
    yield Heading(HEADINGS["owed"])
    if answers.is_for_team and answers.owed:
        whole = answers_owed(answers.owed)
        yield _with_activities(first_rows(whole), len(whole.rows), len(answers.owed))
        yield Lines(tuple(_rest_of_owed(whole, answers)))
    elif answers.is_for_team:
        yield Paragraph(PAPER["owed_nobody"])
    else:
        if answers.owed:
            yield first_rows(_for_others(answers_owed(answers.owed)))
        yield Paragraph(PAPER["owed_few"])


def words_of_owed(answers: Briefing) -> str:
    """Return in a sentence after how many activities an answer is owed, and by how many nobody."""
    if not answers.owed:
        return PAPER["owed_nobody"]
    late = sum(row.late for row in answers.owed)
    unwritten = sum(not row.owners for row in answers.owed)
    key = "short_late_one" if len(answers.owed) == 1 else "short_late"
    return PAPER["short_owed"].format(
        activities=words_of_count(len(answers.owed), "activity"),
        late=PAPER[key].format(late=late) if late else "",
        unwritten=PAPER["short_unwritten"].format(number=unwritten) if unwritten else "",
    )


def _with_activities(cut: Table, lines: int, activities: int) -> Table:
    """Return the table of answers with what is in it: how many activities, where that is more."""
    words = PAPER["owed_lines"].format(
        lines=words_of_count(lines, "answer"), activities=words_of_count(activities, "activity")
    )
    more = [words] if lines < activities else []
    return replace(cut, lead=" ".join([cut.lead, *more, PAPER["owed_record"]]))


def _rest_of_owed(whole: Table, answers: Briefing) -> Iterator[str]:
    """Yield for how many nobody is named, how to write that down, and what else waits."""
    yield from _owners(whole, answers)
    due = whole.columns.index(ANSWERS_OWED.columns[3])
    rest = [
        PAPER["owed_one"].format(name=row[0].text, due=row[due].text) for row in whole.rows[ROWS:]
    ]
    if rest:
        yield PAPER["owed_rest"].format(answers=join_names(rest, most=OWED))


def _owners(whole: Table, answers: Briefing) -> Iterator[str]:
    """Yield of how many answers nobody is written down who owes them, and how to write one."""
    column = ANSWERS_OWED.columns[4]
    if column in whole.columns:
        texts = [row[whole.columns.index(column)].text for row in whole.rows]
        unwritten = texts.count(REVIEW["nobody"])
    else:
        unwritten = len(whole.rows)
    if unwritten:
        yield PAPER["owners"].format(
            number=unwritten,
            all=words_of_count(len(whole.rows), "answer"),
            team=join_names(answers.overview.team),
        )


def _for_others(whole: Table) -> Table:
    """Return what the answers are about and when they are due: of all else others see nothing."""
    name, _, _, due, _ = ANSWERS_OWED.columns
    chosen = [number for number, column in enumerate(whole.columns) if column in {name, due}]
    rows = tuple(tuple(row[number] for number in chosen) for row in whole.rows)
    columns = tuple(whole.columns[number] for number in chosen)
    return replace(whole, lead="", columns=columns, rows=rows)


def first_rows(whole: Table) -> Table:
    """Return the first rows of a table, with how many there are."""
    if len(whole.rows) <= ROWS:
        return whole
    words = PAPER["more_rows"].format(first=ROWS, all=len(whole.rows))
    return replace(whole, lead=f"{whole.lead} {words}".strip(), rows=whole.rows[:ROWS])
