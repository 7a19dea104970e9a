"""Charts as SVG: a picture with a title and all its figures in words, which asks for nothing."""

from collections.abc import Iterator, Sequence
from html import escape
from textwrap import wrap
from zlib import crc32

from reachmap.charts.chart import Axis, Chart, CurveChart, LineChart, Sign, clipped, shortened
from reachmap.charts.looks import BAND, BLUE, INK, LOOKS, LUCK, QUIET, RED

WIDTH = 700
LEFT, ACROSS = 240, 320
"""Where the figures of lines begin, and how wide their axis is, in pixels."""

MEANINGS = 40
"""Where the words for signs begin: the longest of them need all of the width."""

ROW = 28
"""Height of a line."""

SIZE = 260
"""Width and height of a chart of curves."""

TEXT = 18
"""Height of a line of text."""

CHARACTERS = 95
"""Most characters of a line of text."""

Pair = tuple[float, float]

CURVES = ((RED, ""), (BLUE, "7 4"))
"""How curves are told apart: colour and dashes."""


def to_svg(chart: Chart, *, alone: bool) -> str:
    """Return a chart as SVG.

    `alone` is for a file of its own, with title and notes; on a page these are beside it.
    """
    if isinstance(chart, LineChart):
        body, height, width = [*_lines(chart)], _height(chart), WIDTH
    else:
        body, height, width = [*_curves(chart)], SIZE + 60 + TEXT * len(chart.curves[1:]), SIZE + 60
    if alone:
        words = (chart.words,) if isinstance(chart, CurveChart) else ()
        notes = [line for note in (*words, *chart.notes) for line in wrap(note, CHARACTERS)]
        title = [_text(0, 16, chart.title, size=16, weight="bold")]
        below = [_text(0, 30 + height + TEXT * row, each) for row, each in enumerate(notes, 1)]
        body = [*title, '<g transform="translate(0 30)">', *body, "</g>", *below]
        height, width = height + 40 + TEXT * len(notes), WIDTH
    return "".join(_framed(chart, body, (width, height), alone=alone))


def _framed(
    chart: Chart, body: Sequence[str], size: tuple[int, int], *, alone: bool
) -> Iterator[str]:
    """Yield the picture with its title and its words, by which screen readers know it."""
    key = f"{chart.name}-{crc32(f'{chart.title}{chart.words}'.encode()):08x}"
    space = ' xmlns="http://www.w3.org/2000/svg"' if alone else ""
    width, height = size
    fixed = f' width="{width}" height="{height}"' if alone else ""
    yield (
        f'<svg{space} class="chart {chart.name}" viewBox="0 0 {width} {height}"{fixed} '
        f'role="img" aria-labelledby="{key}-title {key}-words" '
        f'font-family="system-ui, sans-serif" font-size="13" fill="{INK}">'
    )
    yield f'<title id="{key}-title">{escape(chart.title)}</title>'
    yield f'<desc id="{key}-words">{escape(chart.words)}</desc>'
    yield from body
    yield "</svg>"


def _height(chart: LineChart) -> int:
    return ROW * len(chart.lines) + 48 + TEXT * len(chart.meanings)


def _lines(chart: LineChart) -> Iterator[str]:
    """Yield lines below each other, the axis, and what the signs mean."""
    axis, tall = chart.axis, ROW * len(chart.lines)
    if chart.band is not None:
        left, right = (_across(axis, end) for end in chart.band)
        yield _box("band", (left, 0), (right - left, tall), BAND)
    if chart.even is not None:
        yield _straight("even", (_across(axis, chart.even), 0), (0, tall), "5 4")
    yield _straight("axis", (LEFT, tall), (ACROSS, 0))
    for row, line in enumerate(chart.lines):
        y = ROW * row + ROW // 2
        yield _text(LEFT - 12, y + 4, shortened(line.name), anchor="end")
        if line.low is not None and line.high is not None:
            yield from _range(chart, line.low, line.high, y)
        for mark in line.marks:
            yield _sign(mark.shape, _across(axis, mark.at), y)
        if line.note:
            yield _text(LEFT + ACROSS + 15, y + 4, line.note)
    for figure, words in axis.ticks:
        yield _text(_across(axis, figure), tall + 16, words, anchor="middle")
    yield _text(LEFT + ACROSS / 2, tall + 36, axis.title, anchor="middle")
    for row, (sign, words) in enumerate(chart.meanings):
        y = tall + 48 + TEXT * row + 6
        yield _sign(sign, MEANINGS - 22, y)
        yield _text(MEANINGS, y + 4, words)


