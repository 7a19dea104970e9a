"""Who the ways in hang on, what changes if they leave, and what to build, as the page tells it."""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

import reachmap as rm
from reachmap.analysis.reach.words import words_of_reach
from reachmap.plan.links.words import words_of_making
from view.pages import Open, address, in_sight, large, page_of, rows_of

pytestmark = pytest.mark.browser

OFFICER = "Carers' liaison officer"


@pytest.fixture(scope="module")
def desk() -> rm.ReachMap:
    """Return the demo borough."""
    return rm.demo()


def left(page: Page, id_: str) -> dict[str, list[dict[str, str]]]:
    """Return what the page says if somebody leaves."""
    found: dict[str, list[dict[str, str]]] = page.evaluate(f"leaving.get({json.dumps(id_)})")
    return found


def test_each_group_is_told_how_sure_it_is(
    open_page: Open, borough_page: Path, desk: rm.ReachMap
) -> None:
    page = open_page(borough_page).page
    for row in desk.reach().groups:
        told: Any = page.evaluate(f"certainty({json.dumps(row.group)}).map((p) => p.textContent)")
        if not row.independent_routes:
            assert told == []
            continue
        words = words_of_reach(row).removeprefix(f"No way to {row.name} is open today. ")
        assert told == [f"{words} This is worked out exactly."]


def test_the_hidden_carers_story_stands_in_one_panel(open_page: Open, borough_page: Path) -> None:
    view = open_page(borough_page)
    page = view.page
    page.get_by_role("button", name="Hidden carers").first.click()
    panel = page.get_by_role("region", name="Hidden carers")
    words = panel.inner_text()
    assert words.count("No way to Hidden carers is open today") == 1
    assert "If everybody had room, at least one would work about 6 times of 10." in words
    assert f"Every way goes through Carers' Centre and {OFFICER}" in words
    assert "the only introduction we know" in words
    assert "Help Carers' support coordinator to get to know Hidden carers" in words
    assert "about 16 more times of 100, if it works as such relationships usually do" in words
    panel.get_by_role("button", name=f"What if {OFFICER} leaves?").click()
    gone = page.get_by_role("region", name=f"If {OFFICER} leaves")
    assert gone.is_visible()
    assert "No known way is left to" in gone.inner_text()
    assert "Hidden carers. Who is nearest: " in gone.inner_text()
    assert view.complaints == []


def test_those_without_room_or_about_to_leave_come_first(
    open_page: Open, borough_page: Path, desk: rm.ReachMap
) -> None:
    page = open_page(borough_page).page
    rows = rows_of(page, "only-introductions")
    sole = desk.gatekeepers().sole
    assert [row[0] for row in rows] == [row.name for row in sole]
    assert [row[1] for row in rows] == [", ".join(row.sole_names) for row in sole]
    told = {row[0]: row[2:] for row in rows}
    assert told["Sanctuary case worker"][:2] == ["asked once, can manage 3", "30 April 2026"]
    assert told[OFFICER][0] == "asked 4 times, can manage 4: no room left"
    assert len([row for row in rows if row[4]]) == 30
    words = page.locator("#keepers .note").inner_text()
    assert f"For the other {len(sole) - 30} the table says" in words


def test_what_changes_is_what_a_what_if_says(
    open_page: Open, borough_page: Path, desk: rm.ReachMap
) -> None:
    page = open_page(borough_page).page
    for id_ in ("carers-officer", "council", "asylum-worker"):
        answer = desk.what_if(remove=[id_])
        found = left(page, id_)
        assert [each["group"] for each in found["lost"]] == [
            row.group for row in answer.changed if row.lost
        ]
        moved = {each["group"]: each["words"] for each in found["harder"]}
        for row in answer.changed:
            if not row.lost and row.best_route_before != row.best_route_after:
                through = ", then ".join(row.names_after[1:-1])
                assert f"best then through {through}" in moved[row.group]
            times = round(100 * (row.chance_after or 0))
            assert row.lost or row.group not in moved or f"{times} after" in moved[row.group]


def test_somebody_is_taken_away_from_the_keyboard_and_it_is_told(
    open_page: Open, borough_page: Path
) -> None:
    page = open_page(borough_page).page
    button = page.locator("#only-introductions").get_by_role(
        "button", name=f"What if {OFFICER} leaves?"
    )
    button.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "leave-panel"
    status = page.locator("#leave-said")
    assert status.get_attribute("role") == "status"
    assert f"If {OFFICER} leaves: no known way is left to Hidden carers" in status.inner_text()
    assert address(page).endswith("#leaves=carers-officer")
    assert page.get_by_role("combobox", name="If someone leaves").input_value() == "carers-officer"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.locator("#panel-title").inner_text() == "Hidden carers"
    assert "leaves=carers-officer" in address(page)
    assert "group=hidden-carers" in address(page)


