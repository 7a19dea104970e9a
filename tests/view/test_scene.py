"""The page as a whole: what others may read, no empty parts, no id twice."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import reachmap as rm
from view.pages import Open, columns_of, page_of, rows_of, words_of

pytestmark = pytest.mark.browser

AS_OF = date(2026, 3, 31)
TEAM = rm.Organisation(id="team", name="Team", team=True)


@pytest.mark.campaign
@pytest.mark.parametrize("audience", ["partner", "public"])
def test_others_read_of_nobody_who_was_asked_and_of_no_finding(
    open_page: Open, borough_page_for: Callable[[str], Path], audience: str
) -> None:
    view = open_page(borough_page_for(audience))
    page = view.page
    for part in ("#asked", "#asked-a-lot", "#practice", "#part-luck", "#burden", "#change"):
        assert page.locator(part).count() == 0, part
    assert columns_of(page, "answers-owed") == ["What was it", "What they are waiting for", "Due"]
    assert "groups heard less than their share" not in page.locator("main").inner_text()
    lead = page.locator("#part-groups-heard").inner_text()
    assert "of whom we know few people, or none, is left out" in lead
    assert "Invited" not in columns_of(page, "due-regard")
    assert "Heard" not in columns_of(page, "due-regard")
    assert "least heard first" not in lead
    owed = page.locator(".count", has_text="answers due").inner_text()
    assert owed.endswith("after sittings to which more than a few are known to have come")
    works = words_of(page, "#working")
    assert "what works best, is left out of this copy." in works
    assert page.locator("#part-what-works").count() == 0
    assert view.complaints == []


def test_a_map_without_activities_has_no_empty_parts(open_page: Open, tmp_path: Path) -> None:
    town = rm.StakeholderMap(
        about=rm.About(as_of=AS_OF), organisations=[TEAM], groups=[rm.Group(id="a", name="Carers")]
    )
    page = open_page(page_of(town, tmp_path)).page
    for part in ("#asked", "#asked-a-lot", "#working", "#part-luck", "#part-answers-owed"):
        assert page.locator(part).count() == 0, part
    assert "The review has nothing to raise in what is on record." in words_of(page, "#practice")
    assert len(rows_of(page, "due-regard")) == 10
    links = page.locator("nav a").evaluate_all("(all) => all.map((a) => a.getAttribute('href'))")
    assert all(page.locator(link).count() == 1 for link in links)


def test_no_piece_of_code_is_shown_for_a_word(borough_page: Path) -> None:
    assert " object at 0x" not in borough_page.read_text(encoding="utf-8")


def test_no_id_is_twice_on_a_page(open_page: Open, borough_page: Path, town_page: Path) -> None:
    for path in (borough_page, town_page):
        found = open_page(path).page.evaluate(
            "Array.from(document.querySelectorAll('[id]'), (part) => part.id)"
        )
        assert len(found) == len(set(found))
