"""Writing: whole or not at all, and never over something unasked."""

import errno
import os
import random
import shutil
import signal
import stat
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest

import reachmap as rm
from folders import TOWN
from reachmap.io import read, write, write_text
from reachmap.io.csv_folder import folder_parts, read_folder
from reachmap.io.leftovers import BEFORE
from reachmap.release import release


@pytest.fixture
def town() -> rm.StakeholderMap:
    """Return a map to write."""
    return read(TOWN)


@pytest.mark.parametrize("name", ["town", "town.json"])
def test_nothing_is_replaced_unasked(tmp_path: Path, town: rm.StakeholderMap, name: str) -> None:
    write(release(town), tmp_path / name)
    other = rm.StakeholderMap(organisations=[rm.Organisation(id="t", name="T", team=True)])
    with pytest.raises(rm.StoreConflict, match="--force"):
        write(release(other), tmp_path / name)
    assert read(tmp_path / name) == town
    write(release(other), tmp_path / name, force=True)
    assert read(tmp_path / name) == other
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_an_empty_folder_is_no_hindrance(tmp_path: Path, town: rm.StakeholderMap) -> None:
    write(release(town), tmp_path)
    assert read(tmp_path) == town


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path, town: rm.StakeholderMap) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(rm.StoreConflict, match=r"thesis\.txt"):
        write(release(town), tmp_path, force=True)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_file_where_a_folder_is_asked_for_and_the_other_way(
    tmp_path: Path, town: rm.StakeholderMap
) -> None:
    (tmp_path / "town").write_text("x")
    with pytest.raises(rm.StoreConflict, match="is a file"):
        write(release(town), tmp_path / "town", force=True)
    (tmp_path / "page.html").mkdir()
    with pytest.raises(rm.StoreConflict, match="is a folder"):
        write_text(tmp_path / "page.html", "x", force=True)


