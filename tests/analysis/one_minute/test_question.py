"""The answer in one minute: three sentences and three actions, true on any map."""

import re
from datetime import date
from typing import Any

import pytest

import reachmap as rm
from builders import AS_OF, came, desk, heads, town
from folders import TOWN
from reachmap.analysis.briefing import Briefing, briefing
from reachmap.analysis.one_minute.question import one_minute
from reachmap.analysis.one_minute.rows import OneMinute
from reachmap.analysis.snapshot import Snapshot
from reachmap.model.audience import AUDIENCES, Audience
from reachmap.release.gate import release
from reachmap.words import words_of_day, words_of_number

MOST_WORDS = 25


@pytest.fixture(scope="module")
def borough() -> Briefing:
    """Return all answers about the demo borough."""
    return briefing(Snapshot.of(rm.demo().stakeholders))


def minute(map_: rm.ReachMap, audience: Audience = "internal") -> OneMinute:
    """Return the answer in one minute for an audience."""
    return one_minute(release(briefing(Snapshot(map_.store)), audience=audience).content)


def asked_town(heard: int, **changes: Any) -> rm.ReachMap:
    """Return a town in which all of 300 heads were asked about carers, and so many are."""
    day = rm.Activity(id="fair", name="Fair", date=date(2026, 2, 1), records=("carers",))
    tables: dict[str, Any] = {
        "groups": [rm.Group(id="carers", name="Carers", population=200)],
        "activities": [day.model_copy(update={"attended": 300})],
        "voices": [],
        "attendance": came(),
        "turnout": heads(("fair", "carers", heard)),
    }
    return desk(**(tables | changes))


def test_the_first_sentence_names_who_is_not_heard(borough: Briefing) -> None:
    words = one_minute(borough).not_heard
    unheard, never = borough.heard.of("unheard"), borough.heard.of("not-recorded")
    assert all(row.name in words for row in unheard)
    assert f"{words_of_number(len(never))} more groups we have no record of asking" in words


def test_the_second_says_how_many_of_how_many_expected(borough: Briefing) -> None:
    words, under = one_minute(borough).least_heard, borough.heard.of("under")
    row = under[0]
    assert words.startswith(
        f"{row.name}: {row.heard} known where a fair share is {row.fair_share:.0f};"
        f" perhaps {row.most:.0f} with those never asked, by our assumption."
    )
    assert f"{words_of_number(len(under) - 1).capitalize()} more groups" in words


def test_the_third_says_whose_voices_fill_the_room_and_what_luck_would_give(
    borough: Briefing,
) -> None:
    words, voices = one_minute(borough).voices, borough.voices
    assert words.startswith(
        f"{words_of_number(voices.overall.half or 0).capitalize()} people of {voices.voices}"
        f" filled half of the {voices.attendances:,} places"
    )
    assert "more than luck explains, among about 242 people by our estimate" in words
    assert voices.judged.pool == 242
    assert voices.judged.verdict(voices.more_than_luck) == "more"


def test_three_actions_come_by_day_each_with_its_day_and_a_name(borough: Briefing) -> None:
    actions = one_minute(borough).actions
    assert len(actions) == 3
    assert [each.day for each in actions] == sorted(each.day for each in actions)
    for each in actions:
        assert each.name in each.words
        assert words_of_day(each.day) in each.words


def test_ways_in_are_those_of_the_best_routes_from_the_day_all_are_free(borough: Briefing) -> None:
    best = {row.group: row for row in borough.best.routes}
    ways = [each for each in one_minute(borough).actions if each.kind == "introduction"]
    assert [each.group for each in ways] == ["bangladeshi", "hidden-carers"]
    for each in ways:
        route = best[each.group]
        assert all(name in each.words for name in route.names[1:])
        assert each.node == route.nodes[1]
        assert each.day == route.free_from(borough.as_of)
    assert "Until then let Carers' liaison officer rest." in ways[1].words


