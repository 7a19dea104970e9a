"""`gatekeepers`, as a planner types it."""

from command_line import Command


def test_gatekeepers_come_with_what_they_were_asked(command: Command) -> None:
    said = command("gatekeepers", "demo")
    assert "carers-officer" in said.out
    assert "Every way on our map to Hidden carers goes through" in said.err
