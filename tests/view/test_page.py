"""The page in a real browser: what it shows, how it is used, and what it must never do."""

from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import expect

import reachmap as rm
from builders import town
from folders import TOWN
from reachmap.view.page import SHOWN
from reachmap.words import NO_RECORD
from view.pages import Open, address, lit_links, page_of, shown_nodes, unfold

pytestmark = pytest.mark.browser


def test_the_page_opens_without_a_complaint(open_page: Open, town_page: Path) -> None:
    view = open_page(town_page)
    assert view.page.evaluate("document.documentElement.dataset.ready") == "yes"
    assert view.complaints == []


def test_the_watch_for_complaints_can_find_one(open_page: Open, tmp_path: Path) -> None:
    path = tmp_path / "bad.html"
    path.write_text(
        "<!doctype html><meta http-equiv='Content-Security-Policy' content=\"img-src 'none'\">"
        "<img src='https://example.invalid/x.png'><script>throw new Error('oh')</script>"
    )
    complaints = " ".join(open_page(path).complaints)
    assert "oh" in complaints
    assert "Content Security Policy" in complaints or "request" in complaints


def test_the_answer_comes_first_in_words(open_page: Open, town_page: Path) -> None:
    page = open_page(town_page).page
    assert page.get_by_role("heading", level=1).inner_text() == "A small town"
    assert page.get_by_text("Internal: not for sharing.").is_visible()
    groups = page.get_by_role("table", name="Every group, least heard first").first
    row = groups.get_by_role("row", name="Polish speakers")
    best = rm.read(TOWN).routes_to_all()
    way = next(row for row in best.groups if row.group == "polish-speakers")
    for name in way.names[1:-1]:
        assert name in row.inner_text()
    (polish,) = rm.read(TOWN).participation().of("unheard")
    assert f"nobody known among the {polish.asked} who answered" in row.inner_text()
    silent = groups.get_by_role("row", name="People without a settled home")
    assert "no record of asking, cannot tell" in silent.inner_text()
    words = page.locator("#answers").inner_text()
    assert "Nobody known among those we asked: Polish speakers." in words


def test_every_group_and_status_of_the_answer_stands_in_the_tables(
    open_page: Open, town_page: Path
) -> None:
    page = open_page(town_page).page
    unfold(page, "#everything")
    page.locator("#everything summary", has_text="Who is heard").click()
    for row in rm.read(TOWN).participation().groups:
        line = page.locator("#heard tbody tr", has_text=row.group).first
        cells = line.locator("th, td").all_inner_texts()
        assert row.status in cells
        assert f"{row.heard:,}" in cells


def test_a_click_in_a_table_shows_the_way(open_page: Open, town_page: Path) -> None:
    view = open_page(town_page)
    view.page.get_by_role("button", name="Polish speakers").first.click()
    panel = view.page.get_by_role("region", name="Polish speakers")
    way = rm.read(TOWN).routes("polish-speakers").routes[0]
    for step in way.steps:
        assert f"{step.how}." in panel.inner_text()
    assert lit_links(view.page) == set(pairwise(way.nodes))
    assert "group=polish-speakers" in address(view.page)
    assert view.complaints == []


def test_a_click_on_the_map_shows_the_way(open_page: Open, town_page: Path) -> None:
    page = open_page(town_page).page
    page.locator("#canvas").scroll_into_view_if_needed()
    spot = page.evaluate("drawing.canvasToDOM(drawing.getPosition('carers'))")
    box = page.locator("#canvas").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + spot["x"], box["y"] + spot["y"])
    expect(page.locator("#panel-title")).to_have_text("Unpaid carers")
    ways = rm.read(TOWN).routes("carers").routes
    assert page.locator("#panel .route").count() == len(ways)


def test_another_way_can_be_shown(open_page: Open, town_page: Path) -> None:
    page = open_page(town_page, fragment="#group=carers&way=1").page
    page.get_by_role("button", name="Show on the map: way 2").click()
    way = rm.read(TOWN).routes("carers").routes[1].nodes
    assert lit_links(page) == set(pairwise(way))
    assert address(page).endswith("way=2")


def test_an_address_brings_back_what_was_chosen(open_page: Open, town_page: Path) -> None:
    page = open_page(town_page, fragment="#group=carers&way=2").page
    way = rm.read(TOWN).routes("carers").routes[1].nodes
    assert lit_links(page) == set(pairwise(way))


def test_everything_works_from_the_keyboard(open_page: Open, town_page: Path) -> None:
    page = open_page(town_page).page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the answers"
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Polish speakers").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("#panel-title").inner_text() == "Polish speakers"
    page.get_by_label("Find").fill("Unpaid carers")
    page.keyboard.press("Enter")
    assert page.locator("#panel-title").inner_text() == "Unpaid carers"
    page.get_by_role("button", name="Show everything").focus()
    page.keyboard.press("Space")
    assert lit_links(page) == set()
    page.locator("#everything > summary").focus()
    page.keyboard.press("Enter")
    page.locator("#everything details > summary").first.focus()
    page.keyboard.press("Enter")
    heading = page.locator("#heard thead button").first
    heading.focus()
    page.keyboard.press("Enter")
    assert page.locator("#heard th[aria-sort]").get_attribute("aria-sort") == "ascending"


