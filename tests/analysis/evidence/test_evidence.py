"""Evidence towards due regard: every characteristic, every group, blanks included."""

from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings

import reachmap as rm
from builders import AS_OF, came, desk
from reachmap.analysis.evidence.question import Evidence
from reachmap.cli.main import run
from reachmap.model.vocabulary import CHARACTERISTICS
from reachmap.release import release
from strategies import maps

GROUPS = [
    rm.Group(id="deaf", name="Deaf people", category="deaf-people", part_of=("disabled",)),
    rm.Group(id="disabled", name="Disabled people", category="physical-disability"),
    rm.Group(id="drivers", name="Drivers", population=300),
    rm.Group(id="frail", name="Frail people", category="frailty", population=50),
]
SPRING = rm.Activity(
    id="spring",
    name="Spring",
    date=date(2026, 3, 1),
    topic="stroke",
    method="focus-group",
    groups=("deaf",),
    supports=("bsl-interpreter", "travel"),
)
AUTUMN = rm.Activity(id="autumn", name="Autumn", date=date(2025, 10, 1), method="drop-in")


def said(*rows: dict[str, Any]) -> rm.Ledger[rm.Said]:
    """Return what was said."""
    return rm.Ledger.of(rm.Said, [rm.Said.model_validate(row) for row in rows])


def tables(**changes: Any) -> dict[str, Any]:
    """Return tables of two meetings: Deaf people in spring, drivers in autumn."""
    return {
        "groups": GROUPS,
        "channels": [],
        "activities": [SPRING, AUTUMN],
        "voices": [],
        "attendance": came(),
        "turnout": rm.Ledger.of(
            rm.Turnout,
            [
                rm.Turnout(activity="spring", group="deaf", invited=9, attended=4),
                rm.Turnout(activity="spring", group="disabled", invited=7, attended=5),
                rm.Turnout(activity="autumn", group="drivers", attended=6),
            ],
        ),
        "said": said(
            {
                "activity": "spring",
                "group": "deaf",
                "summary": "Let us text you",
                "owner": "practice lead",
            },
            {
                "activity": "spring",
                "group": "deaf",
                "theme": "signs",
                "response": "New signs in May",
                "told_on": AS_OF,
            },
        ),
    } | changes


def lines(answer: Evidence) -> dict[tuple[str | None, str | None], Any]:
    """Return the rows by characteristic and group."""
    return {(row.characteristic, row.group): row for row in answer.lines}


def test_what_was_done_stands_on_the_line_of_the_group() -> None:
    row = lines(desk(**tables()).evidence())["disability", "deaf"]
    assert row.model_dump() == {
        "characteristic": "disability",
        "group": "deaf",
        "name": "Deaf people",
        "population": None,
        "invited": 9,
        "came": 4,
        "heard": 4,
        "status": "unknown",
        "methods": ("Focus group",),
        "supports": ("British Sign Language interpreter", "Travel"),
        "said": ("Let us text you", "signs"),
        "response": ("New signs in May",),
        "gap": (
            "some known; the population is not recorded, so nor is its share",
            "no answer on record yet",
        ),
        "owner": ("practice lead",),
    }


def test_a_wider_group_has_what_was_done_for_a_part_of_it() -> None:
    row = lines(desk(**tables()).evidence())["disability", "disabled"]
    assert (row.invited, row.heard, row.methods) == (7, 5, ("Focus group",))
    assert row.said == ("Let us text you", "signs")


def test_all_nine_characteristics_stand_there_in_order_and_then_the_others() -> None:
    answer = desk(**tables()).evidence()
    listed = [row.characteristic for row in answer.lines]
    assert list(dict.fromkeys(listed)) == [*CHARACTERISTICS, None]
    assert [(row.characteristic, row.group) for row in answer.lines if row.group] == [
        ("age", "frail"),
        ("disability", "deaf"),
        ("disability", "disabled"),
        ("disability", "frail"),
        (None, "drivers"),
    ]
    blank = lines(answer)["sex", None]
    assert (blank.name, blank.status, blank.heard, blank.methods) == (None, None, None, ())
    assert blank.gap == ("no group of the map stands for it",)


