"""Writers killed at each thing that they ask of the system, one after another."""

import re
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

import reachmap as rm
from conftest import left_out
from folders import TOWN

pytestmark = pytest.mark.campaign

CANARY = "canary-7x"
AGAIN = rm.Finding(rule="again", subject="s", answer="a")
FORMS = ("town", "town.json", "town.xlsx", "town.db")

MOST = 12
"""Kills at one thing that is asked often; they are spread over all of them."""

WATCHED = (
    "write,pwrite64,?rename,renameat,?renameat2,?unlink,unlinkat,?rmdir,?mkdir,mkdirat,"
    "fsync,fdatasync,ftruncate,?chmod,fchmod,?fchmodat,?chown,fchown,fchownat"
)
"""What is asked of the system that changes anything; a question mark is for those some lack."""

WORK = """
import sys
from datetime import date
import reachmap as rm
if sys.argv[2] == "forget":
    rm.forget(sys.argv[1], sys.argv[3])
else:
    asked = {"date": date(2026, 3, 30), "from": "team", "to": "carers-hub"}
    rows = [rm.Ask.model_validate(asked), rm.Finding(rule="r", subject="s", answer="a")]
    rm.record(sys.argv[1], rows).close()
"""


@pytest.fixture
def canary_town(tmp_path: Path) -> Path:
    """Return the small town with a voice whose name is nowhere else."""
    folder = tmp_path / "made" / "town"
    shutil.copytree(TOWN, folder)
    for file in folder.iterdir():
        file.write_text(re.sub(r"\bv1\b", CANARY, file.read_text()))
    return folder


def run(path: Path, what: str, *, kill: str | None = None, times: int = 0) -> tuple[int, str]:
    """Return how a writer ended, and what it asked of the system."""
    traced = path.with_name("trace.out")
    kills = [] if kill is None else ["-e", f"inject={kill}:signal=KILL:when={times}"]
    watched = ["strace", "-f", "-qq", "-o", str(traced), "-e", f"trace={WATCHED}", *kills]
    work = [sys.executable, "-B", "-c", WORK, str(path), what, CANARY]
    done = subprocess.run([*watched, *work], check=False, capture_output=True, text=True)  # noqa: S603  our own
    text = traced.read_text(errors="replace")
    traced.unlink()
    assert done.returncode == (0 if kill is None else -signal.SIGKILL), done.stderr
    return done.returncode, text


def moments(path: Path, what: str) -> Iterator[tuple[str, int]]:
    """Yield what a writer asks of the system, and how many times before, to be killed there."""
    asked = Counter(re.findall(r"^\d+ +(\w+)\(", run(path, what)[1], re.MULTILINE))
    for name, count in sorted(asked.items()):
        step = max(1, -(-count // MOST))
        yield from ((name, times) for times in range(1, count + 1, step))


def naming(folder: Path) -> list[str]:
    """Return the files, and parts of workbooks, whose bytes hold the canary."""
    found = []
    for file in sorted(each for each in folder.rglob("*") if each.is_file()):
        raw = file.read_bytes()
        contents = {"": raw}
        if raw.startswith(b"PK"):
            with ZipFile(BytesIO(raw)) as archive:
                contents = {part: archive.read(part) for part in archive.namelist()}
        found += [
            f"{file.name} {part}" for part, held in contents.items() if CANARY.encode() in held
        ]
    return found


def whole(path: Path) -> rm.StakeholderMap:
    """Return the whole map."""
    with rm.open(path) as desk:
        return desk.stakeholders


def fresh(made: Path, folder: Path, name: str) -> Path:
    """Return a map in a folder of its own, put there anew."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    rm.read(made).write(folder / name)
    return folder / name


@pytest.mark.parametrize("what", ["record", "forget"])
@pytest.mark.parametrize("name", FORMS)
def test_a_kill_at_any_moment_leaves_a_whole_map_and_nothing_for_good(
    canary_town: Path, tmp_path: Path, name: str, what: str, told: Callable[[str], None]
) -> None:
    if shutil.which("strace") is None:
        left_out("no strace here: apt-get install strace")
    folder = tmp_path / "kept"
    path = fresh(canary_town, folder, name)
    old = whole(path)
    points = [*moments(path, what)]
    new = whole(path)
    assert new != old
    seen, left = Counter[str](), 0
    for kill, times in points:
        fresh(canary_town, folder, name)
        run(path, what, kill=kill, times=times)
        left += any(each.name.startswith(f".{name}") for each in folder.iterdir())
        after = whole(path)
        seen["old" if after == old else "new" if after == new else "neither"] += 1
        rm.record(path, [AGAIN]).close()
        if what == "forget" and after == new:
            assert naming(folder) == [], (kill, times)
        else:
            assert rm.forget(path, CANARY).remaining == ()
        assert naming(folder) == [], (kill, times)
        assert [each.name for each in folder.iterdir()] == [name], (kill, times)
    told(f"{what}, {name}: {len(points)} kills, {left} left something behind; {dict(seen)}")
    assert seen["neither"] == 0
    assert seen["old"] > 0
