"""Charts as they are drawn: the figures of the answer, in two kinds of picture, and no more."""

import re
import sys
from collections.abc import Iterator
from io import BytesIO
from xml.etree.ElementTree import Element, fromstring

import numpy as np
import pytest
from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

import reachmap as rm
from charts.conftest import Answers
from reachmap.analysis.voices.question import Voices
from reachmap.analysis.what_if.question import WhatIf
from reachmap.analysis.what_if.rows import GroupChange
from reachmap.charts.chart import (
    Axis,
    Chart,
    CurveChart,
    Line,
    LineChart,
    Mark,
    Sign,
    clipped,
    shortened,
)
from reachmap.charts.looks import LOOKS
from reachmap.charts.plot import plot
from reachmap.charts.svg import ACROSS, LEFT, to_svg
from reachmap.model.charted import ChartedAnswer
from reachmap.release import release
from view.samples import full_town
from view.test_hostile import PAYLOADS as HOSTILE

SVG = "{http://www.w3.org/2000/svg}"
ALLOWED = {"svg", "title", "desc", "g", "rect", "path", "polyline", "text"}
PAYLOADS = (
    *HOSTILE,
    "<image href=https://example.invalid/x.png>",
    "$\\frac{1}{$ \\input{x}",
    "_100% & #1 ^~",
    "{{7*7}}{0}{name}%s",
)


def parsed(picture: str) -> Element:
    """Return an SVG as a program reads it."""
    return fromstring(picture)  # noqa: S314  our own


def every_chart(answers: Answers) -> Iterator[tuple[ChartedAnswer, Chart]]:
    """Yield every chart of some answers, with its answer."""
    for answer in answers.values():
        for chart in answer.charts():
            yield answer, chart


def every_line_chart(answers: Answers) -> Iterator[tuple[ChartedAnswer, LineChart]]:
    """Yield the charts that have a line a row."""
    for answer, chart in every_chart(answers):
        if isinstance(chart, LineChart):
            yield answer, chart


def marks_of(ax: Axes, label: str) -> list[tuple[float, float]]:
    """Return where the marks with a meaning are drawn."""
    drawn = [each for each in ax.collections if each.get_label() == label]
    return sorted(map(tuple, np.asarray(drawn[0].get_offsets()).tolist()))


def test_every_chart_of_the_demo_has_something_to_show(answers: Answers) -> None:
    names = [(type(answer).__name__, chart.name) for answer, chart in every_chart(answers)]
    assert names == [
        ("Participation", "heard"),
        ("Voices", "lorenz"),
        ("Voices", "luck"),
        ("Routes", "steps"),
        ("WhatIf", "reach"),
        ("Change", "heard"),
        ("Change", "talk"),
    ]
    assert not any(chart.is_empty for _, chart in every_chart(answers))
    for answer in answers.values():
        assert tuple(chart.name for chart in answer.charts()) == answer.chart_names


def test_a_picture_alone_says_in_words_what_curves_cannot(answers: Answers) -> None:
    for _, chart in every_chart(answers):
        drawn = parsed(to_svg(chart, alone=True)).iter(f"{SVG}text")
        written = " ".join("".join(each.itertext()) for each in drawn)
        assert (chart.words in written) == isinstance(chart, CurveChart)  # lines have names


