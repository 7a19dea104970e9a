"""You said, we did: a letter to a group, of what is recorded and what is not."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Annotated, ClassVar

from reachmap.analysis.group_counts import group_counts
from reachmap.analysis.letter.rows import Planned, SaidRow
from reachmap.analysis.letter.words import (
    LETTER,
    words_of_asking,
    words_of_next,
    words_of_parts,
    words_of_result,
    words_of_said,
)
from reachmap.analysis.overview import Overview, overview
from reachmap.analysis.review.answers_owed import has_answer
from reachmap.analysis.snapshot import Snapshot
from reachmap.model.answer import Answer, Row
from reachmap.model.fields import COUNT, PUBLIC
from reachmap.model.hierarchy import narrower_groups, wider_groups
from reachmap.model.nodes import Activity
from reachmap.model.records import Said
from reachmap.model.stakeholders import StakeholderMap


class Letter(Answer):
    """What a group told us, what happened as a result, and what comes next."""

    row: ClassVar[type[Row]] = SaidRow

    overview: Annotated[Overview, PUBLIC]
    """What the map is."""

    group: Annotated[str, PUBLIC]
    """Id of the group."""

    name: Annotated[str, PUBLIC]
    """Name of the group."""

    as_of: Annotated[date, PUBLIC]
    """Day it is written."""

    said: Annotated[tuple[SaidRow, ...], PUBLIC] = ()
    """What the group said, the latest first."""

    planned: Annotated[tuple[Planned, ...], PUBLIC] = ()
    """Activities that are still to come, for the group, a part of it, or everybody."""

    parts: Annotated[tuple[str, ...], COUNT] = ()
    """Names of narrower groups that told us something, which stands in letters of their own."""

    def rows(self) -> tuple[SaidRow, ...]:
        """Return a row for each thing that was said."""
        return self.said

    def opening(self) -> str:
        """Return the first words of the letter, which never take what is left out for nothing."""
        key = "thanks" if self.said else "nothing" if self.is_for_team else "left_out"
        opening = LETTER[key].format(group=self.name)
        return " ".join((opening, *words_of_parts(self.parts)))

    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Return each thing that was said, with what happened as a result."""
        whole = self.is_for_team
        return tuple(
            (words_of_said(row, whole=whole), words_of_result(row, self.as_of, whole=whole))
            for row in self.said
        )

    def next(self) -> tuple[str, ...]:
        """Return what is still to answer, and when the group is met again."""
        return tuple(words_of_next(self.said, self.planned, whole=self.is_for_team))

    def asking(self) -> tuple[str, ...]:
        """Return whom to ask."""
        return tuple(words_of_asking(self.overview.team, self.said))

    def sentences(self) -> tuple[str, ...]:
        """Return the letter in sentences."""
        pairs = (line for pair in self.pairs() for line in pair)
        return (self.opening(), *pairs, *self.next(), *self.asking())


def letter(snapshot: Snapshot, group: str) -> Letter:
    """Say to a group what it told us, and what happened as a result.

    What counts is said by the group itself, or by nobody in particular at a session for it alone.
    Where fewer than eight of the group are known to have come, the session is not named.

    Parameters
    ----------
    group
        Id or name.

    Raises
    ------
    UnknownNode
        If there is no such group.

    Examples
    --------
    >>> import reachmap as rm
    >>> town = letter(Snapshot.of(rm.demo().stakeholders), "Children and young people")
    >>> [(row.said, row.is_answered) for row in town.said]
    [('Posters do nothing; talk to us at school', True)]
    """
    outline, day = snapshot.outline, snapshot.day
    chosen = outline.find(group, kinds=("group",))
    rows = sorted(_said(snapshot, chosen), key=lambda row: row.day or date.min, reverse=True)
    narrower = {*narrower_groups(outline.groups)[chosen]} - {chosen}
    return Letter(
        overview=overview(snapshot),
        group=chosen,
        name=snapshot.names[chosen],
        as_of=day,
        said=tuple(rows),
        planned=tuple(sorted(_planned(outline, chosen, day), key=lambda row: (row.day, row.name))),
        parts=tuple(
            snapshot.names[part]
            for part in sorted(narrower)
            if next(_said(snapshot, part), None) is not None
        ),
    )


def _planned(outline: StakeholderMap, group: str, day: date) -> Iterator[Planned]:
    """Yield what is still to come for a group or a wider one, a part of it, or everybody."""
    wider = {*wider_groups(outline.groups)[group]}
    narrower = {*narrower_groups(outline.groups)[group]}
    for each in outline.activities:
        if each.date is None or each.date <= day:
            continue
        if not each.groups:
            yield Planned(name=each.name, day=each.date, meant_for="everybody")
        elif wider.intersection(each.groups):
            yield Planned(name=each.name, day=each.date)
        elif narrower.intersection(each.groups):
            yield Planned(name=each.name, day=each.date, meant_for="part")


def _said(snapshot: Snapshot, group: str) -> Iterator[SaidRow]:
    """Yield what a group said at what has been held, with what happened as a result."""
    past = {activity.id: activity for activity in snapshot.past}
    counts = group_counts(snapshot, snapshot.past)
    came = dict(zip(past, counts.came[counts.groups.index(group)].tolist(), strict=True))
    for row in snapshot.said:
        activity = past.get(row.activity)
        if activity is not None and _is_of(row, activity, group):
            yield _row(row, activity, snapshot, people=came[activity.id])


def _is_of(row: Said, activity: Activity, group: str) -> bool:
    """Return whether a group said something, or it was said at a session for that group alone."""
    return row.group == group or (row.group is None and activity.groups == (group,))


def _row(row: Said, activity: Activity, snapshot: Snapshot, *, people: int) -> SaidRow:
    days = (on for on in (row.told_on, activity.feedback_on) if on and on <= snapshot.day)
    wait = timedelta(days=snapshot.assumptions.feedback_days)
    return SaidRow(
        activity=activity.name,
        day=activity.date,
        theme=row.theme,
        said=row.summary,
        response=row.response,
        is_answered=has_answer(row, activity, snapshot.day),
        told_on=min(days, default=None),
        due=activity.date + wait if activity.date else None,
        owner=row.owner,
        people=people,
    )
