"""Who waits for whom: one writer at a time, for a while and no longer."""

import shutil
from pathlib import Path
from threading import Event, Thread

import pytest

import reachmap as rm
from folders import TOWN
from reachmap.io import locks
from reachmap.io.locks import one_at_a_time

ROW = rm.Finding(rule="r", subject="s", answer="a")


@pytest.mark.parametrize("name", ["town", "town.json", "town.xlsx"])
def test_who_waits_too_long_is_told_where(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locks, "PATIENCE_S", 0.1)
    path = tmp_path / name
    rm.read(TOWN).write(path)
    before = rm.read(path)
    with one_at_a_time(path):
        for work in (
            lambda: rm.record(path, [ROW]),
            lambda: rm.forget(path, "v1"),
            lambda: rm.read(TOWN).write(path, force=True),
        ):
            with pytest.raises(rm.StoreConflict, match=rf"nothing was written to .*{name}; wait"):
                work()
    assert rm.read(path) == before
    rm.record(path, [ROW])


def test_a_writer_waits_for_twenty_seconds() -> None:
    assert locks.PATIENCE_S == 20


def test_who_waits_a_little_comes_after(tmp_path: Path) -> None:
    path = tmp_path / "town"
    shutil.copytree(TOWN, path)
    begun, over = Event(), Event()

    def hold() -> None:
        with one_at_a_time(path):
            begun.set()
            over.wait(20)

    holder = Thread(target=hold)
    holder.start()
    assert begun.wait(20)
    waiting = Thread(target=lambda: rm.record(path, [ROW]))
    waiting.start()
    assert ROW not in rm.read(path).stakeholders.findings
    over.set()
    waiting.join(20)
    holder.join(20)
    assert ROW in rm.read(path).stakeholders.findings
