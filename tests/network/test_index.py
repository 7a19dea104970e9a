"""The compiled network: order, indexes and what it refuses."""

from __future__ import annotations

import math

import numpy as np
import pytest

from reachmap.network.index import NO_LIMIT, Relationships, network, weights


def triangle(**changes: object) -> Relationships:
    """Return links 2 -> 0, 0 -> 1, 1 -> 2, with changes."""
    columns = {
        "tail": [2, 0, 1],
        "head": [0, 1, 2],
        "chance": [0.5, 1.0, 0.25],
        "cost": [5, 6, 7],
        "days": [1, 2, 3],
        "type": [0, 1, 2],
        "basis": [3, 2, 1],
    }
    return Relationships(**(columns | changes))  # type: ignore[arg-type]  # columns by name


def test_links_stand_by_where_they_lead_and_are_found_both_ways() -> None:
    net = network(("a", "b", "c"), triangle(), is_team=[1, 0, 0], is_group=[0, 0, 1])
    assert net.head.tolist() == [0, 1, 2]
    assert net.tail.tolist() == [2, 0, 1]
    assert net.cost.tolist() == [5, 6, 7]
    assert net.head_start.tolist() == [0, 1, 2, 3]
    assert net.tail[net.by_tail].tolist() == [0, 1, 2]
    assert net.link(1, 2) == 2
    with pytest.raises(KeyError):
        net.link(0, 2)
    with pytest.raises(KeyError):
        net.link(2, 1)


def test_what_is_left_out_of_the_nodes_is_plain() -> None:
    net = network(("a", "b", "c"), triangle(), is_team=[1, 0, 0], is_group=[0, 0, 1])
    assert net.capacity.tolist() == [NO_LIMIT] * 3
    assert not net.full.any()
    assert np.isnat(net.free_on).all()
    assert net.size == 3


def test_arrays_cannot_be_changed() -> None:
    net = network(("a", "b", "c"), triangle(), is_team=[1, 0, 0], is_group=[0, 0, 1])
    with pytest.raises(ValueError, match="read-only"):
        net.full[0] = True
    with pytest.raises(ValueError, match="read-only"):
        net.weight[0] = 1


def test_weights_are_the_whole_numbers_of_the_contract() -> None:
    chances = [1.0, 0.95, 0.8, 0.6, 0.5, 0.2, 1e-9]
    expected = [round(-math.log(chance) * 2**32) for chance in chances]
    assert weights(np.array(chances)).tolist() == expected


@pytest.mark.parametrize(
    ("ids", "links", "words"),
    [
        (("b", "a", "c"), triangle(), "sorted"),
        (("a", "a", "c"), triangle(), "sorted"),
        (("a", "b", "c"), triangle(chance=[0.0, 1.0, 1.0]), "chance"),
        (("a", "b", "c"), triangle(chance=[0.5, 1.1, 1.0]), "chance"),
        (("a", "b", "c"), triangle(chance=[0.5, math.nan, 1.0]), "chance"),
        (("a", "b", "c"), triangle(tail=[2, 2, 1], head=[0, 0, 2]), "two relationships"),
        (("a", "b"), triangle(tail=[1, 0, 1], head=[0, 1, 0]), "one value a node"),
    ],
)
def test_arrays_that_make_no_network_are_refused(
    ids: tuple[str, ...], links: Relationships, words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        network(ids, links, is_team=[1, 0, 0], is_group=[0, 0, 1])
