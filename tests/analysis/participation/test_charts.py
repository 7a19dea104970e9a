"""Who is heard as a chart: which groups it has, in which order, and what it says of the others."""

import pytest

import reachmap as rm
from reachmap.analysis.participation.charts import MOST_BARS, heard_chart
from reachmap.analysis.participation.rows import GroupHeard
from reachmap.model.audience import Audience
from reachmap.release import release


def test_lines_come_in_the_order_of_those_heard_least() -> None:
    shares = {"c": 0.4, "e": 0.9, "b": None, "a": 1.2, "d": 1.1}
    rows = [
        GroupHeard(group=id_, name=id_.upper(), status="fair", ppr=ppr)
        for id_, ppr in shares.items()
    ]
    assert [line.name for line in heard_chart(rows).lines] == ["C", "E", "A", "D"]


def test_groups_that_nobody_asked_about_have_no_line() -> None:
    rows = [
        GroupHeard(group="a", name="A", status="not-recorded", ppr=0.0, low=0.0, high=9.0),
        GroupHeard(group="b", name="B", status="unheard", ppr=0.0, low=0.0, high=0.4),
    ]
    chart = heard_chart(rows)
    assert [line.name for line in chart.lines] == ["B"]
    assert chart.notes == ("Not drawn, with no record of asking: A.",)


def test_a_group_without_a_population_is_named_and_never_drawn_as_none() -> None:
    rows = [
        GroupHeard(group="a", name="Refugees", status="unknown", heard=5),
        GroupHeard(group="b", name="Carers", status="unknown", heard=5, population=90),
    ]
    chart = heard_chart(rows)
    assert chart.is_empty
    assert chart.notes == (
        "Not drawn, with no population: Refugees.",
        "Not drawn, with no fair share known: Carers.",
    )


def test_of_many_groups_the_rest_is_counted() -> None:
    rows = [
        GroupHeard(group=str(n), name=str(n), status="under", ppr=0.1) for n in range(MOST_BARS + 9)
    ]
    chart = heard_chart(rows)
    assert len(chart.lines) == MOST_BARS
    assert chart.notes == (
        f"The chart has the {MOST_BARS} groups heard least, of {MOST_BARS + 9} with a figure; "
        "the table has all.",
    )


def test_figures_of_the_demo_are_those_of_the_answer() -> None:
    answer = rm.demo().participation()
    chart = heard_chart(answer.groups)
    assert answer.charts() == (chart,)
    rows = {row.name: row for row in answer.groups}
    assert len(chart.lines) == 38
    for line in chart.lines:
        row, (mark,) = rows[line.name], line.marks
        assert (mark.at, line.low, line.high) == (row.ppr, row.low, row.high)
    shapes = {line.marks[0].shape: rows[line.name].status for line in chart.lines}
    assert len(shapes) == len({*shapes.values()}) == 6


def test_where_few_are_expected_the_words_give_the_number_and_no_share() -> None:
    row = GroupHeard(
        group="a", name="A", status="uncertain", heard=2, fair_share=3.1, ppr=0.65, low=0, high=9
    )
    (line,) = heard_chart([row]).lines
    assert line.words.startswith("2 known; for every ten expected it may be from 0 to 90: ")


@pytest.mark.parametrize("audience", ["partner", "public"])
def test_nothing_is_drawn_of_what_others_may_not_see(audience: Audience) -> None:
    answer = release(rm.demo().participation(), audience=audience).content
    assert answer.charts()[0].is_empty
    assert answer.charts()[0].notes == ()
    with pytest.raises(rm.InputError, match=f"may be drawn for {audience}"):
        answer.to_svg()