def test_search_tells_who_stands_beside_a_node(open_page: Open, town_page: Path) -> None:
    page = open_page(town_page).page
    page.get_by_label("Find").fill("town libr")
    page.keyboard.press("Enter")
    assert "Town library, Place: 3 links, to " in page.locator("#said").inner_text()
    page.get_by_label("Find").fill("zzz")
    page.keyboard.press("Enter")
    assert "Nobody on the map goes by “zzz”" in page.locator("#said").inner_text()


def test_filters_hide_kinds_and_standings(open_page: Open, town_page: Path) -> None:
    page = open_page(town_page).page
    every = shown_nodes(page)
    page.get_by_label("Key worker").uncheck()
    town = rm.read(TOWN).stakeholders
    assert every - shown_nodes(page) == {worker.id for worker in town.workers}
    page.get_by_label("Groups").select_option("unheard")
    groups = {group.id for group in town.groups}
    assert shown_nodes(page) & groups == {"polish-speakers"}
    page.get_by_role("button", name="Show everything").click()
    assert shown_nodes(page) == set(page.evaluate("nodes.getIds()")) >= every


def test_a_chosen_way_is_shown_whatever_the_filters_say(open_page: Open, town_page: Path) -> None:
    page = open_page(town_page).page
    page.get_by_label("Key worker").uncheck()
    page.get_by_label("Groups").select_option("not-recorded")
    page.get_by_label("Ways to").select_option("polish-speakers")
    way = set(rm.read(TOWN).routes("polish-speakers").routes[0].nodes)
    assert way <= shown_nodes(page)


def test_groups_without_a_way_stand_apart_and_hollow(open_page: Open, town_page: Path) -> None:
    page = open_page(town_page).page
    alone = {row.group for row in rm.read(TOWN).routes_to_all().without}
    broken = "nodes.get().filter((n) => n.shapeProperties.borderDashes).map((n) => n.id)"
    assert set(page.evaluate(broken)) == alone
    above = page.evaluate("(id) => drawing.getPosition(id).y", "carers")
    assert all(page.evaluate("(id) => drawing.getPosition(id).y", id_) > above for id_ in alone)


def test_the_picture_stays_still(open_page: Open, town_page: Path) -> None:
    page = open_page(town_page).page
    before = page.evaluate("drawing.getPositions()")
    page.wait_for_timeout(500)
    assert page.evaluate("drawing.getPositions()") == before
    assert len({(spot["x"], spot["y"]) for spot in before.values()}) == len(before)


def test_a_table_sorts_by_number_and_saves_as_csv(open_page: Open, town_page: Path) -> None:
    page = open_page(town_page).page
    unfold(page, "#everything")
    page.locator("#everything details > summary").first.click()
    page.locator("#heard").get_by_role("button", name="heard", exact=True).click()
    counts = page.locator("#heard tbody tr td:nth-child(4)").all_inner_texts()
    assert counts[-1] == NO_RECORD
    numbers = [int(text.replace(",", "")) for text in counts if text != NO_RECORD]
    assert counts == [*(f"{number:,}" for number in sorted(numbers)), NO_RECORD]
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Save as CSV: Who is heard").click()
    text = Path(waiting.value.path()).read_text(encoding="utf-8-sig")
    assert text.splitlines()[0].startswith("group,name,population,heard")
    assert "Internal: not for sharing." in text


@pytest.mark.parametrize("width", [320, 400, 1280])
def test_nothing_runs_off_the_side(open_page: Open, town_page: Path, width: int) -> None:
    view = open_page(town_page, viewport={"width": width, "height": 800})
    assert view.page.evaluate("document.documentElement.scrollWidth") <= width
    assert view.complaints == []


def test_the_page_for_partners_shows_no_people_and_no_ways(open_page: Open, tmp_path: Path) -> None:
    path = page_of(rm.read(TOWN).stakeholders, tmp_path, audience="partner")
    view = open_page(path)
    assert view.complaints == []
    assert view.page.get_by_text("For partners:").is_visible()
    kinds = set(view.page.evaluate("nodes.get().map((node) => node.kind)"))
    assert not kinds & {"worker", "champion", "voice"}
    assert not view.page.get_by_label("Ways to").is_visible()
    assert "no way yet" not in view.page.locator(".legend").inner_text()


def test_a_text_of_megabytes_is_cut_on_the_page_and_whole_in_its_csv(
    open_page: Open, tmp_path: Path
) -> None:
    name = f"Carers {'x' * 3_000_000}"
    groups = [rm.Group(id="carers", name=name), rm.Group(id="students", name="Students")]
    path = page_of(town(groups=groups), tmp_path)
    assert path.stat().st_size < 20_000_000
    view = open_page(path)
    assert view.complaints == []
    cells = view.page.locator("#heard tbody td:nth-child(2)").all_text_contents()
    assert max(map(len, cells)) == SHOWN
    assert f"{name[: SHOWN - 1]}…" in cells
    unfold(view.page, "#everything")
    view.page.locator("#everything details > summary").first.click()
    with view.page.expect_download() as waiting:
        view.page.get_by_role("button", name="Save as CSV: Who is heard").click()
    assert name in Path(waiting.value.path()).read_text(encoding="utf-8")
