"""Against chance: the null model beside exact enumeration, and how often it cries wolf."""

from collections import Counter
from collections.abc import Iterator, Sequence
from importlib import import_module
from itertools import combinations, product
from math import prod
from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import reachmap as rm
from amounts import some_each_time
from builders import AS_OF
from oracles import plain_concentration, plain_same_person
from reachmap.analysis.concentration import FIGURES, SMALLER, figures
from reachmap.analysis.pools import estimated_pool
from reachmap.analysis.voices.draws import of_register, open_to_all, tallies
from reachmap.analysis.voices.luck import draws_for, luck
from reachmap.store.counts import Register
from strategies import maps

TEAM = rm.Organisation(id="team", name="Team", team=True)


def panel(
    sittings: Sequence[Sequence[str]],
    *,
    register: Sequence[str] | None = None,
    members: Sequence[str] = (),
    for_members: Sequence[int] = (),
) -> rm.ReachMap:
    """Return a map of sittings and who came; some sittings may be for members of a group."""
    people = sorted({*(register or ()), *(who for came in sittings for who in came)})
    return rm.ReachMap.of(
        rm.StakeholderMap(
            about=rm.About(as_of=AS_OF, register_complete=register is not None),
            organisations=[TEAM],
            groups=[rm.Group(id="members", name="Members")],
            activities=[
                rm.Activity(
                    id=f"a{n}", name=f"A{n}", groups=("members",) if n in for_members else ()
                )
                for n in range(len(sittings))
            ],
            voices=[
                rm.Voice(id=who, name=who, groups=("members",) if who in members else ())
                for who in people
            ],
            attendance=rm.Ledger.of(
                rm.Attendance,
                [
                    rm.Attendance(voice=who, activity=f"a{n}")
                    for n, came in enumerate(sittings)
                    for who in came
                ],
            ),
        )
    )


def every_way(
    pools: Sequence[Sequence[str]], sizes: Sequence[int]
) -> Iterator[Sequence[Sequence[str]]]:
    """Yield who came to each sitting, for every way in which luck could have filled the places."""
    each = [list(combinations(pool, size)) for pool, size in zip(pools, sizes, strict=True)]
    yield from product(*each)


def plain_figures(sittings: Sequence[Sequence[str]]) -> dict[str, Any]:
    """Return every figure of who came to some sittings, by its definition."""
    often = [*Counter(who for came in sittings for who in came).values()]
    return plain_concentration(often) | {"same_person": plain_same_person(sittings)}


def agrees_with(found: Any, pools: Sequence[Sequence[str]], seen: Sequence[Sequence[str]]) -> None:
    """Hold the figures against all ways there are, each as likely as any other."""
    own = plain_figures(seen)
    ways = [plain_figures(way) for way in every_way(pools, [len(came) for came in seen])]
    draws = 4000
    for row in found:
        values = np.array([way[row.measure] for way in ways])
        error = values.std() / np.sqrt(draws)
        assert abs(row.expected - values.mean()) <= 4.5 * error + 1e-12, row.measure
        small = row.measure in SMALLER
        as_few = values <= own[row.measure] + 1e-9 if small else values >= own[row.measure] - 1e-9
        share = as_few.mean()
        error = np.sqrt(share * (1 - share) / draws)
        assert abs(row.p - share) <= 4.5 * error + 1 / draws, row.measure
        ends = np.quantile(values, [0.005, 0.05, 0.95, 0.995])
        assert ends[0] - 1e-9 <= row.low <= ends[1] + 1e-9
        assert ends[2] - 1e-9 <= row.high <= ends[3] + 1e-9


TINY: list[tuple[list[str], str]] = [
    (["ab", "ac", "ab"], "abcd"),
    (["ab", "ab", "ab"], "abcdef"),
    (["abc", "a", "ad"], "abcd"),
    (["abcd", "abc", "ab"], "abcde"),
    (["a", "a", "b", "c"], "abc"),
]


