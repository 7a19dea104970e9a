"""`heard`, as a planner types it."""

import json

from command_line import TOWN, Command


def test_options_reach_the_question(command: Command) -> None:
    said = command("heard", TOWN, "--since", "2026-01-01", "--until", "2026-03-31", "--json")
    assert json.loads(said.out)["window"] == "1 January 2026 to 31 March 2026"
    early = json.loads(command("heard", TOWN, "--as-of", "2025-06-30", "--json").out)
    assert early["window"] == "up to 30 June 2025"
