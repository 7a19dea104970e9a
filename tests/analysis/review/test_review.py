"""The review: each rule on a tiny map where it fires and on one where it does not."""

import time
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

import reachmap as rm
from bars import assert_within
from builders import AS_OF, came, desk, heads, town
from reachmap.analysis.review.answers_owed import answers_owed
from reachmap.analysis.review.facts import ReviewFacts
from reachmap.analysis.review.openness import NO_CHOICE
from reachmap.analysis.review.rows import SEVERITIES
from reachmap.analysis.review.rules import RULES
from reachmap.analysis.snapshot import Snapshot
from reachmap.release import release
from reachmap.words import FOR_TEAM
from strategies import made_up, maps

AGO = AS_OF - timedelta(200)
TEAM = rm.Organisation(id="team", name="Engagement team", team=True)
HUB = rm.Organisation(id="hub", name="Hub")
OTHER = rm.Activity(
    id="recorded",
    name="Other meeting",
    date=AGO,
    anonymous=True,
    can_change="Everything",
    decided_on=AS_OF,
    feedback_on=AS_OF,
    frontline_staff=True,
    notice_days=90,
    supports=("travel",),
)
"""Fills every column that a rule looks at, and raises nothing."""


def meeting(**fields: Any) -> dict[str, Any]:
    """Return tables with one meeting of nobody yet, and one at which all was recorded."""
    usual: dict[str, Any] = {
        "id": "meeting",
        "name": "Meeting",
        "date": AGO,
        "can_change": "The opening hours",
        "feedback_on": AGO + timedelta(30),
    }
    groups = [
        rm.Group(id="carers", name="Carers", barriers=("caring",)),
        rm.Group(id="polish", name="Polish speakers", barriers=("language",)),
    ]
    return {
        "organisations": [TEAM, HUB],
        "groups": groups,
        "channels": [rm.Channel(id="forum", name="Forum", run_by="team")],
        "activities": [rm.Activity.model_validate(usual | fields), OTHER],
        "voices": [],
        "attendance": came(),
        "turnout": heads(),
    }


def asks(group: str, count: int, *, ago: int = 5, to: str = "hub") -> rm.Ledger[rm.Ask]:
    """Return so many asks about a group, one a day."""
    return rm.Ledger.of(
        rm.Ask,
        [
            rm.Ask.model_validate(
                {"date": AS_OF - timedelta(ago + n), "from": "team", "to": to, "group": group}
            )
            for n in range(count)
        ],
    )


def champion(**fields: Any) -> dict[str, Any]:
    """Return tables with one champion, and one of whom all is recorded."""
    usual = {"supported_by": "team", "trained_on": AS_OF - timedelta(730)}
    one = rm.Champion.model_validate({"id": "champ", "name": "Champion", **usual, **fields})
    other = rm.Champion.model_validate({"id": "second", "name": "Second champion", **usual})
    return meeting() | {"champions": [one, other]}


def said(**fields: Any) -> dict[str, Any]:
    """Return tables with one thing said at the meeting, after which no feedback is recorded."""
    row = rm.Said.model_validate({"activity": "meeting", "group": "carers", **fields})
    return meeting(feedback_on=None) | {"said": rm.Ledger.of(rm.Said, [row])}


def link(ago: int, **fields: Any) -> dict[str, Any]:
    """Return tables with a relationship last used some days ago."""
    one = rm.Link(
        from_="team", type="KNOWS", to="hub", last_contact=AS_OF - timedelta(ago), **fields
    )
    return meeting() | {"links": [one]}


def owned(*rows: tuple[str, str]) -> dict[str, Any]:
    """Return tables with relationships of (to, owner)."""
    bodies = [rm.Organisation(id=to, name=to.title()) for to in sorted({to for to, _ in rows})]
    links = [
        rm.Link(from_="team", type="KNOWS", to=to, owner=owner, source=str(n))
        for n, (to, owner) in enumerate(rows)
    ]
    return meeting() | {"organisations": [TEAM, *bodies], "links": links}


