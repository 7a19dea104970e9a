"""The next round on paper: what to do as a table, before and after, and who is left out."""

from collections.abc import Iterator

from reachmap.charts.svg import to_svg
from reachmap.plan.round.charts import outlook_chart
from reachmap.plan.round.question import Plan
from reachmap.plan.round.words import words_of_groups, words_of_holidays
from reachmap.view.parts.plan import to_do
from reachmap.view.report.document import Block, Heading, Paragraph, Picture
from reachmap.view.report.words import HEADINGS

CHARTED = 8
"""Most groups of the chart, those heard least first."""


def plan_blocks(answer: Plan) -> Iterator[Block]:
    """Yield the plan, where readers may see it."""
    if not answer.is_for_team:
        return
    yield Heading(HEADINGS["plan"])
    yield Paragraph(answer.sentences()[0])
    yield to_do(answer)
    yield Paragraph(words_of_holidays(answer.public_holidays))
    chart = outlook_chart(answer.groups, most=CHARTED)
    if not chart.is_empty:
        yield Picture(chart.title, chart.words, to_svg(chart, alone=True))
        yield from map(Paragraph, chart.notes)
    yield from map(Paragraph, [*words_of_groups(answer.groups)][:1])
