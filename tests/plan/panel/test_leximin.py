"""Leximin against a linear program over all panels, listed one by one."""

from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from reachmap.plan.panel.columns import lottery_by_columns
from reachmap.plan.panel.draw import Bools, Draw, Lottery
from reachmap.plan.panel.leximin import leximin
from reachmap.plan.panel.relaxation import fairest_average
from reachmap.plan.panel.split import split
from reachmap.plan.solver import Floats
from values import Dice

CLOSE = 1e-5
METHODS = pytest.mark.parametrize("method", [leximin, lottery_by_columns])


@dataclass
class Pool:
    """A pool, person by person."""

    size: int
    member: Bools
    weight: Floats
    low: list[int]
    high: list[int]

    def draw(self) -> tuple[Draw, list[list[int]]]:
        """Return the draw over types, and who is of each."""
        alike: dict[tuple[bytes, float], list[int]] = {}
        for person, weight in enumerate(self.weight.tolist()):
            alike.setdefault((self.member[:, person].tobytes(), weight), []).append(person)
        first = [people[0] for people in alike.values()]
        draw = Draw(
            self.size,
            np.array([len(people) for people in alike.values()]),
            self.weight[first],
            self.member[:, first],
            np.array(self.low, np.int64),
            np.array(self.high, np.int64),
        )
        return draw, list(alike.values())

    def panels(self) -> list[Floats]:
        """Return every panel that keeps to the quotas, one value a person."""
        found = []
        for chosen in combinations(range(len(self.weight)), self.size):
            panel = np.zeros(len(self.weight))
            panel[list(chosen)] = 1
            counts = self.member @ panel
            if (counts >= self.low).all() and (counts <= self.high).all():
                found.append(panel)
        return found

    def of(self, lottery: Lottery, people: list[list[int]], draw: Draw) -> list[float]:
        """Return the chance over weight of each person, sorted."""
        value = np.empty(len(self.weight))
        for members, share in zip(people, lottery.expected() / draw.people, strict=True):
            value[members] = share
        return sorted((value / self.weight).tolist())


def made_up(seed: int) -> Pool:
    """Return a pool of at most seven people, with up to three quotas."""
    dice = Dice(seed)
    people, groups = dice.randint(2, 7), dice.randint(0, 3)
    size = dice.randint(1, people - 1)
    low = [dice.randint(0, 2) for _ in range(groups)]
    return Pool(
        size,
        np.array([dice.coin() for _ in range(people * groups)], bool).reshape(groups, people),
        np.array([dice.choice([1.0, 1.0, 0.5, 0.25]) for _ in range(people)]),
        low,
        [least + dice.randint(0, 2) for least in low],
    )


pools = st.builds(made_up, st.integers(0, 2**32 - 1))


def slow_leximin(pool: Pool) -> list[float] | None:
    """Return chances over weights, sorted: one person after the other raised as far as can be."""
    panels = pool.panels()
    if not panels:
        return None
    value = np.array(panels) / pool.weight
    count, people = value.shape
    settled: dict[int, float] = {}
    one = np.ones((1, count))
    while len(settled) < people:
        waiting = [person for person in range(people) if person not in settled]
        rows = np.hstack([-value.T, np.array([[p in waiting] for p in range(people)], float)])
        least = [0.0 if p in waiting else -settled[p] + 1e-8 for p in range(people)]
        found = linprog(
            np.append(np.zeros(count), -1),
            A_ub=rows,
            b_ub=least,
            A_eq=np.hstack([one, [[0.0]]]),
            b_eq=[1],
        )
        level = -float(found.fun or 0.0)
        floor = [-(level if p in waiting else settled[p]) + 1e-7 for p in range(people)]
        for person in waiting:
            best = linprog(-value[:, person], A_ub=-value.T, b_ub=floor, A_eq=one, b_eq=[1])
            if best.fun is None or -best.fun < level + CLOSE:
                settled[person] = level
    return sorted(settled.values())


@METHODS
@settings(max_examples=60, deadline=None)
@given(pool=pools)
def test_leximin_is_that_of_all_panels(method: object, pool: Pool) -> None:
    assert callable(method)
    draw, people = pool.draw()
    lottery, expected = method(draw), slow_leximin(pool)
    if expected is None:
        assert lottery is None
        return
    assert pool.of(lottery, people, draw) == pytest.approx(expected, abs=CLOSE)
    assert lottery.chance.sum() == pytest.approx(1)
    counts = lottery.panels @ draw.member.T
    assert (lottery.panels.sum(axis=1) == draw.size).all()
    assert ((counts >= draw.low) & (counts <= draw.high)).all()


def odd_one_out() -> Pool:
    """Return a pool whose fairest average is of no whole panels: three that exclude each other."""
    member = np.array([[1, 1, 0, 0], [0, 1, 1, 0], [1, 0, 1, 0]], bool)
    return Pool(2, member, np.ones(4), [0, 0, 0], [1, 1, 1])


def test_an_average_of_people_in_parts_may_be_of_no_panels() -> None:
    draw, _ = odd_one_out().draw()
    average = fairest_average(draw)
    assert average is not None
    assert average.tolist() == pytest.approx([0.5] * 4)
    assert sum(split(draw, average)[1]) < 0.99


@METHODS
def test_then_panels_are_found_one_by_one(method: object) -> None:
    assert callable(method)
    pool = odd_one_out()
    draw, people = pool.draw()
    found = pool.of(method(draw), people, draw)
    assert found == pytest.approx([1 / 3, 1 / 3, 1 / 3, 1])


@METHODS
def test_who_fits_on_no_panel_has_no_chance_and_takes_none_from_others(method: object) -> None:
    assert callable(method)
    pool = Pool(1, np.array([[1, 0, 0]], bool), np.ones(3), [0], [0])
    draw, people = pool.draw()
    assert pool.of(method(draw), people, draw) == pytest.approx([0, 0.5, 0.5], abs=1e-6)


def large_pool() -> Pool:
    """Return 120 people of three features and past panels."""
    dice = np.random.default_rng(5)
    sex, age, place = (dice.integers(0, n, 120) for n in (2, 4, 3))
    member = np.array(
        [*(sex == n for n in range(2)), *(age == n for n in range(4)), *(place == 0,)], bool
    )
    weight = np.where(dice.random(120) < 0.2, 0.5, 1.0)
    return Pool(14, member, weight, [6, 6, 2, 2, 3, 3, 6], [8, 8, 4, 4, 5, 5, 9])


def test_both_ways_agree_on_a_pool_too_large_to_list() -> None:
    draw, people = (pool := large_pool()).draw()
    first, second = leximin(draw), lottery_by_columns(draw)
    assert first is not None
    assert second is not None
    assert pool.of(first, people, draw) == pytest.approx(pool.of(second, people, draw), abs=CLOSE)
