"""Routes as a chart: each step with its range, and all of a way together."""

import pytest

import reachmap as rm
from reachmap.analysis.routes.charts import MOST_ROUTES, steps_chart


def test_every_step_has_its_chance_and_range(desk: rm.ReachMap) -> None:
    answer = desk.routes("Unpaid carers", k=5)
    chart = steps_chart(answer.name, answer.routes)
    assert answer.charts() == (chart,)
    lines = iter(chart.lines)
    for route in answer.routes[:MOST_ROUTES]:
        whole = next(lines)
        assert (whole.marks[0].at, whole.low, whole.high) == (route.chance, route.low, route.high)
        for step, (low, high) in zip(route.steps, route.step_ranges, strict=True):
            line = next(lines)
            assert (line.marks[0].at, line.low, line.high) == (step.chance, low, high)
            assert low <= (step.chance or 0) <= high
            assert str(step.how) in line.words
    assert list(lines) == []
    assert chart.notes == ("The chart has the 3 best ways, of 4 that were asked for.",)


def test_a_way_of_one_step_has_the_range_of_its_step() -> None:
    team = rm.Organisation(id="team", name="Team", team=True)
    link = rm.Link(from_="team", type="TRUSTED_BY", to="carers", trust=3)
    town = rm.StakeholderMap(
        organisations=[team], groups=[rm.Group(id="carers", name="Carers")], links=[link]
    )
    (route,) = rm.ReachMap.of(town).routes("carers").routes
    assert route.step_ranges == ((route.low, route.high),)
    assert (route.low or 0) < (route.chance or 0) < (route.high or 0)


@pytest.fixture(scope="module")
def desk() -> rm.ReachMap:
    """Return the demo borough."""
    return rm.demo()
