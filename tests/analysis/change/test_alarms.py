"""How often change cries wolf: on programmes of which only the sittings differ."""

from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeAlias

import numpy as np
import pytest
from numpy.typing import NDArray

from amounts import some_of
from reachmap.analysis.change.sharing import Sharing, compared
from reachmap.analysis.concentration import concentration

Weights: TypeAlias = Callable[[np.random.Generator], NDArray[np.float64]]


class Programme(NamedTuple):
    """People, each with how willing they are to come, and the sittings of two years."""

    name: str
    willing: Weights
    before: list[int]
    now: list[int]


def alike(people: int) -> Weights:
    """Return people who are all as willing to come."""
    return lambda dice: np.ones(people)  # noqa: ARG005  no dice for these


def uneven(people: int, shape: float) -> Weights:
    """Return people some of whom are far more willing than others; the smaller the shape."""
    return lambda dice: dice.gamma(shape, size=people)


def core(few: int, others: int) -> Weights:
    """Return a few who come nearly always, and others."""
    return lambda dice: np.append(np.full(few, 40.0), np.ones(others))  # noqa: ARG005  as above


FEWER = [
    Programme("200 alike, 12 sittings, then 6", alike(200), [10] * 12, [10] * 6),
    Programme("60 alike, 24 sittings, then 6", alike(60), [10] * 24, [10] * 6),
    Programme("2,000 alike, 12 sittings, then 6", alike(2000), [15] * 12, [15] * 6),
    Programme("300 uneven, 4 sittings, then 12", uneven(300, 1), [10] * 4, [10] * 12),
    Programme("300 very uneven, 24 sittings, then 6", uneven(300, 0.3), [10] * 24, [10] * 6),
    Programme("9 nearly always of 250, 24, then 12", core(9, 241), [16] * 24, [16] * 12),
    Programme("a panel of 14, 12 sittings, then 4", alike(14), [10] * 12, [10] * 4),
]
LARGER = [
    Programme("200 alike, sittings of 10, then 20", alike(200), [10] * 12, [20] * 12),
    Programme("500 alike, sittings of 10, then 30", alike(500), [10] * 6, [30] * 6),
    Programme("300 very uneven, of 8, then 16", uneven(300, 0.3), [8] * 12, [16] * 12),
    Programme("30 uneven, of 10, then 5", uneven(30, 1), [10] * 12, [5] * 12),
]
CHANGED = [
    ("100 alike, then 50", alike(100), alike(50)),
    ("40 alike, then 20", alike(40), alike(20)),
    ("100 uneven, then very uneven", uneven(100, 1), uneven(100, 0.2)),
    ("a panel of 14, then of 9", alike(14), alike(9)),
]


def sharing(
    willing: NDArray[np.float64], sizes: Sequence[int], dice: np.random.Generator
) -> Sharing:
    """Return how often people came to sittings, each filled by the willing at random."""
    chances = willing / willing.sum()
    seats = [dice.choice(len(willing), size, replace=False, p=chances) for size in sizes]
    often = np.bincount(np.concatenate(seats))
    return Sharing(often[often > 0], np.array(sizes))


def year(dice: np.random.Generator, people: Weights, *sizes: list[int]) -> list[Sharing]:
    """Return the years of the same people, with sittings of some sizes."""
    willing = people(dice)
    return [sharing(willing, each, dice) for each in sizes]


def alarms(programme: Programme, times: int) -> tuple[float, float]:
    """Return how often a change is told of, by same_person; and how often Gini is lower now."""
    told, lower = 0, 0
    for seed in range(times):
        dice = np.random.default_rng([seed, 11])
        before, now = year(dice, programme.willing, programme.before, programme.now)
        told += compared("all", "All", now, before, seed=seed).what != "about as before"
        gini = [concentration(s.frequencies, s.sizes)["gini"] or 0.0 for s in (before, now)]
        lower += gini[1] < gini[0]
    return told / times, lower / times


@pytest.mark.campaign
def test_fewer_or_larger_sittings_of_the_same_people_are_seldom_called_a_change() -> None:
    rates = [alarms(programme, 40)[0] for programme in (*FEWER, *LARGER)]
    # Of 440: 12% and three standard errors of it.
    assert np.mean(rates) <= 0.12 + 3 * (0.12 * 0.88 / 440) ** 0.5


def test_half_as_many_people_are_told_of() -> None:
    for name, people, fewer in CHANGED:
        told = 0
        for seed in range(20):
            dice = np.random.default_rng([seed, 12])
            (before,), (now,) = year(dice, people, [10] * 12), year(dice, fewer, [8] * 15)
            told += compared("all", "All", now, before, seed=seed).what == "more concentrated"
        assert told >= 14, name


def test_nobody_met_again_by_chance_is_no_change() -> None:
    # Ten of 2,000 twice: two people met again or none is chance.
    one = Sharing(np.ones(20, np.int64), np.array([10, 10]))
    two = Sharing(np.array([2, 2, *[1] * 16]), np.array([10, 10]))
    assert compared("all", "All", two, one, seed=1).what == "about as before"
    assert compared("all", "All", one, two, seed=1).what == "about as before"


@pytest.mark.campaign
def test_the_false_alarms_of_each_programme(capsys: pytest.CaptureFixture[str]) -> None:
    times = some_of(500, usual=500)
    lines, worst = [], 0.0
    for programme in (*FEWER, *LARGER):
        told, lower = alarms(programme, times)
        lines.append(f"{programme.name:40} {told:>6.1%} {lower:>10.1%}")
        worst = max(worst, told)
    with capsys.disabled():
        print(f"\n{'only the sittings differ':40} {'alarm':>6} {'Gini lower':>10}")  # noqa: T201  its heading
        print("\n".join(lines))  # noqa: T201  the table is what a campaign is for
    # Each of 500: 12% and three standard errors of it.
    assert worst <= 0.12 + 3 * (0.12 * 0.88 / times) ** 0.5
