"""Evidence towards due regard in words: what was done, what is missing, what is owed."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from reachmap.analysis.evidence.rows import EvidenceRow
from reachmap.analysis.participation.rows import Status
from reachmap.model.vocabulary import CHARACTERISTICS
from reachmap.words import TableWords, join_clauses, join_names, sentence_tables

SILENT = frozenset({None, "not-recorded", "unheard"})
"""Statuses of a group of which nobody is recorded as heard."""


NAMED = 3
"""Most groups that are named for one characteristic; the table has all."""

WORDS = sentence_tables(__name__)
FOOTNOTE: str = WORDS["FOOTNOTE"]
GAPS: Mapping[str, str] = WORDS["GAPS"]
BLANK: Mapping[str, str] = WORDS["BLANK"]
SENTENCES: Mapping[str, str] = WORDS["SENTENCES"]
DUE_REGARD = TableWords(**WORDS["DUE_REGARD"])


def gaps(
    status: Status | None,
    *,
    asked: bool = False,
    several: bool = False,
    owed: bool = False,
    no_support: bool = False,
    blank: Sequence[str] = (),
) -> tuple[str, ...]:
    """Return what is still missing for a group, in words.

    Examples
    --------
    >>> gaps("under", asked=True, owed=True)
    ('heard less than its share', 'no answer on record yet')
    >>> gaps("fair", asked=True, blank=["invited", "said"])
    ('not recorded: how many were invited, what was said',)
    """
    if status is None:
        return (GAPS["no_group"],)
    extra = {
        "several": several and status not in SILENT,
        "no_activity": status == "not-recorded" and not asked,
        "no_answer": owed,
        "no_support": no_support,
        "blank": bool(blank),
    }
    keys = (status, *(key for key, holds in extra.items() if holds))
    columns = ", ".join(BLANK[column] for column in blank)
    return tuple(GAPS[key].format(columns=columns) for key in keys if key in GAPS)


def words_of_records(window: str, topic: str | None) -> str:
    """Return what the evidence is about."""
    return SENTENCES["lead_on_topic" if topic else "lead"].format(topic=topic, window=window)


def words_of_lines(lines: Sequence[EvidenceRow]) -> Iterator[str]:
    """Yield which characteristics were heard, and which groups have no answer on record."""
    owed = sorted(
        {
            evidence_row.name
            for evidence_row in lines
            if evidence_row.name and GAPS["no_answer"] in evidence_row.gap
        }
    )
    grounds: dict[str, defaultdict[str, list[str]]] = {
        "heard": defaultdict(list),
        "in_part": defaultdict(list),
    }
    for evidence_row in lines:
        if evidence_row.status not in SILENT:
            key = "in_part" if GAPS["several"] in evidence_row.gap else "heard"
            grounds[key][evidence_row.characteristic or ""].append(evidence_row.name or "")
    silent = [*CHARACTERISTICS]
    for key, by_characteristic in grounds.items():
        names = [name for name in silent if name in by_characteristic]
        silent = [name for name in silent if name not in names]
        if names:
            clauses = [_rests_on(name, by_characteristic[name]) for name in names]
            yield SENTENCES[key].format(names=join_clauses(clauses, most=len(CHARACTERISTICS)))
    yield from _silent(lines, silent)
    if owed:
        yield SENTENCES["owed"].format(groups=", ".join(owed))


def _silent(lines: Sequence[EvidenceRow], silent: Sequence[str]) -> Iterator[str]:
    """Yield the characteristics of which nobody is recorded as heard, by what is known of them."""
    evidence_rows = [
        evidence_row for evidence_row in lines if evidence_row.characteristic in silent
    ]
    asked = {
        evidence_row.characteristic
        for evidence_row in evidence_rows
        if evidence_row.status == "unheard"
    }
    on_map = {
        evidence_row.characteristic
        for evidence_row in evidence_rows
        if evidence_row.status is not None
    }
    by_key = {
        "asked": [name for name in silent if name in asked],
        "not_asked": [name for name in silent if name in on_map - asked],
        "no_group": [name for name in silent if name not in on_map],
    }
    for key, names in by_key.items():
        if names:
            yield SENTENCES[key].format(names=", ".join(map(_spaced, names)))


def _rests_on(characteristic: str, groups: Sequence[str]) -> str:
    """Return a characteristic, and the groups that say whether it was heard."""
    return SENTENCES["rests_on"].format(
        name=_spaced(characteristic), groups=join_names(groups, most=NAMED)
    )


def _spaced(characteristic: str) -> str:
    return characteristic.replace("-", " ")


PAGE: Mapping[str, str] = WORDS["PAGE"]


def words_of_invited(evidence_row: EvidenceRow) -> str:
    """Return how many were invited and came of them; empty where that is not recorded.

    Examples
    --------
    >>> words_of_invited(EvidenceRow(invited=15, came=7)), words_of_invited(EvidenceRow())
    ('15, of whom 7 came', '')
    """
    if evidence_row.invited is None:
        return ""
    key = "invited" if evidence_row.came is None else "invited_came"
    came = f"{evidence_row.came or 0:,}"
    return PAGE[key].format(invited=f"{evidence_row.invited:,}", came=came)


def words_of_characteristic(evidence_row: EvidenceRow) -> str:
    """Return the protected characteristic that a line is about."""
    return _spaced(evidence_row.characteristic) if evidence_row.characteristic else PAGE["other"]
