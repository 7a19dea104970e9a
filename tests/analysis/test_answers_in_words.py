"""Words people read: plain, true where much is blank, silent on what others may not see."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings

import reachmap as rm
from amounts import some_of
from reachmap.model.answer import Answer
from reachmap.model.audience import AUDIENCES
from reachmap.release import release
from strategies import maps

some = settings(max_examples=some_of(100, usual=30), suppress_health_check=list(HealthCheck))
MEASURES = re.compile(
    r"\b((?i:gini|hhi|herfindahl|hill ?[12]?|ppr|wilson|entropy|prevalence|index)|None)\b"
)


ROOMS = ("analysis", "plan")


def words_modules() -> list[Path]:
    """Return the modules in which questions say what they say."""
    root = Path(rm.__file__).parent
    return sorted(path for room in ROOMS for path in (root / room).glob("*/words.py"))


def cuts(tree: ast.AST) -> Iterator[str]:
    """Yield the slices of a module that leave out what comes after some number of things."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Slice) and node.upper is not None:
            last = node.upper
            if not (isinstance(last, ast.UnaryOp) and isinstance(last.op, ast.USub)):
                yield ast.unparse(node)


def test_a_cut_is_seen() -> None:
    tree = ast.parse("a[:6], b[:NAMED], c[1:n], d[1:-1], e[2:], f[0]")
    assert list(cuts(tree)) == [":6", ":NAMED", "1:n"]


def test_no_list_of_names_is_cut_without_its_count() -> None:
    # `join_names`, `join_clauses` and `first_few` count what they leave out.
    modules = {path.parent.name: ast.parse(path.read_text("utf-8")) for path in words_modules()}
    assert len(modules) >= 12
    assert {name: cut for name, tree in modules.items() if (cut := [*cuts(tree)])} == {}


def answers(of: rm.ReachMap) -> list[Answer]:
    """Return the answers whose words are tried here."""
    return [of.participation(), of.voices(), of.overview()]


@some
@given(stakeholders=maps())
def test_every_answer_reads_for_every_audience_without_a_bare_measure(
    stakeholders: rm.StakeholderMap,
) -> None:
    for answer in answers(rm.ReachMap.of(stakeholders)):
        for audience in AUDIENCES:
            shown: Any = release(answer, audience=audience)  # type: ignore[call-overload]  # one of three
            words = shown.content.explain()
            assert words.strip()
            assert MEASURES.findall(words) == []
