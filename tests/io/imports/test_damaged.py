"""Sources that were damaged on the way: an error of ours, or a map; nothing else."""

import random
from pathlib import Path

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


def import_damaged(folder: Path, ending: str, times: int) -> int:
    """Import so many damaged files; return how many were read all the same."""
    dice = random.Random(len(ending))  # noqa: S311  damage, not secrets
    read = 0
    for _ in range(times):
        source = folder / dice.choice(BY_ENDING[ending]).name
        whole = next(f for f in BY_ENDING[ending] if f.name == source.name).read_bytes()
        source.write_bytes(damaged(whole, dice))
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
