"""What methods says in words: how many of a hundred come, how we know, and what it takes."""

from collections.abc import Mapping, Sequence
from itertools import groupby

from reachmap.analysis.methods.rows import MethodForGroup
from reachmap.words import (
    TableWords,
    first_few,
    join_names,
    sentence_tables,
    within_sentence,
    words_of_count,
    words_of_times,
)

BEST = 5
"""Methods described first for one group."""

VIEWS = 3
"""Views of staff that are quoted."""


WORDS = sentence_tables(__name__)
SENTENCES: Mapping[str, str] = WORDS["SENTENCES"]
PHRASES: Mapping[str, str] = WORDS["PHRASES"]
WHAT_WORKS = TableWords(**WORDS["WHAT_WORKS"])
STAFF_VIEWS = TableWords(**WORDS["STAFF_VIEWS"])
EVERY_METHOD = TableWords(**WORDS["EVERY_METHOD"])
PAGE: Mapping[str, str] = WORDS["PAGE"]


def sentences(
    rows: Sequence[MethodForGroup],
    *,
    group: str | None,
    topic: str | None,
    sensitive: bool,
    represented: bool,
) -> tuple[str, ...]:
    """Return the answer in sentences; what it leaves blank is not spoken of."""
    lines = [SENTENCES["records_topic" if topic else "records"].format(topic=topic)]
    if represented:
        lines.append(SENTENCES["representatives"])
    if sensitive:
        lines.append(SENTENCES["sensitive"])
    if group is None:
        return (*lines, *_contrasts(rows))
    if rows:
        lines.append(SENTENCES["group"].format(group=group))
    return (*lines, *_of_group(rows), *_views(rows))


def _of_group(rows: Sequence[MethodForGroup]) -> list[str]:
    """Return the methods that promise most, those tried however they went, those ruled out."""
    tried = [row for number, row in enumerate(rows) if number < BEST or row.activities]
    untried = [row for number, row in enumerate(rows) if number >= BEST and not row.activities]
    ruled_out = [within_sentence(row.method_name) for row in untried if row.ruled_out_by]
    rest = len(untried) - len(ruled_out)
    lines = [sentence_of(row) for row in tried]
    if any(row.needs for row in tried):
        lines.append(SENTENCES["costs"])
    if rest:
        key = "one_more_method" if rest == 1 else "more_methods"
        lines.append(SENTENCES[key].format(number=rest))
    if ruled_out:
        lines.append(SENTENCES["ruled_out"].format(methods=join_names(ruled_out)))
    return lines


def sentence_of(row: MethodForGroup) -> str:
    """Return what a method does for a group, how we know, and what it takes."""
    key = f"method{'_needs' if row.needs else ''}{'_ruled_out' if row.ruled_out_by else ''}"
    return SENTENCES[key].format(
        method=row.method_name,
        share=_share(row),
        needs=", ".join(row.needs),
        barriers=", ".join(row.ruled_out_by),
    )


def _share(row: MethodForGroup) -> str:
    """Return how many of those invited came, as it was counted, and what that tells."""
    return words_of_share(row) or PHRASES["unknown"]


def words_of_share(row: MethodForGroup) -> str:
    """Return how many of those invited came, as it was counted; empty where nothing is known."""
    if row.rate is None or row.low is None or row.high is None or row.basis is None:
        came = row.attended or 0
        key = "attended_often" if (row.activities or 0) > 1 else "attended"
        return PHRASES[key].format(number=f"{came:,}", times=words_of_times(came)) if came else ""
    return PHRASES[f"{row.basis}_record" if row.invited else row.basis].format(
        rate=times_of_100(row.rate),
        low=times_of_100(row.low),
        high=times_of_100(row.high),
        attended=row.attended,
        invited=row.invited,
    )


def times_of_100(rate: float) -> str:
    """Return a share as so many of a hundred."""
    whole = round(100 * rate)
    return str(whole) if whole else PHRASES["few"]


def _contrasts(rows: Sequence[MethodForGroup]) -> list[str]:
    """Return the groups for whom two ways that we tried differ the most."""
    pairs: list[tuple[MethodForGroup, MethodForGroup]] = []
    for _, part in groupby(rows, key=lambda row: row.group):
        tried = [row for row in part if row.basis == "own" and row.rate is not None]
        tried.sort(key=lambda row: -(row.rate or 0))
        if len(tried) > 1 and (tried[0].low or 0) > (tried[-1].high or 0):
            pairs.append((tried[0], tried[-1]))
    pairs.sort(key=lambda pair: ((pair[1].rate or 0) - (pair[0].rate or 0), pair[0].group))
    first, rest = first_few(pairs)
    lines = [_contrast(best, worst) for best, worst in first]
    if rest:
        groups = words_of_count(rest, "group")
        lines.append(SENTENCES["more_contrasts"].format(groups=groups))
    if not lines and any(row.activities is not None for row in rows):
        lines.append(SENTENCES["no_contrast"])
    return lines


def _contrast(best: MethodForGroup, worst: MethodForGroup) -> str:
    return SENTENCES["contrast"].format(
        group=best.name,
        best=within_sentence(best.method_name),
        best_came=_counted(best),
        worst=within_sentence(worst.method_name),
        worst_came=_counted(worst),
    )


def _counted(row: MethodForGroup) -> str:
    return PHRASES["counted"].format(attended=row.attended, invited=row.invited)


def _views(rows: Sequence[MethodForGroup]) -> list[str]:
    """Return what our staff reported of the first methods: never evidence, and it says so."""
    views = [
        PHRASES["view"].format(method=row.method_name, view=row.staff_view)
        for row in rows
        if row.staff_view and not row.ruled_out_by
    ]
    if not views:
        return []
    first, rest = first_few(views, VIEWS)
    methods = words_of_count(rest, "method")
    return [
        SENTENCES["more_views" if rest else "views"].format(views=" ".join(first), methods=methods)
    ]


def missing(rows: Sequence[MethodForGroup], odd: Sequence[str]) -> tuple[str, ...]:
    """Return what could not be known and which table would tell."""
    lines = []
    if not any(row.invited for row in rows):
        lines.append(SENTENCES["missing_turnout"])
    elif any(row.attended and not row.invited for row in rows):
        lines.append(SENTENCES["missing_invited"])
    if odd:
        lines.append(SENTENCES["odd"].format(activities=join_names(odd)))
    return tuple(lines)
