"""Every error raised on purpose: a tree, a code, and pickles."""

import pickle

import pytest

from reachmap import errors
from reachmap.errors import InfeasiblePlan, InvalidMap, Issue, ReachMapError, UnknownNode, quoted

ALL = [
    kind
    for kind in vars(errors).values()
    if isinstance(kind, type) and issubclass(kind, ReachMapError)
]
MADE = {
    InvalidMap: InvalidMap((Issue("bad", "mend it", row=2),), {"groups": 2}, (Issue("b", "c"),)),
    UnknownNode: UnknownNode("hubb", ("hub",), "organisation"),
    InfeasiblePlan: InfeasiblePlan("No", ("more",)),
}


@pytest.mark.parametrize("kind", ALL)
def test_each_error_survives_pickling_with_its_words(kind: type[ReachMapError]) -> None:
    error = MADE.get(kind) or kind("what went wrong")
    again = pickle.loads(pickle.dumps(error))  # noqa: S301  our own bytes
    assert type(again) is kind
    assert (str(again), vars(again)) == (str(error), vars(error))


def test_codes_are_stable_and_each_its_own() -> None:
    assert sorted(kind.code for kind in ALL) == [
        "infeasible-plan",
        "input",
        "invalid-map",
        "plan",
        "reachmap",
        "render",
        "solver",
        "store",
        "store-access",
        "store-conflict",
        "store-unavailable",
        "undecided-merge",
        "unknown-node",
        "unreadable-file",
    ]


def test_bad_input_is_a_value_error() -> None:
    assert issubclass(InvalidMap, ValueError)


def test_an_invalid_map_says_what_was_read_where_that_is_known() -> None:
    assert InvalidMap((Issue("a", "b"),)).read == {}
    assert MADE[InvalidMap].read == {"groups": 2}  # type: ignore[attr-defined]  # of this kind alone


def test_an_issue_says_where_what_and_how() -> None:
    issue = Issue(
        "not a day",
        "Write 2026-03-31",
        file="a.xlsx",
        sheet="asks",
        row=3,
        column="date",
        value="x",
    )
    assert (
        str(issue)
        == "a.xlsx, sheet asks, row 3, column date: not a day (found: 'x'). Write 2026-03-31"
    )
    assert issue.to_dict()["row"] == 3


def test_a_value_that_the_message_shows_is_not_shown_twice() -> None:
    assert str(Issue("there is no 'x'", "Add it", value="x")) == "there is no 'x'. Add it"


def test_a_long_value_is_cut_and_an_invisible_one_named() -> None:
    assert len(quoted("a" * 500)) == 82
    assert quoted("a\u202eb") == "'aU+202Eb'"


def test_every_message_of_an_invalid_map_is_on_its_own_line() -> None:
    lines = str(InvalidMap((Issue("a", "b"), Issue("c", "d")))).splitlines()
    assert lines == ["the map has 2 things to mend:", "a. b", "c. d"]


def test_words_of_an_infeasible_plan_end_with_the_way_out() -> None:
    assert str(MADE[InfeasiblePlan]) == "No. more"
