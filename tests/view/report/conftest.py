"""Papers that many tests read, made once a process."""

import shutil
import subprocess
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from pypdf import PdfReader

import reachmap as rm
from conftest import left_out
from reachmap.analysis.briefing import Briefing, briefing
from reachmap.analysis.snapshot import Snapshot
from reachmap.model.audience import Audience
from reachmap.release import release
from reachmap.view.report.document import Document
from reachmap.view.report.paper import committee_paper
from reachmap.view.report.writers import WRITERS


@pytest.fixture(scope="session")
def answers() -> Briefing:
    """Return all answers about the demo borough."""
    return briefing(Snapshot(rm.demo().store))


@pytest.fixture(scope="session")
def paper_for(answers: Briefing) -> Callable[[Audience], Document]:
    """Return a function that gives the paper of the demo borough for an audience."""
    return cache(lambda audience: committee_paper(release(answers, audience=audience)))


@pytest.fixture(scope="session")
def paper(paper_for: Callable[[Audience], Document]) -> Document:
    """Return the paper of the demo borough."""
    return paper_for("internal")


@pytest.fixture(scope="session")
def raw_paper(paper: Document) -> Callable[[str], bytes]:
    """Return a function that gives the paper of the demo borough in the format of an ending."""
    return cache(lambda ending: WRITERS[ending](paper))


@pytest.fixture(scope="session")
def pages_of_word() -> Callable[[bytes, Path], list[str]]:
    """Return a function that gives the text of each page of a Word document, as an office has it.

    An office is needed, and what asks for it is skipped where there is none.
    """
    if not Path("/usr/lib/libreoffice/program/libswlo.so").exists() or not shutil.which("soffice"):
        left_out("no Writer here: apt-get install libreoffice-writer-nogui")

    def pages(raw: bytes, folder: Path) -> list[str]:
        (folder / "paper.docx").write_bytes(raw)
        home = f"-env:UserInstallation={(folder / 'home').as_uri()}"
        words = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
        subprocess.run(  # noqa: S603  our own words
            [*words, str(folder / "paper.docx")], check=True, capture_output=True, timeout=180
        )
        return [page.extract_text() for page in PdfReader(folder / "paper.pdf").pages]

    return pages
