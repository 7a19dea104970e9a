"""The picture of the largest maps: folded until it is asked for, and then as ever."""

from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

import reachmap as rm
from folders import TOWN
from reachmap.view.picture import focus
from reachmap.view.picture.kinds import LOOKS
from view.pages import Open, address, drawn_nodes, lit_links, page_of
from view.test_states import barriers

pytestmark = pytest.mark.browser

BUTTON = "#picture-fold > summary"


@pytest.fixture(scope="module")
def folded_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the page of the small town, as if it were too large for its picture to be there."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(focus, "FOLDED_ABOVE", 10)
        return page_of(rm.read(TOWN).stakeholders, tmp_path_factory.mktemp("folded"))


def is_drawn(page: Page) -> bool:
    """Return whether anything of the picture has run yet."""
    return bool(page.evaluate("typeof vis !== 'undefined' || typeof dots !== 'undefined'"))


def test_twenty_thousand_nodes_are_drawn_at_once_and_more_on_request() -> None:
    assert [focus.opens_folded(nodes) for nodes in (20_000, 20_001)] == [False, True]


def test_words_and_tables_are_there_at_once_and_the_picture_is_not(
    open_page: Open, folded_page: Path
) -> None:
    view = open_page(folded_page, fragment="#open=regard", bypass_csp=True)
    page = view.page
    assert page.evaluate("document.documentElement.dataset.ready") == "yes"
    heading = page.locator("#groups-heard thead button").first
    heading.click()
    assert page.locator("#groups-heard th[aria-sort]").get_attribute("aria-sort") == "ascending"
    expect(page.locator("#regard")).to_have_attribute("open", "")
    expect(page.locator("#canvas")).to_be_hidden()
    whole = sum(node.kind in LOOKS for node in rm.read(TOWN).stakeholders.nodes())
    words = page.locator(BUTTON).inner_text()
    assert words == f"Open the picture: the {whole} that matter most here, of {whole}"
    assert not is_drawn(page)
    assert barriers(page) == []
    assert view.complaints == []


@pytest.mark.campaign
def test_the_keyboard_opens_the_picture_and_the_address_keeps_it_open(
    open_page: Open, folded_page: Path, town_page: Path
) -> None:
    view = open_page(folded_page)
    view.page.locator(BUTTON).focus()
    view.page.keyboard.press("Enter")
    expect(view.page.locator("#canvas canvas")).to_be_visible()
    assert address(view.page).endswith("#open=picture-fold")
    again = open_page(folded_page, fragment="#open=picture-fold")
    expect(again.page.locator("#canvas canvas")).to_be_visible()
    at_once = open_page(town_page).page
    where = "[drawing.getPositions(), drawing.getScale()]"
    for page in (view.page, again.page):
        assert page.evaluate(where) == at_once.evaluate(where)
        assert drawn_nodes(page) == drawn_nodes(at_once)
    assert view.complaints == again.complaints == []


def test_a_group_chosen_in_the_table_or_the_address_opens_the_picture_at_its_way(
    open_page: Open, folded_page: Path
) -> None:
    way = rm.read(TOWN).routes("polish-speakers").routes[0].nodes
    view = open_page(folded_page)
    view.page.get_by_role("button", name="Polish speakers").first.click()
    expect(view.page.locator("#panel-title")).to_have_text("Polish speakers")
    assert lit_links(view.page) == set(pairwise(way))
    view.page.locator(BUTTON).click()
    expect(view.page.locator("#panel-title")).to_be_hidden()
    view.page.get_by_role("button", name="Polish speakers").first.click()
    expect(view.page.locator("#panel-title")).to_be_visible()
    linked = open_page(folded_page, fragment="#group=polish-speakers&way=1")
    assert lit_links(linked.page) == set(pairwise(way))
    assert view.complaints == linked.complaints == []


def test_paper_has_the_picture_and_the_screen_has_it_folded_again(
    open_page: Open, folded_page: Path
) -> None:
    view = open_page(folded_page)
    view.page.emulate_media(media="print")
    expect(view.page.get_by_role("img", name="The map as it was")).to_be_visible()
    expect(view.page.locator(BUTTON)).to_be_hidden()
    view.page.emulate_media(media="screen")
    expect(view.page.locator("#canvas")).to_be_hidden()
    assert view.complaints == []


def test_whoever_leaves_can_be_chosen_before_the_picture_is_open(
    open_page: Open, folded_page: Path, town_page: Path
) -> None:
    words = []
    for path in (folded_page, town_page):
        view = open_page(path, fragment="#open=keepers")
        view.page.locator("#leave").select_option(index=1)
        words.append(view.page.locator("#leave-said").inner_text())
        assert view.complaints == []
    assert words[0] == words[1] != ""


LOADING = """Object.defineProperty(document, "readyState", {{ value: "{}", configurable: true }})"""


def test_whoever_is_chosen_before_the_page_is_whole_is_shown_as_soon_as_it_is(
    open_page: Open, folded_page: Path
) -> None:
    view = open_page(folded_page)
    view.page.evaluate(LOADING.format("loading"))
    view.page.get_by_role("button", name="Polish speakers").first.click()
    assert not is_drawn(view.page)
    view.page.evaluate(LOADING.format("interactive"))
    view.page.evaluate("document.dispatchEvent(new Event('DOMContentLoaded'))")
    expect(view.page.locator("#panel-title")).to_have_text("Polish speakers")
    assert view.complaints == []
