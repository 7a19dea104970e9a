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


def sentences(rows: Sequence[Changed], *, now: str, before: str) -> tuple[str, ...]:
    """Return the answer in sentences."""
    lines = [SENTENCES["windows"].format(now=now, before=before)]
    for what, sentence in SENTENCES.items():
        phrases = [_phrase(row) for row in rows if row.what == what and _is_visible(row)]
        if phrases:
            lines.append(sentence.format(names=join_clauses(phrases)))
    return tuple(lines) if len(lines) > 1 else (*lines, SENTENCES["nothing"])


def _is_visible(row: Changed) -> bool:
    return row.note is not None or not row.what.endswith(" concentrated")


def _phrase(row: Changed) -> str:
    """Return one thing that changed, as part of a list."""
    key = "shared" if row.what.endswith(" concentrated") else "named"
    if row.what == "gone cold":
        key = "cold held" if row.note else "cold"
    days = words_of_count(round(row.now or 0), "day")
    return PHRASES[key].format(name=row.name, note=row.note, days=days)


def words_of_halves(now: tuple[int, int], before: tuple[int, int]) -> str:
    """Return how many filled half the places, of how many voices, now and before.

    Examples
    --------
    >>> words_of_halves((1, 9), (30, 1200))
    'one person of 9 filled half the places, before 30 people of 1,200'
    """
    return PHRASES["half"].format(
        now=words_of_people(now[0]),
        now_voices=now[1],
        before=words_of_people(before[0]),
        before_voices=before[1],
    )


def words_of_owner(owner: str | None) -> str | None:
    """Return who holds a relationship; None where that is not recorded."""
    return PHRASES["held"].format(owner=owner) if owner else None


def missing(now: int, before: int) -> tuple[str, ...]:
    """Return what could not be known and which table would tell."""
    keys = (*(() if now else ("missing now",)), *(() if before else ("missing before",)))
    return tuple(SENTENCES[key] for key in keys)


EVERY_CHANGE = TableWords("What has changed")
