"""Which activities a question is about: days, filters, planned ones and those without a day."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import reachmap as rm
from builders import AS_OF, came, desk, heads, town
from reachmap.analysis.snapshot import Snapshot
from reachmap.analysis.window import Window

SPRING = date(2026, 3, 1)


def ids(*, as_of: date | None = None, **options: Any) -> list[str]:
    """Return the ids of the activities of a window of the small town."""
    return [activity.id for activity in Window(**options).activities(Snapshot.of(town(), as_of))]


def test_without_a_window_what_took_place_counts_even_without_a_day() -> None:
    assert ids() == ["autumn", "spring", "undated"]


@pytest.mark.parametrize(
    ("options", "found"),
    [
        ({"since": SPRING}, ["spring"]),
        ({"until": SPRING}, ["autumn", "spring"]),
        ({"since": SPRING, "until": SPRING}, ["spring"]),
        ({"since": SPRING + timedelta(1)}, []),
        ({"until": SPRING - timedelta(1)}, ["autumn"]),
        ({"since": date(1900, 1, 1)}, ["autumn", "spring"]),
        ({"since": date(1900, 1, 1), "until": date(2199, 12, 31)}, ["autumn", "spring"]),
        ({"as_of": date(2026, 4, 29)}, ["autumn", "spring", "undated"]),
        ({"as_of": date(2026, 4, 30)}, ["autumn", "planned", "spring", "undated"]),
        ({"as_of": SPRING - timedelta(1)}, ["autumn", "undated"]),
        ({"as_of": SPRING, "until": date(2027, 1, 1)}, ["autumn", "spring"]),
        ({"topic": "stroke"}, ["spring"]),
        ({"topic": "stroke", "level": "co-design", "method": "focus-group"}, ["spring"]),
        ({"topic": "parking", "channel": "forum"}, []),
        ({"channel": " carers' FORUM "}, ["spring"]),
    ],
)
def test_both_days_count_and_every_filter_narrows(
    options: dict[str, Any], found: list[str]
) -> None:
    assert ids(**options) == found


@given(
    since=st.none() | st.dates(date(2025, 1, 1), date(2027, 1, 1)),
    until=st.none() | st.dates(date(2025, 1, 1), date(2027, 1, 1)),
)
def test_nothing_planned_is_ever_in_a_window(since: date | None, until: date | None) -> None:
    if since and until and since > until:
        with pytest.raises(rm.InputError, match="before it begins"):
            ids(since=since, until=until)
        return
    dated = {a.id: a.date for a in town().activities if a.date and a.date <= AS_OF}
    kept = {i for i, day in dated.items() if (since or day) <= day <= (until or day)}
    if since is None and until is None:
        kept.add("undated")
    assert ids(since=since, until=until) == sorted(kept)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({}, "up to 31 March 2026"),
        ({"until": date(2026, 5, 1)}, "up to 31 March 2026"),
        ({"until": date(2026, 1, 9)}, "up to 9 January 2026"),
        ({"since": date(2026, 1, 2)}, "2 January 2026 to 31 March 2026"),
        (
            {"since": date(2026, 1, 2), "until": date(2026, 1, 2)},
            "2 January 2026 to 2 January 2026",
        ),
        ({"since": date(2026, 4, 1)}, "from 1 April 2026, which is after 31 March 2026"),
    ],
)
def test_the_window_in_words_never_ends_before_it_begins(
    options: dict[str, Any], words: str
) -> None:
    assert Window(**options).words(AS_OF) == words


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (
            {"since": date(2026, 2, 1), "until": date(2026, 1, 1)},
            "the window ends (2026-01-01) before it begins (2026-02-01)",
        ),
        ({"topic": "strok"}, "no activity has the topic 'strok'; the nearest: 'stroke'"),
        ({"level": "co-desine"}, "no activity has the level 'co-desine'; the nearest: 'co-design'"),
        ({"method": "zzz"}, "no activity has the method 'zzz'"),
        ({"topic": "a\u200bb" * 200}, "U+200B"),
        ({"channel": "forun"}, "no single channel goes by 'forun'; the nearest: 'forum'"),
        ({"channel": "team"}, "no single channel goes by 'team'"),
    ],
)
def test_what_cannot_be_asked_is_said_in_plain_words(options: dict[str, Any], words: str) -> None:
    with pytest.raises(rm.InputError) as caught:
        ids(**options)
    assert words in str(caught.value)
    assert len(str(caught.value)) < 300


@pytest.mark.parametrize("options", [{"level": "co-production"}, {"method": "postal-survey"}])
def test_a_level_or_method_nobody_has_used_yet_shows_nobody(options: dict[str, Any]) -> None:
    assert ids(**options) == []
    answer = desk().participation(**options)
    assert [row.status for row in answer.groups] == ["not-recorded", "not-recorded"]
    assert (
        "We have no record of asking about these, so we cannot tell: Students and Carers."
        in answer.sentences()
    )


def test_a_method_of_the_map_itself_may_be_asked_for() -> None:
    own = desk(methods=[rm.Method(code="tea", name="Tea and talk")])
    assert own.participation(method="tea").activities == 0


def test_a_planned_activity_is_not_counted_even_with_heads() -> None:
    with_heads = desk(turnout=heads(("spring", "students", 5), ("planned", "students", 50)))
    students = next(r for r in with_heads.participation().groups if r.group == "students")
    assert (students.heard, students.last_heard) == (5, SPRING)
    may = with_heads.participation(as_of=date(2026, 5, 1))
    later = next(r for r in may.groups if r.group == "students")
    assert (later.heard, later.last_heard, later.days_since) == (55, date(2026, 4, 30), 1)


def test_an_activity_without_a_day_counts_but_is_never_the_last() -> None:
    only = desk(attendance=came(("v2", "undated")), turnout=heads())
    carers = next(row for row in only.participation().groups if row.group == "carers")
    assert (carers.heard, carers.last_heard, carers.days_since) == (1, None, None)
    assert only.participation(since=date(2000, 1, 1)).groups[0].status == "not-recorded"
