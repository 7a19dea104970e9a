"""Panels drawn by lot: within quotas, as promised, with rest and turns, and repeatable."""

import json
import random
from collections import Counter
from datetime import timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import reachmap as rm
from amounts import some_of
from builders import AS_OF, desk, town
from reachmap.model.fields import FieldClass, field_class
from reachmap.plan.panel.question import Panel
from reachmap.plan.panel.rows import DrawRecord, Quota
from reachmap.release import release
from strategies import maps

QUOTAS = {"carers": (2, 3), "students": (1, 2)}


def voice(number: int, *groups: str) -> rm.Voice:
    """Return a voice of some groups."""
    return rm.Voice(id=f"v{number:02d}", name=f"v{number:02d}", groups=groups)


def pool(**changes: Any) -> dict[str, Any]:
    """Return tables with twelve voices: four carers, four students, two of both, two of none."""
    kinds = [("carers",)] * 4 + [("students",)] * 4 + [("carers", "students")] * 2 + [()] * 2
    voices = [voice(n, *groups) for n, groups in enumerate(kinds)]
    bare = {"attendance": rm.Ledger(rm.Attendance, {}), "turnout": rm.Ledger(rm.Turnout, {})}
    return {"voices": voices, **bare, **changes}


def asks(to: str, *days_ago: int) -> rm.Ledger[rm.Ask]:
    """Return asks to one person."""
    rows = [
        rm.Ask.model_validate({"date": AS_OF - timedelta(ago), "from": "team", "to": to})
        for ago in days_ago
    ]
    return rm.Ledger.of(rm.Ask, rows)


def seats(*rows: tuple[str, int]) -> rm.Ledger[rm.PanelSeat]:
    """Return past seats of (person, days ago)."""
    return rm.Ledger.of(
        rm.PanelSeat, [rm.PanelSeat(voice=v, date=AS_OF - timedelta(ago)) for v, ago in rows]
    )


def test_many_draws_meet_the_quotas_as_often_as_promised() -> None:
    draws = some_of(1000, usual=250)
    here = desk(**pool(panels=seats(("v00", 200), ("v09", 400), ("v09", 600))))
    groups = {each.id: set(each.groups) for each in here.stakeholders.voices}
    drawn: Counter[str] = Counter()
    for seed in range(draws):
        answer = here.panel(size=5, quotas=QUOTAS, seed=seed)
        assert len(set(answer.selected)) == 5
        for group, (low, high) in QUOTAS.items():
            assert low <= sum(group in groups[person] for person in answer.selected) <= high
        drawn.update(answer.selected)
    assert sum(answer.chances.values()) == pytest.approx(5)
    for person, chance in answer.chances.items():
        # Twelve people at four standard errors: a false alarm once in a thousand such tests.
        assert abs(drawn[person] / draws - chance) <= 4 * np.sqrt(chance * (1 - chance) / draws)


def test_who_sat_before_has_half_the_chance_for_each_panel() -> None:
    here = desk(**pool(panels=seats(("v00", 200), ("v01", 200), ("v01", 400))))
    chances = here.panel(size=2, quotas={}).chances
    assert chances["v00"] == pytest.approx(chances["v02"] / 2, rel=1e-5)
    assert chances["v01"] == pytest.approx(chances["v02"] / 4, rel=1e-5)
    assert sum(chances.values()) == pytest.approx(2)


def test_seats_go_round_over_the_years() -> None:
    def spread(*, weighed: bool) -> float:
        past: list[tuple[str, int]] = []
        for year in range(12):
            table = seats(*past) if weighed else seats()
            answer = desk(**pool(panels=table)).panel(size=3, quotas={}, seed=year)
            past += [(person, 200 + 365 * (12 - year)) for person in answer.selected]
        counts = Counter(person for person, _ in past)
        return float(np.std([counts[f"v{n:02d}"] for n in range(12)]))

    assert spread(weighed=True) < 0.6 * spread(weighed=False)


def test_the_order_of_rows_does_not_matter_and_the_seed_does() -> None:
    tables = pool(panels=seats(("v00", 200), ("v09", 400)))
    first = desk(**tables).panel(size=5, quotas=QUOTAS, seed=7)
    shuffled = random.Random(1).sample(tables["voices"], 12)  # noqa: S311  an order, not a secret
    again = desk(**tables | {"voices": shuffled}).panel(
        size=5, quotas=dict(reversed(QUOTAS.items())), seed=7
    )
    assert json.dumps(first.to_dict()) == json.dumps(again.to_dict())
    others = {desk(**tables).panel(size=5, quotas=QUOTAS, seed=n).selected for n in range(9)}
    assert len(others) > 1


def test_without_quotas_all_have_one_chance() -> None:
    answer = desk(**pool()).panel(size=3)
    assert answer == desk(**pool()).panel(size=3, quotas={})
    assert {round(seat.chance or 0, 3) for seat in answer} == {0.25}


