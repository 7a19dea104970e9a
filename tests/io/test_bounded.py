"""Small inputs that could cost much: what each may take, in CPU time and in words."""

import json
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import networkx as nx
import pytest

import reachmap as rm
from bars import assert_within
from reachmap.io import read_source
from reachmap.io.additions import additions_of
from reachmap.model.hierarchy import MOST_LEVELS
from reachmap.model.summing import MOST_KINDS, MOST_ROWS

pytestmark = pytest.mark.timed

ABOUT = "title,team,as_of\nTown,Our team,2026-03-31\n"


class Report(NamedTuple):
    """What was said of a map, and what it took."""

    issues: tuple[rm.Issue, ...]
    warnings: tuple[rm.Issue, ...]
    seconds: float

    @property
    def characters(self) -> int:
        """How long all words are together."""
        return sum(len(str(issue)) for issue in (*self.issues, *self.warnings))


def report_on(path: Path) -> Report:
    """Read a map; return what was said of it."""
    start = time.process_time()  # not the wall's: other tests run beside this one
    issues: tuple[rm.Issue, ...] = ()
    try:
        warnings = read_source(path).warnings
    except rm.InvalidMap as error:
        issues, warnings = error.issues, error.warnings
    return Report(issues, warnings, time.process_time() - start)


def folder(tmp_path: Path, **tables: Iterable[str]) -> Path:
    """Write a folder of tables, each of some lines."""
    (tmp_path / "about.csv").write_text(ABOUT)
    for table, lines in tables.items():
        (tmp_path / f"{table}.csv").write_text("\n".join(lines) + "\n")
    return tmp_path


def misspelt(bad: int, known: int) -> dict[str, Iterable[str]]:
    """Return tables of so many workers, each of a misspelt one of so many organisations."""
    return {
        "organisations": ["id", *(f"organisation-number-{n}" for n in range(known))],
        "workers": [
            "id,organisation",
            *(f"w{n},organisashun-number-{n % known}" for n in range(bad)),
        ],
    }


@pytest.mark.parametrize(("bad", "known"), [(200, 2_000), (2_000, 2_000), (1_000, 10_000)])
def test_misspelt_references_are_told_in_3_s(tmp_path: Path, bad: int, known: int) -> None:
    report = report_on(folder(tmp_path, **misspelt(bad, known)))
    assert_within(report.seconds, 3)
    assert report.issues[0].remedy == "Did you mean 'organisation-number-0'?"
    hints = [issue for issue in report.issues if "Did you mean" in issue.remedy]
    assert len(hints) == min(bad, MOST_KINDS)
    assert sum(issue.more + 1 for issue in report.issues) == bad
    assert report.characters < 100_000


def test_5_000_contacts_with_near_names_are_read_in_3_s(tmp_path: Path) -> None:
    rows = (f"carers hub {n},liaison officer {n},the carers {n}" for n in range(5_000))
    report = report_on(folder(tmp_path, contacts=["organisation,role,group", *rows]))
    assert_within(report.seconds, 3)
    assert (report.issues, len(read_source(tmp_path).stakeholders.workers)) == ((), 5_000)


