"""The house rules that can be checked: light imports, short modules, one gate to paper."""

import ast
import importlib.metadata
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

import reachmap

SOURCE = Path(reachmap.__file__).parent
MODULES = sorted(SOURCE.rglob("*.py"))
TEXTS = sorted(p for p in SOURCE.rglob("*") if p.suffix in {".js", ".css", ".j2", ".html", ".toml"})
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
    "docx",
    "typst",
    "matplotlib",
    "icalendar",
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
    "Answer",
    "Ask",
    "Assumptions",
    "Attendance",
    "Audience",
    "Building",
    "Burden",
    "Calibration",
    "Champion",
    "Change",
    "Channel",
    "Evidence",
    "Finding",
    "Gatekeepers",
    "Group",
    "InfeasiblePlan",
    "InputError",
    "InvalidMap",
    "Issue",
    "KeyWorker",
    "Leaving",
    "Ledger",
    "Link",
    "LinksToBuild",
    "LookBack",
    "MapWarning",
    "Method",
    "Methods",
    "Organisation",
    "Overview",
    "Panel",
    "PanelSeat",
    "Participation",
    "Plan",
    "PlanError",
    "Reach",
    "ReachMap",
    "ReachMapError",
    "Readiness",
    "RenderError",
    "Review",
    "Routes",
    "RoutesToAll",
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
    "UndecidedMerge",
    "UnknownNode",
    "UnreadableFile",
    "Venue",
    "Voice",
    "Voices",
    "WhatIf",
    "commit",
    "demo",
    "forget",
    "from_frames",
    "from_networkx",
    "import_",
    "merge",
    "new",
    "read",
    "record",
    "sync",
]


def offenders(broken: Callable[[Path], Iterator[str]], files: Iterable[Path]) -> list[str]:
    """Return what breaks a rule, each with its file."""
    return [f"{path.relative_to(SOURCE)}: {what}" for path in files for what in broken(path)]


@cache
def tree_of(path: Path) -> ast.Module:
    """Return the syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"))


def test_no_file_is_longer_than_400_lines() -> None:
    def broken(path: Path) -> Iterator[str]:
        lines = len(path.read_text(encoding="utf-8").splitlines())
        if lines > 400:
            yield f"{lines} lines"

    assert offenders(broken, [*MODULES, *TEXTS]) == []


def test_no_function_is_longer_than_40_lines_of_code() -> None:
    def broken(path: Path) -> Iterator[str]:
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.FunctionDef):
                first = node.body[0]
                docstring = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
                start = node.body[min(1, len(node.body) - 1)].lineno if docstring else node.lineno
                if (node.end_lineno or start) - start >= 40:
                    yield node.name

    assert offenders(broken, MODULES) == []


def imports_of(path: Path) -> Iterator[str]:
    """Yield every module that a file imports, and everything it imports from one."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""
            yield from (f"{node.module}.{each.name}" for each in node.names)


def test_no_question_takes_the_words_of_another() -> None:
    def broken(path: Path) -> Iterator[str]:
        own = ".".join(("reachmap", *path.parent.relative_to(SOURCE).parts, "words"))
        for name in {*imports_of(path)}:
            if re.fullmatch(r"reachmap\.(analysis|plan)\.\w+\.words", name) and name != own:
                yield name

    rooms = [SOURCE / "analysis", SOURCE / "plan"]
    assert offenders(broken, (path for room in rooms for path in room.rglob("*.py"))) == []


def test_only_the_command_line_catches_everything() -> None:
    def broken(path: Path) -> Iterator[str]:
        if path.is_relative_to(SOURCE / "cli"):
            return
        text = path.read_text(encoding="utf-8")
        yield from re.findall(r"except (?:Base)?Exception|except:", text)

    assert offenders(broken, MODULES) == []


def test_only_release_makes_what_may_go_to_paper() -> None:
    def broken(path: Path) -> Iterator[str]:
        if not path.is_relative_to(SOURCE / "release"):
            text = path.read_text(encoding="utf-8")
            yield from re.findall(r"\bReleased(?:\[[^\]]*\])?\(", text)

    assert offenders(broken, MODULES) == []


