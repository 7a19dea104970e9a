"""What a chart is made of: figures in their own units, and the words that say what they mean."""

from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

Shape = Literal["circle", "ring", "square", "diamond", "cross", "left", "right"]
"""The shape of a mark says what it means, with its colour or without."""

Sign = Shape | Literal["range", "luck", "band", "even"]
"""What a chart explains: a shape, the range of a figure, what luck gives, a band, an even line."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A figure on a line."""

    at: float
    shape: Shape = "circle"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a chart: whose figures they are, the figures, and the same in words."""

    name: str
    words: str
    marks: tuple[Mark, ...]
    low: float | None = None
    """Where the range begins; None where the line has none."""
    high: float | None = None
    """Where it ends."""
    note: str = ""
    """A few words at the end of the line."""


@dataclass(frozen=True, slots=True)
class Axis:
    """What is measured, in which unit, from where to where."""

    title: str
    low: float
    high: float
    ticks: tuple[tuple[float, str], ...]
    """Figures that are marked, and what is written there."""
    has_more: bool = False
    """Whether figures beyond its end are drawn at the end, as its last tick says."""


@dataclass(frozen=True, slots=True)
class LineChart:
    """A line a group, a channel or a step, one below the other."""

    name: str
    """What the chart is asked for by."""
    title: str
    axis: Axis
    lines_title: str
    """What the lines are, and in which order."""
    lines: tuple[Line, ...]
    meanings: tuple[tuple[Sign, str], ...]
    """Each sign that occurs, with its meaning."""
    band: tuple[float, float] | None = None
    """From where to where figures are about even."""
    even: float | None = None
    """Where figures are even."""
    notes: tuple[str, ...] = ()
    """What is not drawn, and why."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not self.lines

    @property
    def words(self) -> str:
        """The whole chart in words."""
        return " ".join(f"{line.name}: {line.words.rstrip('.')}." for line in self.lines)


@dataclass(frozen=True, slots=True)
class Curve:
    """A curve, by the figures that it passes."""

    name: str
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class CurveChart:
    """Curves of shares against shares, each from nothing to all."""

    name: str
    """What the chart is asked for by."""
    title: str
    across: str
    """What is measured from left to right."""
    upwards: str
    """What is measured from the bottom up."""
    even: str
    """What the straight line means."""
    curves: tuple[Curve, ...]
    words: str
    """The whole chart in words."""
    notes: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not self.curves


Chart: TypeAlias = LineChart | CurveChart


def with_note(chart: Chart, note: str) -> Chart:
    """Return a chart with one more note."""
    return replace(chart, notes=(*chart.notes, note))


def clipped(axis: Axis, figure: float) -> float:
    """Return where a figure is drawn: at the end of the axis where it is beyond.

    Examples
    --------
    >>> tens = Axis("people", 0, 30, ())
    >>> clipped(tens, 12), clipped(tens, 484)
    (12, 30)
    """
    return min(max(figure, axis.low), axis.high)


def shortened(name: str, most: int = 32) -> str:
    """Return a name as it fits beside a line.

    Examples
    --------
    >>> shortened("Carers"), shortened("People who use other languages", 12)
    ('Carers', 'People who…')
    """
    return name if len(name) <= most else f"{name[: most - 1].rstrip()}…"
