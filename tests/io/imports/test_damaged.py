"""Sources that were damaged on the way: an error of ours, or a map; nothing else."""

import json
import random
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

import reachmap as rm
from importing import SOURCES
from reachmap.errors import InputError, StoreError

PIECES = [b"", b"\x00", b'"', b";", b",", b"\n", b"\t", b"\xff\xfe", b"NaN", b"-1", b"{", b"]"]
PIECES += [b"null", b"[]", b"<", b">", b"9" * 30, b"\xed\xa0\x80", b"&#0;", b"<a>", b"1/1/1"]
EXAMPLES = SOURCES.parents[3] / "examples" / "imports"
FILES = sorted(
    path
    for folder in (EXAMPLES, SOURCES)
    for path in folder.rglob("*")
    if path.suffix in {".json", ".csv", ".graphml", ".gexf", ".xlsx"}
)
BY_ENDING = {
    ending: [f for f in FILES if f.suffix == ending] for ending in {f.suffix for f in FILES}
}


def damaged(raw: bytes, dice: random.Random) -> bytes:
    """Return bytes with a few places changed, cut or doubled."""
    for _ in range(dice.randint(1, 4)):
        at, length = dice.randrange(len(raw) + 1), dice.randint(0, 6)
        piece = dice.choice([*PIECES, bytes([dice.randrange(256)]), raw[at : at + 40]])
        raw = raw[:at] + piece + raw[at + length :]
    return raw


VALUES: list[Any] = [
    None,
    "",
    "x; y",
    7,
    -1.5,
    True,
    [],
    {},
    [1],
    {"id": "1"},
    "\x00",
    "2026-01-01",
]


def altered(value: Any, dice: random.Random) -> Any:
    """Return a document with a few values replaced by others of any type."""
    if dice.random() < 0.02:
        return dice.choice(VALUES)
    if isinstance(value, list):
        return [altered(each, dice) for each in value for _ in range(dice.choice((1, 1, 1, 2)))]
    if isinstance(value, dict):
        return {key: altered(each, dice) for key, each in value.items() if dice.random() > 0.02}
    return value


def shuffled(text: str, dice: random.Random) -> str:
    """Return a table with a few cells moved, emptied or doubled."""
    rows = [line.split(",") for line in text.split("\n")]
    for _ in range(dice.randint(1, 8)):
        row, other = dice.choice(rows), dice.choice(rows)
        at = dice.randrange(len(row))
        row[at : at + dice.randint(0, 2)] = dice.choice([[], [""], other[:2], ["1,5"], ['"']])
        row.append(dice.choice(["", "9", "Total"]))
    return "\n".join(",".join(row) for row in rows)


def repacked(raw: bytes, dice: random.Random) -> bytes:
    """Return a workbook with one of its parts damaged."""
    packed = BytesIO()
    with ZipFile(BytesIO(raw)) as before, ZipFile(packed, "w") as after:
        names = before.namelist()
        bad = dice.choice([*names, *(name for name in names if "sheet" in name)])
        for name in names:
            part = before.read(name)
            after.writestr(name, damaged(part, dice) if name == bad else part)
    return packed.getvalue()


def worse(raw: bytes, ending: str, dice: random.Random) -> bytes:
    """Return a source with bytes damaged, or with values in it that nobody expects."""
    if ending == ".xlsx":
        return repacked(raw, dice)
    if dice.random() < 0.5 or ending not in {".json", ".csv"}:
        return damaged(raw, dice)
    if ending == ".json":
        return json.dumps(altered(json.loads(raw), dice)).encode()
    return shuffled(raw.decode(), dice).encode()


def import_damaged(folder: Path, ending: str, times: int) -> int:
    """Import so many damaged files; return how many were read all the same."""
    dice = random.Random(len(ending))  # noqa: S311  damage, not secrets
    read = 0
    for _ in range(times):
        source = folder / dice.choice(BY_ENDING[ending]).name
        whole = next(f for f in BY_ENDING[ending] if f.name == source.name).read_bytes()
        source.write_bytes(worse(whole, ending, dice))
        try:
            rm.import_(source, key=folder / "key")
            read += 1
        except (InputError, StoreError) as error:
            assert str(error)  # noqa: PT017  every error says something
        source.unlink()
    return read


@pytest.mark.parametrize("ending", sorted(BY_ENDING))
def test_damaged_sources_are_refused_or_read(tmp_path: Path, ending: str) -> None:
    assert import_damaged(tmp_path, ending, 150) > 3


@pytest.mark.campaign
@pytest.mark.parametrize("ending", sorted(BY_ENDING))
def test_very_many_damaged_sources_are_refused_or_read(tmp_path: Path, ending: str) -> None:
    assert import_damaged(tmp_path, ending, 20_000) > 400
