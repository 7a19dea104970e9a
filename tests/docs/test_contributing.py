"""CONTRIBUTING is true: one of each kind is added as it says, and the whole still passes."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import left_out
from folders import ROOT

CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
ADDITIONS = Path(__file__).with_name("additions")
NOT_COPIED = (".git", ".venv", ".cache", "build", "__pycache__", "screens")
MOST_FILES = 4
"""Files that are there already, and that a new thing may have to change."""

WRITE_SCHEMAS = (
    "from pathlib import Path; from reachmap.io.schema import write_schemas; "
    "write_schemas(Path('schemas'))"
)


class House:
    """A copy of the whole folder, to which things are added."""

    def __init__(self, root: Path) -> None:
        shutil.copytree(ROOT, root, ignore=shutil.ignore_patterns(*NOT_COPIED))
        self.root = root
        self.source = root / "src" / "reachmap"
        self.changed: set[str] = set()
        self.made: set[str] = set()

    def before(self, file: str, anchor: str, *lines: str) -> None:
        """Put lines before the first that begins with an anchor."""
        path = self.source / file
        text = path.read_text(encoding="utf-8")
        place = re.search(rf"^{re.escape(anchor)}", text, flags=re.MULTILINE)
        assert place, f"{file}: {anchor}"
        new = "".join(f"{line}\n" for line in lines)
        path.write_text(text[: place.start()] + new + text[place.start() :], encoding="utf-8")
        self.changed.add(file)

    def append(self, file: str, *lines: str) -> None:
        """Put lines at the end of a file."""
        with (self.source / file).open("a", encoding="utf-8") as end:
            end.write("".join(f"{line}\n" for line in lines))
        self.changed.add(file)

    def instead(self, file: str, old: str, new: str) -> None:
        """Write a text in place of one that stands there once."""
        path = self.source / file
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{file}: {old}"
        path.write_text(text.replace(old, new), encoding="utf-8")
        self.changed.add(file)

    def make(self, *files: str) -> None:
        """Make new files of those that stand beside this test."""
        for file in files:
            target = self.source / file
            target.parent.mkdir(exist_ok=True)
            shutil.copy(ADDITIONS / f"{file}.txt", target)
            self.made.add(file)

    def run(self, words: list[str]) -> str:
        """Return what a command says that is run in the copy; fail where it fails."""
        paths = {"PYTHONPATH": str(self.root / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
        done = subprocess.run(  # noqa: S603  our own
            words,
            cwd=self.root,
            env=os.environ | paths,
            check=False,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, f"{shlex.join(words)}\n{done.stdout}\n{done.stderr}"
        return done.stdout


def add_link_type(house: House) -> None:
    """Add a type of link: what it joins, what it means, and how people speak of it."""
    house.before("model/links.py", "]\n\nCONTACTS", '    "VISITS",')
    house.before(
        "model/links.py",
        "}\n\nINTRODUCTIONS",
        '    "VISITS": LinkType(',
        '        tails=("organisation",),',
        '        heads=("group",),',
        '        meaning="visits",',
        "        usual_chance=0.4,",
        '        first_step="Go along to {to}, whom you visit",',
        '        later_step="{from_} visits {to}, and can take you along",',
        '        why_you="you visit {to}",',
        '        making="Ask {from_} to visit {to}",',
        "    ),",
    )


def add_rule(house: House) -> None:
    """Add a rule of the review, declared beside its check."""
    file = "analysis/review/groups.py"
    with (house.source / file).open("a", encoding="utf-8") as end:
        end.write('''

def _no_language(facts: ReviewFacts) -> Iterator[Case]:
    """Yield groups without a language on record."""
    for group in facts.snapshot.outline.groups:
        if not group.languages:
            yield Case(group.id, {})


NO_LANGUAGE = Rule(
    code="no-language",
    severity="next time",
    message="no language is on record",
    reason="Whoever is invited in another language than their own may not come.",
    remedy="Ask which languages people of the group use, and write them down.",
    check=_no_language,
)
''')
    house.changed.add(file)
    house.before("analysis/review/rules.py", "    ONE_CHANNEL,\n)", "    NO_LANGUAGE,")
    house.before("analysis/review/rules.py", ')\n"""The rules', "    NO_LANGUAGE,")


def add_gap(house: House) -> None:
    """Add a gap of readiness: a row of a table, and a function that counts."""
    house.before(
        "analysis/readiness/others.py",
        "GAPS_OF_OTHERS",
        "def _groups_without_question(facts: ReadinessFacts) -> GapSize | None:",
        "    groups = facts.snapshot.groups",
        "    blank = sum(group.finding_question is None for group in groups.values())",
        "    return GapSize(blank, blank, len(groups)) if blank else None",
        "",
        "",
    )
    house.before(
        "analysis/readiness/others.py",
        "}",
        '    "groups.finding_question.heard": _groups_without_question,',
    )
    house.append(
        "analysis/readiness/gaps.toml",
        "",
        '["groups.finding_question.heard"]',
        'table = "groups"',
        'column = "finding_question"',
        'question = "heard"',
        'loss = "detail"',
        'subject = "No question to find them by for"',
        'things = "groups"',
        'effect = "how people who do not use its name can be asked"',
    )


