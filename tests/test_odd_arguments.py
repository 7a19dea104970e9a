"""Questions with odd arguments: an answer, or one error of ours that says what to give instead."""

import inspect
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import numpy as np
import pandas as pd
import pytest

import reachmap as rm
from amounts import some_each_time
from folders import TOWN
from reachmap import questions
from reachmap.model.fields import FIRST_DAY, LAST_DAY

Ask = Callable[..., Any]

ON_A_DAY: dict[str, Ask] = {
    "burden": lambda desk, day: desk.burden(as_of=day),
    "calibration": lambda desk, day: desk.calibration(as_of=day),
    "change": lambda desk, day: desk.change(as_of=day),
    "change since": lambda desk, day: desk.change(since=day, as_of=LAST_DAY),
    "change until": lambda desk, day: desk.change(until=day),
    "change against": lambda desk, day: desk.change(against=(day, day)),
    "evidence": lambda desk, day: desk.evidence(as_of=day),
    "evidence since": lambda desk, day: desk.evidence(since=day),
    "gatekeepers": lambda desk, day: desk.gatekeepers(as_of=day),
    "links": lambda desk, day: desk.links_to_build(as_of=day),
    "methods": lambda desk, day: desk.methods(as_of=day),
    "panel": lambda desk, day: desk.panel(size=1, quotas={}, rest=False, as_of=day),
    "participation": lambda desk, day: desk.participation(as_of=day),
    "participation since": lambda desk, day: desk.participation(since=day),
    "participation until": lambda desk, day: desk.participation(until=day),
    "reach": lambda desk, day: desk.reach(as_of=day),
    "readiness": lambda desk, day: desk.readiness(as_of=day),
    "review": lambda desk, day: desk.review(as_of=day),
    "routes": lambda desk, day: desk.routes("carers", as_of=day),
    "routes to all": lambda desk, day: desk.routes_to_all(as_of=day),
    "voices": lambda desk, day: desk.voices(as_of=day),
    "voices until": lambda desk, day: desk.voices(until=day),
    "what if": lambda desk, day: desk.what_if(remove=["carers-hub"], as_of=day),
}


@pytest.fixture(scope="module")
def desk() -> rm.ReachMap:
    """Return the small town."""
    return rm.read(TOWN)


@pytest.mark.parametrize("name", ON_A_DAY)
def test_the_ends_of_the_calendar_are_answered_and_days_beyond_refused(
    desk: rm.ReachMap, name: str
) -> None:
    ask = ON_A_DAY[name]
    for day in (FIRST_DAY, LAST_DAY):
        assert ask(desk, day).explain()
    for day in (date.min, date.max):
        with pytest.raises(rm.InputError, match="is a day from 1900-01-01 to 2199-12-31, not"):
            ask(desk, day)


TOO_MUCH: dict[str, Ask] = {
    "reach samples": lambda desk: desk.reach(samples=100_000_000),
    "what if samples": lambda desk: desk.what_if(remove=["carers-hub"], samples=100_000_000),
    "voices samples": lambda desk: desk.voices(samples=100_000_000),
    "routes k": lambda desk: desk.routes("carers", k=1_000_000),
    "links n": lambda desk: desk.links_to_build(n=1_000_000),
    "routes max_hops": lambda desk: desk.routes("carers", max_hops=10**9),
    "what if seed": lambda desk: desk.what_if(remove=["carers-hub"], seed=-1),
    "reach seed": lambda desk: desk.reach(seed=2**64),
    "links seed": lambda desk: desk.links_to_build(seed=-1),
    "panel seed": lambda desk: desk.panel(size=1, quotas={}, seed=-1),
    "change seed": lambda desk: desk.change(seed=-1),
    "voices seed": lambda desk: desk.voices(seed=-1),
    "quota": lambda desk: desk.panel(size=1, quotas={"carers": (0, 10**30)}),
}


@pytest.mark.parametrize("name", TOO_MUCH)
def test_what_would_take_for_ever_or_nowhere_is_refused_with_its_limit(
    desk: rm.ReachMap, name: str
) -> None:
    with pytest.raises(rm.InputError, match=r"(is a whole number|give two whole numbers).* \d+"):
        TOO_MUCH[name](desk)


@pytest.mark.parametrize("name", ["", "a\0b", "\ud800", "a\ud800/b"])
@pytest.mark.parametrize("ending", ["", ".csv", ".json", ".xlsx", ".db", ".html"])
def test_what_is_no_name_of_a_file_is_neither_read_nor_written(
    desk: rm.ReachMap, name: str, ending: str
) -> None:
    path = f"{name}{ending}" if name else name
    for act in (rm.open, desk.write, desk.to_html):
        with pytest.raises((rm.InputError, rm.StoreError)) as caught:
            act(path)
        assert str(caught.value)


