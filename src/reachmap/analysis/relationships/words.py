"""Relationships in words: trust, last contact, who holds them, how we know."""

from collections.abc import Mapping
from datetime import date

from reachmap.analysis.relationships.rows import Relationship
from reachmap.words import capitalised, sentence_tables, words_of_day

WORDS = sentence_tables(__name__)
SENTENCES: Mapping[str, str] = WORDS["SENTENCES"]
PAGE: Mapping[str, str] = WORDS["PAGE"]
SCRIPT: Mapping[str, str] = WORDS["SCRIPT"]


def words_of_relationship(relationship: Relationship) -> tuple[str, ...]:
    """Return what is known of a relationship; what is not recorded is said as such.

    Examples
    --------
    >>> words_of_relationship(Relationship(trust=(2, 4), how_known="staff judgement"))[0]
    'Trust: from 2 to 4 of 5, as sources differ; staff judgement.'
    """
    day = words_of_day(relationship.last_contact) if relationship.last_contact else ""
    lines = (
        _words_of_trust(relationship.trust),
        SENTENCES["last_contact" if day else "no_contact"].format(day=day),
        SENTENCES["owner" if relationship.owner else "no_owner"].format(owner=relationship.owner),
        SENTENCES["how_known"].format(words=relationship.how_known)
        if relationship.how_known
        else "",
    )
    return tuple(line for line in lines if line)


def _words_of_trust(levels: tuple[int, ...]) -> str:
    if not levels:
        return SENTENCES["no_trust"]
    least, most = min(levels), max(levels)
    key = "trust" if least == most else "trust_differs"
    return SENTENCES[key].format(level=most, least=least, most=most)


def words_of_last_day(day: date | None) -> str:
    """Return until when someone is in their role; empty where no end is known."""
    return PAGE["until"].format(day=words_of_day(day)) if day else ""


def words_of_asks(load: str, *, asked: bool) -> str:
    """Return what was asked of someone in the last quarter, as a sentence.

    Examples
    --------
    >>> words_of_asks("asked once, can manage 3", asked=True)
    'In the last quarter: asked once, can manage 3.'
    >>> words_of_asks("no asks on record this quarter, can manage 3", asked=False)
    'No asks on record this quarter, can manage 3.'
    """
    return (
        PAGE["load"].format(words=load)
        if asked
        else PAGE["no_load"].format(words=capitalised(load))
    )
