"""Whoever is chosen on the map: what is said of them and of links, and what is lit."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page

import reachmap as rm
from folders import TOWN
from reachmap.analysis.relationships.question import relationships_in
from reachmap.analysis.relationships.words import words_of_relationship
from reachmap.analysis.routes.search import route_search
from reachmap.analysis.snapshot import Snapshot
from view.pages import Open, address, lit_links, page_of, shown_nodes

pytestmark = pytest.mark.browser

OFFICER = "Carers' liaison officer"


def links_of(page: Page, id_: str) -> set[str]:
    """Return the nodes that a node is linked to."""
    return set(page.evaluate(f"neighbours({json.dumps(id_)})"))


def lit(page: Page) -> set[str]:
    """Return the nodes that are not pale."""
    return set(page.evaluate("nodes.get().filter((n) => n.opacity === 1).map((n) => n.id)"))


def canvas_click(page: Page, x: float, y: float) -> None:
    """Click on a spot of the map, in its own measure."""
    page.locator("#canvas").scroll_into_view_if_needed()
    spot = page.evaluate(f"drawing.canvasToDOM({{ x: {x}, y: {y} }})")
    box = page.locator("#canvas").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + spot["x"], box["y"] + spot["y"])


def test_a_chosen_worker_tells_what_the_answers_tell(
    open_page: Open, borough_page: Path, desk: rm.ReachMap
) -> None:
    view = open_page(borough_page, fragment="#node=carers-officer")
    page, words = view.page, view.page.locator("#panel").inner_text()
    (row,) = (row for row in desk.gatekeepers().nodes if row.node == "carers-officer")
    assert f"The only introduction we know to ({len(row.sole_for)})" in words
    assert all(name in words for name in row.sole_names)
    best = [g.name for g in desk.routes_to_all().groups if "carers-officer" in g.nodes]
    assert f"On the best way we know to ({len(best)})" in words
    assert all(name in words for name in best)
    (asked,) = (row for row in desk.burden().asked if row.node == "carers-officer")
    assert f"asked {asked.asked} times in the quarter" in words
    assert "Free again from 4 May 2026" in words
    near = links_of(page, "carers-officer")
    assert f"Linked to ({len(near)})" in words
    assert lit(page) == near | {"carers-officer"}
    assert {end for pair in lit_links(page) for end in pair} == near | {"carers-officer"}
    said = page.locator("#said").inner_text()
    assert said.startswith(f"{OFFICER}, Key worker: {len(near)} links, to ")
    assert view.complaints == []


def test_every_link_of_a_worker_says_what_is_known_of_it(
    open_page: Open, borough_page: Path, desk: rm.ReachMap
) -> None:
    page = open_page(borough_page, fragment="#node=carers-officer").page
    rows = relationships_in(route_search(Snapshot(desk.store)))
    known = {(row.from_, row.to): words_of_relationship(row) for row in rows}
    pairs = page.evaluate("pairs.filter((pair) => pair.includes('carers-officer'))")
    assert len(pairs) == len(links_of(page, "carers-officer"))
    for from_, to in pairs:
        page.locator(f"#panel [data-from={from_}][data-to={to}]").click()
        words = page.locator("#panel").inner_text()
        assert all(line in words for line in known[from_, to])
        assert lit(page) == {from_, to}
        assert lit_links(page) == {(from_, to)}
        assert address(page).endswith(f"from={from_}&to={to}")
        page.go_back()
    assert page.locator("#panel-title").inner_text() == OFFICER


def test_a_link_is_chosen_by_a_click_and_has_an_address(open_page: Open, town_page: Path) -> None:
    view = open_page(town_page)
    page = view.page
    from_, to = page.evaluate("pairs.find(([from]) => from === 'library')")
    # On the line, which may be a curve, and near the library, as others may cross it further on.
    drawn = "Object.values(drawing.body.edges).find((e) => e.fromId === from && e.toId === to)"
    spot = page.evaluate(f"([from, to]) => {drawn}.edgeType.getPoint(0.2)", [from_, to])
    canvas_click(page, spot["x"], spot["y"])
    assert page.locator("#panel-title").inner_text().startswith("Link: Town library and ")
    words = page.locator("#panel").inner_text()
    for part in ("is where to find", "Trust:", "Last in touch:", "Held by:", "How we know:"):
        assert part in words
    again = open_page(town_page, fragment="#" + address(page).partition("#")[2])
    assert again.page.locator("#panel").inner_text() == words
    assert view.complaints == again.complaints == []


def test_what_is_around_a_node_can_be_shown_alone(open_page: Open, borough_page: Path) -> None:
    view = open_page(borough_page, fragment="#node=carers-officer")
    page = view.page
    around = page.locator("#panel").get_by_label("Show")
    around.select_option("1")
    near = links_of(page, "carers-officer") | {"carers-officer"}
    assert shown_nodes(page) == near
    assert address(page).endswith("node=carers-officer&around=1")
    around.select_option("2")
    wider = near.union(*(links_of(page, id_) for id_ in near))
    assert shown_nodes(page) == wider > near
    again = open_page(borough_page, fragment="#node=carers-officer&around=2").page
    assert shown_nodes(again) == wider
    assert again.locator("#panel").get_by_label("Show").input_value() == "2"
    again.locator("#panel").get_by_label("Show").select_option("0")
    assert len(shown_nodes(again)) == again.evaluate("dots.filter((dot) => !dot.aside).length")
    odd = open_page(borough_page, fragment="#node=carers-officer&around=77")
    assert odd.page.locator("#panel").get_by_label("Show").input_value() == "0"
    assert view.complaints == odd.complaints == []


def test_names_of_what_is_lit_do_not_meet(open_page: Open, borough_page: Path) -> None:
    page = open_page(borough_page).page
    for id_ in (
        "council",
        "carers-officer",
        page.evaluate("dots.find((d) => d.kind === 'team').id"),
    ):
        page.evaluate(f"showNode('{id_}', {{ quiet: true }})")
        lit_dots = page.evaluate("nodes.get().filter((n) => n.opacity === 1).length")
        named, meeting, letter = page.evaluate(
            "(() => { const { parts } = nameThose([chosen.node, ...neighbours(chosen.node)]);"
            " const named = parts.filter(({ words }) => words.trim());"
            " const all = named.map((part) => boxes(part, part.choice).at(-1));"
            " return [named.length, all.filter((a, n) => all.slice(n + 1).some((b) => meet(a, b)))"
            ".length, Math.min(...named.map((part) => part.letter))]; })()"
        )
        assert meeting == 0
        assert letter >= 11
        assert named >= min(lit_dots, 8)


def test_links_are_stepped_along_from_the_keyboard(open_page: Open, town_page: Path) -> None:
    view = open_page(town_page, fragment="#node=library")
    page, said = view.page, view.page.locator("#said")
    near = page.evaluate("neighbours('library').map(nameOf)")
    page.locator("#canvas").focus()
    page.keyboard.press("n")
    first = said.inner_text()
    assert first.startswith(f"1 of {len(near)}: {near[0]}, ")
    assert "Engagement team can ask to come to Town library." in first
    page.keyboard.press("p")
    assert said.inner_text().startswith(f"{len(near)} of {len(near)}: {near[-1]}, ")
    page.keyboard.press("n")
    page.keyboard.press("l")
    assert page.locator("#panel-title").inner_text() == "Link: Engagement team and Town library"
    page.keyboard.press("Escape")
    assert page.locator("#panel").is_hidden()
    page.keyboard.press("n")
    page.keyboard.press("Enter")
    assert page.locator("#panel-title").inner_text() == page.evaluate(
        "nameOf(neighbours('team')[0])"
    )
    assert page.evaluate("document.activeElement.id") == "canvas"
    assert view.complaints == []


def test_others_are_told_what_a_link_is_and_nothing_of_people(
    open_page: Open, tmp_path: Path
) -> None:
    path = page_of(rm.read(TOWN).stakeholders, tmp_path, audience="partner")
    view = open_page(path, fragment="#node=library&colour=load")
    words = view.page.locator("#panel").inner_text()
    assert "Town library is where to find" in words
    for part in ("Trust", "Last in touch", "Held by", "How we know", "asks", "best way"):
        assert part not in words
    assert view.page.evaluate("content.known.nodes") is None
    assert set(view.page.evaluate("Object.keys(content.measures)")) <= {"status"}
    assert view.page.evaluate("measuring.name") == ""
    assert view.complaints == []


def spot_of(page: Page, id_: str) -> tuple[float, float]:
    """Return where a node is drawn."""
    spot = page.evaluate(f"drawing.getPosition({json.dumps(id_)})")
    return spot["x"], spot["y"]


def test_a_node_is_moved_by_mouse_and_keyboard_and_put_back(
    open_page: Open, town_page: Path
) -> None:
    view = open_page(town_page)
    page, before = view.page, spot_of(view.page, "library")
    page.locator("#canvas").scroll_into_view_if_needed()
    start = page.evaluate("drawing.canvasToDOM(drawing.getPosition('library'))")
    box = page.locator("#canvas").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + start["x"], box["y"] + start["y"])
    page.mouse.down()
    page.mouse.move(box["x"] + start["x"] + 40, box["y"] + start["y"] + 60, steps=4)
    page.mouse.up()
    moved = spot_of(page, "library")
    assert moved[0] > before[0]
    assert moved[1] > before[1]
    page.evaluate("showNode('library', { quiet: true })")
    assert spot_of(page, "library") == moved
    page.locator("#canvas").focus()
    page.keyboard.press("Shift+ArrowUp")
    assert spot_of(page, "library")[1] < moved[1]
    page.get_by_role("button", name="Put moved shapes back").click()
    assert spot_of(page, "library") == before
    assert page.get_by_role("button", name="Put moved shapes back").count() == 0
    assert view.complaints == []


def test_the_wheel_grows_a_map_that_has_the_keyboard_and_fit_shows_all_again(
    open_page: Open, town_page: Path
) -> None:
    page = open_page(town_page).page
    start = page.evaluate("drawing.getScale()")
    canvas = page.locator("#canvas")

    def wheel() -> None:
        canvas.hover()  # whatever came before may have scrolled the page under the pointer
        page.mouse.wheel(0, -300)

    wheel()
    assert page.evaluate("drawing.getScale()") == pytest.approx(start)
    canvas.focus()
    wheel()
    page.wait_for_function("(start) => drawing.getScale() > start", arg=start)
    page.get_by_role("button", name="Show all that is drawn").click()
    assert page.evaluate("drawing.getScale()") == pytest.approx(start)
    page.evaluate("document.activeElement.blur()")
    page.keyboard.down("Control")
    wheel()
    page.keyboard.up("Control")
    page.wait_for_function("(start) => drawing.getScale() > start * 1.01", arg=start)


def test_two_fingers_grow_the_map(open_page: Open, town_page: Path) -> None:
    view = open_page(town_page)
    page = view.page
    page.locator("#canvas").scroll_into_view_if_needed()
    box, start = page.locator("#canvas").bounding_box(), page.evaluate("drawing.getScale()")
    assert box is not None
    session = page.context.new_cdp_session(page)

    def touch(kind: str, *across: int) -> None:
        points = [
            {"x": box["x"] + 200 + dx, "y": box["y"] + 200, "id": finger}
            for finger, dx in enumerate(across)
        ]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    touch("touchStart", -20)
    touch("touchStart", -20, 20)
    for far in range(30, 90, 10):
        touch("touchMove", -far, far)
        page.wait_for_timeout(30)
    touch("touchEnd")
    assert page.evaluate("drawing.getScale()") > start
    assert view.complaints == []


def test_names_that_go_with_what_is_typed_are_offered(open_page: Open, town_page: Path) -> None:
    page = open_page(town_page).page
    offered = "Array.from(document.querySelectorAll('#names option'), (each) => each.value)"
    assert page.evaluate(offered) == []
    page.get_by_label("Find").press_sequentially("carer")
    names = page.evaluate("dots.map((dot) => dot.name)")
    assert page.evaluate(offered) == [name for name in names if "carer" in name.lower()]
