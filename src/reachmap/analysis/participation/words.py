"""What participation says in words: kind, plain, and never a bare ratio."""

from collections.abc import Mapping, Sequence

from reachmap.analysis.participation.rows import FEWEST_EXPECTED, GroupHeard, Status
from reachmap.analysis.participation.subject import all_come_out_high, group_of_most
from reachmap.model.stakeholders import StakeholderMap
from reachmap.words import (
    TableWords,
    first_few,
    join_names,
    sentence_tables,
    words_of_count,
    words_of_people,
    words_of_percent,
    words_of_times,
)

OUT_OF = 10
"""Shares are given out of so many expected."""

IN_FULL = 3
"""Groups of a status of which all that is known is said."""

WORDS = sentence_tables(__name__)
SENTENCES: Mapping[str, str] = WORDS["SENTENCES"]
BY_STATUS: Mapping[Status, str] = WORDS["BY_STATUS"]
ONE_GROUP: Mapping[str, str] = WORDS["ONE_GROUP"]
PHRASES: Mapping[str, str] = WORDS["PHRASES"]
STATUS: Mapping[Status, str] = WORDS["STATUS"]
HOW_HEARD: Mapping[str, str] = WORDS["HOW_HEARD"]
HEARD_LEAST_FIRST = TableWords(**WORDS["HEARD_LEAST_FIRST"])
CANNOT_TELL = TableWords(**WORDS["CANNOT_TELL"])
PAGE: Mapping[str, str] = WORDS["PAGE"]
CHART: Mapping[str, str] = WORDS["CHART"]
EVERY_GROUP = TableWords("Who is heard", lead="Every group, every figure.")


def sentences(
    groups: Sequence[GroupHeard],
    *,
    window: str,
    activities: int | None,
    people: int | None,
    heads: int | None,
) -> tuple[str, ...]:
    """Return the answer in sentences, the groups heard least first."""
    lines = [_records(window, activities, people)]
    for status, template in BY_STATUS.items():
        rows = [row for row in groups if row.status == status]
        if rows:
            lines.append(template.format(groups=join_names(map(_known, rows))))
        if status in {"unheard", "under"}:
            full = [(row, words_of_group(row)) for row in first_few(rows, IN_FULL)[0]]
            lines += [f"{row.name}: {words}" for row, words in full if words]
        hidden = [row.name for row in rows if row.may_be_hidden]
        if hidden and status in {"unheard", "not-recorded"}:
            lines.append(SENTENCES["hidden"].format(groups=join_names(hidden)))
    return (*lines, *_heads(heads, people))


def _records(window: str, activities: int | None, people: int | None) -> str:
    if activities is None or people is None:
        return SENTENCES["records"].format(window=window)
    key = "records_counted" if people else "records_nobody" if activities else "records_none"
    return SENTENCES[key].format(
        activities=words_of_count(activities, "activity"),
        people=words_of_people(people),
        window=window,
    )


def _known(row: GroupHeard) -> str:
    """Return a group with how many are known, and a fair share where that says something."""
    if not row.heard:
        return row.name
    fair = row.fair_share or 0
    key = "group" if fair < FEWEST_EXPECTED else "group_of_fair"
    return PHRASES[key].format(name=row.name, heard=row.heard, fair=round(fair))


def words_of_group(row: GroupHeard) -> str:
    """Return what is known of a group; empty where its figures may not be seen."""
    if row.heard is None or row.people is None or row.asked is None:
        return ""
    return " ".join((_first(row, row.heard, row.people, row.asked), *_second(row)))


def words_of_how_heard(row: GroupHeard) -> str:
    """Return how a group is heard with the figures it rests on; no more than may be seen."""
    if row.status is None or row.heard is None:
        return words_of_status(row)
    fair, key = row.fair_share or 0, row.status
    if key == "unheard" and not row.asked:
        return HOW_HEARD["unheard_heads"]
    small = row.heard > 0 and key != "unknown" and fair < FEWEST_EXPECTED
    return HOW_HEARD["few" if small else key].format(
        status=STATUS[key],
        asked=f"{row.asked or 0:,}",
        heard=f"{row.heard:,}",
        fair=f"{round(fair):,}",
    )


