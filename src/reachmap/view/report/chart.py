"""The chart of a paper: people heard for every ten expected, as SVG that stands for itself."""

from collections.abc import Sequence

from reachmap.view.charts import BAR_HEIGHT, Bar
from reachmap.view.page import environment
from reachmap.view.report.document import Chart
from reachmap.view.report.words import PAPER
from reachmap.view.words import TEMPLATE_WORDS

WIDTH = 680
FOOT = 46
"""Height of the axis below the bars, in pixels."""

NAME = 44
"""Most letters of a name in the chart; its words and its table have it whole."""


def chart_of(bars: Sequence[Bar]) -> Chart:
    """Return the chart of some groups, those heard least on top."""
    height = len(bars) * BAR_HEIGHT + FOOT
    words = " ".join(f"{bar.name}: {bar.words}." for bar in bars)
    template = environment().get_template("report_chart.svg.j2")
    svg = template.render(
        bars=bars, width=WIDTH, height=height, name=NAME, title=PAPER["chart"], words=TEMPLATE_WORDS
    )
    return Chart(PAPER["chart"], words, svg, WIDTH, height)
