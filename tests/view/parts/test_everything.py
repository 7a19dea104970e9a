"""The tables for analysts hold every figure, and the terms stand nowhere else."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page

import reachmap as rm
from reachmap.analysis.snapshot import Snapshot
from reachmap.analysis.voices.measures import words_of_measure
from reachmap.analysis.what_if.leaving import leaving
from reachmap.model.answer import Answer
from reachmap.plan.links.question import links_for_page
from view.pages import Open, columns_of, rows_of

pytestmark = pytest.mark.browser

BARE = re.compile(
    r"\b(ppr|gini|hhi|hill|p-value|leximin|betweenness|constraint|gatekeeper|burden|probability)\b"
    r"|\b0\.\d{2,}|usual suspects|hard to reach",
    re.IGNORECASE,
)


def agree(page: Page, table: str, answer: Answer, *, words: int = 0) -> None:
    """See that a table for analysts holds each cell of the frame of an answer, then words."""
    heads = [name.replace("_", " ") for name in answer.columns()]
    shown = columns_of(page, table)
    shown = shown[: len(shown) - words]
    whole = [dict(zip(heads, row, strict=True)) for row in answer.cells()]
    left_out = set(heads) - set(shown)
    assert not any(row[name] for row in whole for name in left_out)
    rows = [row[: len(shown)] for row in rows_of(page, table)]
    assert rows == [[row[name].strip() for name in shown] for row in whole]


@pytest.mark.campaign
def test_tables_for_analysts_hold_every_figure(desk_and_page: tuple[rm.ReachMap, Page]) -> None:
    desk, page = desk_and_page
    agree(page, "heard", desk.participation())
    agree(page, "ways", desk.routes_to_all())
    talk = desk.voices()
    agree(page, "measures", talk, words=1)
    told = [row[-1] for row in rows_of(page, "measures")]
    assert told == [words_of_measure(row, talk.more_than_luck) for row in talk.rows()]
    agree(page, "reach", desk.reach())
    agree(page, "gatekeepers", desk.gatekeepers())
    if desk.change().rows():
        agree(page, "change", desk.change())
    if desk.burden().asked:
        agree(page, "burden", desk.burden())
    tried = [row for row in desk.methods().rates if row.activities]
    if tried:
        agree(page, "methods", desk.methods().model_copy(update={"found": tuple(tried)}))
    agree(page, "links-to-build", links_for_page(Snapshot(desk.store)))
    sole = [row.node or "" for row in desk.gatekeepers().sole]
    agree(page, "leaving", leaving(Snapshot(desk.store), sole[:30]))


def test_no_bare_term_is_outside_the_tables_for_analysts(
    open_page: Open, borough_page: Path
) -> None:
    page = open_page(borough_page, fragment="#group=hidden-carers").page
    page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
    assert BARE.search(page.locator("#everything").inner_text())
    page.evaluate("document.getElementById('everything').remove()")
    assert BARE.search(page.locator("body").inner_text()) is None
