"""Measures of concentration: closed forms, known figures, and an independent library."""

from math import exp

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from skbio.diversity import alpha

from reachmap.analysis.concentration import (
    MEASURES,
    concentration,
    effective,
    gini,
    half_of_all,
    hhi,
    hill,
    repeat_share,
    top_share,
)

counts = st.lists(st.integers(1, 60), min_size=1, max_size=60)


@given(x=counts)
def test_an_independent_library_agrees(x: list[int]) -> None:
    array = np.array(x)
    assert gini(x) == pytest.approx(alpha.gini_index(array, method="trapezoids"), abs=1e-9)
    assert hhi(x) == pytest.approx(alpha.dominance(array), abs=1e-9)
    assert hill(x, order=1) == pytest.approx(alpha.hill(array, order=1), rel=1e-9)
    assert hill(x, order=2) == pytest.approx(alpha.inv_simpson(array), rel=1e-9)


@given(x=counts)
def test_the_definitions_read_aloud_agree(x: list[int]) -> None:
    n, total = len(x), sum(x)
    pairs = sum(abs(a - b) for a in x for b in x)
    assert gini(x) == pytest.approx(pairs / (2 * n * n * (total / n)), abs=1e-12)
    assert repeat_share(x) == pytest.approx(1 - n / total, abs=1e-12)
    often = sorted(x, reverse=True)
    assert top_share(x) == pytest.approx(sum(often[: -(-n // 10)]) / total, abs=1e-12)
    half = half_of_all(x)
    assert 2 * sum(often[:half]) >= total > 2 * sum(often[: half - 1])


@given(n=st.integers(1, 40), times=st.integers(1, 9))
def test_even_shares_are_as_many_voices_as_there_are(n: int, times: int) -> None:
    x = [times] * n
    assert gini(x) == pytest.approx(0, abs=1e-12)
    assert hhi(x) == pytest.approx(1 / n)
    assert hill(x, order=1) == pytest.approx(n)
    assert hill(x, order=2) == pytest.approx(n)


def test_one_voice_is_one_voice() -> None:
    assert concentration([7]) == pytest.approx(
        {"gini": 0, "hhi": 1, "hill1": 1, "hill2": 1, "top_share": 1, "repeat_share": 6 / 7}
    )


def test_nobody_has_no_measure() -> None:
    assert concentration([]) == dict.fromkeys(MEASURES)
    assert half_of_all([]) == 0
    assert effective([0, 0]) is None


def test_the_southern_women_are_as_published() -> None:
    graph = nx.davis_southern_women_graph()
    women = [graph.degree(woman) for woman in graph.graph["top"]]
    assert gini(women) == pytest.approx(0.234082, abs=5e-7)
    assert hhi(women) == pytest.approx(0.065270, abs=5e-7)
    assert hill(women, order=1) == pytest.approx(16.4436, abs=5e-5)
    assert hill(women, order=2) == pytest.approx(15.3211, abs=5e-5)


def test_the_hill_number_is_the_exponential_of_the_entropy() -> None:
    assert hill([1, 1, 2], order=1) == pytest.approx(exp(1.0397207708399179))
