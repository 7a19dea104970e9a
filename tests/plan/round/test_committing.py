"""A plan written into a map, in every form, and what the next plan makes of it."""

from pathlib import Path

import pytest

import reachmap as rm
from rounds import next_round, village

FORMS = ("town", "town.json", "town.xlsx", "town.db")


@pytest.mark.parametrize("form", FORMS)
def test_a_plan_is_written_into_a_map_of_any_form(tmp_path: Path, form: str) -> None:
    target = tmp_path / form
    here = village()
    here.write(target)
    plan = next_round(here)
    with rm.commit(target, plan) as now:
        known = {activity.id for activity in here.stakeholders.activities}
        added = [each for each in now.stakeholders.activities if each.id not in known]
        asks, activities = now.stakeholders.asks, now.stakeholders.activities
    assert [(a.date, a.groups[0]) for a in added] == sorted(
        (action.start, action.group) for action in plan.actions
    )
    assert len(asks) == sum(len(action.asked) for action in plan.actions)
    with rm.open(target) as again:
        assert again.stakeholders.activities == activities
        after = next_round(again)
    for row in after.groups:
        before = next(each for each in plan.groups if each.group == row.group)
        assert row.before >= before.before
    spent = [id_ for each in (plan, after) for action in each.actions for id_ in action.asked]
    assert spent.count("nurse") <= 2
    assert spent.count("club") <= 3


def test_a_plan_for_others_is_not_written_down(tmp_path: Path) -> None:
    from reachmap.release import release

    target = tmp_path / "town.json"
    village().write(target)
    before = target.read_bytes()
    with pytest.raises(rm.InputError, match="nothing to write down"):
        rm.commit(target, release(next_round(village()), audience="public").content)
    assert target.read_bytes() == before
