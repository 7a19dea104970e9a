"""A plan written into a map, in every form, and what the next plan makes of it."""

from pathlib import Path

import pytest

import reachmap as rm
from builders import AS_OF
from reachmap.model.additions import columns_by_table
from reachmap.model.columns import Columns
from reachmap.store.opening import append_planned, open_store
from rounds import next_round, village

ASK = rm.Ask.model_validate({"date": AS_OF, "from": "team", "to": "nurse", "outcome": "declined"})
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


def test_what_others_write_meanwhile_stays(tmp_path: Path) -> None:
    target = tmp_path / "town.db"
    here = village()
    here.write(target)
    plan = next_round(here)
    looked_at = []
    with rm.commit(target, plan) as now:
        once = now.stakeholders

    def make(town: rm.StakeholderMap) -> dict[str, Columns]:
        looked_at.append(town)
        rows = columns_by_table(plan.rows_for(town))
        if len(looked_at) == 1:  # another planner asks, and commits the same plan
            rm.record(target, [ASK]).close()
            rm.commit(target, plan).close()
        return rows

    store = open_store(str(target))
    append_planned(store, make)
    whole = store.whole()
    store.close()
    assert len(looked_at) == 2
    assert ASK in [*whole.asks]
    assert len(whole.asks) == 3 * len(once.asks) + 1
    ids = {activity.id for activity in whole.activities}
    assert len(ids) == len(once.activities) + 2 * len(plan.actions)


def test_a_plan_for_a_map_without_its_groups_is_refused(tmp_path: Path) -> None:
    target = tmp_path / "town.db"
    plan = next_round(village())
    village().remove("club").write(target)
    before = target.read_bytes()
    with pytest.raises(rm.InvalidMap, match="club"):
        rm.commit(target, plan)
    assert target.read_bytes() == before


def test_a_plan_for_others_is_not_written_down(tmp_path: Path) -> None:
    from reachmap.release import release

    target = tmp_path / "town.json"
    village().write(target)
    before = target.read_bytes()
    with pytest.raises(rm.InputError, match="nothing to write down"):
        rm.commit(target, release(next_round(village()), audience="public").content)
    assert target.read_bytes() == before
