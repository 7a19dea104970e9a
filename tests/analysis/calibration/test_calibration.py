"""Calibration: each promise against a map that knows nothing of that day and later."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

import reachmap as rm
from amounts import some_of
from builders import AS_OF
from reachmap.analysis.calibration.question import Calibration
from reachmap.model.audience import AUDIENCES
from reachmap.network.compile import ROUTE_TYPES, relationship_rows, trust_network
from reachmap.network.promises import promises
from reachmap.release import release
from reachmap.store import MemoryStore
from strategies import maps

some = settings(max_examples=some_of(150, usual=40), suppress_health_check=list(HealthCheck))
SCORED = ("passed-on", "declined", "no-answer")


def known_before(town: rm.StakeholderMap, day: date) -> rm.StakeholderMap:
    """Return a map as it was known before a day: without its asks and contacts."""
    links = [
        link if link.last_contact and link.last_contact < day else undated(link)
        for link in town.links
    ]
    asks = [ask for ask in town.asks if ask.date < day]
    return replace(town, links=links, asks=rm.Ledger.of(rm.Ask, asks))


def undated(link: rm.Link) -> rm.Link:
    """Return a link without its day."""
    return link.model_copy(update={"last_contact": None})


def one_by_one(town: rm.StakeholderMap) -> list[tuple[str, float, bool]]:
    """Return (type, promise, worked) of every scored ask along a relationship, compiled anew."""
    told = []
    for ask in town.asks:
        introduces = ask.group is not None or ask.activity is None
        if ask.outcome not in SCORED or not introduces or ask.date > town.about.day():
            continue
        net = trust_network(MemoryStore(known_before(town, ask.date)), as_of=ask.date).network
        ends = [net.ids.index(id_) if id_ in net.ids else -1 for id_ in (ask.from_, ask.to)]
        try:
            link = net.link(*ends) if min(ends) >= 0 else -1
        except KeyError:
            continue
        if link >= 0:
            worked = ask.outcome == "passed-on"
            told.append((ROUTE_TYPES[net.type[link]], float(net.chance[link]), worked))
    return told


@some
@given(town=maps(rich=True))
def test_each_promise_is_the_chance_on_a_map_that_knows_nothing_later(
    town: rm.StakeholderMap,
) -> None:
    expected = one_by_one(town)
    store = MemoryStore(town)
    made = promises(*relationship_rows(store, town.about.day()), town.assumptions)
    rows = zip(
        made.type.tolist(),
        made.promised.tolist(),
        made.scored.tolist(),
        made.passed_on.tolist(),
        strict=True,
    )
    told = [
        (ROUTE_TYPES[kind], chance, number < worked)
        for kind, chance, scored, worked in rows
        for number in range(scored)
    ]
    assert sorted(told) == sorted(expected)
    answer = rm.ReachMap.of(town).calibration()
    assert bool(answer.parts) == bool(expected)
    if not expected:
        return
    average = sum(worked for *_, worked in expected) / len(expected)
    for row in answer.parts:
        part = [each for each in expected if belongs(row, each)]
        assert row.asks == len(part)
        assert row.promised == pytest.approx(np.mean([p for _, p, _ in part]))
        assert row.worked == pytest.approx(np.mean([worked for *_, worked in part]))
        assert row.brier == pytest.approx(np.mean([(p - worked) ** 2 for _, p, worked in part]))
        assert row.brier_average == pytest.approx(
            np.mean([(average - worked) ** 2 for *_, worked in part])
        )
    for name in ("type", "band"):
        assert sum(row.asks or 0 for row in answer.parts if row.part == name) == len(expected)


def belongs(row: Any, ask: tuple[str, float, bool]) -> bool:
    """Whether an ask is one of those of a row."""
    if row.part == "all":
        return True
    if row.part == "type":
        return bool(row.of == ask[0])
    low, high = map(float, row.of.split(" to "))
    return low <= ask[1] + 1e-12 < high or (high == 1 and ask[1] == 1)


def asked(*outcomes: Any, trust: int | None = None, linked: bool = True) -> Calibration:
    """Return the calibration of asks along one relationship, a day each, the last today."""
    asks = [
        rm.Ask(date=AS_OF - timedelta(days=ago), from_="team", to="hub", outcome=outcome)
        for ago, outcome in enumerate(reversed(outcomes))
    ]
    town = rm.StakeholderMap(
        about=rm.About(as_of=AS_OF),
        organisations=[
            rm.Organisation(id="team", name="Team", team=True),
            rm.Organisation(id="hub", name="Hub"),
        ],
        links=[rm.Link(from_="team", type="KNOWS", to="hub", trust=trust)] if linked else [],
        asks=rm.Ledger.of(rm.Ask, asks),
        assumptions=rm.Assumptions.of([("undated_days", 0)]),
    )
    return rm.ReachMap.of(town).calibration()


def test_the_first_ask_is_promised_the_judgement_and_the_second_what_the_first_taught() -> None:
    answer = asked("passed-on", "declined", trust=4)
    fading = 0.5 ** (1 / 730)
    promised = [0.8, (0.8 * 4 + 1) / 5 * fading]
    assert answer.parts[0].promised == pytest.approx(np.mean(promised), abs=1e-12)
    squares = [(promised[0] - 1) ** 2, promised[1] ** 2]
    assert answer.parts[0].brier == pytest.approx(np.mean(squares), abs=1e-12)
    assert answer.parts[0].verdict == "too few"


def test_a_type_learns_from_its_asks() -> None:
    row = asked(*("passed-on",) * 8, "declined", "no-answer").parts[1]
    assert (row.part, row.of, row.usual) == ("type", "KNOWS", 0.5)
    assert row.learned == (10 * 0.5 + 8) / 20


def test_too_hopeful_judgements_are_said_to_be_so() -> None:
    answer = asked(*("declined",) * 12, trust=5)
    first, second, *rest = answer.sentences()
    assert first == (
        "Of 12 asks along a relationship on the map, 0 were passed on: 0 of 100. "
        "What is on the map from before each, and judgements without a day, promised 47 of 100. "
        "They worked less often than we promised: our guesses are too high."
    )
    assert second.startswith(
        "Ask by ask, our promises were farther off than the plain average (a score"
    )
    assert second.endswith("So the way put first is a first try.")
    assert rest[-1] == (
        "A link “can ask” of which nothing else is known is now taken to work 23 times of 100, "
        "learned from 12 asks; the map assumed 50."
    )


def test_without_answered_asks_it_says_so() -> None:
    answer = asked()
    assert answer.parts == ()
    assert answer.missing == ()
    assert answer.sentences()[0].startswith("No answered ask for an introduction")
    assert asked(None, "full").parts == ()


def test_asks_along_no_relationship_are_counted_among_those_that_tell_something() -> None:
    assert asked("full", "passed-on", "declined", None, linked=False).missing == (
        "Of 2 asks passed on, declined or not answered, 2 went along no relationship on the map, "
        "so nothing was promised of those. Where a worker of an organisation was asked, name the "
        "worker under 'to'.",
    )


def test_days_before_the_asks_know_nothing_of_them() -> None:
    desk = rm.demo()
    assert desk.calibration(as_of=date(2020, 1, 1)).parts == ()
    early, late = (desk.calibration(as_of=day).parts[0] for day in (date(2025, 6, 1), None))
    assert (early.asks or 0) < (late.asks or 0)


@some
@given(town=maps())
def test_every_audience_can_read_it(town: rm.StakeholderMap) -> None:
    answer = rm.ReachMap.of(town).calibration()
    for audience in AUDIENCES:
        shown: Any = release(answer, audience=audience)  # type: ignore[call-overload]  # one of three
        assert shown.content.explain().strip()
        assert "None" not in shown.content.explain()
