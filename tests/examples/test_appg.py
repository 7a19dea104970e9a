"""The parliamentary groups: a real record, checked against scikit-bio and plain counting."""

import contextlib
import csv
import io
import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Mapping
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest
from skbio.diversity import alpha

import reachmap as rm
from folders import EXAMPLES
from reachmap.analysis.voices.question import Voices
from reachmap.cli import main
from scripts import run_script

pytestmark = pytest.mark.campaign

EXAMPLE = EXAMPLES / "appg"
PAGE = (EXAMPLE / "README.md").read_text(encoding="utf-8")

# scikit-bio's names for the same measures; its Gini follows the trapezoids of the Lorenz curve
ORACLES: Mapping[str, Callable[[list[int]], float]] = {
    "gini": lambda seats: float(alpha.gini_index(seats, method="trapezoids")),
    "hhi": lambda seats: float(alpha.dominance(seats)),
    "hill1": lambda seats: float(alpha.hill(seats, order=1)),
    "hill2": lambda seats: float(alpha.hill(seats, order=2)),
    # scikit-bio has no such shares: these two are counted, person by person.
    "top_share": lambda seats: sum(sorted(seats)[-((len(seats) + 9) // 10) :]) / sum(seats),
    "repeat_share": lambda seats: sum(each - 1 for each in seats) / sum(seats),
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Run the script; return where the map is, and what the script said."""
    place = tmp_path_factory.mktemp("here")
    target = place / "build" / "appg"
    script = [sys.executable, str(EXAMPLE / "make_map.py"), str(target)]
    done = subprocess.run(script, check=True, capture_output=True, text=True)  # noqa: S603  our own script
    assert not done.stderr
    return target, done.stdout


@pytest.fixture(scope="module")
def rooms(made: tuple[Path, str]) -> rm.ReachMap:
    return rm.read(made[0])


@pytest.fixture(scope="module")
def answer(rooms: rm.ReachMap) -> Voices:
    return rooms.voices()


@pytest.fixture(scope="module")
def memberships() -> list[dict[str, str]]:
    with (EXAMPLE / "memberships.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture(scope="module")
def seats(memberships: list[dict[str, str]]) -> Counter[str]:
    """Seats of each person, counted from the record itself."""
    return Counter(row["member"] for row in memberships)


def test_every_membership_stands_in_the_map_once(
    rooms: rm.ReachMap, memberships: list[dict[str, str]]
) -> None:
    held = rooms.stakeholders
    assert len(held.attendance) == len(memberships) == 14103
    assert len(held.voices) == 3888
    assert len(held.activities) == 784
    pairs = {(row["member"], row["group"]) for row in memberships}
    assert {(row.voice, row.activity) for row in held.attendance} == pairs
    kinds: dict[str, set[str]] = {}
    for row in memberships:
        kinds.setdefault(row["member"], set()).add(row["member_type"])
    assert {voice.id: set(voice.groups) for voice in held.voices} == kinds


@pytest.mark.parametrize("measure", ORACLES)
def test_concentration_agrees_with_an_independent_library(
    answer: Voices, seats: Counter[str], measure: str
) -> None:
    expected = ORACLES[measure](list(seats.values()))
    assert getattr(answer, measure) == pytest.approx(expected, rel=1e-9, abs=1e-12)


@pytest.mark.parametrize("kind", ["mp", "lord", "msp", "ms", "mla", "other"])
def test_concentration_of_each_kind_of_member_agrees_too(
    answer: Voices, memberships: list[dict[str, str]], seats: Counter[str], kind: str
) -> None:
    people = {row["member"] for row in memberships if row["member_type"] == kind}
    own = [seats[member] for member in people]
    scope = next(scope for scope in answer.by_group if scope.id == kind)
    assert (scope.voices, scope.attendances) == (len(own), sum(own))
    for measure, oracle in ORACLES.items():
        assert getattr(scope, measure) == pytest.approx(oracle(own), rel=1e-9, abs=1e-12), measure


def test_the_command_gives_the_same_figures(
    made: tuple[Path, str], seats: Counter[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main(["voices", str(made[0]), "--json"])
    assert left.value.code == 0
    overall = json.loads(capsys.readouterr().out)["overall"]
    for measure, oracle in ORACLES.items():
        expected = oracle(list(seats.values()))
        assert overall[measure] == pytest.approx(expected, rel=1e-9, abs=1e-12), measure


def test_the_script_says_who_fills_the_rooms(made: tuple[Path, str], answer: Voices) -> None:
    assert made[1].strip() == answer.explain()
    assert (
        "393 people of 3,888 filled half of the 14,103 places recorded person by person" in made[1]
    )


def test_the_script_writes_over_nothing_unasked(made: tuple[Path, str], tmp_path: Path) -> None:
    def again(*words: str) -> str:
        return run_script(EXAMPLE / "make_map.py", made[0], *words, folder=tmp_path)

    with pytest.raises(rm.StoreConflict):
        again()
    assert again("--force") == made[1]


def test_the_page_tells_the_figures(answer: Voices, seats: Counter[str]) -> None:
    most, people, places = max(seats.values()), len(seats), seats.total()
    assert f"{places:,} seats and {people:,} people" in PAGE
    assert f"an even share would be {places / people:.1f} seats each" in PAGE
    tenth = (people + 9) // 10
    held = sum(count for _, count in seats.most_common(tenth))
    assert f"The busiest tenth ({tenth} people) hold {100 * held / places:.1f}% of" in PAGE
    assert f"sits in {most} groups, {most * people / places:.1f} times an even share" in PAGE
    assert f"{answer.overall.half} people hold half of all seats" in PAGE
    so_far = accumulate(count for _, count in seats.most_common())
    fewest = 1 + sum(2 * filled < places for filled in so_far)
    assert answer.overall.half == fewest
    alone = sum(count == 1 for count in seats.values())
    assert f"{alone:,} people hold one seat each" in PAGE


def test_the_page_tells_what_luck_would_give(answer: Voices) -> None:
    overall = answer.overall
    half = overall.by_luck("half")
    assert half is not None
    assert f"from an estimated {overall.pool:,} people" in PAGE
    assert f"by luck {half.expected:,.0f} people would hold half of the seats" in PAGE
    assert half.p == 1 / 2001  # never as few


def test_the_page_tells_what_is_rough_in_the_record(rooms: rm.ReachMap) -> None:
    kinds = [set(voice.groups) for voice in rooms.stakeholders.voices]
    assert f"{sum('mp' in each for each in kinds):,} are listed as MPs" in PAGE
    assert f"{sum({'mp', 'msp'} <= each for each in kinds)} are listed both as MPs" in PAGE


def table(heading: str) -> list[dict[str, str]]:
    """Return the rows of the first table under a heading of the README."""
    section = PAGE.split(f"\n### Result: {heading}\n", 1)[1].split("\n#", 1)[0]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    head, _, *rows = ([cell.strip() for cell in line[1:-1].split("|")] for line in lines)
    return [dict(zip(head, row, strict=True)) for row in rows]


def test_the_tables_of_the_page_are_the_answer(answer: Voices) -> None:
    measures = table("the measures")
    assert [row["measure"] for row in measures] == list(ORACLES)
    for row in measures:
        assert f"{getattr(answer.overall, row['measure']):.4f}" == row["value"]
    for row, frequent in zip(table("who sits in most"), answer.most_often, strict=True):
        assert row["voice"] == frequent.voice
        assert int(row["attendances"]) == frequent.attendances
        assert row["times_even"] == f"{frequent.times_even:.4f}"


def test_the_busiest_are_counted_right(answer: Voices, seats: Counter[str]) -> None:
    first = sorted(seats.items(), key=lambda item: (-item[1], item[0]))[:10]
    assert [(row.voice, row.attendances) for row in answer.most_often] == first


def test_the_snippet_of_the_page_prints_what_it_says(
    made: tuple[Path, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    found: list[Any] = re.findall(r"```python\n(.*?)```\n\n```text\n(.*?)```", PAGE, re.DOTALL)
    ((code, output),) = found
    monkeypatch.chdir(made[0].parents[1])
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(code, {})  # noqa: S102  the page's own code, which is under test
    assert printed.getvalue() == output


def test_the_record_comes_with_its_notice() -> None:
    notice = (EXAMPLE / "NOTICE.txt").read_text(encoding="utf-8")
    assert "CC BY 4.0" in notice
    assert "mySociety" in notice
    assert "Changed:" in notice
