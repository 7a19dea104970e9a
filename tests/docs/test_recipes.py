"""The commands of a page run as they are written there, and print what stands below them."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from command_line import command_of
from folders import DOCS

PAGES = ("other-programs",)
BLOCK = re.compile(r"^```(console|text)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def recipes_of(page: str) -> Iterator[tuple[list[str], str]]:
    """Yield the commands of each recipe of a page, and what they print."""
    blocks = BLOCK.findall((DOCS / f"{page}.md").read_text(encoding="utf-8"))
    for (kind, typed), (other, printed) in zip(blocks[::2], blocks[1::2], strict=True):
        assert (kind, other) == ("console", "text"), page
        yield [line for line in typed.splitlines() if line], printed


@pytest.mark.parametrize("page", PAGES)
def test_each_recipe_prints_what_the_page_says(
    page: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    command = command_of(capsys)
    recipes = [*recipes_of(page)]
    assert recipes
    for typed, printed in recipes:
        assert len(typed) <= 5
        ran = [command(*shlex.split(line.split("  #")[0])[1:]) for line in typed]
        assert "".join(each.err + each.out for each in ran) == printed
