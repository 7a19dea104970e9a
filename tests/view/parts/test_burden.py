"""What we have asked: on the page as the question answers it."""

from pathlib import Path

import pytest

import reachmap as rm
from view.pages import Open, rows_of, words_of

pytestmark = pytest.mark.browser


def test_the_first_screen_names_bodies_and_counts_people(
    open_page: Open, borough_page: Path, desk: rm.ReachMap
) -> None:
    page = open_page(borough_page).page
    rows = rows_of(page, "asked-a-lot")
    assert [row[0] for row in rows] == [
        "Nine people who came often",
        "People with learning disabilities",
        "Carers' liaison officer",
    ]
    assert rows[0][1:4] == ["came or were asked up to 9 times", "3, our assumption", "19 June 2026"]
    assert rows[1][1] == "asked 5 times about them"
    assert rows[2][1:5] == [
        *("asked 4 times", "4", "4 May 2026"),
        "Carers' support coordinator, Carers' champion, Social prescribing link worker",
    ]
    assert "no other introduction is known to Hidden carers" in rows[2][5]
    voices = {row.voice for row in desk.voices().most_often}
    words = page.locator("#answers").inner_text()
    assert not [voice for voice in voices if voice in words]


def test_everybody_we_asked_is_listed_with_who_could_help_instead(
    open_page: Open, borough_page: Path, desk: rm.ReachMap
) -> None:
    page = open_page(borough_page).page
    answer = desk.burden()
    assert all(line in words_of(page, "#asked") for line in answer.sentences())
    rows = rows_of(page, "asked-everybody")
    assert [row[0] for row in rows] == [row.name for row in answer.asked]
    for shown, row in zip(rows, answer.asked, strict=True):
        assert shown[6] == ", ".join(row.alternate_names)
        assert shown[4].startswith(str(row.capacity))
        assert ("our assumption" in shown[4]) == (row.basis == "assumed")
        assert (shown[5] == "now") == (row.free_on == answer.until)


def test_who_is_full_is_shown_on_the_map_from_the_keyboard(
    open_page: Open, borough_page: Path
) -> None:
    page = open_page(borough_page).page
    page.locator("#asked-a-lot").get_by_role("button", name="People with learning").focus()
    page.keyboard.press("Enter")
    assert page.locator("#panel-title").inner_text() == "People with learning disabilities"
