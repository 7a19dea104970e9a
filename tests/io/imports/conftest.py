"""What tests of imports share."""

import pytest

from command_line import Command, command_of


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str]) -> Command:
    """Return a function that runs a command."""
    return command_of(capsys)
