"""Tables of the page: very many rows are counted, and only the first are made."""

import pytest

import reachmap as rm
from reachmap.view.tables import table, table_of
from reachmap.words import TableWords

WORDS = TableWords("Numbers", ("Number",))


@pytest.mark.parametrize("count", [0, 3, 4, 9])
def test_a_count_that_is_known_gives_the_same_table(
    count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reachmap.view.tables.MOST_ROWS", 4)
    rows = [[str(number)] for number in range(count)]
    assert table("numbers", WORDS, iter(rows), count=count) == table("numbers", WORDS, rows)


def test_of_a_long_answer_the_first_rows_are_made_and_all_are_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answer = rm.demo().participation()
    whole = table_of("heard", WORDS, answer)
    monkeypatch.setattr("reachmap.view.tables.MOST_ROWS", 5)
    part = table_of("heard", WORDS, answer)
    assert f"5 of {len(answer)}" in part.lead.replace("the first ", "")
    assert len(part.rows) == 5
    assert set(part.columns) <= set(whole.columns)


def test_a_column_is_added_to_the_first_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reachmap.view.tables.MOST_ROWS", 2)
    first = table("numbers", WORDS, [[str(number)] for number in range(5)])
    more = first.with_column("Word", ("none", "one", "two", "three", "four"))
    assert [[cell.text for cell in row] for row in more.rows] == [["0", "none"], ["1", "one"]]
