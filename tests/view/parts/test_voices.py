"""The same voices: each channel against luck, and where each group is heard."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

import reachmap as rm
from folders import TOWN
from reachmap.analysis.voices.words import words_of_scope
from view.pages import Open, columns_of, page_of, rows_of, words_of

pytestmark = pytest.mark.browser


def test_each_channel_is_compared_with_what_luck_would_give(
    open_page: Open, borough_page: Path, desk: rm.ReachMap
) -> None:
    page = open_page(borough_page).page
    answer = desk.voices()
    rows = {row[0]: row[4:6] for row in rows_of(page, "channels")}
    by_luck = "16 people (15 to 17) of about 39"
    assert rows["Patient reference group"] == [by_luck, "more than luck explains"]
    assert rows["Stroke pathway panel"] == ["", "its members are meant to come back"]
    words = page.locator(".luck desc").text_content() or ""
    for scope in answer.by_channel:
        sentence = words_of_scope(scope, answer.more_than_luck)
        assert (sentence in words) == (scope.id != "stroke-panel")
    places = {}
    assert page.locator(".luck .luck-range").count() == 4
    for row in range(4):
        name = page.locator(".luck text[text-anchor=end]").nth(row).text_content() or ""
        moved = page.locator(".luck .mark").nth(row).get_attribute("transform") or ""
        mark = float(moved.removeprefix("translate(").partition(" ")[0])
        bar = page.locator(".luck .luck-range").nth(row)
        left = float(bar.get_attribute("x") or "nan")
        places[name] = (mark, left, left + float(bar.get_attribute("width") or "nan"))
    assert next(iter(places)) == "Open sittings, all together"
    mark, left, _ = places["Patient reference group"]
    assert mark < left
    signs = page.locator(".luck rect").evaluate_all("all => all.map((one) => one.getBBox().width)")
    assert max(signs) < 60  # no style of the page makes one wider
    half = answer.judged.by_luck("half")
    assert half is not None
    assert places["Open sittings, all together"][0] == pytest.approx(
        240 + 160 * 9 / half.expected, abs=0.1
    )
    standing = rows_of(page, "standing")
    assert standing == [["Stroke pathway panel", "9", "0", "26 May 2024", "95%"]]


def test_same_voices_are_listed_by_channel_and_by_group(
    desk_and_page: tuple[rm.ReachMap, Page],
) -> None:
    desk, page = desk_and_page
    answer = desk.voices()
    words = words_of(page, "#talk")
    assert all(line in words for line in answer.sentences())
    told = [f"{c.name} {c.voices:,} {c.attendances:,} {c.half}".split() for c in answer.by_channel]
    shown_channels = [" ".join(row[:4]).split() for row in rows_of(page, "channels")]
    assert shown_channels == told
    past = columns_of(page, "channels").index("Places filled on past experience")
    assert [row[past] for row in rows_of(page, "channels")] == [
        str(c.past) for c in answer.by_channel
    ]
    alone = {row.name: row.depends_on or "" for row in answer.reliance}
    shown = {row[0]: row for row in rows_of(page, "reliance")}
    assert set(shown) == set(alone)
    if any(alone.values()):
        assert {name: row[1] for name, row in shown.items()} == alone
        assert [bool(row[1]) for row in rows_of(page, "reliance")] == sorted(
            (bool(depends) for depends in alone.values()), reverse=True
        )


def test_the_curve_ends_where_all_places_do(desk_and_page: tuple[rm.ReachMap, Page]) -> None:
    _, page = desk_and_page
    points = page.locator(".curve").first.get_attribute("points") or ""
    assert points.startswith("0.0,260.0")
    assert points.endswith("260.0,0.0")


def test_a_table_of_names_alone_is_left_out_for_others(open_page: Open, tmp_path: Path) -> None:
    page = open_page(page_of(rm.read(TOWN).stakeholders, tmp_path, audience="partner")).page
    assert page.locator("#reliance").count() == 0
    assert page.locator("#channels").count() == 0