@pytest.mark.parametrize(("seen", "people"), TINY)
def test_luck_is_what_every_way_of_filling_the_places_gives(seen: list[str], people: str) -> None:
    answer = panel(seen, register=people).voices(samples=4000)
    assert [row.measure for row in answer.overall.luck] == [*FIGURES]
    agrees_with(answer.overall.luck, [people] * len(seen), seen)
    assert (answer.pool_basis, answer.overall.pool) == ("register", len(people))


def test_an_activity_for_a_group_draws_from_it_and_from_who_in_fact_came() -> None:
    # The second sitting is for a, b and c, and d came to it all the same.
    seen = ["ab", "ad", "ae"]
    answer = panel(seen, register="abcdef", members="abc", for_members=[1]).voices(samples=4000)
    agrees_with(answer.overall.luck, ["abcdef", "abcd", "abcdef"], seen)


def test_the_people_of_a_register_are_numbered_class_by_class() -> None:
    register = Register(
        size=np.array([2, 0, 3, 1, 1]),
        pool=np.array([0, 1, 2]),
        pools=(np.array([0, 2]), np.array([1, 3]), np.array([], np.int64)),
        extra_activity=np.array([2, 1]),
        extra_class=np.array([4, 0]),
    )
    seating = of_register(np.array([1, 2, 1]), register)
    assert seating.people == 7
    assert seating.pool.tolist() == [1, 5, 2]
    assert seating.listed is not None
    assert seating.listed.tolist() == [0, 1, 2, 3, 4, 5, 0, 6]
    # The last is the activity of two places: one person of its pool, and one who came beyond.
    assert seating.who(np.array([2]), np.array([[[0, 1]]], np.int32)).tolist() == [[[5, 0]]]


def test_of_a_group_luck_chooses_among_its_members_for_the_places_they_filled() -> None:
    seen = ["abx", "axy", "ay", "x"]
    answer = panel(seen, register="abcxyz", members="abc", for_members=[2]).voices(samples=4000)
    (scope,) = answer.by_group
    agrees_with(scope.luck, ["abc"] * 3, ["ab", "a", "a"])
    assert scope.pool == 3


def test_without_a_register_luck_chooses_among_an_estimated_number() -> None:
    seen = ["ab", "ac", "ab"]
    answer = panel(seen).voices(samples=4000)
    pool = estimated_pool(np.array([2, 2, 2]), 3)
    assert (answer.pool_basis, answer.overall.pool) == ("estimated", pool)
    agrees_with(answer.overall.luck, ["abcdefgh"[:pool]] * 3, seen)


@settings(max_examples=100)
@given(data=st.data())
def test_the_estimated_pool_is_the_best_of_all(data: st.DataObject) -> None:
    sizes = data.draw(st.lists(st.integers(1, 12), min_size=2, max_size=6))
    distinct = data.draw(st.integers(max(sizes), sum(sizes)))
    found = estimated_pool(np.array(sizes), distinct)

    def off(people: int) -> float:
        return abs(people * (1 - prod(1 - size / people for size in sizes)) - distinct)

    if found < 10**6:
        pools = range(max(distinct, *sizes), 2 * found + 100)
        best = min(map(off, pools))
        # The smallest of those that differ from the best by no more than rounding.
        near = [people for people in pools if off(people) <= best + 1e-9]
        assert near[0] <= found <= near[-1]
        assert off(found) <= best + 1e-9
    else:
        assert distinct == sum(sizes) or off(400) > off(found)


def test_the_pool_is_no_larger_than_a_million_where_nobody_came_twice() -> None:
    assert estimated_pool(np.array([3, 2]), 5) == 10**6
    answer = panel(["abc", "de"]).voices(samples=200)
    assert answer.overall.pool == 10**6
    assert [row.p for row in answer.overall.luck if row.measure in {"gini", "repeat_share"}] == [
        1,
        1,
    ]


