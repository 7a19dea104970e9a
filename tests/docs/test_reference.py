"""Every command, option, table, column and setting is in the documents."""

import re
import runpy
from collections.abc import Callable
from typing import Any

import pytest
import typer

from folders import ROOT
from reachmap.cli.commands import recording
from reachmap.cli.main import COMMANDS
from reachmap.io.tables.headings import KNOWN_TABLES, columns_of
from reachmap.model.assumptions import Assumptions

FOLDER = ROOT / "docs" / "reference"
WRITER: dict[str, Any] = runpy.run_path(str(FOLDER / "write_reference.py"))
PAGES: dict[str, Callable[[], str]] = WRITER["PAGES"]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def page(name: str) -> str:
    """Return a page of the reference as it is in the folder."""
    return (FOLDER / f"{name}.md").read_text(encoding="utf-8")


def parts_of(text: str) -> dict[str, str]:
    """Return the parts of a page by their headings."""
    return dict(
        re.findall(r"^## `([^`]+)`\n(.*?)(?=^## |\Z)", text, flags=re.MULTILINE | re.DOTALL)
    )


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_what_the_code_would_write(name: str) -> None:
    assert page(name) == PAGES[name]()


def test_every_command_has_its_part_with_its_options() -> None:
    parts = parts_of(page("commands"))
    group: Any = typer.main.get_command(recording.record)
    records = {f"reachmap record {name}" for name in group.commands}
    assert len(records) == 3
    assert {f"reachmap {name}" for name in COMMANDS} | records <= parts.keys()
    assert "| `--channel`" in parts["reachmap voices"]
    for option in ("--on", "--from", "--outcome"):
        assert f"| `{option}`" in parts["reachmap record ask"]


def test_the_readme_names_every_command() -> None:
    named = set(re.findall(r"`([a-z-]+)`|reachmap ([a-z-]+)", README))
    words = {word for pair in named for word in pair}
    assert {*COMMANDS, "record"} - words == set()


def test_every_table_has_its_part_with_its_columns() -> None:
    parts = parts_of(page("tables"))
    assert parts.keys() == {*KNOWN_TABLES}
    for table in KNOWN_TABLES:
        for column in columns_of(table):
            assert f"| `{column}` |" in parts[table], f"{table}.{column}"


def test_every_setting_has_its_row_with_its_usual_value_and_says_what_it_is() -> None:
    text = page("settings")
    for name, value in Assumptions().items().items():
        assert re.search(rf"^\| `{re.escape(name)}` \| {value} \| \w", text, re.MULTILINE), name