@pytest.mark.parametrize("name", ["nowhere/town", "nowhere/town.json"])
def test_a_place_that_cannot_be_written_to_is_told(
    tmp_path: Path, town: rm.StakeholderMap, name: str
) -> None:
    with pytest.raises(rm.StoreAccess, match="cannot write"):
        write(release(town), tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_whose_replacing_was_cut_short_is_taken_back(
    tmp_path: Path, town: rm.StakeholderMap, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(release(town), tmp_path / "town")
    rename, calls = Path.rename, []

    def failing(self: Path, target: Path) -> Path:
        calls.append(target)
        if len(calls) > 1:
            message = "the power went"
            raise OSError(message)
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(rm.StoreAccess):
        write(release(town), tmp_path / "town", force=True)
    monkeypatch.undo()
    assert not (tmp_path / "town").exists()
    assert read(tmp_path / "town") == town
    assert not (tmp_path / "town").exists(), "reading changes nothing"
    other = rm.StakeholderMap(organisations=[rm.Organisation(id="t", name="T", team=True)])
    with pytest.raises(rm.StoreConflict, match="--force"):
        write(release(other), tmp_path / "town")
    assert [path.name for path in tmp_path.iterdir()] == ["town"], "nothing is left over"
    assert read(tmp_path / "town") == town


def test_a_folder_whose_new_one_cannot_take_its_place_stays(
    tmp_path: Path, town: rm.StakeholderMap, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(release(town), tmp_path / "town")
    rename, calls = Path.rename, []

    def failing(self: Path, target: Path) -> Path:
        calls.append(target)
        if len(calls) == 2:
            message = "just this once"
            raise OSError(message)
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(rm.StoreAccess, match="just this once"):
        write(release(town), tmp_path / "town", force=True)
    assert [path.name for path in tmp_path.iterdir()] == ["town"]
    assert read(tmp_path / "town") == town


def test_what_a_kill_left_behind_does_not_hinder_the_next_writer(
    tmp_path: Path, town: rm.StakeholderMap
) -> None:
    write(release(town), tmp_path / "town")
    write(release(town), tmp_path / "old")
    (tmp_path / "old").rename(tmp_path / BEFORE.format("town"))
    write(release(town), tmp_path / "town", force=True)
    assert [path.name for path in tmp_path.iterdir()] == ["town"]


def test_a_folder_that_happens_to_be_named_before_is_left_alone(
    tmp_path: Path, town: rm.StakeholderMap
) -> None:
    write(release(town), tmp_path / "town")
    write(release(town), tmp_path / "mine")
    names = [".old.thesis", ".town.before", ".town.csv.original", "town", "town.before"]
    for name in names:
        shutil.copytree(tmp_path / "mine", tmp_path / name, dirs_exist_ok=True)
    (tmp_path / ".town.before" / "thesis.txt").write_text("years of work")
    shutil.rmtree(tmp_path / "mine")
    write(release(town), tmp_path / "town", force=True)
    assert sorted(path.name for path in tmp_path.iterdir()) == names
    assert (tmp_path / ".town.before" / "thesis.txt").read_text() == "years of work"


@pytest.mark.parametrize("name", ["town", "town.json", "town.xlsx"])
def test_what_is_written_outlasts_a_power_cut(
    tmp_path: Path, town: rm.StakeholderMap, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    settled: list[int] = []
    fsync = os.fsync

    def noted(handle: int) -> None:
        settled.append(os.fstat(handle).st_ino)
        fsync(handle)

    monkeypatch.setattr(os, "fsync", noted)
    path = tmp_path / name
    write(release(town), path)
    *content, around = [*path.glob("*"), path, tmp_path]
    assert {each.stat().st_ino for each in content} <= set(settled)
    assert settled[-1] == around.stat().st_ino


@pytest.mark.parametrize("name", ["town", "town.json"])
def test_a_full_disk_leaves_the_old_map_and_nothing_beside_it(
    tmp_path: Path, town: rm.StakeholderMap, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(release(town), tmp_path / name)

    def full(*_: Any, **__: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "chmod", full)
    with pytest.raises(rm.StoreAccess, match="No space left"):
        write(release(town), tmp_path / name, force=True)
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert read(tmp_path / name) == town


@pytest.mark.parametrize("name", ["town", "town.json"])
def test_what_a_link_leads_to_is_replaced_and_not_the_link(
    tmp_path: Path, town: rm.StakeholderMap, name: str
) -> None:
    other = rm.StakeholderMap(organisations=[rm.Organisation(id="t", name="T", team=True)])
    write(release(other), tmp_path / f"real-{name}")
    (tmp_path / name).symlink_to(f"real-{name}")
    write(release(town), tmp_path / name, force=True)
    assert (tmp_path / name).is_symlink()
    assert read(tmp_path / f"real-{name}") == town


def test_the_folder_one_is_in_is_read_and_never_pulled_away(
    tmp_path: Path, town: rm.StakeholderMap, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(release(town), tmp_path / "town")
    monkeypatch.chdir(tmp_path / "town")
    assert read(".") == town
    for name in (".", "../town"):
        with pytest.raises(rm.StoreConflict, match="folder you are in"):
            write(release(town), name, force=True)


@pytest.mark.parametrize("name", ["", "a\0b", "a\0b.json", "x" * 5000, "x" * 5000 + ".json"])
def test_what_is_no_path_is_told(town: rm.StakeholderMap, name: str) -> None:
    with pytest.raises(rm.UnreadableFile):
        read(name)
    with pytest.raises(rm.StoreAccess):
        write(release(town), name)


def test_a_map_of_no_known_form_is_not_written(tmp_path: Path, town: rm.StakeholderMap) -> None:
    with pytest.raises(rm.UnreadableFile, match=r"\.docx"):
        write(release(town), tmp_path / "town.docx")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["town", "town.json"])
def test_no_permission_is_told(
    tmp_path: Path, town: rm.StakeholderMap, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(release(town), tmp_path / name)

    def refused(*_: Any, **__: Any) -> bytes:
        raise PermissionError(errno.EACCES, "Permission denied")

    for method in ("exists", "read_bytes", "iterdir"):
        if (method, name) == ("iterdir", "town.json"):
            continue
        with monkeypatch.context() as patch:
            patch.setattr(Path, method, refused)
            with pytest.raises(rm.UnreadableFile, match="Permission denied"):
                read(tmp_path / name)
            if method != "read_bytes":
                with pytest.raises(rm.StoreAccess, match="Permission denied"):
                    write(release(town), tmp_path / name, force=True)
    assert read(tmp_path / name) == town


@pytest.mark.parametrize("text", ["../out", "/out", "..\\out", "CON", "a/b"])
def test_no_path_is_made_of_what_a_map_holds(tmp_path: Path, text: str) -> None:
    body = rm.Organisation(id=text, name=text, team=True)
    town = rm.StakeholderMap(about=rm.About(title=text), organisations=[body])
    write(release(town), tmp_path / "town")
    names = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*"))
    assert names == ["town", "town/about.csv", "town/organisations.csv"]


def test_a_reader_never_sees_half_of_a_folder_that_is_replaced(
    tmp_path: Path, town: rm.StakeholderMap
) -> None:
    other = rm.StakeholderMap(organisations=[rm.Organisation(id="t", name="T", team=True)])
    write(release(town), tmp_path / "town")
    over = threading.Event()

    def writing() -> None:
        while not over.is_set():
            for each in (other, town):
                write(release(each), tmp_path / "town", force=True)

    writer = threading.Thread(target=writing)
    writer.start()
    try:
        found = [read(tmp_path / "town") for _ in range(60)]
    finally:
        over.set()
        writer.join()
    assert all(each in (town, other) for each in found)
    assert {each == town for each in found} == {True, False}


def test_tables_that_come_after_a_folder_was_read_are_of_another_moment(
    tmp_path: Path, town: rm.StakeholderMap
) -> None:
    write(release(rm.StakeholderMap(organisations=town.organisations)), tmp_path / "town")
    parts = folder_parts(tmp_path / "town")
    write(release(town), tmp_path / "town", force=True)
    parsed = read_folder(parts, tmp_path / "town")
    assert {sheet.table for sheet in parsed.sheets} == {"about", "organisations"}
    assert not [*parsed.issues]


def test_text_like_a_formula_is_guarded_on_paper_and_read_unchanged(tmp_path: Path) -> None:
    town = rm.StakeholderMap(
        organisations=[rm.Organisation(id="=1+1", name="-x", team=True, notes="'quoted")]
    )
    write(release(town), tmp_path / "town")
    text = (tmp_path / "town" / "organisations.csv").read_text(encoding="utf-8-sig")
    assert text == "id,name,notes,team\n'=1+1,'-x,''quoted,true\n"
    assert read(tmp_path / "town") == town


def test_files_carry_the_stamp_of_their_audience(tmp_path: Path, town: rm.StakeholderMap) -> None:
    write(release(town), tmp_path / "town")
    assert "internal" in (tmp_path / "town" / "about.csv").read_text()
    write(release(town), tmp_path / "town.json")
    assert '"audience": "internal"' in (tmp_path / "town.json").read_text()


WRITER = """
import sys
from reachmap.io import read, write
from reachmap.release import release
old, new = read(sys.argv[1]), read(sys.argv[2])
print("ready", flush=True)
while True:
    write(release(new), sys.argv[3], force=True)
    write(release(old), sys.argv[3], force=True)
"""


@pytest.mark.campaign
@pytest.mark.parametrize("name", ["town", "town.json"])
def test_a_kill_leaves_the_old_map_or_the_new(
    tmp_path: Path, town: rm.StakeholderMap, name: str
) -> None:
    other = rm.StakeholderMap(organisations=[rm.Organisation(id="t", name="T", team=True)])
    write(release(town), tmp_path / "old.json")
    write(release(other), tmp_path / "new.json")
    killed = 0
    dice = random.Random(7)  # noqa: S311  when to pull the plug
    for _ in range(40):
        words = [sys.executable, "-c", WRITER, "old.json", "new.json", name]
        with subprocess.Popen(words, cwd=tmp_path, stdout=subprocess.PIPE) as writer:  # noqa: S603  our own
            assert writer.stdout is not None
            writer.stdout.readline()
            time.sleep(dice.random() * 0.05)
            writer.send_signal(signal.SIGKILL)
        if (tmp_path / name).exists() or (tmp_path / BEFORE.format(name)).exists():
            assert read(tmp_path / name) in (town, other)
            killed += 1
        write(release(town), tmp_path / name, force=True)
        assert read(tmp_path / name) == town
    assert killed > 20


@pytest.mark.parametrize(("name", "mode"), [("town", 0o750), ("town.json", 0o640)])
def test_what_is_replaced_keeps_its_permissions(
    tmp_path: Path, town: rm.StakeholderMap, name: str, mode: int
) -> None:
    path = tmp_path / name
    write(release(town), path)
    path.chmod(mode)
    write(release(town), path, force=True)
    assert stat.S_IMODE(path.stat().st_mode) == mode


@pytest.mark.parametrize("length", [230, 238, 245])
def test_a_long_name_is_no_hindrance(tmp_path: Path, town: rm.StakeholderMap, length: int) -> None:
    path = tmp_path / ("x" * length + ".json")
    write(release(town), path)
    write(release(town), path, force=True)
    assert read(path) == town
    with pytest.raises(rm.UnreadableFile, match="there is no file or folder"):
        read(tmp_path / ("y" * length))