@settings(max_examples=200, suppress_health_check=list(HealthCheck))
@given(often=st.lists(st.lists(st.integers(1, 30), min_size=1, max_size=25), min_size=1))
def test_many_tallies_at_once_give_the_measures_one_by_one(often: list[list[int]]) -> None:
    width = max(map(max, often)) + 1
    tally = np.stack([np.bincount(each, minlength=width) for each in often]).astype(np.int64)
    found = figures(tally, 7).T
    for row, each in zip(found, often, strict=True):
        plain = plain_concentration(each) | {"same_person": sum(x * (x - 1) for x in each) / 7}
        assert dict(zip(FIGURES, row, strict=True)) == pytest.approx(plain, rel=1e-9, abs=1e-12)


@pytest.mark.parametrize("people", [20, 60, 5000])
def test_luck_fills_every_place_with_somebody_else(people: int) -> None:
    sizes = np.array([1, 1, 6, 6, 7, 15])
    (tally,) = tallies(open_to_all(sizes, people), draws=500, rng=np.random.default_rng(3))
    often = np.arange(tally.shape[1])
    assert (tally @ often == 36).all()
    assert tally.shape[1] <= 7  # nobody comes twice to one activity
    assert (tally[:, 1:].sum(axis=1) <= people).all()


def false_alarms(*, register: bool) -> dict[str, list[float]]:
    """Return the p-values of 1,000 panels that luck did fill."""
    found: dict[str, list[float]] = {name: [] for name in FIGURES}
    for seed in range(1000):
        rng = np.random.default_rng([seed, 1])
        sizes = rng.integers(2, 12, 8)
        seats = [rng.choice(30, size, replace=False) for size in sizes]
        often = np.bincount(np.concatenate(seats))
        came = often[often > 0]
        pool = 30 if register else estimated_pool(sizes, len(came))
        for row in luck(came, open_to_all(sizes, pool), draws=199, seed=seed):
            found[row.measure].append(row.p)
    return found


@pytest.mark.parametrize("register", some_each_time([True, False], 1))
def test_luck_is_called_more_than_luck_no_more_often_than_promised(*, register: bool) -> None:
    for name, values in false_alarms(register=register).items():
        # 73 of 1,000 is the 99.9% bound of a binomial of 5%.
        assert sum(p <= 0.05 for p in values) <= 73, name
        if register and name == "hhi":
            # And it is uniform: neither half is favoured, and the smallest do occur.
            assert 450 <= sum(p <= 0.5 for p in values) <= 550
            assert sum(p <= 0.05 for p in values) >= 25


def test_whole_maps_that_luck_filled_raise_few_alarms_overall_and_by_group() -> None:
    alarms: Counter[str] = Counter()
    for seed in range(200):
        rng = np.random.default_rng([seed, 2])
        people = [f"p{n:02d}" for n in range(24)]
        seats = [list(rng.choice(people, size, replace=False)) for size in rng.integers(3, 9, 6)]
        town = panel([[*map(str, came)] for came in seats], register=people, members=people[:12])
        answer = town.voices(samples=99, seed=seed)
        for scope in (answer.overall, *answer.by_group):
            row = scope.by_luck("hhi")
            alarms[scope.scope] += row is not None and row.p <= 0.05
    # The 99.9% bound of a binomial of 5% in 200 is 20.
    assert max(alarms.values()) <= 20
    assert min(alarms.values()) >= 1


def test_nine_who_always_come_are_more_than_luck() -> None:
    core, others = "abcdefghi", [f"o{n:03d}" for n in range(150)]
    seats = [[*core, *others[7 * n : 7 * n + 7]] for n in range(20)]
    answer = panel(seats).voices(samples=500)
    for row in answer.overall.luck:
        if row.measure != "repeat_share":  # the pool is made to fit it
            assert row.p == 1 / 501, row.measure
    assert "more than luck explains" in answer.explain()


def test_where_all_come_equally_luck_gives_the_same() -> None:
    answer = panel(["abc", "abc", "abc"], register="abc").voices(samples=50)
    values = {row.measure: [row.expected, row.low, row.high, row.p] for row in answer.overall.luck}
    assert values["gini"] == [0, 0, 0, 1]
    assert values["hill2"] == [3, 3, 3, 1]
    assert values["half"] == [2, 2, 2, 1]
    assert "about what luck would give" in answer.explain()


