"""What participation says in words: kind, plain, and never a bare ratio."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from reachmap.analysis.participation.rows import GroupHeard, Status
from reachmap.model.nodes import Group
from reachmap.model.stakeholders import StakeholderMap
from reachmap.words import TableWords, join_names, words_of_count, words_of_percent

OUT_OF = 10
"""Shares are given out of so many expected."""

MANY_TIMES = 10
"""Times its share beyond which the figure says only how few people an activity was for."""

SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        "records": "Our own records, {window}.",
        "records_counted": "Our own records, {activities}, {window}.",
        "hidden": "{groups} may not call themselves so: ask the finding question.",
        "heads": (
            "Figures are 'up to': {percent} of them are head counts, in which the same person at "
            "two activities counts twice."
        ),
        "missing_activities": (
            "No activities: add the last ten to 'activities', and who came to 'turnout'."
        ),
        "missing_records": (
            "{groups} not asked about: add them to the sign-in sheet and to 'records' of the "
            "activity, or count heads in 'turnout'."
        ),
        "missing_area": "No 'area_population' in about: shares of the area cannot be known.",
        "missing_population": (
            "No population for {groups}: whether they are heard less than their share cannot be "
            "known. Add 'population' to groups."
        ),
    }
)
"""What the answer says: templates with named slots."""

BY_STATUS: Mapping[Status, str] = MappingProxyType(
    {
        "unheard": "Not yet heard, though we asked: {groups}.",
        "not-recorded": "Not recorded, so we cannot tell: {groups}.",
        "under": "Heard less than their share: {groups}.",
        "over": "Heard more than their share: {groups}.",
        "fair": "Heard about as much as their share: {groups}.",
        "uncertain": "Heard, but too few to tell how fairly: {groups}.",
        "unknown": "Heard, with no population to compare with: {groups}.",
    }
)
"""What the answer says of the groups of each status, those who matter most first."""

PHRASES: Mapping[str, str] = MappingProxyType(
    {
        "group": "{name} ({share})",
        "share": "{number} heard for every {expected} expected",
        "many": "more than {number}",
        "few": "fewer than 1",
    }
)
"""Parts of its sentences."""


def sentences(
    groups: Sequence[GroupHeard], *, window: str, activities: int | None
) -> tuple[str, ...]:
    """Return the answer in sentences, those who matter most first."""
    key = "records" if activities is None else "records_counted"
    counted = words_of_count(activities or 0, "activity")
    lines = [SENTENCES[key].format(activities=counted, window=window)]
    for status, template in BY_STATUS.items():
        rows = [row for row in groups if row.status == status]
        if rows:
            lines.append(template.format(groups=join_names(_names(rows, status))))
        hidden = [row.name for row in rows if row.may_be_hidden and status == "unheard"]
        if hidden:
            lines.append(SENTENCES["hidden"].format(groups=join_names(hidden)))
    return (*lines, *_heads(groups))


def _names(rows: Sequence[GroupHeard], status: Status) -> list[str]:
    """Return groups by name; of those off their share how many are heard, the farthest first."""
    if status not in {"under", "over"}:
        return [row.name for row in rows]
    farthest = sorted(rows, key=lambda row: -abs((1 if row.ppr is None else row.ppr) - 1))
    return [
        row.name
        if row.ppr is None
        else PHRASES["group"].format(name=row.name, share=words_of_share(row.ppr))
        for row in farthest
    ]


def _heads(rows: Sequence[GroupHeard]) -> tuple[str, ...]:
    """Return how much of what was heard is head counts, of people who may be the same."""
    heads = sum(row.heads or 0 for row in rows)
    heard = sum(row.heard or 0 for row in rows)
    if not heads or not heard:
        return ()
    return (SENTENCES["heads"].format(percent=words_of_percent(heads, heard)),)


def missing(rows: Sequence[GroupHeard], outline: StakeholderMap) -> tuple[str, ...]:
    """Return what could not be known and which table would tell, the most useful first."""
    unrecorded = sum(row.status == "not-recorded" for row in rows)
    unknown = sum(row.population is None for row in rows)
    lines = []
    if not outline.activities:
        lines.append(SENTENCES["missing_activities"])
    elif unrecorded:
        groups = words_of_count(unrecorded, "group")
        lines.append(SENTENCES["missing_records"].format(groups=groups))
    if outline.about.area_population is None:
        lines.append(SENTENCES["missing_area"])
    if unknown:
        groups = words_of_count(unknown, "group")
        lines.append(SENTENCES["missing_population"].format(groups=groups))
    return tuple(lines)


STATUS: Mapping[Status, str] = MappingProxyType(
    {
        "not-recorded": "not recorded",
        "unheard": "not yet heard",
        "unknown": "heard, share not known",
        "under": "heard less than its share",
        "over": "heard more than its share",
        "fair": "heard about its share",
        "uncertain": "heard, too few to tell",
    }
)
"""The status of a group in a few words."""

FACTS: Mapping[Status, tuple[str, str]] = MappingProxyType(
    {
        "unheard": (
            "group not yet heard, though we asked",
            "groups not yet heard, though we asked",
        ),
        "not-recorded": (
            "group we did not ask about, so cannot tell",
            "groups we did not ask about, so cannot tell",
        ),
        "under": ("group heard less than its share", "groups heard less than their share"),
    }
)
"""What a number of groups counts: one, and several."""

NOT_YET_HEARD = TableWords(
    "Not yet heard, though we asked",
    ("Group", "People heard"),
    "We have no record that they came. It is no fault of theirs: someone they trust could "
    "introduce us.",
)
NOT_RECORDED = TableWords(
    "We did not ask, so cannot tell",
    ("Group", "What to add to the sign-in sheet"),
    "We have no record of asking about these groups. It does not mean that they were not there.",
)
SELDOM_HEARD = TableWords("Heard less than their share", ("Group", "People heard"))
EVERY_GROUP = TableWords("Who is heard", lead="Every group, every figure.")

PAGE: Mapping[str, str] = MappingProxyType(
    {
        "about": (
            "For each group: how many we heard for every ten we would expect from its share of "
            "the area. The line through each mark shows where the true figure may well lie; the "
            "band shows about a fair share."
        ),
        "left_out": (
            "The chart has the {number:,} groups heard least for their number; {rest:,} more are "
            "in the table."
        ),
        "chart": "People heard for every ten expected",
        "bar": "{share}, likely between {low} and {high}: {status}",
        "axis": "heard for every ten expected",
        "last_tick": "{number} or more",
        "same_figures": "The same figures as a table:",
        "none": "none, though we asked",
        "heard": "{number:,}",
        "heard_share": "{number:,}: {share}",
        "sign_in_box": "a box for “{name}”",
        "sign_in_question": "“{question}”",
        "sign_in_private": "{words}, on a form that nobody else sees",
    }
)
"""What the page says around the answer: templates with named slots."""


def words_of_share(ppr: float | None) -> str:
    """Return how much a group is heard for its number; empty where that is not known.

    Examples
    --------
    >>> words_of_share(0.46), words_of_share(0.01), words_of_share(None)
    ('5 heard for every 10 expected', 'fewer than 1 heard for every 10 expected', '')
    >>> words_of_share(38)
    'more than 100 heard for every 10 expected'
    """
    if ppr is None:
        return ""
    whole = round(ppr * OUT_OF)
    number = str(whole) if whole or not ppr else PHRASES["few"]
    if ppr > MANY_TIMES:
        number = PHRASES["many"].format(number=MANY_TIMES * OUT_OF)
    return PHRASES["share"].format(number=number, expected=OUT_OF)


def words_of_bar(row: GroupHeard) -> str:
    """Return a group's share of people heard with its interval and status."""
    return PAGE["bar"].format(
        share=words_of_share(row.ppr),
        low=f"{OUT_OF * (row.low or 0):.0f}",
        high=f"{OUT_OF * (row.high or 0):.0f}",
        status=STATUS[row.status],
    )


def words_of_heard(row: GroupHeard) -> str:
    """Return how many of a group were heard; empty where that may not be seen."""
    if row.heard is None:
        return ""
    if not row.heard:
        return PAGE["none"]
    share = words_of_share(row.ppr)
    return PAGE["heard_share" if share else "heard"].format(number=row.heard, share=share)


def words_to_add(group: Group) -> str:
    """Return what to add to the sign-in sheet to ask about a group."""
    key = "sign_in_question" if group.finding_question else "sign_in_box"
    words = PAGE[key].format(name=group.name, question=group.finding_question)
    # What others must not read is never asked on a sheet that lies open.
    private = "stigma" in group.barriers
    return PAGE["sign_in_private"].format(words=words) if private else words
