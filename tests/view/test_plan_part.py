"""The next round on the page and on paper: only where a plan is given, and for the team alone."""

from pathlib import Path

import pytest

import reachmap as rm
from command_line import Command, command_of
from reachmap.plan.round.answer import Plan
from reachmap.plan.round.charts import outlook_chart
from reachmap.release import release
from reachmap.view.parts.plan import plan_part
from rounds import links, next_round, village


@pytest.fixture(scope="module")
def plan() -> Plan:
    """Return the plan of a village."""
    return next_round(village())


def test_the_page_has_the_plan_that_it_is_given_and_no_other(tmp_path: Path, plan: Plan) -> None:
    here = village()
    here.to_html(tmp_path / "plain.html")
    here.to_html(tmp_path / "plan.html", plan=plan)
    here.to_html(tmp_path / "public.html", plan=plan, audience="public")
    plain, with_plan, public = (
        (tmp_path / name).read_text(encoding="utf-8")
        for name in ("plain.html", "plan.html", "public.html")
    )
    assert 'id="to-do"' not in plain
    assert 'id="to-do"' in with_plan
    assert with_plan.count("<tr>") > plain.count("<tr>")
    assert 'id="to-do"' not in public
    assert "District nurse" not in public


def test_the_list_has_a_row_an_action_in_the_order_of_days(plan: Plan) -> None:
    part = plan_part(plan)
    assert part is not None
    assert len(part.to_do.rows) == len(plan.actions)
    asked = [row[1].text.partition(" (")[0] for row in part.to_do.rows]
    assert asked == [action.who for action in plan.actions]
    assert any("Public holidays" in line for line in part.words)
    assert not any("`--" in line for line in (*part.words, *part.left_out))
    left_out = [row.name for row in plan.groups if row.takes]
    assert all(any(name in line for line in part.left_out) for name in left_out)
    assert plan_part(release(plan, audience="public").content) is None


def test_who_is_asked_next_is_not_named_twice() -> None:
    coach = rm.KeyWorker(id="coach", name="Coach", organisation="club")
    way = links(("team", "KNOWS", "club"), ("coach", "TRUSTED_BY", "students"))
    part = plan_part(next_round(village(workers=[coach], links=way), groups=["students"]))
    assert part is not None
    assert {row[1].text for row in part.to_do.rows} == {"Youth club, through Coach"}


def test_the_chart_has_each_group_reached_before_and_after(plan: Plan) -> None:
    reached = [row for row in plan.groups if row.expected > 0 and row.fair_share]
    chart = outlook_chart(plan.groups)
    assert [line.name for line in chart.lines] == [row.name for row in reached]
    assert [line.name for line in outlook_chart(plan.groups, most=1).lines] == [reached[0].name]
    assert (
        f"The first 1 of {len(reached)} groups are drawn."
        in outlook_chart(plan.groups, most=1).notes
    )
    for line, row in zip(chart.lines, reached, strict=True):
        before, after = line.marks
        assert before.at == row.share_before
        assert after.at == row.share_after
        assert before.at <= after.at
        assert line.low is not None
        assert line.high is not None
        assert line.low <= after.at <= line.high


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str]) -> Command:
    """Return a function that runs a command."""
    return command_of(capsys)


def test_a_paper_has_it_where_it_is_asked_for(tmp_path: Path, command: Command) -> None:
    village().write(tmp_path / "town.json")
    terms = ("--budget", "1000", "--staff-hours", "20", "--by", "2026-06-30")
    paper = tmp_path / "paper.html"
    assert command("report", tmp_path / "town.json", "-o", paper, *terms).code == 0
    text = paper.read_text(encoding="utf-8")
    assert "The next round" in text
    assert "What the money and hours allow" in text
    answer = command("report", tmp_path / "town.json", "-o", tmp_path / "b.html", *terms[:2])
    assert answer.code == 2
    assert "all three" in " ".join(answer.err.split())
    with pytest.raises(rm.InputError, match="paper for a committee"):
        village().report(tmp_path / "c.html", purpose="equality", plan=next_round(village()))