def leaving(days: int, *, second: bool = False) -> dict[str, Any]:
    """Return tables with a worker who leaves, and perhaps a second way to the carers."""
    worker = rm.KeyWorker(
        id="worker", name="Key worker", organisation="hub", until=AS_OF + timedelta(days)
    )
    links = [
        rm.Link(from_="team", type="KNOWS", to="hub"),
        rm.Link(from_="worker", type="TRUSTED_BY", to="carers"),
    ]
    if second:
        links.append(rm.Link(from_="hub", type="TRUSTED_BY", to="carers"))
    return meeting() | {"workers": [worker], "links": links}


def spoken(*people: tuple[str, str], count: int = 2, **fields: Any) -> dict[str, Any]:
    """Return tables with sittings of the forum and who, with which experience, came to each."""
    command_context = meeting()["activities"][0]
    activities = [
        command_context.model_copy(update={"id": f"s{n}", "channel": "forum", **fields})
        for n in range(count)
    ]
    activities.append(OTHER)
    voices = [
        rm.Voice.model_validate(
            {"id": v, "name": v, "groups": ("carers",), "lived_experience": lived or None}
        )
        for v, lived in dict(people).items()
    ]
    rows = [(v, f"s{n % count}") for n, (v, _) in enumerate(people)]
    return meeting() | {"activities": activities, "voices": voices, "attendance": came(*rows)}


def decided(level: str, days: int, **fields: Any) -> dict[str, Any]:
    """Return tables with a meeting so many days after the decision."""
    return meeting(level=level, decided_on=AGO - timedelta(days), **fields)


def produced(**fields: Any) -> dict[str, Any]:
    """Return tables with a co-production."""
    return meeting(level="co-production", **fields)


def at_venue(*, accessible: bool | None) -> dict[str, Any]:
    """Return tables with a meeting for a group that steps keep out, at a venue."""
    group = rm.Group(id="frail", name="Frail people", barriers=("access",))
    venue = rm.Venue(id="hall", name="Hall", accessible=accessible)
    tables = meeting(groups=("frail",), venue="hall")
    return tables | {"groups": [group], "venues": [venue]}


STAFF = {
    "voices": [rm.Voice(id="v", name="v")],
    "attendance": came(("v", "meeting"), speaking="staff"),
}
BY_CODE = {rule.code: rule for rule in RULES}
USER = {"voices": [rm.Voice(id="v", name="v")], "attendance": came(("v", "meeting"))}

