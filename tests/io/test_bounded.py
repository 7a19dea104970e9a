"""Small inputs that could cost much: what each may take, in CPU time and in words."""

import time
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import pytest

import reachmap as rm
from reachmap.io import read_source

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
    assert report.seconds < 3
    assert report.issues[0].remedy == "Did you mean 'organisation-number-0'?"
    compared = sum("Did you mean" in issue.remedy for issue in report.issues)
    assert min(bad, 300) <= compared <= 600
    assert bad <= 600 or "00 were compared with what the map has)" in report.issues[-1].remedy


def test_5_000_contacts_with_near_names_are_read_in_3_s(tmp_path: Path) -> None:
    rows = (f"carers hub {n},liaison officer {n},the carers {n}" for n in range(5_000))
    report = report_on(folder(tmp_path, contacts=["organisation,role,group", *rows]))
    assert report.seconds < 3
    assert (report.issues, len(read_source(tmp_path).stakeholders.workers)) == ((), 5_000)


def test_names_that_make_one_id_are_numbered_without_counting_anew(tmp_path: Path) -> None:
    rows = ["!" * (1 + n % 100) + "?" * (n // 100) for n in range(10_000)]
    report = report_on(folder(tmp_path, contacts=["organisation", *rows]))
    assert report.seconds < 3
    bodies = {body.id for body in read_source(tmp_path).stakeholders.organisations}
    assert {"organisation", "organisation-2", "organisation-10000"} <= bodies
