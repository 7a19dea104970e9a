"""The map: signs, a chosen way that can be read, filters, and the address that keeps them."""

from itertools import combinations
from pathlib import Path

import pytest
from playwright.sync_api import Page

import reachmap as rm
from view.pages import Open, address, lit_links, rows_of, shown_nodes, unfold

pytestmark = pytest.mark.browser

WAY_BOXES = """() => routeNodes().map((id) => {
  const shape = drawing.body.nodes[id].shape;
  const label = shape.labelModule.size;
  const { x } = drawing.getPosition(id);
  const scale = drawing.getScale();
  const { size: high, vadjust } = nodes.get(id).font;
  const letter = high * scale;
  const top = label.top + vadjust;
  const spot = drawing.canvasToDOM(drawing.getPosition(id));
  const half = label.width / 2;
  return [x - half, top, x + half, top + label.height, letter, spot.x, spot.y];
})"""


def crossing(boxes: list[list[float]]) -> list[tuple[list[float], list[float]]]:
    """Return the pairs of boxes (left, top, right, bottom) that overlap."""
    return [
        (a, b)
        for a, b in combinations(boxes, 2)
        if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
    ]


@pytest.mark.campaign
@pytest.mark.parametrize("width", [400, 1400])
def test_every_chosen_way_can_be_read(open_page: Open, borough_page: Path, width: int) -> None:
    page = open_page(borough_page, viewport={"width": width, "height": 1000}).page
    overlapping = {}
    # Found once: to look for a label takes ten times as long as to choose.
    ways = page.get_by_label("Ways to").element_handle()
    for route in rm.demo().routes_to_all().routes:
        ways.select_option(route.group)
        page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
        boxes = page.evaluate(WAY_BOXES)
        assert len(boxes) == len(route.nodes)
        assert min(each[4] for each in boxes) >= 12
        size = page.evaluate("[frame.clientWidth, frame.clientHeight]")
        assert all(0 < each[5] < size[0] and 0 < each[6] < size[1] for each in boxes)
        labels = page.evaluate("routeNodes().map((id) => nodes.get(id).label)")
        assert [label[:3] for label in labels] == [name[:3] for name in route.names]
        if crossing(boxes):
            overlapping[route.group] = (labels, crossing(boxes))
    assert overlapping == {}


def test_all_but_the_chosen_way_is_pale_and_has_no_name(
    open_page: Open, borough_page: Path
) -> None:
    page = open_page(borough_page, fragment="#group=hidden-carers&way=1").page
    way = set(rm.demo().routes("hidden-carers").routes[0].nodes)
    lit = page.evaluate("nodes.get().filter((n) => n.opacity === 1).map((n) => n.id)")
    named = page.evaluate("nodes.get().filter((n) => n.label.trim()).map((n) => n.id)")
    assert set(lit) == set(named) == way


def test_kinds_differ_in_shape_as_well_as_colour(open_page: Open, borough_page: Path) -> None:
    page = open_page(borough_page).page
    looks = page.evaluate("Object.values(content.looks).map((l) => [l.shape, l.colour, l.word])")
    assert len(looks) == 7
    assert all(len({look[part] for look in looks}) == 7 for part in range(3))


def test_the_legend_says_what_signs_mean(open_page: Open, borough_page: Path) -> None:
    page = open_page(borough_page).page
    legend = page.get_by_role("list", name="What the signs mean").inner_text()
    assert "a group to which we know no way yet" in legend
    for word in ("Our team", "Key worker", "Champion", "Channel", "Place", "Group"):
        assert word in legend


def test_groups_can_be_filtered_by_the_channel_that_hears_them(
    open_page: Open, borough_page: Path
) -> None:
    page = open_page(borough_page).page
    page.get_by_label("Heard through").select_option("Youth council")
    heard = {
        row.group
        for row in rm.demo().voices().reliance
        if any(part.name == "Youth council" for part in row.channels)
    }
    groups = {group.id for group in rm.demo().stakeholders.groups}
    assert heard
    assert shown_nodes(page) & groups == heard
    assert "channel=Youth+council" in address(page)


def test_places_and_groups_can_be_filtered_by_area(open_page: Open, borough_page: Path) -> None:
    page = open_page(borough_page).page
    town = rm.demo().stakeholders
    page.get_by_label("on no recorded way to a group").check()
    page.get_by_label("Met in").select_option("Hilltop")
    venues = {venue.id for venue in town.venues if venue.area == "Hilltop"}
    met = {link.to for link in town.links if link.type == "GATHERS" and link.from_ in venues}
    assert venues
    shown = shown_nodes(page)
    assert shown & {venue.id for venue in town.venues} == venues
    assert shown & {group.id for group in town.groups} == met