def test_names_that_make_one_id_are_numbered_without_counting_anew(tmp_path: Path) -> None:
    rows = ["!" * (1 + n % 100) + "?" * (n // 100) for n in range(10_000)]
    report = report_on(folder(tmp_path, contacts=["organisation", *rows]))
    assert_within(report.seconds, 3)
    bodies = {body.id for body in read_source(tmp_path).stakeholders.organisations}
    assert {"organisation", "organisation-2", "organisation-10000"} <= bodies


def bad_cells(rows: int) -> list[str]:
    return ["id,name,population,population_margin", *(f"g{n},G{n},x{n},y{n}" for n in range(rows))]


@pytest.mark.parametrize(
    ("rows", "most_s"), [(15_000, 1), pytest.param(150_000, 5, marks=pytest.mark.campaign)]
)
def test_bad_cells_are_told_in_a_line_a_column(tmp_path: Path, rows: int, most_s: float) -> None:
    path = folder(tmp_path, groups=bad_cells(rows))
    report = report_on(path)
    assert_within(report.seconds, most_s, lambda: report_on(path).seconds)
    population, margin = report.issues
    assert (population.row, population.column, population.more) == (2, "population", rows - 1)
    assert population.message == (
        f"is not a whole number (found: 'x0'); {rows - 1:,} more like it: "
        f"rows 3 to {MOST_ROWS + 2} and so on (as 'x1', 'x2' and 'x3')"
    )
    assert (margin.row, margin.column, margin.more) == (2, "population_margin", rows - 1)


@pytest.mark.parametrize(("rows", "waits"), [(500, False), (501, True)])
def test_rules_between_rows_wait_for_very_many_bad_cells_and_it_is_said(
    tmp_path: Path, rows: int, *, waits: bool
) -> None:
    report = report_on(folder(tmp_path, groups=[*bad_cells(rows), "h,H,1,", "h,H,1,"]))
    assert any("is there twice" in issue.message for issue in report.issues) is not waits
    said = "with more than 1,000 bad cells, the rules between rows were not checked"
    assert (said in [issue.message for issue in report.warnings]) is waits


@pytest.mark.parametrize(
    ("rows", "most_s"), [(20_000, 1), pytest.param(200_000, 5, marks=pytest.mark.campaign)]
)
def test_repeated_ids_are_told_in_one_line(tmp_path: Path, rows: int, most_s: float) -> None:
    path = folder(tmp_path, groups=["id,name", *(f"g{n % 9},G" for n in range(rows))])
    report = report_on(path)
    assert_within(report.seconds, most_s, lambda: report_on(path).seconds)
    (issue,) = report.issues
    assert (issue.row, issue.value, issue.more) == (11, "g0", rows - 9 - 1)


@pytest.mark.parametrize("groups", [300, 600, pytest.param(1_000, marks=pytest.mark.campaign)])
def test_groups_that_are_all_part_of_each_other_are_one_fault(tmp_path: Path, groups: int) -> None:
    all_parts = [f"g{n}" for n in range(groups)]
    rows = [f"{group},{';'.join(all_parts)}" for group in all_parts]
    path = folder(tmp_path, groups=["id,part_of", *rows])
    assert_within(min(report_on(path).seconds for _ in range(3)), 1)
    ring = [issue for issue in report_on(path).issues if "ring" in issue.message]
    assert [issue.message for issue in ring] == [
        "groups are part of each other in a ring: g0 > g1 > g0"
    ]


def test_5_000_groups_in_one_chain_are_told_in_2_s(tmp_path: Path) -> None:
    rows = [f"g{n},{f'g{n - 1}' if n else ''}" for n in range(5_000)]
    report = report_on(folder(tmp_path, groups=["id,part_of", *rows]))
    assert_within(report.seconds, 2)
    (issue,) = report.issues
    assert (issue.row, issue.column, issue.value) == (MOST_LEVELS + 2, "part_of", "g49")
    assert issue.message == (
        "more than 50 groups are each part of the next: "
        "g50 > g49 > g48 > g47 > g46 > g45 > 44 more > g0"
    )


def test_100_000_headings_are_told_in_3_s(tmp_path: Path) -> None:
    headings = ",".join(f"head{n}" for n in range(100_000))
    report = report_on(folder(tmp_path, groups=[f"id,{headings}", "carers"]))
    assert_within(report.seconds, 3)
    assert report.characters < 100_000
    told = sum(issue.more + 1 for issue in report.warnings if "no column" in issue.message)
    assert told == 100_000


def test_blank_headings_cost_no_row_anything(tmp_path: Path) -> None:
    rows = ["a"] * 30_000
    report = report_on(folder(tmp_path, groups=[f"id,name{',' * 60_000}", *rows]))
    assert_within(report.seconds, 3)


DOCUMENTS: dict[str, str] = {
    "a key twice": '{"groups":[],' + ",".join(f'"k{n}":1' for n in range(50_000)) + ',"k49999":2}',
    "tables": json.dumps({f"groups{n}": [] for n in range(50_000)}),
    "a key a row": json.dumps({"groups": [{"id": f"g{n}", f"k{n}": 1} for n in range(20_000)]}),
    "very many headings": json.dumps({"groups": [{f"head{n}": 1 for n in range(50_000)}]}),
    "rows that are none": json.dumps({"groups": [1] * 100_000}),
}


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_documents_with_very_many_keys_are_told_in_3_s(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "town.json"
    path.write_text(DOCUMENTS[kind])
    report = report_on(path)
    assert_within(report.seconds, 3)
    assert report.characters < 100_000
    assert sum(issue.more + 1 for issue in (*report.issues, *report.warnings)) >= 20_000


def test_graphs_with_very_many_attributes_and_kinds_are_told_in_3_s() -> None:
    graph: nx.MultiDiGraph[Any] = nx.MultiDiGraph()
    for n in range(20_000):
        graph.add_node(f"g{n}", kind="group", **{f"k{n}": 1})
        graph.add_node(f"x{n}", kind=f"kind {n}")
    start = time.process_time()
    with pytest.raises(rm.InvalidMap) as caught:
        rm.from_networkx(graph)
    assert_within(time.process_time() - start, 3)
    assert len(str(caught.value)) < 100_000


ROWS: dict[str, list[dict[str, Any]]] = {
    "very many headings": [{f"head{n}": 1 for n in range(100_000)}],
    "a heading a row": [
        {"date": "2026-01-01", "from": "t", "to": "h", f"head{n}": 1} for n in range(5_000)
    ],
    "rows of no table": [{"voice": f"v{n}"} for n in range(20_000)],
    "bad days": [{"date": f"soon{n}", "from": "t", "to": "h"} for n in range(20_000)],
}


@pytest.mark.parametrize("kind", ROWS)
def test_rows_to_be_added_are_told_of_in_3_s(kind: str) -> None:
    start = time.process_time()
    with pytest.raises(rm.InvalidMap) as caught:
        additions_of(ROWS[kind], rm.About)
    assert_within(time.process_time() - start, 3)
    assert len(str(caught.value)) < 1_000
    assert sum(issue.more + 1 for issue in caught.value.issues) == len(ROWS[kind])


def test_100_000_rows_to_be_added_are_read_in_3_s() -> None:
    rows = [{"date": "2026-01-01", "from": "t", "to": f"h{n}"} for n in range(100_000)]
    start = time.process_time()
    assert len(additions_of(rows, rm.About)) == len(rows)
    assert_within(time.process_time() - start, 3)
