"""Routes as a chart: how surely each step works, and all of them together."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from reachmap.analysis.routes.rows import Basis, Route, Step
from reachmap.analysis.routes.words import CHART, words_of_waiting
from reachmap.charts.axes import chance_axis
from reachmap.charts.chart import Line, LineChart, Mark, Shape, Sign
from reachmap.words import words_of_range

MOST_ROUTES = 3
"""Most routes of the chart: the best."""

SHAPES: Mapping[Basis, Shape] = MappingProxyType(
    {"known": "square", "tried": "circle", "judged": "ring", "assumed": "cross"}
)


def steps_chart(name: str, routes: Sequence[Route]) -> LineChart:
    """Return the best routes to a group, each with its steps, where their chances may be seen."""
    visible = [route for route in routes if route.low is not None]
    drawn = visible[:MOST_ROUTES]
    return LineChart(
        name="steps",
        title=CHART["title"].format(group=name),
        axis=chance_axis(CHART["axis"]),
        lines_title=CHART["lines"],
        lines=tuple(line for route in drawn for line in _lines(route)),
        meanings=tuple(_meanings(drawn)),
        notes=(CHART["rest"].format(number=len(drawn), all=len(visible)),)
        if visible[MOST_ROUTES:]
        else (),
    )


def _lines(route: Route) -> Iterator[Line]:
    """Yield a line for all of a route, then one a step."""
    low, high = route.low or 0.0, route.high or 0.0
    key = "way_waits" if route.waits_for else "way"
    words = CHART["words_of_way"].format(
        times=words_of_range(low, high), waiting=words_of_waiting(route)
    )
    mark = Mark(route.chance or 0.0, "diamond")
    yield Line(CHART[key].format(rank=route.rank), words.strip(), (mark,), low, high)
    for number, (step, ends) in enumerate(zip(route.steps, route.step_ranges, strict=True), 1):
        yield _step(f"{route.rank}", number, step, ends)


def _step(rank: str, number: int, step: Step, ends: tuple[float, float]) -> Line:
    words = CHART["words_of_step"].format(
        how=step.how, times=words_of_range(*ends), known=step.how_known
    )
    name = CHART["step"].format(rank=rank, number=number, name=step.to_name)
    mark = Mark(step.chance or 0.0, SHAPES[step.basis or "assumed"])
    return Line(name, words, (mark,), *ends)


def _meanings(routes: Sequence[Route]) -> Iterator[tuple[Sign, str]]:
    """Yield each sign that occurs, with its meaning."""
    occurring = {step.basis for route in routes for step in route.steps}
    if routes:
        yield "diamond", CHART["whole"]
    for basis, shape in SHAPES.items():
        if basis in occurring:
            yield shape, CHART[basis]
    if routes:
        yield "range", CHART["range"]
