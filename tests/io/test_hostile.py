"""Files that were damaged on the way: an error of ours, or a map; nothing else."""

import random
import subprocess
import sys
from pathlib import Path

import pytest

import reachmap as rm
from reachmap.errors import ReachMapError
from reachmap.io import read, write

TOWN = Path(__file__).parents[2] / "examples" / "small_town"
PIECES = (b"", b"\x00", b'"', b";", b",", b"\n", b"\xff\xfe", b"NaN", b"-1", b"1e999", b"{", b"]")


def damaged(raw: bytes, dice: random.Random) -> bytes:
    """Return bytes with a few places changed, cut or doubled."""
    for _ in range(dice.randint(1, 4)):
        place, length = dice.randrange(len(raw) + 1), dice.randint(0, 6)
        piece = dice.choice((*PIECES, bytes([dice.randrange(256)]), raw[place : place + 40]))
        raw = raw[:place] + piece + raw[place + length :]
    return raw


def read_damaged(tmp_path: Path, times: int, seed: int) -> int:
    """Read so many damaged files; return how many were refused."""
    town = read(TOWN)
    write(town, tmp_path / "town.json")
    write(town, tmp_path / "town")
    files = [tmp_path / "town.json", *sorted((tmp_path / "town").iterdir())]
    whole = {file: file.read_bytes() for file in files}
    dice = random.Random(seed)  # noqa: S311  damage, not secrets
    refused = 0
    for _ in range(times):
        file = dice.choice(files)
        file.write_bytes(damaged(whole[file], dice))
        try:
            rm.read(file if file.suffix == ".json" else file.parent)
        except ReachMapError as error:
            refused += bool(str(error))
        file.write_bytes(whole[file])
    return refused


def test_damaged_files_are_refused_or_read(tmp_path: Path) -> None:
    assert read_damaged(tmp_path, 300, 1) > 100


@pytest.mark.campaign
def test_very_many_damaged_files_are_refused_or_read(tmp_path: Path) -> None:
    assert read_damaged(tmp_path, 20_000, 2) > 5_000


MILLION = """
import resource, sys, time
import reachmap as rm
start = time.perf_counter()
town = rm.read(sys.argv[1])
took = time.perf_counter() - start
assert len(town.stakeholders.attendance) == 1_000_000
print(took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


@pytest.mark.slow
def test_a_million_attendances_are_read_and_checked_in_time_and_room(tmp_path: Path) -> None:
    folder = tmp_path / "town"
    folder.mkdir()
    (folder / "about.csv").write_text("title,team\nTown,Team\n")
    (folder / "groups.csv").write_text("id,name\ng,G\n")
    voices = "".join(f"v{n},v{n},g\n" for n in range(20_000))
    (folder / "voices.csv").write_text("id,name,groups\n" + voices)
    rooms = "".join(f"a{n},A{n},2025-01-01\n" for n in range(1_000))
    (folder / "activities.csv").write_text("id,name,date\n" + rooms)
    with (folder / "attendance.csv").open("w") as file:
        file.write("voice,activity,speaking\n")
        file.writelines(
            f"v{n},a{(n + k * 17) % 1000},own\n" for n in range(20_000) for k in range(50)
        )
    words = [sys.executable, "-c", MILLION, str(folder)]
    done = subprocess.run(words, check=True, capture_output=True, text=True)  # noqa: S603  our own
    seconds, megabytes = (float(word) for word in done.stdout.split())
    assert seconds < 20
    assert megabytes < 1024
