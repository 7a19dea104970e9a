"""Pipes, sockets, devices and links: nothing waits for them, nothing is written through them."""

import os
import shutil
import socket
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

import reachmap as rm
from folders import TOWN
from reachmap.store.sqlite.holder import Holder

FORMS = ("town", "town.json", "town.xlsx", "town.db")


def bind(path: Path) -> None:
    """Make a socket."""
    here = Path.cwd()
    os.chdir(path.parent)  # the whole path may be longer than that of a socket
    with closing(socket.socket(socket.AF_UNIX)) as made:
        made.bind(path.name)
    os.chdir(here)


def link_to_device(path: Path) -> None:
    """Make a link to a device that gives bytes without an end."""
    path.symlink_to("/dev/zero")


ODD: dict[str, Callable[[Path], None]] = {
    "pipe": os.mkfifo,
    "socket": bind,
    "device": link_to_device,
}


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("what", ODD)
def test_what_is_no_file_is_refused_at_once(tmp_path: Path, what: str, name: str) -> None:
    path = tmp_path / name
    ODD[what](path)
    said = "is a pipe, a socket or a device"
    for work in (
        lambda: rm.open(path),
        lambda: rm.forget(path, "v1"),
        lambda: rm.record(path, [rm.Finding(rule="r", subject="s", answer="a")]),
    ):
        with pytest.raises((rm.UnreadableFile, rm.StoreAccess), match=said):
            work()
    with pytest.raises(rm.StoreAccess, match=said):
        rm.read(TOWN).write(path, force=True)
    assert [each.name for each in tmp_path.iterdir()] == [name]
    assert not path.is_file()


def test_a_link_to_a_pipe_that_has_no_name_is_refused(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    (tmp_path / "page.html").symlink_to(f"/dev/fd/{writing}")
    with pytest.raises(rm.StoreAccess, match="is a pipe, a socket or a device"):
        rm.read(TOWN).to_html(tmp_path / "page.html", force=True)
    for each in (reading, writing):
        os.close(each)


@pytest.mark.parametrize("what", ODD)
def test_what_is_no_file_in_the_folder_of_a_map_is_refused(tmp_path: Path, what: str) -> None:
    shutil.copytree(TOWN, tmp_path / "town")
    (tmp_path / "town" / "asks.csv").unlink()
    ODD[what](tmp_path / "town" / "asks.csv")
    with pytest.raises(rm.UnreadableFile, match=r"asks\.csv is a pipe, a socket or a device"):
        rm.read(tmp_path / "town")


@pytest.mark.parametrize("ending", ["-journal", "-wal", "-shm"])
def test_what_is_no_file_beside_a_store_is_refused(tmp_path: Path, ending: str) -> None:
    rm.read(TOWN).write(tmp_path / "town.db")
    os.mkfifo(tmp_path / f"town.db{ending}")
    with pytest.raises(rm.StoreAccess, match=f"{ending} is a pipe, a socket or a device"):
        rm.open(tmp_path / "town.db")


@pytest.mark.parametrize("make", [os.symlink, os.link], ids=["symlink", "hard link"])
def test_the_note_of_a_writer_goes_through_no_link(
    tmp_path: Path, make: Callable[[Path, Path], None]
) -> None:
    path, thesis = tmp_path / "town.db", tmp_path / "thesis.txt"
    rm.read(TOWN).write(path)
    thesis.write_text("years of work")
    make(thesis, tmp_path / ".town.db.writer")
    if make is os.symlink:
        assert Holder(path).note() == "another program"
    assert rm.forget(path, "v1") > 0
    assert thesis.read_text() == "years of work"


def test_the_note_of_a_writer_waits_for_no_pipe(tmp_path: Path) -> None:
    path = tmp_path / "town.db"
    rm.read(TOWN).write(path)
    os.mkfifo(tmp_path / ".town.db.writer")
    assert Holder(path).note() == "another program"
    assert rm.forget(path, "v1") > 0


def test_a_link_in_a_folder_is_not_replaced_by_what_it_leads_to(tmp_path: Path) -> None:
    path = tmp_path / "town"
    shutil.copytree(TOWN, path)
    (path / "voices.csv").rename(tmp_path / "voices.csv")
    (path / "voices.csv").symlink_to(tmp_path / "voices.csv")
    with pytest.raises(rm.StoreConflict, match=r"voices\.csv is a link; put the file itself"):
        rm.forget(path, "v1")
    assert rm.read(path) == rm.read(TOWN)
