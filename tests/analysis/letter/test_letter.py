"""You said, we did: what is recorded, what is not, and nothing that tells on one person."""

from datetime import date
from typing import Any

import pytest

import reachmap as rm
from builders import desk, heads
from reachmap.analysis.letter.question import Letter, letter
from reachmap.analysis.snapshot import Snapshot
from reachmap.release import release


def letter_of(group: str = "students", *, came: int = 20, **said: Any) -> Letter:
    """Return the letter to a group that said something at the spring meeting."""
    row = rm.Said.model_validate({"activity": "spring", "group": "students"} | said)
    town = desk(said=rm.Ledger.of(rm.Said, [row]), turnout=heads(("spring", "students", came)))
    return letter(Snapshot(town.store), group)


def test_an_answer_that_was_given_is_told_with_its_day() -> None:
    answer = letter_of(summary="Longer hours", response="Open to 8", told_on=date(2026, 3, 9))
    assert answer.pairs() == (
        ("Longer hours (at Spring, 1 March 2026)", "Open to 8. We told you on 9 March 2026."),
    )
    assert answer.next()[0] == "Everything above has a day on which you were told."


def test_a_day_to_come_is_no_day_on_which_they_were_told() -> None:
    answer = letter_of(summary="Longer hours", response="Open to 8", told_on=date(2026, 4, 9))
    assert answer.pairs()[0][1].startswith("Open to 8. We have no record that you were told before")
    assert answer.next()[0] == "Still to answer: 1 thing."


@pytest.mark.parametrize(
    ("told_on", "words"),
    [
        (
            None,
            "We have no record yet of what happened as a result. You should hear by 30 May 2026.",
        ),
        (date(2026, 3, 9), "We told you on 9 March 2026; what we told you is not written down."),
    ],
)
def test_what_is_not_written_down_is_said_to_be_so(told_on: date | None, words: str) -> None:
    answer = letter_of(theme="hours", told_on=told_on)
    said = "Something on hours, at Spring, 1 March 2026; your words are not written down."
    assert answer.pairs() == ((said, words),)


@pytest.mark.parametrize(("came", "source"), [(7, "at one of our sessions"), (8, "at Spring")])
def test_a_session_with_few_of_the_group_is_not_named(came: int, source: str) -> None:
    answer = letter_of(came=came, summary="Longer hours")
    assert source in answer.pairs()[0][0]
    assert ("Spring" in answer.explain()) == (came >= 8)


@pytest.mark.parametrize("came", [0, 7])
def test_what_few_people_said_is_in_no_copy_for_others(came: int) -> None:
    answer = letter_of(came=came, theme="hours", summary="Longer hours", owner="lead officer")
    shown = release(answer, audience="public").content
    assert shown.said == ()
    assert "left out of this copy" in shown.opening()
    assert not {"hours", "Spring", "lead officer"} & {*shown.explain().split()}


def test_what_many_said_is_there_for_others_without_its_words() -> None:
    answer = letter_of(came=9, theme="hours", summary="Longer hours", owner="lead officer")
    shown = release(answer, audience="partner").content
    assert shown.pairs() == (
        (
            "Something on hours, at Spring, 1 March 2026.",
            "We have no record that you were told what happened as a result. We owe you an answer.",
        ),
    )
    assert shown.asking() == ("Ask Engagement team.",)
    assert (
        shown.next()[0] == "What is above without a day on which you were told is still to answer."
    )


def test_who_owes_an_answer_is_named_by_role_for_what_is_still_to_answer() -> None:
    assert letter_of(summary="Hours", owner="lead officer").asking() == (
        "Ask Engagement team.",
        "For what is still to answer, ask for the lead officer.",
    )
    done = letter_of(summary="Hours", owner="lead officer", told_on=date(2026, 3, 9))
    assert done.asking() == ("Ask Engagement team.",)


def test_a_letter_has_nothing_of_what_others_said() -> None:
    assert letter_of("carers", summary="Hours").said == ()
    assert letter_of("carers", summary="Hours").opening().startswith("To Carers: we have no record")


def test_what_nobody_in_particular_said_is_of_the_group_that_the_session_was_for_alone() -> None:
    rows = [
        rm.Said(activity="own", summary="Quieter rooms"),
        rm.Said(activity="both", summary="Not known by whom"),
    ]
    both = ("students", "carers")
    shared = rm.Activity(id="both", name="Both", date=date(2026, 1, 10), groups=both)
    own = rm.Activity(id="own", name="Own", date=date(2026, 1, 9), groups=("students",))
    next_one = rm.Activity(id="next", name="Next", date=date(2026, 5, 9), groups=("students",))
    town = desk(
        activities=[own, shared, next_one],
        channels=[],
        voices=[],
        attendance=rm.Ledger.of(rm.Attendance, []),
        turnout=heads(("own", "students", 12)),
        said=rm.Ledger.of(rm.Said, rows),
    )
    answer = letter(Snapshot(town.store), "Students")
    assert [row.said for row in answer.said] == ["Quieter rooms"]
    assert answer.next()[-1] == "We plan to meet you: Next on 9 May 2026."
    assert letter(Snapshot(town.store), "Carers").said == ()


def planned_for(*groups: str) -> rm.Activity:
    """Return an activity of next month for some groups."""
    name = " and ".join(groups) or "open"
    return rm.Activity(id=f"next-{name}", name=f"For {name}", date=date(2026, 4, 30), groups=groups)


@pytest.mark.parametrize(
    ("planned", "words"),
    [
        ((), ["No further meeting with you is written down yet. Tell us if you would like one."]),
        (("carers",), ["We plan to meet you: For carers on 30 April 2026."]),
        (("everybody",), ["We plan to meet you: For everybody on 30 April 2026."]),
        (("students",), ["No further meeting with you is written down yet. Tell us if you would"]),
        (
            ("young",),
            [
                "We plan to meet some of you: For young on 30 April 2026.",
                "No further meeting with all",
            ],
        ),
        (("",), ["Open to everybody: For open on 30 April 2026."]),
    ],
)
def test_a_meeting_of_a_part_of_the_group_or_open_to_all_is_not_passed_over(
    planned: tuple[str, ...], words: list[str]
) -> None:
    people = ("everybody", ()), ("carers", ("everybody",)), ("young", ("carers",)), ("students", ())
    town = desk(
        groups=[rm.Group(id=id_, name=id_.title(), part_of=wide) for id_, wide in people],
        activities=[planned_for(*filter(None, [each])) for each in planned],
        channels=[],
        voices=[],
        attendance=rm.Ledger.of(rm.Attendance, []),
        turnout=rm.Ledger.of(rm.Turnout, []),
    )
    lines = letter(Snapshot(town.store), "carers").next()
    assert len(lines) == len(words)
    assert all(line.startswith(start) for line, start in zip(lines, words, strict=True))


def test_what_a_part_of_the_group_said_is_not_called_unrecorded() -> None:
    rows = [rm.Said(activity="spring", group="young", summary="Later buses")]
    town = desk(
        groups=[
            rm.Group(id="carers", name="Carers"),
            rm.Group(id="students", name="Students"),
            rm.Group(id="young", name="Young carers", part_of=("carers",)),
        ],
        said=rm.Ledger.of(rm.Said, rows),
    )
    opening = letter(Snapshot(town.store), "carers").opening()
    part = "What Young carers told us, who are a part of you, stands in a letter of their own."
    assert opening.endswith(part)
    assert part not in letter(Snapshot(town.store), "young").opening()
    shown = release(letter(Snapshot(town.store), "carers"), audience="public").content
    assert "Young carers" not in shown.explain()
