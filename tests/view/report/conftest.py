"""Papers that many tests read, made once a process."""

from collections.abc import Callable
from functools import cache

import pytest

import reachmap as rm
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
