"""Charts of answers as parts of a page, which has their titles and notes beside them."""

from dataclasses import dataclass

from markupsafe import Markup

from reachmap.charts.chart import Chart
from reachmap.charts.svg import to_svg


@dataclass(frozen=True, slots=True)
class PageChart:
    """A chart on a page."""

    svg: Markup
    """The picture; empty where there is nothing to draw."""
    words: str
    notes: tuple[str, ...]
    """What is not drawn, and why."""


def page_chart(chart: Chart) -> PageChart:
    """Return a chart as a part of a page; every text in it is escaped."""
    svg = "" if chart.is_empty else to_svg(chart, alone=False)
    return PageChart(Markup(svg), chart.words, chart.notes)  # noqa: S704  escaped by to_svg
