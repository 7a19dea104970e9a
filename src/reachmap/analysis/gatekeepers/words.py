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


def words_of_gatekeeper(gatekeeper: Gatekeeper) -> str:
    """Return which groups depend on them; empty where none does or that may not be seen."""
    if gatekeeper.name is None or not gatekeeper.sole_names:
        return ""
    full = (
        gatekeeper.asked is not None
        and gatekeeper.capacity is not None
        and gatekeeper.asked >= gatekeeper.capacity
    )
    return SENTENCES["only_and_full" if full else "only"].format(
        name=gatekeeper.name,
        groups=join_names(gatekeeper.sole_names),
        times=words_of_times(gatekeeper.asked or 0),
        capacity=gatekeeper.capacity,
    )


def words_of_load(gatekeeper: Gatekeeper) -> str:
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
    times, words = gatekeeper.asked or 0, []
    if times or not gatekeeper.employer_asked:
        words.append(PAGE["asked" if times else "asked_never"].format(times=words_of_times(times)))
    if gatekeeper.capacity is not None:
        key = "no_room" if times >= gatekeeper.capacity else "can_manage"
        words.append(PAGE[key].format(capacity=gatekeeper.capacity))
    own = ", ".join(words)
    if not gatekeeper.employer or not gatekeeper.employer_asked:
        return own
    employer = words_of_employer(gatekeeper.employer, gatekeeper.employer_asked)
    return PAGE["and_employer"].format(own=own, employer=employer) if own else employer
