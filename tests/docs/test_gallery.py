"""The scripts of the gallery run as they stand, print what they are about, and stay short."""

import re
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from amounts import some_each_time
from folders import DOCS, ROOT
from scripts import run_script

GALLERY = DOCS / "gallery"
MOST_LINES = 8

PRINTED = {
    "build_from_frames": r"^100 \('x_ward: North',\) 0\.42",
    "build_in_code": r"Ask Carers' Hub to introduce you; .* sheet 'activities'",
    "change_since_last_year": r"newly heard +Young adults .*45",
    "compare_assumptions": r"5 links at most: 50 of 52 groups.*\n2 under under\n",
    "dijkstra_agrees": r"^0\.585144 .*'carers'].*\n0\.585144 ",
    "gatekeepers": r"council organisation +3 ",
    "import_populations": r"Arab communities 566 - TS021",
    "import_tickets": r"voices: 3 new.* Unpaid carers +16 +18 ",
    "join_own_data": r"CM +Unpaid carers +under +107 +0\.\d\d\n",
    "least_heard": r"Hidden carers +0 .*unheard\n.*Students +0\.04 ",
    "many_rows": r"^200\nTrue\n$",
    "merge_two_maps": r"^Carers' liaison officer\n$",
    "methods_and_barriers": r"^barriers: .*digital.*postal-survey +420 +228 +0\.54 +own",
    "plan_within_a_budget": r"^optimal .*Bangladeshi women 0\.0 0\.0*[1-9]",
    "plot_heard": r"^$",
    "polars_and_parquet": r"i64 .*Young people +┆ 4100 +┆ not-recorded",
    "routes_as_a_frame": r" 1 +0\.59 .* > Carers' champion\n.*\nAsk .* \(worked 3 times",
    "somebody_leaves": r"Hidden carers +0\.44 +0\.00 +True",
    "store_and_calendar": r"^True True\n1 1\n$",
    "voices_and_luck": r"^Nine people of 250 .*Patient and public panel +193 +32\.0 +150\.8",
}
"""What each script prints, as a pattern."""

DRAWN = {"change_since_last_year", "plot_heard", "voices_and_luck"}


@pytest.fixture(autouse=True)
def no_window() -> Iterator[Any]:
    """Draw to nowhere, and hand over the figures that are open."""
    plt = pytest.importorskip("matplotlib.pyplot")
    plt.switch_backend("Agg")
    yield plt
    plt.close("all")


def lines_of_code(script: Path) -> int:
    """Return how many lines of a script are neither blank nor words."""
    lines = script.read_text(encoding="utf-8").splitlines()
    return sum(bool(line) and not line.startswith("#") for line in lines)


@pytest.mark.parametrize("name", some_each_time(PRINTED, 3))
def test_a_script_prints_what_it_is_about(name: str, no_window: Any) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        printed = run_script(GALLERY / f"{name}.py", folder=ROOT)
    assert re.search(PRINTED[name], printed, re.DOTALL), printed
    assert bool(no_window.get_fignums()) == (name in DRAWN)


def test_each_script_is_listed_has_a_title_and_is_tried_here() -> None:
    index = (GALLERY / "README.md").read_text(encoding="utf-8")
    scripts = sorted(GALLERY.glob("*.py"))
    assert [script.stem for script in scripts] == sorted(PRINTED)
    for script in scripts:
        title = re.match(r"# %% \[markdown\]\n# # (.+)\n", script.read_text(encoding="utf-8"))
        assert title, script
        assert f"[{title[1]}]({script.name})" in index


def test_at_least_ten_have_at_most_eight_lines_of_code() -> None:
    counted = [lines_of_code(script) for script in GALLERY.glob("*.py")]
    assert len(counted) >= 12
    assert sum(lines <= MOST_LINES for lines in counted) >= 10


def test_the_tutorial_in_a_notebook_runs(no_window: Any) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        printed = run_script(DOCS / "tutorials" / "notebook.py", folder=ROOT)
    assert re.search(r"Unpaid carers +107 +365\.49 +0\.59 +12\n", printed), printed
    assert no_window.get_fignums()
