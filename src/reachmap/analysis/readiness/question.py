"""What a map can answer now, and what would make its answers better."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, ClassVar

from reachmap.analysis.catalogue import QUESTIONS
from reachmap.analysis.readiness.facts import ReadinessFacts
from reachmap.analysis.readiness.gaps import gaps_of
from reachmap.analysis.readiness.heard import GAPS_OF_HEARD, GAPS_OF_VOICES
from reachmap.analysis.readiness.others import GAPS_OF_OTHERS
from reachmap.analysis.readiness.routes import GAPS_OF_ROUTES
from reachmap.analysis.readiness.rows import LOSSES, Gap, ReadyQuestion, SignInSheet
from reachmap.analysis.readiness.settle import sign_in_sheets
from reachmap.analysis.readiness.words import (
    ALL_THERE,
    PRINT,
    next_step,
    words_of_gap,
    words_of_questions,
    words_of_sheets,
)
from reachmap.analysis.snapshot import Snapshot
from reachmap.model.answer import Answer, Row
from reachmap.model.fields import COUNT, PUBLIC
from reachmap.words import FOR_TEAM

COUNTS = {**GAPS_OF_HEARD, **GAPS_OF_VOICES, **GAPS_OF_ROUTES, **GAPS_OF_OTHERS}
"""Every gap that is looked for."""


class Readiness(Answer):
    """What a map can answer now, and what would make its answers better."""

    row: ClassVar[type[Row]] = Gap

    gaps: Annotated[tuple[Gap, ...], COUNT] = ()
    """What is missing, the most valuable first."""

    answered: Annotated[tuple[ReadyQuestion, ...], COUNT] = ()
    """Questions that can be answered now."""

    sheets: Annotated[tuple[SignInSheet, ...], COUNT] = ()
    """What to ask on the sign-in sheets of open sittings, the one that settles most first."""

    first: Annotated[date | None, PUBLIC] = None
    """Day of the first activity."""

    last: Annotated[date | None, PUBLIC] = None
    """Day of the last activity, planned ones too."""

    def rows(self) -> tuple[Gap, ...]:
        """Return a row a gap, the most valuable first."""
        return self.gaps

    @property
    def next_step(self) -> str | None:
        """The sheet on which the next ten minutes are best spent, in words."""
        return next_step(self.gaps)

    def gap_sentences(self) -> tuple[str, ...]:
        """Return what is missing, the most valuable first, in two sentences each."""
        return tuple(words_of_gap(gap) for gap in self.gaps)

    def sheet_sentences(self) -> tuple[str, ...]:
        """Return what to ask on which sign-in sheets, how much it settles, and on what guess."""
        lines = words_of_sheets(self.sheets)
        return (*lines, PRINT) if lines else ()

    def sentences(self) -> tuple[str, ...]:
        """Return what is missing, what to ask, what can be asked now, and what to fill in next."""
        if not self.is_for_team:
            return (FOR_TEAM,)
        ready = words_of_questions(self.answered)
        parts = (*self.gap_sentences(), *self.sheet_sentences(), ready)
        return (*parts, self.next_step or ALL_THERE)

    def explain(self) -> str:
        """Return the answer in plain sentences; what is missing is what it is about."""
        return "\n".join(self.sentences())


def readiness(snapshot: Snapshot, *, as_of: date | None = None) -> Readiness:
    """Say what a map can answer now, and what would make its answers better.

    Gaps come in the order of what they cost: first those that leave a question without any
    answer, then those that leave a part of it unknown, then those that would make it surer
    or finer; among these, those about the most groups first.

    ``sheets`` say which questions on the sign-in sheet of which open sitting to come would turn
    the most groups from `not-recorded` or `uncertain` to an answer (`under`, `enough`, `fair` or
    `over`), found by trying them: everybody who came last time comes again and answers, and a
    group makes up 1 / k, 1 or k times its fair share of those who had not answered before, k the
    assumed `unasked_factor`. A sheet settles what has an answer at all three.

    Parameters
    ----------
    as_of
        Day to count from (the map's own, or today, where not given); later activities are
        planned.

    Returns
    -------
    Readiness
        A row a gap; gaps of questions that cannot be asked yet are left out.

    Examples
    --------
    >>> import reachmap as rm
    >>> town = rm.StakeholderMap(
    ...     organisations=[rm.Organisation(id="team", name="Engagement team", team=True)],
    ...     groups=[rm.Group(id="carers", name="Carers")],
    ... )
    >>> print(rm.ReachMap.of(town).readiness().gap_sentences()[0])
    No activities (the last ten will do): who is heard is not known.
    Sheet 'activities' (for heard).
    """
    facts = ReadinessFacts(snapshot.on(as_of))
    gaps = sorted(
        gaps_of(facts, COUNTS, QUESTIONS),
        key=lambda gap: (LOSSES.index(gap.loss), -(gap.groups or 0)),
    )
    days = sorted(each.date for each in facts.snapshot.outline.activities if each.date)
    return Readiness(
        gaps=tuple(gaps),
        answered=tuple(_ready(facts)),
        sheets=sign_in_sheets(facts.snapshot),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        missing=tuple(_without_figures(gap) for gap in gaps),
    )


def _ready(facts: ReadinessFacts) -> Iterator[ReadyQuestion]:
    """Yield the questions that can be answered, with the groups they can be answered for."""
    snapshot = facts.snapshot
    any_groups, linked = bool(snapshot.groups), len(facts.unlinked) < len(snapshot.groups)
    by_group = {"heard": facts.recorded, "routes": len(facts.best.routes)}
    is_ready = {
        "heard": facts.recorded > 0,
        "voices": facts.talking.voices > 0,
        "methods": any_groups,
        "change": any_groups,
        "burden": snapshot.sizes["asks"] > 0,
        "panel": bool(snapshot.sizes["voices"] or snapshot.outline.champions),
        # Where a way is there and cannot be taken, routes says why.
        "routes": linked,
        "reach": linked,
        "calibration": bool(snapshot.network.scored.any()),
        "gatekeepers": linked,
        "links": any_groups,
    }
    for question, words in QUESTIONS.items():
        if is_ready.get(question, True):
            groups = by_group.get(question)
            of = None if groups is None else len(snapshot.groups)
            yield ReadyQuestion(question=question, words=words, groups=groups, of=of)


def _without_figures(gap: Gap) -> str:
    """Return a gap in words without a figure: these go to paper for others as well."""
    return words_of_gap(gap.model_copy(update={"missing": None, "of": None, "names": ()}))
