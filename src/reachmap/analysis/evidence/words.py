"""What evidence towards due regard says in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from reachmap.analysis.evidence.rows import EvidenceRow
from reachmap.analysis.participation.rows import Status
from reachmap.model.vocabulary import CHARACTERISTICS
from reachmap.words import TableWords

FOOTNOTE = (
    "Evidence towards due regard (Equality Act 2010, section 149) and duties to involve (NHS Act "
    "2006, sections 13Q, 14Z45, 242); not legal advice."
)

WORDS_OF_STATUS: Mapping[Status, str] = MappingProxyType(
    {
        "not-recorded": "not recorded: nobody who came was asked about it",
        "unheard": "asked, and not yet heard",
        "unknown": "heard; the population is not known, nor whether that is its share",
        "under": "heard less than its share",
        "uncertain": "too few heard to say whether it is its share",
    }
)
"""What is still missing by status; nothing where a group is heard."""


def gaps(status: Status | None, *, asked: bool = False, owed: bool = False) -> tuple[str, ...]:
    """Return what is still missing for a group, in words.

    Examples
    --------
    >>> gaps("under", asked=True, owed=True)
    ('heard less than its share', 'no answer told yet')
    """
    if status is None:
        return ("no group of the map stands for it",)
    found = [WORDS_OF_STATUS[status]] if status in WORDS_OF_STATUS else []
    if status == "not-recorded" and not asked:
        found.append("no activity was for it")
    if owed:
        found.append("no answer told yet")
    return tuple(found)


def sentences(lines: Sequence[EvidenceRow], *, window: str, topic: str | None) -> tuple[str, ...]:
    """Return what is told of the characteristics, and what is blank."""
    on = f" on {topic}" if topic else ""
    named = {characteristic: _heard(lines, characteristic) for characteristic in CHARACTERISTICS}
    heard = [_words(name) for name, found in named.items() if found]
    silent = [_words(name) for name, found in named.items() if not found]
    told = [f"What was done to hear each group{on}, {window}: our own records only."]
    if heard:
        told.append(f"People were heard of these protected characteristics: {', '.join(heard)}.")
    if silent:
        told.append(f"Nobody is recorded as heard of these: {', '.join(silent)}.")
    owed = sorted({row.group for row in lines if row.group and "no answer told yet" in row.gap})
    if owed:
        told.append(f"An answer is still owed to: {', '.join(owed)}.")
    return tuple(told)


def _heard(lines: Sequence[EvidenceRow], characteristic: str) -> bool:
    return any(
        row.characteristic == characteristic and row.status not in {None, "not-recorded", "unheard"}
        for row in lines
    )


def _words(characteristic: str) -> str:
    return characteristic.replace("-", " ")


DUE_REGARD = TableWords(
    "What was done to hear each group",
    (
        "Characteristic",
        "Group",
        "People in the area",
        "Invited",
        "Heard",
        "Status",
        "How we asked",
        "What we offered",
        "What was said",
        "What happened as a result",
        "What is still missing",
        "Who owes an answer",
    ),
)

PAGE: Mapping[str, str] = MappingProxyType({"other": "other", "no_group": "none on the map"})
"""What the page says of a group without a characteristic, and the other way round."""


def words_of_characteristic(row: EvidenceRow) -> str:
    """Return the protected characteristic that a line is about."""
    return _words(row.characteristic) if row.characteristic else PAGE["other"]
