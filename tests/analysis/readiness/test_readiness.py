"""What a map can answer now, and what would make its answers better."""

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

import reachmap as rm
from builders import AS_OF, came, desk, heads
from folders import TOWN
from reachmap.analysis.catalogue import QUESTIONS
from reachmap.analysis.readiness import words as readiness_words
from reachmap.analysis.readiness.question import readiness
from reachmap.analysis.readiness.rows import LOSSES, Gap
from reachmap.analysis.snapshot import Snapshot
from reachmap.release import release
from reachmap.words import FOR_TEAM
from strategies import maps

TEAM = rm.Organisation(id="team", name="Engagement team", team=True)
HUB = rm.Organisation(id="hub", name="Hub", capacity=2)
CARERS = rm.Group(
    id="carers", name="Carers", population=200, barriers=("caring",), category="carers"
)
STUDENTS = rm.Group(
    id="students", name="Students", population=300, barriers=("timing",), category="students"
)
FORUM = rm.Channel(id="forum", name="Carers' forum", run_by="team", capacity=4)
SPRING = rm.Activity(
    id="spring",
    name="Spring",
    date=date(2026, 3, 1),
    channel="forum",
    level="co-design",
    method="focus-group",
    groups=("carers", "students"),
    notice_days=21,
    feedback_on=date(2026, 3, 20),
)


def known(from_: str, type_: Any, to: str, **changes: Any) -> rm.Link:
    """Return a link of which everything is recorded."""
    usual: dict[str, Any] = {"trust": 4, "days": 2, "cost": 0, "owner": "engagement officer"}
    usual |= {"last_contact": date(2026, 3, 1)}
    return rm.Link(from_=from_, type=type_, to=to, **(usual | changes))


def counted(*rows: tuple[str, str, int]) -> Any:
    """Return head counts of (activity, group, how many came), nine invited to each."""
    return rm.Ledger.of(
        rm.Turnout, [rm.Turnout(activity=a, group=g, invited=9, attended=n) for a, g, n in rows]
    )


TEAM_HUB = known("team", "KNOWS", "hub")
HUB_CARERS = known("hub", "TRUSTED_BY", "carers")
FORUM_STUDENTS = known("forum", "HEARS", "students")

WHOLE_ABOUT = rm.About(title="A town", area="Old town", area_population=1000, as_of=AS_OF)

WHOLE: dict[str, Any] = {
    "about": WHOLE_ABOUT,
    "organisations": [TEAM, HUB],
    "groups": [CARERS, STUDENTS],
    "channels": [FORUM],
    "activities": [SPRING],
    "voices": [rm.Voice(id="v1", name="v1", groups=("carers",), lived_experience="current")],
    "attendance": came(("v1", "spring")),
    "turnout": counted(("spring", "students", 5)),
    "links": [TEAM_HUB, HUB_CARERS, FORUM_STUDENTS],
    "asks": rm.Ledger.of(
        rm.Ask, [rm.Ask(date=date(2026, 1, 5), from_="team", to="hub", outcome="passed-on")]
    ),
}


def lacking(**changes: Any) -> dict[tuple[str, str | None], Gap]:
    """Return the gaps of a map that lacks nothing but for the changes, by table and column."""
    answer = desk(**(WHOLE | changes)).readiness()
    return {(gap.table, gap.column): gap for gap in answer.gaps}


def changed(node: Any, **update: Any) -> Any:
    """Return a record with some fields changed."""
    return node.model_copy(update=update)


NONE: Any = rm.Ledger.of(rm.Ask, [])
ELSEWHERE: Any = rm.Ledger.of(
    rm.Ask, [rm.Ask(date=date(2026, 1, 5), from_="team", to="lead", outcome="declined")]
)
LEAD = rm.KeyWorker(id="lead", name="Lead", role="lead", organisation="hub")
LATER = rm.Activity(id="may", name="May", date=date(2026, 5, 1), level="engagement")

