"""The tables of sentences: what code takes from them is there, and what is there is taken."""

import ast
import re
import string
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import reachmap
from reachmap.words import join_clauses, join_names, sentence_tables

SOURCE = Path(reachmap.__file__).parent
TABLES = sorted(SOURCE.rglob("words.toml"))
IDS = [str(path.parent.relative_to(SOURCE)) for path in TABLES]


@cache
def code() -> str:
    """Return everything that may ask for a sentence: modules, scripts and templates."""
    return "\n".join(
        path.read_text(encoding="utf-8")
        for path in SOURCE.rglob("*")
        if path.suffix in {".py", ".js", ".j2"}
    )


def table_of(path: Path) -> dict[str, Any]:
    """Return the tables of sentences that stand beside a module of words."""
    package = ".".join(("reachmap", *path.parent.relative_to(SOURCE).parts))
    return dict(sentence_tables(f"{package}.words"))


def sentences(value: Any) -> list[str]:
    """Return every sentence inside a value of a table."""
    if isinstance(value, str):
        return [value]
    parts = value if isinstance(value, tuple) else value.values()
    return [line for each in parts for line in sentences(each)]


@pytest.mark.parametrize("path", TABLES, ids=IDS)
def test_every_table_that_is_there_is_taken_and_the_other_way_round(path: Path) -> None:
    module = path.with_name("words.py").read_text(encoding="utf-8")
    taken = set(re.findall(r'\bWORDS\["(\w+)"\]', module))
    assert taken == table_of(path).keys()


@cache
def pieces() -> set[str]:
    """Return every text of the code, and every piece of one that is put together."""
    return {
        node.value
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and len(node.value) > 1
    }


def is_asked_for(name: str) -> bool:
    """Return whether code has a name, whole or in pieces that are put together."""
    whole = name in pieces() or re.search(rf"\.{re.escape(name)}\b", code()) is not None
    ends = range(2, len(name))
    return whole or any(name[:end] in pieces() and is_asked_for(name[end:]) for end in ends)


@pytest.mark.parametrize("path", TABLES, ids=IDS)
def test_every_sentence_of_a_table_is_asked_for_by_its_name(path: Path) -> None:
    unused = [
        f"{table}.{name}"
        for table, rows in table_of(path).items()
        if not isinstance(rows, str | tuple)
        for name in rows
        if not is_asked_for(name)
    ]
    assert unused == []


def test_a_sentence_that_nobody_asks_for_is_noticed() -> None:
    assert not is_asked_for("gossip")
    assert not is_asked_for("gossip_heard")


@pytest.mark.parametrize("path", TABLES, ids=IDS)
def test_slots_have_names_and_sentences_no_stray_spaces(path: Path) -> None:
    for sentence in sentences(table_of(path)):
        slots = [slot for _, slot, _, _ in string.Formatter().parse(sentence) if slot is not None]
        assert all(re.fullmatch(r"[a-z_]+", slot) for slot in slots), sentence
        assert "  " not in sentence, sentence


def test_a_table_cannot_be_changed_by_who_reads_it() -> None:
    words = sentence_tables("reachmap.view.words")
    with pytest.raises(TypeError):
        words["HEADINGS"]["picture"] = "A map"


@pytest.mark.parametrize("join", [join_names, join_clauses])
@pytest.mark.parametrize("many", range(20))
def test_no_name_vanishes_without_a_count(join: Any, many: int) -> None:
    names = [f"Group {chr(65 + number)}" for number in range(many)]
    text = join(names)
    counted = sum(int(number) for number in re.findall(r"(\d+) more", text))
    assert sum(name in text for name in names) + counted == many