def test_marks_and_ranges_are_drawn_where_the_figures_are(answers: Answers) -> None:
    for answer, chart in every_line_chart(answers):
        ax = answer.plot(chart=chart.name)
        assert ax.get_yticklabels()[0].get_text() in chart.lines[0].name
        assert ax.get_xlabel() == chart.axis.title
        assert " ".join(ax.get_ylabel().split()) == chart.lines_title
        assert ax.get_xlim() == (chart.axis.low, chart.axis.high)
        for shape, meaning in chart.meanings:
            if shape in LOOKS:
                assert marks_of(ax, meaning) == sorted(
                    (clipped(chart.axis, mark.at), row)
                    for row, line in enumerate(chart.lines)
                    for mark in line.marks
                    if mark.shape == shape
                )
        ranges = [(line.low, line.high) for line in chart.lines if line.low is not None]
        if "luck" in dict(chart.meanings):
            bars = [each for each in ax.patches if isinstance(each, Rectangle)]
            drawn = [(bar.get_x(), bar.get_x() + bar.get_width()) for bar in bars]
            assert drawn[-len(ranges) :] == pytest.approx(np.array(ranges))
        elif ranges:
            whiskers = next(each for each in ax.collections if hasattr(each, "get_segments"))
            ends = [(part[0][0], part[1][0]) for part in whiskers.get_segments()]
            assert ends == pytest.approx(np.array(ranges))


def test_the_curve_is_drawn_through_the_shares(answers: Answers) -> None:
    answer = answers["voices"]
    assert isinstance(answer, Voices)
    ax = answer.plot()
    frequencies = sorted(answer.overall.frequencies)
    even, curve, _ = ax.get_lines()
    assert even.get_xydata().tolist() == [[0, 0], [1, 1]]  # type: ignore[union-attr]
    across, upwards = curve.get_data()
    sums = np.cumsum([0, *frequencies]) / sum(frequencies)
    places = np.interp(np.asarray(across), np.linspace(0, 1, len(sums)), sums)
    assert np.asarray(upwards) == pytest.approx(places)


def test_what_signs_mean_is_said_and_no_two_look_alike(answers: Answers) -> None:
    for answer, chart in every_line_chart(answers):
        ax = answer.plot(chart=chart.name)
        legend = ax.get_legend()
        assert legend is not None
        said = {text.get_text() for text in legend.get_texts()}
        assert said == {meaning for _, meaning in chart.meanings}
        assert {mark.shape for line in chart.lines for mark in line.marks} <= {
            *dict(chart.meanings)
        }
    outlines = {(look.outline, look.filled) for look in LOOKS.values()}
    assert len(outlines) == len(LOOKS)


def test_a_figure_beyond_the_axis_is_drawn_at_its_end_which_says_so() -> None:
    axis = Axis("people", 0, 30, ((0, "0"), (30, "30 or more")), has_more=True)
    lines = (Line("A", "484 known", (Mark(484.0),), 12.0, 900.0),)
    chart = LineChart("x", "X", axis, "groups", lines, (("circle", "known"), ("range", "may be")))
    ax = plot(chart)
    assert marks_of(ax, "known") == [(30, 0)]
    picture = parsed(to_svg(chart, alone=True))
    assert len(list(picture.iterfind(f".//{SVG}path[@class='more']"))) == 1
    assert "484 known" in (picture.findtext(f"{SVG}desc") or "")


def test_the_svg_has_the_same_figures_and_all_of_them_in_words(answers: Answers) -> None:
    for answer, chart in every_line_chart(answers):
        picture = parsed(answer.to_svg(chart=chart.name))
        first, second = list(picture)[:2]
        assert (first.tag, first.text) == (f"{SVG}title", chart.title)
        words = second.text or ""
        assert second.tag == f"{SVG}desc"
        assert all(line.name in words and line.words.rstrip(".") in words for line in chart.lines)
        marks = [mark for line in chart.lines for mark in line.marks]
        drawn = [each for each in picture.iter() if each.get("class", "").startswith("mark ")]
        signs = sum(sign in LOOKS for sign, _ in chart.meanings)
        wide = chart.axis.high - chart.axis.low
        for mark, path in zip(marks, drawn[: len(drawn) - signs], strict=True):
            x = float((path.get("transform") or "").removeprefix("translate(").split()[0])
            figure = chart.axis.low + wide * (x - LEFT) / ACROSS
            assert figure == pytest.approx(clipped(chart.axis, mark.at), abs=wide / ACROSS)
            assert path.get("class") == f"mark {mark.shape}"


