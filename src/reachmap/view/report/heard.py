"""Who is heard, on paper: in words, as one chart with ranges, and as its table."""

from collections.abc import Iterator, Sequence

from reachmap.analysis.participation.charts import FAIR, WIDEST, heard_chart, is_charted
from reachmap.analysis.participation.question import Participation
from reachmap.analysis.participation.rows import GroupHeard, Status
from reachmap.analysis.participation.words import (
    BY_STATUS,
    OUT_OF,
    SENTENCES,
    may_be_missed,
    words_of_group,
    words_of_status,
)
from reachmap.charts.svg import to_svg
from reachmap.view.report.document import Block, Heading, Lines, Paragraph, Picture
from reachmap.view.report.words import COLUMNS, HEADINGS, PAPER
from reachmap.view.tables import Table, table
from reachmap.words import TableWords, first_few, join_names

CHARTED = 11
"""Most groups of the chart, those heard least first; the rest are counted."""

IN_FULL = 4
"""Groups not heard of which all that is known is said; the rest are named."""

NAMED, FEW = 24, 6
"""Most groups that a sentence names, and of those heard or known; the rest are counted."""

OTHERS: tuple[tuple[Status, ...], ...] = (
    ("not-recorded",),
    ("uncertain",),
    ("unknown", "enough", "fair", "over"),
)
"""Statuses whose groups are named in a sentence each, in order; some share a paragraph."""


def heard_blocks(answer: Participation, *, most: int = CHARTED) -> Iterator[Block]:
    """Yield who is heard and who is not."""
    yield Heading(HEADINGS["heard"])
    yield Paragraph(f"{answer.sentences()[0]} {PAPER['records']}")
    if not answer.is_for_team:
        yield Lines(answer.sentences()[1:])
        yield Paragraph(PAPER["no_chart"])
        return
    charted = [row for row in answer.groups if is_charted(row)]
    if charted:
        chart = heard_chart(charted[:most])
        yield Picture(chart.title, chart.words, to_svg(chart, alone=True))
    first, rest = first_few(answer.of("unheard"), IN_FULL)
    yield from (Paragraph(words_of_group(row), subject=row.name) for row in first)
    if rest:
        names = join_names((row.name for row in answer.of("unheard")[IN_FULL:]), most=NAMED)
        yield Paragraph(BY_STATUS["unheard"].format(groups=names))
    under = [row.name for row in charted[most:] if row.status == "under"]
    others = (*_heard_less(under), *_others(answer))
    if others:
        yield Lines(others)
    if charted:
        yield figures_of(charted[:most], len(charted))


def _heard_less(names: Sequence[str]) -> Iterator[str]:
    """Yield the groups heard less than their share that have no line in the chart."""
    if names:
        yield PAPER["heard_less"].format(groups=join_names(names, most=NAMED))


def _others(answer: Participation) -> Iterator[str]:
    """Yield the groups of each other status, and those that may not call themselves so."""
    for statuses in OTHERS:
        sentences = [*_of_statuses(answer, statuses)]
        if sentences:
            yield " ".join(sentences)
    hidden = [row.name for row in answer.of("unheard", "not-recorded") if row.may_be_hidden]
    if hidden:
        yield SENTENCES["hidden"].format(groups=join_names(hidden))


def _of_statuses(answer: Participation, statuses: Sequence[Status]) -> Iterator[str]:
    for status in statuses:
        rows = answer.of(status)
        if rows:
            most = NAMED if status == "not-recorded" else FEW
            names = join_names((row.name for row in rows), most=most)
            yield BY_STATUS[status].format(groups=names)


def words_of_missed(answer: Participation) -> tuple[str, ...]:
    """Return which groups may not have been found by asking, where there are any."""
    names = [row.name for row in answer.of("unheard") if may_be_missed(row)]
    return (PAPER["short_missed"].format(groups=join_names(names)),) if names else ()


def figures_of(rows: Sequence[GroupHeard], every: int) -> Table:
    """Return the figures of the chart as a table."""
    rest = every - len(rows)
    lead = [PAPER["chart_of"].format(number=len(rows), rest=rest)] if rest else []
    words = TableWords(
        PAPER["same_figures"], COLUMNS["heard"], " ".join([PAPER["range_read"], *lead])
    )
    return table("heard-figures", words, map(_figures, rows))


def _figures(row: GroupHeard) -> tuple[str, ...]:
    return (
        row.name,
        words_of_status(row),
        f"{row.heard or 0:,}",
        f"{row.fair_share or 0:,.0f}",
        words_of_range(row),
    )


def words_of_range(row: GroupHeard) -> str:
    """Return from where to where the true figure may lie, as far as the chart goes.

    A group that is decided to be under or over a fair share has no end rounded into one.
    """
    ends = low, high = [OUT_OF * (each or 0) for each in (row.low, row.high)]
    most = round(OUT_OF * WIDEST)
    key = "range_beyond" if round(low) >= most else "range_open" if round(high) > most else "range"
    fewest, fair = (OUT_OF * each for each in FAIR)
    is_apart = row.status in {"under", "over"}
    low_words, high_words = (
        f"{end:.1f}" if is_apart and fewest <= round(end) <= fair else f"{round(end)}"
        for end in ends
    )
    return PAPER[key].format(low=low_words, high=high_words, most=most)
