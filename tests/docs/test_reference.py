"""Every name, command, option, table, column and setting is in the documents."""

import re
import runpy
from collections.abc import Callable
from typing import Any

import pytest
import typer

import reachmap as rm
from folders import ROOT
from reachmap import questions
from reachmap.cli.commands import recording
from reachmap.cli.main import COMMANDS
from reachmap.io.tables.headings import KNOWN_TABLES, columns_of
from reachmap.model.answer import Answer
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
    assert len(records) == 4
    assert {f"reachmap {name}" for name in COMMANDS} | records <= parts.keys()
    app: Any = typer.main.get_command(WRITER["app"])
    for full, _, params in WRITER["every_command"](app, "reachmap"):
        for option in (opt for each in params if not each.hidden for opt in each.opts):
            assert (
                option in {"--help", "-h"}
                or not option.startswith("-")
                or (f"`{option}`" in parts[full])
            ), f"{full} {option}"
    assert "| `--channel`" in parts["reachmap voices"]


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


def test_every_public_name_is_listed_and_described() -> None:
    listed = page("python")
    for name in [*rm.__all__, "open"]:
        assert f"| `{name}` |" in listed, name
        text = page(WRITER["kind_of"](name))
        assert re.search(rf"(^## `|:: reachmap\.){name}\b", text, re.MULTILINE), name


def test_every_column_of_every_answer_is_described() -> None:
    parts = parts_of(page("answers"))
    answers = [getattr(rm, name) for name in rm.__all__]
    own = [each for each in answers if isinstance(each, type) and issubclass(each, Answer)]
    assert len(own) > 15
    for answer in own:
        for column in answer.columns() if answer is not Answer else ():
            row = rf"^\| `{column}` \| \w[^|]* \| \w"
            assert re.search(row, parts[answer.__name__], re.MULTILINE), f"{answer} {column}"


def test_every_question_has_a_whole_docstring() -> None:
    short = {"overview", "readiness", "review", "calibration"}  # those take no name of a group
    for name in questions.__all__:
        if name != "question":
            text = getattr(rm.ReachMap, name).__doc__
            for part in ("Returns\n", "Examples\n", *(() if name in short else ("Raises\n",))):
                assert part in text, f"{name}: {part}"