def test_who_leaves_soon_and_is_the_only_way_is_asked_for_a_handover(borough: Briefing) -> None:
    (action,) = (each for each in one_minute(borough).actions if each.kind == "handover")
    (row,) = (row for row in borough.gatekeepers.sole if row.node == action.node)
    assert action.day == row.until == date(2026, 4, 30)
    assert "for a handover now: to introduce" in action.words
    (asked,) = (each for each in borough.burden.asked if each.node == action.node)
    assert asked.free_on == borough.as_of
    later = asked.model_copy(update={"free_on": date(2026, 4, 20)})
    burden = borough.burden.model_copy(update={"asked": (later,)})
    (waits,) = (
        each
        for each in one_minute(borough.model_copy(update={"burden": burden})).actions
        if each.kind == "handover"
    )
    assert "for a handover before then: to introduce" in waits.words
    assert all(name in action.words for name in row.sole_names)


def test_no_sentence_is_longer_than_a_breath(borough: Briefing) -> None:
    for answer in (one_minute(borough), minute(rm.read(TOWN)), minute(desk())):
        texts = (answer.not_heard, answer.least_heard, answer.voices, answer.no_action)
        for text in (*texts, *(each.words for each in answer.actions)):
            for sentence in re.split(r"(?<=[.?]) ", text):
                assert len(sentence.split()) <= MOST_WORDS, sentence


def test_a_way_that_reaches_a_part_is_not_said_twice() -> None:
    actions = minute(rm.read(TOWN)).actions
    groups = [each.group for each in actions if each.kind == "introduction"]
    assert groups == ["polish-speakers", "carers"]


def test_an_answer_owed_names_who_owes_it_and_since_when() -> None:
    (action,) = (each for each in minute(rm.read(TOWN)).actions if each.kind == "answer")
    assert action.words == (
        "Engagement officer: tell people what happened after Carers' focus group,"
        " or record that you did: it was due on 5 January 2026."
    )


def test_where_no_way_in_is_known_the_team_asks_itself() -> None:
    (action,) = minute(asked_town(0)).actions
    assert action.kind == "nobody-known"
    assert action.words == (
        "Ask in Engagement team who knows Carers: from 31 March 2026. We know no way in yet."
    )


def test_where_all_on_the_way_are_full_for_good_nobody_is_to_be_asked() -> None:
    hub = rm.Organisation(id="hub", name="Hub", capacity=0)
    team = rm.Organisation(id="team", name="Engagement team", team=True)
    links = [
        rm.Link(from_="team", type="KNOWS", to="hub"),
        rm.Link(from_="hub", type="TRUSTED_BY", to="carers"),
    ]
    known = minute(asked_town(0, organisations=[team, hub], links=links))
    assert [each.kind for each in known.actions] == []
    assert "name nothing to do next" in known.no_action


@pytest.mark.parametrize(
    ("type_", "other", "words"),
    [
        ("HEARS", {"channels": [rm.Channel(id="x", name="Forum")]}, "about hearing Carers through"),
        ("GATHERS", {"venues": [rm.Venue(id="x", name="Hall")]}, "whether you may meet Carers at"),
    ],
)
def test_channels_and_places_are_no_people_to_be_introduced_by(
    type_: Any, other: dict[str, Any], words: str
) -> None:
    team = rm.Organisation(id="team", name="Team", team=True)
    hub = rm.Organisation(id="hub", name="Hub")
    opens: Any = "KNOWS" if type_ == "HEARS" else "USES"
    links = [
        rm.Link(from_="team", type="KNOWS", to="hub"),
        rm.Link(from_="hub", type=opens, to="x"),
        rm.Link(from_="x", type=type_, to="carers"),
    ]
    base: dict[str, Any] = {"channels": [], "venues": []}
    known = minute(asked_town(0, organisations=[team, hub], links=links, **(base | other)))
    name = "Forum" if type_ == "HEARS" else "Hall"
    assert known.actions[0].words.startswith(f"Ask Hub {words} {name}: from 31 March 2026.")


def test_a_group_that_trusts_us_is_asked_by_ourselves() -> None:
    links = [rm.Link(from_="team", type="TRUSTED_BY", to="carers")]
    action = minute(asked_town(0, links=links)).actions[0]
    assert action.words == "Ask Carers yourselves, as they trust you: from 31 March 2026."


