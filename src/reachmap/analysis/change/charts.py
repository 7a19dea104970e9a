"""What has changed as charts: people heard, and whether fewer do more of the talking."""

from collections.abc import Iterator, Mapping, Sequence
from math import ceil, log
from types import MappingProxyType

from reachmap.analysis.change.rows import Changed, What
from reachmap.analysis.change.words import CHART
from reachmap.charts.axes import people_axis
from reachmap.charts.chart import Axis, Line, LineChart, Mark, Shape, Sign

MOST_LINES = 40
"""Most groups in the chart."""

HEARD_NOW: Mapping[What, Shape] = MappingProxyType(
    {
        "newly heard": "diamond",
        "fallen silent": "diamond",
        "perhaps newly heard": "square",
        "perhaps fallen silent": "square",
    }
)
"""The mark of the people heard now, where the group was asked about both times."""

TALK: Mapping[What, tuple[Shape, str]] = MappingProxyType(
    {
        "more concentrated": ("right", "more"),
        "less concentrated": ("left", "less"),
        "about as before": ("circle", "same"),
    }
)


def heard_chart(changes: Sequence[Changed]) -> LineChart:
    """Return the people heard before and now; what nobody was asked is not drawn as none."""
    lines = tuple(_heard(change) for change in changes[:MOST_LINES])
    most = max((mark.at for line in lines for mark in line.marks), default=0)
    return LineChart(
        name="heard",
        title=CHART["heard"],
        axis=people_axis(CHART["heard_axis"], most),
        lines_title=CHART["heard_lines"],
        lines=lines,
        meanings=tuple(_meanings_of_heard(lines)),
        notes=(CHART["left_out"].format(number=len(lines), all=len(changes)),)
        if changes[MOST_LINES:]
        else (),
    )


def _heard(change: Changed) -> Line:
    before, now = change.before or 0.0, change.now or 0.0
    shape, low, high = HEARD_NOW.get(change.what), None, None
    if shape is None:
        newly = change.what == "newly asked about"
        key = "words_of_newly_asked" if newly else "words_of_no_longer_asked"
        marks: tuple[Mark, ...] = (Mark(now, "circle") if newly else Mark(before, "left"),)
    else:
        key = "words_of_perhaps" if change.what.startswith("perhaps") else "words_of_both"
        marks = (Mark(before, "ring"), Mark(now, shape))
        low, high = min(before, now), max(before, now)
    words = CHART[key].format(before=f"{before:,.0f}", now=f"{now:,.0f}")
    return Line(change.name, words, marks, low, high)


def _meanings_of_heard(lines: Sequence[Line]) -> Iterator[tuple[Sign, str]]:
    """Yield each sign that occurs, with its meaning."""
    occurring = {mark.shape for line in lines for mark in line.marks}
    signs: tuple[tuple[Shape, str], ...] = (
        ("ring", "before"),
        ("diamond", "now"),
        ("square", "perhaps"),
        ("circle", "newly_asked"),
        ("left", "no_longer_asked"),
    )
    for shape, key in signs:
        if shape in occurring:
            yield shape, CHART[key]
    if "ring" in occurring:
        yield "range", CHART["range"]


def talk_chart(changes: Sequence[Changed]) -> LineChart:
    """Return the logarithm of how often the same people are met again, now over before."""
    known = [change for change in changes if change.change is not None]
    ends = [abs(end) for change in known for end in (change.change, change.low, change.high) if end]
    occurring = {change.what for change in known}
    signs: list[tuple[Sign, str]] = [
        (shape, CHART[key]) for what, (shape, key) in TALK.items() if what in occurring
    ]
    return LineChart(
        name="talk",
        title=CHART["talk"],
        axis=_times_axis(max(ends, default=0.0)),
        lines_title=CHART["talk_lines"],
        lines=tuple(_talk(change) for change in known),
        meanings=(*signs, ("range", CHART["talk_range"])),
        even=0.0,
    )


def _talk(change: Changed) -> Line:
    shape, key = TALK[change.what]
    words = f"{CHART[key]}: {change.note}" if change.note else CHART[key]
    return Line(change.name, words, (Mark(change.change or 0.0, shape),), change.low, change.high)


def _times_axis(most: float) -> Axis:
    """Return an axis of logarithms, which says how many times as often."""
    doublings = max(1, ceil(most / log(2)))
    numbers = {step: 2 ** abs(step) for step in (-doublings, 0, doublings)}
    words = {
        step: CHART["part" if step < 0 else "times"].format(number=f"{number:,}")
        for step, number in numbers.items()
    } | {0: CHART["as_before"]}
    end = doublings * log(2)
    return Axis(CHART["talk_axis"], -end, end, tuple((n * log(2), words[n]) for n in sorted(words)))
