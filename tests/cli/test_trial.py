"""A trial: a workbook with the usual mistakes, brought in order by the words of check alone."""

from collections.abc import Mapping
from pathlib import Path

import reachmap as rm
from command_line import Command
from reachmap.io import read_source
from usual_mistakes import MISTAKES, change, filled_template, with_mistakes

SLIPS = "Probably slips"


def heads(town: rm.StakeholderMap) -> Mapping[tuple[str, str], int | None]:
    """Return how many of each group came to each activity."""
    return {(row.activity, row.group): row.attended for row in town.turnout}


def test_twenty_usual_mistakes_are_in_order_at_the_third_run(
    command: Command, tmp_path: Path
) -> None:
    path, sound = tmp_path / "map.xlsx", tmp_path / "sound.xlsx"
    with_mistakes(path)
    assert len(MISTAKES) >= 20
    first = command("check", path)
    assert (first.code, first.err) == (1, "")
    for mistake in MISTAKES:
        for words in mistake.said:
            assert words in first.out, mistake.kind

    change(path, [each for m in MISTAKES if not m.slip for each in m.mended])
    second = command("check", path)
    assert second.code == 0
    assert "The map is in order" in second.out
    later = [line for line in second.out.splitlines() if line not in first.out.splitlines()]
    assert not [line for line in later if line.startswith("  map.xlsx")], later

    change(path, [each for m in MISTAKES if m.slip for each in m.mended])
    third = command("check", path)
    assert third.code == 0
    assert SLIPS not in third.out  # of the total and the note there is nothing to do

    filled_template(sound)
    town, wanted = (read_source(each).stakeholders for each in (path, sound))
    assert [group.id for group in town.groups if group not in wanted.groups] == ["veterans"]
    assert [activity.id for activity in town.activities] == [
        activity.id for activity in wanted.activities
    ]
    tea = "2025-11-25-tea-at-the-library"
    assert heads(town) == {**heads(wanted), (tea, "veterans"): 2}
    assert {*town.organisations} == {*wanted.organisations}
