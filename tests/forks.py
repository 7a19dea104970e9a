"""Work done by other processes, to be killed or to be kept out."""

import os
import pickle
import select
import signal
import time
import warnings
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn


def fork() -> int:
    """Return the number of another process like this one; 0 in that process itself."""
    with warnings.catch_warnings():
        # That threads do not come along is well: there is none that the work waits for.
        warnings.simplefilter("ignore", DeprecationWarning)
        return os.fork()


def killed(
    work: Callable[[Callable[[int], object]], NoReturn], *, after: float, sign: Path | None = None
) -> list[int]:
    """Start work in another process, kill it, and return what it said was done.

    Parameters
    ----------
    work
        Is handed what to call with a number, each time that something is done; the first call
        starts the clock.
    after
        Seconds from then to the kill.
    sign
        A file: the clock is started by its naming that process, later than by the first call.

    Returns
    -------
    list of int
        The numbers.
    """
    reading, writing = os.pipe()
    child = fork()
    if child == 0:
        try:
            work(lambda number: os.write(writing, number.to_bytes(8, "big")))
        finally:
            os._exit(1)
    os.close(writing)
    assert select.select([reading], [], [], 60)[0], "it never started"
    if sign is not None:
        wait_until(lambda: named(sign, child))
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), "it ended by itself"
    with os.fdopen(reading, "rb") as pipe:
        told = pipe.read()
    return [int.from_bytes(told[place : place + 8], "big") for place in range(0, len(told), 8)]


def named(sign: Path, process: int) -> bool:
    """Return whether a file is there and names a process."""
    with suppress(OSError):
        return str(process) in sign.read_text(encoding="utf-8").split()
    return False


def wait_until(true: Callable[[], bool], *, most: float = 60) -> None:
    """Wait until something is true; how long at most is in seconds."""
    end = time.monotonic() + most
    while not true():
        assert time.monotonic() < end, "it never came to that"
        time.sleep(0.0001)


def elsewhere(works: list[Callable[[], Any]], *, nobody: bool = False) -> list[Any]:
    """Return what each work gives in a process of its own, all at the same time.

    Parameters
    ----------
    works
        What to do; an exception is given back, not raised.
    nobody
        Whether to do it without the rights that root has.

    Returns
    -------
    list
        What came out, in the order of the works.
    """
    pipes = []
    for work in works:
        reading, writing = os.pipe()
        if fork() == 0:
            try:
                if nobody and os.geteuid() == 0:
                    os.setuid(65534)
                os.write(writing, pickle.dumps(_outcome(work)))
            finally:
                os._exit(0)
        os.close(writing)
        pipes.append(reading)
    found = []
    for reading in pipes:
        with os.fdopen(reading, "rb") as pipe:
            found.append(pickle.loads(pipe.read()))  # noqa: S301  our own
        os.wait()
    return found


def _outcome(work: Callable[[], Any]) -> Any:
    try:
        return work()
    except Exception as error:  # noqa: BLE001  to be looked at by who asked
        return error
