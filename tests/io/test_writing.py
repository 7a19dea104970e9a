"""Writing: whole or not at all, and never over something unasked."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import reachmap as rm
from reachmap.io import read, write, write_text
from reachmap.io.writing import BEFORE, recovered

TOWN = Path(__file__).parents[2] / "examples" / "small_town"


@pytest.fixture
def town() -> rm.StakeholderMap:
    """Return a map to write."""
    return read(TOWN)


@pytest.mark.parametrize("name", ["town", "town.json"])
def test_nothing_is_replaced_unasked(tmp_path: Path, town: rm.StakeholderMap, name: str) -> None:
    write(town, tmp_path / name)
    other = rm.StakeholderMap(organisations=[rm.Organisation(id="t", name="T", team=True)])
    with pytest.raises(rm.StoreConflict, match="--force"):
        write(other, tmp_path / name)
    assert read(tmp_path / name) == town
    write(other, tmp_path / name, force=True)
    assert read(tmp_path / name) == other
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_an_empty_folder_is_no_hindrance(tmp_path: Path, town: rm.StakeholderMap) -> None:
    write(town, tmp_path)
    assert read(tmp_path) == town


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path, town: rm.StakeholderMap) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(rm.StoreConflict, match=r"thesis\.txt"):
        write(town, tmp_path, force=True)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_file_where_a_folder_is_asked_for_and_the_other_way(
    tmp_path: Path, town: rm.StakeholderMap
) -> None:
    (tmp_path / "town").write_text("x")
    with pytest.raises(rm.StoreConflict, match="is a file"):
        write(town, tmp_path / "town", force=True)
    (tmp_path / "page.html").mkdir()
    with pytest.raises(rm.StoreConflict, match="is a folder"):
        write_text(tmp_path / "page.html", "x", force=True)


@pytest.mark.parametrize("name", ["nowhere/town", "nowhere/town.json"])
def test_a_place_that_cannot_be_written_to_is_told(
    tmp_path: Path, town: rm.StakeholderMap, name: str
) -> None:
    with pytest.raises(rm.StoreAccess, match="cannot write"):
        write(town, tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_whose_replacing_was_cut_short_is_taken_back(
    tmp_path: Path, town: rm.StakeholderMap, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(town, tmp_path / "town")
    rename, calls = Path.rename, []

    def failing(self: Path, target: Path) -> Path:
        calls.append(target)
        if len(calls) == 2:
            message = "the power went"
            raise OSError(message)
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(rm.StoreAccess):
        write(town, tmp_path / "town", force=True)
    monkeypatch.undo()
    assert not (tmp_path / "town").exists()
    assert read(tmp_path / "town") == town
    assert not (tmp_path / f"town{BEFORE}").exists()


def test_there_is_nothing_to_take_back_beside_a_whole_folder(
    tmp_path: Path, town: rm.StakeholderMap
) -> None:
    write(town, tmp_path / "town")
    recovered(tmp_path / "town")
    assert read(tmp_path / "town") == town


def test_text_like_a_formula_is_guarded_on_paper_and_read_unchanged(tmp_path: Path) -> None:
    town = rm.StakeholderMap(
        organisations=[rm.Organisation(id="=1+1", name="-x", team=True, notes="'quoted")]
    )
    write(town, tmp_path / "town")
    text = (tmp_path / "town" / "organisations.csv").read_text()
    assert text == "id,name,notes,team\n'=1+1,'-x,''quoted,true\n"
    assert read(tmp_path / "town") == town


def test_files_carry_the_stamp_of_their_audience(tmp_path: Path, town: rm.StakeholderMap) -> None:
    write(town, tmp_path / "town")
    assert "internal" in (tmp_path / "town" / "about.csv").read_text()
    write(town, tmp_path / "town.json")
    assert '"audience": "internal"' in (tmp_path / "town.json").read_text()


WRITER = """
import sys
from reachmap.io import read, write
old, new = read(sys.argv[1]), read(sys.argv[2])
print("ready", flush=True)
while True:
    write(new, sys.argv[3], force=True)
    write(old, sys.argv[3], force=True)
"""


@pytest.mark.campaign
@pytest.mark.parametrize("name", ["town", "town.json"])
def test_a_kill_leaves_the_old_map_or_the_new(
    tmp_path: Path, town: rm.StakeholderMap, name: str
) -> None:
    other = rm.StakeholderMap(organisations=[rm.Organisation(id="t", name="T", team=True)])
    write(town, tmp_path / "old.json")
    write(other, tmp_path / "new.json")
    dice = random.Random(7)  # noqa: S311  when to pull the plug
    for _ in range(100):
        words = [sys.executable, "-c", WRITER, "old.json", "new.json", name]
        with subprocess.Popen(words, cwd=tmp_path, stdout=subprocess.PIPE) as writer:  # noqa: S603  our own
            assert writer.stdout is not None
            writer.stdout.readline()
            time.sleep(dice.random() * 0.05)
            writer.send_signal(signal.SIGKILL)
        if (tmp_path / name).exists() or (tmp_path / f"{name}{BEFORE}").exists():
            assert read(tmp_path / name) in (town, other)
