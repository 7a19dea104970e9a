"""Many problems of one kind are one line, and nothing is left out without a word."""

from reachmap.errors import Issue
from reachmap.model.summing import FEW, MOST_KINDS, Issues


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
    assert many.message == "is no day; 1,999 more like it: row 3, row 4, row 5 and so on"
    assert (many.row, many.more) == (2, 1_999)


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
