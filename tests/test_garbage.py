"""What reading leaves is counted as old at once where it is much, and never where it is little."""

import gc
from pathlib import Path

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