CASES: list[tuple[dict[str, Any], str, str | None, Any, str]] = [
    # changes, table, column, (missing, of, loss, groups), how its sentence begins
    (
        {"groups": [CARERS, STUDENTS, rm.Group(id="c", name="Chess", population=9)]},
        "groups",
        "barriers",
        (1, 3, "detail", 1),
        "No barriers for 1 of 3 groups (Chess): what would help them to join is not known.",
    ),
    (
        {"groups": [changed(CARERS, population=None), STUDENTS]},
        "groups",
        "population",
        (1, 2, "part", 1),
        "No population for 1 of 2 groups (Carers): their fair share is not known. "
        "Sheet 'groups', column 'population' (for heard).",
    ),
    (
        {"about": rm.About(as_of=AS_OF)},
        "about",
        "area_population",
        (1, 1, "part", 2),
        "No population of the area: which groups are heard less than their share is not known.",
    ),
    (
        {"turnout": counted(("spring", "carers", 200), ("spring", "students", 190))},
        "about",
        "subject",
        (1, 1, "part", 2),
        "No group is named that the map is about, and every group comes out high or most people "
        "are of one: whether these are shares of the right people is not known. Sheet 'about', "
        "column 'subject' (for heard).",
    ),
    (
        {"turnout": counted(("spring", "carers", 10), ("spring", "students", 190))},
        "about",
        "subject",
        (1, 1, "part", 2),
        "No group is named that the map is about, and every group comes out high or most people "
        "are of one: whether these are shares of the right people is not known. Sheet 'about', "
        "column 'subject' (for heard).",
    ),
    (
        {
            "turnout": counted(("spring", "carers", 200), ("spring", "students", 190)),
            "about": WHOLE_ABOUT.model_copy(update={"subject": "students"}),
        },
        "about",
        "subject",
        None,
        "",
    ),
    (
        {"groups": [changed(CARERS, hidden=True), STUDENTS]},
        "groups",
        "finding_question",
        (1, 1, "part", 1),
        "No finding question for the one hidden group: what to ask so that people recognise",
    ),
    (
        {"groups": [changed(CARERS, category=None), STUDENTS]},
        "groups",
        "category",
        (1, 2, "detail", 1),
        "No category for 1 of 2 groups (Carers): which protected characteristics they stand for",
    ),
    (
        {"activities": [changed(SPRING, notice_days=None)]},
        "activities",
        "notice_days",
        (1, 1, "detail", 2),
        "No days of notice for the one activity: whether people had time to come is not known.",
    ),
    (
        {"activities": [changed(SPRING, feedback_on=None)]},
        "activities",
        "feedback_on",
        (1, 1, "detail", 2),
        "No day of feedback for the one activity: whether people were told what happened as a",
    ),
    (
        {"asks": ELSEWHERE, "workers": [LEAD]},
        "asks",
        "to",
        (None, None, "all", 2),
        "No answered ask goes along a relationship on the map (where a worker was asked, name the "
        "worker): whether introductions worked as often as promised is not known. Sheet 'asks', "
        "column 'to'",
    ),
    (
        {"asks": ELSEWHERE, "workers": [LEAD]},
        "asks",
        "outcome",
        None,
        "",
    ),
    (
        {"voices": [], "attendance": came()},
        "champions",
        None,
        (None, None, "all", 2),
        "No voices or champions: who a panel could be drawn from is not known.",
    ),
    (
        {"turnout": heads()},
        "turnout",
        "group",
        (1, 2, "part", 1),
        "No activity records anything about 1 of 2 groups (Students): whether they are "
        "heard is not known. Sheet 'turnout', column 'group' (for heard).",
    ),
    (
        {"turnout": heads(), "about": WHOLE_ABOUT.model_copy(update={"asked": ("students",)})},
        "turnout",
        "group",
        None,
        "",
    ),
    (
        {"activities": [changed(SPRING, groups=("carers",))], "turnout": heads()},
        "turnout",
        "group",
        (1, 2, "part", 1),
        "No activity records anything about 1 of 2 groups (Students): whether they are "
        "heard is not known. Sheet 'turnout', column 'group' (for heard).",
    ),
    (
        {"turnout": heads(("spring", "students", None)), "attendance": came(), "voices": []},
        "turnout",
        "attended",
        (1, 1, "all", 2),
        "No head count by group for the one activity: who was heard there is not known.",
    ),
    (
        {
            "activities": [SPRING, changed(SPRING, id="odd", name="Odd")],
            "attendance": came(),
            "voices": [],
        },
        "activities",
        "attended",
        (2, 2, "part", 2),
        "Nothing on how many came in all to any of the 2 activities: how many people were heard "
        "is not known. Sheet 'activities', column 'attended' (for heard).",
    ),
    (
        {"activities": [changed(SPRING, attended=9)], "attendance": came(), "voices": []},
        "activities",
        "attended",
        None,
        "",
    ),
    (
        {"activities": [SPRING, changed(SPRING, id="odd", name="Odd")]},
        "turnout",
        "attended",
        (1, 2, "part", 2),
        "No head count by group for 1 of 2 activities: who was heard there is not known.",
    ),
    (
        {"activities": [changed(SPRING, date=None)]},
        "activities",
        "date",
        (1, 1, "detail", 2),
        "No day for the one activity: in which months they heard people is not known.",
    ),
    (
        {"activities": [changed(SPRING, method=None)]},
        "activities",
        "method",
        (1, 1, "detail", 2),
        "No method for the one activity: which way of hearing people reached which groups is not",
    ),
    (
        {"activities": [changed(SPRING, level=None)]},
        "activities",
        "level",
        (1, 1, "detail", 2),
        "No level for the one activity: how much say people had is not known.",
    ),
    (
        {"activities": [], "turnout": heads(), "attendance": came(), "voices": []},
        "activities",
        None,
        (None, None, "all", 2),
        "No activities (the last ten will do): who is heard is not known. Sheet "
        "'activities' (for heard).",
    ),
    (
        {"activities": [LATER], "turnout": heads(), "attendance": came()},
        "activities",
        None,
        (None, None, "all", 2),
        "No activity has taken place yet: who is heard is not known. Sheet "
        "'activities' (for heard).",
    ),
    (
        {"attendance": came()},
        "attendance",
        None,
        (None, None, "all", 2),
        "Nobody recorded by voice (under a pseudonym, in 'voices' and 'attendance'): whether",
    ),
    (
        {"attendance": came(), "voices": []},
        "voices",
        None,
        (None, None, "all", 2),
        "Nobody recorded by voice",
    ),
    (
        {"attendance": came(("v1", "spring"), speaking="facilitator")},
        "attendance",
        None,
        (None, None, "all", 2),
        "Nobody recorded by voice",
    ),
    (
        {"voices": [rm.Voice(id="v1", name="v1", groups=("carers",))]},
        "voices",
        "lived_experience",
        (1, 1, "part", 1),
        "Nothing on lived experience for the one voice who spoke: whether they live it now or",
    ),
    (
        {"voices": [rm.Voice(id="v1", name="v1", lived_experience="past")]},
        "voices",
        "groups",
        (1, 1, "detail", 1),
        "No groups for the one voice: who they speak for is not known.",
    ),
    (
        {
            "channels": [],
            "links": [TEAM_HUB, HUB_CARERS],
            "activities": [changed(SPRING, channel=None)],
        },
        "channels",
        None,
        (None, None, "part", 2),
        "No channels (a panel, a forum, a survey): which groups are heard through one channel",
    ),
    (
        {"activities": [changed(SPRING, channel=None)]},
        "activities",
        "channel",
        (1, 1, "part", 2),
        "No channel named for the one activity: which groups are heard through one channel",
    ),
    (
        {"links": [TEAM_HUB]},
        "contacts",
        None,
        (None, None, "all", 2),
        "No contact leads from the team to a group: who could introduce you is not known.",
    ),
    (
        {"links": [TEAM_HUB, HUB_CARERS]},
        "contacts",
        "group",
        (1, 2, "part", 1),
        "No contact for 1 of 2 groups (Students): who could introduce you to them is not known.",
    ),
    (
        {"links": [TEAM_HUB, HUB_CARERS]},
        "links",
        "type",
        (1, 1, "detail", 2),
        "No link HEARS for the one channel that people came to: which groups you could meet",
    ),
    (
        {"links": [changed(TEAM_HUB, trust=None), HUB_CARERS, FORUM_STUDENTS]},
        "links",
        "trust",
        (1, 3, "detail", 1),
        "No trust for 1 of 3 links on the best ways: how well they work is not known.",
    ),
    (
        {"links": [TEAM_HUB, changed(HUB_CARERS, days=None), FORUM_STUDENTS]},
        "links",
        "days",
        (1, 3, "detail", 1),
        "No days for 1 of 3 links on the best ways: how long an introduction takes",
    ),
    (
        {"links": [TEAM_HUB, changed(HUB_CARERS, cost=None), FORUM_STUDENTS]},
        "links",
        "cost",
        (1, 3, "detail", 1),
        "No cost for 1 of 3 links on the best ways: what an introduction costs",
    ),
    (
        {"links": [changed(TEAM_HUB, owner=None), HUB_CARERS, FORUM_STUDENTS]},
        "links",
        "owner",
        (1, 1, "detail", 1),
        "No owner for the one link of our own on the best ways: "
        "who in the team holds the relationship",
    ),
    (
        {
            "links": [changed(TEAM_HUB, last_contact=None), HUB_CARERS, FORUM_STUDENTS],
            "asks": NONE,
        },
        "links",
        "last_contact",
        (1, 1, "detail", 1),
        "No day of the last contact for the one link between contacts on the best ways: which",
    ),
    (
        {"links": [changed(TEAM_HUB, last_contact=None), HUB_CARERS, FORUM_STUDENTS]},
        "links",
        "last_contact",
        None,
        "",
    ),
    (
        {"asks": NONE},
        "asks",
        None,
        (None, None, "detail", 2),
        "No asks: how often introductions have worked is not known. Sheet 'asks' (for routes).",
    ),
    (
        {"organisations": [TEAM, changed(HUB, capacity=None)]},
        "organisations",
        "capacity",
        (1, 1, "detail", 1),
        "No capacity for the one organisation on the best ways: when they have been asked as",
    ),
    (
        {"channels": [changed(FORUM, capacity=None)]},
        "channels",
        "capacity",
        (1, 1, "detail", 1),
        "No capacity for the one channel on the best ways",
    ),
    (
        {
            "workers": [rm.KeyWorker(id="w", name="W")],
            "links": [*WHOLE["links"], known("w", "TRUSTED_BY", "students")],
        },
        "workers",
        "organisation",
        (1, 1, "part", 1),
        "Nobody known who could put you in touch with the one key worker: the way through them",
    ),
    (
        {
            "workers": [rm.KeyWorker(id="w", name="W")],
            "links": [
                *WHOLE["links"],
                known("w", "TRUSTED_BY", "students"),
                known("w", "KNOWS", "team", both_ways=True),
            ],
        },
        "workers",
        "organisation",
        None,
        "",
    ),
    (
        {"champions": [rm.Champion(id="c", name="C", groups=("students",))]},
        "champions",
        "supported_by",
        (1, 1, "part", 1),
        "Nobody known who could put you in touch with the one champion",
    ),
    (
        {"channels": [changed(FORUM, run_by=None)]},
        "channels",
        "run_by",
        (1, 1, "part", 1),
        "Nobody known who could put you in touch with the one channel",
    ),
    (
        {
            "groups": [],
            "turnout": heads(),
            "links": [TEAM_HUB],
            "activities": [changed(SPRING, groups=())],
            "voices": [],
            "attendance": came(),
        },
        "groups",
        "name",
        (None, None, "all", None),
        "No groups: who is heard, and who could be reached, is not known.",
    ),
]


