"""The page on paper: everything that a meeting needs, and what is left out is named."""

import re
from html import escape
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import expect

import reachmap as rm
from view.pages import Open

pytestmark = pytest.mark.browser


def test_due_regard_is_printed_whole_and_folds_again(open_page: Open, borough_page: Path) -> None:
    page = open_page(borough_page).page
    rows = page.locator("#part-due-regard tbody tr")
    page.emulate_media(media="print")
    expect(rows.filter(visible=True)).to_have_count(len(rm.demo().evidence().lines))
    expect(page.locator("#due-regard tbody tr")).to_have_count(len(rm.demo().evidence().lines))
    page.emulate_media(media="screen")
    expect(rows.filter(visible=True)).to_have_count(0)


def test_the_chosen_way_is_printed_as_a_still_picture(open_page: Open, borough_page: Path) -> None:
    view = open_page(borough_page, fragment="#group=hidden-carers&way=1")
    page = view.page
    page.emulate_media(media="print")
    still = page.get_by_role("img", name="The map as it was")
    expect(still).to_be_visible()
    assert still.evaluate("(image) => image.naturalWidth") > 300
    colours = still.evaluate(
        "async (image) => { await image.decode(); const c = document.createElement('canvas');"
        " c.width = image.naturalWidth; c.height = image.naturalHeight;"
        " const pen = c.getContext('2d'); pen.drawImage(image, 0, 0);"
        " const all = pen.getImageData(0, 0, c.width, c.height).data; const found = new Set();"
        " for (let n = 0; n < all.length; n += 4) found.add(all.slice(n, n + 3).join());"
        " return [...found]; }"
    )
    assert "18,53,91" in colours
    expect(page.locator("#canvas")).to_be_hidden()
    assert "Ask Carers' Centre to introduce you." in page.locator("#panel").inner_text()
    assert view.complaints == []


def test_paper_has_the_answers_what_is_open_and_due_regard_and_names_what_it_leaves_out(
    open_page: Open, borough_page: Path
) -> None:
    page = open_page(borough_page, fragment="#open=share").page
    page.emulate_media(media="print")
    for part in ("#answers", "#groups-heard", "#owed", ".legend", "#due-regard", "#share svg"):
        expect(page.locator(part).first).to_be_visible()
    for gone in ("nav", "#controls", ".save", "#everything", "#talk", ".zoom"):
        expect(page.locator(gone).filter(visible=True)).to_have_count(0)
    left_out = page.locator("#not-printed").inner_text()
    assert "The same voices" in left_out
    assert "People heard against people expected" not in left_out


def test_no_table_runs_off_the_paper(open_page: Open, borough_page: Path) -> None:
    page = open_page(borough_page, viewport={"width": 718, "height": 1_000}).page
    page.emulate_media(media="print")
    expect(page.locator("#still")).to_be_visible()
    wide = page.evaluate(
        "Array.from(document.querySelectorAll('table, svg, h3, p, #still'))"
        ".filter((part) => part.getBoundingClientRect().right > innerWidth + 1)"
        ".map((part) => part.id || part.outerHTML.slice(0, 60))"
    )
    assert wide == []


def test_the_printed_map_has_every_node_with_its_name(open_page: Open, borough_page: Path) -> None:
    page = open_page(borough_page).page
    names = page.evaluate("drawing.body.nodeIndices.map((id) => nameOf(id))")
    page.emulate_media(media="print")
    picture = unquote(page.locator("#still").get_attribute("src") or "")
    assert len(names) > 100
    assert [name for name in names if f"<title>{escape(name, quote=False)}" not in picture] == []


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_demo_is_at_most_six_sheets(open_page: Open, borough_page: Path, paper: str) -> None:
    raw = open_page(borough_page).page.pdf(format=paper)
    assert raw.startswith(b"%PDF")
    assert 3 <= len(re.findall(rb"/Type\s*/Page[^s]", raw)) <= 6
