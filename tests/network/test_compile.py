"""Compiling: every relationship against plain arithmetic, row by row."""

from __future__ import annotations

from datetime import date, timedelta
from typing import get_args

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reachmap.analysis.routes.rows import Basis
from reachmap.model.about import About
from reachmap.model.assumptions import Assumptions
from reachmap.model.choices import Outcome
from reachmap.model.ledger import Ledger
from reachmap.model.links import Link
from reachmap.model.nodes import Group, KeyWorker, Organisation, Voice
from reachmap.model.records import Ask
from reachmap.model.stakeholders import StakeholderMap
from reachmap.network.compile import ROUTE_KINDS, ROUTE_TYPES, TrustNetwork, trust_network
from reachmap.network.index import BASES, NO_LIMIT, Network
from reachmap.store.memory.store import MemoryStore
from slow_compile import compiled_slowly
from strategies import maps as whole_maps
from values import Dice

TODAY = date(2026, 3, 31)
BODIES = ("a", "b", "team")
PAIRS = [(x, y) for x in BODIES for y in (*BODIES, "w") if x != y]


def whole(links: list[Link], asks: list[Ask], **tables: object) -> StakeholderMap:
    """Return a map of three organisations, a worker of one of them and a group."""
    listed: dict[str, object] = {
        "about": About(as_of=TODAY),
        "organisations": tuple(Organisation(id=i, name=i, team=i == "team") for i in BODIES),
        "workers": (KeyWorker(id="w", name="Worker", organisation="a"),),
        "groups": (Group(id="g", name="Group"),),
        "links": links,
        "asks": Ledger.of(Ask, asks),
    }
    return StakeholderMap(**(listed | tables))  # type: ignore[arg-type]  # by table name


def relationship(trust: TrustNetwork, from_: str, to: str) -> tuple[object, ...]:
    """Return chance, days, cost and basis of a relationship."""
    net = trust.network
    place = net.link(net.ids.index(from_), net.ids.index(to))
    basis = BASES[net.basis[place]]
    return float(net.chance[place]), int(net.days[place]), net.cost[place] / 100, basis


def told_of(town: StakeholderMap, from_: str, to: str) -> list[Link]:
    """Return every row that tells of a relationship, derived ones too, by source."""
    told = [row for row in town.links if (row.from_, row.to) == (from_, to)]
    told += [row for row in town.links if row.both_ways and (row.to, row.from_) == (from_, to)]
    if (from_, to) == ("a", "w") and not any(row.type == "EMPLOYS" for row in told):
        told.append(Link(from_="a", type="EMPLOYS", to="w"))
    return sorted(told, key=lambda row: row.source or "")


def rated(row: Link, knows: float = 0.5, employs: float = 0.95) -> tuple[float, int]:
    """Return the prior of a row and the place of its basis."""
    usual = Assumptions()
    known = row.type == "EMPLOYS"
    if row.chance is not None:
        return row.chance, 0 if known else 2
    if row.trust is not None:
        return usual.trust.levels[row.trust - 1], 0 if known else 2
    return (employs, 0) if known else (knows, 3)


def counting(town: StakeholderMap, from_: str, to: str, **usual: float) -> Link | None:
    """Return the row that counts for a relationship, if there is one."""
    told = told_of(town, from_, to)
    types = sorted({row.type for row in told}, key=ROUTE_TYPES.index)
    lowest = [
        min((row for row in told if row.type == each), key=lambda row: rated(row, **usual))
        for each in types
    ]
    return min(lowest, key=lambda row: (-rated(row, **usual)[0], rated(row)[1]), default=None)


def asked(town: StakeholderMap, from_: str, to: str) -> tuple[int, int]:
    """Return how many asks for an introduction were scored, and how many passed on."""
    outcomes = [
        ask.outcome for ask in town.asks if (ask.from_, ask.to) == (from_, to) and ask.date <= TODAY
    ]
    scored = sum(outcomes.count(each) for each in ("passed-on", "declined", "no-answer"))
    return scored, outcomes.count("passed-on")


def learned(town: StakeholderMap) -> dict[str, float]:
    """Return the chance of a link of each type about which nothing is known."""
    usual = {"knows": 0.5, "employs": 0.95}
    by_type = {name: [0, 0] for name in usual}
    for from_, to in PAIRS:
        row = counting(town, from_, to)
        if row is not None:
            n, s = asked(town, from_, to)
            by_type[row.type.lower()][0] += n
            by_type[row.type.lower()][1] += s
    return {name: (10 * usual[name] + s) / (10 + n) for name, (n, s) in by_type.items()}


