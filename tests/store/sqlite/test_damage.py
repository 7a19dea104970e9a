"""Files that were cut, flipped, mixed up or bent: one clear error, or what they still hold."""

import random
import time
from collections import Counter
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

import reachmap as rm
from amounts import some_of
from reachmap import opening
from reachmap.store.sqlite import SQLiteStore

PAGE = 4096
INNER = 0x05
"""First byte of an inner page of a table."""

SLOWEST_S = 10.0
Damage = Callable[[bytearray, random.Random], None]


def cut(content: bytearray, dice: random.Random) -> None:
    """Cut the file short."""
    del content[dice.randrange(len(content)) :]


def flip(content: bytearray, dice: random.Random) -> None:
    """Change a few bytes."""
    for _ in range(dice.choice((1, 3, 30))):
        content[dice.randrange(len(content))] ^= 1 << dice.randrange(8)


def flip_page(content: bytearray, dice: random.Random) -> None:
    """Change a few bytes of the first page, or of where another says what it is."""
    start = dice.choice((0, 100, PAGE * dice.randrange(len(content) // PAGE)))
    for _ in range(dice.choice((1, 3))):
        content[start + dice.randrange(16)] = dice.randrange(256)


def swap(content: bytearray, dice: random.Random) -> None:
    """Put two pages in the place of each other."""
    one, two = (page_of(number) for number in dice.sample(range(1, len(content) // PAGE), 2))
    content[one], content[two] = content[two], content[one]


def repeat(content: bytearray, dice: random.Random) -> None:
    """Put one page in the place of another as well."""
    one, two = (page_of(number) for number in dice.sample(range(1, len(content) // PAGE), 2))
    content[one] = content[two]


def blank(content: bytearray, dice: random.Random) -> None:
    """Fill a page with nothing."""
    content[page_of(dice.randrange(len(content) // PAGE))] = bytes(PAGE)


def bend(content: bytearray, dice: random.Random) -> None:
    """Let all branches of one page lead to the same one: more rows than the file has bytes."""
    inner = [n for n in range(1, len(content) // PAGE) if content[n * PAGE] == INNER]
    start = PAGE * dice.choice(inner)
    size = int.from_bytes(content[start + 3 : start + 5], "big")
    cells = [
        int.from_bytes(content[start + 12 + 2 * n : start + 14 + 2 * n], "big") for n in range(size)
    ]
    for cell in cells[1:]:
        content[start + cell : start + cell + 4] = content[start + cells[0] : start + cells[0] + 4]


def page_of(number: int) -> slice:
    """Return where a page is."""
    return slice(number * PAGE, (number + 1) * PAGE)


DAMAGES: tuple[Damage, ...] = (cut, flip, flip_page, swap, repeat, blank, bend)

DOINGS: dict[str, Callable[[Path], object]] = {
    "check": opening.look,
    "heard": lambda path: rm.open(path).participation().explain(),
    "record": lambda path: rm.record(path, [rm.Finding(rule="rest", subject="v001", answer="Yes")]),
    "forget": lambda path: rm.forget(path, "v017"),
}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return the bytes of a file that holds the demo borough."""
    path = tmp_path_factory.mktemp("whole") / "map.db"
    store = SQLiteStore(path, make=True)
    store.write(rm.demo().stakeholders)
    store.close()
    return path.read_bytes()


def outcome(doing: Callable[[Path], object], path: Path) -> str:
    """Return what came of doing something: an error of ours by name, or a stack."""
    try:
        doing(path)
    except rm.ReachMapError as error:
        return type(error).__name__
    except Exception as error:  # noqa: BLE001  what is looked for
        return f"stack: {error!r}"
    return "done"


def test_a_damaged_file_is_one_clear_error_or_what_it_still_holds(
    whole: bytes, tmp_path: Path, told: Callable[[str], None]
) -> None:
    counts: Counter[tuple[str, str]] = Counter()
    stacks, left, slowest = [], [], 0.0
    numbers = count()
    for seed in range(some_of(60, usual=1)):
        for damage in DAMAGES:
            content = bytearray(whole)
            damage(content, random.Random(seed))  # noqa: S311  which bytes are changed
            for what, doing in DOINGS.items():
                path = tmp_path / f"{next(numbers)}.db"
                path.write_bytes(content)
                begun = time.monotonic()
                came = outcome(doing, path)
                slowest = max(slowest, time.monotonic() - begun)
                counts[what, came.partition(":")[0]] += 1
                if came.startswith("stack"):
                    stacks.append(f"{damage.__name__} {seed} {what}: {came}")
                if what == "forget" and came == "done" and b"v017" in path.read_bytes():
                    left.append(f"{damage.__name__} {seed}")
                path.unlink()
    table = ", ".join(f"{what} {came} {n}" for (what, came), n in sorted(counts.items()))
    told(f"SQLite, damaged files: {table}; slowest {slowest:.1f} s")
    assert stacks == []
    assert left == []
    assert slowest < SLOWEST_S


def test_an_error_that_is_no_text_is_told(whole: bytes, tmp_path: Path) -> None:
    path = tmp_path / "map.db"
    content = bytearray(whole)
    content[content.index(b'"consent" INTEGER') + len('"consent')] ^= 0x80
    path.write_bytes(content)
    with pytest.raises(rm.StoreAccess, match="is damaged, or was cut short"):
        SQLiteStore(path)


def test_swapped_pages_are_told(whole: bytes, tmp_path: Path) -> None:
    path = tmp_path / "map.db"
    for seed in range(10):
        content = bytearray(whole)
        swap(content, random.Random(seed))  # noqa: S311  which pages are swapped
        path.write_bytes(content)
        with pytest.raises(rm.StoreAccess, match="is damaged, or was cut short"):
            SQLiteStore(path)
        assert path.read_bytes() == content