def _range(chart: LineChart, low: float, high: float, y: int) -> Iterator[str]:
    """Yield the range of a figure, or what luck gives; an arrow where it goes on."""
    left, right = _across(chart.axis, low), _across(chart.axis, high)
    if "luck" in dict(chart.meanings):
        yield _box("luck-range", (left, y - 7), (max(right - left, 2), 14), LUCK)
        return
    yield _straight("range", (left, y), (right - left, 0))
    for end, goes_on, outline in (
        (left, low < chart.axis.low, "M-7 0L0-4v8z"),
        (right, high > chart.axis.high, "M7 0L0-4v8z"),
    ):
        if goes_on:
            at = f"translate({end} {y})"
            yield f'<path class="more" transform="{at}" d="{outline}" fill="{QUIET}"/>'


def _sign(sign: Sign, x: float, y: float) -> str:
    """Return a sign around a point."""
    if sign == "range":
        return _straight("range", (x - 10, y), (20, 0))
    if sign == "even":
        return _straight("even", (x, y - 8), (0, 16), "5 4")
    if sign in {"luck", "band"}:
        return _box("sign", (x - 10, y - 6), (20, 12), LUCK if sign == "luck" else BAND)
    look = LOOKS[sign]
    fill = look.colour if look.filled else "#fff" if look.outline.endswith("z") else "none"
    return (
        f'<path class="mark {sign}" transform="translate({x} {y})" d="{look.outline}" '
        f'fill="{fill}" stroke="{look.colour}" stroke-width="{1 if look.filled else 2.4}"/>'
    )


def _across(axis: Axis, figure: float) -> float:
    """Return how far to the right a figure is."""
    share = (clipped(axis, figure) - axis.low) / (axis.high - axis.low)
    return round(LEFT + ACROSS * share, 1)


def _curves(chart: CurveChart) -> Iterator[str]:
    """Yield a square with a line of even shares, and the curves below it."""
    yield '<g transform="translate(40 8)">'
    yield (f'<rect class="frame" width="{SIZE}" height="{SIZE}" fill="none" stroke="{QUIET}"/>')
    yield _straight("even", (0, SIZE), (SIZE, -SIZE), "5 4")
    for (colour, dash), curve in zip(CURVES, chart.curves, strict=False):
        points = " ".join(f"{SIZE * x:.1f},{SIZE * (1 - y):.1f}" for x, y in curve.points)
        yield (
            f'<polyline class="curve" points="{points}" fill="none" '
            f'stroke="{colour}" stroke-width="3"{_dashed(dash)}/>'
        )
    yield _text(SIZE / 2, SIZE + 20, chart.across, anchor="middle")
    yield _turned(-12, SIZE / 2, -90, chart.upwards)
    yield _turned(SIZE * 0.43, SIZE * 0.52, -45, chart.even)
    if len(chart.curves) > 1:
        for row, ((colour, dash), curve) in enumerate(zip(CURVES, chart.curves, strict=False)):
            y = SIZE + 24 + TEXT * (row + 1)
            yield (f'<path d="M0 {y - 4}h30" stroke="{colour}" stroke-width="3"{_dashed(dash)}/>')
            yield _text(38, y, curve.name)
    yield "</g>"


def _dashed(dash: str) -> str:
    return f' stroke-dasharray="{dash}"' if dash else ""


def _straight(name: str, start: Pair, along: Pair, dash: str = "") -> str:
    (x, y), (right, down) = start, along
    return (
        f'<path class="{name}" d="M{x:.5g} {y:.5g}l{right:.5g} {down:.5g}" stroke="{QUIET}" '
        f'stroke-width="2" fill="none"{_dashed(dash)}/>'
    )


def _box(name: str, corner: Pair, size: Pair, fill: str) -> str:
    (x, y), (width, height) = corner, size
    return (
        f'<rect class="{name}" x="{x:.5g}" y="{y:.5g}" width="{width:.5g}" '
        f'height="{height:.5g}" fill="{fill}"/>'
    )


def _turned(x: float, y: float, degrees: int, words: str) -> str:
    turn = f"translate({x:.5g} {y:.5g}) rotate({degrees})"
    return f'<text transform="{turn}" text-anchor="middle">{escape(words)}</text>'


def _text(
    x: float, y: float, words: str, *, anchor: str = "", size: int = 0, weight: str = ""
) -> str:
    looks = "".join(
        f' {name}="{value}"'
        for name, value in (("text-anchor", anchor), ("font-size", size), ("font-weight", weight))
        if value
    )
    return f'<text x="{x:.5g}" y="{y:.5g}"{looks}>{escape(words)}</text>'
