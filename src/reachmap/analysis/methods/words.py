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
    methods: Sequence[MethodForGroup],
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
        return (*lines, *_contrasts(methods))
    if methods:
        lines.append(SENTENCES["group"].format(group=group))
    return (*lines, *_of_group(methods), *_views(methods))


def sentences_of_copy(methods: Sequence[MethodForGroup], *, group: str | None) -> tuple[str, ...]:
    """Return what a copy for others can say: nothing of who came, and what one group cannot use."""
    lines = [SENTENCES["left_out"]]
    ruled_out = [within_sentence(row.method_name) for row in methods if row.ruled_out_by]
    if group is not None and ruled_out:
        lines += [SENTENCES["group"].format(group=group)]
        lines += [SENTENCES["ruled_out"].format(methods=join_names(ruled_out))]
    return tuple(lines)


def _of_group(methods: Sequence[MethodForGroup]) -> list[str]:
    """Return the methods that promise most, those tried however they went, those ruled out."""
    tried = [method for number, method in enumerate(methods) if number < BEST or method.activities]
    untried = [
        method for number, method in enumerate(methods) if number >= BEST and not method.activities
    ]
    ruled_out = [within_sentence(method.method_name) for method in untried if method.ruled_out_by]
    rest = len(untried) - len(ruled_out)
    lines = [sentence_of(method) for method in tried]
    if any(method.needs for method in tried):
        lines.append(SENTENCES["costs"])
    if rest:
        key = "one_more_method" if rest == 1 else "more_methods"
        lines.append(SENTENCES[key].format(number=rest))
    if ruled_out:
        lines.append(SENTENCES["ruled_out"].format(methods=join_names(ruled_out)))
    return lines


def sentence_of(method: MethodForGroup) -> str:
    """Return what a method does for a group, how we know, and what it takes."""
    key = f"method{'_needs' if method.needs else ''}{'_ruled_out' if method.ruled_out_by else ''}"
    return SENTENCES[key].format(
        method=method.method_name,
        share=_share(method),
        needs=", ".join(method.needs),
        barriers=", ".join(method.ruled_out_by),
    )


def _share(method: MethodForGroup) -> str:
    """Return how many of those invited came, as it was counted, and what that tells."""
    return words_of_share(method) or PHRASES["unknown"]


def words_of_share(method: MethodForGroup) -> str:
    """Return how many of those invited came, as it was counted; empty where nothing is known."""
    if method.rate is None or method.low is None or method.high is None or method.basis is None:
        came = method.attended or 0
        key = "attended_often" if (method.activities or 0) > 1 else "attended"
        return PHRASES[key].format(number=f"{came:,}", times=words_of_times(came)) if came else ""
    return PHRASES[f"{method.basis}_record" if method.invited else method.basis].format(
        rate=times_of_100(method.rate),
        low=times_of_100(method.low),
        high=times_of_100(method.high),
        attended=method.attended,
        invited=method.invited,
    )


def times_of_100(rate: float) -> str:
    """Return a share as so many of a hundred."""
    whole = round(100 * rate)
    return str(whole) if whole else PHRASES["few"]


def _contrasts(methods: Sequence[MethodForGroup]) -> list[str]:
    """Return the groups for whom two ways that we tried differ the most."""
    pairs: list[tuple[MethodForGroup, MethodForGroup]] = []
    for _, part in groupby(methods, key=lambda method: method.group):
        tried = [method for method in part if method.basis == "own" and method.rate is not None]
        tried.sort(key=lambda method: -(method.rate or 0))
        if len(tried) > 1 and (tried[0].low or 0) > (tried[-1].high or 0):
            pairs.append((tried[0], tried[-1]))
    pairs.sort(key=lambda pair: ((pair[1].rate or 0) - (pair[0].rate or 0), pair[0].group))
    first, rest = first_few(pairs)
    lines = [_contrast(best, worst) for best, worst in first]
    if rest:
        groups = words_of_count(rest, "group")
        lines.append(SENTENCES["more_contrasts"].format(groups=groups))
    if not lines and any(method.activities is not None for method in methods):
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


def _counted(method: MethodForGroup) -> str:
    return PHRASES["counted"].format(attended=method.attended, invited=method.invited)


def _views(methods: Sequence[MethodForGroup]) -> list[str]:
    """Return what our staff reported of the first methods: never evidence, and it says so."""
    views = [
        PHRASES["view"].format(method=method.method_name, view=method.staff_view)
        for method in methods
        if method.staff_view and not method.ruled_out_by
    ]
    if not views:
        return []
    first, rest = first_few(views, VIEWS)
    more = words_of_count(rest, "method")
    return [
        SENTENCES["more_views" if rest else "views"].format(views=" ".join(first), methods=more)
    ]


def missing(methods: Sequence[MethodForGroup], odd: Sequence[str]) -> tuple[str, ...]:
    """Return what could not be known and which table would tell."""
    lines = []
    if not any(method.invited for method in methods):
        lines.append(SENTENCES["missing_turnout"])
    elif any(method.attended and not method.invited for method in methods):
        lines.append(SENTENCES["missing_invited"])
    if odd:
        lines.append(SENTENCES["odd"].format(activities=join_names(odd)))
    return tuple(lines)
