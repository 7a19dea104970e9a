"""PDF papers before veraPDF, which judges whether a file is PDF/UA-1; Maven fetches it once."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import left_out
from folders import ROOT
from reachmap.model.audience import Audience
from reachmap.view.report.document import Document
from reachmap.view.report.pdf import to_pdf
from view.report.test_equality import paper_for as equality_for
from view.report.test_letter import letter_to

pytestmark = pytest.mark.campaign

HERE = ROOT / "tests" / "verapdf"
LIBRARY = ROOT / ".cache" / "verapdf"


def judged(paths: list[Path]) -> str:
    """Return what veraPDF says of PDFs."""
    if not all(map(shutil.which, ("java", "mvn"))):
        left_out("no Java or Maven here: apt-get install openjdk-17-jdk-headless maven")
    if not LIBRARY.exists():
        fetch = ["mvn", "-q", "-B", "-f", str(HERE / "pom.xml"), "dependency:copy-dependencies"]
        subprocess.run([*fetch, f"-DoutputDirectory={LIBRARY}"], check=True, timeout=300)  # noqa: S603  our own words
    words = ["java", "-cp", f"{LIBRARY}/*", str(HERE / "Check.java"), *map(str, paths)]
    done = subprocess.run(words, check=True, capture_output=True, text=True, timeout=300)  # noqa: S603  our own words
    return done.stdout


def test_verapdf_finds_every_kind_of_paper_to_be_pdf_ua_1(
    paper_for: Callable[[Audience], Document], tmp_path: Path
) -> None:
    papers = [
        paper_for("internal"),
        paper_for("public"),
        equality_for("internal"),
        letter_to("Children and young people"),
    ]
    paths = [tmp_path / f"{number}.pdf" for number in range(len(papers))]
    for path, paper in zip(paths, papers, strict=True):
        path.write_bytes(to_pdf(paper))
    assert judged(paths).splitlines() == ["true"] * len(papers)


def test_verapdf_finds_fault_with_a_pdf_that_is_not_tagged(tmp_path: Path) -> None:
    import typst

    path = tmp_path / "plain.pdf"
    path.write_bytes(typst.compile(b"Plain", format="pdf", pdf_tags=False))
    assert judged([path]).startswith("false")