def test_an_address_brings_back_filters_search_and_way(open_page: Open, borough_page: Path) -> None:
    first = open_page(borough_page).page
    first.get_by_label("Key worker").uncheck()
    first.get_by_label("Groups").select_option("unheard")
    first.get_by_label("Find").fill("Hidden carers")
    first.keyboard.press("Enter")
    fragment = "#" + address(first).partition("#")[2]
    again = open_page(borough_page, fragment=fragment).page
    assert shown_nodes(again) == shown_nodes(first)
    assert lit_links(again) == lit_links(first) != set()
    assert not again.get_by_label("Key worker").is_checked()
    assert again.get_by_label("Groups").input_value() == "unheard"
    assert again.get_by_label("Find").input_value() == "Hidden carers"


def test_an_address_that_makes_no_sense_does_no_harm(open_page: Open, borough_page: Path) -> None:
    for fragment in (
        "#group=nobody&way=x",
        "#status=odd&channel=none",
        "#group=carers&way=99",
        "#%",
    ):
        view = open_page(borough_page, fragment=fragment)
        assert view.page.evaluate("document.documentElement.dataset.ready") == "yes"
        assert view.complaints == []


def view_of(page: Page) -> tuple[float, float, float]:
    """Return where the picture is looked at, and how large."""
    spot = page.evaluate("drawing.getViewPosition()")
    return spot["x"], spot["y"], page.evaluate("drawing.getScale()")


def test_the_map_moves_and_grows_from_the_keyboard(open_page: Open, borough_page: Path) -> None:
    page = open_page(borough_page).page
    page.locator("#canvas").focus()
    start = view_of(page)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("+")
    moved = view_of(page)
    assert all(after > before for before, after in zip(start, moved, strict=True))
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("-")
    assert view_of(page)[2] == pytest.approx(start[2])


def test_the_map_grows_by_buttons_and_not_by_scrolling_past(
    open_page: Open, borough_page: Path
) -> None:
    page = open_page(borough_page).page
    start = view_of(page)[2]
    page.get_by_role("button", name="Larger").click()
    assert view_of(page)[2] > start
    page.get_by_role("button", name="Smaller").click()
    assert view_of(page)[2] == pytest.approx(start)
    page.locator("#canvas").hover()
    page.mouse.wheel(0, 300)
    assert view_of(page)[2] == pytest.approx(start)


def test_every_node_can_be_shown_from_the_table_with_its_neighbours(
    open_page: Open, borough_page: Path
) -> None:
    page = open_page(borough_page).page
    unfold(page, "#everything")
    page.locator("#everything summary", has_text="Everybody on the map").click()
    assert len(rows_of(page, "nodes")) == page.evaluate("dots.length")
    page.locator("#nodes").get_by_role("button", name="Central Library").focus()
    page.keyboard.press("Enter")
    panel = page.get_by_role("region", name="Central Library")
    names = panel.locator(".links button[data-node]").all_inner_texts()
    degrees = page.evaluate(
        "(names) => names.map((name) => linkedTo(dots.find((d) => d.name === name).id).size)",
        names,
    )
    keys = [(-degree, name) for degree, name in zip(degrees, names, strict=True)]
    assert len(keys) > 1
    assert keys == sorted(keys)
    said = page.locator("#said").inner_text()
    assert f"Central Library, Place: {len(names)} links, to " + ", ".join(names[:8]) in said
    assert len(names) <= 8 or f" and {len(names) - 8} more." in said
    panel.locator(".links").get_by_role("button", name=names[0], exact=True).click()
    assert page.locator("#panel-title").inner_text() == names[0]


def test_show_everything_takes_back_all_that_was_chosen(
    open_page: Open, borough_page: Path
) -> None:
    page = open_page(borough_page, fragment="#status=unheard&group=hidden-carers&way=2").page
    page.get_by_role("button", name="Show everything").click()
    assert len(shown_nodes(page)) == page.evaluate("dots.length")
    assert lit_links(page) == set()
    assert page.locator("#panel").is_hidden()
    assert address(page).endswith("#aside=1")
    assert page.evaluate("nodes.get().every((node) => node.opacity === 1)")


def test_each_way_tells_what_it_costs(open_page: Open, borough_page: Path) -> None:
    page = open_page(borough_page, fragment="#group=hidden-carers&way=1").page
    ways = rm.demo().routes("hidden-carers").routes
    figures = page.locator("#panel .figures").all_inner_texts()
    assert len(figures) == len(ways)
    for words, way in zip(figures, ways, strict=True):
        assert f"about {way.days} days" in words
        assert "cost" in words
        assert "no room before 4 May 2026" in words
