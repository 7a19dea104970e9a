"""`gatekeepers`, as a planner types it."""

from command_line import Command


def test_gatekeepers_come_with_what_they_were_asked(command: Command) -> None:
    said = command("gatekeepers", "demo")
    assert "carers-officer" in said.out
    assert "is the only introduction we know to Hidden carers" in said.err
