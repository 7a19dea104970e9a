"""The house rules that can be checked: light imports, short modules, one gate to paper."""

import ast
import importlib.metadata
import re
import subprocess
import sys
from pathlib import Path

import pytest

import reachmap

SOURCE = Path(reachmap.__file__).parent
MODULES = sorted(SOURCE.rglob("*.py"))
SHOWN = sorted(p for p in SOURCE.rglob("*") if p.suffix in {".js", ".css", ".j2", ".html"})
HEAVY = {
    "pandas",
    "pyvis",
    "neo4j",
    "highspy",
    "openpyxl",
    "scipy",
    "IPython",
    "networkx",
    "rustworkx",
}


def loaded_by(statement: str) -> set[str]:
    """Return the top-level modules that a fresh interpreter holds after a statement."""
    code = f"{statement}\nimport sys\nprint(*{{name.partition('.')[0] for name in sys.modules}})"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)  # noqa: S603  our own words
    return set(done.stdout.split())


def test_importing_the_package_loads_no_engine() -> None:
    assert loaded_by("import reachmap") & HEAVY == set()


def test_the_check_for_engines_can_fail() -> None:
    assert loaded_by("import networkx") & HEAVY


def test_the_public_names_are_pinned() -> None:
    assert sorted(reachmap.__all__) == reachmap.__all__
    assert [name for name in reachmap.__all__ if not hasattr(reachmap, name)] == []
    assert reachmap.__all__ == PUBLIC


PUBLIC = [
    "About",
    "Activity",
    "Ask",
    "Assumptions",
    "Attendance",
    "Champion",
    "Channel",
    "Finding",
    "Group",
    "InfeasiblePlan",
    "InputError",
    "InvalidMap",
    "Issue",
    "KeyWorker",
    "Ledger",
    "Link",
    "Method",
    "Organisation",
    "PanelSeat",
    "PlanError",
    "ReachMap",
    "ReachMapError",
    "RenderError",
    "Said",
    "SolverError",
    "StakeholderMap",
    "StoreAccess",
    "StoreConflict",
    "StoreError",
    "StoreUnavailable",
    "Support",
    "TaxonomyTerm",
    "Turnout",
    "UnknownNode",
    "UnreadableFile",
    "Venue",
    "Voice",
    "demo",
    "forget",
    "from_frames",
    "from_networkx",
    "open",
    "read",
    "record",
]


@pytest.mark.parametrize("path", [*MODULES, *SHOWN], ids=lambda p: str(p.relative_to(SOURCE)))
def test_no_file_is_longer_than_400_lines(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_no_function_is_longer_than_40_lines_of_code(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef):
            first = node.body[0]
            told = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
            start = node.body[min(1, len(node.body) - 1)].lineno if told else node.lineno
            assert (node.end_lineno or start) - start < 40, node.name


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_only_the_command_line_catches_everything(path: Path) -> None:
    broad = re.search(r"except (Base)?Exception|except:", path.read_text(encoding="utf-8"))
    assert broad is None or path.parent.name == "cli"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_only_release_makes_what_may_go_to_paper(path: Path) -> None:
    calls = re.findall(r"\bReleased(?:\[[^\]]*\])?\(", path.read_text(encoding="utf-8"))
    declared = path.name == "released.py"
    assert not calls or declared or path.parent.name == "release"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_nothing_is_evaluated_or_unpickled(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in {"eval", "exec", "__import__"}
        if isinstance(node, ast.Import | ast.ImportFrom):
            names = [alias.name for alias in node.names] + [getattr(node, "module", "") or ""]
            assert not {"pickle", "jsonpickle", "yaml", "shelve"} & set(names)


def requirements() -> list[str]:
    """Return the names of what the package needs at run time."""
    needed = importlib.metadata.requires("reachmap") or []
    return [re.split(r"[^\w-]", line)[0] for line in needed if "extra ==" not in line]


@pytest.mark.parametrize("name", requirements())
def test_nothing_needed_at_run_time_is_under_the_gpl(name: str) -> None:
    about = importlib.metadata.metadata(name).json
    words = [str(about.get("license_expression", "")), str(about.get("license", ""))[:200]]
    words += [text for text in about.get("classifier", ()) if "License" in text]
    licence = " ".join(words)
    assert licence.strip()
    assert not re.search(r"\bA?GPL|General Public License", licence.replace("LGPL", ""))


def test_every_run_time_dependency_has_a_lower_bound() -> None:
    needed = importlib.metadata.requires("reachmap") or []
    assert [line for line in needed if "extra ==" not in line and ">=" not in line] == []
