"""Forgetting: what killed writers left goes, and what else names the voice is said and stays."""

import os
import pickle
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from zipfile import ZipFile

import pytest

import reachmap as rm
from folders import TOWN
from forks import elsewhere
from reachmap.io import Forgotten, Mentions, leftovers, mentions

FILES = ("town", "town.json", "town.xlsx")


@pytest.fixture(params=FILES)
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Return a map in each form that is a file."""
    rm.read(TOWN).write(tmp_path / request.param)
    return tmp_path / str(request.param)


def copied(path: Path, name: str) -> Path:
    """Return a copy of a map under another name beside it."""
    copy = path.with_name(name)
    (shutil.copytree if path.is_dir() else shutil.copy)(path, copy)
    return copy


def test_what_killed_writers_left_goes_with_the_next_change(path: Path) -> None:
    stale = [copied(path, f".{path.name}.reachmap-{end}") for end in ("abcd_123", "zzzzzzzz")]
    if path.is_dir():
        stale += [copied(path, ".town.reachmap-before")]
        stale += [copied(path / "voices.csv", ".voices.csv.reachmap-abcd_123")]
    names = {path.name}
    forgotten = rm.forget(path, "v1")
    assert not [each for each in stale if each.exists()]
    assert {each.name for each in path.parent.iterdir()} == names
    assert forgotten.remaining == ()
    if path.is_dir():
        assert not [each.name for each in path.iterdir() if each.name.startswith(".")]
    copied(path, f".{path.name}.reachmap-abcd_123")
    rm.record(path, [rm.Finding(rule="r", subject="s", answer="a")])
    assert {each.name for each in path.parent.iterdir()} == names


def test_a_second_forgetting_sweeps_though_the_voice_is_gone(path: Path) -> None:
    stale = copied(path, f".{path.name}.reachmap-abcd_123")
    rm.forget(path, "v1")
    shutil.copytree(TOWN, stale)
    with pytest.raises(rm.UnknownNode):
        rm.forget(path, "v1")
    assert not stale.exists()


def test_files_of_ones_own_stay_and_are_named_where_they_name_the_voice(path: Path) -> None:
    own = [copied(path, name) for name in (f".{path.name}.bak", f"{path.name}~", "Town-old")]
    other = path.with_name("thesis.txt")
    other.write_text("v1 came often")
    harmless = path.with_name("town.txt")
    harmless.write_text("v11, rev1 and v1-a came often")
    forgotten = rm.forget(path, "v1")
    assert all(each.exists() for each in (*own, other, harmless))
    for each in own:
        assert any(words.startswith(str(each)) for words in forgotten.remaining), each
    assert not any("thesis" in words or "town.txt" in words for words in forgotten.remaining)


def test_notes_that_name_the_voice_are_said(path: Path) -> None:
    row = rm.Finding(rule="r", subject="s", answer="we asked v1 again")
    rm.record(path, [row])
    forgotten = rm.forget(path, "v1")
    named = [words.replace("findings.csv", "").rstrip("/") for words in forgotten.remaining]
    assert [words.partition(" (")[0] for words in named] == [str(path)]
    assert row in rm.read(path).stakeholders.findings


@pytest.mark.parametrize("name", ["town.json", "town.xlsx"])
def test_another_name_of_the_same_file_is_said(tmp_path: Path, name: str) -> None:
    rm.read(TOWN).write(tmp_path / name)
    os.link(tmp_path / name, tmp_path / "elsewhere")
    forgotten = rm.forget(tmp_path / name, "v1")
    assert forgotten.remaining[0].startswith(f"another name of {tmp_path / name} (a hard link)")


def test_the_files_around_a_store_are_looked_into(tmp_path: Path) -> None:
    path = tmp_path / "town.db"
    rm.read(TOWN).write(path)
    shutil.copy(path, tmp_path / "town-old.db")
    rm.read(TOWN).to_html(tmp_path / "town.html")
    (tmp_path / "town.csv").write_bytes("id\nv1\n".encode("utf-16"))
    forgotten = rm.forget(path, "v1")
    named = {Path(words).name for words in forgotten.remaining}
    assert named == {"town-old.db", "town.csv", "town.html"}
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("SELECT count(*) FROM voices WHERE id = 'v1'").fetchone() == (0,)


def test_what_cannot_be_looked_into_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "town.json"
    rm.read(TOWN).write(path)
    (tmp_path / "town.zip").write_bytes(b"PK\x03\x04 and no more")
    with ZipFile(tmp_path / "town-big.zip", "w") as archive:
        archive.writestr("big", "x" * 30_000)
    (tmp_path / "town-big.txt").write_bytes(b"x" * 30_000)
    os.mkfifo(tmp_path / "town.pipe")
    monkeypatch.setattr(mentions, "MOST_BYTES", 20_000)
    forgotten = rm.forget(path, "v1")
    assert forgotten.remaining == tuple(
        f"{tmp_path / name} (not looked into)"
        for name in ("town-big.txt", "town-big.zip", "town.zip")
    )


def test_a_pseudonym_without_a_letter_is_not_searched_for(tmp_path: Path) -> None:
    path = tmp_path / "town.json"
    path.write_text("1 2 3")
    (tmp_path / "town-old.json").write_text("nothing")
    search = Mentions(["007"])
    assert (search.inside(path), search.around(path)) == ([], [str(tmp_path / "town-old.json")])


def test_what_may_not_be_removed_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "town.json"
    rm.read(TOWN).write(path)
    stale = copied(path, ".town.json.reachmap-abcd_123")

    def refused(_: Path) -> None:
        raise PermissionError

    monkeypatch.setattr(leftovers, "discard", refused)
    assert rm.forget(path, "v1").remaining == (str(stale),)


def test_rows_removed_are_a_whole_number_that_travels(tmp_path: Path) -> None:
    path = tmp_path / "town.json"
    rm.read(TOWN).write(path)
    (made,) = elsewhere([lambda: rm.forget(path, "v1")])
    assert made > 1
    again = pickle.loads(pickle.dumps(Forgotten(3, ("a", "b"))))  # noqa: S301  our own
    assert (again, again + 1, again.remaining) == (3, 4, ("a", "b"))
