"""What participation says in words: kind, plain, and never a bare ratio."""

from collections.abc import Mapping, Sequence

from reachmap.analysis.participation.rows import GroupHeard, Status
from reachmap.model.stakeholders import StakeholderMap
from reachmap.words import TableWords, join_names, sentence_tables, words_of_count, words_of_percent

OUT_OF = 10
"""Shares are given out of so many expected."""

MANY_TIMES = 10
"""Times its share beyond which the figure says only how few people an activity was for."""


WORDS = sentence_tables(__name__)
SENTENCES: Mapping[str, str] = WORDS["SENTENCES"]
BY_STATUS: Mapping[Status, str] = WORDS["BY_STATUS"]
PHRASES: Mapping[str, str] = WORDS["PHRASES"]
STATUS: Mapping[Status, str] = WORDS["STATUS"]
FACTS: Mapping[Status, tuple[str, str]] = WORDS["FACTS"]
NOT_YET_HEARD = TableWords(**WORDS["NOT_YET_HEARD"])
NOT_RECORDED = TableWords(**WORDS["NOT_RECORDED"])
PAGE: Mapping[str, str] = WORDS["PAGE"]


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


SELDOM_HEARD = TableWords("Heard less than their share", ("Group", "People heard"))
EVERY_GROUP = TableWords("Who is heard", lead="Every group, every figure.")


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
