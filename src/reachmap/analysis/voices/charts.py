"""The same voices as charts: how places are shared, and each channel beside luck."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from types import MappingProxyType

from reachmap.analysis.voices.rows import Concentration, Verdict
from reachmap.analysis.voices.words import CHART, VERDICTS, words_of_reason, words_of_scope
from reachmap.charts.chart import Axis, Curve, CurveChart, Line, LineChart, Mark, Shape, Sign
from reachmap.words import join_clauses

POINTS = 200
"""Most points of a curve: more cannot be seen."""

WIDEST = 2.0
"""People for each one that luck would give, at the right end of the axis."""

TICKS = ((0.0, "0"), (1.0, CHART["same"]), (WIDEST, CHART["most"]))

SHAPES: Mapping[Verdict, Shape] = MappingProxyType(
    {"more": "left", "luck": "circle", "more-even": "right"}
)


def lorenz_chart(overall: Concentration, judged: Concentration) -> CurveChart:
    """Return the share of places against the share of people who fill them, least often first.

    References
    ----------
    .. [1] Lorenz, M. O. (1905). Methods of measuring the concentration of wealth. Publications
       of the American Statistical Association 9(70), 209-219.
    """
    scopes = {CHART["all"]: overall}
    if judged is not overall:
        scopes[CHART["open"]] = judged
    return CurveChart(
        name="lorenz",
        title=CHART["curve"],
        across=CHART["curve_people"],
        upwards=CHART["curve_places"],
        even=CHART["curve_even"],
        curves=tuple(
            Curve(name, lorenz_points(scope.frequencies))
            for name, scope in scopes.items()
            if scope.frequencies
        ),
        words=CHART["curve_words"].format(
            half=overall.half or 0, voices=overall.voices or 0, places=overall.attendances or 0
        ),
    )


def lorenz_points(frequencies: Sequence[int]) -> tuple[tuple[float, float], ...]:
    """Return shares of people and of the places they fill, from nobody to all.

    Examples
    --------
    >>> lorenz_points((3, 1))
    ((0.0, 0.0), (0.5, 0.25), (1.0, 1.0))
    """
    sums = [0, *accumulate(sorted(frequencies))]
    people, places = len(sums) - 1, sums[-1]
    chosen = sorted({*range(0, len(sums), max(1, len(sums) // POINTS)), people})
    return tuple((number / people, sums[number] / places) for number in chosen)


def luck_chart(
    judged: Concentration, channels: Sequence[Concentration], *, apart: bool, more_than_luck: float
) -> LineChart:
    """Return the scopes of which luck is the judge: all, then channels, the narrowest first.

    `judged` are all voices, or those at open sittings where luck judges these apart.
    """
    whole = judged.model_copy(update={"name": CHART["open" if apart else "all"]})
    narrowest = sorted(channels, key=lambda scope: (against_luck(scope, scope.half), scope.name))
    scopes = [(scope, scope.verdict(more_than_luck)) for scope in (whole, *narrowest)]
    drawn = [(scope, verdict) for scope, verdict in scopes if verdict and scope.half]
    unjudged = [scope for scope, verdict in scopes[1:] if not (verdict and scope.half)]
    return LineChart(
        name="luck",
        title=CHART["luck"],
        axis=Axis(CHART["axis"], 0.0, WIDEST, TICKS, has_more=True),
        lines_title=CHART["lines"],
        lines=tuple(_line(scope, verdict, more_than_luck) for scope, verdict in drawn),
        meanings=tuple(_meanings({verdict for _, verdict in drawn})),
        even=1.0,
        notes=tuple(_notes(unjudged)),
    )


def against_luck(scope: Concentration, people: float | None) -> float:
    """Return a number of people for each one that luck would need to fill half the places."""
    luck = scope.by_luck("half")
    return (people or 0) / luck.expected if luck else 1.0


def _line(scope: Concentration, verdict: Verdict, more_than_luck: float) -> Line:
    luck = scope.by_luck("half")
    return Line(
        name=scope.name,
        words=words_of_scope(scope, more_than_luck),
        marks=(Mark(against_luck(scope, scope.half), SHAPES[verdict]),),
        low=against_luck(scope, luck.low) if luck else None,
        high=against_luck(scope, luck.high) if luck else None,
        note=CHART["few"].format(half=scope.half, voices=scope.voices),
    )


def _meanings(verdicts: set[Verdict]) -> Iterator[tuple[Sign, str]]:
    """Yield each sign that occurs, with its meaning."""
    for verdict, shape in SHAPES.items():
        if verdict in verdicts:
            yield shape, VERDICTS[verdict]
    if verdicts:
        yield "luck", CHART["range"]


def _notes(unjudged: Sequence[Concentration]) -> Iterator[str]:
    """Yield the channels that are not drawn, and why luck is no judge of them."""
    channels = [
        CHART["unjudged_channel"].format(channel=scope.name, why=words_of_reason(scope))
        for scope in unjudged
        if scope.unjudged
    ]
    if channels:
        yield CHART["unjudged"].format(channels=join_clauses(channels))
