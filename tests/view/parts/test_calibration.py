"""What we promised and what worked, as a table for analysts."""

import reachmap as rm
from builders import town
from reachmap.release import release
from reachmap.view.parts.calibration import calibration_tables


def test_the_table_says_in_words_how_well_promises_held() -> None:
    answer = rm.demo().calibration()
    (table,) = calibration_tables(answer)
    assert table.lead == " ".join(answer.sentences())
    assert len(table.rows) == len(answer.parts)
    assert [row[0].text for row in table.rows][:2] == ["all", "type"]


def test_there_is_no_table_where_nothing_was_answered_or_may_be_seen() -> None:
    assert [*calibration_tables(rm.ReachMap.of(town()).calibration())] == []
    public = release(rm.demo().calibration(), audience="public").content
    assert [*calibration_tables(public)] == []
