"""When things break: kills, a full disk, files that may not be written to, others at work."""

import os
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from itertools import count
from multiprocessing import get_context
from pathlib import Path
from threading import Event, Thread
from typing import Any, NoReturn

import pytest

import reachmap as rm
from builders import town
from forks import elsewhere, killed
from reachmap.store.sqlite import SQLiteStore, connecting
from reachmap.store.sqlite.holder import Holder

ROWS = 20
"""Rows of each batch that is added."""


@cache
def borough() -> rm.StakeholderMap:
    """Return the demo borough."""
    return rm.demo().stakeholders


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a file that holds the demo borough."""
    store = SQLiteStore(tmp_path / "map.db", make=True)
    store.write(borough())
    store.close()
    return tmp_path / "map.db"


def titled(number: int) -> rm.StakeholderMap:
    """Return the demo borough under a title that is a number."""
    return replace(borough(), about=borough().about.model_copy(update={"title": str(number)}))


def batch(number: int) -> dict[str, dict[str, list[object]]]:
    """Return rows to add, and a link that tells how often."""
    link = borough().links[0]
    return {
        "said": {
            "activity": [borough().activities[0].id] * ROWS,
            "theme": [f"batch {number}"] * ROWS,
            "summary": [f"row {row}" for row in range(ROWS)],
        },
        "links": {
            "from": [link.from_],
            "type": [link.type],
            "to": [link.to],
            "source": ["batches"],
            "days": [number % 1000],
        },
    }


def note(path: Path) -> Path:
    """Return the file that says who is writing."""
    return path.with_name(f".{path.name}.writer")


def moment(path: Path, turn: int, after: float) -> dict[str, Any]:
    """Return when to kill: any time at all, and every other time early in a change."""
    return {"after": after / 30, "sign": note(path)} if turn % 2 else {"after": after}


def writes_killed(path: Path, kills: int) -> tuple[int, int, int]:
    """Return kills in the midst of a change, maps neither old nor new, acknowledged ones lost."""
    dice = random.Random(11)  # noqa: S311  when to pull the plug
    number, midst, torn, lost = 0, 0, 0, 0
    for turn in range(kills):

        def work(done: Callable[[int], object], start: int = number) -> NoReturn:
            store = SQLiteStore(path)
            done(start)
            while True:
                start += 1
                store.write(titled(start))
                done(start)

        last = killed(work, **moment(path, turn, dice.random() * 0.3))[-1]
        midst += note(path).exists()
        store = SQLiteStore(path)
        found = store.whole()
        title = found.about.title or ""
        number = int(title) if title.isdigit() else 0
        torn += found != (titled(number) if number else borough())
        lost += number not in {last, last + 1}
        store.close()
    return midst, torn, lost


def batches_killed(path: Path, kills: int) -> tuple[int, int, int]:
    """Return kills in the midst of a change, batches torn, and acknowledged ones lost."""
    dice = random.Random(12)  # noqa: S311  when to pull the plug
    number, midst, torn, lost = 0, 0, 0, 0
    for turn in range(kills):

        def work(done: Callable[[int], object], start: int = number) -> NoReturn:
            store = SQLiteStore(path)
            done(start)
            while True:
                start += 1
                store.append(batch(start))
                done(start)

        last = killed(work, **moment(path, turn, dice.random() * 0.05))[-1]
        midst += note(path).exists()
        store = SQLiteStore(path)
        themes = [row.theme for row in store.said() if (row.theme or "").startswith("batch ")]
        there = {theme: themes.count(theme) for theme in themes}
        number = len(there)
        links = [link.days for link in store.outline().links if link.source == "batches"]
        whole = set(there.values()) <= {ROWS} and links == ([number % 1000] if number else [])
        torn += not whole or set(there) != {f"batch {n + 1}" for n in range(number)}
        lost += number not in {last, last + 1}
        store.close()
    return midst, torn, lost


KILLS: dict[str, Callable[[Path, int], tuple[int, int, int]]] = {
    "write": writes_killed,
    "append": batches_killed,
}


def held(path: Path, what: str, kills: int, told: Callable[[str], None]) -> None:
    """Kill so often, show what came of it, and hold it against what is promised."""
    midst, torn, lost = KILLS[what](path, kills)
    figure = f"SQLite, {what}: {kills} kills, {midst} in the midst of a change"
    told(f"{figure}; neither old nor new {torn}, acknowledged lost {lost}")
    assert (torn, lost) == (0, 0)
    assert midst > kills // 4
    assert SQLiteStore(path).whole().groups == borough().groups


@pytest.mark.parametrize("what", KILLS)
def test_a_kill_leaves_the_old_or_the_new_and_nothing_acknowledged_is_lost(
    path: Path, what: str, told: Callable[[str], None]
) -> None:
    held(path, what, 10, told)


@pytest.mark.campaign
@pytest.mark.parametrize("what", KILLS)
def test_two_hundred_kills_leave_the_old_or_the_new(
    path: Path, what: str, told: Callable[[str], None]
) -> None:
    held(path, what, 200, told)


def fill(store: SQLiteStore) -> None:
    """Add rows without an end."""
    for number in count():
        store.append(batch(number))


def test_a_full_disk_leaves_what_was_there(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, pages = path.read_bytes(), path.stat().st_size // 4096
    limit = f"PRAGMA max_page_count = {pages + 1}"
    monkeypatch.setattr(connecting, "PRAGMAS", (*connecting.PRAGMAS, limit))
    store = SQLiteStore(path)
    voices = [rm.Voice(id=f"extra-{n}", name=f"Extra {n}") for n in range(5000)]
    grown = replace(borough(), voices=(*borough().voices, *voices))
    with pytest.raises(rm.StoreAccess, match="no room left: make room"):
        store.write(grown)
    with pytest.raises(rm.StoreAccess, match="no room left: make room"):
        fill(store)
    assert [found.name for found in path.parent.iterdir()] == ["map.db"]
    assert set(store.whole().voices) == set(borough().voices)
    store.write(borough())
    assert store.whole() == borough()
    assert len(before) <= path.stat().st_size


@pytest.fixture
def folder() -> Iterator[Path]:
    """Return a folder that everybody may look into."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)
        Path(name).chmod(0o755)


