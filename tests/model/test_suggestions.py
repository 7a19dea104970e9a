"""Suggestions: names like one that nobody has, or with words of it, in the form that is typed."""

import pytest

from reachmap.model.suggestions import Suggestions
from reachmap.model.vocabulary import standard_methods, standard_supports, standard_taxonomy

GROUPS = Suggestions(
    [("young-carers", "Young carers"), ("unpaid-carers", "Unpaid carers"), ("men", "Men")]
)
METHODS = Suggestions((each.code, each.name) for each in standard_methods())
SUPPORTS = Suggestions((each.code, each.name) for each in standard_supports())
CATEGORIES = Suggestions((each.code, each.name) for each in standard_taxonomy())
SESSIONS = Suggestions(
    [
        ("2025-10-21-library-drop-in", "Library drop-in"),
        ("2025-11-18-library-drop-in", "Library drop-in"),
        ("2025-11-27-deaf-club-evening", "Deaf Club evening"),
        ("2025-12-01-postal-survey", "Postal survey"),
    ]
)

HINTS = [
    (GROUPS, "Carers", "Did you mean 'Young carers' or 'Unpaid carers'?"),
    (GROUPS, "Yuong carers", "Did you mean 'Young carers'?"),
    (GROUPS, "yuong-carers", "Did you mean 'young-carers'?"),
    (GROUPS, "Unpaid carers (all)", "Did you mean 'Unpaid carers'?"),
    (GROUPS, "Men, Unpaid carer", "Give each by itself: 'Men' and 'Unpaid carers'"),
    (GROUPS, "Zebras", ""),
    (METHODS, "Focus grp", "Did you mean 'Focus group'?"),
    (
        SUPPORTS,
        "Interpreter, Creche",
        "Give each by itself: 'Interpreter' and 'Childcare or crèche'",
    ),
    (SUPPORTS, "Creche", "Did you mean 'Childcare or crèche'?"),
    (CATEGORIES, "Studnets", "Did you mean 'Students'?"),
    (SESSIONS, "Library drop-in 21/10/2025", "Did you mean '2025-10-21-library-drop-in'?"),
    (SESSIONS, "Deaf Club Evening 27/11/25", "Did you mean 'Deaf Club evening'?"),
    (SESSIONS, "Postal Survey (Nov)", "Did you mean 'Postal survey'?"),
]


@pytest.mark.parametrize(("known", "typed", "hint"), HINTS)
def test_what_was_probably_meant_is_offered(known: Suggestions, typed: str, hint: str) -> None:
    assert known.hint(typed) == hint


def test_a_word_of_several_names_offers_each_of_them() -> None:
    hint = METHODS.hint("Survey")
    assert hint.count("survey") + hint.count("Survey") > 1