def test_where_nobody_is_unheard_no_group_is_said_to_be_left_out() -> None:
    answer = minute(asked_town(70))
    assert answer.not_heard == "Of every group on the map we know somebody who was heard."
    assert answer.least_heard == (
        "No group of which we know somebody is heard less than its share."
    )


def test_where_all_were_asked_no_assumption_is_named() -> None:
    answer = minute(asked_town(9))
    assert answer.least_heard == (
        "Carers: 9 known where a fair share is 60; all who were heard were asked, or are known."
    )


def test_where_nothing_was_recorded_it_says_what_would_tell() -> None:
    answer = minute(desk(activities=[], voices=[], attendance=came(), turnout=heads()))
    assert answer.not_heard.startswith("We cannot tell: there is no record of asking")
    assert "“activities” and “turnout” would tell" in answer.least_heard
    assert "“voices”" in answer.voices


def test_a_map_without_groups_says_so() -> None:
    answer = minute(desk(groups=[], voices=[], attendance=came(), turnout=heads()))
    assert answer.not_heard.startswith("The map has no groups yet")
    assert answer.least_heard.startswith("We cannot tell: nobody is recorded as heard.")


def test_without_any_population_no_share_is_spoken_of() -> None:
    groups = [rm.Group(id="carers", name="Carers"), rm.Group(id="students", name="Students")]
    answer = minute(desk(groups=groups))
    assert "no population to compare with" in answer.least_heard


def test_where_too_few_were_asked_it_says_of_how_many_groups() -> None:
    answer = minute(desk())
    unclear = desk().participation().of("uncertain")
    assert f"Of {len(unclear)} group too few were asked" in answer.least_heard


@pytest.mark.parametrize("audience", [each for each in AUDIENCES if each != "internal"])
def test_others_are_given_no_figure_and_no_name_of_who_could_help(
    borough: Briefing, audience: Audience
) -> None:
    answer = one_minute(release(borough, audience=audience).content)
    assert "left out of this copy" in answer.not_heard
    least = answer.least_heard.replace("(16 to 25)", "")
    assert not re.search(r"\d", answer.not_heard + least + answer.voices)
    assert {each.kind for each in answer.actions} <= {"answer"}
    assert not any(each.node or each.group for each in answer.actions)


def test_others_with_nothing_to_do_are_sent_to_the_team() -> None:
    answer = minute(town_without_answers(), "public")
    assert answer.actions == ()
    assert answer.no_action.endswith("ask the team.")


def town_without_answers() -> rm.ReachMap:
    """Return a town in which nobody waits for an answer."""
    return rm.ReachMap.of(town(activities=[], voices=[], attendance=came(), turnout=heads()))


def test_a_sheet_that_would_settle_something_is_an_action_on_its_day(borough: Briefing) -> None:
    sheet = borough.sheets[-1].model_copy(
        update={
            "name": "Next panel",
            "day": date(2026, 5, 1),
            "sittings": None,
            "settles": 3,
            "perhaps": 4,
        }
    )
    quiet = borough.gatekeepers.model_copy(update={"nodes": ()})
    changes: dict[str, Any] = {"gatekeepers": quiet, "owed": (), "sheets": (sheet,)}
    answers = borough.model_copy(update=changes)
    (action,) = (each for each in one_minute(answers).actions if each.kind == "sign-in")
    assert action.day == date(2026, 5, 1) > AS_OF
    assert "on the sign-in sheet of Next panel: on 1 May 2026." in action.words
    assert f"settles 3 of {sheet.of} groups" in action.words


def test_a_sheet_for_no_sitting_in_particular_says_from_when() -> None:
    (action,) = (each for each in minute(desk()).actions if each.kind == "sign-in")
    assert action.words == (
        "Ask about carers on the sign-in sheet of every open sitting for a year:"
        " from 31 March 2026. It may settle 1 of 1 group of which we cannot tell."
    )


def test_a_group_heard_less_to_which_no_way_is_known_is_asked_about_too() -> None:
    (action,) = minute(asked_town(9)).actions
    assert action.kind == "nobody-known"
    assert "who knows Carers" in action.words
