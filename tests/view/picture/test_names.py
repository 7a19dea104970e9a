"""Names on the map as it opens: large enough, apart from each other, those that matter first."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from view.pages import Open, large, page_of, small

pytestmark = pytest.mark.browser

BOXES = """() => {
  const scale = drawing.getScale();
  const shapes = nodes.get({ filter: (node) => !node.hidden }).map((node) => shapeBox(node, scale));
  const names = placed.names.map(({ id, l, r, t, b }) => ({ id, l, r, t, b }));
  return { names, shapes, letter: NAME.letter };
}"""

OUTSIDE = """() => placed.names.filter(({ l, r, t, b }) => {
  const scale = drawing.getScale();
  const spotOf = (x, y) => drawing.canvasToDOM({ x: x / scale, y: y / scale });
  const [high, low] = [spotOf(l, t), spotOf(r, b)];
  return high.x < 0 || high.y < 0 || low.x > frame.clientWidth || low.y > frame.clientHeight;
}).map(({ words }) => words)"""

MATTER = """() => dots.filter((dot) => !dot.aside && nodes.get(dot.id) && weight(dot) < 2
  && !isBox(dot)).map((dot) => dot.id)"""

Box = dict[str, float]


def overlapping(boxes: list[Box], others: list[Box]) -> int:
    """Return how many pairs of different boxes overlap by more than a hair."""
    return sum(
        a["l"] < b["r"] - 0.01
        and b["l"] < a["r"] - 0.01
        and a["t"] < b["b"] - 0.01
        and b["t"] < a["b"] - 0.01
        for n, a in enumerate(boxes)
        for b in (others[:n] if others is boxes else others)
    )


def check_names(page: Page) -> set[str]:
    """Hold that names can be read and stay apart; return whose names are shown."""
    page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
    found = page.evaluate(BOXES)
    assert found["letter"] >= 11
    assert overlapping(found["names"], found["names"]) == 0
    assert overlapping(found["names"], found["shapes"]) == 0
    assert page.evaluate(OUTSIDE) == []
    return {name["id"] for name in found["names"]}


@pytest.mark.parametrize("width", [1280, 1440])
def test_every_name_of_the_demo_can_be_read_as_it_opens(
    open_page: Open, borough_page: Path, width: int
) -> None:
    page = open_page(borough_page, viewport={"width": width, "height": 900}).page
    named = check_names(page)
    shown = page.evaluate("dots.filter((dot) => !dot.aside && !isBox(dot)).map((dot) => dot.id)")
    assert named == set(shown)


def test_all_names_of_a_hundred_can_be_read(open_page: Open, tmp_path: Path) -> None:
    page = open_page(page_of(small(60, 40), tmp_path)).page
    assert len(check_names(page)) == 100


@pytest.mark.campaign
@pytest.mark.parametrize("number", [60, 120, 200, 300, 600, 1_000])
def test_on_maps_of_any_size_names_that_matter_come_first(
    open_page: Open, tmp_path: Path, number: int
) -> None:
    path = page_of(large(number), tmp_path)
    for width in (1280, 1440):
        page = open_page(path, viewport={"width": width, "height": 900}, new=True).page
        named, matter = check_names(page), set(page.evaluate(MATTER))
        assert len(named & matter) >= min(len(matter), 40)
        if number <= 60:
            assert named >= matter


def test_those_on_no_way_are_shown_on_request_and_the_address_keeps_it(
    open_page: Open, borough_page: Path
) -> None:
    page = open_page(borough_page).page
    box = page.get_by_label("And 12 on no recorded way to a group")
    hidden = "dots.filter((dot) => nodes.get(dot.id).hidden).length"
    assert page.evaluate(hidden) == 12
    box.check()
    assert page.evaluate(hidden) == 0
    named = check_names(page)
    assert "aside=1" in page.evaluate("location.hash")
    page.locator("#closer").click()
    page.get_by_role("button", name="Show everything").click()
    assert check_names(page) == named
    again = open_page(borough_page, fragment="#aside=1").page
    assert again.evaluate(hidden) == 0
    assert check_names(again) == named
    again.get_by_label("And 12 on no recorded way to a group").uncheck()
    assert again.evaluate(hidden) == 12


def test_groups_are_filled_as_far_as_they_are_heard(open_page: Open, borough_page: Path) -> None:
    page = open_page(borough_page).page
    looks = page.evaluate(
        "dots.filter((d) => d.kind === 'group').map((d) => [d.status, d.filled ?? null, d.size])"
    )
    by_status = {status: {filled for s, filled, _ in looks if s == status} for status, *_ in looks}
    assert by_status["unheard"] | by_status["not-recorded"] == {0}
    assert all(0 < filled < 80 for filled in by_status["under"])
    assert by_status["over"] == {100}
    assert len({size for *_, size in looks}) > 1
    legend = page.locator(".legend").inner_text()
    for words in ("nobody is known to be heard", "there may be more", "No room for asks"):
        assert words in legend


def test_lines_bend_as_they_were_laid_out(open_page: Open, borough_page: Path) -> None:
    page = open_page(borough_page).page
    far = page.evaluate(
        """() => Object.entries(content.bends).map(([number, bend]) => {
          const [from, to] = pairs[number];
          const edge = drawing.body.edges[lineId(from, to)];
          const control = edge.edgeType.getViaNode();
          const [a, b] = [drawing.getPosition(from), drawing.getPosition(to)];
          const part = Math.abs(bend) / 200 + 0.5;
          const angle = Math.atan2(a.y - b.y, b.x - a.x) + Math.PI / 2 + (bend / 100) * Math.PI / 2;
          const reach = part * Math.hypot(b.x - a.x, b.y - a.y);
          return Math.hypot(control.x - a.x - reach * Math.sin(angle),
            control.y - a.y - reach * Math.cos(angle));
        })"""
    )
    assert len(far) > 10
    assert max(far) < 0.1