@pytest.mark.parametrize("which", ["file", "folder"])
def test_what_may_not_be_written_to_is_read_and_says_so(folder: Path, which: str) -> None:
    path = folder / "map.db"
    store = SQLiteStore(path, make=True)
    store.write(borough())
    store.close()
    path.chmod(0o444 if which == "file" else 0o666)
    folder.chmod(0o555)
    before = path.read_bytes()
    read, *refused = elsewhere(
        [
            lambda: SQLiteStore(path).whole() == borough(),
            lambda: SQLiteStore(path).write(town()),
            lambda: SQLiteStore(path).append(batch(1)),
            lambda: SQLiteStore(path).forget(borough().voices[0].id),
            lambda: SQLiteStore(folder / "new.db", make=True),
        ],
        nobody=True,
    )
    assert read is True
    for error in refused:
        assert isinstance(error, rm.StoreAccess), error
        assert "allow it for the file and its folder" in str(error)
    assert path.read_bytes() == before
    assert [found.name for found in folder.iterdir()] == ["map.db"]


def test_what_may_not_even_be_read_says_so(folder: Path) -> None:
    path = folder / "map.db"
    SQLiteStore(path, make=True).close()
    path.chmod(0)
    (error,) = elsewhere([lambda: SQLiteStore(path)], nobody=True)
    assert isinstance(error, rm.StoreAccess), error
    assert "allow it for the file and its folder" in str(error)


