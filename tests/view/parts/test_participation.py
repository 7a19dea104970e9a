"""Who is heard: the tables of the first screen, and the chart of shares."""

import pytest
from playwright.sync_api import Page

import reachmap as rm
from view.pages import columns_of, rows_of

pytestmark = pytest.mark.browser


def test_first_tables_hold_the_groups_of_each_status(
    desk_and_page: tuple[rm.ReachMap, Page],
) -> None:
    desk, page = desk_and_page
    heard, best = desk.participation(), desk.routes_to_all()
    ways = {row.group: row for row in best.groups}
    for table, rows in {
        "not-yet-heard": heard.of("unheard"),
        "not-recorded": heard.of("not-recorded"),
        "seldom-heard": heard.of("under"),
    }.items():
        if rows:
            shown = {row[0]: row for row in rows_of(page, table)}
            assert set(shown) == {row.name for row in rows}
            place = columns_of(page, table).index("Who could introduce us")
            for row in rows:
                names = ways[row.group].names[1:-1]
                assert all(name in shown[row.name][place] for name in names)
    alone = {row[0] for row in rows_of(page, "nobody-known")}
    assert alone == {row.name for row in best.without}


def test_the_chart_of_shares_has_each_group(desk_and_page: tuple[rm.ReachMap, Page]) -> None:
    desk, page = desk_and_page
    rows = desk.participation().groups
    known = [row for row in rows if row.ppr is not None and row.status != "not-recorded"]
    told = page.locator(".heard desc").text_content() or ""
    assert page.locator(".heard .range").count() == len(known) + 1
    assert all(f"{row.name}: " in told for row in known)
    assert "heard for every 10 expected; the true figure may be from" in told