def test_who_leaves_is_chosen_from_a_list_and_an_address_brings_it_back(
    open_page: Open, borough_page: Path
) -> None:
    page = open_page(borough_page).page
    page.get_by_role("combobox", name="If someone leaves").select_option(
        label="Harbour Vale Council"
    )
    words = page.locator("#leave-panel").inner_text()
    assert "Men: some introduction works 61 times of 100 before, 13 after" in words
    fragment = "#" + address(page).partition("#")[2]
    again = open_page(borough_page, fragment=fragment, reduced_motion="reduce").page
    assert again.locator("#leave-panel").inner_text() == words
    assert in_sight(again, "#leave-panel")
    again.locator("#leave").select_option("")
    assert again.locator("#leave-panel").is_hidden()
    assert "leaves" not in address(again)


def test_show_everything_takes_nobody_away(open_page: Open, borough_page: Path) -> None:
    view = open_page(borough_page, fragment="#leaves=council&group=carers")
    assert view.page.locator("#leave-panel").is_visible()
    view.page.get_by_role("button", name="Show everything").click()
    assert view.page.locator("#leave-panel").is_hidden()
    assert address(view.page).endswith("#picture")
    odd = open_page(borough_page, fragment="#leaves=nobody")
    assert odd.page.locator("#leave-panel").is_hidden()
    assert odd.complaints == view.complaints == []


def test_what_to_build_is_what_the_answer_says(
    open_page: Open, borough_page: Path, desk: rm.ReachMap
) -> None:
    page = open_page(borough_page).page
    answer = desk.links_to_build(n=200)
    rows = rows_of(page, "to-build")
    best = [words_of_making(link) for link in answer.links]
    assert [row[0] for row in rows[:10]] == best[:10]
    helped = {name for link in answer.links for name in link.group_names}
    assert {name for row in rows for name in row[1].split(", ")} == helped
    asked = {row[0]: row[1:] for row in rows_of(page, "where-to-ask")}
    assert set(asked) == {each.name for each in answer.asking if each.question}
    for each in answer.asking:
        if each.question:
            assert asked[each.name][2].startswith("in private") == each.in_private
            assert each.question in asked[each.name][0]
    assert all(name in page.locator("#build").inner_text() for name in answer.unhelped)


def test_who_is_nearest_is_told_of_groups_that_nobody_knows(
    open_page: Open, tmp_path: Path
) -> None:
    town = rm.StakeholderMap(
        organisations=[
            rm.Organisation(id="team", name="Team", team=True),
            rm.Organisation(id="hub", name="Hub"),
        ],
        groups=[
            rm.Group(id="carers", name="Carers"),
            rm.Group(id="night", name="Night carers", part_of=("carers",)),
        ],
        links=[
            rm.Link(from_="team", type="KNOWS", to="hub", trust=4),
            rm.Link(from_="hub", type="TRUSTED_BY", to="carers", trust=4),
        ],
    )
    page = open_page(page_of(town, tmp_path)).page
    assert rows_of(page, "nobody-known")[0][2] == (
        "Help Hub to get to know Night carers: Hub reaches Carers already, the wider group"
    )
    page.get_by_role("button", name="Night carers").first.click()
    assert "Help Hub to get to know Night carers" in page.locator("#panel").inner_text()


def test_others_are_told_of_nobody_on_whom_groups_hang(
    open_page: Open, tmp_path: Path, desk: rm.ReachMap
) -> None:
    path = page_of(desk.stakeholders, tmp_path, audience="partner")
    view = open_page(path, fragment="#leaves=council")
    assert (
        "On whom groups hang is for ourselves alone." in view.page.locator("#keepers").inner_text()
    )
    assert view.page.locator("#leave").count() == 0
    for table in ("reach", "gatekeepers", "leaving", "links-to-build", "to-build"):
        assert view.page.locator(f"#{table}").count() == 0
    view.page.get_by_label("Ways to").select_option("hidden-carers")
    assert view.page.locator("#panel .certainty, #panel .sole, #panel .build").count() == 0
    assert view.complaints == []


def test_a_large_map_says_what_was_not_worked_out(open_page: Open, tmp_path: Path) -> None:
    page = open_page(page_of(large(1_100), tmp_path)).page
    assert page.evaluate("leaving.size") == 9
    assert "We worked out what changes for the first 9:" in page.locator("#keepers").inner_text()
    assert "nearest to the team were tried" in page.locator("#missing").inner_text()