def test_one_voice_alone_is_no_more_than_luck() -> None:
    answer = panel(["a", "a", "a"]).voices(samples=50)
    assert answer.overall.pool == 1
    assert answer.gini == 0
    assert answer.hill2 == 1
    assert {row.p for row in answer.overall.luck} == {1}


def test_of_one_activity_luck_says_nothing() -> None:
    answer = panel(["abc", ""]).voices()
    assert answer.overall.luck == ()
    assert (answer.overall.pool, answer.draws) == (None, 0)
    assert answer.to_frame()["p"].isna().all()
    assert "luck" not in answer.explain()


def test_shared_evenly_is_told_too() -> None:
    seats = ["ab", "cd", "ef", "gh", "ij", "kl"]
    answer = panel(seats, register="abcdefghijkl").voices(samples=500)
    assert "more evenly shared than luck explains" in answer.explain()


@pytest.fixture(scope="module")
def davis() -> rm.ReachMap:
    """Return who came to which events in the Deep South, 1941."""
    graph = nx.davis_southern_women_graph()
    women = graph.graph["top"]
    events = graph.graph["bottom"]
    return panel([[w for w in women if graph.has_edge(w, event)] for event in events])


def test_the_southern_women_are_as_others_have_measured_them(davis: rm.ReachMap) -> None:
    answer = davis.voices()
    assert (answer.voices, answer.attendances) == (18, 89)
    assert answer.gini == pytest.approx(0.234082, abs=5e-7)
    assert answer.hhi == pytest.approx(0.065270, abs=5e-7)
    assert answer.hill1 == pytest.approx(16.4436, abs=5e-5)
    assert answer.hill2 == pytest.approx(15.3211, abs=5e-5)
    rows = {row.measure: row for row in answer.overall.luck}
    assert answer.overall.pool == 18
    # Who came often came a little oftener than by luck, and luck can do that once in twenty.
    assert rows["hhi"].low < rows["hhi"].expected < (answer.hhi or 0) < rows["hhi"].high
    assert 0.04 < rows["hhi"].p < 0.07


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(davis: rm.ReachMap) -> None:
    one, two = davis.voices(samples=300), davis.voices(samples=300)
    assert str(one.to_dict()) == str(two.to_dict())
    assert davis.voices(samples=300, seed=1).to_csv() != one.to_csv()


def test_no_draws_leave_luck_blank(davis: rm.ReachMap) -> None:
    answer = davis.voices(samples=0)
    assert answer.overall.luck == ()
    assert "luck" not in answer.explain()


@pytest.mark.parametrize("wrong", [{"samples": -1}, {"seed": -1}, {"samples": True}])
def test_a_number_of_draws_must_be_one(davis: rm.ReachMap, wrong: dict[str, Any]) -> None:
    with pytest.raises(rm.InputError, match="is a whole number, 0 to"):
        davis.voices(**wrong)


def test_of_a_large_record_fewer_draws_are_made_and_the_answer_says_so(
    davis: rm.ReachMap, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert draws_for(2000, 20_000) == 2000
    assert draws_for(2000, 10**7) == 100
    module = import_module("reachmap.analysis.voices.luck")  # the package has a function so named
    monkeypatch.setattr(module, "MOST_WORK", 15_000)
    answer = davis.voices()
    assert answer.draws == 15_000 // 89
    assert "luck was tried 168 times, not 2,000" in answer.explain()


@settings(max_examples=30, suppress_health_check=list(HealthCheck))
@given(town=maps())
def test_of_any_map_luck_stays_within_bounds(town: rm.StakeholderMap) -> None:
    answer = rm.ReachMap.of(town).voices(samples=20)
    for scope in (answer.overall, *answer.by_channel, *answer.by_group):
        for row in scope.luck:
            assert row.low <= row.high
            assert 1 / 21 <= row.p <= 1
            assert scope.pool is not None
            assert scope.pool >= (scope.voices or 0)
