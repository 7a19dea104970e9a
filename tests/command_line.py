"""Commands as a planner types them."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from reachmap.cli.main import run

TOWN = str(Path(__file__).parents[1] / "examples" / "small_town")


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
