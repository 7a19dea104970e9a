"""The one table of groups, those heard least first."""

from pathlib import Path

import pytest

import reachmap as rm
from view.pages import Open, columns_of, page_of, rows_of

pytestmark = pytest.mark.browser

TABLE = "groups-heard"
PART = "#part-groups-heard"


def test_every_group_is_in_the_table_least_heard_first(
    open_page: Open, borough_page: Path, desk: rm.ReachMap
) -> None:
    page = open_page(borough_page).page
    rows, groups = rows_of(page, TABLE), desk.participation().groups
    assert [row[0] for row in rows] == [row.name for row in groups]
    for row, group in zip(rows, groups, strict=True):
        if group.status in {"under", "uncertain", "enough", "fair", "over"}:
            assert f"{group.heard:,} known, {group.fair_share:,.0f} expected" in row[1]
        elif group.status == "unheard":
            assert row[1] == f"nobody known among the {group.asked:,} who answered"


def test_the_way_in_is_that_of_the_best_route(
    open_page: Open, borough_page: Path, desk: rm.ReachMap
) -> None:
    page = open_page(borough_page).page
    ways = {row.name: row for row in desk.routes_to_all().groups}
    for name, _, introducer, *_ in rows_of(page, TABLE):
        if ways[name].state is None:
            assert introducer.startswith("nobody we know yet")
        else:
            assert all(each in introducer for each in ways[name].names[1:-1])


def test_rows_of_groups_not_heard_enough_are_in_sight_and_the_others_fold(
    open_page: Open, borough_page: Path, desk: rm.ReachMap
) -> None:
    page = open_page(borough_page).page
    heard = desk.participation()
    part = page.locator(PART)
    rows = part.locator("tbody tr").filter(visible=True)
    assert rows.count() == len(heard.of("unheard", "not-recorded", "under"))
    fold = part.locator("summary")
    assert fold.inner_text().startswith(f"{len(heard.groups) - rows.count()} more")
    fold.focus()
    page.keyboard.press("Enter")
    assert rows.count() == len(heard.groups)
    page.wait_for_timeout(100)
    lefts = [
        part.locator(f"{table} tbody tr").first.evaluate(
            "(row) => Array.from(row.cells, (cell) => cell.getBoundingClientRect().x)"
        )
        for table in ("table[data-sortable]", "table[data-rest]")
    ]
    assert lefts[0] == pytest.approx(lefts[1], abs=2)


def test_more_columns_show_at_a_press_and_are_in_the_csv_all_along(
    open_page: Open, borough_page: Path
) -> None:
    page = open_page(borough_page).page
    part = page.locator(PART)
    heads = part.locator("#groups-heard thead th").filter(visible=True)
    assert heads.count() == 5
    with page.expect_download() as waiting:
        part.get_by_role("button", name="Save as CSV").click()
    lines = Path(waiting.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].split(",")[-1] == "Cost"
    assert len(lines) == 1 + len(rows_of(page, TABLE)) + 1
    part.get_by_role("button", name="Show what helps").click()
    assert heads.count() == len(columns_of(page, TABLE)) == 8
    row = page.get_by_role("row", name="Hidden carers").first
    assert "Session in school hours, Replacement care and " in row.inner_text()
    helps = page.get_by_role("row", name="Bangladeshi women").first.get_by_role("cell").nth(4)
    assert "British Sign Language" not in helps.inner_text()


def test_it_sorts_as_one_and_by_how_groups_are_heard(open_page: Open, borough_page: Path) -> None:
    page = open_page(borough_page).page
    part = page.locator(PART)
    first = [row[0] for row in rows_of(page, TABLE)]
    part.get_by_role("button", name="Group", exact=True).click()
    names = [row[0] for row in rows_of(page, TABLE)]
    assert names == sorted(names, key=str.casefold)
    part.get_by_role("button", name="How it is heard").click()
    assert [row[0] for row in rows_of(page, TABLE)] == first


def test_what_may_shame_is_asked_where_others_cannot_see(
    open_page: Open, borough_page: Path, desk: rm.ReachMap
) -> None:
    page = open_page(borough_page).page
    groups = {group.name: group for group in desk.stakeholders.groups}
    silent = {row.name for row in desk.participation().of("not-recorded")}
    rows = [row for row in rows_of(page, TABLE) if row[0] in silent]
    private = {row[0] for row in rows if "a form that nobody else sees" in row[3]}
    stigma = {row[0] for row in rows if "stigma" in groups[row[0]].barriers}
    assert stigma < private < silent
    assert "Victims and survivors" in stigma
    assert "Gypsy, Roma and Traveller communities" in private - stigma


def test_a_question_that_may_shame_is_asked_in_private(open_page: Open, tmp_path: Path) -> None:
    asked = {"hidden": True, "finding_question": "Are you safe?"}
    day = rm.Activity(id="day", name="Day", records=("a", "b"), attended=40)
    counts = [rm.Turnout(activity="day", group=group, attended=0) for group in ("a", "b")]
    hub = rm.Organisation(id="hub", name="Hub")
    town = rm.StakeholderMap(
        organisations=[rm.Organisation(id="team", name="Team", team=True), hub],
        groups=[
            rm.Group(id="a", name="Survivors", barriers=("stigma",), **asked),  # type: ignore[arg-type]  # two fields
            rm.Group(id="b", name="Walkers", **asked),  # type: ignore[arg-type]  # two fields
            rm.Group(id="c", name="Patients", barriers=("stigma",), **asked),  # type: ignore[arg-type]  # two fields
        ],
        activities=[day.model_copy(update={"records": ("a", "b", "c")})],
        turnout=rm.Ledger.of(
            rm.Turnout, [*counts, rm.Turnout(activity="day", group="c", attended=0)]
        ),
        links=[
            rm.Link(from_="team", type="KNOWS", to="hub"),
            rm.Link(from_="hub", type="TRUSTED_BY", to="c"),
        ],
    )
    rows = {row[0]: row[3] for row in rows_of(open_page(page_of(town, tmp_path)).page, TABLE)}
    assert rows["Survivors"] == "Ask in private: “Are you safe?”"
    assert rows["Walkers"] == "Ask wherever you go: “Are you safe?”"
    assert rows["Patients"].endswith("To find people, ask in private: “Are you safe?”")
