"""The digest of a map: the same for the same content, another for any other."""

import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

import reachmap as rm
from amounts import some_of
from builders import AS_OF, came, town
from reachmap.model.columns import columns_of, map_of
from reachmap.model.digest import digest
from reachmap.model.tables import TABLES
from strategies import maps

many = settings(max_examples=some_of(300, usual=30), suppress_health_check=list(HealthCheck))


@many
@given(one=maps(), other=maps())
def test_maps_have_one_digest_just_when_they_are_equal(
    one: rm.StakeholderMap, other: rm.StakeholderMap
) -> None:
    again = map_of({name: columns_of(one, name) for name in TABLES})
    assert again == one
    assert digest(again) == digest(one)
    assert (digest(other) == digest(one)) == (other == one)


ASK = {"date": AS_OF - timedelta(9), "from": "team", "to": "v1"}
CHANGES: dict[str, Any] = {
    "a word of a title": {"about": rm.About(title="A Town", area="Old town", as_of=AS_OF)},
    "a row of attendance": {"attendance": came(("v1", "spring"))},
    "whom somebody spoke for": {"attendance": came(("v1", "spring"), speaking="staff")},
    "an ask": {"asks": rm.Ledger.of(rm.Ask, [rm.Ask.model_validate(ASK)])},
    "the day of an ask": {
        "asks": rm.Ledger.of(rm.Ask, [rm.Ask.model_validate(ASK | {"date": AS_OF})])
    },
    "a number of an assumption": {"assumptions": rm.Assumptions.of([("max_hops", 4)])},
    "a part of an assumption": {"assumptions": rm.Assumptions.of([("chance.KNOWS", 0.4)])},
}


def test_each_small_change_has_a_digest_of_its_own() -> None:
    plain = town(attendance=came())
    found = [digest(replace(plain, **change)) for change in ({}, *CHANGES.values())]
    assert len(set(found)) == len(CHANGES) + 1


def test_who_came_where_is_told_apart_from_how_many_came() -> None:
    one = town(attendance=came(("v1", "spring"), ("v2", "autumn")))
    other = town(attendance=came(("v1", "autumn"), ("v2", "spring")))
    assert digest(one) != digest(other)


def test_the_order_in_which_things_were_given_says_nothing() -> None:
    rows, numbers = [("v1", "spring"), ("v2", "autumn")], [("max_hops", 4), ("chance.KNOWS", 0.4)]
    one = town(attendance=came(*rows), assumptions=rm.Assumptions.of(numbers))
    other = town(attendance=came(*rows[::-1]), assumptions=rm.Assumptions.of(numbers[::-1]))
    assert digest(one) == digest(other)


@pytest.mark.parametrize("seed", ["1", "2"])
def test_the_digest_hangs_on_no_seed_of_the_interpreter(seed: str) -> None:
    code = "import reachmap as rm; from reachmap.model.digest import digest\n"
    code += "print(digest(rm.demo().stakeholders))"
    done = subprocess.run(  # noqa: S603  our own words
        [sys.executable, "-c", code],
        check=True,
        capture_output=True,
        text=True,
        env={"PYTHONHASHSEED": seed},
    )
    assert done.stdout.strip() == digest(rm.demo().stakeholders)
