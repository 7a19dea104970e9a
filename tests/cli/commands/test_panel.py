"""`panel`, as a planner types it."""

import json

from command_line import TOWN, Command


def test_a_panel_keeps_to_the_quotas_that_were_typed(command: Command) -> None:
    words = ("panel", TOWN, "--size", "3", "--quota", "carers=1", "--seed", "4", "--no-rest")
    printed = json.loads(command(*words, "--json").out)
    assert printed["record"]["seed"] == 4
    (quota,) = printed["record"]["quotas"]
    assert (quota["low"], quota["high"], quota["drawn"]) == (1, 1, 1)
    assert not printed["record"]["rest"]
    assert "3 seats were filled by lot" in command(*words).err