def _first(row: GroupHeard, heard: int, people: int, asked: int) -> str:
    """Return how many of a group are known, of how many."""
    never = people - asked
    key = "known" if (row.fair_share or 0) < FEWEST_EXPECTED else "known_of_fair"
    if row.status == "not-recorded":
        key = "nobody_asked"
    elif not heard:
        key = "none_counted" if not asked else "none_and_never" if never else "none_of_asked"
    elif row.status == "unknown":
        key = "no_population"
    own = ONE_GROUP["all_at_own"] if row.at_own == heard else ""
    return ONE_GROUP[key].format(
        heard=f"{heard:,}",
        own=own,
        fair=f"{round(row.fair_share or 0):,}",
        asked=f"{asked:,}",
        never=f"{never:,}",
        people=words_of_people(people),
    )


def _second(row: GroupHeard) -> tuple[str, ...]:
    """Return what those who were never asked could change."""
    people, asked = row.people or 0, row.asked or 0
    least, most, never = row.least or 0, row.most or 0, people - asked
    factor = _factor(row.unasked_factor)
    key = ""
    if row.status == "under" and never:
        key = "up_to" if factor else "up_to_all"
    elif row.status == "over" and never and factor:
        key = "down_to"
    elif row.status in {"uncertain", "enough"}:
        alike = "same_people" if least < (row.heard or 0) else "too_few"
        key = "never_asked" if never else alike
    elif row.status in {"under", "over", "fair"} and not never:
        key = "everybody_asked"
    if not key:
        return ()
    words = ONE_GROUP[key].format(
        factor=factor,
        most=f"{round(most):,}",
        least=f"{round(least):,}",
        people=f"{people:,}",
        heard=f"{row.heard or 0:,}",
        share=_out_of_hundred(never, people),
    )
    return (words,)


def _factor(factor: float | None) -> str:
    if factor is None:
        return ""
    return PHRASES["just"] if factor == 1 else words_of_times(factor)


def _out_of_hundred(part: int, whole: int) -> str:
    """Return a part as so many of a hundred, which is never all or none of them by rounding."""
    share = round(100 * part / whole) if whole else 0
    if not share:
        return PHRASES["out_of_fewer"]
    if share == 100 and part < whole:  # noqa: PLR2004  a hundred of a hundred
        return PHRASES["out_of_more"]
    return PHRASES["out_of"].format(part=share)


def _heads(heads: int | None, people: int | None) -> tuple[str, ...]:
    """Return how much of the people heard is head counts, of people who may be the same."""
    if not heads or not people:
        return ()
    return (SENTENCES["heads"].format(percent=words_of_percent(heads, people)),)


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
    if outline.about.subject is None and outline.about.area_population is None:
        lines.append(SENTENCES["missing_area"])
    lines += _about_whom(rows, outline)
    if unknown:
        groups = words_of_count(unknown, "group")
        lines.append(SENTENCES["missing_population"].format(groups=groups))
    crowded = [row.name for row in rows if row.population and (row.heard or 0) > row.population]
    if crowded:
        lines.append(SENTENCES["missing_too_many"].format(groups=join_names(crowded)))
    return tuple(lines)


def _about_whom(rows: Sequence[GroupHeard], outline: StakeholderMap) -> list[str]:
    """Return whether the map must be about one group alone, or which population that one has."""
    if outline.about.subject is not None:
        subject = next(row for row in rows if row.group == outline.about.subject)
        words = SENTENCES["missing_subject"].format(subject=subject.name)
        return [] if subject.population else [words]
    if all_come_out_high(rows, outline):
        return [SENTENCES["missing_subject_all"]]
    most = group_of_most(rows, outline)
    return [SENTENCES["missing_subject_most"].format(group=most.name)] if most else []


def words_of_share(ppr: float | None) -> str:
    """Return how much a group is heard for its number; empty where that is not known.

    Examples
    --------
    >>> words_of_share(0.46), words_of_share(0.01), words_of_share(None)
    ('at least 5 heard for every 10 expected', 'fewer than 1 known for every 10 expected', '')
    """
    if ppr is None:
        return ""
    whole = round(ppr * OUT_OF)
    key = "share" if whole else "few"
    return PHRASES[key].format(number=f"{whole:,}", expected=OUT_OF)


def words_of_status(row: GroupHeard) -> str:
    """Return how a group is heard in a few words; empty where that may not be seen."""
    return STATUS[row.status] if row.status else ""


def words_of_bar(row: GroupHeard) -> str:
    """Return a group's share of people heard with where the true one may lie, and its status."""
    few = row.fair_share is not None and row.fair_share < FEWEST_EXPECTED
    return CHART["bar_few" if few else "bar"].format(
        heard=f"{row.heard:,}" if row.heard else "none",
        share=words_of_share(row.ppr),
        low=f"{OUT_OF * (row.low or 0):.0f}",
        high=f"{OUT_OF * (row.high or 0):.0f}",
        status=words_of_status(row),
    )
