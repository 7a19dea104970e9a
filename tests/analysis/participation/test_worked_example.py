"""The rule of who is heard, worked out by hand on a small programme."""

import pytest

import reachmap as rm
from oracles import interval
from worked_example import programme

PEOPLE = 300 + 100 + 20 + 12 + 11 + 30

EXPECTED: dict[str, tuple[int, float, int, float, float, str]] = {
    # heard, fair share, asked, least, most, status
    "carers": (
        18,
        47.3,
        420,
        18 + 53 * interval(18, 420)[0] / 2,
        18 + 106 * interval(18, 420)[1],
        "under",
    ),
    "young": (28, 94.6, 30, 28, 200, "uncertain"),
    "over-75s": (41, 37.84, 390, 41 + 83 * interval(40, 300)[0] / 4, 80, "enough"),
    "older": (161, 94.6, 420, 161 + 53 * interval(161, 420)[0] / 2, 200, "over"),
    "deaf": (19, 9.46, 23, 10, 20, "uncertain"),
    "veterans": (2, 23.65, 2, 2, 50, "uncertain"),
    "travellers": (0, 2.365, 0, 0, 5, "not-recorded"),
}

PRINTED = {
    "carers": (18.72, 25.07, 0.254, 0.770),
    "young": (28, 200, 0.206, 2.339),
    "over-75s": (43.06, 80, 0.854, 2.569),
    "older": (169.96, 200, 1.587, 2.339),
    "deaf": (10, 20, 0.587, 3.234),
    "veterans": (2, 50, 0.023, 2.733),
    "travellers": (0, 5, 0, 4.901),
}
"""Least, most, low and high, as worked out on paper."""


@pytest.mark.parametrize("group", EXPECTED)
def test_each_figure_is_what_the_hand_gives(group: str) -> None:
    answer = rm.ReachMap.of(programme()).participation()
    row = next(row for row in answer.groups if row.group == group)
    heard, fair, asked, least, most, status = EXPECTED[group]
    assert answer.people == PEOPLE
    assert (row.heard, row.asked, row.status) == (heard, asked, status)
    assert row.fair_share == pytest.approx(fair, abs=1e-9)
    assert row.least == pytest.approx(least, abs=1e-9)
    assert row.most == pytest.approx(most, abs=1e-9)
    # Nine deaf people, and two others, may have come to both evenings.
    share, same, others = fair / PEOPLE, *((9, 2) if group == "deaf" else (0, 0))
    assert row.low == pytest.approx(interval(least, PEOPLE - same)[0] / share, abs=1e-9)
    assert row.high == pytest.approx(interval(most, PEOPLE - others)[1] / share, abs=1e-9)
    assert (row.least, row.most, row.low, row.high) == pytest.approx(PRINTED[group], abs=6e-3)


def test_those_heard_least_come_first() -> None:
    order = [row.group for row in rm.ReachMap.of(programme()).participation().groups]
    assert order == ["travellers", "carers", "veterans", "young", "deaf", "over-75s", "older"]


def test_the_words_say_what_is_known_and_what_those_never_asked_could_change() -> None:
    told = rm.ReachMap.of(programme()).participation().explain()
    assert (
        "Carers: We know of 18; a fair share is 47. Even if those we did not ask were of this "
        "group twice as often as those we did, it would be 25."
    ) in told
    assert "We have no record of asking about these, so we cannot tell: Travellers." in told


def test_who_did_not_say_was_not_asked() -> None:
    """Twenty of the survey's 300 did not say if they are carers: 12 of 280 did."""
    turnout = [
        row.model_copy(update={"not_said": 20})
        if (row.activity, row.group) == ("survey", "carers")
        else row
        for row in programme().turnout
    ]
    town = programme(turnout=rm.Ledger.of(rm.Turnout, turnout))
    row = next(r for r in rm.ReachMap.of(town).participation().groups if r.group == "carers")
    low, high = interval(18, 400)
    assert row.asked == 400
    assert row.least == pytest.approx(18 + 73 * low / 2, abs=1e-9)
    assert row.most == pytest.approx(18 + 73 * 2 * high, abs=1e-9)


def test_a_register_that_asks_everybody_is_an_answer_of_all_on_it() -> None:
    about = programme().about.model_copy(update={"asked": ("veterans",)})
    town = programme(about=about)
    row = next(r for r in rm.ReachMap.of(town).participation().groups if r.group == "veterans")
    low, high = interval(2, 20)
    assert row.asked == 20
    assert row.least == pytest.approx(2 + (PEOPLE - 20) * low / 4, abs=1e-9)
    assert row.most == pytest.approx(min(50, 2 + (PEOPLE - 20) * 4 * high), abs=1e-9)


def test_a_margin_of_the_population_widens_the_interval() -> None:
    groups = [g.model_copy(update={"population_margin": 0.2}) for g in programme().groups]
    rows = {r.group: r for r in rm.ReachMap.of(programme(groups=groups)).participation().groups}
    for row in rm.ReachMap.of(programme()).participation().groups:
        wide = rows[row.group]
        assert row.low is not None
        assert row.high is not None
        assert (wide.low, wide.high) == pytest.approx((row.low / 1.2, row.high / 0.8), abs=1e-12)


def test_a_map_about_one_group_compares_with_that_group_alone() -> None:
    """Of 200 older people 80 are over 75: of 473 heard, a fair share is 189 and not 38."""
    about = programme().about.model_copy(update={"subject": "older"})
    groups = [g for g in programme().groups if g.id in {"older", "over-75s", "carers", "deaf"}]
    turnout = [row for row in programme().turnout if row.group != "young"]
    activities = [a for a in programme().activities if a.id != "youth"]
    voices = [
        v.model_copy(update={"groups": ()}) if "veterans" in v.groups else v
        for v in programme().voices
    ]
    town = programme(
        about=about,
        groups=groups,
        activities=activities,
        voices=voices,
        turnout=rm.Ledger.of(rm.Turnout, [r for r in turnout if r.activity != "youth"]),
    )
    answer = rm.ReachMap.of(town).participation()
    rows = {row.group: row for row in answer.groups}
    assert rows["over-75s"].fair_share == pytest.approx((PEOPLE - 30) * 80 / 200)
    # Whoever did not say otherwise is one of those whom the map is about.
    assert rows["older"].heard == PEOPLE - 30 - 170 - 75 - 14
    assert rows["older"].fair_share == PEOPLE - 30