def test_each_alternate_keeps_the_quotas() -> None:
    here = desk(**pool())
    groups = {each.id: set(each.groups) for each in here.stakeholders.voices}
    answer = here.panel(size=5, quotas=QUOTAS, seed=3)
    assert [*answer.alternates] == [*answer.selected]
    for seat, others in answer.alternates.items():
        fit = {
            other
            for other in groups.keys() - {*answer.selected}
            if all(
                low
                <= sum(group in groups[p] for p in {*answer.selected} - {seat} | {other})
                <= high
                for group, (low, high) in QUOTAS.items()
            )
        }
        assert {*others} <= fit
        assert len(set(others)) == len(others) == min(3, len(fit))


def test_who_was_asked_beyond_capacity_rests() -> None:
    at_capacity = desk(**pool(asks=asks("v00", 5, 40, 90))).panel(size=2, quotas={})
    assert "v00" in at_capacity.chances
    tables = pool(asks=asks("v00", 5, 40, 60, 90))
    beyond = desk(**tables).panel(size=2, quotas={})
    assert "v00" not in beyond.chances
    assert beyond.record.rested == 1
    assert "One person rests this time, with our thanks" in beyond.explain()
    assert "v00" in desk(**tables).panel(size=2, quotas={}, rest=False).chances
    # On the next day the oldest of the four is out of the quarter.
    later = desk(**tables).panel(size=2, quotas={}, as_of=AS_OF + timedelta(1))
    assert "v00" in later.chances


def test_who_came_only_as_staff_is_left_out_and_who_never_came_is_not() -> None:
    both = [("v00", "spring", "staff"), ("v01", "spring", "facilitator"), ("v02", "spring", "own")]
    both += [("v02", "autumn", "staff"), ("v04", "undated", "staff")]
    rows = [rm.Attendance(voice=v, activity=a, speaking=s) for v, a, s in both]  # type: ignore[arg-type]  # words of the model
    drawn = desk(**pool(attendance=rm.Ledger.of(rm.Attendance, rows))).panel(size=2, quotas={})
    everybody = {f"v{number:02d}" for number in range(12)}
    assert drawn.chances.keys() == everybody - {"v00", "v01", "v04"}
    assert (drawn.record.pool, drawn.record.staff, drawn.record.rested) == (9, 3, 0)
    assert "Three people were left out, as they are on record as staff" in drawn.explain()


def test_who_sat_on_a_panel_rests_for_ninety_days() -> None:
    for ago, resting in ((89, True), (90, False)):
        answer = desk(**pool(panels=seats(("v00", ago)))).panel(size=2, quotas={})
        assert ("v00" not in answer.chances) is resting


def test_champions_are_in_the_pool_with_their_own_capacity_while_they_are_champions() -> None:
    def champions(**fields: Any) -> dict[str, float]:
        one = rm.Champion(id="champ", name="Champion", groups=("carers",), **fields)
        return desk(**pool(champions=[one], asks=asks("champ", 9))).panel(size=2, quotas={}).chances

    assert "champ" in champions(capacity=1)
    assert "champ" not in champions(capacity=0)
    assert "champ" in champions(until=AS_OF)
    assert "champ" not in champions(until=AS_OF - timedelta(1))


def test_whoever_is_of_a_narrower_group_counts() -> None:
    groups = [
        rm.Group(id="carers", name="Carers"),
        rm.Group(id="young", name="Young carers", part_of=("carers",)),
        rm.Group(id="students", name="Students"),
    ]
    voices = [voice(1, "young"), voice(2, "students"), voice(3, "students")]
    here = desk(**pool(groups=groups, voices=voices))
    answer = here.panel(size=1, quotas={"Carers": (1, 1)})
    assert answer.selected == ("v01",)
    assert answer.record.quotas[0].model_dump() == {
        "group": "carers",
        "name": "Carers",
        "low": 1,
        "high": 1,
        "pool": 1,
        "drawn": 1,
    }


@pytest.mark.parametrize(
    ("size", "quotas", "relax"),
    [
        (4, {"carers": (5, 6)}, ("Ask for at least 4 of Carers instead of 5",)),
        (4, {"carers": (0, 0), "students": (0, 0)}, ("Let in up to 2 of Students instead of 0",)),
        (9, {"students": (8, 9)}, ("Ask for at least 6 of Students instead of 8",)),
        (
            2,
            {"carers": (2, 2), "students": (0, 0), "neither": (1, 2)},
            ("Ask for nobody of Neither in particular instead of at least 1",),
        ),
    ],
)
def test_quotas_that_cannot_be_met_come_with_the_smallest_change(
    size: int, quotas: dict[str, tuple[int, int]], relax: tuple[str, ...]
) -> None:
    groups = [*town().groups, rm.Group(id="neither", name="Neither")]
    voices = [*pool()["voices"][:10], voice(10, "neither"), voice(11, "neither")]
    here = desk(**pool(groups=groups, voices=voices))
    with pytest.raises(rm.InfeasiblePlan, match="keeps to all of these quotas") as caught:
        here.panel(size=size, quotas=quotas)
    assert caught.value.relax == relax


