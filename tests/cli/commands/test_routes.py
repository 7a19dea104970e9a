"""`routes`, as a planner types it."""

import json
from pathlib import Path

import reachmap as rm
from command_line import TOWN, Command


def test_sums_are_in_the_currency_of_the_map(command: Command) -> None:
    for words, most in (("40.50", 40.5), ("£1,250", 1250), ("0", 0)):
        printed = json.loads(command("routes", TOWN, "carers", "--max-cost", words, "--json").out)
        assert printed["max_cost"] == most
    everyone = json.loads(
        command("routes", TOWN, "--max-cost", "5", "--max-days", "9", "--json").out
    )
    assert (everyone["max_cost"], everyone["max_days"]) == (5, 9)


def test_briefs_are_printed_a_route_each_and_written_with_their_stamp(
    command: Command, tmp_path: Path
) -> None:
    desk = rm.read(TOWN)
    briefs = [route.brief() for route in desk.routes("carers").routes]
    printed = command("routes", TOWN, "carers", "--brief")
    assert printed.out == "\n\n".join(briefs) + "\n"
    assert "not for sharing" in printed.err
    path = tmp_path / "brief.txt"
    command("routes", TOWN, "carers", "--brief", "-o", str(path))
    assert path.read_text(encoding="utf-8").startswith("Internal: not for sharing.")
    public = command("routes", TOWN, "carers", "--brief", "--audience", "public")
    assert public.out.startswith("Nobody can be asked")


def test_routes_to_one_group_show_routes_in_order(command: Command) -> None:
    printed = json.loads(command("routes", TOWN, "carers", "-k", "2", "--json").out)
    assert [route["rank"] for route in printed["routes"]] == [1, 2]
    avoided = command("routes", TOWN, "carers", "--avoid", "carers-hub", "--json")
    assert all("carers-hub" not in route["nodes"] for route in json.loads(avoided.out)["routes"])


def test_a_sum_in_another_currency_says_which_the_map_has(command: Command) -> None:
    ran = command("routes", TOWN, "carers", "--max-cost", "€40")
    assert ran.code == 2
    assert "'€40' is in another currency than the map, which is in GBP" in " ".join(ran.err.split())


def test_a_brief_on_a_way_that_waits_says_until_when(command: Command) -> None:
    waits = command("routes", "demo", "Hidden carers", "--brief")
    assert (
        "Wait before you ask: Carers' liaison officer has no room before 4 May 2026." in waits.err
    )
    assert "Wait before" not in waits.out
