"""The first screen: what a committee takes in within a minute, and what stands below it."""

import re
from pathlib import Path

import pytest

import reachmap as rm
from view.pages import Open, in_sight

pytestmark = pytest.mark.browser

LAPTOP = {"width": 1280, "height": 800}

VISIBLE_WORDS = """(() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let words = 0;
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    const holder = text.parentElement;
    if (!holder.closest("script, option, datalist, .hidden, .skip") && holder.checkVisibility()) {
      words += text.textContent.split(/\\s+/).filter(Boolean).length;
    }
  }
  return words;
})()"""


def test_a_laptop_shows_the_three_sentences_and_three_actions(
    open_page: Open, borough_page: Path
) -> None:
    page = open_page(borough_page, viewport=LAPTOP).page
    box = page.locator("#answers").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] < 700
    assert page.locator("#answers dd").count() == 3
    assert page.locator("#answers li").count() == 3


def test_what_it_says_is_what_the_questions_answer(
    open_page: Open, borough_page: Path, desk: rm.ReachMap
) -> None:
    page = open_page(borough_page, viewport=LAPTOP).page
    silent, least, room = page.locator("#answers dd").all_inner_texts()
    heard, voices, best = desk.participation(), desk.voices(), desk.routes_to_all()
    assert re.findall(r"asked: (.*?)\. Of (\w+) more", silent) == [
        (
            " and ".join(row.name for row in heard.of("unheard")),
            {12: "twelve"}[len(heard.of("not-recorded"))],
        )
    ]
    under = heard.of("under")
    name, known, fair, most = re.findall(
        r"(.*): (\d+) known .* is (\d+); perhaps (\d+) with", least
    )[0]
    assert (name, int(known)) == (under[0].name, under[0].heard)
    assert (int(fair), int(most)) == (round(under[0].fair_share or 0), round(under[0].most or 0))
    assert [voices.voices, voices.attendances] == [
        int(number.replace(",", ""))
        for number in re.findall(r"people of (\S+) filled half of the (\S+) places", room)[0]
    ]
    ways = {row.name: row for row in best.routes}
    for action in page.locator("#answers li").all_inner_texts():
        for names, group, day in re.findall(
            r"Ask (.*?),? to introduce you to (.*): from (.*?)\.", action
        ):
            assert names == ", then ".join(ways[group].names[1:-1])
            free = ways[group].free_from(desk.overview().as_of)
            assert day == f"{free:%-d %B %Y}"


def test_the_demo_is_short_until_something_is_unfolded(open_page: Open, borough_page: Path) -> None:
    page = open_page(borough_page, viewport=LAPTOP).page
    assert page.evaluate("document.documentElement.scrollHeight") <= 6_000
    assert page.evaluate(VISIBLE_WORDS) <= 1_800


def test_an_action_shows_its_way_on_the_map(open_page: Open, borough_page: Path) -> None:
    page = open_page(borough_page, viewport=LAPTOP, reduced_motion="reduce").page
    page.locator("#answers li button").first.click()
    assert page.locator("#panel-title").inner_text() == "Bangladeshi women"


@pytest.mark.parametrize("part", ["keepers", "regard", "missing"])
def test_a_folded_part_opens_by_its_address_and_is_remembered(
    open_page: Open, borough_page: Path, part: str
) -> None:
    page = open_page(borough_page, fragment=f"#{part}").page
    fold = page.locator(f"#{part}")
    assert fold.get_attribute("open") is not None
    page.wait_for_timeout(50)
    assert f"open={part}" in page.evaluate("location.hash")


def test_each_part_of_the_navigation_is_there(open_page: Open, borough_page: Path) -> None:
    page = open_page(borough_page, reduced_motion="reduce").page
    for link in page.locator("nav a").all():
        target = link.get_attribute("href") or ""
        link.focus()
        page.keyboard.press("Enter")
        assert in_sight(page, target)


def test_a_heading_says_the_one_thing_to_know_before_it_is_opened(
    open_page: Open, borough_page: Path, desk: rm.ReachMap
) -> None:
    page = open_page(borough_page).page
    pressing = sum(row.pressing for row in desk.gatekeepers().sole)
    asked = len(desk.burden().over_asked())
    assert (
        page.locator("#keepers summary")
        .first.inner_text()
        .startswith(f"Who everything depends on {pressing} only introductions")
    )
    assert f"{asked} people, bodies and groups" in page.locator("#asked summary").first.inner_text()
    assert "92 answers due" in page.locator("#part-answers-owed h3").inner_text()
