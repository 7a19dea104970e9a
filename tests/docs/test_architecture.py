"""ARCHITECTURE and the decisions say what is there."""

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from folders import ROOT

SOURCE = ROOT / "src" / "reachmap"
ARCHITECTURE = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))
PARTS = ("Choice", "Why", "What it cost", "What would change our mind")


def paths_in(text: str) -> Iterator[str]:
    """Yield what looks like the path of a module or a package of the source, as `io/tables/`."""
    for quoted in re.findall(r"`([a-z_0-9/.]+)`", text):
        if "/" in quoted and not quoted.endswith(".md"):
            yield quoted


def exists(path: str) -> bool:
    """Return whether a path is one of the source, or of the whole folder."""
    return (SOURCE / path).exists() or (ROOT / path).exists()


def test_architecture_is_one_page() -> None:
    assert len(ARCHITECTURE.splitlines()) <= 120


def test_architecture_names_every_room_and_every_package_within() -> None:
    folders = [path for path in SOURCE.rglob("*") if path.is_dir() and "__" not in path.name]
    rooms = [path for path in folders if not path.is_relative_to(SOURCE / "data" / "demo")]
    modules = [path for path in SOURCE.glob("*.py") if path.name != "__init__.py"]
    missing = [path for path in (*rooms, *modules) if path.name not in ARCHITECTURE]
    assert missing == []


def test_architecture_names_every_module_of_the_network_and_every_flat_file_of_analysis() -> None:
    modules = [*(SOURCE / "network").glob("*.py"), *(SOURCE / "analysis").glob("*.py")]
    names = [path.stem for path in modules if path.stem != "__init__"]
    assert [name for name in names if f"`{name}`" not in ARCHITECTURE] == []


def test_the_import_order_is_the_one_that_is_held() -> None:
    linter = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = linter["tool"]["importlinter"]["contracts"][0]["layers"]
    named = " > ".join(f"({layer})" if "|" in layer else layer for layer in layers)
    assert f"`{named}`" in ARCHITECTURE


def words_at_home() -> Iterator[tuple[str, frozenset[str]]]:
    """Yield each word that the page says is at home in some room, and those rooms."""
    table = ARCHITECTURE.split("| its own words |\n|---|---|---|\n")[1].split("\n\n")[0]
    for line in table.splitlines():
        rooms, _, words = line.strip("| ").split(" | ")
        folders = re.findall(r"`([^`]+)/`", rooms)
        home = frozenset("" if folder == "src/reachmap" else folder for folder in folders)
        yield from ((word, home) for word in re.findall(r"`(\w+)`", words))


def rooms_by_word() -> dict[str, Counter[str]]:
    """Return for each name of the code, and each part of one, the lines by room that hold it."""
    rooms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for path in SOURCE.rglob("*.py"):
        room = "" if path.parent == SOURCE else path.parent.relative_to(SOURCE).as_posix()
        for line in path.read_text(encoding="utf-8").splitlines():
            names = {plain(name) for name in re.findall(r"[A-Za-z_]\w*", line)}
            for word in names.union(*(name.split("_") for name in names)):
                rooms[word][room] += 1
    return rooms


def plain(name: str) -> str:
    """Return a name in small letters, its words parted by underscores."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower().strip("_")


def test_no_other_room_uses_the_words_of_a_room_more() -> None:
    rooms, wrong = rooms_by_word(), []
    for word, home in words_at_home():
        lines = rooms[plain(word)]
        if not lines or max(lines.values()) > max(lines[room] for room in home):
            wrong.append((word, *home, lines.most_common(2)))
    assert wrong == []


def test_the_check_of_words_sees_names_whole_and_in_part() -> None:
    assert len([*words_at_home()]) > 200
    assert rooms_by_word()["group_heard"].keys() >= {"analysis/participation"}
    assert plain("GroupHeard") == plain("_group_heard") == "group_heard"


PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#:\s]+)[^)]*\)", page.read_text(encoding="utf-8"))
    own = [link for link in links if not link.startswith("http")]
    assert [link for link in own if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", [ROOT / "ARCHITECTURE.md", *DECISIONS], ids=lambda page: page.stem)
def test_every_path_that_a_page_names_is_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert [path for path in paths_in(text) if not exists(path)] == []


def test_the_check_of_paths_can_fail() -> None:
    assert not any(map(exists, paths_in("see `analysis/nowhere.py`")))
    assert [*paths_in("see `analysis/nowhere.py`")] == ["analysis/nowhere.py"]


def test_each_decision_says_its_parts_in_order_and_stands_in_the_index() -> None:
    index = (ROOT / "docs" / "decisions" / "README.md").read_text(encoding="utf-8")
    for number, page in enumerate(DECISIONS, start=1):
        title, *parts = page.read_text(encoding="utf-8").strip().split("\n\n")
        headings = [re.match(r"\*\*([^*]+)\.\*\* ", part) for part in parts]
        named = [heading[1] for heading in headings if heading]
        assert [name for name in named if name != "Figures"] == [*PARTS], page.name
        assert page.name.startswith(f"{number:03d}-")
        assert title.startswith(f"# {number}. ")
        assert f"- [{title.removeprefix('# ')}]({page.name})" in index.splitlines()
