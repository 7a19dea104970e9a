"""What a map holds, and what it assumes."""

from datetime import date

import reachmap as rm
from reachmap.analysis.briefing import briefing
from reachmap.analysis.snapshot import Snapshot


def test_it_says_what_the_map_is_and_what_it_changes() -> None:
    answer = rm.read("examples/small_town").overview()
    assert answer.sentences() == (
        "A small town (Littlehaven), as of 31 March 2026. Places, bodies and counts are "
        "illustrative. Asked by Engagement team.",
        "It changes 2 of our usual assumptions: undated_days is 730, max_hops is 3.",
    )
    assert answer.to_frame().set_index("table")["rows"]["activities"] == 10


def test_a_bare_map_has_words_in_place_of_a_title() -> None:
    town = rm.StakeholderMap(
        about=rm.About(as_of=date(2026, 1, 1)),
        organisations=[rm.Organisation(id="t", name="T", team=True)],
    )
    desk = rm.ReachMap.of(town)
    assert desk.overview().sentences() == (
        "A stakeholder map without a title, as of 1 January 2026. Asked by T.",
        "It keeps all our usual assumptions.",
    )
    assert repr(desk) == "<ReachMap 'A stakeholder map without a title'>"
    assert desk != "a map"


def test_findings_gather_all_answers() -> None:
    desk = rm.read("examples/small_town")
    found = briefing(Snapshot(desk.store))
    assert found.heard == desk.participation()
    assert found.best == desk.routes_to_all()
    assert found.gatekeepers == desk.gatekeepers()
    assert found.reach.groups == desk.reach().groups
    sole = [row.node for row in found.gatekeepers.nodes if row.sole_for]
    assert {row.node for row in found.leaving.nodes} == set(sole)
    assert len(found.to_frame()) == len(found.heard.groups)
    assert found.sentences()[0] == desk.overview().sentences()[0]


def test_frames_and_graphs_leave_and_enter_by_the_front_desk() -> None:
    desk = rm.read("examples/small_town")
    assert rm.from_frames(desk.to_frames()) == desk
    assert rm.from_networkx(desk.to_networkx(ledgers=True)) == desk