def can_ask(**groups: str) -> str:
    """Return the sentence that lists every question, with the groups that some can be put for."""
    questions = [
        f"{words} (for {groups[name]} groups)" if name in groups else words
        for name, words in QUESTIONS.items()
    ]
    return f"You can ask now: {'; '.join(questions)}."


def test_a_map_that_tells_everything_lacks_nothing() -> None:
    answer = desk(**WHOLE).readiness()
    assert answer.gaps == ()
    assert answer.missing == ()
    assert [row.question for row in answer.answered] == [*QUESTIONS]
    assert answer.sentences() == (
        "Of 1 group too few were asked, or none, to tell how fairly they are heard. These "
        "questions on a sign-in sheet or form would tell most.",
        "Next time, ask caring. Nobody can say who will come, so how many it settles is not known.",
        "Print a sheet for each activity that is planned: "
        "reachmap template --sign-in FOLDER --map SOURCE.",
        can_ask(),
        "Nothing is missing that you could fill in from memory.",
    )


@pytest.mark.parametrize(
    ("changes", "table", "column", "figures", "words"),
    CASES,
    ids=[f"{case[1]} {case[2]} {number}" for number, case in enumerate(CASES)],
)
def test_each_gap_is_told_where_it_is(
    changes: dict[str, Any], table: str, column: str | None, figures: Any, words: str
) -> None:
    gap = lacking(**changes).get((table, column))
    figures_now = gap and (gap.missing, gap.of, gap.loss, gap.groups)
    assert figures_now == figures
    if gap:
        assert readiness_words.words_of_gap(gap).startswith(words)