def test_a_picture_asks_for_nothing_and_carries_its_stamp(answers: Answers) -> None:
    for answer, chart in every_chart(answers):
        picture = answer.to_svg(chart=chart.name)
        assert_harmless(parsed(picture))
        assert picture.count("://") == 1
        assert "Internal: not for sharing." in picture


def assert_harmless(picture: Element) -> None:
    """Fail where a picture has anything but shapes and text."""
    for each in picture.iter():
        assert each.tag.removeprefix(SVG) in ALLOWED
        assert not {name for name in each.attrib if name.startswith("on") or "href" in name}
        assert "url(" not in "".join(each.attrib.values())


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_names_are_drawn_as_they_are(payload: str) -> None:
    short = shortened(payload)  # ticks and notes are words of ours, and never long
    axis = Axis(payload, 0, 1, ((0, short),))
    line = Line(payload, payload, (Mark(0.5),), 0.2, 0.7, short)
    meanings: tuple[tuple[Sign, str], ...] = (("circle", "known"), ("range", "may be"))
    chart = LineChart("x", payload, axis, payload, (line,), meanings, notes=(payload,))
    picture = parsed(to_svg(chart, alone=True))
    assert_harmless(picture)
    assert payload in (picture.findtext(f"{SVG}desc") or "")
    ax = plot(chart)
    assert isinstance(ax.figure, Figure)
    ax.figure.savefig(BytesIO(), format="png", dpi=40)
    assert ax.get_title(loc="left") == payload


def test_hostile_maps_are_harmless_in_pictures_and_notebooks() -> None:
    text = " ".join(payload.replace(";", ",") for payload in PAYLOADS[:4])
    town = full_town(text=lambda table, name: f"{table} {name} {text}", number=lambda *_: 2_000)
    desk = rm.ReachMap.of(town)
    for answer in (desk.participation(), desk.voices(samples=50), desk.change()):
        for chart in answer.charts():
            if not chart.is_empty:
                assert_harmless(parsed(answer.to_svg(chart=chart.name)))
        assert not re.search(r"<(?!/?(p|table|thead|tbody|tr|td|th|em)>)", answer._repr_html_())


def test_a_chart_is_drawn_on_axes_that_are_given(answers: Answers) -> None:
    _, ax = plt.subplots()
    assert answers["routes"].plot(ax) is ax
    assert len(plt.get_fignums()) == 1


def test_a_chart_that_is_not_there_is_refused_with_those_that_are(answers: Answers) -> None:
    with pytest.raises(rm.InputError, match="chart is one of lorenz, luck, not 'pie'"):
        answers["voices"].plot(chart="pie")


def test_where_nothing_changes_there_is_nothing_to_draw() -> None:
    rows = tuple(GroupChange(group=f"g{n}", name=f"G {n}", chance_after=0.0) for n in range(2))
    answer = WhatIf(groups=rows)
    with pytest.raises(rm.InputError, match=r"nothing to draw\. Nothing changes for the 2 groups"):
        answer.plot()


@pytest.mark.parametrize("audience", ["partner", "public"])
def test_nothing_is_drawn_for_others(answers: Answers, audience: str) -> None:
    for answer in answers.values():
        others = release(answer, audience=audience).content  # type: ignore[call-overload]
        assert all(chart.is_empty and not chart.notes for chart in others.charts())
        with pytest.raises(rm.InputError, match=f"may be drawn for {audience}"):
            others.plot()


def test_without_matplotlib_one_error_says_what_to_install(
    answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(rm.RenderError, match=r"pip install 'reachmap\[plot\]'"):
        answers["routes"].plot()
    assert answers["routes"].to_svg().startswith("<svg")


def test_curves_are_empty_where_nobody_came() -> None:
    chart = rm.ReachMap.of(bare_town()).voices().charts()[0]
    assert isinstance(chart, CurveChart)
    assert chart.is_empty


def bare_town() -> rm.StakeholderMap:
    """Return a map of a team alone."""
    return rm.StakeholderMap(organisations=[rm.Organisation(id="t", name="Team", team=True)])
