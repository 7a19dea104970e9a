"""What participation says in words: kind, plain, and never a bare ratio."""

from collections.abc import Iterator, Mapping, Sequence

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
        groups_heard = [group_heard for group_heard in groups if group_heard.status == status]
        if groups_heard:
            lines.append(template.format(groups=join_names(map(_known, groups_heard))))
        if status in {"unheard", "under"}:
            full = [
                (group_heard, words_of_group(group_heard))
                for group_heard in first_few(groups_heard, IN_FULL)[0]
            ]
            lines += [f"{group_heard.name}: {words}" for group_heard, words in full if words]
        hidden = [group_heard.name for group_heard in groups_heard if group_heard.may_be_hidden]
        if hidden and status in {"unheard", "not-recorded"}:
            lines.append(SENTENCES["hidden"].format(groups=join_names(hidden)))
    return (*lines, *words_of_heads(heads, people))


def _records(window: str, activities: int | None, people: int | None) -> str:
    if activities is None or people is None:
        return SENTENCES["records"].format(window=window)
    key = "records_counted" if people else "records_nobody" if activities else "records_none"
    return SENTENCES[key].format(
        activities=words_of_count(activities, "activity"),
        people=words_of_people(people),
        window=window,
    )


def _known(group_heard: GroupHeard) -> str:
    """Return a group with how many are known, and a fair share where that says something."""
    if not group_heard.heard:
        return group_heard.name
    fair = group_heard.fair_share or 0
    key = "group" if fair < FEWEST_EXPECTED else "group_of_fair"
    return PHRASES[key].format(name=group_heard.name, heard=group_heard.heard, fair=round(fair))


def words_of_group(group_heard: GroupHeard) -> str:
    """Return what is known of a group; empty where its figures may not be seen."""
    if group_heard.heard is None or group_heard.people is None or group_heard.asked is None:
        return ""
    return " ".join(
        (
            _first(group_heard, group_heard.heard, group_heard.people, group_heard.asked),
            *_second(group_heard),
            *_hidden(group_heard),
        )
    )


def _hidden(group_heard: GroupHeard) -> Iterator[str]:
    """Yield that asking may not find those who do not call themselves by the name of the group."""
    if may_be_missed(group_heard):
        yield ONE_GROUP["hidden"]


def may_be_missed(group_heard: GroupHeard) -> bool:
    """Return whether asking found nobody of a group whose people may not use its name."""
    asked = group_heard.status == "unheard" and bool(group_heard.asked)
    return asked and group_heard.may_be_hidden


def words_of_how_heard(group_heard: GroupHeard) -> str:
    """Return how a group is heard with the figures it rests on; no more than may be seen."""
    if group_heard.status is None or group_heard.heard is None:
        return words_of_status(group_heard)
    fair, key = group_heard.fair_share or 0, group_heard.status
    if key == "unheard" and not group_heard.asked:
        return HOW_HEARD["unheard_heads"]
    small = group_heard.heard > 0 and key != "unknown" and fair < FEWEST_EXPECTED
    return HOW_HEARD["few" if small else key].format(
        status=STATUS[key],
        asked=f"{group_heard.asked or 0:,}",
        heard=f"{group_heard.heard:,}",
        fair=f"{round(fair):,}",
    )


def _first(group_heard: GroupHeard, heard: int, people: int, asked: int) -> str:
    """Return how many of a group are known, of how many."""
    never = people - asked
    key = "known" if (group_heard.fair_share or 0) < FEWEST_EXPECTED else "known_of_fair"
    if group_heard.status == "not-recorded":
        key = "nobody_asked"
    elif not heard:
        key = "none_counted" if not asked else "none_and_never" if never else "none_of_asked"
    elif group_heard.status == "unknown":
        key = "no_population"
    own = ONE_GROUP["all_at_own"] if group_heard.at_own == heard else ""
    return ONE_GROUP[key].format(
        heard=f"{heard:,}",
        own=own,
        fair=f"{round(group_heard.fair_share or 0):,}",
        asked=f"{asked:,}",
        those_asked=words_of_people(asked),
        never=f"{never:,}",
        people=words_of_people(people),
    )


