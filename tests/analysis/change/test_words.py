"""What change says: no name is dropped without a count, and days are counted kindly."""

import pytest

from reachmap.analysis.change.rows import Changed, What
from reachmap.analysis.change.words import sentences, words_of_asked


def lines(*rows: Changed) -> tuple[str, ...]:
    """Return what is said after the first sentence, which names the windows."""
    return sentences(rows, now="this year", before="last year")[1:]


def changed(what: What, number: int, **fields: object) -> list[Changed]:
    """Return rows of one kind, named by number."""
    rows = [Changed(what=what, subject=f"s{n}", name=f"N{n}") for n in range(number)]
    return [row.model_copy(update=fields) for row in rows]


@pytest.mark.parametrize("what", ["more concentrated", "less concentrated"])
def test_panels_after_the_sixth_are_counted(what: What) -> None:
    (line,) = lines(*changed(what, 9, note="as if two people were ever asked"))
    assert line.endswith("N5 (as if two people were ever asked); and 3 more.")


@pytest.mark.parametrize(
    "what", ["newly heard", "newly asked about", "fallen silent", "no longer asked about"]
)
def test_groups_after_the_sixth_are_counted(what: What) -> None:
    (line,) = lines(*changed(what, 9))
    assert line.endswith(": N0; N1; N2; N3; N4; N5; and 3 more.")


@pytest.mark.parametrize("what", ["perhaps newly heard", "perhaps fallen silent"])
def test_what_may_be_chance_is_told_with_how_many_people(what: What) -> None:
    (line,) = lines(*changed(what, 7, note=words_of_asked(2, 1, now=True)))
    assert line.endswith("N5 (2 now; before, 1 was asked); and 1 more.")
    (blank,) = lines(*changed(what, 1))
    assert blank.endswith("may be chance: N0.")


def test_relationships_after_the_sixth_are_counted() -> None:
    (line,) = lines(*changed("gone cold", 7, now=200.0))
    assert line.endswith("N5 (no contact on record for 200 days); and 1 more.")


def test_one_day_is_one_day_and_many_have_a_comma() -> None:
    rows = [
        *changed("gone cold", 1, now=1.0),
        *changed("gone cold", 1, now=1200.0, note="held by Jo"),
    ]
    (line,) = lines(*rows)
    assert line.endswith(
        "N0 (no contact on record for 1 day); N0 (no contact on record for 1,200 days, held by Jo)."
    )


def test_nothing_that_changed_is_said_so() -> None:
    assert lines() == ("Nothing that our records can tell has changed.",)


def test_where_a_window_has_no_records_nothing_is_not_said() -> None:
    assert sentences((), now="this year", before="last year", is_known=False) == (
        "Our own records, this year, compared with last year.",
        "One of these times has no record of who came, so nobody can be said to have fallen "
        "silent, or to be newly heard.",
    )
