"""What the page may run: its own scripts, each by its digest, and the one picture library."""

import re
from html import unescape
from pathlib import Path

import pytest

from reachmap.errors import RenderError
from reachmap.view import page
from reachmap.view.page import digest, picture_library

SCRIPT = re.compile(r"<script([^>]*)>(.*?)</script>", re.DOTALL)


def test_the_policy_allows_the_scripts_and_the_style_of_the_page_and_nothing_else(
    town_page: Path,
) -> None:
    text = town_page.read_text(encoding="utf-8")
    policy = unescape(re.findall(r'Content-Security-Policy" content="([^"]*)"', text)[0])
    parts = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    run = [words for kind, words in SCRIPT.findall(text) if "json" not in kind]
    (style,) = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    assert parts == {
        "default-src": "'none'",
        "script-src": " ".join(f"'sha256-{digest(words)}'" for words in run),
        "style-src": f"'sha256-{digest(style)}'",
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    assert picture_library() in run


def test_a_library_other_than_the_tested_one_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "LIBRARY_SHA256", "0" * 64)
    with pytest.raises(RenderError, match="not the one reachmap was tested with"):
        picture_library()
    monkeypatch.setattr(page, "LIBRARY", "templates/none.js")
    with pytest.raises(RenderError, match="is missing; install pyvis"):
        picture_library()
