"""`reach`, as a planner types it."""

import json

from command_line import Command


def test_reach_takes_groups_and_leaves_out_nodes_and_links(command: Command) -> None:
    whole = json.loads(command("reach", "demo", "asylum", "carers", "--json").out)
    assert [row["group"] for row in whole["groups"]] == ["asylum", "carers"]
    less = json.loads(
        command(
            "reach", "demo", "carers", "--without", "carers-centre", "--samples", "64", "--json"
        ).out
    )
    assert less["samples"] == 64
    assert less["groups"][0]["chance"] < whole["groups"][1]["chance"]
    none = command("reach", "demo", "asylum", "--without", "asylum-worker TRUSTED_BY asylum")
    assert none.code == 0
    assert "We know no way to People seeking asylum yet" in none.err
    wrong = command("reach", "demo", "asylum", "--samples", "0")
    assert (wrong.code, wrong.out) == (2, "")
    assert "samples is a whole number, 1 to 1000000" in wrong.err