def contacts_only(tmp_path: Path, row: str) -> rm.ReachMap:
    """Return a map whose one link is a row of contacts."""
    (tmp_path / "about.csv").write_text("team,as_of\nTeam,2026-03-31\n")
    (tmp_path / "groups.csv").write_text("name\nCarers\n")
    (tmp_path / "contacts.csv").write_text(f"organisation,group,trust,owner\n{row}\n")
    return rm.read(tmp_path)


def test_what_contacts_can_tell_is_asked_of_contacts_alone(tmp_path: Path) -> None:
    gaps = contacts_only(tmp_path, "Hub,Carers,,officer").readiness().gaps
    missing = {(gap.table, gap.column, gap.missing, gap.of) for gap in gaps}
    assert {("contacts", "trust", 1, 1), ("contacts", "last_contact", 1, 1)} <= missing
    assert ("contacts", "owner") not in {(gap.table, gap.column) for gap in gaps}
    assert "links" not in {gap.table for gap in gaps}


def test_gaps_stand_by_what_they_cost_then_by_the_groups_they_touch() -> None:
    for answer in (rm.demo().readiness(), rm.read(TOWN).readiness()):
        order = [(LOSSES.index(gap.loss), -(gap.groups or 0)) for gap in answer.gaps]
        assert order == sorted(order)
        assert len({loss for loss, _ in order}) == 2


