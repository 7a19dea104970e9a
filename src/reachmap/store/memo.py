"""Results of one version of a map, held while the map stays as it is."""

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

Result = TypeVar("Result")

ROOM = 4
"""How many results are held; the one not asked for the longest makes room."""


class Memo:
    """Holds the last few results of one version of a map.

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

    def once(self, version: Hashable, key: Hashable, make: Callable[[], Result]) -> Result:
        """Return the result held under a key; make it first if there is none."""
        before, held = self._state
        results = held if before == version else {}
        result: Result = results[key] if key in results else make()
        others = [(name, value) for name, value in results.items() if name != key]
        latest = others[max(len(others) + 1 - self._room, 0) :]
        # In one step, so that threads never see it half changed.
        self._state = (version, dict([*latest, (key, result)]))
        return result

    def __getstate__(self) -> dict[str, Any]:
        """Pickle without the results, which can be made again."""
        return {"_room": self._room, "_state": (None, {})}