# Rule, subject, tables with which it fires, tables with which it does not.
CASES: list[tuple[str, str, dict[str, Any], dict[str, Any]]] = [
    ("decided-first", "meeting", decided("consultation", 1), decided("consultation", 0)),
    ("decided-first", "meeting", decided("co-design", 1), decided("engagement", 1)),
    ("nothing-open", "meeting", meeting(can_change=None), meeting()),
    ("no-service-users", "meeting", produced() | STAFF, produced() | USER),
    ("no-service-users", "meeting", produced(attended=0), produced()),
    (
        "no-service-users",
        "meeting",
        produced(groups=("carers",)) | {"turnout": heads(("meeting", "carers", 0))},
        produced(groups=("carers",)) | {"turnout": heads(("meeting", "carers", 2))},
    ),
    (
        "no-service-users",
        "meeting",
        produced(attended=1) | STAFF,
        produced(attended=2) | STAFF,
    ),
    (
        "no-service-users",
        "meeting",
        produced(groups=("carers",)) | {"turnout": heads(("meeting", "carers", 0))},
        produced(groups=("carers", "polish")) | {"turnout": heads(("meeting", "carers", 0))},
    ),
    (
        "no-front-line-staff",
        "meeting",
        produced(frontline_staff=False),
        produced(frontline_staff=None),
    ),
    (
        "short-notice",
        "meeting",
        meeting(method="focus-group", notice_days=20),
        meeting(method="focus-group", notice_days=21),
    ),
    (
        "no-anonymous-way",
        "meeting",
        meeting(sensitive=True, method="focus-group"),
        meeting(sensitive=True, method="focus-group", supports=("anonymous-way",)),
    ),
    (
        "no-anonymous-way",
        "meeting",
        meeting(sensitive=True, method="postal-survey", anonymous=False),
        meeting(sensitive=True, method="postal-survey"),
    ),
    (
        "asked-by-provider",
        "meeting",
        meeting(concerns="hub", run_by="hub"),
        meeting(concerns="hub", run_by="team"),
    ),
    (
        "asked-by-provider",
        "meeting",
        meeting(concerns="team", channel="forum"),
        meeting(concerns="team", channel="forum", anonymous=True),
    ),
    ("never-told", "carers", said(), said(told_on=AS_OF)),
    ("never-told", "meeting", said(group=None), said(group=None, told_on=AS_OF)),
    (
        "never-told",
        "meeting",
        meeting(feedback_on=None, attended=3, date=AS_OF - timedelta(91)),
        meeting(feedback_on=None, attended=3, date=AS_OF - timedelta(90)),
    ),
    ("never-told", "meeting", meeting(feedback_on=None, attended=3), meeting(attended=3)),
    ("never-told", "meeting", meeting(feedback_on=None, attended=3), meeting(feedback_on=None)),
    ("champion-untrained", "champ", champion(trained_on=None), champion()),
    (
        "champion-untrained",
        "champ",
        champion(trained_on=AS_OF - timedelta(731)),
        champion(trained_on=None, until=AS_OF - timedelta(1)),
    ),
    ("champion-unsupported", "champ", champion(supported_by=None), champion()),
    (
        "group-asked-too-often",
        "carers",
        meeting() | {"asks": asks("carers", 4)},
        meeting() | {"asks": asks("carers", 3)},
    ),
    (
        "group-asked-too-often",
        "carers",
        meeting() | {"asks": asks("carers", 4, ago=87)},
        meeting() | {"asks": asks("carers", 4, ago=88)},
    ),
    (
        "one-channel",
        "carers",
        spoken(("a", "current")),
        spoken(("a", "current"), channel=None),
    ),
    ("gone-cold", "hub", link(366), link(365)),
    ("gone-cold", "hub", link(366), link(366) | {"asks": asks("carers", 1)}),
    ("single-holder", "hub", owned(("hub", "officer")), owned(("hub", "officer"), ("hub", "lead"))),
    (
        "single-holder",
        "hub",
        owned(("hub", "officer"), ("other", "lead")),
        owned(("hub", "officer"), ("other", "officer")),
    ),
    (
        "past-experience-only",
        "forum",
        spoken(("a", "past"), ("b", "past")),
        spoken(("a", "past"), ("b", "current")),
    ),
    (
        "past-experience-only",
        "s0",
        spoken(("a", "past"), channel=None),
        spoken(("a", ""), channel=None),
    ),
    (
        "barrier-not-lifted",
        "meeting",
        meeting(groups=("carers",), method="focus-group"),
        meeting(groups=("carers",), method="focus-group", supports=("replacement-care",)),
    ),
    (
        "barrier-not-lifted",
        "meeting",
        meeting(groups=("carers",)),
        meeting(groups=("carers",), method="home-visit"),
    ),
    (
        "barrier-not-lifted",
        "meeting",
        meeting(groups=("polish",), method="focus-group"),
        meeting(groups=("polish",), method="focus-group", supports=("interpreter",)),
    ),
    ("barrier-not-lifted", "meeting", at_venue(accessible=None), at_venue(accessible=True)),
    ("barrier-not-lifted", "meeting", at_venue(accessible=False), at_venue(accessible=True)),
    ("leaving-sole-way", "worker", leaving(90), leaving(91)),
    ("leaving-sole-way", "worker", leaving(0), leaving(30, second=True)),
    (
        "same-people",
        "forum",
        spoken(("a", "current"), ("a", "current")),
        spoken(("a", "current"), ("b", "current"), ("c", "current"), ("a", "current")),
    ),
    (
        "same-people",
        "forum",
        spoken(("a", "current"), ("a", "current")),
        spoken(("a", "current"), ("a", "current"))
        | {"channels": [rm.Channel(id="forum", name="Forum", standing=True)]},
    ),
]


def findings(tables: dict[str, Any], **more: Any) -> dict[tuple[str, str | None], Any]:
    """Return what the review finds, by rule and subject."""
    rows = desk(**tables).review(**more).findings
    by_key = {(row.rule, row.subject): row for row in rows}
    assert len(by_key) == len(rows)
    return by_key


