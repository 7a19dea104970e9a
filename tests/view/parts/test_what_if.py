"""What changes if a gatekeeper leaves: chosen, announced and in the address."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page

import reachmap as rm
from view.pages import Open, address, in_sight, large, page_of, unfold, words_of

pytestmark = pytest.mark.browser

OFFICER = "Carers' liaison officer"


def left(page: Page, id_: str) -> dict[str, list[dict[str, str]]]:
    """Return what the page says if somebody leaves."""
    found: dict[str, list[dict[str, str]]] = page.evaluate(f"leaving.get({json.dumps(id_)})")
    return found


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


def test_a_departure_is_chosen_from_the_keyboard_and_announced(
    open_page: Open, borough_page: Path
) -> None:
    page = open_page(borough_page).page
    unfold(page, "#keepers")
    button = page.locator("#only-introductions").get_by_role(
        "button", name=f"What if {OFFICER} leaves?"
    )
    button.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "leave-panel"
    status = page.locator("#leave-said")
    assert status.get_attribute("role") == "status"
    assert f"If {OFFICER} leaves: no known way is left to Hidden carers" in status.inner_text()
    assert address(page).endswith("#open=keepers&leaves=carers-officer")
    assert page.get_by_role("combobox", name="Without whom").input_value() == "carers-officer"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.locator("#panel-title").inner_text() == "Hidden carers"
    assert "leaves=carers-officer" in address(page)
    assert "group=hidden-carers" in address(page)


def test_who_leaves_is_chosen_from_a_list_and_an_address_brings_it_back(
    open_page: Open, borough_page: Path
) -> None:
    page = open_page(borough_page).page
    unfold(page, "#keepers")
    page.get_by_role("combobox", name="Without whom").select_option(label="Harbour Vale Council")
    words = page.locator("#leave-panel").inner_text()
    assert "Men: some introduction works, we guess, 38 times of 100 before, 9 after" in words
    assert (
        "These go too, as nobody else employs, runs or supports them: Community development "
        "officer, Equality officer, Residents' postal survey and Youth council."
    ) in words
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
    assert address(view.page).endswith("#aside=1&open=keepers")
    odd = open_page(borough_page, fragment="#leaves=nobody")
    assert odd.page.locator("#leave-panel").is_hidden()
    assert odd.complaints == view.complaints == []


@pytest.mark.campaign
def test_a_large_map_says_what_was_not_worked_out(open_page: Open, tmp_path: Path) -> None:
    page = open_page(page_of(large(1_100), tmp_path)).page
    assert page.evaluate("leaving.size") == 9
    assert "We worked out what changes for the first 9:" in words_of(page, "#keepers")
    assert "nearest to the team were tried" in words_of(page, "#missing")
