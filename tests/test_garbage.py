"""What reading leaves is counted as old at once where it is much, and never where it is little."""

import gc
import sys
from pathlib import Path
from threading import Thread

import pytest

import reachmap as rm
from reachmap import garbage


@pytest.mark.parametrize(("many", "frozen"), [(0, 1), (100_000, 0)])
def test_only_what_is_much_is_counted_as_old_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, many: int, frozen: int
) -> None:
    path = tmp_path / "town.json"
    rm.demo().write(path)
    calls: list[str] = []
    monkeypatch.setattr(garbage, "MANY_OBJECTS", many)
    monkeypatch.setattr(gc, "get_freeze_count", lambda: 0)
    monkeypatch.setattr(gc, "freeze", lambda: calls.append("freeze"))
    monkeypatch.setattr(gc, "unfreeze", lambda: calls.append("unfreeze"))
    assert rm.read(path).groups
    assert calls == ["freeze", "unfreeze"] * frozen
    assert gc.isenabled()


def test_whoever_is_last_of_several_threads_has_garbage_looked_for_again() -> None:
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    seen: list[bool] = []

    def work() -> None:
        for _ in range(500):
            with garbage.garbage_left_alone(), garbage.garbage_left_alone():
                seen.append(gc.isenabled())

    threads = [Thread(target=work) for _ in range(4)]
    try:
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        sys.setswitchinterval(before)
    assert set(seen) == {False}
    assert gc.isenabled()
