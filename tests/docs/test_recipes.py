"""The commands of a page run as they are written there, and print what stands below them."""

import csv
import re
import shlex
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from command_line import command_of
from folders import DOCS

PAGES = ("other-programs", "merging")
BLOCK = re.compile(r"^```(console|text)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def text_of(page: str) -> str:
    """Return the text of a page."""
    return (DOCS / f"{page}.md").read_text(encoding="utf-8")


def recipes_of(page: str) -> Iterator[tuple[list[str], str]]:
    """Yield the commands of each recipe of a page, and what they print."""
    blocks = BLOCK.findall(text_of(page))
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
        ran = [command(*shlex.split(line)[1:]) for line in typed]
        assert "".join(each.err + each.out for each in ran) == printed
        fill_in(tmp_path / "decisions.csv", "second")


def fill_in(sheet: Path, decision: str) -> None:
    """Decide everything in a sheet of decisions, if there is one, as a person would."""
    if sheet.exists():
        rows = [*csv.DictReader(sheet.read_text(encoding="utf-8").splitlines())]
        with sheet.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, [*rows[0]])
            writer.writeheader()
            writer.writerows(row | {"decision": decision} for row in rows)


def test_the_lines_of_python_on_merging_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    typed, _ = next(recipes_of("merging"))
    for line in typed:
        command_of(capsys)(*shlex.split(line)[1:])
    fill_in(tmp_path / "decisions.csv", "second")
    (code,) = re.findall(r"```python\n(.*?)```", text_of("merging"), re.DOTALL)
    names: dict[str, Any] = {}
    exec(compile(code, "merging.md", "exec"), names)  # noqa: S102  the page's own lines
    (link,) = (
        link
        for link in names["whole"].stakeholders.links
        if (link.from_, link.type, link.to) == ("engagement-team", "KNOWS", "carers-officer")
    )
    assert link.last_contact == date(2026, 3, 16)
    assert "carers" in {group.id for group in names["carers"].stakeholders.groups}
