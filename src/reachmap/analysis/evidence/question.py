"""Evidence towards due regard: what was done to hear each group, and what came of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from reachmap.analysis.evidence.rows import EvidenceRow
from reachmap.analysis.evidence.words import FOOTNOTE, gaps, sentences
from reachmap.analysis.group_counts import group_counts
from reachmap.analysis.participation.question import participation
from reachmap.analysis.participation.rows import GroupHeard
from reachmap.analysis.review.answers_owed import has_answer
from reachmap.analysis.snapshot import Snapshot
from reachmap.analysis.window import Window
from reachmap.model.answer import Answer, Row
from reachmap.model.fields import PUBLIC
from reachmap.model.hierarchy import narrower_groups
from reachmap.model.nodes import Activity, Group
from reachmap.model.records import Said
from reachmap.model.stakeholders import StakeholderMap
from reachmap.model.vocabulary import CHARACTERISTICS


class Evidence(Answer):
    """Evidence towards due regard."""

    row: ClassVar[type[Row]] = EvidenceRow

    lines: Annotated[tuple[EvidenceRow, ...], PUBLIC]
    """Every protected characteristic with its groups, then every other group."""

    window: Annotated[str, PUBLIC]
    """The days it is about, in words."""

    topic: Annotated[str | None, PUBLIC] = None
    """The topic it is about; None for all."""

    footnote: Annotated[str, PUBLIC] = FOOTNOTE
    """What it is, and what it is not."""

    def rows(self) -> tuple[EvidenceRow, ...]:
        """Return a row a characteristic and group, blanks included."""
        return self.lines

    def sentences(self) -> tuple[str, ...]:
        """Return what is told of the characteristics, what is blank, and the footnote."""
        return (*sentences(self.lines, window=self.window, topic=self.topic), self.footnote)

    def footnotes(self) -> tuple[str, ...]:
        """Return what stands under the table wherever it goes."""
        return (self.footnote,)


def evidence(
    snapshot: Snapshot,
    *,
    topic: str | None = None,
    since: date | None = None,
    until: date | None = None,
    as_of: date | None = None,
) -> Evidence:
    """Lay out what was done to hear each group, and what came of it.

    All nine protected characteristics of the Equality Act 2010 are there, each with the
    groups whose taxonomy code is about it; one without a group keeps a row, and so does a
    group of which nothing is recorded. A group of several characteristics stands under
    each.

    Parameters
    ----------
    topic
        Only activities on this topic.
    since, until
        First and last day; both count.
    as_of
        Day to count from (the map's own, or today, where not given); later activities are
        planned.

    Returns
    -------
    Evidence
        A row a characteristic and group.

    Raises
    ------
    InputError
        If the window ends before it begins, or no activity has the topic.

    References
    ----------
    .. [1] Equality Act 2010, section 149: public sector equality duty.
    .. [2] National Health Service Act 2006, sections 13Q, 14Z45 and 242: duties to involve.
    """
    now = snapshot.on(as_of)
    window = Window(topic=topic, since=since, until=until)
    heard = participation(now, topic=topic, since=since, until=until)
    done = _Done(now, window.activities(now))
    by_group = {row.group: row for row in heard.groups}
    return Evidence(
        lines=tuple(_lines(now.outline, by_group, done)),
        window=window.words(now.day),
        topic=topic,
        missing=heard.missing,
    )


def _lines(
    outline: StakeholderMap, heard: Mapping[str, GroupHeard], done: _Done
) -> Iterator[EvidenceRow]:
    about: dict[str, tuple[str, ...]] = {}
    for group in outline.groups:
        term = outline.taxonomy_table.get(group.category or "")
        about[group.id] = term.characteristic if term else ()
    for characteristic in CHARACTERISTICS:
        inside = [group for group in outline.groups if characteristic in about[group.id]]
        for group in inside:
            yield done.line(group, heard[group.id], characteristic)
        if not inside:
            yield EvidenceRow(characteristic=characteristic, gap=gaps(None))
    for group in outline.groups:
        if not about[group.id]:
            yield done.line(group, heard[group.id], None)


@dataclass(eq=False)
class _Done:
    """What was done in the window, group by group."""

    snapshot: Snapshot
    activities: Sequence[Activity]

    def __post_init__(self) -> None:
        """Gather, for each group, where it was asked, how many were invited, what it said."""
        seen = group_counts(self.snapshot, self.activities)
        came = dict(zip(seen.groups, (seen.recorded + seen.heads) > 0, strict=True))
        narrower = narrower_groups(self.snapshot.outline.groups)
        self.inside = {activity.id: activity for activity in self.activities}
        invited: dict[str, dict[str, int]] = defaultdict(dict)
        counted: dict[str, set[str]] = defaultdict(set)
        for row in self.snapshot.turnout:
            if row.activity in self.inside:
                counted[row.group].add(row.activity)
                if row.invited is not None:
                    invited[row.group][row.activity] = row.invited
        said: dict[str, list[Said]] = defaultdict(list)
        for told in self.snapshot.said:
            if told.group is not None and told.activity in self.inside:
                said[told.group].append(told)
        self.asked: dict[str, list[Activity]] = {}
        self.invited: dict[str, int | None] = {}
        self.said: dict[str, list[Said]] = {}
        for group, parts in narrower.items():
            self.asked[group] = [
                activity
                for place, activity in enumerate(self.activities)
                if came[group][place]
                or any(p in activity.groups or activity.id in counted[p] for p in parts)
            ]
            # The largest of the groups within, never their sum: groups overlap.
            most = [
                max(found)
                for activity in self.asked[group]
                if (found := [invited[p][activity.id] for p in parts if activity.id in invited[p]])
            ]
            self.invited[group] = sum(most) if most else None
            self.said[group] = [told for part in parts for told in said[part]]

    def line(self, group: Group, heard: GroupHeard, characteristic: str | None) -> EvidenceRow:
        """Return what was done to hear a group."""
        outline, day = self.snapshot.outline, self.snapshot.day
        methods, supports = outline.method_table, outline.support_table
        asked, said = self.asked[group.id], self.said[group.id]
        used = {activity.method for activity in asked if activity.method}
        offered = {code for activity in asked for code in activity.supports}
        owed = [row for row in said if not has_answer(row, self.inside[row.activity], day)]
        return EvidenceRow(
            characteristic=characteristic,
            id=group.id,
            group=group.name,
            population=group.population,
            invited=self.invited[group.id],
            heard=None if heard.status == "not-recorded" else heard.heard,
            status=heard.status,
            methods=tuple(sorted(methods[code].name for code in used)),
            supports=tuple(sorted(supports[code].name for code in offered)),
            said=_texts(row.summary or row.theme for row in said),
            response=_texts(row.response for row in said),
            gap=gaps(heard.status, asked=bool(asked), owed=bool(owed)),
            owner=_texts(sorted({row.owner for row in owed if row.owner})),
        )


def _texts(given: Iterator[str | None] | Sequence[str]) -> tuple[str, ...]:
    """Return texts in order, each once."""
    return tuple(dict.fromkeys(text for text in given if text))
