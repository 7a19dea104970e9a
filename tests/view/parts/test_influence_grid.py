"""Influence and interest: for ourselves alone."""

from pathlib import Path

import pytest

from view.pages import Open, page_of, rows_of
from view.samples import full_town

pytestmark = pytest.mark.browser


def test_influence_and_interest_are_for_ourselves_alone(open_page: Open, tmp_path: Path) -> None:
    town = full_town(text=lambda table, name: f"{table} {name}", number=lambda *_: 2_000)
    page = open_page(page_of(town, tmp_path)).page
    assert rows_of(page, "influence") == [
        ["organisations name", "Organisation", "4", "4"],
        ["workers name", "Key worker", "4", "4"],
    ]
    assert page.locator(".grid .on-mark").all_text_contents() == ["2"]
    text = page.locator("#grid-text").text_content() or ""
    assert "Influence 4, interest 4: organisations name, workers name" in text
    for audience in ("partner", "public"):
        other = open_page(page_of(town, tmp_path, audience=audience, force=True)).page
        assert other.locator("#grid").count() == 0


def test_a_map_without_influence_has_no_grid(open_page: Open, borough_page: Path) -> None:
    assert open_page(borough_page).page.locator("#grid").count() == 0
