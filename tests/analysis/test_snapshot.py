"""A map on a day: what is worked out once, and what never asks for the whole map."""

import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import NoReturn

import pytest

import reachmap as rm
from builders import AS_OF, town
from reachmap.analysis.participation.question import participation
from reachmap.analysis.snapshot import Snapshot
from reachmap.store import MemoryStore
from reachmap.store.counts import ActivityAttendance
from reachmap.store.sqlite.store import SQLiteStore


class Guarded(MemoryStore):
    """A store that counts what it is asked, and refuses to hand out the whole map."""

    def __init__(self, stakeholders: rm.StakeholderMap) -> None:
        super().__init__(stakeholders)
        self.reads = 0

    def whole(self) -> NoReturn:
        """Refuse."""
        message = "somebody asked for the whole map"
        raise AssertionError(message)

    def turnout(self) -> rm.Ledger[rm.Turnout]:
        """Count, and answer."""
        self.reads += 1
        return super().turnout()


class Grown(MemoryStore):
    """A store to which others add a group after its outline was read."""

    def attendance_by_activity(self) -> ActivityAttendance:
        """Return counts that have the new group as well."""
        counts = super().attendance_by_activity()
        return replace(counts, groups=(*counts.groups, "~new"))


def test_a_group_that_others_add_in_between_is_left_for_the_next_look() -> None:
    demo = rm.demo().stakeholders
    assert rm.ReachMap(Grown(demo)).participation() == rm.ReachMap.of(demo).participation()


def guarded() -> Guarded:
    return Guarded(rm.demo().stakeholders)


def test_showing_a_map_in_a_debugger_does_not_fetch_it() -> None:
    desk = rm.ReachMap(guarded())
    assert repr(desk) == "<ReachMap 'Harbour Vale: whom we hear'>"
    assert "attendance" in desk._repr_html_()
    assert desk._repr_html_() == rm.demo()._repr_html_()


def test_no_question_fetches_the_whole_map() -> None:
    desk = rm.ReachMap(guarded())
    link = rm.Link(from_="council", type="KNOWS", to="mosque")
    assert desk.overview() == rm.demo().overview()
    assert desk.readiness() == rm.demo().readiness()
    assert desk.what_if(add=[link]) == rm.demo().what_if(add=[link])
    for question in (
        *(desk.participation, desk.voices, desk.burden, desk.methods, desk.change),
        *(desk.routes_to_all, desk.reach, desk.gatekeepers, desk.links_to_build),
        *(desk.review, desk.evidence),
    ):
        assert question().explain()
    assert desk.panel(size=4, quotas={}).explain()


def test_questions_about_the_network_read_no_voice_and_no_attendance(tmp_path: Path) -> None:
    store = SQLiteStore(tmp_path / "map.db", make=True)
    store.write(rm.demo().stakeholders)
    statements: list[str] = []
    assert store._file._db is not None
    store._file._db.set_trace_callback(statements.append)
    desk, link = rm.ReachMap(store), rm.Link(from_="council", type="KNOWS", to="mosque")
    assert desk.what_if(add=[link]) == rm.demo().what_if(add=[link])
    assert desk.reach("hidden-carers", without=["council"]).groups
    assert desk.gatekeepers().nodes
    assert desk.routes_to_all().groups
    assert len(statements) > 10
    rows = [each.replace("NOT IN (SELECT id FROM voices)", "") for each in statements]
    assert [each for each in rows if re.search(r"\b(voices|came|attendance|panels)\b", each)] == []
    store.close()


def test_a_page_reads_the_head_counts_once() -> None:
    from reachmap.analysis.briefing import briefing

    store = guarded()
    briefing(Snapshot(store))

    assert store.reads == 1


def test_a_question_asked_again_is_not_worked_out_again() -> None:
    now = Snapshot(MemoryStore(rm.demo().stakeholders))
    assert participation(now) is participation(now)
    assert participation(now, since=AS_OF) is not participation(now)


def test_what_has_taken_place_is_what_a_window_without_ends_holds() -> None:
    held = town()
    for day in (AS_OF, AS_OF + timedelta(days=400), date(2000, 1, 1)):
        now = Snapshot.of(held, day)
        dates = [activity.date for activity in now.past]
        assert all(each is None or each <= day for each in dates)
        assert len(dates) == sum(a.date is None or a.date <= day for a in held.activities)


@pytest.mark.parametrize("table", ["voices", "attendance", "asks"])
def test_sizes_are_those_of_the_map(table: str) -> None:
    held = rm.demo().stakeholders
    assert Snapshot.of(held).sizes[table] == len(getattr(held, table))