@pytest.mark.parametrize(
    ("rule", "subject", "fires", "quiet"), CASES, ids=[f"{c[0]}-{n}" for n, c in enumerate(CASES)]
)
def test_a_rule_fires_where_it_should_and_nowhere_else(
    rule: str, subject: str, fires: dict[str, Any], quiet: dict[str, Any]
) -> None:
    row, declared = findings(fires)[rule, subject], BY_CODE[rule]
    assert row.remedy == declared.remedy
    assert row.reason == declared.reason
    assert row.severity == declared.severity
    assert rule not in {code for code, _ in findings(quiet)}


def test_every_rule_has_a_case_and_nothing_else_is_raised_on_a_quiet_map() -> None:
    assert {case[0] for case in CASES} == {*BY_CODE}
    assert findings(meeting()) == {}
    assert desk(**meeting()).review().sentences() == (
        "The review has nothing to raise in what is on record.",
    )


@pytest.mark.parametrize(
    ("rule", "subject", "fires"), [case[:3] for case in CASES], ids=[c[0] for c in CASES]
)
def test_a_finding_that_was_answered_is_not_raised_again(
    rule: str, subject: str, fires: dict[str, Any]
) -> None:
    def closed(on: date | None) -> dict[str, Any]:
        row = rm.Finding(rule=rule, subject=subject, answer="We are seeing to it", on=on)
        return fires | {"findings": rm.Ledger.of(rm.Finding, [row])}

    before = findings(fires)
    for on in (None, AS_OF):
        assert findings(closed(on)) == {k: v for k, v in before.items() if k != (rule, subject)}
    assert findings(closed(AS_OF + timedelta(1))) == before


@pytest.mark.parametrize("tables", [decided("consultation", 1), meeting(can_change=None)])
def test_where_there_was_no_choice_the_remedy_is_to_explain_and_co_design(
    tables: dict[str, Any],
) -> None:
    activity, other = tables["activities"]
    changed = activity.model_copy(update={"no_choice": "safety"})
    (row,) = findings(tables | {"activities": [changed, other]}).values()
    assert row.remedy == NO_CHOICE
    assert "co-design" in row.remedy


@pytest.mark.parametrize(
    ("name", "words"), [("The Forum", "The Forum"), ("Forum", "the Forum")], ids=["with", "without"]
)
def test_a_channel_has_one_article(name: str, words: str) -> None:
    tables = spoken(("a", "current")) | {"channels": [rm.Channel(id="forum", name=name)]}
    row = findings(tables)["one-channel", "carers"]
    assert row.finding == f"Carers: on record heard through {words} alone."


def test_sittings_of_a_channel_are_drawn_together_and_answered_together() -> None:
    tables = spoken(("a", "current"), ("b", "current"), can_change=None)
    row = findings(tables)["nothing-open", "forum"]
    assert row.finding == (
        "Forum: 2 sittings; the last, on 12 September 2025: no record of what could still change."
    )
    one = rm.Finding(rule="nothing-open", subject="s0", answer="It was open")
    rest = findings(tables | {"findings": rm.Ledger.of(rm.Finding, [one])})
    assert ("nothing-open", "s1") in rest
    both = rm.Finding(rule="nothing-open", subject="forum", answer="It was open")
    quiet = findings(tables | {"findings": rm.Ledger.of(rm.Finding, [both])})
    assert "nothing-open" not in {rule for rule, _ in quiet}


def test_what_is_planned_can_be_put_right_now() -> None:
    tables = meeting(date=AS_OF + timedelta(30), can_change=None, feedback_on=None)
    assert findings(tables)["nothing-open", "meeting"].severity == "now"


def test_judgements_can_be_changed() -> None:
    assumed = rm.Assumptions.of(
        [("asked_too_often", 4), ("cold_days", 400), ("feedback_days", 300), ("training_days", 999)]
    )
    for tables in (
        meeting() | {"asks": asks("carers", 4)},
        link(366),
        meeting(feedback_on=None, attended=3),
        champion(trained_on=AS_OF - timedelta(731)),
    ):
        assert findings(tables)
        assert findings(tables | {"assumptions": assumed}) == {}


def test_a_full_diary_is_no_reason_to_call_somebody_the_only_way() -> None:
    tables = leaving(30, second=True)
    full = [TEAM, HUB.model_copy(update={"capacity": 0})]
    assert "leaving-sole-way" not in {
        rule for rule, _ in findings(tables | {"organisations": full})
    }


