"""Who everything depends on: on the page as the question answers it."""

from collections.abc import Callable
from pathlib import Path

import pytest

import reachmap as rm
from reachmap.words import FOR_TEAM
from view.pages import Open, rows_of, words_of

pytestmark = pytest.mark.browser

OFFICER = "Carers' liaison officer"


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
    words = words_of(page, "#keepers .note")
    assert f"For the other {len(sole) - 30} the table says" in words


@pytest.mark.campaign
def test_others_read_of_no_gatekeeper(
    open_page: Open, borough_page_for: Callable[[str], Path]
) -> None:
    view = open_page(borough_page_for("partner"), fragment="#leaves=council")
    assert FOR_TEAM in words_of(view.page, "#keepers")
    assert view.page.locator("#leave").count() == 0
    for table in ("reach", "gatekeepers", "leaving", "links-to-build", "to-build"):
        assert view.page.locator(f"#{table}").count() == 0
    assert not view.page.get_by_label("Ways to").is_visible()
    view.page.evaluate("location.hash = '#group=hidden-carers'")
    view.page.get_by_text("ask the team about ways in").wait_for()
    assert view.page.locator("#panel .certainty, #panel .sole, #panel .build").count() == 0
    assert view.complaints == []


def test_a_large_general_group_has_no_only_introduction(
    open_page: Open, borough_page: Path, desk: rm.ReachMap
) -> None:
    page = open_page(borough_page).page
    told = {name for row in rows_of(page, "only-introductions") for name in row[1].split(", ")}
    town = desk.stakeholders
    general = {
        group.name
        for group in town.groups
        if (group.population or 0) > (town.about.area_population or 0) / 5
    }
    assert "Women" in general
    assert told
    assert not told & general
    ways = {row[0]: row[6] for row in rows_of(page, "groups-heard")}
    assert not any("every way goes through" in ways[name] for name in general)
    assert "every way goes through" in ways["Hidden carers"]


def test_a_body_closes_where_a_person_leaves(open_page: Open, borough_page: Path) -> None:
    page = open_page(borough_page).page
    told = {row[0]: row[4] for row in rows_of(page, "only-introductions")}
    assert told[OFFICER] == f"What if {OFFICER} leaves?"
    assert told["Quay Street Mosque"] == (
        "What if Quay Street Mosque closes or stops working with us?"
    )
