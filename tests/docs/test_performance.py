"""The page of performance is what `make bench` writes."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from folders import ROOT


@pytest.fixture
def report(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Return the writer of the page; benchmarks stand beside the tests, not installed."""
    monkeypatch.syspath_prepend(str(ROOT))
    monkeypatch.delitem(sys.modules, "benchmarks", raising=False)
    spec = importlib.util.find_spec("benchmarks.report")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_says_what_the_writer_would_write(report: ModuleType) -> None:
    page = (ROOT / "docs" / "performance.md").read_text(encoding="utf-8")
    sections = report.sections_of(page)
    assert "start" in sections
    assert report.page_of(sections, sections) == page


def test_a_benchmark_that_is_not_run_keeps_its_table(report: ModuleType, tmp_path: Path) -> None:
    page = tmp_path / "performance.md"
    report.write_page({"sort": "Old.", "find": "Old."}, ["find", "sort"], page)
    report.write_page({"sort": "New."}, ["find", "sort"], page)
    assert report.sections_of(page.read_text(encoding="utf-8")) == {"find": "Old.", "sort": "New."}


def test_a_figure_is_a_row_with_its_peer_and_whether_its_goal_was_met(report: ModuleType) -> None:
    slow = report.Figure("sort | all", 2.0, peer="them", peer_seconds=1.0, goal="1 s", met=False)
    assert report.section([slow], 12.0, on="On a box.").splitlines()[-1] == (
        "| sort / all | 2.000 | 0.5 times as long (them) | 1 s: **missed** |  |"
    )
