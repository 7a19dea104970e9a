"""The page writes no sentence of its own: all its words come from tables, and all are used."""

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from reachmap import view
from reachmap.analysis.burden import words as burden
from reachmap.analysis.evidence import words as evidence
from reachmap.analysis.gatekeepers import words as gatekeepers
from reachmap.analysis.methods import words as methods
from reachmap.analysis.participation import words as participation
from reachmap.analysis.readiness import words as readiness
from reachmap.analysis.review import words as review
from reachmap.analysis.routes import words as routes
from reachmap.analysis.voices import words as voices
from reachmap.analysis.what_if import words as what_if
from reachmap.plan.links import words as links
from reachmap.view.words import PAGE, SCRIPT_WORDS, TEMPLATE_WORDS

VIEW = Path(view.__file__).parent
SOURCE = VIEW.parent
TEMPLATES = VIEW / "templates"
WORDS_OF_QUESTIONS = (
    *(burden, evidence, gatekeepers, methods, participation, review, routes, voices, what_if),
    *(links, readiness),
)
SENTENCE = re.compile(r"[A-Za-z’']+[,;:]? [A-Za-z’'{]+")
"""Two words with a space between."""

JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
ATTRIBUTE = re.compile(r'(?:aria-label|placeholder|alt|title)="([^"]*)"')


def sentences_of_template(text: str) -> list[str]:
    """Return what a template says in words of its own, in its text or to those who hear it."""
    markup = JINJA.sub("", text)
    markup = re.sub(r"<style>.*?</style>|<script>.*?</script>", "", markup, flags=re.DOTALL)
    texts = re.sub(r"<[^>]*>", "\n", markup).split("\n")
    return [words for words in (*texts, *ATTRIBUTE.findall(markup)) if re.search("[A-Za-z]", words)]


def sentences_of_script(text: str) -> list[str]:
    """Return what a script says in words of its own."""
    code = re.sub(r"^\s*//.*$|/\S+/\w*(?=[.,])", "", text, flags=re.MULTILINE)
    strings = (match.group()[1:-1] for match in STRING.finditer(code))
    texts = (re.sub(r"\$\{[^}]*\}", "", string) for string in strings)
    return [words for words in texts if SENTENCE.search(words) and words not in NO_WORDS]


STRING = re.compile(r"""'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`""")

NO_WORDS = {
    "use strict",
    "px system-ui, sans-serif",
    "bold px system-ui, sans-serif",
    "10px sans-serif",
    "thead th",
    ".answer table",
    "#panel .route button",
}
"""Texts for browsers, not for people."""


def sentences_of_module(text: str) -> Iterator[str]:
    """Yield the strings of a module, but for docstrings and the messages of errors."""
    tree = ast.parse(text)
    spared: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr):
            spared.add(node.value)
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "message":
            spared.update(ast.walk(node.value))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in spared:
            yield node.value


def test_templates_have_no_words_of_their_own() -> None:
    found = {
        path.name: sentences
        for path in TEMPLATES.glob("*.j2")
        if (sentences := sentences_of_template(path.read_text(encoding="utf-8")))
    }
    assert found == {}


def test_scripts_have_no_words_of_their_own() -> None:
    found = {
        path.name: sentences
        for path in TEMPLATES.glob("*.js")
        if (sentences := sentences_of_script(path.read_text(encoding="utf-8")))
    }
    assert found == {}


FOR_ENGINES = re.compile(
    "-src |system-ui|^List |^Table Grid$|^offset points$|^upper left$|^could not be|^#set page"
)
"""Texts for browsers, for Word, for what draws, and for what sets pages."""


def test_modules_of_the_page_have_no_words_of_their_own() -> None:
    found = {}
    for path in VIEW.rglob("*.py"):
        texts = sentences_of_module(path.read_text(encoding="utf-8"))
        sentences = [t for t in texts if SENTENCE.search(t) and not FOR_ENGINES.search(t)]
        if sentences and path.name != "words.py":
            found[path.name] = sentences
    assert found == {}


@pytest.mark.parametrize(
    ("finder", "text"),
    [
        (sentences_of_template, "<p>Nobody yet</p>"),
        (sentences_of_template, '<p aria-label="Search the map"></p>'),
        (sentences_of_script, 'say("Nobody yet");'),
        (sentences_of_script, "say(`Nobody ${name} yet, ask`);"),
        (sentences_of_module, 'words = f"{name} knows nobody"'),
    ],
)
def test_the_watch_for_words_can_find_some(finder: object, text: str) -> None:
    assert callable(finder)
    assert any(SENTENCE.search(words) for words in finder(text))


def keys_in(pattern: str, suffix: str) -> set[tuple[str, str]]:
    """Return the parts and keys of tables that templates or scripts refer to."""
    texts = (path.read_text(encoding="utf-8") for path in TEMPLATES.glob(f"*.{suffix}"))
    return {(part, key) for text in texts for part, key in re.findall(pattern, text)}


def keys_of(tables: Mapping[str, Mapping[str, str]]) -> set[tuple[str, str]]:
    """Return all parts and keys of some tables."""
    return {(part, key) for part, table in tables.items() for key in table}


def test_scripts_use_every_word_that_is_theirs_and_no_other() -> None:
    assert keys_in(r"WORDS\.(\w+)\.(\w+)", "js") == keys_of(SCRIPT_WORDS)


def test_templates_use_no_word_that_is_in_no_table() -> None:
    assert keys_in(r"words\.(\w+)\.(\w+)", "j2") <= keys_of(TEMPLATE_WORDS)


def test_no_word_of_the_page_is_left_unused() -> None:
    modules = "\n".join(
        path.read_text(encoding="utf-8")
        for path in (*SOURCE.rglob("view/**/*.py"), *SOURCE.rglob("words.py"))
    )
    templates = {key for _, key in keys_in(r"words\.(\w+)\.(\w+)", "j2")}
    tables = (PAGE, *(module.PAGE for module in WORDS_OF_QUESTIONS))
    keys = {key for table in tables for key in table} - templates
    unused = [key for key in keys if f'"{key}"' not in modules]
    assert unused == []


def test_slots_have_names() -> None:
    scripts = SCRIPT_WORDS.values()
    tables = (PAGE, *(module.PAGE for module in WORDS_OF_QUESTIONS), *scripts)
    nameless = [text for table in tables for text in table.values() if re.search(r"\{[\W\d]", text)]
    assert nameless == []
