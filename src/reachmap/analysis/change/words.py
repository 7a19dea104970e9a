"""What change says in words: good news first, and nothing made of luck."""

from collections.abc import Mapping, Sequence

from reachmap.analysis.change.rows import Changed
from reachmap.words import (
    TableWords,
    join_clauses,
    sentence_tables,
    words_of_count,
    words_of_people,
)

WORDS = sentence_tables(__name__)
SENTENCES: Mapping[str, str] = WORDS["SENTENCES"]
PHRASES: Mapping[str, str] = WORDS["PHRASES"]
CHART: Mapping[str, str] = WORDS["CHART"]


def sentences(
    changes: Sequence[Changed], *, now: str, before: str, is_known: bool = True
) -> tuple[str, ...]:
    """Return the answer in sentences; where a window has no records, not that nothing changed."""
    lines = [SENTENCES["windows"].format(now=now, before=before)]
    if not is_known:
        lines.append(SENTENCES["no_records"])
    phrases: dict[str, list[str]] = {what: [] for what in SENTENCES}
    for change in changes:
        if change.what in phrases and _is_visible(change):
            phrases[change.what].append(_phrase(change))
    for what, named in phrases.items():
        if named:
            lines.append(SENTENCES[what].format(names=join_clauses(named)))
    return tuple(lines) if len(lines) > 1 else (*lines, SENTENCES["nothing"])


def _is_visible(change: Changed) -> bool:
    return change.note is not None or not change.what.endswith(" concentrated")


def _phrase(change: Changed) -> str:
    """Return one thing that changed, as part of a list."""
    key = "shared" if change.what.endswith(" concentrated") else "named"
    if change.what == "gone cold":
        key = "cold held" if change.note else "cold"
    if change.what.startswith("perhaps") and change.note:
        key = "shared"
    days = words_of_count(round(change.now or 0), "day")
    return PHRASES[key].format(name=change.name, note=change.note, days=days)


def words_of_asked(heard: int, asked: int, *, now: bool) -> str:
    """Return how many of a group were heard in one window, and how many asked in the other.

    Examples
    --------
    >>> words_of_asked(31, 193, now=True), words_of_asked(3, 0, now=False)
    ('31 now; before, 193 were asked', '3 before')
    """
    when = PHRASES["heard_now" if now else "heard_before"].format(number=f"{heard:,}")
    if not asked:
        return when
    were = words_of_count(asked, "was asked", "were asked")
    return PHRASES["asked_before" if now else "asked_now"].format(heard=when, asked=were)


def words_of_same(now: float, before: float) -> str:
    """Return as if how many people were ever asked, now and before.

    Examples
    --------
    >>> words_of_same(1 / 12, 0.0)
    'as if twelve people were ever asked, before nobody came again'
    """
    return PHRASES["same"].format(now=_asked(now), before=_asked(before))


def _asked(same: float) -> str:
    """Return as if how many people were ever asked."""
    if not same:
        return PHRASES["nobody_again"]
    return PHRASES["asked"].format(people=words_of_people(round(1 / same)))


def words_of_owner(owner: str | None) -> str | None:
    """Return who holds a relationship; None where that is not recorded."""
    return PHRASES["held"].format(owner=owner) if owner else None


def missing(now: tuple[int, int], before: tuple[int, int]) -> tuple[str, ...]:
    """Return what could not be known, of the activities and people of each window."""
    lines = []
    for window, (activities, people) in (("now", now), ("before", before)):
        if not people:
            kind = "nobody " if activities else "missing "
            lines.append(SENTENCES[kind + window])
    return tuple(lines)


EVERY_CHANGE = TableWords("What has changed")