def test_who_waits_too_long_is_told_who_is_writing(path: Path) -> None:
    writer, other = SQLiteStore(path), SQLiteStore(path, patience_s=0.2)
    begun, over = Event(), Event()

    def progress(what: str, done: int, of: int) -> None:
        del what, done, of
        begun.set()
        over.wait(20)

    thread = Thread(target=lambda: writer.write(titled(1), progress=progress))
    thread.start()
    assert begun.wait(20)
    with pytest.raises(rm.StoreConflict, match=rf"used by process {os.getpid()} on .*try again"):
        other.append(batch(1))
    over.set()
    thread.join()
    other.append(batch(1))
    assert len(other.whole().said) == len(titled(1).said) + ROWS


def test_who_waits_a_little_comes_after(path: Path) -> None:
    writer, other = SQLiteStore(path), SQLiteStore(path)
    begun = Event()

    def progress(what: str, done: int, of: int) -> None:
        del what, done, of
        begun.set()
        time.sleep(0.05)

    thread = Thread(target=lambda: writer.write(titled(1), progress=progress))
    thread.start()
    assert begun.wait(20)
    other.append(batch(1))
    thread.join()
    whole = other.whole()
    assert whole.about.title == "1"
    assert len(whole.said) == len(titled(1).said) + ROWS


def test_a_note_of_a_program_that_died_hinders_nobody(path: Path) -> None:
    note = path.with_name(".map.db.writer")
    note.write_text("process 1 on a machine long gone", encoding="utf-8")
    store = SQLiteStore(path, patience_s=0.2)
    store.write(town())
    assert store.whole() == town()
    assert not note.exists()


def test_a_holder_that_left_no_note_is_another_program(path: Path) -> None:
    assert Holder(path).note() == "another program"


def test_while_a_map_is_written_readers_see_the_old_one_whole(path: Path) -> None:
    old = SQLiteStore(path).whole()
    reader, writer = SQLiteStore(path, patience_s=0.2), SQLiteStore(path)
    seen = []

    def progress(what: str, done: int, of: int) -> None:
        del what, done, of
        seen.append((reader.whole() == old, len(reader.attendance_by_activity().activities)))

    writer.write(town(), progress=progress)
    assert seen
    assert {whole for whole, _ in seen} == {True}
    assert {activities for _, activities in seen} == {len({row.activity for row in old.attendance})}
    assert reader.whole() == town()


def test_of_eight_who_write_at_once_one_wins_and_the_others_are_told(path: Path) -> None:
    everyone_has_read = get_context("fork").Barrier(8)

    def work(number: int) -> str:
        store = SQLiteStore(path)
        changed = titled(number)
        assert store.whole() is not None
        everyone_has_read.wait(60)
        store.write(changed)
        return "won"

    found = elsewhere([lambda n=n: work(n) for n in range(1, 9)])  # type: ignore[misc]  # bound
    assert found.count("won") == 1
    conflicts = [str(error) for error in found if isinstance(error, rm.StoreConflict)]
    assert len(conflicts) == 7
    assert all("by process" in told for told in conflicts)
    number = found.index("won") + 1
    assert SQLiteStore(path).whole() == titled(number)


def test_of_eight_who_add_at_once_nobody_loses_a_row(path: Path) -> None:
    activity = borough().activities[0].id

    def work(number: int) -> int:
        store = SQLiteStore(path)
        for place in range(10):
            theme = f"{number} {place}"
            store.append({"said": {"activity": [activity] * ROWS, "theme": [theme] * ROWS}})
        return number

    assert elsewhere([lambda n=n: work(n) for n in range(8)]) == [*range(8)]  # type: ignore[misc]
    themes = [row.theme for row in SQLiteStore(path).said() if row.theme]
    assert {(n, themes.count(f"{n} {p}")) for n in range(8) for p in range(10)} == {
        (n, ROWS) for n in range(8)
    }
    assert SQLiteStore(path).whole().activities == borough().activities