def test_what_cannot_be_known_is_said() -> None:
    missing = desk(**produced()).review().missing
    assert missing == (
        "Whether front-line staff took part is not written down for some co-production: table "
        "activities, column frontline_staff.",
    )


NOTHING = dict.fromkeys(("can_change", "feedback_on"))
BLANK: list[tuple[str, str, dict[str, Any]]] = [
    ("nothing-open", "what could still change (activities, can_change)", NOTHING),
    ("no-anonymous-way", "known (activities, anonymous)", NOTHING | {"sensitive": True}),
    ("barrier-not-lifted", "offered (activities, supports)", NOTHING | {"groups": ("carers",)}),
    ("never-told", "as a result (activities, feedback_on)", NOTHING | {"attended": 3}),
    ("decided-first", "decided (activities, decided_on)", NOTHING | {"level": "consultation"}),
    ("short-notice", "notice people had (activities, notice_days)", NOTHING),
    ("no-front-line-staff", "(activities, frontline_staff)", NOTHING | {"level": "co-production"}),
]


@pytest.mark.parametrize(("rule", "words", "fields"), BLANK, ids=[case[0] for case in BLANK])
def test_what_no_activity_records_is_said_once_and_never_of_each(
    rule: str, words: str, fields: dict[str, Any]
) -> None:
    alone, beside = meeting(**fields), meeting(**fields)
    alone["activities"] = [
        each.model_copy(update={"id": id_, "name": id_})
        for each in alone["activities"][:1]
        for id_ in ("first", "second")
    ]
    answer = desk(**alone).review()
    assert rule not in {row.rule for row in answer.findings}
    (line,) = answer.missing
    assert line.startswith("No row fills these columns, so the review says nothing of them: ")
    assert line.count(words) == 1
    assert words not in " ".join(desk(**beside).review().missing)
    assert "never" not in answer.explain()


def test_a_column_that_no_row_needs_is_not_asked_for() -> None:
    quiet = meeting(can_change=None) | {"turnout": heads(), "champions": []}
    quiet["activities"] = quiet["activities"][:1]
    (line,) = desk(**quiet).review().missing
    assert line == (
        "No row fills these columns, so the review says nothing of them: what could still change "
        "(activities, can_change); how many days of notice people had (activities, notice_days)."
    )


def test_answers_are_not_owed_where_no_answer_is_ever_recorded() -> None:
    alone = meeting(feedback_on=None, attended=3)
    alone["activities"] = alone["activities"][:1]
    assert answers_owed(Snapshot.of(town(**alone))) == ()
    (owed,) = answers_owed(Snapshot.of(town(**meeting(feedback_on=None, attended=3))))
    assert owed.activity == "meeting"


def test_what_nobody_records_of_champions_is_said_once() -> None:
    tables = champion(trained_on=None, supported_by=None)
    tables["champions"] = tables["champions"][:1]
    answer = desk(**tables).review()
    assert answer.findings == ()
    assert answer.missing[0].endswith(
        "training (champions, trained_on); who supports champions (champions, supported_by)."
    )


def test_being_asked_by_the_provider_counts_also_where_nothing_is_said_of_names() -> None:
    tables = meeting(concerns="hub", run_by="hub")
    tables["activities"] = [
        each.model_copy(update={"anonymous": None}) for each in tables["activities"]
    ]
    assert findings(tables)["asked-by-provider", "meeting"].finding == (
        "Meeting: people were asked about Hub by Hub itself; whether they could answer without a "
        "name is not recorded."
    )


def test_the_words_say_what_to_deal_with_first() -> None:
    lines = desk(**(meeting(can_change=None) | {"asks": asks("carers", 4)})).review().sentences()
    assert lines[0] == "The review found 2 things: 1 to do now, 1 to do differently next time."
    assert lines[1].startswith(
        "Carers: we asked others about them 4 times in a quarter, "
        "more than the 3 that we take for enough. Pause;"
    )
    assert lines[-1].startswith("To close a finding, write your answer in the table findings")


@pytest.mark.parametrize("audience", ["partner", "public"])
def test_others_see_no_finding(audience: Any) -> None:
    out = release(desk(**leaving(30)).review(), audience=audience).content
    assert (out.findings, out.explain()) == ((), FOR_TEAM)


