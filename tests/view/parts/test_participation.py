"""Who is heard: the tables of the first screen, and the chart of shares."""

import pytest
from playwright.sync_api import Page

import reachmap as rm

pytestmark = pytest.mark.browser


def test_the_chart_of_shares_has_each_group(desk_and_page: tuple[rm.ReachMap, Page]) -> None:
    desk, page = desk_and_page
    rows = desk.participation().groups
    known = [row for row in rows if row.ppr is not None and row.status != "not-recorded"]
    told = page.locator(".heard desc").text_content() or ""
    assert page.locator(".heard .range").count() == len(known) + 1
    assert all(f"{row.name}: " in told for row in known)
    assert "heard for every 10 expected; the true figure may be from" in told