def by_hand(town: StakeholderMap, from_: str, to: str) -> tuple[object, ...] | None:
    """Return the same by the words of the contract, without regard to speed."""
    told = told_of(town, from_, to)
    if not told:
        return None
    usual = learned(town)
    best = counting(town, from_, to, **usual)
    assert best is not None
    chance, place = rated(best, **usual)
    along = [ask for ask in town.asks if (ask.from_, ask.to) == (from_, to) and ask.date <= TODAY]
    n, s = asked(town, from_, to)
    if n:
        chance = (chance * 4 + s) / (4 + n)
    basis = "tried" if n >= 3 and place else BASES[place]
    days = [ask.date for ask in along] + [row.last_contact for row in told if row.last_contact]
    if all(row.type != "EMPLOYS" for row in told):
        chance *= 0.5 ** ((max(0, (TODAY - max(days)).days) if days else 365) / 730)
    lent = (3 if best.days is None else best.days, best.cost or 0)
    return pytest.approx(chance, rel=1e-12), *lent, basis


OUTCOMES: tuple[Outcome | None, ...] = ("passed-on", "declined", "no-answer", "full", None)


def made_up(seed: int) -> StakeholderMap:
    """Return a small map with parallel links by several sources, and asks."""
    dice = Dice(seed)

    def day() -> date:
        return TODAY - timedelta(days=dice.randint(-30, 900))

    links = {}
    for _ in range(dice.randint(0, 14)):
        from_, to = dice.choice(PAIRS)
        employs = (from_, to) == ("a", "w") and dice.coin()
        link = Link(
            from_=from_,
            type="EMPLOYS" if employs else "KNOWS",
            to=to,
            trust=dice.maybe(dice.number(1, 5)),
            chance=dice.maybe(dice.among([0.4, 0.5, 0.95, 1.0])),
            days=dice.maybe(dice.number(0, 5)),
            cost=dice.maybe(dice.money(5)),
            both_ways=not employs and to != "w" and dice.coin(),
            last_contact=dice.maybe(day),
            source=dice.choice([None, "x", "y"]),
        )
        if not employs and (to, link.type, from_, link.source or "") in links:
            continue  # a row and its own reverse would tie in all but their days
        links[link.key] = link
    asks = [
        Ask(date=day(), from_=from_, to=to, outcome=dice.choice(OUTCOMES))
        for from_, to in dice.choices(PAIRS, k=dice.randint(0, 12))
    ]
    return whole(list(links.values()), asks)


maps = st.builds(made_up, st.integers(0, 2**32 - 1))


@given(maps)
def test_each_relationship_comes_to_what_the_words_say(town: StakeholderMap) -> None:
    trust = trust_network(MemoryStore(town))
    count = 0
    for from_, to in PAIRS:
        expected = by_hand(town, from_, to)
        if expected is not None:
            assert relationship(trust, from_, to) == expected
            count += 1
    assert len(trust.network.tail) == count


def test_bases_are_named_alike_in_arrays_and_answers() -> None:
    assert get_args(Basis) == BASES


def test_voices_and_activities_are_not_in_the_network() -> None:
    town = whole([], [], voices=(Voice(id="v", name="v", groups=("g",)),))
    trust = trust_network(MemoryStore(town))
    assert trust.network.ids == ("a", "b", "g", "team", "w")
    kinds = [ROUTE_KINDS[code] for code in trust.network.kind]
    assert kinds == ["organisation", "organisation", "group", "organisation", "worker"]
    assert len(trust.network.tail) == 1


def test_a_chance_never_fades_to_nothing() -> None:
    usual = Assumptions.of([("half_life_days", 1)])
    old = Link(from_="team", type="KNOWS", to="b", last_contact=date(1900, 1, 1))
    trust = trust_network(MemoryStore(whole([old], [], assumptions=usual)))
    chance = relationship(trust, "team", "b")[0]
    assert isinstance(chance, float)
    assert 0 < chance < 1e-300


def chance_between(link: Link, **options: object) -> float:
    """Return the chance from the team to a body, by one link and some assumptions."""
    usual = Assumptions.of(options.items())  # type: ignore[arg-type]  # numbers by name
    chance = relationship(trust_network(MemoryStore(whole([link], [], assumptions=usual))), *ENDS)
    assert isinstance(chance[0], float)
    return chance[0]


ENDS = ("team", "b")


@given(st.integers(0, 2**32 - 1))
def test_writing_down_a_day_within_the_assumed_span_never_lowers_a_chance(seed: int) -> None:
    dice = Dice(seed)
    span = dice.randint(0, 800)
    link = Link(from_="team", type="KNOWS", to="b", trust=dice.maybe(dice.number(1, 5)))
    dated = link.model_copy(update={"last_contact": TODAY - timedelta(dice.randint(-9, span))})
    assert chance_between(dated, undated_days=span) >= chance_between(link, undated_days=span)
    last = link.model_copy(update={"last_contact": TODAY - timedelta(span)})
    assert chance_between(last, undated_days=span) == chance_between(link, undated_days=span)


