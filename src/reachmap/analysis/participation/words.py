"""What participation says in words: kind, plain, and never a bare ratio."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from reachmap.analysis.participation.rows import GroupHeard, Status
from reachmap.model.nodes import Group
from reachmap.model.stakeholders import StakeholderMap
from reachmap.words import TableWords

NAMED = 6
"""Most groups named in one sentence."""

OUT_OF = 10
"""Shares are told out of so many expected."""

MANY_TIMES = 10
"""Times its share beyond which the figure says only how few people an activity was for."""


def sentences(
    groups: Sequence[GroupHeard], *, window: str, activities: int | None
) -> tuple[str, ...]:
    """Return the answer in sentences, those who matter most first."""
    by_status: dict[str, list[GroupHeard]] = {}
    for row in groups:
        by_status.setdefault(row.status, []).append(row)
    count = "" if activities is None else f", {_counted(activities, 'activity')}"
    told = [f"Our own records{count}, {window}."]
    told += _unheard(by_status.get("unheard", []))
    told += _named("Not recorded, so we cannot tell", by_status.get("not-recorded", []))
    told += _shares("Heard less than their share", by_status.get("under", []))
    told += _shares("Heard more than their share", by_status.get("over", []))
    told += _named("Heard about as much as their share", by_status.get("fair", []))
    told += _named("Heard, but too few to tell how fairly", by_status.get("uncertain", []))
    told += _named("Heard, with no population to compare with", by_status.get("unknown", []))
    return (*told, *_heads(groups))


def _unheard(rows: Sequence[GroupHeard]) -> list[str]:
    told = _named("Not yet heard, though we asked", rows)
    hidden = [row.name for row in rows if row.may_be_hidden]
    if hidden:
        told.append(f"{_listed(hidden)} may not call themselves so: ask the finding question.")
    return told


def _named(lead: str, rows: Sequence[GroupHeard]) -> list[str]:
    return [f"{lead}: {_listed([row.name for row in rows])}."] if rows else []


def _shares(lead: str, rows: Sequence[GroupHeard]) -> list[str]:
    """Return groups with how many were heard for every ten expected, the farthest off first."""
    known = [row for row in rows if row.ppr is not None]
    if not known:
        return _named(lead, rows)
    told = [
        f"{row.name} ({_out_of_ten(row.ppr or 0)} heard for every {OUT_OF} expected)"
        for row in sorted(known, key=lambda row: -abs((row.ppr or 0) - 1))
    ]
    return [f"{lead}: {_listed(told)}."]


def _out_of_ten(ppr: float) -> str:
    whole = round(ppr * OUT_OF)
    if ppr > MANY_TIMES:
        return f"more than {MANY_TIMES * OUT_OF}"
    return str(whole) if whole else "fewer than 1"


def _heads(rows: Sequence[GroupHeard]) -> tuple[str, ...]:
    """Return how much of what was heard is head counts, of people who may be the same."""
    heads = sum(row.heads or 0 for row in rows)
    heard = sum(row.heard or 0 for row in rows)
    if not heads or not heard:
        return ()
    told = (
        f"Figures are 'up to': {_percent(heads, heard)} of them are head counts, in which "
        "the same person at two activities counts twice."
    )
    return (told,)


def _percent(part: int, whole: int) -> str:
    """Return a share in words that never round some to none, nor most to all."""
    if part == whole:
        return "100%"
    return f"{min(max(round(100 * part / whole), 1), 99)}%"


def missing(rows: Sequence[GroupHeard], outline: StakeholderMap) -> tuple[str, ...]:
    """Return what could not be known and which table would tell, the most useful first."""
    told = []
    unrecorded = [row for row in rows if row.status == "not-recorded"]
    if not outline.activities:
        told.append("No activities: add the last ten to 'activities', and who came to 'turnout'.")
    elif unrecorded:
        told.append(
            f"{_counted(len(unrecorded), 'group')} not asked about: add them to the sign-in "
            "sheet and to 'records' of the activity, or count heads in 'turnout'."
        )
    if outline.about.area_population is None:
        told.append("No 'area_population' in about: shares of the area cannot be known.")
    unknown = sum(row.population is None for row in rows)
    if unknown:
        told.append(
            f"No population for {_counted(unknown, 'group')}: whether they are heard less than "
            "their share cannot be known. Add 'population' to groups."
        )
    return tuple(told)


def _listed(names: Sequence[str]) -> str:
    """Return names joined as people say them, the rest counted."""
    shown, rest = list(names[:NAMED]), len(names) - NAMED
    if rest > 0:
        return f"{', '.join(shown)} and {rest} more"
    return f"{', '.join(shown[:-1])} and {shown[-1]}" if len(shown) > 1 else "".join(shown)


def _counted(number: int, thing: str) -> str:
    plural = f"{thing[:-1]}ies" if thing.endswith("y") else f"{thing}s"
    return f"{number} {thing if number == 1 else plural}"


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
        "share": "{number} heard for every {expected} expected",
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
    none = "0" if not ppr else ""
    return PAGE["share"].format(number=none or _out_of_ten(ppr), expected=OUT_OF)


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
