"""A plan as a calendar, read again by its own library."""

import sys
from datetime import timedelta

import pytest

import reachmap as rm
from rounds import next_round, village

icalendar = pytest.importorskip("icalendar")


def test_each_action_has_a_day_to_ask_and_a_day_to_begin() -> None:
    plan = next_round(village())
    read = icalendar.Calendar.from_ical(plan.to_ics())
    events = list(read.walk("VEVENT"))
    asked = {(action.ask_by, action.who) for action in plan.actions}
    assert len(asked) < len(plan.actions)
    days = sorted((e.decoded("dtstart"), e.decoded("dtend")) for e in events)
    wanted = sorted([*(day for day, _ in asked), *(action.start for action in plan.actions)])
    assert days == [(day, day + timedelta(days=1)) for day in wanted]
    words = {str(event["summary"]) for event in events}
    assert "Ask District nurse about Carers" in words
    for event in events:
        begins = not str(event["summary"]).startswith("Ask ")
        assert ("To: " in event["description"]) != begins
        assert ("Write down who came" in event["description"]) == begins
    assert {str(e["location"]) for e in events if "location" in e} == {"Village hall"}
    assert len({str(event["uid"]) for event in events}) == len(events)
    assert plan.to_ics() == next_round(village()).to_ics()


def test_others_get_no_day_of_it() -> None:
    from reachmap.release import release

    shown = release(next_round(village()), audience="partner").content
    assert list(icalendar.Calendar.from_ical(shown.to_ics()).walk("VEVENT")) == []


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    plan = next_round(village())
    monkeypatch.setitem(sys.modules, "icalendar", None)
    with pytest.raises(rm.RenderError, match=r"pip install 'reachmap\[calendar\]'"):
        plan.to_ics()
