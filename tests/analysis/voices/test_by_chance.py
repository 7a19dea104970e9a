"""A large record, counted by person: as filling every place, but for what cannot be seen."""

import numpy as np
import pytest

import reachmap as rm
from builders import AS_OF
from reachmap.analysis.concentration import FIGURES, Floats, figures, pairs_of_places
from reachmap.analysis.voices import by_chance, luck
from reachmap.analysis.voices.by_chance import (
    law_of_coming,
    may_be_by_chance,
    tallies_by_chance,
)
from reachmap.analysis.voices.draws import Seating, open_to_all, tallies
from reachmap.store.counts import Counts


def plain_law(sizes: Counts, people: int) -> Floats:
    """Return the chances to come never, once and so on: one sitting after the other."""
    law = np.ones(1)
    for size in sizes.tolist():
        law = np.convolve(law, [1 - size / people, size / people])
    return law


@pytest.mark.parametrize("sizes", [[1], [5, 1, 1, 3], [40] * 30 + [7] * 50])
def test_how_often_one_comes_is_a_sum_of_chances(sizes: list[int]) -> None:
    law, plain = law_of_coming(np.array(sizes), 50), plain_law(np.array(sizes), 50)
    wide = max(len(law), len(plain))
    both = [np.pad(each, (0, wide - len(each))) for each in (law, plain)]
    assert np.abs(both[0] - both[1]).max() < 1e-14
    assert law.sum() == pytest.approx(1)


def test_each_place_is_as_likely_to_be_taken_away() -> None:
    # Of two who came once and one who came twice.
    dice, before = np.random.default_rng(4), np.array([0, 2, 1])
    after = [tuple(by_chance._without(before, 1, dice).tolist()) for _ in range(4000)]
    assert {*after} == {(1, 1, 1), (0, 3, 0)}
    assert abs(after.count((1, 1, 1)) / 4000 - 1 / 2) < 0.04
    assert by_chance._without(before, 4, dice).tolist() == [3, 0, 0]
    assert by_chance._without(before, 0, dice).tolist() == [0, 2, 1]


def sittings(people: int, largest: int, places: int, seed: int) -> Seating:
    """Return sittings of one to so many places."""
    dice = np.random.default_rng(seed)
    sizes = dice.integers(1, largest + 1, 2 * places // (largest + 1))
    return open_to_all(sizes, people)


@pytest.mark.parametrize(
    ("people", "largest", "places"), [(1000, 50, 20_000), (3000, 40, 9_000), (2000, 3, 6_000)]
)
def test_figures_are_those_of_filling_every_place(people: int, largest: int, places: int) -> None:
    seating, draws = sittings(people, largest, places, seed=people), 400
    assert may_be_by_chance(seating)
    pairs = pairs_of_places(seating.sizes)

    def values(fill: luck.Fill) -> Floats:
        drawn = fill(seating, draws=draws, rng=np.random.default_rng(2))
        return np.concatenate([figures(tally, pairs) for tally in drawn], axis=1)

    plain, counted = values(tallies), values(tallies_by_chance)
    for name, one, two in zip(FIGURES, plain, counted, strict=True):
        error = np.sqrt((one.var() + two.var()) / draws)
        assert abs(one.mean() - two.mean()) <= 4.5 * error + 1e-12, name
        assert 0.8 <= (two.std() + 1e-12) / (one.std() + 1e-12) <= 1.25, name


def test_all_places_are_filled_each_time() -> None:
    seating = sittings(1500, 30, 8_000, seed=3)
    drawn = list(tallies_by_chance(seating, draws=20, rng=np.random.default_rng(0)))
    assert len(drawn) == 20
    for tally in drawn:
        assert int((tally * np.arange(tally.shape[1])).sum()) == seating.places
        assert 0 < tally.sum() <= 1500


@pytest.mark.parametrize(
    ("sizes", "people"), [([10] * 10, 1000), ([51] * 100, 1000), ([10] * 100, 999)]
)
def test_few_people_and_large_sittings_are_filled_place_by_place(
    sizes: list[int], people: int
) -> None:
    assert may_be_by_chance(open_to_all(np.array([10] * 20), 1000))
    assert not may_be_by_chance(open_to_all(np.array(sizes), people))


def crowd() -> rm.ReachMap:
    """Return 600 sittings of six to which 1,200 people come, some of them far more often."""
    dice = np.random.default_rng(7)
    came = [{f"v{int(each):04}" for each in 1300 * dice.random(6) ** 1.4} for _ in range(600)]
    voices = sorted({who for each in came for who in each})
    return rm.ReachMap.of(
        rm.StakeholderMap(
            about=rm.About(as_of=AS_OF),
            organisations=[rm.Organisation(id="team", name="Team", team=True)],
            activities=[rm.Activity(id=f"a{n}", name=f"A{n}") for n in range(len(came))],
            voices=[rm.Voice(id=who, name=who) for who in voices],
            attendance=rm.Ledger.of(
                rm.Attendance,
                [
                    rm.Attendance(voice=who, activity=f"a{n}")
                    for n, each in enumerate(came)
                    for who in each
                ],
            ),
        )
    )


def test_a_large_record_says_that_sizes_are_kept_on_average(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    desk = crowd()
    filled = desk.voices(samples=100)
    monkeypatch.setattr(luck, "MOST_WORK", 100_000)
    counted = desk.voices(samples=100)
    said = "Where the record is large, luck fills as many places in all"
    assert [line.startswith(said) for line in counted.missing].count(True) == 1
    assert not any(line.startswith(said) for line in filled.missing)
    assert counted.draws == filled.draws == 100
    for one, two in zip(filled.overall.luck, counted.overall.luck, strict=True):
        assert one.expected == pytest.approx(two.expected, rel=0.02)
        width = max(one.high - one.low, 1e-9)
        assert abs(one.low - two.low) < width / 2
        assert abs(one.high - two.high) < width / 2
    without = {"luck", "missing"}
    assert filled.overall.model_dump(exclude=without) == counted.overall.model_dump(exclude=without)
