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


def fill_in(sheet: Path, decision: str) -> None:
    """Decide everything in a sheet of decisions, if there is one, as a person would."""
    if sheet.exists():
        rows = [*csv.DictReader(sheet.read_text(encoding="utf-8").splitlines())]
        with sheet.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, [*rows[0]])
            writer.writeheader()
            writer.writerows(row | {"decision": decision} for row in rows)


def run_recipes(page: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Run the commands of a page in a folder, and compare what they print."""
    command = command_of(capsys)
    recipes = [*recipes_of(page)]
    assert recipes
    for typed, printed in recipes:
        assert len(typed) <= 5
        ran = [command(*shlex.split(line)[1:]) for line in typed]
        assert "".join(each.err + each.out for each in ran) == printed
        fill_in(folder / "decisions.csv", "second")


def test_the_recipes_of_other_programs_print_what_the_page_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    run_recipes("other-programs", tmp_path, capsys)


def test_the_recipes_of_merging_print_what_the_page_says_and_its_python_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    run_recipes("merging", tmp_path, capsys)
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
