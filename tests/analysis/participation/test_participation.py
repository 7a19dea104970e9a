"""Who is heard: against a slow oracle written from the contract, and by hand."""

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import reachmap as rm
from amounts import some_of
from oracles import Z, held_to_the_rule, interval, least_heard, past
from reachmap.analysis.intervals import wilson
from reachmap.analysis.participation.rows import GroupHeard
from strategies import AS_OF, maps

many = settings(max_examples=some_of(500, usual=80), suppress_health_check=list(HealthCheck))
HEAD_COUNTS = (
    "Figures are 'up to': 100% of the people heard are head counts, in which the same "
    "person at two activities counts twice."
)
WINDOWS = [(None, None), (date(2024, 6, 1), None), (None, date(2025, 1, 1))]


@many
@given(
    town=maps(),
    window=st.sampled_from(WINDOWS),
)
def test_every_figure_is_what_the_contract_says(
    town: rm.StakeholderMap, window: tuple[date | None, date | None]
) -> None:
    answer = rm.ReachMap.of(town).participation(since=window[0], until=window[1])
    held_to_the_rule(answer.groups, town, past(town, *window))


@settings(max_examples=some_of(60, usual=20), suppress_health_check=list(HealthCheck))
@given(town=maps())
def test_filters_keep_only_their_activities(town: rm.StakeholderMap) -> None:
    for name in ("level", "method", "topic", "channel"):
        for value in {getattr(a, name) for a in town.activities} - {None}:
            kept = [a for a in past(town, None, None) if getattr(a, name) == value]
            answer = rm.ReachMap.of(town).participation(**{name: value})
            held_to_the_rule(answer.groups, town, kept)


def renamed(town: rm.StakeholderMap) -> rm.StakeholderMap:
    """Return the map with every group's id turned round, so that their order changes."""
    new = {group.id: group.id[::-1] for group in town.groups}

    def moved(record: Any) -> Any:
        changes = {
            name: tuple(sorted(str(new.get(part, part)) for part in value))
            if isinstance(value, tuple)
            else new.get(value, value)
            for name, value in ((n, getattr(record, n)) for n in type(record).model_fields)
            if isinstance(value, str | tuple) and name not in {"name", "notes"}
        }
        return record.model_copy(update=changes)

    tables: dict[str, Any] = dict(town.as_tables())
    tables["about"] = moved(tables["about"])
    for name in ("groups", "champions", "activities", "voices", "links"):
        tables[name] = tuple(moved(row) for row in tables[name])
    for name in ("turnout", "asks", "said"):
        tables[name] = rm.Ledger.of(tables[name].record, [moved(row) for row in tables[name]])
    return rm.StakeholderMap(**tables)


@settings(max_examples=some_of(100, usual=30), suppress_health_check=list(HealthCheck))
@given(town=maps())
def test_other_ids_change_nothing_but_the_order(town: rm.StakeholderMap) -> None:
    plain = {row.group: row for row in rm.ReachMap.of(town).participation().groups}
    other = rm.ReachMap.of(renamed(town)).participation().groups
    assert [*map(least_heard, map(dict, other))] == sorted(map(least_heard, map(dict, other)))
    for row in other:
        assert row.model_copy(update={"group": row.group[::-1]}) == plain[row.group[::-1]]


@given(part=st.integers(0, 40), more=st.integers(0, 40))
def test_the_interval_is_wilsons(part: int, more: int) -> None:
    whole = max(part + more, 1)
    part = min(part, whole)
    assert wilson(part, whole, z=Z) == pytest.approx(interval(part, whole), abs=1e-9)


def test_words_are_kind_plain_and_say_what_is_missing() -> None:
    town = rm.StakeholderMap(
        about=rm.About(as_of=AS_OF, area_population=1000),
        organisations=[rm.Organisation(id="t", name="T", team=True)],
        groups=[
            rm.Group(id="a", name="Hidden carers", population=100, hidden=True),
            rm.Group(id="b", name="Older people", population=500),
            rm.Group(id="c", name="Students"),
            rm.Group(id="d", name="Night workers", population=500),
        ],
        activities=[rm.Activity(id="x", name="X", date=date(2026, 1, 1), attended=100)],
        turnout=rm.Ledger.of(
            rm.Turnout,
            [
                rm.Turnout(activity="x", group="a", attended=0),
                rm.Turnout(activity="x", group="b", attended=90),
                rm.Turnout(activity="x", group="d", attended=10),
            ],
        ),
    )
    answer = rm.ReachMap.of(town).participation()
    assert answer.sentences() == (
        "Our own records, 1 activity, up to 31 March 2026: up to 100 people heard.",
        "Nobody known of these among those we asked: Hidden carers.",
        "Hidden carers: Nobody known: none of the 100 people who answered about them, "
        "or who cannot be of them. "
        "Perhaps asked in words that do not find them.",
        "Hidden carers: people may not call themselves by that name, so ask in other words, "
        "by the finding question.",
        "We have no record of asking about these, so we cannot tell: Students.",
        "Heard less than their share, even allowing for those never asked: Night workers (10 "
        "known, a fair share is 50).",
        "Night workers: We know of 10; a fair share is 50. All 100 were asked, or are known.",
        "Heard more than their share, even allowing for those never asked: Older people (90 "
        "known, a fair share is 50).",
        HEAD_COUNTS,
    )
    assert "no record of asking about 1 group" in answer.missing[0]
    assert "No population for 1 group" in answer.missing[1]


def test_an_empty_map_says_what_to_begin_with() -> None:
    town = rm.StakeholderMap(organisations=[rm.Organisation(id="t", name="T", team=True)])
    answer = rm.ReachMap.of(town).participation()
    assert answer.groups == ()
    assert "add the last ten to 'activities'" in answer.missing[0]
    assert "area_population" in answer.missing[1]


def test_words_never_name_a_measure_nor_what_was_taken_out() -> None:
    town = rm.read("examples/small_town")
    answer = town.participation()
    blank = answer.model_copy(
        update={
            "activities": None,
            "people": None,
            "heads": None,
            "groups": tuple(
                GroupHeard(group=r.group, name=r.name, status=r.status) for r in answer.groups
            ),
        }
    )
    for words in (answer.explain(), blank.explain()):
        assert not {"ppr", "ratio", "wilson", "prevalence"} & set(words.casefold().split())
    assert not any(character.isdigit() for character in "".join(blank.sentences()[1:]))


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"since": date(2026, 1, 2), "until": date(2026, 1, 1)}, "ends (2026-01-01) before"),
        ({"topic": "parking spaces"}, "no activity has the topic 'parking spaces'"),
        ({"method": "tea"}, "no activity has the method 'tea'"),
        ({"channel": "no such"}, "no single channel goes by 'no such'"),
    ],
)
def test_a_question_that_cannot_be_answered_says_why(options: dict[str, Any], words: str) -> None:
    with pytest.raises(rm.InputError) as caught:
        rm.read("examples/small_town").participation(**options)
    assert words in str(caught.value)
