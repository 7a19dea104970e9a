"""The base of answers that can be drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from reachmap.charts.chart import Chart, with_note
from reachmap.errors import InputError
from reachmap.model.answer import Answer
from reachmap.model.arguments import check_one_of
from reachmap.model.audience import STAMPS

if TYPE_CHECKING:
    from matplotlib.axes import Axes


class ChartedAnswer(Answer):
    """An answer with charts, each under a name.

    Charts hold what the answer holds: of one that was released for others, nothing that they may
    not see is drawn, and its stamp is written below.
    """

    chart_names: ClassVar[tuple[str, ...]]
    """What the charts are asked for by; the first that has something to show is the usual one."""

    def charts(self) -> tuple[Chart, ...]:
        """Return the charts, in the order of their names; some may be empty."""
        raise NotImplementedError

    def plot(self, ax: Axes | None = None, *, chart: str | None = None) -> Axes:
        """Draw a chart with matplotlib.

        Parameters
        ----------
        ax
            Axes to draw on; those of a new figure where left out.
        chart
            Which chart, one of `chart_names`; the first that has something to show where left
            out.

        Returns
        -------
        Axes
            The axes, to change or save: ``answer.plot().figure.savefig("heard.png")``.

        Raises
        ------
        InputError
            If there is no such chart, or nothing that may be drawn.
        RenderError
            If matplotlib is not installed (``pip install 'reachmap[plot]'``).

        Examples
        --------
        >>> import matplotlib
        >>> matplotlib.use("Agg")  # no window
        >>> import reachmap as rm
        >>> rm.demo().participation().plot().get_xlabel()
        'people heard for every ten expected'
        """
        from reachmap.charts.plot import plot

        return plot(self._chosen(chart), ax)

    def to_svg(self, *, chart: str | None = None) -> str:
        """Return a chart as SVG, with its title and all its figures in words.

        Parameters
        ----------
        chart
            Which chart, one of `chart_names`; the first that has something to show where left
            out.

        Returns
        -------
        str
            A whole SVG file, which needs nothing else and asks the network for nothing.

        Raises
        ------
        InputError
            If there is no such chart, or nothing that may be drawn.

        Examples
        --------
        >>> import reachmap as rm
        >>> picture = rm.demo().voices().to_svg(chart="luck")
        >>> picture.startswith("<svg"), "<desc" in picture
        (True, True)
        """
        from reachmap.charts.svg import to_svg

        return to_svg(self._chosen(chart), alone=True)

    def _chosen(self, name: str | None) -> Chart:
        """Return the chart of a name, with the stamp of the answer."""
        if name is not None:
            check_one_of("chart", name, self.chart_names)
        charts = [each for each in self.charts() if name in {None, each.name}]
        some = next((each for each in charts if not each.is_empty), None)
        if some is None and self.is_for_team:
            message = " ".join(("there is nothing to draw.", *charts[0].notes, *self.missing))
            raise InputError(message)
        if some is None:
            message = (
                f"nothing of this answer may be drawn for {self.audience}: draw it for the team"
            )
            raise InputError(message)
        return with_note(some, STAMPS[self.audience])
