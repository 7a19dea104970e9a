"""Many problems of one kind are one line, and nothing is left out without a word."""

from reachmap.errors import Issue
from reachmap.model.summing import FEW, MOST_KINDS, MOST_ROWS, Issues


def cells(count: int, **changes: str) -> list[Issue]:
    """Return bad cells of one column."""
    return [
        Issue(**{"message": "is no day", "remedy": "Mend it", "file": "a.csv"} | changes, row=n)  # type: ignore[arg-type]  # all texts
        for n in range(2, count + 2)
    ]


def test_a_few_of_a_kind_are_told_each() -> None:
    assert [*Issues(cells(FEW))] == cells(FEW)


def test_more_of_a_kind_are_one_line_with_the_first_rows_and_the_count() -> None:
    (four,) = Issues(cells(4))
    assert four.message == "is no day; 3 more like it: row 3, row 4, row 5"
    (many,) = Issues(cells(2_000))
    assert many.message == "is no day; 1,999 more like it: rows 3 to 2001"
    assert (many.row, many.more, many.rows) == (2, 1_999, (*range(3, 2_002),))


def test_rows_that_are_not_one_below_the_other_are_named_each() -> None:
    rows = (2, 4, 6, 7, 8, 11, 15)
    (issue,) = Issues(Issue("is no day", "Mend it", row=row, value=f"x{row}") for row in rows)
    assert issue.message == (
        "is no day (found: 'x2'); 6 more like it: rows 4, 6 to 8, 11 and 15 "
        "(as 'x4', 'x6' and 'x7')"
    )
    assert issue.rows == rows[1:]


def test_issues_summed_up_keep_the_rows_of_those_that_they_stand_for() -> None:
    starts = (2, 9, 20, 30)
    parts = (Issue("no day", "Mend it", row=n, more=2, rows=(n + 1, n + 2)) for n in starts)
    (issue,) = Issues(parts)
    assert (issue.more, issue.rows) == (11, (3, 4, 9, 10, 11, 20, 21, 22, 30, 31, 32))


def test_very_many_rows_are_named_as_far_as_there_is_room() -> None:
    (issue,) = Issues(cells(MOST_ROWS + 50)[::2] * 3)
    assert "and others" in issue.message
    assert len(issue.message) < 500


def test_other_columns_remedies_and_severities_are_other_kinds() -> None:
    others = (
        {"column": "b"},
        {"file": "b.csv"},
        {"remedy": "Is it 'v1'?"},
        {"severity": "warning"},
    )
    issues = Issues(issue for change in ({}, *others) for issue in cells(9, **change))
    assert [issue.more for issue in issues] == [8] * 5


def test_figures_and_names_make_no_kind() -> None:
    names = (f"the id '{n}'s own' is used twice: first in row {n}" for n in range(9))
    (issue,) = Issues(Issue(name, f"Write {n}") for n, name in enumerate(names))
    assert issue.more == 8


def test_problems_without_rows_are_named_by_column() -> None:
    headings = (Issue(f"no column 'h{n}'", "Remove it", column=f"h{n}") for n in range(9))
    (issue,) = Issues(headings)
    assert issue.message == "no column 'h0'; 8 more like it: 'h1', 'h2', 'h3' and so on"


def test_too_many_kinds_are_counted() -> None:
    kinds = MOST_KINDS + 50
    columns = [Issue("is no day", "Mend it", column=f"c{n}", row=n) for n in range(kinds)]
    *told, rest = Issues([*columns, *columns])
    assert (len(told), rest.row, rest.more) == (2 * MOST_KINDS, MOST_KINDS, 99)
    assert rest.message == "100 problems from here on could not be listed"
