"""Evidence towards due regard in words: what was done, what is missing, what is owed."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from reachmap.analysis.evidence.rows import EvidenceRow
from reachmap.analysis.participation.rows import Status
from reachmap.model.vocabulary import CHARACTERISTICS
from reachmap.words import TableWords, sentence_tables

SILENT = frozenset({None, "not-recorded", "unheard"})
"""Statuses of a group of which nobody is recorded as heard."""


WORDS = sentence_tables(__name__)
FOOTNOTE: str = WORDS["FOOTNOTE"]
GAPS: Mapping[str, str] = WORDS["GAPS"]
SENTENCES: Mapping[str, str] = WORDS["SENTENCES"]
DUE_REGARD = TableWords(**WORDS["DUE_REGARD"])


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
    """Yield which characteristics were heard, and which groups have no answer on record."""
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


PAGE: Mapping[str, str] = MappingProxyType({"other": "other", "no_group": "none on the map"})
"""What the page says of a group without a characteristic, and the other way round."""


def words_of_characteristic(row: EvidenceRow) -> str:
    """Return the protected characteristic that a line is about."""
    return _spaced(row.characteristic) if row.characteristic else PAGE["other"]