def test_what_blocks_a_question_comes_first_however_few_groups_it_touches() -> None:
    lists = [changed(CARERS, population=None), changed(STUDENTS, population=None)]
    answer = desk(**(WHOLE | {"groups": lists, "attendance": came()})).readiness()
    assert (answer.gaps[0].table, answer.gaps[0].loss) == ("attendance", "all")
    assert "voices" not in {row.question for row in answer.answered}


def test_the_demo_reads_as_a_planner_would_tell_it() -> None:
    lines = rm.demo().readiness().sentences()
    assert lines[0].startswith("Nothing on lived experience for 35 of 250 voices who spoke")
    assert lines[1] == (
        "No activity records anything about 12 of 52 groups (People who are isolated, LGBTQ+ "
        "people, Victims and survivors, People with a past conviction, Trans and non-binary "
        "people, Looked-after children and care leavers and 6 more): whether they are heard is "
        "not known. Sheet 'turnout', column 'group' (for heard)."
    )
    assert lines[2].startswith("No population for 2 of 52 groups (Refugees and People who work sh")
    assert lines[3].startswith("No contact for 2 of 52 groups (People who use other languages and")
    assert lines[-2] == (can_ask(heard="40 of 52", routes="50 of 52"))
    assert lines[-1] == (
        "The next ten minutes are best spent on the sheet 'groups', columns 'population' and "
        "'barriers': it would also tell what a fair share of Refugees and People who work shifts "
        "or nights is, and what would help 7 groups to join."
    )


