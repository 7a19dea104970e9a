"""What was worked out of a map, kept while the map stays as it is."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

Made = TypeVar("Made")

ROOM = 4
"""How many things are kept; the one not asked for the longest makes room."""


class Memo:
    """Keeps the last few things worked out of one version of a map.

    Examples
    --------
    >>> memo = Memo()
    >>> memo.once("version 1", "sum", lambda: 1 + 1), memo.once("version 1", "sum", lambda: 0)
    (2, 2)
    >>> memo.once("version 2", "sum", lambda: 3)
    3
    """

    def __init__(self, room: int = ROOM) -> None:
        self._room = room
        self._state: tuple[Hashable, dict[Hashable, Any]] = (None, {})

    def once(self, version: Hashable, key: Hashable, make: Callable[[], Made]) -> Made:
        """Return what is kept under a key; make it first if there is nothing."""
        before, held = self._state
        kept = held if before == version else {}
        found: Made = kept[key] if key in kept else make()
        others = [(name, value) for name, value in kept.items() if name != key]
        latest = others[max(len(others) + 1 - self._room, 0) :]
        # In one step, so that askers side by side never see it half changed.
        self._state = (version, dict([*latest, (key, found)]))
        return found

    def __getstate__(self) -> dict[str, Any]:
        """Leave behind what can be worked out again."""
        return {"_room": self._room, "_state": (None, {})}
