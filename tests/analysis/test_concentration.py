"""Measures of concentration: closed forms, known figures, and an independent library."""

from math import exp
from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from skbio.diversity import alpha

from oracles import plain_concentration, plain_same_person
from reachmap.analysis.concentration import FIGURES, concentration, effective

counts = st.lists(st.integers(1, 60), min_size=1, max_size=60)


def measured(attendances: list[int]) -> dict[str, Any]:
    """Return every figure by its name; any of them may be compared."""
    return concentration(attendances, sizes_of(attendances))


def sizes_of(attendances: list[int]) -> list[int]:
    """Return the places of each sitting, where each voice came to the first so many."""
    return [sum(x > k for x in attendances) for k in range(max(attendances))]


@given(x=counts)
def test_an_independent_library_agrees(x: list[int]) -> None:
    array, own = np.array(x), measured(x)
    assert own["gini"] == pytest.approx(alpha.gini_index(array, method="trapezoids"), abs=1e-9)
    assert own["hhi"] == pytest.approx(alpha.dominance(array), abs=1e-9)
    assert own["hill1"] == pytest.approx(alpha.hill(array, order=1), rel=1e-9)
    assert own["hill2"] == pytest.approx(alpha.inv_simpson(array), rel=1e-9)


@pytest.mark.campaign
@given(x=counts)
def test_the_definitions_read_aloud_agree(x: list[int]) -> None:
    own = measured(x)
    came = [[f"v{n}" for n, times in enumerate(x) if times > k] for k in range(max(x))]
    plain = plain_concentration(x) | {"same_person": plain_same_person(came)}
    assert own == pytest.approx(plain, abs=1e-12)
    often = sorted(x, reverse=True)
    half = int(own["half"])
    assert 2 * sum(often[:half]) >= sum(x) > 2 * sum(often[: half - 1])


@given(n=st.integers(1, 40), times=st.integers(1, 9))
def test_even_shares_are_as_many_voices_as_there_are(n: int, times: int) -> None:
    own = measured([times] * n)
    assert own["gini"] == pytest.approx(0, abs=1e-12)
    assert own["hhi"] == pytest.approx(1 / n)
    assert own["hill1"] == pytest.approx(n)
    assert own["hill2"] == pytest.approx(n)


def test_one_voice_is_one_voice() -> None:
    ones = dict.fromkeys(("hhi", "hill1", "hill2", "top_share", "half"), 1)
    own = {"gini": 0, **ones, "repeat_share": 6 / 7, "same_person": 1}
    assert measured([7]) == pytest.approx(own)


def test_nobody_has_no_measure() -> None:
    assert concentration([], []) == dict.fromkeys(FIGURES)
    assert effective([0, 0]) is None


def test_the_southern_women_are_as_published() -> None:
    graph = nx.davis_southern_women_graph()
    own = measured([graph.degree(woman) for woman in graph.graph["top"]])
    assert own["gini"] == pytest.approx(0.234082, abs=5e-7)
    assert own["hhi"] == pytest.approx(0.065270, abs=5e-7)
    assert own["hill1"] == pytest.approx(16.4436, abs=5e-5)
    assert own["hill2"] == pytest.approx(15.3211, abs=5e-5)


def test_the_hill_number_is_the_exponential_of_the_entropy() -> None:
    assert measured([1, 1, 2])["hill1"] == pytest.approx(exp(1.0397207708399179))


# sittings, and who came to each: 1 / J is as if how many people were ever asked
MET = [
    (["abcdef"] * 4, 6),  # the same six each time
    (["ab", "cd", "ef"], None),  # nobody comes again
    (["ab", "ac"], 4),  # one pair of places of the four at different sittings
    (["abc", "a"], 3),  # one of three
    (["abc", ""], None),  # one sitting
]


@pytest.mark.parametrize(("sittings", "asked"), MET)
def test_the_same_person_by_hand(sittings: list[str], asked: int | None) -> None:
    often = [sum(who in came for came in sittings) for who in sorted({*"".join(sittings)})]
    own = concentration(often, [len(came) for came in sittings])["same_person"]
    assert own == plain_same_person(sittings)
    assert (1 / own if own else None) == (None if asked is None else pytest.approx(asked))


def test_of_one_sitting_nobody_can_be_met_again_and_of_two_somebody_might() -> None:
    assert concentration([1, 1], [2])["same_person"] is None
    assert concentration([1, 1], [1, 1])["same_person"] == 0


@pytest.mark.parametrize("sizes", [[8] * 3, [8] * 24, [2, 5, 30, 11], [30, 30]])
def test_as_many_are_met_again_as_if_so_many_were_asked_whatever_the_sittings(
    sizes: list[int],
) -> None:
    asked, dice = 40, np.random.default_rng(len(sizes))
    values = []
    for _ in range(2000):
        came = np.concatenate([dice.choice(asked, size, replace=False) for size in sizes])
        often = np.bincount(came)
        values.append(concentration(often[often > 0], sizes)["same_person"] or 0.0)
    error = np.std(values) / len(values) ** 0.5
    assert abs(np.mean(values) - 1 / asked) < 4 * error