@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(stakeholders=maps())
def test_any_map_can_be_reviewed(stakeholders: rm.StakeholderMap) -> None:
    answer = rm.ReachMap.of(stakeholders).review()
    severities = [SEVERITIES.index(row.severity) for row in answer.findings]
    assert severities == sorted(severities)
    keys = [(row.rule, row.subject) for row in answer.findings]
    assert len(set(keys)) == len(keys)
    closed = {(row.rule, row.subject) for row in stakeholders.findings}
    assert not closed & set(keys)


def test_two_who_lost_touch_with_the_same_body_are_one_finding() -> None:
    day = AS_OF - timedelta(400)
    links = [
        rm.Link(from_=tail, type="KNOWS", to="hub", last_contact=day) for tail in ("team", "forum")
    ]
    row = findings(meeting() | {"links": links})["gone-cold", "hub"]
    assert row.finding == (
        "Hub: the last contact on record with Forum was on 24 February 2025; the last contact on "
        "record with Engagement team was on 24 February 2025."
    )


def test_the_small_town_of_the_builders_has_findings_of_its_own() -> None:
    keys = {(row.rule, row.subject) for row in rm.ReachMap.of(town()).review().findings}
    assert ("past-experience-only", "undated") in keys


def test_what_is_not_recorded_is_not_said_to_be_missing() -> None:
    rows = [
        rm.Said(activity="meeting", group="carers", owner=owner, theme=theme)
        for owner, theme in (("lead", "parking"), ("officer", "letters"), (None, "lifts"))
    ]
    tables = meeting(feedback_on=None) | {"said": rm.Ledger.of(rm.Said, rows)}
    assert findings(tables)["never-told", "carers"].finding == (
        "Carers: no answer on record yet to 3 things they said, the first on 12 September 2025 "
        "(owed by lead and officer)."
    )
    silent = findings(meeting(feedback_on=None, attended=3))["never-told", "meeting"]
    assert silent.finding == (
        "Meeting: no record yet that people were told what happened as a result, which is overdue."
    )
    named = findings(meeting(sensitive=True))["no-anonymous-way", "meeting"]
    assert named.finding == "Meeting: speaking up may be hard, and no anonymous way is on record."


@pytest.mark.parametrize(
    ("people", "words"),
    [
        (["a"], "the one place on record was filled by someone whose own experience had ended"),
        (["a", "b"], "all 2 places on record were filled by people whose own experience had ended"),
    ],
)
def test_one_place_is_not_all_1_places(people: list[str], words: str) -> None:
    tables = spoken(*((each, "past") for each in people), count=1)
    assert findings(tables)["past-experience-only", "forum"].finding == f"Forum: {words}."


@pytest.mark.timed
@pytest.mark.campaign
def test_the_review_of_very_many_groups_takes_seconds(told: Callable[[str], None]) -> None:
    groups = [rm.Group(id=f"g{n}", name=f"Group {n}", population=100 + n) for n in range(50_000)]
    voices = [rm.Voice(id=f"v{n}", name=f"v{n}", groups=(f"g{10 * n}",)) for n in range(2_000)]
    sittings = [rm.Activity(id=f"a{n}", name=f"Sitting {n}", date=AGO) for n in range(20)]
    attendance = came(*((each.id, "a1") for each in voices))
    alone = rm.StakeholderMap(organisations=[TEAM], groups=groups)
    heard = rm.StakeholderMap(
        organisations=[TEAM],
        groups=groups,
        voices=voices,
        activities=sittings,
        attendance=attendance,
    )
    for town_ in (alone, heard):
        begun = time.process_time()
        rm.ReachMap.of(town_).review()
        seconds = time.process_time() - begun
        told(f"review of 50,000 groups, {len(town_.voices):,} voices: {seconds:.1f} s of one core")
        assert_within(seconds, 5)


@pytest.mark.parametrize("seed", range(10))
def test_the_review_sees_of_channels_and_groups_what_same_voices_says(seed: int) -> None:
    desk = rm.ReachMap.of(made_up(seed))
    facts, answer = ReviewFacts(Snapshot(desk.store)), desk.voices(samples=0)
    assert facts.channels == answer.by_channel
    assert facts.reliance == answer.reliance