def test_what_a_field_states_does_not_fade() -> None:
    """An organisation employs its worker, however long ago somebody wrote down that they met."""
    undated = Link(from_="a", type="EMPLOYS", to="w", trust=5)
    dated = undated.model_copy(update={"last_contact": date(2020, 1, 1)})
    for links, asks in (
        ([], []),
        ([undated], []),
        ([dated], []),
        ([], [Ask(date=date(2020, 1, 1), from_="a", to="w")]),
    ):
        trust = trust_network(MemoryStore(whole(links, asks)))
        assert relationship(trust, "a", "w")[0] == 0.95
        assert trust.contact_given.tolist() == [True]


def test_load_counts_the_quarter_and_full_says_when_there_is_room() -> None:
    bodies = (
        Organisation(id="team", name="team", team=True),
        Organisation(id="a", name="a", capacity=2),
        Organisation(id="b", name="b", capacity=3),
    )
    asks = [
        Ask(date=TODAY - timedelta(days=ago), from_="team", to=to)
        for to in ("a", "b")
        for ago in (-1, 0, 5, 90, 91)
    ]
    town = whole([], asks, organisations=bodies)
    net = trust_network(MemoryStore(town)).network
    assert dict(zip(net.ids, net.load.tolist(), strict=True)) == {
        "a": 3,
        "b": 3,
        "g": 0,
        "team": 0,
        "w": 0,
    }
    assert net.full.tolist() == [True, True, False, False, False]
    assert net.capacity.tolist() == [2, 3, NO_LIMIT, NO_LIMIT, NO_LIMIT]
    expected = [TODAY + timedelta(days=86), TODAY + timedelta(days=1)]
    assert net.free_on[:2].tolist() == expected
    assert np.isnat(net.free_on[2:]).all()


def test_whoever_is_assumed_to_have_been_asked_enough_rests_and_is_not_full() -> None:
    asks = [Ask(date=TODAY - timedelta(days=ago), from_="team", to="w") for ago in (0, 5, 9)]
    net = trust_network(MemoryStore(whole([], asks))).network
    worker = net.ids.index("w")
    assert not net.full.any()
    assert net.free_on[worker] == np.datetime64(TODAY + timedelta(days=82))
    assert np.isnat(np.delete(net.free_on, worker)).all()
    two = trust_network(MemoryStore(whole([], asks[:2]))).network
    assert np.isnat(two.free_on).all()


def same(one: TrustNetwork, other: TrustNetwork) -> bool:
    """Whether two networks are the same to the last bit."""
    for name in Network.__slots__:
        a, b = getattr(one.network, name), getattr(other.network, name)
        if name == "ids":
            assert a == b
        else:
            assert (a.dtype, a.tobytes()) == (b.dtype, b.tobytes()), name
    for name in ("scored", "passed_on", "days_given", "cost_given", "contact_given"):
        assert getattr(one, name).tolist() == getattr(other, name).tolist(), name
    for name in ("works", "fails", "fading"):
        assert getattr(one.guesses, name).tolist() == getattr(other.guesses, name).tolist(), name
    assert one.usual.chance.tolist() == other.usual.chance.tolist()
    assert one.usual.scored.tolist() == other.usual.scored.tolist()
    return (one.owner, one.as_of) == (other.owner, other.as_of)


@settings(max_examples=450)
@given(maps)
def test_compiling_by_columns_is_compiling_row_by_row_to_the_last_bit(town: StakeholderMap) -> None:
    store = MemoryStore(town)
    assert same(trust_network(store), compiled_slowly(store))


@settings(max_examples=50, suppress_health_check=list(HealthCheck))
@given(whole_maps(rich=True))
def test_whole_maps_compile_to_the_same_too(town: StakeholderMap) -> None:
    store = MemoryStore(town)
    assert same(trust_network(store), compiled_slowly(store))


def test_a_map_is_compiled_once_for_each_day() -> None:
    store = MemoryStore(whole([], []))
    assert trust_network(store) is trust_network(store, as_of=TODAY)
    assert trust_network(store, as_of=TODAY - timedelta(days=1)) is not trust_network(store)
    for ago in range(9):
        trust_network(store, as_of=TODAY - timedelta(days=ago))
    assert trust_network(store, as_of=TODAY - timedelta(days=8)).as_of == TODAY - timedelta(days=8)