def test_the_small_town_reads_as_a_planner_would_tell_it() -> None:
    assert rm.read(TOWN).readiness().sentences() == (
        "Nothing on lived experience for 1 of 8 voices who spoke: whether they live it now or did "
        "in the past is not known. Sheet 'voices', column 'lived_experience' (for voices).",
        "No activity records anything about 1 of 8 groups (People without a settled "
        "home): whether they are heard is not known. Sheet 'turnout', column 'group' (for "
        "heard).",
        "No population for 1 of 8 groups (Young carers): their fair share is not known. "
        "Sheet 'groups', column 'population' (for heard).",
        "No contact for 1 of 8 groups (People without a settled home): who could introduce "
        "you to them is not known. Sheet 'contacts', column 'group' (for routes).",
        "No days of notice for 1 of 9 activities: whether people had time to come is not "
        "known. Sheet 'activities', column 'notice_days' (for review).",
        "No day of feedback for 8 of 9 activities: whether people were told what happened"
        " as a result is not known. Sheet 'activities', column 'feedback_on' (for "
        "review).",
        "Nothing on how many were invited for 6 of 12 head counts: how many of those invited "
        "take part is not known. Sheet 'turnout', column 'invited' (for methods).",
        "No owner for 2 of 3 links of our own on the best ways: "
        "who in the team holds the relationship "
        "is not known. Sheet 'links', column 'owner' (for routes).",
        "No day for 1 of 9 activities: in which months they heard people is not known. Sheet "
        "'activities', column 'date' (for heard).",
        "No day of the last contact for 1 of 3 links between contacts on the best ways: which "
        "of them have gone cold is not known. Sheet 'links', column 'last_contact' (for routes).",
        "No capacity for the one channel on the best ways: when they have been asked as often"
        " as they can manage is not known. Sheet 'channels', column 'capacity' (for routes).",
        "No barriers for 1 of 8 groups (Women): what would help them to join is not known. "
        "Sheet 'groups', column 'barriers' (for routes).",
        "No category for 1 of 8 groups (Polish speakers): which protected characteristics "
        "they stand for is not known. Sheet 'groups', column 'category' (for evidence).",
        "Of 2 groups too few were asked, or none, to tell how fairly they are heard. These "
        "questions on a sign-in sheet or form would tell most.",
        "Every open sitting for a year, judged by that year: ask home or money and work or "
        "learning. That would settle none of 2, or perhaps 2, if all answer.",
        "Postal survey, next time: ask work or learning and home or money. That would settle none "
        "of 2, or perhaps 1, if all answer.",
        "This is a guess: that those who came last time, or last year, come again and all answer. "
        "Anybody may decline.",
        "Each group was tried at half its fair share of those asked, at its share, and at twice "
        "it; what is not “perhaps” holds at all three.",
        "Print a sheet for each activity that is planned: "
        "reachmap template --sign-in FOLDER --map SOURCE.",
        can_ask(heard="7 of 8", routes="6 of 8"),
        "The next ten minutes are best spent on the sheet 'groups', columns 'population', "
        "'barriers' and 'category': it would also tell what a fair share of Young carers is, "
        "what would help Women to join, and which protected characteristics "
        "Polish speakers stand for.",
    )


def test_a_map_of_nothing_but_a_team_says_where_to_begin() -> None:
    bare = rm.ReachMap.of(rm.StakeholderMap(about=rm.About(as_of=AS_OF), organisations=[TEAM]))
    answer = bare.readiness()
    assert [(gap.table, gap.loss) for gap in answer.gaps] == [
        ("groups", "all"),
        ("activities", "all"),
        ("voices", "all"),
        ("asks", "all"),
        ("asks", "all"),
        ("champions", "all"),
    ]
    assert [row.question for row in answer.answered] == ["about", "review", "evidence", "map"]
    assert "the sheet 'groups', column 'name': it would also tell who is heard" in (
        answer.next_step or ""
    )


def test_what_needs_people_to_be_asked_is_never_ten_minutes_work() -> None:
    both = counted(("spring", "carers", 2), ("spring", "students", 5))
    changes = {"attendance": came(), "turnout": both, "activities": [changed(SPRING, attended=9)]}
    answer = desk(**(WHOLE | changes)).readiness()
    assert [gap.table for gap in answer.gaps] == ["attendance"]
    assert answer.next_step is None


def test_the_day_decides_what_has_taken_place() -> None:
    early = desk(**WHOLE).readiness(as_of=date(2026, 2, 1))
    assert early.gap_sentences()[0].startswith("No activity has taken place yet")
    assert (early.first, early.last) == (date(2026, 3, 1), date(2026, 3, 1))


def test_the_frame_has_a_row_a_gap_with_sheet_and_column() -> None:
    frame = rm.read(TOWN).readiness().to_frame()
    assert list(frame.columns) == [
        "table",
        "column",
        "missing",
        "of",
        "question",
        "loss",
        "groups",
        "effect",
    ]
    assert frame.set_index("column").loc["population", "missing"] == 1


