"""Measures of concentration: closed forms, known figures, and an independent library."""

from math import exp
from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from skbio.diversity import alpha

from oracles import plain_concentration
from reachmap.analysis.concentration import FIGURES, concentration, effective

counts = st.lists(st.integers(1, 60), min_size=1, max_size=60)


def measured(attendances: list[int]) -> dict[str, Any]:
    """Return every figure by its name; any of them may be compared."""
    return concentration(attendances)


@given(x=counts)
def test_an_independent_library_agrees(x: list[int]) -> None:
    array, own = np.array(x), measured(x)
    assert own["gini"] == pytest.approx(alpha.gini_index(array, method="trapezoids"), abs=1e-9)
    assert own["hhi"] == pytest.approx(alpha.dominance(array), abs=1e-9)
    assert own["hill1"] == pytest.approx(alpha.hill(array, order=1), rel=1e-9)
    assert own["hill2"] == pytest.approx(alpha.inv_simpson(array), rel=1e-9)


@given(x=counts)
def test_the_definitions_read_aloud_agree(x: list[int]) -> None:
    own = measured(x)
    assert own == pytest.approx(plain_concentration(x), abs=1e-12)
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
    assert measured([7]) == pytest.approx({"gini": 0, **ones, "repeat_share": 6 / 7})


def test_nobody_has_no_measure() -> None:
    assert concentration([]) == dict.fromkeys(FIGURES)
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
