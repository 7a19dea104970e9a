"""Who may read what is written: as before where it replaces something, else its owner."""

import os
import stat
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import reachmap as rm
from amounts import some_each_time
from folders import TOWN
from forks import elsewhere
from reachmap.model.additions import Addition
from reachmap.paths import allow_as_before

FORMS = ("town", "town.json", "town.xlsx", "town.db")
OTHERS = 1234
"""A group that is not our own."""

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files to any group")


@pytest.fixture(autouse=True)
def usual_mask() -> Iterator[None]:
    """Leave out of new files what most machines leave out."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def modes(path: Path) -> dict[str, int]:
    """Return the permissions of a map: of its file, or of its folder and the files in it."""
    return {each.name: stat.S_IMODE(each.stat().st_mode) for each in (path, *path.glob("*"))}


def groups(path: Path) -> set[int]:
    """Return the groups that a map belongs to."""
    return {each.stat().st_gid for each in (path, *path.glob("*"))}


def change(path: Path) -> None:
    """Write down an ask, which a folder holds in one file, and forget a voice, which takes more."""
    rows: list[Addition] = [
        rm.Ask.model_validate({"date": date(2026, 3, 30), "from": "team", "to": "carers-hub"}),
        rm.Finding(rule="rest", subject="carers-hub", answer="They rest."),
    ]
    rm.record(path, rows[:1]).close()
    rm.record(path, rows).close()
    assert rm.forget(path, "v1") > 1


@pytest.mark.parametrize("name", FORMS)
def test_a_new_working_map_is_for_its_owner_alone(tmp_path: Path, name: str) -> None:
    rm.read(TOWN).write(tmp_path / name)
    change(tmp_path / name)
    found = modes(tmp_path / name)
    assert found.pop("town", 0o700) == 0o700
    assert set(found.values()) == {0o600}


def test_a_page_has_the_usual_permissions(tmp_path: Path) -> None:
    rm.read(TOWN).to_html(tmp_path / "page.html")
    assert modes(tmp_path / "page.html") == {"page.html": 0o644}


@pytest.mark.parametrize("name", ["town", "town.json", "town.xlsx"])
def test_what_is_for_others_has_the_usual_permissions(tmp_path: Path, name: str) -> None:
    rm.read(TOWN).write(tmp_path / name, audience="partner")
    found = modes(tmp_path / name)
    assert found.pop("town", 0o755) == 0o755
    assert set(found.values()) == {0o644}


@as_root
@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("mode", some_each_time([0o2770, 0o770], 1))
def test_a_new_map_in_a_folder_that_a_group_shares_is_the_groups(
    tmp_path: Path, name: str, mode: int
) -> None:
    os.chown(tmp_path, -1, OTHERS)
    tmp_path.chmod(mode)
    os.umask(0o007)
    rm.read(TOWN).write(tmp_path / name)
    change(tmp_path / name)
    assert groups(tmp_path / name) == {OTHERS}
    found = modes(tmp_path / name)
    assert found.pop("town", 0o770) & 0o777 == 0o770
    assert set(found.values()) == {0o660}


def test_a_folder_that_everybody_writes_in_is_no_groups(tmp_path: Path) -> None:
    tmp_path.chmod(0o1777)
    rm.read(TOWN).write(tmp_path / "town.json")
    assert modes(tmp_path / "town.json") == {"town.json": 0o600}


@as_root
@pytest.mark.parametrize("name", FORMS)
def test_what_is_changed_keeps_its_permissions_group_and_owner(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    rm.read(TOWN).write(path)
    for number, each in enumerate((path, *sorted(path.glob("*")))):
        os.chown(each, 4321, OTHERS)
        each.chmod((0o750 if each.is_dir() else 0o640) & ~(0o40 if number % 2 else 0))
    before = modes(path)
    change(path)
    after = modes(path)
    assert {name: after[name] for name in before if name in after} == before
    assert set(after) - set(before) <= {"asks.csv", "findings.csv"}
    assert {after[name] for name in set(after) - set(before)} <= {0o600}, "as the strictest"
    assert groups(path) == {OTHERS}
    assert {each.stat().st_uid for each in (path, *path.glob("*"))} == {4321}


@as_root
def test_a_group_that_cannot_be_given_is_not_let_in_by_another_name(tmp_path: Path) -> None:
    tmp_path.parent.chmod(0o755)
    tmp_path.parent.parent.chmod(0o755)
    tmp_path.chmod(0o777)
    before, fresh = tmp_path / "before", tmp_path / "fresh"
    before.write_text("x")
    os.chown(before, 0, OTHERS)
    before.chmod(0o664)

    def work() -> int:
        fresh.write_text("x")
        allow_as_before(fresh, before)
        return stat.S_IMODE(fresh.stat().st_mode)

    assert elsewhere([work], nobody=True) == [0o644]
