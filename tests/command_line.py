"""Commands as a planner types them."""

from collections.abc import Callable
from typing import NamedTuple

import pytest

import folders
from reachmap.cli.main import run

TOWN = str(folders.TOWN)


class Ran(NamedTuple):
    """How a command ended, and what it printed."""

    code: int
    out: str
    err: str


Command = Callable[..., Ran]


def command_of(capsys: pytest.CaptureFixture[str]) -> Command:
    """Return a function that runs a command."""

    def command(*words: object) -> Ran:
        code = run([str(word) for word in words])
        return Ran(code, *capsys.readouterr())

    return command
