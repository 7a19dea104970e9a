"""Evidence towards due regard in words: what was done, what is missing, what is owed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from reachmap.analysis.evidence.rows import EvidenceRow
from reachmap.analysis.participation.rows import Status
from reachmap.model.vocabulary import CHARACTERISTICS
from reachmap.words import TableWords

SILENT = frozenset({None, "not-recorded", "unheard"})
"""Statuses of a group of which nobody is recorded as heard."""

FOOTNOTE = (
    "Evidence towards due regard (Equality Act 2010, section 149) and duties to involve (NHS Act "
    "2006, sections 13Q, 14Z45, 242); not legal advice."
)

GAPS: Mapping[str, str] = MappingProxyType(
    {
        "no_group": "no group of the map stands for it",
        "not-recorded": "not recorded: nobody who came was asked about it",
        "unheard": "asked, and not yet heard",
        "unknown": "heard; the population is not known, nor whether that is its share",
        "under": "heard less than its share",
        "uncertain": "too few heard to say whether it is its share",
        "no_activity": "no activity on record was for it",
        "no_answer": "no answer on record yet",
    }
)
"""What is still missing, by status and otherwise; nothing where a group is heard."""

SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        "lead": "What was done to hear each group, {window}: our own records only.",
        "lead_on_topic": (
            "What was done to hear each group on {topic}, {window}: our own records only."
        ),
        "heard": "People were heard of these protected characteristics: {names}.",
        "not_heard": "Nobody is recorded as heard of these: {names}.",
        "owed": "An answer is still owed to: {groups}.",
    }
)
"""What is said of the lines: templates with named slots."""


def gaps(status: Status | None, *, asked: bool = False, owed: bool = False) -> tuple[str, ...]:
    """Return what is still missing for a group, in words.

    Examples
    --------
    >>> gaps("under", asked=True, owed=True)
    ('heard less than its share', 'no answer on record yet')
    """
    if status is None:
        return (GAPS["no_group"],)
    keys = (
        status,
        *(("no_activity",) if status == "not-recorded" and not asked else ()),
        *(("no_answer",) if owed else ()),
    )
    return tuple(GAPS[key] for key in keys if key in GAPS)


def words_of_lines(
    lines: Sequence[EvidenceRow], *, window: str, topic: str | None
) -> Iterator[str]:
    """Yield which characteristics people were heard of, and to whom an answer is owed."""
    heard = {row.characteristic for row in lines if row.status not in SILENT}
    owed = sorted({row.group for row in lines if row.group and GAPS["no_answer"] in row.gap})
    yield SENTENCES["lead_on_topic" if topic else "lead"].format(topic=topic, window=window)
    for key, names in (
        ("heard", [_spaced(name) for name in CHARACTERISTICS if name in heard]),
        ("not_heard", [_spaced(name) for name in CHARACTERISTICS if name not in heard]),
    ):
        if names:
            yield SENTENCES[key].format(names=", ".join(names))
    if owed:
        yield SENTENCES["owed"].format(groups=", ".join(owed))


def _spaced(characteristic: str) -> str:
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
    return _spaced(row.characteristic) if row.characteristic else PAGE["other"]
