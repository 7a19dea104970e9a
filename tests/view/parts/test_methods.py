"""What works for whom: on the page as the question answers it."""

from pathlib import Path

import pytest

import reachmap as rm
from view.pages import Open, rows_of

pytestmark = pytest.mark.browser


def test_what_promises_most_is_listed_group_by_group(
    open_page: Open, borough_page: Path, desk: rm.ReachMap
) -> None:
    page = open_page(borough_page).page
    answer = desk.methods()
    rows = {row[0]: row[1:] for row in rows_of(page, "what-works")}
    best, after, tried = rows["People aged 75 and over"][:3]
    assert best == "Visit to a day service: about 60 of 100 come (30 to 86; our assumption)."
    assert "Postal survey: about 54 of 100 come (49 to 59; our own record, 228 of 420)." in after
    assert "Online survey: about 1 of 100 come (1 to 2; our own record, 26 of 1,850)" in tried
    assert "needs Telephone help (£3 a person and £20)." in tried
    named = {name for row in rows for name in row.split("; ")}
    assert named == {row.group_name for row in answer.rates}
    own = {row.group_name for row in answer.rates if row.activities}
    assert [row[0] for row in rows_of(page, "what-works")][: len(own)] == sorted(own)
    staff = {row[0]: row[1] for row in rows_of(page, "staff-say")}
    assert staff == {row.method_name: row.staff_view for row in answer.rates if row.staff_view}
    assert "not evidence" in page.locator("#part-staff-say").inner_text()
