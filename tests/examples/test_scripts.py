"""The scripts to copy: each runs, says what the front desk says, and writes only where told."""

import subprocess
import sys
from pathlib import Path

import networkx as nx
import pandas as pd
import pytest

import folders
import reachmap as rm
from amounts import some_each_time
from folders import EXAMPLES
from scripts import run_script

TOWN = str(folders.TOWN)
SCRIPTS = EXAMPLES / "scripts"


DESKS = pytest.mark.parametrize("words", [[TOWN], []], ids=["town", "demo"])


def run(name: str, *words: str, place: Path) -> list[str]:
    """Run a script in an empty folder, and return the lines it printed."""
    return run_script(SCRIPTS / name, *words, folder=place).splitlines()


@pytest.fixture(scope="module")
def town() -> rm.ReachMap:
    return rm.read(TOWN)


@pytest.fixture(scope="module")
def borough() -> rm.ReachMap:
    return rm.demo()


@pytest.fixture
def desk(words: list[str], town: rm.ReachMap, borough: rm.ReachMap) -> rm.ReachMap:
    """Return the front desk of the map that the words name."""
    return town if words else borough


@pytest.mark.parametrize("path", sorted(SCRIPTS.glob("*.py")), ids=lambda path: str(path.name))
def test_each_is_short_and_says_how_to_run_it(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 40
    assert f"python examples/scripts/{path.name}" in text
    assert text.count("\n# ") >= 2


def test_there_is_a_test_of_every_script() -> None:
    names = {path.name for path in SCRIPTS.iterdir() if path.suffix == ".py"}
    own = Path(__file__).read_text(encoding="utf-8")
    assert {name for name in names if f'run("{name}"' not in own} == set()


def test_a_script_runs_by_itself_without_a_warning(tmp_path: Path) -> None:
    done = subprocess.run(  # noqa: S603  our own script
        [sys.executable, "-W", "error", "-X", "utf8", str(SCRIPTS / "read_and_ask.py"), TOWN],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == run("read_and_ask.py", TOWN, place=tmp_path)


@DESKS
def test_reading_and_asking_prints_what_the_answers_say(
    words: list[str], desk: rm.ReachMap, tmp_path: Path
) -> None:
    lines = run("read_and_ask.py", *words, place=tmp_path)
    for answer in (desk.overview(), desk.participation(), desk.voices()):
        assert set(answer.explain().splitlines()) <= set(lines)
    told = [line.partition(":")[0] for line in lines if "Who could introduce us:" in line]
    assert told == [group.name for group in desk.participation().of("unheard")]
    ways = [desk.routes(g.group, k=2).routes for g in desk.participation().of("unheard")]
    assert len([line for line in lines if line.startswith("  - ")]) == sum(map(len, ways))
    assert lines[-1] == desk.readiness().next_step
    assert list(tmp_path.iterdir()) == []


@DESKS
def test_frames_are_joined_to_a_table_of_ones_own(
    words: list[str], desk: rm.ReachMap, tmp_path: Path
) -> None:
    lines = run("to_pandas.py", *words, "-o", "groups.csv", place=tmp_path)
    assert lines == [str({name: len(frame) for name, frame in desk.to_frames().items()})]
    joined = pd.read_csv(tmp_path / "groups.csv").set_index("group")
    heard = desk.participation().to_frame().set_index("group")
    chance = desk.routes_to_all().to_frame().set_index("group")["chance"]
    assert joined["heard"].dropna().to_dict() == heard["heard"].dropna().to_dict()
    assert joined["heard"].isna().to_dict() == heard["heard"].isna().to_dict()
    assert joined["chance"].sort_index().tolist() == pytest.approx(
        chance.sort_index().tolist(), nan_ok=True
    )
    assert joined["lead"].dropna().to_dict() == {
        group: lead
        for group, lead in {"carers": "adult care", "young-carers": "schools"}.items()
        if group in joined.index
    }
    assert [path.name for path in tmp_path.iterdir()] == ["groups.csv"]


def test_frames_go_to_the_screen_where_no_file_is_named(tmp_path: Path) -> None:
    lines = run("to_pandas.py", TOWN, place=tmp_path)
    assert len(lines) == 1 + len(rm.read(TOWN).stakeholders.groups) + 1
    assert list(tmp_path.iterdir()) == []


@DESKS
def test_the_graph_is_measured_and_comes_back(
    words: list[str], desk: rm.ReachMap, tmp_path: Path
) -> None:
    lines = run("to_networkx.py", *words, place=tmp_path)
    graph = desk.to_networkx()
    beside = ("group", "activity", "voice")
    graph.remove_nodes_from([n for n, kind in graph.nodes(data="kind") if str(kind) in beside])
    between = nx.betweenness_centrality(nx.DiGraph(graph))
    top = sorted(between, key=lambda node: (-between[node], node))[:5]
    assert lines == [
        *(f"{between[node]:.4f}  {desk.stakeholders.node(node).name}" for node in top),
        f"betweenness {between[top[0]]:.4f}",
        "True",
    ]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("words", some_each_time([[TOWN], []], 1), ids=["town", "demo"])
def test_pages_are_written_for_each_audience_where_told(
    words: list[str], desk: rm.ReachMap, tmp_path: Path
) -> None:
    lines = run("to_page.py", "pages", *words, place=tmp_path)
    assert lines == [f"Wrote {Path('pages') / name}" for name in ("internal.html", "partner.html")]
    assert sorted(path.name for path in (tmp_path / "pages").iterdir()) == [
        "internal.html",
        "partner.html",
    ]
    worker = desk.stakeholders.workers[0].name
    texts = [path.read_text("utf-8") for path in sorted((tmp_path / "pages").iterdir())]
    assert "not for sharing" in texts[0]
    assert worker in texts[0]
    assert worker not in texts[1]
