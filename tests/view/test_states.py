"""No state of the page puts a barrier before people who use aids, a narrow screen or zoom."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

import reachmap as rm
from amounts import some_each_time
from folders import TOWN
from rounds import next_round, village
from view.pages import Open, large, page_of, small
from view.samples import full_town

pytestmark = pytest.mark.browser

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "resultTypes": ["violations"],
}

PRESSED = [
    *(".skip", "nav a", ".minute button", "#groups-heard tbody button", "thead button", ".save"),
    *("#find", "#group", "#status", "input[name=kind]", "#whole", "#canvas", "#closer"),
    *("#save-svg", "#everything > summary", ".scroll"),
]
"""One of everything that the keyboard goes to."""


def barriers(page: Page) -> list[str]:
    """Return what axe finds, in short; rows that are folded away are left out to spare time."""
    page.evaluate(
        "document.querySelectorAll('tr').forEach((row) => {"
        " if (!row.checkVisibility()) row.remove(); })"
    )
    found = Axe().run(page, options=RULES)
    return [
        f"{each['id']}: {each['nodes'][0]['html'][:200]}" for each in found.response["violations"]
    ]


def unfold(page: Page) -> None:
    """Open all that is folded."""
    page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")


def unfold_rows(page: Page) -> None:
    """Open the folded rows, and the shortest of the tables for analysts."""
    page.evaluate(
        "document.querySelectorAll('details.rest, details:has(#assumptions)')"
        ".forEach((part) => { part.open = true; })"
    )


def filtered(page: Page) -> None:
    """Leave out some of the map."""
    page.get_by_label("Key worker").uncheck()
    page.get_by_label("Groups").select_option("unheard")


def printed(page: Page) -> None:
    """Show the page as paper does."""
    page.emulate_media(media="print")


def focused(page: Page) -> None:
    """Show somebody who is no group."""
    page.get_by_label("Find").fill("Central Library")
    page.keyboard.press("Enter")


def as_it_is(page: Page) -> None:
    """Change nothing."""


STATES: dict[str, tuple[str, Callable[[Page], None], dict[str, Any]]] = {
    "start": ("", as_it_is, {}),
    "way chosen": ("#group=hidden-carers&way=2", as_it_is, {}),
    "somebody found": ("", focused, {}),
    "around somebody": ("#node=carers-officer&around=2", as_it_is, {}),
    "a link chosen": ("#from=carers-centre&to=carers-officer", as_it_is, {}),
    "coloured": ("#colour=load", as_it_is, {}),
    "somebody leaves": ("#leaves=council&group=hidden-carers", as_it_is, {}),
    "filters on": ("", filtered, {}),
    "rows unfolded": ("", unfold_rows, {}),
    "print": ("#group=hidden-carers", printed, {}),
    "narrow": ("#group=hidden-carers", unfold_rows, {"viewport": {"width": 400, "height": 800}}),
    "less motion": ("", as_it_is, {"reduced_motion": "reduce"}),
}


@pytest.mark.parametrize("state", some_each_time(STATES, 3))
def test_no_barrier_is_found_in_any_state(open_page: Open, borough_page: Path, state: str) -> None:
    fragment, act, options = STATES[state]
    page = open_page(borough_page, fragment=fragment, bypass_csp=True, **options).page
    act(page)
    # Nobody presses anything on paper.
    met = [each for each in barriers(page) if state != "print" or "target-size" not in each]
    assert met == []


@pytest.mark.parametrize("audience", some_each_time(["partner", "public", "internal"], 1))
def test_no_barrier_is_found_whoever_reads(open_page: Open, tmp_path: Path, audience: str) -> None:
    path = page_of(rm.read(TOWN).stakeholders, tmp_path, audience=audience)
    page = open_page(path, fragment="#group=carers", bypass_csp=True).page
    unfold(page)
    assert barriers(page) == []


def test_no_barrier_is_found_in_a_plan(open_page: Open, tmp_path: Path) -> None:
    here = village()
    page = open_page(
        page_of(here.stakeholders, tmp_path, plan=next_round(here)), bypass_csp=True
    ).page
    page.locator("#plan > summary").focus()
    page.keyboard.press("Enter")
    assert page.locator("#to-do tbody tr").first.is_visible()
    assert barriers(page) == []


def test_whatever_has_the_keyboard_is_outlined(open_page: Open, town_page: Path) -> None:
    page = open_page(town_page, fragment="#open=everything").page
    page.keyboard.press("Tab")
    outlined = page.evaluate(
        """(parts) => parts.map((part) => {
          document.querySelector(part).focus();
          const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
          return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
        })""",
        PRESSED,
    )
    assert [part for part, is_seen in zip(PRESSED, outlined, strict=True) if not is_seen] == []


def test_a_page_that_is_to_keep_still_does_not_glide(open_page: Open, town_page: Path) -> None:
    page = open_page(town_page).page
    glides = "getComputedStyle(document.documentElement).scrollBehavior"
    assert page.evaluate(glides) == "smooth"
    page.emulate_media(reduced_motion="reduce")
    assert page.evaluate(glides) == "auto"


@pytest.mark.campaign
def test_no_barrier_is_found_in_the_focus_view(
    open_page: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reachmap.view.picture.focus.WHOLE_TO", 200)
    monkeypatch.setattr("reachmap.view.picture.focus.FOCUS_TO", 150)
    page = open_page(page_of(large(210), tmp_path), bypass_csp=True).page
    assert page.locator("#left-out").is_visible()
    # Thousands of like rows take axe long and tell it nothing new.
    page.evaluate("document.getElementById('everything').closest('section').remove()")
    assert barriers(page) == []


@pytest.mark.parametrize("groups", [0, 3])
def test_no_barrier_is_found_on_a_map_of_nearly_nothing(
    open_page: Open, tmp_path: Path, groups: int
) -> None:
    page = open_page(page_of(small(groups, 0), tmp_path), bypass_csp=True).page
    assert barriers(page) == []


def test_axe_would_find_a_barrier(open_page: Open, borough_page: Path) -> None:
    page = open_page(borough_page, bypass_csp=True).page
    page.evaluate("document.querySelector('#closer').removeAttribute('aria-label')")
    page.evaluate("document.querySelector('#closer').textContent = ''")
    assert any(each.startswith("button-name") for each in barriers(page))


@pytest.mark.parametrize("width", [320, 400, 1280])
@pytest.mark.parametrize(
    "fragment", some_each_time(["#group=hidden-carers", "", "#leaves=council"], 1)
)
def test_nothing_runs_off_the_side(
    open_page: Open, borough_page: Path, width: int, fragment: str
) -> None:
    # A window of 1,280 pixels zoomed to 400% is one of 320.
    view = open_page(borough_page, fragment=fragment, viewport={"width": width, "height": 800})
    view.page.evaluate(
        "document.querySelectorAll('details.rest').forEach((part) => { part.open = true; })"
    )
    assert view.page.evaluate("document.documentElement.scrollWidth") <= width
    assert view.complaints == []


def test_long_words_do_not_widen_a_narrow_page(open_page: Open, tmp_path: Path) -> None:
    word = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogoch" * 2
    town = full_town(text=lambda table, name: f"{word}{table}{name}", number=lambda *_: 2_000)
    view = open_page(page_of(town, tmp_path), viewport={"width": 320, "height": 800})
    assert view.page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.campaign
def test_what_can_be_pressed_is_large_enough(open_page: Open, borough_page: Path) -> None:
    page = open_page(borough_page, fragment="#group=hidden-carers&leaves=council").page
    unfold(page)
    small_ones = page.evaluate(
        "Array.from(document.querySelectorAll('button, select, summary, input[type=search]'))"
        ".map((one) => [one.outerHTML.slice(0, 80), one.getBoundingClientRect()])"
        ".filter(([, box]) => box.height && (box.height < 24 || box.width < 24))"
        ".map(([words]) => words)"
    )
    assert small_ones == []
