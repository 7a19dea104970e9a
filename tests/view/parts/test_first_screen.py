"""The first screen: what a committee takes in within a minute, and the tables below it."""

from pathlib import Path

import pytest

import reachmap as rm
from view.pages import Open, in_sight, page_of, rows_of

pytestmark = pytest.mark.browser

NOBODY = "nobody-known"


def test_the_first_screen_holds_the_strip_and_who_is_not_yet_heard(
    open_page: Open, borough_page: Path
) -> None:
    page = open_page(borough_page, viewport={"width": 1400, "height": 1000}).page
    box = page.locator("#part-not-yet-heard").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] < 1000
    facts = page.get_by_role("list", name="In short").get_by_role("link").all_inner_texts()
    heard, best = rm.demo().participation(), rm.demo().routes_to_all()
    counts = [len(heard.of("unheard")), len(heard.of("not-recorded")), len(best.without)]
    assert [int(fact.split()[0]) for fact in facts[:3]] == counts
    assert int(facts[3].split()[0]) == len(heard.of("under"))
    pressing = [row for row in rm.demo().gatekeepers().sole if row.pressing]
    assert int(facts[4].split()[0]) == len(pressing)
    assert int(facts[5].split()[0]) == len(rm.demo().burden().over_asked())
    assert (
        " ".join(facts[6].split())
        == "Nine people of 250 filled half of the 1,238 places recorded by voice"
    )
    owed = "92 answers due to people, with none on record yet"
    assert " ".join(facts[7].split()) == owed
    assert len(facts) == 8


@pytest.mark.parametrize("place", range(8))
def test_each_fact_leads_to_its_part(open_page: Open, borough_page: Path, place: int) -> None:
    page = open_page(borough_page, reduced_motion="reduce").page
    link = page.get_by_role("list", name="In short").get_by_role("link").nth(place)
    target = link.get_attribute("href") or ""
    link.focus()
    page.keyboard.press("Enter")
    assert page.locator(target).count() == 1
    assert in_sight(page, target)


def test_what_helps_most_comes_first(open_page: Open, borough_page: Path) -> None:
    page = open_page(borough_page).page
    row = page.get_by_role("row", name="Hidden carers").first
    assert "Session in school hours, Replacement care, " in row.inner_text()
    row = page.get_by_role("row", name="Bangladeshi women").first
    helps = row.get_by_role("cell").nth(3).inner_text()
    assert "British Sign Language" not in helps


def test_who_is_least_heard_comes_first_with_how_much(open_page: Open, borough_page: Path) -> None:
    page = open_page(borough_page).page
    rows = rows_of(page, "seldom-heard")
    under = rm.demo().participation().of("under")
    assert [row[0] for row in rows] == [row.name for row in under]
    told = [f"{row.heard}; a fair share is {row.fair_share:,.0f}" for row in under]
    assert [row[1] for row in rows] == told


def test_a_long_table_shows_its_first_rows_and_folds_the_rest(
    open_page: Open, borough_page: Path
) -> None:
    page = open_page(borough_page).page
    silent = {row.name for row in rm.demo().participation().of("not-recorded")}
    part = page.locator("#part-not-recorded")
    assert part.locator("tbody tr").filter(visible=True).count() == 6
    part.get_by_text(f"{len(silent) - 6} more").click()
    assert part.locator("tbody tr").filter(visible=True).count() == len(silent)
    assert {row[0] for row in rows_of(page, "not-recorded")} == silent


def test_folded_rows_stand_under_the_same_headings(open_page: Open, borough_page: Path) -> None:
    page = open_page(borough_page, viewport={"width": 1400, "height": 1000}).page
    part = page.locator("#part-not-recorded")
    part.locator("summary").click()
    page.wait_for_timeout(100)
    lefts = [
        part.locator(f"{table} tbody tr").first.evaluate(
            "(row) => Array.from(row.cells, (cell) => cell.getBoundingClientRect().x)"
        )
        for table in ("table[data-sortable]", "table[data-rest]")
    ]
    assert lefts[0] == pytest.approx(lefts[1], abs=2)


def test_what_may_shame_is_asked_where_others_cannot_see(
    open_page: Open, borough_page: Path
) -> None:
    page = open_page(borough_page).page
    groups = {group.name: group for group in rm.demo().stakeholders.groups}
    rows = rows_of(page, "not-recorded")
    private = {row[0] for row in rows if "on a form that nobody else sees" in row[1]}
    stigma = {row[0] for row in rows if "stigma" in groups[row[0]].barriers}
    assert stigma < private < {row[0] for row in rows}
    assert "Victims and survivors" in stigma
    assert "Gypsy, Roma and Traveller communities" in private - stigma


def test_a_first_question_that_may_shame_is_asked_in_private(
    open_page: Open, tmp_path: Path
) -> None:
    asked = {"hidden": True, "finding_question": "Are you safe?"}
    town = rm.StakeholderMap(
        organisations=[rm.Organisation(id="team", name="Team", team=True)],
        groups=[
            rm.Group(id="a", name="Survivors", barriers=("stigma",), **asked),  # type: ignore[arg-type]  # two fields
            rm.Group(id="b", name="Walkers", **asked),  # type: ignore[arg-type]  # two fields
        ],
    )
    rows = {row[0]: row[2] for row in rows_of(open_page(page_of(town, tmp_path)).page, NOBODY)}
    assert rows["Survivors"] == "Ask in private: “Are you safe?”"
    assert rows["Walkers"] == "Ask wherever you go: “Are you safe?”"


def test_a_fold_opens_from_the_keyboard(open_page: Open, borough_page: Path) -> None:
    page = open_page(borough_page).page
    part = page.locator("#part-not-recorded")
    part.locator("summary").focus()
    page.keyboard.press("Enter")
    silent = rm.demo().participation().of("not-recorded")
    assert part.locator("tbody tr").filter(visible=True).count() == len(silent) > 6


def test_a_folded_table_sorts_and_saves_as_one(open_page: Open, borough_page: Path) -> None:
    page = open_page(borough_page).page
    part = page.locator("#part-not-recorded")
    part.get_by_role("button", name="Group", exact=True).click()
    names = [row[0] for row in rows_of(page, "not-recorded")]
    assert names == sorted(names, key=str.casefold)
    assert part.locator("tbody tr").filter(visible=True).count() == 6
    with page.expect_download() as waiting:
        part.get_by_role("button", name="Save as CSV").click()
    lines = Path(waiting.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 1 + len(rm.demo().participation().of("not-recorded")) + 1