@pytest.mark.parametrize("question", ["burden", "methods"])
def test_gaps_of_questions_that_cannot_be_asked_are_told_once_they_can(
    question: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare = desk(**(WHOLE | {"asks": NONE, "turnout": heads(("spring", "students", 5))}))
    # By its module: the package has a function of the same name.
    module = sys.modules[readiness.__module__]
    others = {name: words for name, words in QUESTIONS.items() if name != question}
    monkeypatch.setattr(module, "QUESTIONS", others)
    assert question not in {gap.question for gap in bare.readiness().gaps}
    monkeypatch.setattr(module, "QUESTIONS", {**others, question: "something new"})
    gaps = [gap for gap in bare.readiness().gaps if gap.question == question]
    assert gaps
    for gap in gaps:
        assert readiness_words.words_of_gap(gap).count(" is not known. Sheet '") == 1


@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(stakeholders=maps())
def test_of_any_map_what_is_missing_is_some_of_what_there_is(
    stakeholders: rm.StakeholderMap,
) -> None:
    answer = rm.ReachMap.of(stakeholders).readiness()
    assert answer.sentences()
    assert len(answer.missing) == len(answer.gaps)
    for gap in answer.gaps:
        assert gap.question in QUESTIONS
        assert 0 <= (gap.groups or 0) <= len(stakeholders.groups)
        if gap.missing is not None and gap.of is not None:
            assert 0 < gap.missing <= gap.of
    able = {row.question for row in answer.answered}
    blocked = {gap.question for gap in answer.gaps if gap.loss == "all"}
    # What leaves routes without an answer leaves these without one as well.
    blocked |= {"reach", "gatekeepers"} if "routes" in blocked else set()
    assert able | blocked == {*QUESTIONS} or not stakeholders.groups
    assert able & blocked == set()


@pytest.mark.parametrize("audience", ["partner", "public"])
def test_others_read_of_no_gap(audience: Any) -> None:
    public = release(rm.read(TOWN).readiness(), audience=audience).content
    assert (public.gaps, public.answered, public.sheets, public.missing) == ((), (), (), ())
    assert public.explain() == FOR_TEAM


def test_many_names_are_counted_after_the_sixth() -> None:
    gap = Gap(
        table="groups",
        column="population",
        missing=8,
        of=9,
        question="heard",
        loss="part",
        effect="e",
        subject="No population for",
        things="groups",
        names=tuple(f"G{n}" for n in range(8)),
    )
    assert "(G0, G1, G2, G3, G4, G5 and 2 more)" in readiness_words.words_of_gap(gap)


@pytest.mark.parametrize(
    ("last", "words"),
    [
        (date(2024, 4, 1), "on 1 April 2024"),
        (date(2024, 4, 20), "over 20 days (1 April 2024 to 20 April 2024)"),
        (date(2024, 9, 30), "over 6 months (1 April 2024 to 30 September 2024)"),
        (date(2025, 3, 31), "over 12 months (1 April 2024 to 31 March 2025)"),
        (date(2026, 3, 31), "over 2 years (1 April 2024 to 31 March 2026)"),
        (date(2028, 9, 30), "over about 4 years (1 April 2024 to 30 September 2028)"),
    ],
)
def test_spans_are_told_as_people_say_them(last: date, words: str) -> None:
    assert readiness_words.words_of_span(date(2024, 4, 1), last) == words


def test_what_was_read_is_told_in_words() -> None:
    words: Callable[..., str] = readiness_words.words_of_tables
    assert words({"about": 1}) == "nothing but what the map says of itself"
    assert words({"about": 1, "groups": 2, "turnout": 0, "asks": 1}) == "2 groups and 1 ask"
    assert words({"attendance": 1238, "voices": 1, "links": 3}) == (
        "1 voice, 3 links and 1,238 rows of attendance"
    )


def test_a_way_that_is_too_long_is_no_gap_and_routes_says_why() -> None:
    near = desk(**WHOLE, assumptions=rm.Assumptions(max_hops=1)).readiness()
    assert "contacts" not in {gap.table for gap in near.gaps}
    (routes,) = [row for row in near.answered if row.question == "routes"]
    assert (routes.groups, routes.of) == (0, 2)


def test_it_is_the_same_from_the_store_and_the_front_desk() -> None:
    town = rm.read(TOWN)
    assert readiness(Snapshot(town.store)) == town.readiness()
