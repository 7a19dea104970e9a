"""Evidence towards due regard: what was done to hear each group, and what happened then."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from reachmap.analysis.evidence.rows import EvidenceRow
from reachmap.analysis.evidence.words import FOOTNOTE, gaps, words_of_lines, words_of_records
from reachmap.analysis.group_counts import group_counts
from reachmap.analysis.participation.question import participation
from reachmap.analysis.participation.rows import GroupHeard
from reachmap.analysis.recorded import is_recorded
from reachmap.analysis.review.answers_owed import has_answer
from reachmap.analysis.snapshot import Snapshot
from reachmap.analysis.window import Window
from reachmap.model.answer import Answer, Row
from reachmap.model.fields import PUBLIC
from reachmap.model.hierarchy import narrower_groups
from reachmap.model.nodes import Activity, Group
from reachmap.model.records import Said, Turnout
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
        """Return which characteristics people were heard of, what is owed, and the footnote."""
        lines = words_of_lines(self.lines) if self.is_for_team else ()
        return (words_of_records(self.window, self.topic), *lines, self.footnote)

    def footnotes(self) -> tuple[str, ...]:
        """Return what is printed under the table wherever it goes."""
        return (self.footnote,)


def evidence(
    snapshot: Snapshot,
    *,
    topic: str | None = None,
    since: date | None = None,
    until: date | None = None,
    as_of: date | None = None,
) -> Evidence:
    """Lay out what was done to hear each group, and what happened as a result.

    All nine protected characteristics of the Equality Act 2010 are there, each with the
    groups whose taxonomy code is about it; one without a group keeps a row, and so does a
    group of which nothing is recorded. A group of several characteristics is under each, and
    says of none that it was heard: LGBTQ+ people heard does not mean that people of whom gender
    reassignment is true were::

        invited[group]  =  sum of the invited of its own rows of turnout

    and `came` those of them who came: neither says anything of narrower groups, nor of those who
    were never invited one by one; `heard` and `status` are as in `participation`.

    Parameters
    ----------
    topic
        Only activities on this topic.
    since, until
        First and last day; both count; any where left out.
    as_of
        Day to count from (the map's own, or today, where not given); later activities are
        planned.

    Returns
    -------
    Evidence
        A row a characteristic and group: the characteristics in the order of the Act, then
        every other group.

    Raises
    ------
    InputError
        If the window ends before it begins, or no activity has the topic.

    Examples
    --------
    >>> import reachmap as rm
    >>> line = next(row for row in rm.demo().evidence().lines if row.group == "young-adults")
    >>> line.characteristic, line.status, line.methods[:2], line.gap[:1]
    ('age', 'under', ('Co-design workshop', 'Formal consultation'), ('heard less than its share',))

    References
    ----------
    .. [1] Equality Act 2010, section 149: public sector equality duty.
    .. [2] National Health Service Act 2006, sections 13Q, 14Z45 and 242: duties to involve.
    """
    now = snapshot.on(as_of)
    window = Window(topic=topic, since=since, until=until)
    heard = participation(now, topic=topic, since=since, until=until)
    record = _Record(now, window.activities(now))
    by_group = {row.group: row for row in heard.groups}
    return Evidence(
        lines=tuple(_lines(now.outline, by_group, record)),
        window=window.words(now.day),
        topic=topic,
        missing=heard.missing,
    )


def _lines(
    outline: StakeholderMap, heard: Mapping[str, GroupHeard], record: _Record
) -> Iterator[EvidenceRow]:
    terms = outline.taxonomy_table
    about = {
        group.id: terms[group.category].characteristic if group.category in terms else ()
        for group in outline.groups
    }
    for characteristic in CHARACTERISTICS:
        inside = [group for group in outline.groups if characteristic in about[group.id]]
        for group in inside:
            several = len(about[group.id]) > 1
            yield record.line(group, heard[group.id], characteristic, several=several)
        if not inside:
            yield EvidenceRow(characteristic=characteristic, gap=gaps(None))
    for group in outline.groups:
        if not about[group.id]:
            yield record.line(group, heard[group.id], None)


@dataclass(eq=False)
class _Record:
    """What is recorded of the activities in the window, group by group."""

    snapshot: Snapshot
    activities: Sequence[Activity]

    def __post_init__(self) -> None:
        """Gather, for each group, where it was asked, how many were invited, what it said."""
        counts = group_counts(self.snapshot, self.activities)
        came = dict(zip(counts.groups, counts.came > 0, strict=True))
        self.inside = {activity.id: activity for activity in self.activities}
        counted: dict[str, dict[str, Turnout]] = defaultdict(dict)
        for row in self.snapshot.turnout:
            if row.activity in self.inside:
                counted[row.group][row.activity] = row
        said: dict[str, list[Said]] = defaultdict(list)
        for each in self.snapshot.said:
            if each.group is not None and each.activity in self.inside:
                said[each.group].append(each)
        self.asked: dict[str, list[Activity]] = {}
        self.invited: dict[str, tuple[int | None, int | None]] = {}
        self.said: dict[str, list[Said]] = {}
        for group, parts in narrower_groups(self.snapshot.outline.groups).items():
            self.asked[group] = [
                activity
                for came_to, activity in zip(came[group], self.activities, strict=True)
                if came_to or any(p in activity.groups or activity.id in counted[p] for p in parts)
            ]
            self.invited[group] = _invited(counted[group].values())
            self.said[group] = [each for part in parts for each in said[part]]

    def line(
        self,
        group: Group,
        heard: GroupHeard,
        characteristic: str | None,
        *,
        several: bool = False,
    ) -> EvidenceRow:
        """Return what was done to hear a group."""
        outline, day = self.snapshot.outline, self.snapshot.day
        methods, supports = outline.method_table, outline.support_table
        asked, said = self.asked[group.id], self.said[group.id]
        used = {code for each in asked if (code := self.snapshot.method_of(each))}
        offered = {code for activity in asked for code in activity.supports}
        owed = [row for row in said if not has_answer(row, self.inside[row.activity], day)]
        invited, came = self.invited[group.id]
        in_use = is_recorded(self.snapshot, "activities.supports")
        cells = {"invited": invited is not None, "methods": used, "supports": offered or in_use}
        blank = [name for name, cell in (cells | {"said": said}).items() if asked and not cell]
        return EvidenceRow(
            characteristic=characteristic,
            group=group.id,
            name=group.name,
            population=group.population,
            invited=invited,
            came=came,
            heard=None if heard.status == "not-recorded" else heard.heard,
            status=heard.status,
            methods=tuple(sorted(methods[code].name for code in used)),
            supports=tuple(sorted(supports[code].name for code in offered)),
            said=_texts(row.summary or row.theme for row in said),
            response=_texts(row.response for row in said),
            gap=gaps(
                heard.status,
                asked=bool(asked),
                several=several,
                owed=bool(owed),
                no_support=bool(asked) and in_use and not offered,
                blank=blank,
            ),
            owner=_texts(sorted({row.owner for row in owed if row.owner})),
        )


def _invited(rows: Iterable[Turnout]) -> tuple[int | None, int | None]:
    """Return how many of a group were invited, and how many of these came."""
    counted = [row for row in rows if row.invited is not None]
    invited = sum(row.invited or 0 for row in counted)
    both = all(row.attended is not None for row in counted)
    came = sum(row.attended or 0 for row in counted)
    return (invited, came if both else None) if counted else (None, None)


def _texts(texts: Iterable[str | None]) -> tuple[str, ...]:
    """Return texts in order, each once."""
    return tuple(dict.fromkeys(text for text in texts if text))