def _second(group_heard: GroupHeard) -> tuple[str, ...]:
    """Return what those who were never asked could change."""
    people, asked = group_heard.people or 0, group_heard.asked or 0
    least, most, never = group_heard.least or 0, group_heard.most or 0, people - asked
    factor = _factor(group_heard.unasked_factor)
    key = ""
    if group_heard.status == "under" and never:
        key = "up_to" if factor else "up_to_all"
    elif group_heard.status == "over" and never and factor:
        key = "down_to"
    elif group_heard.status in {"uncertain", "enough"}:
        alike = "same_people" if least < (group_heard.heard or 0) else "too_few"
        key = "never_asked" if never else alike
    elif group_heard.status in {"under", "over", "fair"} and not never:
        key = "everybody_asked"
    if not key:
        return ()
    words = ONE_GROUP[key].format(
        factor=factor,
        most=f"{round(most):,}",
        least=f"{round(least):,}",
        people=f"{people:,}",
        heard=f"{group_heard.heard or 0:,}",
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


def words_of_heads(heads: int | None, people: int | None) -> tuple[str, ...]:
    """Return how much of the people heard is head counts, of people who may be the same."""
    if not heads or not people:
        return ()
    return (SENTENCES["heads"].format(percent=words_of_percent(heads, people)),)


def missing(groups_heard: Sequence[GroupHeard], outline: StakeholderMap) -> tuple[str, ...]:
    """Return what could not be known and which table would tell, the most useful first."""
    unrecorded = sum(group_heard.status == "not-recorded" for group_heard in groups_heard)
    unknown = sum(group_heard.population is None for group_heard in groups_heard)
    lines = []
    if not outline.activities:
        lines.append(SENTENCES["missing_activities"])
    elif unrecorded:
        groups = words_of_count(unrecorded, "group")
        lines.append(SENTENCES["missing_records"].format(groups=groups))
    if outline.about.subject is None and outline.about.area_population is None:
        lines.append(SENTENCES["missing_area"])
    lines += _about_whom(groups_heard, outline)
    if unknown:
        groups = words_of_count(unknown, "group")
        lines.append(SENTENCES["missing_population"].format(groups=groups))
    crowded = [
        group_heard.name
        for group_heard in groups_heard
        if group_heard.population and (group_heard.heard or 0) > group_heard.population
    ]
    if crowded:
        lines.append(SENTENCES["missing_too_many"].format(groups=join_names(crowded)))
    return tuple(lines)


def _about_whom(groups_heard: Sequence[GroupHeard], outline: StakeholderMap) -> list[str]:
    """Return whether the map must be about one group alone, or which population that one has."""
    if outline.about.subject is not None:
        subject = next(
            group_heard
            for group_heard in groups_heard
            if group_heard.group == outline.about.subject
        )
        words = SENTENCES["missing_subject"].format(subject=subject.name)
        return [] if subject.population else [words]
    if all_come_out_high(groups_heard, outline):
        return [SENTENCES["missing_subject_all"]]
    most = group_of_most(groups_heard, outline)
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


def words_of_status(group_heard: GroupHeard) -> str:
    """Return how a group is heard in a few words; empty where that may not be seen."""
    return STATUS[group_heard.status] if group_heard.status else ""


def words_of_bar(group_heard: GroupHeard) -> str:
    """Return a group's share of people heard with where the true one may lie, and its status."""
    few = group_heard.fair_share is not None and group_heard.fair_share < FEWEST_EXPECTED
    return CHART["bar_few" if few else "bar"].format(
        heard=f"{group_heard.heard:,}" if group_heard.heard else "none",
        share=words_of_share(group_heard.ppr),
        low=f"{OUT_OF * (group_heard.low or 0):.0f}",
        high=f"{OUT_OF * (group_heard.high or 0):.0f}",
        status=words_of_status(group_heard),
    )
