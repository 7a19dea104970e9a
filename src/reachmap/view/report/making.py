"""Which paper it is: for a committee, for an equality impact assessment, or a letter to a group."""

from typing import get_args

from reachmap.analysis.briefing import briefing
from reachmap.analysis.evidence.question import evidence
from reachmap.analysis.letter.question import letter
from reachmap.analysis.overview import overview
from reachmap.analysis.snapshot import Snapshot
from reachmap.errors import InputError
from reachmap.model.arguments import check_one_of
from reachmap.model.audience import Audience, Purpose
from reachmap.plan.round.answer import Plan
from reachmap.release import release
from reachmap.view.report.document import Document
from reachmap.view.report.equality import equality_paper
from reachmap.view.report.letter import letter_paper
from reachmap.view.report.paper import committee_paper


def paper_of(
    snapshot: Snapshot,
    *,
    purpose: Purpose,
    group: str | None,
    plan: Plan | None,
    audience: Audience,
) -> Document:
    """Return a paper, of answers that were released for its readers."""
    check_one_of("purpose", purpose, get_args(Purpose))
    if group is None and purpose == "committee":
        planned = None if plan is None else release(plan, audience=audience)
        return committee_paper(release(briefing(snapshot), audience=audience), planned)
    if plan is not None:
        message = "a plan is part of the paper for a committee: leave it out of any other"
        raise InputError(message)
    if group is None:
        about = release(overview(snapshot), audience=audience)
        return equality_paper(release(evidence(snapshot), audience=audience), about)
    if purpose != "committee":
        message = f"a letter to a group is a paper of its own: leave out the purpose {purpose}"
        raise InputError(message)
    return letter_paper(release(letter(snapshot, group), audience=audience))
