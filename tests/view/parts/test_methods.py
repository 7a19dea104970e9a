"""What works for whom: on the page as the question answers it."""

from dataclasses import replace
from pathlib import Path

import pytest

import reachmap as rm
from reachmap.model.vocabulary import Method
from view.pages import Open, page_of, rows_of, words_of

pytestmark = pytest.mark.browser


def test_what_promises_most_is_listed_group_by_group(
    open_page: Open, borough_page: Path, desk: rm.ReachMap
) -> None:
    page = open_page(borough_page).page
    answer = desk.methods()
    rows = {row[0]: row[1:] for row in rows_of(page, "what-works")}
    best, after, tried = rows["People aged 75 and over"][:3]
    assert best == "Postal survey: 228 of 420 invited came, so 47 to 61 of 100 are likely to."
    assert "Co-design workshop: how many come is not on record; judged by other groups" in after
    assert "Online survey: 26 of 1,850 invited came, so 1 to 2 of 100 are likely to" in tried
    assert "needs Telephone help (£3 a person and £20)." in tried
    named = {name for row in rows for name in row.split("; ")}
    assert named == {row.name for row in answer.rates}
    own = {row.name for row in answer.rates if row.activities}
    assert [row[0] for row in rows_of(page, "what-works")][: len(own)] == sorted(own)
    assert page.locator("#staff-say").count() == 0


@pytest.mark.campaign
def test_what_our_own_staff_said_is_quoted_and_called_no_evidence(
    open_page: Open, tmp_path: Path
) -> None:
    own = Method(code="tea", name="Tea and talk", response=0.5, staff_view="Everybody stayed.")
    town = rm.demo().stakeholders
    held = town.activities[0].model_copy(update={"method": "tea"})
    activities = (held, *town.activities[1:])
    page = open_page(page_of(replace(town, methods=[own], activities=activities), tmp_path)).page
    assert rows_of(page, "staff-say") == [["Tea and talk", "Everybody stayed."]]
    assert "not evidence" in words_of(page, "#part-staff-say")
