"""Cells of about that cannot be read: rules that need them use what is clear, or say they wait."""

from pathlib import Path

import pytest

import reachmap as rm
from reachmap.io import read_source

TABLES = {
    "groups": "name,population\nCarers,60000\n",
    "activities": "name,date,attended\nForum,2026-05-12,9\n",
    "organisations": "name\nHub\n",
    "contacts": "organisation,last_contact\nHub,2026-05-12\n",
}
POPULATION = "the group has more people than the area (48500)"
LATE = "2026-05-12 is after 2026-03-31, the day the map speaks for"
WAITS = "; other rows are checked against it then"


def told(path: Path, about: str) -> list[str]:
    """Return what is told of a map with a row of about that cannot be read."""
    text = f"title,team,as_of,area_population\nTown,Team,{about}\n"
    for name, table in {**TABLES, "about": text}.items():
        (path / f"{name}.csv").write_text(table)
    with pytest.raises(rm.InvalidMap) as caught:
        read_source(path)
    issues = (*caught.value.issues, *caught.value.warnings)
    return [each.message + WAITS * each.remedy.endswith(WAITS) for each in issues]


def waits(said: list[str]) -> int:
    """Return for how many cells rules wait."""
    return sum(each.endswith(WAITS) for each in said)


def test_a_day_and_a_number_that_are_clear_are_used_for_checks_at_once(tmp_path: Path) -> None:
    said = told(tmp_path, '31/03/2026,"48,500"')
    assert {POPULATION, LATE} <= {*said}
    assert waits(said) == 0


@pytest.mark.parametrize("day", ["03/04/2026", "spring 2026"])
def test_a_day_that_is_not_clear_is_never_taken_for_today(tmp_path: Path, day: str) -> None:
    said = told(tmp_path, f"{day},48500")
    assert not any("the day the map speaks for" in each or "today" in each for each in said)
    assert POPULATION in said
    assert waits(said) == 1


def test_an_area_of_nobody_knows_how_many_waits_too(tmp_path: Path) -> None:
    said = told(tmp_path, "2026-03-31,about 48 thousand")
    assert LATE in said
    assert waits(said) == 1
    with_both = told(tmp_path, "spring,many")
    assert waits(with_both) == 2
