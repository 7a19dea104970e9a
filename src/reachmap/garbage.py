"""When Python looks for garbage: seldom where many objects are made and nearly all of them stay."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

MANY_OBJECTS = 100_000
"""New objects that are worth counting as old at once."""

SELDOM = (50_000, 20, 50)
"""How seldom a command looks: see `gc.set_threshold`."""


class _Pause:
    """Who leaves garbage alone at the moment: threads may do so at once."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.inside = 0
        self.was_on = False


_PAUSE = _Pause()


@contextmanager
def garbage_left_alone() -> Iterator[None]:
    """Look for no garbage: rows come by the hundred thousand, and all of them stay.

    Else a fifth of the time of reading goes into walking over them again and again; and once more
    as it is taken up, were they not counted as old by then: frozen and thawed, they are. Not so
    of a few: what is garbage among what is old is long in being found.
    """
    with _PAUSE.lock:
        if not _PAUSE.inside:
            _PAUSE.was_on = gc.isenabled()
            gc.disable()
        _PAUSE.inside += 1
    try:
        yield
    finally:
        with _PAUSE.lock:
            _PAUSE.inside -= 1
            if not _PAUSE.inside and _PAUSE.was_on:
                if gc.get_count()[0] > MANY_OBJECTS and not gc.get_freeze_count():
                    gc.freeze()
                    gc.unfreeze()
                gc.enable()


@contextmanager
def garbage_seldom_sought() -> Iterator[None]:
    """Look for garbage seldom: a command makes many objects, and nearly all stay to its end.

    Else a sixth of the time of a page of 20,000 nodes goes into walking over them.
    """
    before = gc.get_threshold()
    gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)
