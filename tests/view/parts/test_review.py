"""Promises and practice: findings, and answers that we owe."""

from pathlib import Path

import pytest

import reachmap as rm
from reachmap.analysis.briefing import briefing
from reachmap.analysis.review.rows import AnswerOwed
from reachmap.analysis.review.words import WHEN
from reachmap.analysis.snapshot import Snapshot
from reachmap.view.parts.review import words_of_waiting
from view.pages import Open, rows_of, words_of

pytestmark = pytest.mark.browser


def test_every_finding_of_the_review_says_why_and_what_to_do(
    open_page: Open, borough_page: Path, desk: rm.ReachMap
) -> None:
    page = open_page(borough_page).page
    answer = desk.review()
    rows = rows_of(page, "review")
    assert [row[0] for row in rows] == [row.name for row in answer.findings]
    for shown, row in zip(rows, answer.findings, strict=True):
        assert shown[2:] == [WHEN[row.severity], row.reason, row.remedy]
        told = f"{shown[0]}: {shown[1]}"
        assert told.casefold() == (row.finding or "").casefold()
    assert answer.sentences()[0] in words_of(page, "#practice")
    page.locator("#all-findings > summary").click()
    page.locator("#review").get_by_role("button", name="When", exact=True).click()
    order = [list(WHEN.values()).index(row[2]) for row in rows_of(page, "review")]
    assert order == sorted(order)


def test_answers_we_owe_begin_with_what_was_said_and_join_sittings(
    open_page: Open, borough_page: Path, desk: rm.ReachMap
) -> None:
    page = open_page(borough_page).page
    owed = briefing(Snapshot(desk.store)).owed
    rows = rows_of(page, "answers-owed")
    said = [row for row in owed if row.said]
    assert [row[0] for row in rows[: len(said)]] == [row.name for row in said]
    assert rows[2][:2] == ["Listening at the food bank", "People in fuel poverty"]
    assert rows[2][2:] == [
        "an answer to 1 thing they said",
        "since 26 March 2026",
        "engagement officer",
    ]
    assert rows[3][3] == "30 April 2026"
    sittings = [row for row in owed if row.channel == "reference-group" and not row.said]
    assert f"Patient reference group: {len(sittings)} sittings" in [row[0] for row in rows]
    silent = {row.channel or row.activity for row in owed if not row.said}
    assert len(rows) == len(said) + len(silent)


def test_every_group_that_waits_is_named_once_whichever_sitting_it_was_at() -> None:
    names = [("Carers", "Students"), (), ("Students", "Elders")]
    rows = [AnswerOwed(activity=f"a{n}", name=f"A{n}", group_names=g) for n, g in enumerate(names)]
    assert words_of_waiting(rows) == "Carers, Students, Elders"
    assert words_of_waiting(rows[1:2]) == "all who came"
