"""Workbooks made to cost much are refused or read in seconds, whatever their parts are called."""

import random
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import reachmap as rm
from amounts import some_of
from bars import assert_within
from bombs import BOMBS, GROUPS, STYLES, Parts, parts_of, put, write_parts
from reachmap.io import read_source, write
from reachmap.io.workbook import limits, reading
from reachmap.release import release

MOST_S = 5
MOST_MB = 300


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Parts:
    """Return the parts of a sound workbook."""
    path = tmp_path_factory.mktemp("sound") / "town.xlsx"
    groups = (rm.Group(id="carers", name="Carers"), rm.Group(id="young", name="Young"))
    bodies = (rm.Organisation(id="team", name="Team", team=True),)
    write(release(rm.StakeholderMap(groups=groups, organisations=bodies)), path)
    return parts_of(path)


def reading_of(path: Path) -> tuple[float, str]:
    """Return the CPU seconds that reading takes, and what came of it."""
    start = time.process_time()  # not the wall's: other tests run beside this one
    try:
        rm.read(path)
        said = "read"
    except (rm.UnreadableFile, rm.InvalidMap) as error:
        said = str(error)
    return time.process_time() - start, said


@pytest.mark.timed
@pytest.mark.parametrize("kind", BOMBS)
def test_a_bomb_of_each_kind_is_over_soon(tmp_path: Path, sound: Parts, kind: str) -> None:
    parts = dict(sound)
    BOMBS[kind](parts, random.Random(1))  # noqa: S311  bombs, not secrets
    path = write_parts(parts, tmp_path / "bomb.xlsx")
    seconds, said = reading_of(path)
    assert path.stat().st_size < 500_000
    assert_within(seconds, MOST_S)
    assert len(said) < 100_000


TOO_MUCH: dict[str, tuple[Callable[[Parts], None], str]] = {
    "cells": (put(GROUPS, b"</sheetData>", b"<row/>" * 500_000), "more cells than"),
    "styles": (put(STYLES, b"</cellXfs>", b"<xf/>" * 60_000), "more styles, names and rules"),
    "headers": (
        put(
            GROUPS, b"</worksheet>", b"<headerFooter><a>%s</a></headerFooter>" % (b"&amp;L" * 1_500)
        ),
        "more characters of formulas, formats, names and headers",
    ),
    "formulas": (
        put(
            GROUPS, b"</sheetData>", b"<row>%s</row>" % (b'<c><f t="shared" si="0"/></c>' * 80_001)
        ),
        "more characters of formulas, formats, names and headers",
    ),
    "a type after a comment": (
        lambda parts: parts.update(
            {STYLES: b"<!--%s--><!DOCTYPE x><styleSheet/>" % (b"x" * 100_000)}
        ),
        "declares a document type (in xl/styles.xml)",
    ),
    "a type in a part of any name": (
        lambda parts: parts.update({"xl/any.dat": b"<!DOCTYPE x><worksheet/>"}),
        "declares a document type (in xl/any.dat)",
    ),
}


@pytest.mark.parametrize("case", TOO_MUCH)
def test_what_is_too_much_is_said_with_the_part(tmp_path: Path, sound: Parts, case: str) -> None:
    parts = dict(sound)
    change, words = TOO_MUCH[case]
    change(parts)
    with pytest.raises(rm.UnreadableFile, match=re.escape(words)):
        rm.read(write_parts(parts, tmp_path / "town.xlsx"))


@pytest.mark.parametrize("cell", ["<v>0</v>", "", "<v>x</v>"])
@pytest.mark.parametrize("column", ["ALL", "ALM", "XFD"])
def test_far_cells_are_counted_whatever_they_hold(
    tmp_path: Path, sound: Parts, monkeypatch: pytest.MonkeyPatch, cell: str, column: str
) -> None:
    monkeypatch.setattr(reading, "MOST_CELLS", 50_000)
    kind = ' t="str"' if "x" in cell else ""
    rows = (f'<row r="{n}"><c r="{column}{n}"{kind}>{cell}</c></row>' for n in range(60, 200))
    parts = dict(sound)
    put(GROUPS, b"</sheetData>", "".join(rows).encode())(parts)
    with pytest.raises((rm.UnreadableFile, rm.InvalidMap), match=r"so far out|beyond column ALL"):
        rm.read(write_parts(parts, tmp_path / "town.xlsx"))


def test_pictures_and_broken_parts_that_nobody_reads_are_passed_over(
    tmp_path: Path, sound: Parts
) -> None:
    more = {"xl/media/a.png": b"\x89PNG\r\n", "xl/custom.xml": b"<a><b></a>", "xl/empty": b""}
    assert reading_of(write_parts(sound | more, tmp_path / "town.xlsx"))[1] == "read"


def test_a_larger_file_may_hold_more_cells(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_CELL_ELEMENTS", 1_000)
    dice = random.Random(1)  # noqa: S311  names, not secrets
    names = [f"{dice.getrandbits(64):x}" for _ in range(2_000)]
    groups = tuple(rm.Group(id=name, name=name.upper()) for name in names)
    town = rm.StakeholderMap(
        groups=groups, organisations=(rm.Organisation(id="team", name="Team", team=True),)
    )
    write(release(town), tmp_path / "town.xlsx")
    assert read_source(tmp_path / "town.xlsx").stakeholders == town


MEASURED = r"""
import re, sys, time
from pathlib import Path
import reachmap as rm
rm.read(sys.argv[1])  # what reading anything takes
Path("/proc/self/clear_refs").write_text("5")
start, ours = time.process_time(), 1
try:
    rm.read(sys.argv[2])
except (rm.UnreadableFile, rm.InvalidMap) as error:
    ours = len(str(error)) < 100_000
took = time.process_time() - start
kilobytes = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())[1]
print(took, int(kilobytes) / 1024, int(ours))
"""


@pytest.mark.timed
@pytest.mark.campaign
def test_very_many_bombs_are_over_soon_and_in_little_room(
    tmp_path: Path, sound: Parts, told: Callable[[str], None]
) -> None:
    usual = write_parts(sound, tmp_path / "sound.xlsx")
    each = some_of(20, usual=4)
    worst: dict[str, tuple[float, float]] = {}
    foreign = 0
    for kind, bomb in BOMBS.items():
        for seed in range(each):
            parts = dict(sound)
            bomb(parts, random.Random(seed))  # noqa: S311  bombs, not secrets
            path = write_parts(parts, tmp_path / "bomb.xlsx")
            words = [sys.executable, "-c", MEASURED, str(usual), str(path)]
            done = subprocess.run(words, check=False, capture_output=True, text=True)  # noqa: S603  our own
            seconds, room, ours = map(float, (done.stdout or "inf inf 0").split())
            foreign += not ours
            worst[kind] = tuple(map(max, worst.get(kind, (0, 0)), (seconds, room)))  # type: ignore[assignment]  # of two
    told(f"bombs, worst of {each} of a kind; errors that are not ours: {foreign}")
    for kind, (seconds, room) in worst.items():
        told(f"{kind}: {seconds:.2f} s, {room:.0f} MB")
    assert foreign == 0
    assert_within(max(seconds for seconds, _ in worst.values()), MOST_S)
    assert max(room for _, room in worst.values()) < MOST_MB