@pytest.mark.parametrize("odd", ["no", 1, None])
def test_what_says_neither_yes_nor_no_replaces_no_file(desk: rm.ReachMap, odd: Any) -> None:
    for write in (desk.to_html, desk.report):
        with pytest.raises(rm.InputError, match="force is True or False, not"):
            write("town.html", force=odd)


@pytest.mark.parametrize("address", ["neo4j://[", "bolt://[::1", "neo4j://h:99999", "NEO4J://h:x"])
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(rm.StoreError, match="address"):
        rm.open(address)


LEAST: dict[str, dict[str, Any]] = {
    "plan": {"budget": 900, "staff_hours": 40, "by": date(2026, 12, 31)},
    "routes": {"group": "carers"},
    "panel": {"size": 1, "quotas": {}, "rest": False},
    "leaving": {"nodes": ["carers-hub"], "samples": 8},
    "what_if": {"remove": ["carers-hub"], "samples": 8},
    "reach": {"samples": 8},
    "voices": {"samples": 8},
    "links_to_build": {"n": 1},
}
"""What a question needs, or is quicker with."""

ODD: list[Any] = [
    None,
    "",
    "wrong-id",
    "\ud800",
    b"carers",
    -1,
    1.5,
    True,
    10**9,
    10**5000,
    float("nan"),
    float("inf"),
    object(),
    [],
    {},
    [None],
    [[]],
    {"carers"},
    ("a", "b", "c"),
    {"carers": 1},
    {"carers": ("x", 2)},
    {("a", "b", "c"): 0.5},
    np.int64(-3),
    np.float64("nan"),
    np.array(3),
    np.array([1, 2]),
    np.datetime64("NaT"),
    pd.NaT,
    pd.NA,
    pd.Series([1]),
    date,
]


def refusals(ask: Ask, argument: str, known: dict[str, Any]) -> list[str]:
    """Return what is said of each odd value that is refused."""
    said = []
    for value in (*ODD, iter([])):
        try:
            ask(**{**known, argument: value})
        except rm.ReachMapError as error:
            said.append(str(error))
    return said


@pytest.mark.parametrize("name", some_each_time(sorted({*questions.__all__} - {"question"}), 8))
def test_any_argument_of_a_question_is_taken_or_refused_in_our_words(
    desk: rm.ReachMap, name: str
) -> None:
    ask = getattr(desk, name)
    for argument in inspect.signature(ask).parameters:
        said = refusals(ask, argument, LEAST.get(name, {}))
        assert len(said) > 5
        assert all(said)


def test_a_part_of_a_map_takes_or_refuses_any_argument_in_our_words(desk: rm.ReachMap) -> None:
    for argument in ("area", "groups", "since"):
        assert all(refusals(desk.subset, argument, {}))


@pytest.mark.parametrize(
    "day",
    [
        "2026-01-31",
        " 2026-01-31T10:30 ",
        datetime(2026, 1, 31, 10),  # noqa: DTZ001  days of a team have no zone
        pd.Timestamp("2026-01-31 10:00"),
        pd.Timestamp("2026-01-31", tz="Europe/London"),
        np.datetime64("2026-01-31"),
        np.datetime64("2026-01-31T10:00:00", "ns"),
    ],
    ids=repr,
)
def test_a_day_may_be_text_or_a_moment_of_pandas_or_numpy(desk: rm.ReachMap, day: Any) -> None:
    plain = date(2026, 1, 31)
    assert desk.burden(as_of=day) == desk.burden(as_of=plain)
    assert desk.participation(since=day) == desk.participation(since=plain)
    assert desk.change(against=(day, day)) == desk.change(against=(plain, plain))
    assert desk.subset(since=day) == desk.subset(since=plain)


def test_arguments_may_be_of_numpy_and_pandas_or_one_in_place_of_a_list(desk: rm.ReachMap) -> None:
    group = desk.stakeholders.groups[0]
    assert desk.routes(group, k=np.int64(2), diverse=np.True_) == desk.routes(group.id, k=2)  # type: ignore[arg-type]  # the point
    listed = desk.reach([group.id])
    for several in (group.id, {group.id}, pd.Series([group.id]), np.array([group.id])):
        assert desk.reach(several) == listed
    link = next(each for each in desk.stakeholders.links)
    named = (link.from_, link.type, link.to)
    givens: list[Any] = [[link], [named], [list(named)], link]
    for given in givens:
        assert desk.what_if(remove=given) == desk.what_if(remove=[named])
    quotas = {"carers": (0, 1)}
    assert desk.panel(size=1, quotas={"carers": [np.int64(0), 1]}) == desk.panel(  # type: ignore[dict-item]  # the point
        size=1, quotas=quotas
    )


def test_a_missing_or_unknown_keyword_is_the_usual_error_of_python(desk: rm.ReachMap) -> None:
    ask: Any = desk.routes
    with pytest.raises(TypeError, match="group"):
        ask()
    with pytest.raises(TypeError, match="colour"):
        ask("carers", colour="red")
    with pytest.raises(TypeError, match="positional"):
        ask("carers", 3)
