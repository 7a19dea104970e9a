"""What the command line loads before it knows what is asked."""

import subprocess
import sys

import pytest

ENGINES = {
    *("highspy", "jinja2", "neo4j", "networkx", "numpy", "openpyxl", "pandas", "pydantic"),
    *("pyvis", "rich", "rustworkx", "scipy"),
}
"""What takes long to load, and is of no use before a question is asked."""

LIGHT = {
    "reachmap",
    "reachmap.errors",
    "reachmap.garbage",
    "reachmap.lazy",
    "reachmap.model",
    "reachmap.model.audience",
    "reachmap.model.choices",
    "reachmap.words",
}
"""Modules outside the room of the command line that it may load at its start."""


def loaded_by(statement: str) -> set[str]:
    """Return the modules that a fresh interpreter holds after a statement."""
    code = f"{statement}\nimport sys\nprint(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)  # noqa: S603  our own words
    return set(done.stderr.split())


@pytest.mark.parametrize(
    ("statement", "engines"),
    [
        ("import reachmap.cli", set()),
        ("from reachmap.cli.main import run; run(['--help'])", set()),
        # Typer itself has pydantic read the words of a command.
        ("from reachmap.cli.main import run; run(['routes', '--help'])", {"pydantic"}),
    ],
)
def test_starting_loads_no_engine_and_no_model(statement: str, engines: set[str]) -> None:
    loaded = loaded_by(statement)
    assert loaded & ENGINES <= engines
    rooms = {name for name in loaded if name.partition(".")[0] == "reachmap"}
    assert {name for name in rooms if not name.startswith("reachmap.cli")} - LIGHT == set()


def test_a_question_loads_what_it_needs_and_no_more() -> None:
    loaded = loaded_by("from reachmap.cli.main import run; run(['heard', 'demo'])")
    assert loaded & ENGINES <= {"numpy", "pydantic", "rich"}
    others = {"change", "gatekeepers", "reach", "review", "routes", "voices"}
    assert loaded & {f"reachmap.analysis.{question}" for question in others} == set()
    assert loaded & {"reachmap.plan", "reachmap.view"} == set()


def test_the_check_for_engines_can_fail() -> None:
    assert loaded_by("import rich, numpy") & ENGINES == {"rich", "numpy"}
