"""What would settle it: each sheet against a map in which the sitting has taken place."""

import random
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import pytest

import reachmap as rm
from amounts import some_each_time
from builders import AS_OF, came, desk, heads
from reachmap.analysis.readiness.asked import QUESTIONS, questions_about
from reachmap.analysis.readiness.rows import SheetQuestion, SignInSheet
from reachmap.analysis.readiness.settle import sign_in_sheets
from reachmap.analysis.readiness.trial import ANSWERS
from reachmap.analysis.readiness.words import words_of_sheets
from reachmap.analysis.snapshot import Snapshot
from reachmap.model.vocabulary import standard_taxonomy
from reachmap.release import release

TEAM = rm.Organisation(id="team", name="Team", team=True)
PEOPLE = 2000
GROUPS = {"carers": 400, "young-carers": 60, "men": 980, "deaf-people": 90}
WIDER = {"young-carers": {"young-carers", "carers"}}
CHANNELS = ("panel", "survey")
SHARES = (0.5, 1, 2)


def around(groups: Iterable[str]) -> set[str]:
    """Return groups with the wider ones."""
    return {wide for group in groups for wide in WIDER.get(group, {group})}


def town(seed: int) -> dict[str, Any]:
    """Return the tables of a made-up town: who came to which sittings, who was asked there."""
    dice = random.Random(seed)  # noqa: S311  made-up towns are no secret
    voices = {
        f"v{n}": {g for g in GROUPS if dice.random() < dice.choice([0, 0.2, 0.5])}
        for n in range(dice.randint(0, 30))
    }
    activities, rows, turnout = [], [], []
    for number in range(dice.randint(1, 6)):
        id_, channel = f"a{number}", dice.choice([*CHANNELS, None])
        # Where groups are counted there are no voices: some might be among the heads counted.
        more, counts = dice.choice([0, 0, 30, 300]), dice.random() < 0.5
        here = [voice for voice in voices if not (more and counts) and dice.random() < 0.4]
        own = ("carers",) if dice.random() < 0.2 else ()
        records = tuple(sorted(group for group in GROUPS if dice.random() < 0.3))
        activities.append(
            rm.Activity(
                id=id_,
                name=f"Sitting {number}",
                date=AS_OF - timedelta(dice.randint(1, 500)),
                channel=channel,
                groups=own,
                records=records,
                attended=len(here) + more,
            )
        )
        rows += [(voice, id_) for voice in here]
        counted = [g for g in GROUPS if more and counts and dice.random() < 0.5]
        turnout += [(id_, group, dice.randint(0, more // 3)) for group in counted]
    return {"voices": voices, "activities": activities, "came": rows, "heads": turnout}


def map_of(tables: dict[str, Any], day: date = AS_OF) -> rm.StakeholderMap:
    """Return the map of a made-up town."""
    return rm.StakeholderMap(
        about=rm.About(area_population=PEOPLE, as_of=day),
        organisations=[TEAM],
        groups=[
            rm.Group(
                id=group,
                name=group,
                category=group,
                population=population,
                part_of=tuple(WIDER.get(group, {group}) - {group}),
            )
            for group, population in GROUPS.items()
        ],
        channels=[rm.Channel(id=channel, name=channel) for channel in CHANNELS],
        activities=tables["activities"],
        voices=[rm.Voice(id=v, name=v, groups=tuple(own)) for v, own in tables["voices"].items()],
        attendance=came(*tables["came"]),
        turnout=heads(*tables["heads"]),
    )


def silent(tables: dict[str, Any], group: str) -> list[str]:
    """Return the voices that have not said whether they are of a group, one by one."""
    asked = {each.id: set(each.records) for each in tables["activities"]}
    return [
        voice
        for voice, own in tables["voices"].items()
        if group not in around(own)
        and not any(
            wide in asked[activity] and wide not in around(own)
            for name, activity in tables["came"]
            if name == voice
            for wide in around([group])
        )
    ]


def afterwards(tables: dict[str, Any], last: rm.Activity, group: str, times: float) -> str:
    """Return the status of a group once those of a sitting came again and were asked about it."""
    share = min(times * GROUPS[group] / PEOPLE, 1)
    here = [voice for voice, activity in tables["came"] if activity == last.id]
    unasked = [voice for voice in silent(tables, group) if voice in here]
    members = unasked[: round(share * len(unasked))]
    voices = {v: own | {group} if v in members else own for v, own in tables["voices"].items()}
    day = AS_OF + timedelta(1)
    again = last.model_copy(update={"id": "again", "date": day, "records": (group,)})
    more = (last.attended or 0) - len(here)
    of = sum(group in around(voices[voice]) for voice in here) + round(share * more)
    then = {
        "voices": voices,
        "activities": [*tables["activities"], again],
        "came": [*tables["came"], *((voice, "again") for voice in here)],
        "heads": [*tables["heads"], *([("again", group, of)] if more else [])],
    }
    rows = rm.ReachMap.of(map_of(then, day)).participation().groups
    return next(row.status or "" for row in rows if row.group == group)


Ends = list[list[bool]]
"""For each group whether its status is an answer, at each share tried."""


def agrees(sheet: SignInSheet, ends: Ends) -> bool:
    """Return whether a sheet settles what proves to be settled, as many as it names."""
    assert len({*sheet.settled}) == sheet.settles
    return (sheet.settles, sheet.perhaps) == (sum(map(all, ends)), sum(map(any, ends)))


def tried(seed: int) -> Ends:
    """Check the sheets of a made-up town against maps in which the sitting has taken place."""
    every: Ends = []
    tables = town(seed)
    for sheet in sign_in_sheets(Snapshot.of(map_of(tables))):
        asked = [group for question in sheet.questions for group in question.groups]
        if sheet.sittings:
            ends = [[had_they_been_asked(tables, g, k) in ANSWERS for k in SHARES] for g in asked]
        elif sheet.channel:
            last = last_open(tables, sheet.channel)
            ends = [[afterwards(tables, last, g, k) in ANSWERS for k in SHARES] for g in asked]
        else:
            continue
        assert agrees(sheet, ends), (seed, sheet, ends)
        every += ends
    return every


@pytest.mark.parametrize("start", some_each_time(range(0, 60, 20), 1))
def test_a_sheet_settles_what_the_map_says_once_it_was_filled_in(start: int) -> None:
    ends = [each for seed in range(start, start + 20) for each in tried(seed)]
    assert len(ends) > 30
    assert sum(map(all, ends)) > 1
    assert sum(map(any, ends)) > 8


@pytest.mark.campaign
def test_many_sheets_settle_what_the_map_says_once_they_were_filled_in() -> None:
    ends = [each for seed in range(1000, 3000) for each in tried(seed)]
    assert len(ends) > 3000
    assert sum(map(all, ends)) > 100


def recent(activity: rm.Activity) -> bool:
    """Return whether an activity was in the year up to the day."""
    return activity.date is not None and activity.date > AS_OF - timedelta(365)


def had_they_been_asked(tables: dict[str, Any], group: str, times: float) -> str:
    """Return the status of a group had all open sittings of the year asked about it."""
    share = min(times * GROUPS[group] / PEOPLE, 1)
    year = [each for each in tables["activities"] if recent(each)]
    ids = {each.id for each in year}
    then = {
        "activities": year,
        "voices": tables["voices"],
        "came": [row for row in tables["came"] if row[1] in ids],
        "heads": [row for row in tables["heads"] if row[0] in ids],
    }
    asking = {each.id for each in year if not each.groups}
    here = {voice for voice, activity in then["came"] if activity in asking}
    unasked = [voice for voice in silent(then, group) if voice in here]
    members = unasked[: round(share * len(unasked))]
    then["voices"] = {
        v: own | {group} if v in members else own for v, own in then["voices"].items()
    }
    then["activities"] = [
        each.model_copy(update={"records": (*each.records, group)}) if each.id in asking else each
        for each in year
    ]
    counted = {activity for activity, g, _ in then["heads"] if g == group}
    for each in year:
        came_to = [voice for voice, activity in then["came"] if activity == each.id]
        more = (each.attended or 0) - len(came_to)
        if each.id in asking - counted and more:
            of = sum(group in around(then["voices"][voice]) for voice in came_to)
            then["heads"].append((each.id, group, of + round(share * more)))
    rows = rm.ReachMap.of(map_of(then)).participation().groups
    return next(row.status or "" for row in rows if row.group == group)


def test_a_year_of_one_open_sitting_is_no_year() -> None:
    tables: dict[str, Any] = {"attendance": came(), "turnout": heads()}
    tables["activities"] = [FORUM]
    assert [sheet.sittings for sheet in desk(**tables).readiness().sheets] == [None]
    tables["activities"] = [FORUM, later("forum-0", date(2025, 6, 1), attended=20)]
    (year,) = [sheet for sheet in desk(**tables).readiness().sheets if sheet.sittings]
    assert (year.sittings, year.people, year.channel, year.of) == (2, 60, None, 2)
    tables["activities"][1] = later("forum-0", date(2025, 3, 31), attended=20)
    assert [sheet.sittings for sheet in desk(**tables).readiness().sheets] == [None]


def last_open(tables: dict[str, Any], channel: str) -> rm.Activity:
    """Return the last sitting of a channel that was held for nobody in particular."""
    held: list[rm.Activity] = [each for each in tables["activities"] if each.attended]
    sittings = [each for each in held if each.channel == channel and not each.groups]
    return max(sittings, key=lambda each: (str(each.date), each.id))


def person(name: str, **fields: Any) -> rm.Group:
    """Return a group by its code of the taxonomy."""
    return rm.Group(id=name, name=name.capitalize(), category=name, population=100, **fields)


TERMS = {term.code: term for term in standard_taxonomy()}


@pytest.mark.parametrize(
    ("group", "code", "private"),
    [
        ("young-carers", "caring", False),
        ("students", "age", False),
        ("women", "sex", False),
        ("trans-people", "identity", True),
        ("dementia", "health", True),
        ("care-home-residents", "health", True),
        ("young-offenders", "justice", True),
        ("bsl-users", "ethnicity", True),
        ("no-religion", "religion", True),
        ("pregnant-people", "health", True),
        ("veterans", "everyday", False),
    ],
)
def test_what_the_law_protects_most_is_asked_in_private(
    group: str, code: str, *, private: bool
) -> None:
    (question,) = questions_about([person(group)], TERMS)
    assert (question.code, question.private) == (code, private)


def test_every_term_of_the_taxonomy_has_a_question_and_every_question_a_term() -> None:
    groups = [person(code) for code in TERMS]
    assert {question.code for question in questions_about(groups, TERMS)} == {*QUESTIONS}


def test_a_group_with_stigma_in_its_way_is_asked_in_private() -> None:
    open_and_private = questions_about(
        [person("veterans", barriers=("stigma",)), person("isolated-people")], TERMS
    )
    assert [(each.code, each.private) for each in open_and_private] == [
        ("everyday", True),
        ("everyday", False),
    ]


def test_a_group_that_no_question_fits_has_one_of_its_own() -> None:
    (question,) = questions_about([rm.Group(id="bakers", name="Night bakers")], TERMS)
    assert (question.code, question.words, question.heading) == (
        "bakers",
        "night bakers",
        "Night bakers",
    )
    assert question.groups == ("bakers",)


FORUM = rm.Activity(id="forum-1", name="Forum", date=date(2026, 3, 1), channel="forum", attended=40)


def sheets_of(*activities: rm.Activity, **changes: Any) -> tuple[SignInSheet, ...]:
    """Return the sheets of a town with these activities, of whose people nothing is known."""
    tables = {"activities": activities, "attendance": came(), "turnout": heads()}
    sheets = desk(**(tables | changes)).readiness().sheets
    return tuple(sheet for sheet in sheets if not sheet.sittings)


def later(id_: str, day: date | None, **fields: Any) -> rm.Activity:
    """Return another activity of the forum."""
    return FORUM.model_copy(update={"id": id_, "date": day, **fields})


def test_a_planned_sitting_comes_before_all_that_may_meet_again() -> None:
    fair = later("fair-1", date(2026, 2, 1), channel="fair", attended=400)
    channels = [rm.Channel(id="forum", name="Forum"), rm.Channel(id="fair", name="Fair")]
    sheets = sheets_of(FORUM, fair, channels=channels)
    assert [sheet.name for sheet in sheets] == ["Fair", "Forum"]
    planned = later("forum-2", date(2026, 5, 4), name="Forum in May", attended=None)
    june = later("forum-0", date(2026, 6, 4), attended=None)
    (sheet,) = sheets_of(FORUM, fair, june, planned, channels=channels)
    assert (sheet.activity, sheet.name, sheet.people) == ("forum-2", "Forum in May", 40)


@pytest.mark.parametrize(
    "changes",
    [{"groups": ("carers",)}, {"channel": None}, {"attended": 0}, {"date": date(2025, 3, 1)}],
)
def test_no_sheet_is_tried_where_nobody_can_say_who_will_come(changes: dict[str, Any]) -> None:
    (sheet,) = sheets_of(FORUM.model_copy(update=changes))
    assert (sheet.channel, sheet.people, sheet.settles, sheet.of) == (None, None, None, 2)
    assert [question.code for question in sheet.questions] == ["students", "carers"]


def test_a_sheet_has_three_questions_and_one_of_them_in_private_at_most() -> None:
    codes = ("women", "older-adults", "carers", "students", "dementia", "offenders", "no-religion")
    (sheet,) = sheets_of(FORUM, groups=[person(code) for code in codes])
    assert len(sheet.questions) == 3
    assert sum(question.private for question in sheet.questions) == 1
    assert sheet.of == len(codes)


def test_where_all_can_be_told_there_is_no_sheet() -> None:
    counted = heads(("forum-1", "carers", 20), ("forum-1", "students", 24))
    assert sheets_of(FORUM, turnout=counted) == ()


AGE = SheetQuestion(code="age", private=False, words="age", heading="Age", groups=("a",))
CARING = SheetQuestion(code="caring", private=False, words="caring", heading="Caring")
LEAD = (
    "Of 9 groups too few were asked, or none, to tell how fairly they are heard. These questions "
    "on a sign-in sheet or form would tell most."
)
GUESS = (
    "This is a guess: that those who came last time, or last year, come again and all answer. "
    "Anybody may decline.",
    "Each group was tried at half its fair share of those asked, at its share, and at twice it; "
    "what is not “perhaps” holds at all three.",
)


def sheet_of(settles: int | None, perhaps: int | None, **fields: Any) -> SignInSheet:
    """Return a sheet that settles so many of nine groups."""
    known: dict[str, Any] = {"name": "Forum", "questions": (AGE, CARING), "of": 9, "factor": 2.0}
    known["settled"] = ("Carers", "Students", "Elders")[: settles or 0]
    return SignInSheet(settles=settles, perhaps=perhaps, **(known | fields))


@pytest.mark.parametrize(
    ("settles", "perhaps", "words"),
    [
        (3, 3, "That would settle 3 of 9 (Carers, Students and Elders), if all answer."),
        (3, 5, "That would settle 3 of 9 (Carers, Students and Elders), perhaps 5, if all answer."),
        (0, 5, "That would settle none of 9, or perhaps 5, if all answer."),
        (0, 0, "That would settle none of 9 by itself, but leave fewer people never asked."),
    ],
)
def test_the_words_say_what_is_sure_and_what_perhaps(
    settles: int, perhaps: int, words: str
) -> None:
    first = f"Forum, next time: ask age and caring. {words}"
    assert words_of_sheets([sheet_of(settles, perhaps)]) == (LEAD, first, *GUESS)


def test_the_words_name_a_planned_sitting_and_count_the_sheets_they_leave_out() -> None:
    planned = sheet_of(1, 1, name="Forum in May", day=date(2026, 5, 4))
    lines = words_of_sheets([planned] * 5)
    assert lines[1] == (
        "Forum in May (4 May 2026): ask age and caring. That would settle 1 of 9 (Carers), if all "
        "answer."
    )
    assert lines[4:] == (
        "Questions were tried for 2 sittings more, which would settle no more groups than these.",
        *GUESS,
    )


def test_the_words_say_what_a_year_is_judged_by() -> None:
    assert words_of_sheets([sheet_of(2, 2, name="", sittings=9)])[1] == (
        "Every open sitting for a year, judged by that year: ask age and caring. "
        "That would settle 2 of 9 (Carers and Students), if all answer."
    )


def test_the_words_claim_nothing_where_nobody_can_say_who_will_come() -> None:
    assert words_of_sheets([sheet_of(None, None, name="")]) == (
        LEAD,
        "Next time, ask age and caring. Nobody can say who will come, so how many it settles is "
        "not known.",
    )
    assert words_of_sheets(()) == ()


def test_another_factor_is_said_as_it_is() -> None:
    assert "at 1/3 of its fair share" in words_of_sheets([sheet_of(1, 1, factor=3.0)])[-1]
    assert "and at 3 times it" in words_of_sheets([sheet_of(1, 1, factor=3.0)])[-1]


def test_an_audience_learns_of_no_sheet() -> None:
    answer = desk(activities=[FORUM], attendance=came(), turnout=heads()).readiness()
    assert answer.sheets[0].people == 40
    assert release(answer, audience="public").content.sheets == ()
