"""Every judgement in one place, each changeable by name."""

import pytest
from pydantic import ValidationError

from reachmap.model.assumptions import Assumptions, problem_of

CONTRACT = {
    "chance.KNOWS": 0.5,
    "chance.EMPLOYS": 0.95,
    "chance.SUPPORTS": 0.9,
    "chance.RUNS": 0.95,
    "chance.USES": 0.8,
    "chance.TRUSTED_BY": 0.6,
    "chance.HEARS": 0.5,
    "chance.GATHERS": 0.6,
    "chance.BELONGS_TO": 0.9,
    "trust.1": 0.2,
    "trust.2": 0.4,
    "trust.3": 0.6,
    "trust.4": 0.8,
    "trust.5": 0.95,
    "half_life_days": 730,
    "evidence_weight": 4,
    "max_hops": 5,
    "rest_days": 90,
    "ppr_low": 0.8,
    "ppr_high": 1.2,
    "step_days": 3,
    "step_cost": 0,
    "assumed_capacity": 3,
    "feedback_days": 90,
    "cold_days": 365,
    "training_days": 730,
    "asked_too_often": 3,
    "repeat_share": 0.5,
    "z": 1.959963984540054,
}


def test_the_defaults_are_those_agreed() -> None:
    items = Assumptions().items()
    assert {name: items[name] for name in CONTRACT} == CONTRACT


def test_a_row_changes_one_and_leaves_the_rest() -> None:
    changed = Assumptions.of([("trust.3", 0.7), ("max_hops", 3)])
    assert changed.trust.levels == (0.2, 0.4, 0.7, 0.8, 0.95)
    assert changed.changed() == {"trust.3": 0.7, "max_hops": 3}
    assert Assumptions.of(changed.changed().items()) == changed
    assert Assumptions().changed() == {}


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("chance.LIKES", 0.5, "no assumption"),
        ("chance", 0.5, "no assumption"),
        ("chance.KNOWS", 1.5, "less than or equal to 1"),
        ("max_hops", 2.5, "valid integer"),
        ("suppression", "none", "'nhs'"),
    ],
)
def test_a_row_that_cannot_be_is_explained(name: str, value: float | str, words: str) -> None:
    assert words in (problem_of(name, value) or "")


def test_a_row_that_can_be_has_no_problem() -> None:
    assert problem_of("chance.KNOWS", 0.4) is None


def test_assumptions_out_of_range_are_refused() -> None:
    with pytest.raises(ValidationError):
        Assumptions.of([("half_life_days", 0)])


def test_whole_numbers_of_a_file_stay_whole() -> None:
    assert Assumptions.of([("max_hops", 3), ("half_life_days", 365)]).max_hops == 3
