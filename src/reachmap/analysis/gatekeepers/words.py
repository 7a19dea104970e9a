"""Gatekeepers in words: the only introductions on our map, and what they carry."""

from collections.abc import Mapping

from reachmap.analysis.gatekeepers.rows import Gatekeeper
from reachmap.words import (
    TableWords,
    join_names,
    sentence_tables,
    words_of_employer,
    words_of_times,
)

WORDS = sentence_tables(__name__)
SENTENCES: Mapping[str, str] = WORDS["SENTENCES"]
ESTIMATED: str = WORDS["ESTIMATED"]
FACT: tuple[str, str] = WORDS["FACT"]
ONLY_INTRODUCTIONS = TableWords(**WORDS["ONLY_INTRODUCTIONS"])
PAGE: Mapping[str, str] = WORDS["PAGE"]


EVERY_GATEKEEPER = TableWords("Who everything depends on: gatekeepers")


def words_of_gatekeeper(row: Gatekeeper) -> str:
    """Return which groups depend on them; empty where none does or that may not be seen."""
    if row.name is None or not row.sole_names:
        return ""
    full = row.asked is not None and row.capacity is not None and row.asked >= row.capacity
    return SENTENCES["only_and_full" if full else "only"].format(
        name=row.name,
        groups=join_names(row.sole_names),
        times=words_of_times(row.asked or 0),
        capacity=row.capacity,
    )


def words_of_load(row: Gatekeeper) -> str:
    """Return how often a gatekeeper was asked, and how often they can be.

    Examples
    --------
    >>> words_of_load(Gatekeeper()), words_of_load(Gatekeeper(asked=1, capacity=3))
    ('no asks on record this quarter', 'asked once, can manage 3')
    >>> words_of_load(Gatekeeper(asked=4, capacity=4))
    'asked 4 times, can manage 4: no room left'
    >>> words_of_load(Gatekeeper(capacity=3, employer="Overgate Hospice", employer_asked=1))
    'can manage 3; Overgate Hospice, where they work, was asked once'
    """
    times, words = row.asked or 0, []
    if times or not row.employer_asked:
        words.append(PAGE["asked" if times else "asked_never"].format(times=words_of_times(times)))
    if row.capacity is not None:
        key = "no_room" if times >= row.capacity else "can_manage"
        words.append(PAGE[key].format(capacity=row.capacity))
    own = ", ".join(words)
    if not row.employer or not row.employer_asked:
        return own
    employer = words_of_employer(row.employer, row.employer_asked)
    return PAGE["and_employer"].format(own=own, employer=employer) if own else employer
