"""Evidence in words: what is not on record is not told as not done, and no name is left out."""

import pytest

from reachmap.analysis.evidence.rows import EvidenceRow
from reachmap.analysis.evidence.words import (
    gaps,
    words_of_characteristic,
    words_of_lines,
    words_of_records,
)
from reachmap.analysis.participation.rows import Status


@pytest.mark.parametrize("status", ["over", "fair"])
def test_where_a_group_is_heard_only_an_answer_can_be_missing(status: Status) -> None:
    assert gaps(status, asked=True) == ()
    assert gaps(status, asked=True, owed=True) == ("no answer on record yet",)


def test_an_activity_that_is_not_recorded_is_not_told_as_never_held() -> None:
    lead = "not recorded: no activity on record asked about it"
    assert gaps("not-recorded") == (lead, "no activity on record was for it")
    assert gaps("not-recorded", asked=True) == (lead,)
    assert gaps("unheard") == ("nobody known among those asked",)


def test_every_group_to_whom_an_answer_is_owed_is_named_once() -> None:
    rows = [
        EvidenceRow(characteristic=each, name=f"G{n}", gap=gaps("fair", asked=True, owed=True))
        for n in range(9)
        for each in ("age", "sex")
    ]
    *_, last = words_of_lines(rows)
    assert (
        last == "Of what is written down as said, no answer is on record yet to: "
        "G0, G1, G2, G3, G4, G5, G6, G7, G8."
    )


def test_of_a_characteristic_not_heard_it_is_said_whether_anybody_was_asked() -> None:
    (silent,) = words_of_lines([])
    assert silent.startswith("No group on the map stands for these, so we cannot tell")
    assert silent.count(",") == 9
    rows = [
        EvidenceRow(characteristic="age", name="G", status="unheard"),
        EvidenceRow(characteristic="age", name="H", status="not-recorded"),
        EvidenceRow(characteristic="sex", name="I", status="not-recorded"),
    ]
    asked, not_asked, no_group = words_of_lines(rows)
    assert asked == "Nobody known among those asked: age."
    assert not_asked == (
        "We have no record of asking about these, so we cannot tell whether they were heard: sex."
    )
    assert no_group.startswith("No group on the map stands for these")
    assert no_group.count(",") == 7


def test_the_window_and_the_topic_are_named() -> None:
    lead = words_of_records("up to today", "stroke")
    assert lead == "What was done to hear each group on stroke, up to today: our own records only."
    assert "stroke" not in words_of_records("up to today", None)


def test_a_group_without_a_characteristic_is_under_other() -> None:
    assert words_of_characteristic(EvidenceRow(group="Carers")) == "other"
    row = EvidenceRow(characteristic="religion-or-belief")
    assert words_of_characteristic(row) == "religion or belief"
