"""Each state of the page has an address, and Back goes back to the one before."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from view.pages import Open, address, lit_links, shown_nodes, unfold

pytestmark = pytest.mark.browser


def back(page: Page) -> None:
    """Go back, and wait until the page has followed."""
    page.evaluate(
        "new Promise((done) => {"
        " addEventListener('popstate', () => setTimeout(done), { once: true }); history.back(); })"
    )


def test_back_goes_back_through_what_was_chosen(open_page: Open, town_page: Path) -> None:
    view = open_page(town_page)
    page = view.page
    page.get_by_role("button", name="Polish speakers").first.click()
    lit = lit_links(page)
    page.get_by_label("Find").fill("Town library")
    page.keyboard.press("Enter")
    page.get_by_label("Key worker").uncheck()
    assert "without=worker" in address(page)
    back(page)
    assert page.get_by_label("Key worker").is_checked()
    assert page.locator("#panel-title").inner_text() == "Town library"
    back(page)
    assert page.locator("#panel-title").inner_text() == "Polish speakers"
    assert lit_links(page) == lit
    back(page)
    assert page.locator("#panel").is_hidden()
    assert lit_links(page) == set()
    assert len(shown_nodes(page)) == page.evaluate("dots.filter((dot) => !dot.aside).length")
    page.go_forward()
    assert page.locator("#panel-title").inner_text() == "Polish speakers"
    assert view.complaints == []


def test_a_link_to_a_part_leaves_what_was_chosen(open_page: Open, town_page: Path) -> None:
    page = open_page(town_page, fragment="#group=carers&way=2").page
    page.get_by_role("link", name="Map", exact=True).click()
    assert address(page).endswith("#picture")
    assert page.locator("#panel-title").inner_text() == "Unpaid carers"
    page.get_by_role("button", name="Polish speakers").first.click()
    back(page)
    assert address(page).endswith("#picture")
    assert page.locator("#panel-title").inner_text() == "Unpaid carers"


def test_an_address_has_the_parts_that_are_unfolded(open_page: Open, town_page: Path) -> None:
    page = open_page(town_page).page
    unfold(page, "#everything")
    page.locator("#everything summary", has_text="Who is heard").click()
    page.wait_for_timeout(100)
    assert address(page).endswith("#open=everything%2Cheard")
    again = open_page(town_page, fragment="#open=heard&node=library").page
    assert again.locator("#heard").is_visible()
    again.locator("#everything summary", has_text="Who is heard").click()
    again.wait_for_timeout(100)
    assert address(again).endswith("#open=everything&node=library")


def test_somebody_who_is_no_group_has_an_address(open_page: Open, town_page: Path) -> None:
    page = open_page(town_page, fragment="#node=library").page
    assert page.locator("#panel-title").inner_text() == "Town library"
    assert address(page).endswith("#node=library")
