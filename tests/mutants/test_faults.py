"""The faults to plant can still be planted, and are over all rooms."""

import ast
from pathlib import Path

from folders import ROOT
from mutants.faults import FAULTS, SOURCE


def test_the_text_of_each_fault_is_in_its_file_once() -> None:
    assert {f"{each.file}: {each.text}" for each in FAULTS if each.occurrences() != 1} == set()
    assert [each for each in FAULTS if each.text == each.instead] == []


def test_each_fault_is_of_meaning_and_not_of_grammar() -> None:
    for fault in FAULTS:
        if fault.file.endswith(".py"):
            text = (SOURCE / fault.file).read_text(encoding="utf-8")
            ast.parse(text.replace(fault.text, fault.instead))


def test_the_tests_named_are_there() -> None:
    named = {test for each in FAULTS for test in each.tests}
    assert {test for test in named if not (ROOT / test).exists()} == set()
    assert all(each.tests for each in FAULTS)


def folders_of(package: Path) -> set[str]:
    """Return the packages inside one."""
    return {path.parent.name for path in package.glob("*/__init__.py")}


def test_there_are_faults_in_every_room_and_of_every_question() -> None:
    assert len(set(FAULTS)) == len(FAULTS) >= 60
    assert sum(each.room == "words" for each in FAULTS) >= 10
    assert folders_of(SOURCE) - {each.room for each in FAULTS} == {"data"}
    planted = {part for each in FAULTS for part in each.file.split("/")[1:-1]}
    for room in ("analysis", "plan", "store"):
        assert folders_of(SOURCE / room) - planted == set()
