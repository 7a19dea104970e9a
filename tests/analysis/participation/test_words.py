"""What participation says: plain, true where much is blank, the farthest from their share first."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

import reachmap as rm
from amounts import some_of
from builders import blank_fields, came, desk, heads, town
from reachmap.analysis.participation.question import Participation
from reachmap.analysis.participation.rows import GroupHeard, Status
from reachmap.analysis.participation.words import (
    words_of_group,
    words_of_how_heard,
    words_of_share,
)
from strategies import maps

some = settings(max_examples=some_of(100, usual=30), suppress_health_check=list(HealthCheck))
LEADS: dict[Status, str] = {
    "unheard": "Nobody known of these among those we asked",
    "not-recorded": "We have no record of asking about these, so we cannot tell",
    "under": "Heard less than their share, even allowing for those never asked",
    "uncertain": "Some known, but too few were asked or heard to tell how fairly",
    "unknown": "Some known, with no population to compare with",
    "enough": (
        "Heard at least about as much as their share, with the fewest we assume among those never "
        "asked"
    ),
    "fair": "Heard about as much as their share",
    "over": "Heard more than their share, even allowing for those never asked",
}


@some
@given(stakeholders=maps())
def test_each_group_is_told_under_its_own_status_and_no_other(
    stakeholders: rm.StakeholderMap,
) -> None:
    answer = rm.ReachMap.of(stakeholders).participation()
    named = tuple(r.model_copy(update={"name": f"Name{r.group}"}) for r in answer.groups)
    told = answer.model_copy(update={"groups": named}).sentences()
    for row in named:
        lines = [line for line in told if re.search(rf"\b{row.name}\b", line)]
        leads = [line for line in lines if line.partition(":")[0] in LEADS.values()]
        assert [line.partition(":")[0] for line in leads] == [LEADS[row.status or "unknown"]]
        others = [line for line in lines if line not in leads]
        finding = [line for line in others if "by the finding question" in line]
        assert bool(finding) == (row.may_be_hidden and row.status in {"unheard", "not-recorded"})
        assert all(line.startswith(f"{row.name}: ") for line in others if line not in finding)


def heard(status: Status, **known: Any) -> Participation:
    """Return an answer of one group."""
    row = GroupHeard(group="g", name="Carers", status=status, **known)
    return Participation(groups=(row,), window="up to today")


@pytest.mark.parametrize("status", LEADS)
def test_a_status_alone_makes_a_sentence(status: Status) -> None:
    assert f"{LEADS[status]}: Carers." in heard(status).sentences()


@pytest.mark.parametrize(
    ("ppr", "words"),
    [
        (0.02, "fewer than 1 known for every 10 expected"),
        (0.0501, "at least 1 heard for every 10 expected"),
        (0.74, "at least 7 heard for every 10 expected"),
        (10.0, "at least 100 heard for every 10 expected"),
    ],
)
def test_shares_are_told_out_of_ten_expected_and_as_the_least(ppr: float, words: str) -> None:
    assert words_of_share(ppr) == words


def one(status: Status, **known: Any) -> str:
    """Return what is known of one group in words."""
    return words_of_group(GroupHeard(group="g", name="Carers", status=status, **known))


def test_what_is_known_of_a_group_says_what_those_never_asked_could_change() -> None:
    known = {"heard": 18, "asked": 420, "people": 473, "fair_share": 47.3, "at_own": 0}
    lead = "We know of 18; a fair share is 47."
    assert one("under", **known, most=25.1, least=18.7, unasked_factor=2.0) == (
        f"{lead} Even if those we did not ask were of this group twice as often as those we did, "
        "it would be 25."
    )
    assert one("under", **known, most=25.1, least=18.7, unasked_factor=4.0).count("4 times") == 1
    alike = one("under", **known, most=25.1, least=18.7, unasked_factor=1.0)
    assert "of this group just as often as those we did" in alike
    assert one("under", **known, most=30, least=18) == (
        f"{lead} Even if all of those who may be were of this group, it would be 30."
    )
    assert one("uncertain", **known) == (
        f"{lead} 11 of 100 people we heard have no record of being asked: "
        "ask at the next open meeting."
    )
    assert one("fair", **(known | {"asked": 473})) == f"{lead} All 473 were asked, or are known."


def test_people_known_from_their_own_sessions_alone_are_told_as_that() -> None:
    known = {"heard": 15, "asked": 15, "people": 3244, "fair_share": 32.4, "at_own": 15}
    assert one("uncertain", **known) == (
        "We know of 15, all at sessions held for them; a fair share is 32. More than 99 of 100 "
        "people we heard have no record of being asked: ask at the next open meeting."
    )


def test_nobody_known_is_told_beside_how_many_were_asked() -> None:
    asked = {"heard": 0, "asked": 861, "people": 3244, "fair_share": 23.8, "at_own": 0}
    assert one("unheard", **asked) == (
        "Nobody known: none of the 861 people who answered about them, or who cannot be of them. "
        "Of the other 2,383 we do not know."
    )
    nobody = asked | {"asked": 0}
    assert one("not-recorded", **nobody) == (
        "Nobody known, and no record of asking about them: 3,244 people heard in all."
    )
    assert one("unheard", **nobody) == "Nobody known: a count of heads has none."


def test_tables_tell_it_in_a_few_words() -> None:
    def brief(status: Status, **known: Any) -> str:
        return words_of_how_heard(GroupHeard(group="g", name="G", status=status, **known))

    asked = {"heard": 0, "asked": 1977, "fair_share": 3.0}
    assert brief("unheard", **asked) == "nobody known among the 1,977 who answered"
    assert brief("unheard", **asked | {"asked": 0}) == "nobody known by a count of heads"
    known = {"heard": 18, "asked": 420, "fair_share": 47.3}
    assert brief("under", **known) == "less than its share: 18 known, 47 expected"
    assert brief("unknown", heard=3, asked=9) == "3 known, no population to compare with"
    few = {"heard": 2, "asked": 420, "fair_share": 4.7}
    assert brief("under", **few) == "heard less than its share: 2 known"
    assert brief("under") == "heard less than its share"


def test_where_very_few_are_expected_no_share_is_told() -> None:
    known = {"heard": 2, "asked": 473, "people": 473, "fair_share": 4.9, "least": 2, "at_own": 0}
    assert one("uncertain", **known) == (
        "We know of 2. So few were heard in all that luck may explain it."
    )
    assert heard("uncertain", **known).sentences()[1] == f"{LEADS['uncertain']}: Carers (2 known)."


def test_heads_that_may_be_the_same_people_are_told_as_such() -> None:
    known = {"heard": 19, "asked": 473, "people": 473, "fair_share": 9.5, "least": 10, "at_own": 19}
    assert one("uncertain", **known).endswith(
        "By head counts, 19 may be as few as 10 different people."
    )


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [(1, 1000, "1%"), (999, 1000, "99%"), (1, 3, "33%"), (4, 4, "100%")],
)
def test_a_few_head_counts_are_not_none_and_most_are_not_all(
    part: int, whole: int, words: str
) -> None:
    answer = heard("fair").model_copy(update={"people": whole, "heads": part})
    told = answer.sentences()[-1]
    assert told.startswith(f"Figures are 'up to': {words} of the people heard are head counts")


def test_head_counts_are_told_of_the_people_heard_however_many_groups_they_are_of() -> None:
    # Two came by name and eighteen were counted, nine of them of both groups.
    survey = rm.Activity(id="spring", name="Spring", date=date(2026, 1, 5), attended=20)
    counts = heads(("spring", "carers", 9), ("spring", "students", 9))
    voices = [rm.Voice(id=f"v{n}", name=f"v{n}", groups=("carers",)) for n in range(2)]
    rows = rm.Ledger.of(
        rm.Attendance, [rm.Attendance(voice=v.id, activity="spring") for v in voices]
    )
    made = town(activities=[survey], turnout=counts, voices=voices, attendance=rows)
    answer = rm.ReachMap.of(made).participation()
    assert (answer.people, answer.heads) == (20, 18)
    assert "90% of the people heard are head counts" in answer.explain()


def test_many_groups_are_counted_after_the_sixth() -> None:
    rows = tuple(GroupHeard(group=f"g{n}", name=f"G{n}", status="fair") for n in range(9))
    told = Participation(groups=rows, window="up to today").sentences()[1]
    assert told == f"{LEADS['fair']}: G0, G1, G2, G3, G4, G5 and 3 more."


def test_any_one_figure_may_be_blank() -> None:
    answer = desk().participation()
    for name in {*blank_fields(answer.groups[0])} - {"status"}:
        rows = tuple(row.model_copy(update={name: None}) for row in answer.groups)
        words = answer.model_copy(update={"groups": rows}).explain()
        assert "None" not in words
        assert "Carers" in words
        assert "Students" in words


def test_a_group_not_asked_about_in_a_window_is_not_said_to_be_so_for_ever() -> None:
    answer = desk().participation(until=date(2025, 12, 31))
    assert answer.of("not-recorded")[0].group == "students"
    assert "no record of asking about 1 group" in answer.missing[0]


def test_what_is_missing_names_the_table_that_would_tell() -> None:
    groups = [rm.Group(id="carers", name="Carers"), rm.Group(id="students", name="Students")]
    answer = desk(about=rm.About(as_of=date(2026, 3, 31)), groups=groups).participation()
    assert answer.missing == (
        "No 'area_population' in about: shares of the area cannot be known.",
        "No population for 2 groups: their fair share cannot be known. Add 'population' to groups.",
    )
    assert [row.status for row in answer.groups] == ["unknown", "unknown"]


def test_a_map_in_which_every_group_comes_out_high_asks_whom_it_is_about() -> None:
    groups = [rm.Group(id="carers", name="Carers", population=20)]
    groups += [rm.Group(id="students", name="Students", population=30)]
    full = heads(("spring", "carers", 60), ("spring", "students", 50))
    activities = [rm.Activity(id="spring", name="Spring", date=date(2026, 1, 5), attended=100)]
    made = town(groups=groups, turnout=full, activities=activities, voices=[], attendance=came())
    about = made.about.model_copy(update={"area_population": 1000})
    answer = rm.ReachMap.of(replace(made, about=about)).participation()
    assert {row.status for row in answer.groups} == {"over"}
    assert "Whom is the map about?" in "".join(answer.missing)
    named = about.model_copy(update={"subject": "students"})
    answer = rm.ReachMap.of(replace(made, about=named)).participation()
    assert "Whom is the map about?" not in "".join(answer.missing)


def test_more_heard_than_there_are_is_told() -> None:
    groups = [rm.Group(id="carers", name="Carers", population=4)]
    many = heads(("spring", "carers", 9))
    made = town(groups=groups, turnout=many, voices=[], attendance=came())
    assert "More people heard than there are, by head counts: Carers." in "".join(
        rm.ReachMap.of(made).participation().missing
    )


def test_hidden_groups_come_with_the_finding_question_only_where_nobody_is_known() -> None:
    groups = [
        rm.Group(id="carers", name="Carers", population=200, hidden=True),
        rm.Group(id="students", name="Students", population=300, hidden=True),
    ]
    silent = desk(groups=groups, turnout=heads(("spring", "students", 0)))
    told = silent.participation().sentences()
    assert (
        "Students: people may not call themselves by that name, so ask in other words, "
        "by the finding question." in told
    )
    assert not [line for line in told if line.startswith("Carers: people may not")]


def test_odd_names_are_told_as_they_are_and_shown_safely() -> None:
    groups = [
        rm.Group(id="carers", name="=1+1 <script>", population=200),
        rm.Group(id="students", name="Студенты", population=300),
    ]
    answer = rm.ReachMap.of(town(groups=groups)).participation()
    assert "=1+1 <script>" in answer.explain()
    assert "<script>" not in answer._repr_html_()
    assert "\ncarers,'=1+1 <script>,200," in answer.to_csv()
    assert "Студенты" in answer.to_csv()
