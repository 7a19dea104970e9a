"""No statement is made of what people wrote: shown on the source, not by trying."""

import ast
import re
from pathlib import Path

import pytest

from folders import DOCS
from reachmap.model.links import LINK_TYPES
from reachmap.model.tables import TABLES
from reachmap.store.neo4j import changing, checking, graph, store
from reachmap.store.neo4j.mapped_patterns import MappedPatterns
from reachmap.store.neo4j.mapping_file import read_mapping
from reachmap.store.neo4j.questions import Questions

FILES = sorted(Path(store.__file__).parent.glob("*.py"))
CYPHER = re.compile(r"\b(MATCH|MERGE|UNWIND|DELETE|DETACH|CREATE|RETURN)\b")
PUTTING = {
    "run",
    "fetch",
    "ask",
    "glance",
    "settle",
    "_gathered",
    "_remove_some",
    "_execute",
    "partial",
}
NAME = re.compile(r"[A-Za-z]+(_[A-Za-z]+)*_?")


def names_called(*nodes: ast.AST) -> set[str]:
    """Return the functions that are called by their bare name."""
    calls = (node for each in nodes for node in ast.walk(each) if isinstance(node, ast.Call))
    return {call.func.id for call in calls if isinstance(call.func, ast.Name)}


def speaks_cypher(function: ast.FunctionDef) -> bool:
    """Return whether a function has a piece of a statement in it, its docstring apart."""
    told = ast.get_docstring(function, clean=False)
    texts = (node.value for node in ast.walk(function) if isinstance(node, ast.Constant))
    return any(isinstance(t, str) and t != told and CYPHER.search(t) for t in texts)


MAKERS = {"gathering.py", "patterns.py", "questions.py", "mapped_patterns.py"}
"""Files of which statements are made: ours while they are loaded, others from a mapping."""


@pytest.mark.parametrize(
    "path", [path for path in FILES if path.name not in MAKERS], ids=lambda path: path.name
)
def test_statements_are_made_while_a_file_is_loaded_and_never_later(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    makers = {function.name for function in functions if speaks_cypher(function)}
    top = [node for node in tree.body if isinstance(node, ast.Assign | ast.AnnAssign)]
    assert makers <= names_called(*top)
    assert makers.isdisjoint(names_called(*functions))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_what_is_put_to_a_server_is_a_constant(path: Path) -> None:
    for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(call, ast.Call):
            continue
        name = getattr(call.func, "attr", getattr(call.func, "id", None))
        if name not in PUTTING:
            continue
        words = [*call.args, *(word.value for word in call.keywords if word.arg == "text")]
        for word in words:
            assert not isinstance(word, ast.JoinedStr | ast.BinOp), ast.unparse(call)
        texts = [word for word in words if isinstance(word, ast.Subscript)]
        assert all(ast.unparse(text.value).isupper() for text in texts), ast.unparse(call)


def test_the_words_of_the_model_that_stand_in_statements_are_plain_names() -> None:
    fields = {name for table in TABLES for name in graph.fields_of(table)}
    words = {*fields, *graph.LABELS.values(), *LINK_TYPES, *TABLES}
    assert [word for word in words if not NAME.fullmatch(word)] == []
    assert {"map", "version", "key", "derived"} & fields == set()


def test_every_statement_names_the_map_and_the_version_by_parameter() -> None:
    for texts in (graph.CREATE, graph.FETCH, changing.GIVE_WAY, checking.NAMED):
        for text in texts.values():
            assert "map: $map, version: $version" in text
            assert "'" not in text.replace("''", "")


def test_names_of_a_mapping_stand_between_backticks_and_nothing_else_of_it_does(
    tmp_path: Path,
) -> None:
    guide = (DOCS / "neo4j.md").read_text(encoding="utf-8")
    path = tmp_path / "crm.toml"
    path.write_text(re.findall(r"```toml\n(.*?)```", guide, re.DOTALL)[0], encoding="utf-8")
    text = path.read_text(encoding="utf-8")
    named = {*re.findall(r'"([\w ]+)"', text), *re.findall(r"\[:(\w+)\]", text)}
    patterns = MappedPatterns(read_mapping(str(path)))
    layout = patterns.layout()
    asked = (*(getattr(layout.questions, name) for name in Questions.__slots__),)
    statements = [each.text for each in (*asked, *layout.sizes.values())]
    statements += [*layout.fetch.values(), *(asked.text for _, _, asked, _ in patterns.left_out())]
    assert len([*filter(None, statements)]) > 40
    for statement in statements:
        assert {*re.findall("`([^`]*)`", statement)} <= named
        rest = re.sub("`[^`]*`", "", statement)
        assert "`" not in rest
        for given in ("a1", "NHS trust", "Non-profit", "hospital", "Helper", "Our contacts"):
            assert given not in rest
