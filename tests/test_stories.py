"""Every story planted in the demo borough is found by the command that should show it."""

from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import reachmap as rm
from folders import EXAMPLES, ROOT
from reachmap.model.answer import cell_text, text_in


@pytest.fixture(scope="module")
def borough() -> rm.ReachMap:
    """Return the demo borough."""
    return rm.demo()


def test_the_borough_is_as_large_as_it_should_be(borough: rm.ReachMap) -> None:
    town = borough.stakeholders
    least = {
        "groups": 45,
        "organisations": 25,
        "workers": 30,
        "champions": 15,
        "channels": 12,
        "venues": 12,
        "activities": 45,
        "voices": 250,
        "attendance": 1200,
        "turnout": 40,
        "asks": 90,
    }
    assert {name for name, size in least.items() if len(getattr(town, name)) < size} == set()
    assert {activity.level for activity in town.activities} == {
        "engagement",
        "consultation",
        "co-design",
        "co-production",
    }
    assert town.about.illustrative


def test_the_files_of_the_borough_are_those_that_the_script_writes(
    borough: rm.ReachMap, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = EXAMPLES / "borough" / "make_borough.py"
    monkeypatch.syspath_prepend(str(script.parent))
    made: dict[str, Any] = {"__name__": "made"}
    exec(compile(script.read_text(encoding="utf-8"), str(script), "exec"), made)  # noqa: S102  our own
    assert made["borough"]() == borough.stakeholders


def test_nine_people_hold_half_the_places(borough: rm.ReachMap) -> None:
    answer = borough.voices()
    assert (answer.voices, answer.overall.half) == (250, 9)
    assert answer.sentences()[0].startswith("Nine people of 250 filled half of the 1,2")


def test_that_is_as_if_34_people_were_ever_asked(borough: rm.ReachMap) -> None:
    answer = borough.voices()
    assert round(1 / (answer.same_person or 1)) == 34
    assert "as often as if only 34 people were ever asked." in answer.explain()


def test_that_is_not_chance_and_the_stroke_panel_is_meant_to_come_back(
    borough: rm.ReachMap,
) -> None:
    answer = borough.voices()
    half = answer.judged.by_luck("half")
    assert half is not None
    assert (answer.judged.scope, answer.judged.half) == ("open", 9)
    assert (half.p, round(half.expected)) == (1 / 2001, 82)
    words = answer.explain()
    assert "That is more than luck explains" in words
    assert "Patient reference group (nine people of 39; by luck 16 of about 39: more than" in words
    assert "Stroke pathway panel (five people of 10)." in words
    assert (
        "Stroke pathway panel (nine people, none of them new; shared as evenly as if nine of 9 "
        "came equally often)."
    ) in words


def test_nine_people_and_a_group_were_asked_too_often(borough: rm.ReachMap) -> None:
    answer = borough.burden()
    assert {row.node for row in answer.over_asked("voice")} == {f"v00{n}" for n in range(1, 10)}
    (group,) = answer.over_asked("group")
    assert (group.node, group.asked, group.capacity) == ("learning-disabilities", 5, 3)
    assert "People with learning disabilities (5 times). Tell them what happened as" in (
        answer.explain()
    )


def test_resting_the_officer_closes_the_way_to_hidden_carers(borough: rm.ReachMap) -> None:
    rows = {row.node: row for row in borough.burden().asked}
    assert rows["carers-officer"].free_on == date(2026, 5, 4)
    sole = [cost.group for cost in rows["carers-officer"].rest_costs if cost.lost]
    assert "hidden-carers" in sole
    assert "While they rest we know no other introduction to" in borough.burden().explain()


def test_people_who_are_not_online_answer_by_post(borough: rm.ReachMap) -> None:
    rows = {row.method: row for row in borough.methods("over-75s").rates}
    online, postal = rows["online-survey"], rows["postal-survey"]
    assert (online.invited, online.attended, online.basis) == (1850, 26, "own")
    assert (postal.invited, postal.attended, postal.basis) == (420, 228, "own")
    # Ranges allow for sittings that differ: postal counts for half, as it has one sitting a group.
    assert (online.low, online.high) == pytest.approx((0.009, 0.022), abs=0.0005)
    assert (postal.low, postal.high) == pytest.approx((0.475, 0.606), abs=0.0005)
    assert online.needs == ("Telephone help (£3 a person and £20)",)
    assert (
        "People aged 75 and over: by postal survey 228 of 420 invited came, by online survey 26 of "
        "1,850."
    ) in borough.methods().explain()


def test_a_year_has_changed_nothing_on_the_panels(borough: rm.ReachMap) -> None:
    answer = borough.change()
    assert "reference-group" in {row.subject for row in answer.of("about as before")}
    assert answer.of("more concentrated", "less concentrated") == ()
    assert "Heard, with no record of asking about them before: " in answer.explain()


def test_more_children_are_heard_where_ten_times_as_many_were_asked(borough: rm.ReachMap) -> None:
    answer = borough.change()
    assert [row.subject for row in answer.of("newly heard")] == ["young-adults"]
    assert (
        "Heard now and not before, which may be chance: Children and young people (31 now; "
        "before, 193 were asked)."
    ) in answer.explain()


def test_three_groups_hang_on_the_reference_group(borough: rm.ReachMap) -> None:
    rows = borough.voices().reliance
    alone = {row.group for row in rows if row.depends_on == "Patient reference group"}
    assert alone == {"copd", "heart", "diabetes"}


def test_the_stroke_panel_speaks_of_ten_years_ago(borough: rm.ReachMap) -> None:
    assert borough.voices(channel="stroke-panel").recency.past == 1
    told = "by people whose own experience had ended by then: Stroke pathway panel (56 of 56)."
    assert told in borough.voices().explain()


def test_hidden_carers_were_asked_and_none_came(borough: rm.ReachMap) -> None:
    rows = {row.group: row for row in borough.participation().groups}
    assert rows["hidden-carers"].status == "unheard"
    assert rows["hidden-carers"].may_be_hidden
    assert rows["trans"].status == "not-recorded"


def test_every_status_occurs_in_the_borough(borough: rm.ReachMap) -> None:
    rows = borough.participation().groups
    statuses = Counter(row.status for row in rows)
    assert statuses == {
        "unheard": 2,
        "not-recorded": 12,
        "under": 9,
        "uncertain": 22,
        "unknown": 2,
        "enough": 2,
        "fair": 2,
        "over": 1,
    }
    assert {row.name for row in rows if row.status == "unheard"} == {
        "Hidden carers",
        "Bangladeshi women",
    }
    assert {row.group for row in rows if row.status == "under"} == {
        *("carers", "children", "ethnic-minorities", "mental-health", "other-languages"),
        *("pregnant", "single-parents", "students", "young-adults"),
    }
    settled = {row.group: row.status for row in rows if row.status in {"fair", "enough", "over"}}
    assert settled == {
        "women": "fair",
        "men": "fair",
        "over-75s": "enough",
        "long-term": "enough",
        "older-adults": "over",
    }


def test_questions_on_the_forms_settle_what_sessions_of_their_own_cannot(
    borough: rm.ReachMap,
) -> None:
    """Carers, asked about by surveys and panels, against care home residents, never asked about."""
    rows = {row.group: row for row in borough.participation().groups}
    carers, homes = rows["carers"], rows["care-homes"]
    assert (carers.heard, carers.at_own, carers.asked, carers.status) == (107, 49, 2042, "under")
    assert (homes.heard, homes.at_own, homes.asked, homes.status) == (15, 15, 15, "uncertain")
    words = borough.participation().explain()
    assert "no record of asking about 12 groups" in words


def test_the_stories_tell_what_settled_what(borough: rm.ReachMap) -> None:
    rows = {row.group: row for row in borough.participation().groups}
    page = (ROOT / "docs" / "stories.md").read_text(encoding="utf-8")
    lines = page.split("## What settled what", 1)[1].splitlines()
    table = [[cell.strip() for cell in line[1:-1].split("|")] for line in lines if line[:1] == "|"]
    assert len(table) > 15
    for _, group, *cells in table[2:]:
        row = rows[group]
        fair = f"{row.fair_share:,.0f}" if row.fair_share else ""
        heard, asked = (text_in(row, name, cell_text) for name in ("heard", "asked"))
        assert cells == [heard, fair, asked, row.status]
    assert "3,244 people heard" in page
    assert borough.participation().people == 3244


def test_without_the_forms_nothing_is_settled(borough: rm.ReachMap) -> None:
    """Where only counts at sessions held for a group are left, nobody can tell who is heard."""
    town = borough.stakeholders
    open_to_all = {activity.id for activity in town.activities if not activity.groups}
    held = [row for row in town.turnout if row.activity not in open_to_all]
    before = rm.ReachMap.of(
        replace(
            town,
            about=town.about.model_copy(update={"asked": ()}),
            turnout=rm.Ledger.of(rm.Turnout, held),
        )
    ).participation()
    assert before.of("under", "enough", "fair", "over") == ()


def test_the_only_one_who_knows_hidden_carers_has_a_full_diary(borough: rm.ReachMap) -> None:
    answer = borough.routes("Hidden carers")
    assert {way.nodes[-2] for way in answer.routes} == {"carers-officer"}
    assert {way.state for way in answer.routes} == {"full"}
    assert {way.free_on for way in answer.routes} == {date(2026, 5, 4)}
    assert borough.routes("Hidden carers", avoid=["carers-officer"]).routes == ()


def test_nobody_knows_a_way_to_travellers(borough: rm.ReachMap) -> None:
    without = {row.group: row.why for row in borough.routes_to_all().without}
    assert without["travellers"] == "nobody linked"


def test_the_way_to_people_seeking_asylum_goes_when_a_worker_leaves(borough: rm.ReachMap) -> None:
    group = "People seeking asylum"
    assert "Sanctuary case worker is in the role to 30 April 2026." in (
        borough.routes(group).explain()
    )
    later = borough.routes(group, as_of=date(2026, 5, 1))
    assert (later.routes, later.why) == ((), "left the role")


def test_hidden_carers_hang_on_the_liaison_officer_who_has_no_room(borough: rm.ReachMap) -> None:
    keepers = {row.node: row for row in borough.gatekeepers().nodes}
    officer = keepers["carers-officer"]
    assert officer.sole_for == ("hidden-carers",)
    assert officer.capacity is not None
    assert officer.asked is not None
    assert officer.asked >= officer.capacity
    row = borough.reach("Hidden carers").groups[0]
    assert (row.chance, row.independent_routes, row.why) == (0, 1, "all full")
    assert row.chance_if_free is not None
    assert row.chance_if_free > 0.4
    without = borough.reach("Hidden carers", without=["carers-officer"]).groups[0]
    assert (without.chance_if_free, without.independent_routes) == (0, 0)


def test_without_the_officer_hidden_carers_are_lost_and_others_could_be_asked(
    borough: rm.ReachMap,
) -> None:
    answer = borough.what_if(remove=["carers-officer"])
    assert [row.group for row in answer.changed if row.lost] == ["hidden-carers"]
    build = borough.links_to_build(groups=["Hidden carers"])
    assert (build.links[0].from_, build.links[0].to) == ("carers-coordinator", "hidden-carers")
    assert build.asking[0].places == ("Carers' forum",)


def test_people_seeking_asylum_hang_on_the_case_worker_who_leaves(borough: rm.ReachMap) -> None:
    keepers = {row.node: row for row in borough.gatekeepers().nodes}
    assert keepers["asylum-worker"].sole_for == ("asylum",)
    assert borough.reach("asylum").groups[0].independent_routes == 1
    later = borough.reach("asylum", as_of=date(2026, 5, 1)).groups[0]
    assert (later.chance, later.independent_routes, later.why) == (0, 0, "left the role")


def test_a_panel_of_twelve_draws_no_one_who_was_asked_too_often(borough: rm.ReachMap) -> None:
    quotas = {"women": (4, 7), "men": (4, 7), "long-term": (3, 6), "older-adults": (2, 4)}
    answer = borough.panel(size=12, quotas=quotas)
    busiest = {row.voice for row in borough.voices().most_often[:9]}
    assert answer.record.rested == 9
    assert not busiest & answer.chances.keys()
    assert len(answer.selected) == 12
    for quota in answer.record.quotas:
        assert quota.low <= (quota.drawn or 0) <= quota.high
    assert "Nine people rest this time, with our thanks: we have asked a lot of them." in (
        answer.explain()
    )


def test_the_review_finds_the_stories_of_practice(borough: rm.ReachMap) -> None:
    rows = {(row.rule, row.subject): row for row in borough.review().findings}
    planted = [
        ("decided-first", "urgent-care"),
        ("champion-unsupported", "champion-diabetes"),
        ("barrier-not-lifted", "carers-forum"),
        ("asked-by-provider", "ppi-panel"),
        ("no-anonymous-way", "ppi-panel"),
        ("never-told", "learning-disabilities"),
        ("group-asked-too-often", "learning-disabilities"),
        ("leaving-sole-way", "asylum-worker"),
        ("one-channel", "copd"),
        ("past-experience-only", "stroke-panel"),
        ("same-people", "reference-group"),
        ("single-holder", "stroke-club"),
        ("short-notice", "drop-in-quick"),
        ("no-front-line-staff", "maternity"),
    ]
    assert [key for key in planted if key not in rows] == []
    assert "replacement care" in (rows["barrier-not-lifted", "carers-forum"].finding or "")
    for moved in ("stroke-move", "clinic-close"):
        row = rows["nothing-open", moved]
        assert "with no record of what follows from it" in (row.finding or "")
        assert "co-design" in row.remedy
    assert ("nothing-open", "food-hall") not in rows


def test_evidence_has_every_characteristic_and_what_is_owed(borough: rm.ReachMap) -> None:
    lines = borough.evidence().lines
    assert len({row.characteristic for row in lines}) == 10
    assert {row.group for row in lines} == {group.id for group in borough.stakeholders.groups}
    told = borough.evidence().explain()
    assert (
        "We have no record of asking about these, so we cannot tell whether they were heard: "
        "gender reassignment, sexual orientation." in told
    )
    assert (
        "no answer is on record yet to: People in fuel poverty, People with learning disabilities."
        in told
    )


def test_the_stories_of_tables_are_there(borough: rm.ReachMap) -> None:
    town = borough.stakeholders
    rates = {
        (row.activity, row.group): (row.attended or 0) / row.invited
        for row in town.turnout
        if row.invited
    }
    assert rates["online-2025", "over-75s"] < 0.02
    assert rates["postal-2025", "over-75s"] > 0.5
    told = [row for row in town.said if row.group == "learning-disabilities"]
    assert len(told) == 3
    assert not any(row.response or row.told_on for row in told)
    assert sum(ask.group == "learning-disabilities" for ask in town.asks) == 5
    alone = {champion.id for champion in town.champions if not champion.supported_by}
    assert alone == {"champion-diabetes"}
    carers = [a for a in town.activities if a.id.startswith("carers-")]
    assert [a.supports for a in carers] == [(), (), ()]
    judged = [a for a in town.activities if a.concerns and a.concerns == a.run_by]
    assert {a.channel for a in judged} == {"ppi-panel"}


@pytest.mark.campaign
def test_each_story_stands_on_the_first_screen_or_one_click_away(
    borough: rm.ReachMap, tmp_path: Path
) -> None:
    borough.to_html(tmp_path / "page.html")
    text = (tmp_path / "page.html").read_text(encoding="utf-8")
    first, rest = text.split('<h2 id="picture-title"')
    for words in (
        "made up for illustration",
        "Hidden carers",
        "diary full to 4 May 2026",
        "Gypsy, Roma and Traveller communities",
        "Trans and non-binary people",
        "people of 250",
        "every way goes through",
        "Nine people who came often",
        "asked 5 times about them",
        "an answer to 1 thing they said",
    ):
        assert words in first
    for words in (
        "16 people (15 to 17)",
        "Postal survey: 228 of 420 invited came",
        "Online survey: 26 of 1,850 invited came",
        "We asked others about them 5 times in a quarter, more than the 3 that we take for enough.",
        "No answer on record yet to 3 things they said, the first on 24 February 2025; 2 overdue",
        "Agree who supports them, and write it into the column supported_by.",
        "replacement care",
        "Have someone independent ask, and offer a way that asks for no name.",
        "when it was decided",
        "then co-design with those who use and work in the service",
        "Ask for a handover before the last day",
        "invite people who live it now",
        "Heard, with no record of asking about them before",
        "on record heard through the Patient reference group alone",
        "Stroke pathway panel (56 of 56)",
        "Sanctuary case worker is in the role to 30 April 2026",
        "asked 4 times, can manage 4: no room left",
        "What if Carers&#39; liaison officer leaves?",
        "Help Carers&#39; support coordinator to get to know Hidden carers",
    ):
        assert words in rest