@settings(max_examples=40, suppress_health_check=list(HealthCheck), deadline=None)
@given(stakeholders=maps(), size=st.integers(1, 4), seed=st.integers(0, 9))
def test_of_any_map_a_panel_or_a_plain_sentence(
    stakeholders: rm.StakeholderMap, size: int, seed: int
) -> None:
    def drawn() -> Panel | rm.InfeasiblePlan:
        try:
            return rm.ReachMap.of(stakeholders).panel(size=size, quotas=quotas, seed=seed)
        except rm.InfeasiblePlan as error:
            return error

    quotas = {group.id: (0, 1) for group in stakeholders.groups[:2]}
    first, second = drawn(), drawn()
    assert str(first) == str(second)
    if isinstance(first, Panel):
        assert len(first.selected) == size
    else:
        assert first.relax


@pytest.mark.parametrize(
    ("tables", "size", "message"),
    [
        ({}, 13, "a panel of 13 is wanted, and twelve people are there to draw from"),
        ({"asks": asks("v00", 1, 2, 3, 4)}, 12, "while one person rests"),
        ({"voices": []}, 1, "the map knows no voice or champion who could be drawn"),
        (
            {"voices": [voice(1)], "asks": asks("v01", 1, 2, 3, 4)},
            1,
            "the one person we know rests, as we have asked a lot of them",
        ),
    ],
)
def test_a_pool_too_small_is_a_plain_sentence(
    tables: dict[str, Any], size: int, message: str
) -> None:
    with pytest.raises(rm.InfeasiblePlan) as caught:
        desk(**pool(**tables)).panel(size=size, quotas={})
    assert caught.value.relax
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("size", "quotas", "message"),
    [
        (0, {}, "a panel has 1 seat or more, not 0"),
        (True, {}, "a panel has 1 seat or more, not True"),
        (2, {"carers": (3, 2)}, "the quota for 'carers' is 3 to 2"),
        (2, {"carers": (-1, 2)}, "the quota for 'carers' is -1 to 2"),
        (2, {"carers": (1, 2), "Carers": (1, 2)}, "two quotas are for 'Carers'"),
    ],
)
def test_terms_that_make_no_sense_are_told(size: int, quotas: Any, message: str) -> None:
    with pytest.raises(rm.InputError, match="quota" if size > 1 else "seat") as caught:
        desk(**pool()).panel(size=size, quotas=quotas)
    assert message in str(caught.value)


def test_an_unknown_group_is_told_with_the_nearest() -> None:
    with pytest.raises(rm.UnknownNode, match="the nearest: 'carers'"):
        desk(**pool()).panel(size=2, quotas={"carer": (1, 1)})


def test_the_record_names_no_one_and_can_be_published() -> None:
    answer = desk(**pool()).panel(size=5, quotas=QUOTAS)
    text = json.dumps(answer.record.model_dump(mode="json")) + answer.explain()
    assert not any(each.id in text for each in desk(**pool()).stakeholders.voices)
    for audience in ("partner", "public"):
        out = release(answer, audience=audience).content
        assert isinstance(out, Panel)
        assert (out.selected, out.chances, out.alternates, out.min_chance) == ((), {}, {}, None)
        assert (out.record.size, out.record.seed) == (5, 0)
        assert "5 seats were filled by lot, as of 31 March 2026." in out.explain()
        assert "1 to 2 from Students." in out.explain()
    counted = {
        f"{record.__name__}.{name}"
        for record in (DrawRecord, Quota)
        for name, field in record.model_fields.items()
        if field_class(field) is FieldClass.COUNT
    }
    assert {"DrawRecord.pool", "DrawRecord.min_chance", "Quota.drawn"} <= counted


@pytest.mark.parametrize(
    ("size", "quotas", "words"),
    [
        (1, {}, "1 seat was filled by lot"),
        (6, {}, "Everybody in the pool has 1 chance in 2."),
        (9, {}, "Everybody in the pool has 75 chances in 100."),
        (12, {}, "Everybody in the pool is sure of a seat."),
        (7, {"students": (6, 6)}, "most needed to keep to the quotas is sure of a seat"),
        (4, {"students": (0, 0)}, "Some people cannot be drawn at all under these quotas"),
        (4, {"carers": (2, 2)}, "The panel was to have 2 from Carers (it has 2)."),
    ],
)
def test_the_words_can_be_read_out(size: int, quotas: Any, words: str) -> None:
    assert words in desk(**pool()).panel(size=size, quotas=quotas).explain()


def test_without_rest_and_with_turns_it_says_so() -> None:
    here = desk(**pool(panels=seats(("v00", 300))))
    told = here.panel(size=2, quotas={}, rest=False).explain()
    assert "Nobody was left out for having been asked a lot of late." in told
    assert "One person in the pool sat on a panel before; each such seat makes" in told
