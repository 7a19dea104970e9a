"""Calibration in words: how often asks worked, beside how often we promised that they would."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from reachmap.analysis.calibration.rows import PromisesHeld, Verdict
from reachmap.model.links import LINK_TYPES
from reachmap.words import TableWords, sentence_tables, words_of_count, words_of_range

WORDS = sentence_tables(__name__)
SENTENCES: Mapping[str, str] = WORDS["SENTENCES"]
OF_ALL: Mapping[Verdict, str] = WORDS["OF_ALL"]
VERDICT: Mapping[Verdict, str] = WORDS["VERDICT"]
MISSING: Mapping[str, str] = WORDS["MISSING"]
HELD = TableWords(**WORDS["HELD"])

Nearness = Literal["nearer", "alike", "farther"]
"""Whether promises came nearer to what happened than the plain average."""


def sentences(promise_rows: Sequence[PromisesHeld], nearness: Nearness | None) -> tuple[str, ...]:
    """Return how well promises held."""
    if not promise_rows or nearness is None:
        return (SENTENCES["none"],)
    return (
        *_of_all(promise_rows[0], nearness),
        *_of_parts(promise_rows[1:]),
        *_learned(promise_rows),
    )


def _of_all(promise_row: PromisesHeld, nearness: Nearness) -> Iterator[str]:
    """Yield how well the promises of all asks held."""
    verdict = OF_ALL[promise_row.verdict or "too few"]
    yield f"{SENTENCES['all'].format(**_slots(promise_row))} {verdict}"
    yield SENTENCES[nearness].format(brier=promise_row.brier, average=promise_row.brier_average)


def _of_parts(promise_rows: Sequence[PromisesHeld]) -> Iterator[str]:
    """Yield the types of link and the bands that worked more or less often than promised."""
    odd = [promise_row for promise_row in promise_rows if promise_row.verdict in VERDICT]
    for promise_row in odd:
        words = VERDICT[promise_row.verdict] if promise_row.verdict else ""
        yield SENTENCES[promise_row.part].format(**_slots(promise_row), verdict=words)
    if not odd:
        yield SENTENCES["parts_hold"]


def _learned(promise_rows: Sequence[PromisesHeld]) -> Iterator[str]:
    """Yield what is now taken for a link of which nothing else is known."""
    for promise_row in promise_rows:
        if promise_row.usual is not None and promise_row.learned is not None:
            yield SENTENCES["learned"].format(
                **_slots(promise_row),
                usual=_of_100(promise_row.usual),
                learned=_of_100(promise_row.learned),
            )


def _slots(promise_row: PromisesHeld) -> dict[str, object]:
    """Return the figures of a row as words."""
    asks, worked = promise_row.asks or 0, promise_row.worked or 0.0
    ends = (
        [float(end) for end in (promise_row.of or "").split(" to ")]
        if promise_row.part == "band"
        else [0, 0]
    )
    return {
        "asks": words_of_count(asks, "ask"),
        "passed_on": round(asks * worked),
        "worked": _of_100(worked),
        "promised": _of_100(promise_row.promised or 0.0),
        "range": words_of_range(*ends),
        "meaning": LINK_TYPES[promise_row.of].meaning
        if promise_row.part == "type" and promise_row.of
        else "",
    }


def _of_100(share: float) -> int:
    return round(100 * share)
