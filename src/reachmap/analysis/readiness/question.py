"""What a map can answer now, and what would make its answers better."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, ClassVar

from reachmap.analysis.catalogue import QUESTIONS
from reachmap.analysis.readiness.heard import gaps_of_heard, gaps_of_voices
from reachmap.analysis.readiness.known import Known
from reachmap.analysis.readiness.later import gaps_of_later
from reachmap.analysis.readiness.routes import gaps_of_routes
from reachmap.analysis.readiness.rows import LOSSES, Answered, Gap
from reachmap.analysis.readiness.words import next_step, words_of_answered, words_of_gap
from reachmap.analysis.snapshot import Snapshot
from reachmap.model.answer import Answer, Row
from reachmap.model.fields import PUBLIC

RULES = (gaps_of_heard, gaps_of_voices, gaps_of_routes, gaps_of_later)
"""Every place where gaps are looked for."""


class Readiness(Answer):
    """What a map can answer now, and what would make its answers better."""

    row: ClassVar[type[Row]] = Gap

    gaps: Annotated[tuple[Gap, ...], PUBLIC] = ()
    """What is lacking, the most valuable first."""

    answered: Annotated[tuple[Answered, ...], PUBLIC] = ()
    """Questions that can be answered now."""

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
        """Return what is lacking, the most valuable first, in two sentences each."""
        return tuple(words_of_gap(gap) for gap in self.gaps)

    def sentences(self) -> tuple[str, ...]:
        """Return what is lacking, what can be asked now, and what to fill in next."""
        able = "; ".join(words_of_answered(row) for row in self.answered)
        lines = [*self.gap_sentences(), f"You can ask now: {able}."]
        return (*lines, self.next_step or ALL_THERE)

    def explain(self) -> str:
        """Return the answer in plain sentences; what is missing is what it is about.

        Returns
        -------
        str
            A line a gap, then what can be asked now and what to fill in next.
        """
        return "\n".join(self.sentences())


ALL_THERE = "Nothing that you could fill in from memory is lacking."


def readiness(snapshot: Snapshot, *, as_of: date | None = None) -> Readiness:
    """Say what a map can answer now, and what would make its answers better.

    Gaps stand in the order of what they cost: first those that leave a question without any
    answer, then those that leave a part of it unknown, then those that would make it surer
    or finer; among these, those that touch the most groups first.

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
    >>> from reachmap import Group, Organisation, StakeholderMap
    >>> town = StakeholderMap(
    ...     organisations=[Organisation(id="team", name="Engagement team", team=True)],
    ...     groups=[Group(id="carers", name="Carers")],
    ... )
    >>> print(readiness(Snapshot.of(town)).gap_sentences()[0])
    No activities (the last ten will do): who is heard is not known.
    Sheet 'activities' (for heard).
    """
    known = Known(snapshot.on(as_of))
    found = (gap for rule in RULES for gap in rule(known) if gap.question in QUESTIONS)
    gaps = tuple(sorted(found, key=lambda gap: (LOSSES.index(gap.loss), -(gap.groups or 0))))
    days = sorted(activity.date for activity in known.map.activities if activity.date)
    return Readiness(
        gaps=gaps,
        answered=tuple(_answered(known)),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        missing=tuple(_missing(gap) for gap in gaps),
    )


def _answered(known: Known) -> Iterator[Answered]:
    """Yield the questions that can be answered, with the groups they can be answered for."""
    by_group = {"heard": known.recorded, "routes": len(known.best.routes)}
    able = {
        "heard": known.recorded > 0,
        "voices": known.talking.voices > 0,
        "methods": bool(known.groups),
        "change": bool(known.groups),
        "burden": known.sizes["asks"] > 0,
        "panel": bool(known.sizes["voices"] or known.map.champions),
        # Where a way is there and cannot be taken, routes says why.
        "routes": len(known.unlinked) < len(known.groups),
        "reach": len(known.unlinked) < len(known.groups),
        "gatekeepers": len(known.unlinked) < len(known.groups),
        "links": bool(known.groups),
    }
    for question, words in QUESTIONS.items():
        if able.get(question, True):
            groups = by_group.get(question)
            size = None if groups is None else len(known.groups)
            yield Answered(question=question, words=words, groups=groups, of=size)


def _missing(gap: Gap) -> str:
    """Return a gap in words without a figure: these go to paper for others as well."""
    bare = gap.model_copy(update={"missing": None, "of": None, "names": ()})
    return words_of_gap(bare)