def test_not_recorded_is_not_shown_as_nobody() -> None:
    row = lines(desk(**tables()).evidence())["age", "frail"]
    assert (row.status, row.heard, row.invited) == ("not-recorded", None, None)
    assert row.gap == (
        "not recorded: no activity on record asked about it",
        "no activity on record was for it",
    )


LGBTQ = rm.Group(id="lgbtq", name="LGBTQ+ people", category="lgbtq")
TRANS = rm.Group(id="trans", name="Trans people", category="trans-people", part_of=("lgbtq",))


def test_a_broad_group_says_of_no_characteristic_that_it_was_heard() -> None:
    counted = [rm.Turnout(activity="spring", group="lgbtq", attended=4)]
    broad = desk(**tables(groups=[*GROUPS, LGBTQ], turnout=rm.Ledger.of(rm.Turnout, counted)))
    answer = broad.evidence()
    several = "stands for several characteristics: not recorded whether people with this one were"
    for characteristic in ("gender-reassignment", "sexual-orientation"):
        row = lines(answer)[characteristic, "lgbtq"]
        assert row.heard == 4
        assert any(gap.startswith(several) for gap in row.gap)
    words = answer.sentences()
    assert words[1] == (
        "Heard only within a group of several characteristics, which does not say that people "
        "with this one were: gender reassignment (LGBTQ+ people); sexual orientation (LGBTQ+ "
        "people)."
    )
    assert "gender" not in words[2]


def test_a_group_of_one_characteristic_says_that_it_was_heard() -> None:
    counted = [rm.Turnout(activity="spring", group="trans", attended=4)]
    groups = [*GROUPS, LGBTQ, TRANS]
    answer = desk(**tables(groups=groups, turnout=rm.Ledger.of(rm.Turnout, counted))).evidence()
    words = answer.sentences()
    assert words[1] == "Heard, with the groups that say so: gender reassignment (Trans people)."
    assert words[2].endswith("sexual orientation (LGBTQ+ people).")


def test_a_blank_cell_is_no_no() -> None:
    """Nothing was offered to drivers at a meeting that names supports for others."""
    row = lines(desk(**tables()).evidence())[None, "drivers"]
    assert row.supports == ()
    assert row.gap[-2:] == (
        "no support on record",
        "not recorded: how many were invited, what was said",
    )
    unused = [each.model_copy(update={"supports": ()}) for each in (SPRING, AUTUMN)]
    row = lines(desk(**tables(activities=unused)).evidence())[None, "drivers"]
    assert row.gap[-1:] == (
        "not recorded: how many were invited, which supports were offered, what was said",
    )


def test_an_activity_without_a_method_was_held_by_that_of_its_channel() -> None:
    forum = rm.Channel(id="forum", name="Forum", method="focus-group")
    held = AUTUMN.model_copy(update={"method": None, "channel": "forum"})
    here = desk(**tables(activities=[SPRING, held], channels=[forum]))
    assert lines(here.evidence())[None, "drivers"].methods == ("Focus group",)


def test_only_the_topic_and_the_days_asked_for_count() -> None:
    here = desk(**tables())
    on = lines(here.evidence(topic="stroke"))
    assert on[None, "drivers"].status == "not-recorded"
    assert on["disability", "deaf"].invited == 9
    early = lines(here.evidence(until=date(2025, 12, 31)))
    assert early[None, "drivers"].heard == 6
    assert early["disability", "deaf"].said == ()
    before = lines(here.evidence(as_of=date(2026, 2, 1)))
    assert before["disability", "deaf"].methods == ()
    with pytest.raises(rm.InputError, match="no activity has the topic 'strike'"):
        here.evidence(topic="strike")


def test_an_answer_given_later_is_still_owed() -> None:
    row = lines(desk(**tables()).evidence(as_of=AS_OF - timedelta(1)))["disability", "deaf"]
    assert "no answer on record yet" in row.gap