def add_question(house: House) -> None:
    """Add a question: its package and its command, and a line where questions are listed."""
    package = [
        f"analysis/languages/{name}.py" for name in ("__init__", "rows", "words", "question")
    ]
    house.make(*package, "cli/commands/languages.py")
    home = "reachmap.analysis.languages.question"
    house.before(
        "questions.py", "    from reachmap.analysis.methods", f"    from {home} import languages"
    )
    house.before("questions.py", '    "leaving",', '    "languages",')
    house.before(
        "questions.py", '            "links_to_build":', f'            "languages": "{home}",'
    )
    house.before(
        "map.py", "    links_to_build = ", "    languages = question(lambda: questions.languages)"
    )
    house.before(
        "analysis/catalogue.py",
        '        "links":',
        '        "languages": "which languages groups use",',
    )
    house.before("cli/main.py", "    links,", "    languages,")
    house.before(
        "cli/main.py",
        '        "links":',
        '        "languages": (languages.languages, "languages demo"),',
    )


def add_store(house: House) -> None:
    """Add a store: its package, and a line where stores are opened."""
    house.make("store/shelf/__init__.py", "store/shelf/store.py")
    file = "store/opening.py"
    house.instead(file, 'SCHEMES = ("neo4j",', 'SCHEMES = ("shelf", "neo4j",')
    house.before(
        file,
        "    try:\n        from reachmap.store.neo4j import",
        '    if source.startswith("shelf:"):',
        "        from reachmap.store.shelf import ShelfStore",
        "",
        "        return ShelfStore(source)",
    )


def add_format(house: House) -> None:
    """Add a format: its file, and a line in the table of formats."""
    house.make("io/zipped_document.py")
    file = "io/forms.py"
    house.before(
        file,
        "from reachmap.model.answer",
        "from reachmap.io.zipped_document import edit_zipped, read_zipped, write_zipped",
    )
    house.before(
        file,
        '}\n"""Formats',
        '    ".gz": FileFormat(_whole_file, read_zipped, write_zipped, edit_zipped),',
    )


HOW_TO: dict[str, Callable[[House], None]] = {
    "a link type": add_link_type,
    "a rule of the review": add_rule,
    "a gap": add_gap,
    "a question": add_question,
    "a store": add_store,
    "a format": add_format,
}


def files_named(what: str) -> set[str]:
    """Return the files that the page names for adding something, NAME standing for any."""
    said = re.search(rf"^\*\*{what}\*\*(.*?)^$", CONTRIBUTING, flags=re.MULTILINE | re.DOTALL)
    assert said, what
    return {path for path in re.findall(r"`([\w/.]+)`", said[1]) if "/" in path or ".py" in path}


def is_named(file: str, named: set[str]) -> bool:
    """Return whether a file, or the folder it is in, is among those that the page names."""
    forms = [re.escape(name).replace("NAME", r"\w+") for name in named]
    return any(re.fullmatch(form + (r".*" if form.endswith("/") else ""), file) for form in forms)


def checks() -> list[list[str]]:
    """Return the commands of `make check` on the code, without the scripts and the build."""
    recipe = (ROOT / "Makefile").read_text(encoding="utf-8").partition("\ncheck:")[2]
    lines = recipe.partition("\n\n")[0].splitlines()[1:]
    programs = Path(sys.executable).parent
    return [
        [str(programs / words[0]), *words[1:]]
        for words in (shlex.split(line.strip().removeprefix("$(BIN)/")) for line in lines)
        if words[0] in {"ruff", "mypy", "lint-imports", "codespell"}
    ]


@pytest.mark.campaign
def test_one_of_each_is_added_as_the_page_says_and_the_checks_pass(tmp_path: Path) -> None:
    house = House(tmp_path / "house")
    for what, add in HOW_TO.items():
        house.changed, house.made = set(), set()
        add(house)
        assert len(house.changed) <= MOST_FILES, what
        named = files_named(what)
        assert [file for file in house.changed | house.made if not is_named(file, named)] == []
    listed = checks()
    assert len(listed) == 5
    for words in listed:
        if not Path(words[0]).exists():
            left_out(f"no {Path(words[0]).name} here: make setup")
        house.run(words)
    for words in (["docs/reference/write_reference.py"], ["-c", WRITE_SCHEMAS]):
        house.run([sys.executable, *words])
    house.run([sys.executable, str(ADDITIONS / "try_them.py.txt"), str(tmp_path)])
