"""`links`, as a planner types it."""

import json

import reachmap as rm
from command_line import Command
from reachmap.words import FOR_TEAM


def test_links_to_build_are_those_of_the_front_desk(command: Command) -> None:
    code, out, _ = command("links", "demo", "Hidden carers", "Young carers", "-n", "3", "--json")
    assert code == 0
    printed = json.loads(out)
    answer = rm.demo().links_to_build(groups=["Hidden carers", "Young carers"], n=3)
    assert {"audience": "internal", **answer.to_dict()} == printed
    assert len(printed["links"]) == 3


def test_partners_read_that_it_is_for_the_team(command: Command) -> None:
    _, out, words = command("links", "demo", "--audience", "partner")
    assert "carers-coordinator" not in out + words
    assert words.strip() == FOR_TEAM