def test_the_words_tell_what_is_blank_and_end_with_the_footnote() -> None:
    told = desk(**tables()).evidence(topic="stroke").sentences()
    assert told == (
        "What was done to hear each group on stroke, up to 31 March 2026: our own records only.",
        "Heard, with the groups that say so: disability (Deaf people and Disabled people).",
        "We have no record of asking about these, so we cannot tell whether they were heard: age.",
        "No group on the map stands for these, so we cannot tell whether they were heard: gender "
        "reassignment, marriage and civil partnership, pregnancy and maternity, race, religion or "
        "belief, sex, sexual orientation.",
        "Of what is written down as said, no answer is on record yet to: "
        "Deaf people, Disabled people.",
        "Evidence towards due regard (Equality Act 2010, section 149) and, for NHS bodies, duties "
        "to involve (NHS Act 2006, sections 13Q, 14Z45, 242); not legal advice.",
    )
    frame = desk(**tables()).evidence().to_frame()
    columns = "characteristic group name population invited came heard status methods supports said"
    assert list(frame.columns) == [*columns.split(), "response", "gap", "owner"]


@settings(max_examples=30, suppress_health_check=list(HealthCheck))
@given(stakeholders=maps())
def test_of_any_map_every_group_and_characteristic_has_a_line(
    stakeholders: rm.StakeholderMap,
) -> None:
    here = rm.ReachMap.of(stakeholders)
    answer = here.evidence()
    table = stakeholders.taxonomy_table
    expected: Counter[tuple[str | None, str | None]] = Counter()
    for group in stakeholders.groups:
        about: tuple[str | None, ...] = (
            table[group.category].characteristic if group.category else ()
        )
        expected.update((name, group.id) for name in about or (None,))
    stood = {name for name, _ in expected}
    expected.update([(name, None) for name in CHARACTERISTICS if name not in stood])
    assert Counter((row.characteristic, row.group) for row in answer.lines) == expected
    statuses = {row.group: row.status for row in here.participation().groups}
    past = {a.id for a in stakeholders.activities if a.date is None or a.date <= AS_OF}
    for row in answer.lines:
        if row.group:
            assert row.status == statuses[row.group]
            counted = [
                (count.invited, count.attended)
                for count in stakeholders.turnout
                if count.group == row.group and count.activity in past and count.invited is not None
            ]
            came = [attended for _, attended in counted if attended is not None]
            assert row.invited == (sum(invited for invited, _ in counted) if counted else None)
            assert row.came == (sum(came) if counted and len(came) == len(counted) else None)


@pytest.mark.parametrize("audience", ["partner", "public"])
def test_others_see_neither_what_was_said_nor_counts(audience: Any) -> None:
    out = release(desk(**tables()).evidence(), audience=audience).content
    text = out.to_csv() + out.explain() + str(out.to_dict())
    for secret in ("text you", "practice lead", "New signs", "300"):
        assert secret not in text
    assert "not legal advice" in out.explain()


def test_a_table_can_be_written_as_a_workbook_that_runs_nothing(tmp_path: Path) -> None:
    town = rm.StakeholderMap(
        organisations=[rm.Organisation(id="team", name="Team", team=True)],
        groups=[rm.Group(id="g", name="=1+1", category="men", population=7)],
    )
    rm.ReachMap.of(town).write(tmp_path / "town.json")
    file = tmp_path / "out.xlsx"
    assert run(["evidence", str(tmp_path / "town.json"), "-o", str(file)]) == 0
    sheet: Any = openpyxl.load_workbook(file).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0][:4] == ["characteristic", "group", "name", "population"]
    (men,) = [row for row in rows if row[0] == "sex"]
    assert men[1:4] == ["g", "=1+1", 7]
    assert "f" not in {cell.data_type for row in sheet.iter_rows() for cell in row}
    assert rows[-2][0].startswith("Internal: not for sharing")
    assert rows[-1][0].endswith("not legal advice.")
    raw = file.read_bytes()
    assert run(["evidence", str(tmp_path / "town.json"), "-o", str(file), "--force"]) == 0
    assert file.read_bytes() == raw