def test_a_door_that_writes_takes_what_was_released_and_nothing_else() -> None:
    plain = {"whole_files.py", "template.py"}  # bytes as they are, and a workbook without a map
    first = {}
    for path in (SOURCE / "io").rglob("*.py"):
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.FunctionDef) and path.name not in plain:
                names = [each.arg for each in node.args.kwonlyargs]
                given = next((each for each in node.args.args if each.arg != "self"), None)
                if "force" in names and given is not None and given.annotation is not None:
                    first[node.name] = ast.unparse(given.annotation)
    assert first.pop("write_answer") == "Released[Answer]"
    assert len(first) >= 5
    assert set(first.values()) == {"Released[StakeholderMap]"}


def test_nothing_is_evaluated_or_unpickled() -> None:
    def broken(path: Path) -> Iterator[str]:
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                yield from {"eval", "exec", "__import__"} & {node.func.id}
            if isinstance(node, ast.Import | ast.ImportFrom):
                names = [alias.name for alias in node.names] + [getattr(node, "module", "") or ""]
                yield from sorted({"pickle", "jsonpickle", "yaml", "shelve"} & set(names))

    assert offenders(broken, MODULES) == []


UNCLEAR = {"told", "reckoned", "found", "place", "shown", "kept", "whom", "stand", "somebody"}
"""Names that do not say what they name: a noun of the field does."""


def names_bound(tree: ast.AST) -> Iterator[str]:
    """Yield every name that code binds, but for the fields of answers, which are public."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.AnnAssign) and isinstance(tree, ast.ClassDef):
            if not ast.unparse(node.annotation).startswith("Annotated["):
                yield ast.unparse(node.target)
            continue
        yield from names_bound(node)
        match node:
            case ast.Name(id=name, ctx=ast.Store()) | ast.Attribute(attr=name, ctx=ast.Store()):
                yield name
            case ast.arg(arg=name) | ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                yield name
            case ast.alias(name=name, asname=other):
                yield other or name
            case ast.ExceptHandler(name=str(name)) | ast.MatchAs(name=str(name)):
                yield name


def test_no_name_is_unclear() -> None:
    def broken(path: Path) -> Iterator[str]:
        yield from sorted(UNCLEAR.intersection(names_bound(tree_of(path))))

    assert offenders(broken, MODULES) == []


def test_the_check_of_names_finds_every_way_to_bind_one() -> None:
    code = """
import m as a
from m import b
def c(d, *e, f=1, **g):
    h = i, *j = d
    for k in e: self.l = k
    with d as n, d as (o, p): pass
    try: q: int = [r for r in d if (s := r)]
    except E as t: u += 1
    match d:
        case [v, *_]: pass
class w:
    x: int
    y: Annotated[int, PUBLIC]
    z = lambda aa: aa
"""
    assert {*names_bound(ast.parse(code))} == {*"abcdefghijklnopqrstuvwxz", "aa"}


def requirements() -> list[str]:
    """Return the names of what the package needs at run time."""
    needed = importlib.metadata.requires("reachmap") or []
    return [re.split(r"[^\w-]", line)[0] for line in needed if "extra ==" not in line]


def licence_of(name: str) -> str:
    """Return what a package says of its licence."""
    about = importlib.metadata.metadata(name).json
    words = [str(about.get("license_expression", "")), str(about.get("license", ""))[:200]]
    words += [text for text in about.get("classifier", ()) if "License" in text]
    return " ".join(words).strip()


def test_nothing_needed_at_run_time_is_under_the_gpl() -> None:
    licences = {name: licence_of(name) for name in requirements()}
    gpl = re.compile(r"\bA?GPL|General Public License")
    assert [name for name, licence in licences.items() if not licence] == []
    assert {n: text for n, text in licences.items() if gpl.search(text.replace("LGPL", ""))} == {}


def test_every_run_time_dependency_has_a_lower_bound() -> None:
    needed = importlib.metadata.requires("reachmap") or []
    assert [line for line in needed if "extra ==" not in line and ">=" not in line] == []
