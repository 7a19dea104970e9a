"""Lists of who came, as Zoom, Teams, Forms, Eventbrite and people write them."""

import stat
import time
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import reachmap as rm
from bars import assert_within
from command_line import Command
from importing import again, left, written
from reachmap.combining import Import
from reachmap.io.imports.mapping import mapping_of

ZOOM = """\
Meeting ID,Topic,Start Time,End Time,User Email,Duration (Minutes),Participants
123 456,Winter focus group,20/01/2026 14:00:00,20/01/2026 15:00:00,host@example.org,60,2

Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest
Jo Smith (she/her),,20/01/2026 14:00:03,20/01/2026 14:20:01,20,Yes
SMITH Jo,,20/01/2026 14:22:10,20/01/2026 15:00:00,38,Yes
José Pérez,jp@example.org,20/01/2026 14:01:00,20/01/2026 15:00:00,59,Yes
Facilitator,HOST@example.org,20/01/2026 13:50:00,20/01/2026 15:00:00,70,No
iPhone,,20/01/2026 14:05:00,20/01/2026 15:00:00,55,Yes
"""
FORMS = """\
ID,Start time,Completion time,Email,Name,Do you look after someone?,Heard of us from,Telephone
1,1/20/2026 14:00:00,1/20/2026 14:02:00,jo@example.org,Jo Smith,Yes,a poster,0123
2,1/20/2026 14:00:00,1/20/2026 14:02:00,al@example.org,Al Jones,No,a friend,0456
3,1/20/2026 14:00:00,1/20/2026 14:02:00,ed@example.org,Ed Brown,Prefer not to say,a poster,
"""
EVENTBRITE = """\
Order #,Order Date,First Name,Last Name,Email,Ticket Type,Attendee Status,Event Name,Event Date
1,2026-02-01,Jo,Smith,jo@example.org,Free,Checked In,Spring forum,2026-03-02
2,2026-02-01,Al,Jones,al@example.org,Free,Attending,Spring forum,2026-03-02
3,2026-02-01,Ed,Brown,ed@example.org,Free,Not Attending,Spring forum,2026-03-02
4,2026-02-01,Di,Green,di@example.org,Free,On the door,Spring forum,2026-03-02
"""
TEAMS = """\
1. Summary
Meeting title\tCoffee morning
Attended participants\t2
Start time\t4/3/26, 9:58:02 AM

2. Participants
Name\tFirst Join\tLast Leave\tIn-Meeting Duration\tEmail\tParticipant ID (UPN)\tRole
Jo Smith\t3/4/26, 10:00:00 AM\t3/4/26, 11:00:00 AM\t1h\tjo@example.org\tjo@example.org\tPresenter
Al Jones\t3/4/26, 10:00:00 AM\t3/4/26, 11:00:00 AM\t1h\tal@example.org\t\tAttendee
"""
PLAIN = """\
Coffee morning

Name;E-mail;Carer?
Jo Smith;jo@example.org;x
Jo Smyth;;
"""
LISTS = {
    "zoom.csv": ZOOM,
    "Spring form(1-3).csv": FORMS,
    "report.csv": EVENTBRITE,
    "teams.csv": TEAMS,
    "plain.csv": PLAIN,
}
SECRETS = ("smith", "josé", "pérez", "jones", "brown", "example.org", "0123", "iphone")

Importing = Callable[..., Import]


@pytest.fixture
def importing(tmp_path: Path) -> Importing:
    """Return a function that imports a list under a key of the test."""

    def import_(name: str, **more: rm.ReachMap | Path) -> Import:
        path = written(tmp_path / name, LISTS[name])
        return rm.import_(path, key=tmp_path / "town.key", **more)  # type: ignore[arg-type]  # as given

    return import_


def came(town: rm.ReachMap) -> list[tuple[str, str]]:
    """Return who came to what, and for whom they spoke."""
    return [(row.activity, row.speaking) for row in town.stakeholders.attendance]


def test_zoom_folds_rejoins_and_tells_the_host_and_devices_apart(importing: Importing) -> None:
    town, report = importing("zoom.csv")
    (activity,) = town.stakeholders.activities
    assert (activity.name, activity.date) == ("Winter focus group", date(2026, 1, 20))
    assert activity.attended == 4
    assert sorted(came(town)) == [
        ("2026-01-20-winter-focus-group", "facilitator"),
        ("2026-01-20-winter-focus-group", "own"),
        ("2026-01-20-winter-focus-group", "own"),
    ]
    assert "1 of the 5 rows" in left(report, "a device, nobody or")
    assert "rows 9." in left(report, "a device, nobody or")


def test_a_form_brings_groups_by_its_answers(importing: Importing) -> None:
    town, report = importing("Spring form(1-3).csv")
    (activity,) = town.stakeholders.activities
    assert (activity.name, activity.date, activity.records) == ("Spring form", None, ("carers",))
    assert sorted(voice.groups for voice in town.stakeholders.voices) == [(), (), ("carers",)]
    terms = mapping_of(report.mapping, name="")["sign-in-answers"]
    assert terms["Do you look after someone?: Yes"] == "carers"
    assert terms["Do you look after someone?: No"] == ""
    assert terms["Heard of us from: a poster"] == "?"
    assert "a friend" not in report.mapping
    assert "Telephone" not in report.mapping


def test_only_those_who_are_checked_in_came(importing: Importing, tmp_path: Path) -> None:
    town, report = importing("report.csv")
    (activity,) = town.stakeholders.activities
    assert (activity.name, activity.date) == ("Spring forum", date(2026, 3, 2))
    assert (activity.attended, activity.invited) == (1, 4)
    assert "'On the door'" in left(report, "do not say whether somebody came")
    key = tmp_path / "town.key"
    changed = again(tmp_path / "report.csv", report, tmp_path, {"On the door": "yes"}, key=key)
    assert changed.map.stakeholders.activities[0].attended == 2


def test_a_day_that_can_be_read_in_two_ways_is_left_out(
    importing: Importing, tmp_path: Path
) -> None:
    town, report = importing("teams.csv")
    (activity,) = town.stakeholders.activities
    assert (activity.name, activity.date) == ("Coffee morning", None)
    unclear = left(report, "on which day")
    assert "'Coffee morning, 4/3/26'" in unclear
    assert "its day, as 2026-03-31, below [sign-in-days]" in unclear
    assert sorted(speaking for _, speaking in came(town)) == ["facilitator", "own"]
    term = next(iter(mapping_of(report.mapping, name="")["sign-in-days"]))
    key = tmp_path / "town.key"
    town, report = again(
        tmp_path / "teams.csv", report, tmp_path, {term: "2026-04-03"}, into=town, key=key
    )
    (activity,) = town.stakeholders.activities
    assert activity.date == date(2026, 4, 3)
    assert len(came(town)) == 2


def test_likely_the_same_people_are_asked_about(importing: Importing, tmp_path: Path) -> None:
    town, report = importing("plain.csv")
    assert len(town.stakeholders.voices) == 2
    assert "(row 5 and row 4)" in left(report, "may be the same person")
    same = mapping_of(report.mapping, name="")["sign-in-same"]
    ((voice, other),) = same.items()
    assert other.startswith("?v-")
    changes, key = {voice: other.removeprefix("?")}, tmp_path / "town.key"
    town, _ = again(tmp_path / "plain.csv", report, tmp_path, changes, key=key)
    assert len(town.stakeholders.voices) == 1


def test_the_next_list_knows_people_again_and_doubles_nothing(
    importing: Importing, tmp_path: Path
) -> None:
    town, _ = importing("report.csv")
    both, report = importing("Spring form(1-3).csv", into=town)
    assert len(both.stakeholders.voices) == 3
    assert report.changes["voices"] == (2, 1, 0)
    repeated, report = importing("Spring form(1-3).csv", into=both)
    assert repeated == both
    third, report = importing("zoom.csv", into=both)
    assert "and in the map" in left(report, "may be the same person")
    other = rm.import_(tmp_path / "report.csv", key=tmp_path / "other.key").map
    assert not {v.id for v in other.stakeholders.voices} & {v.id for v in third.stakeholders.voices}


def test_nobody_came_to_what_is_still_to_come(tmp_path: Path) -> None:
    team = rm.Organisation(id="team", name="Team", team=True)
    about = rm.About(team="team", as_of=date(2026, 3, 1))
    base = rm.StakeholderMap(about=about, organisations=[team])
    text = "Name,Email,Event,Date\nAl Jones,al@example.org,Spring forum,2 March 2026\n"
    path = written(tmp_path / "list.csv", text)
    town, report = rm.import_(path, into=rm.ReachMap.of(base), key=tmp_path / "key")
    (activity,) = town.stakeholders.activities
    assert (activity.attended, activity.invited, came(town)) == (None, 1, [])
    remark = left(report, "still to come on 1 March 2026, the day of the map ('as_of' in about)")
    assert "'Spring forum'" in remark


@pytest.mark.parametrize(
    ("text", "people", "came_to_it"),
    [
        ("Timestamp,Email Address\n3/1/2026 10:00:00,al@example.org\n", 1, 1),
        ("First Name,Last Name,Email,Approval Status\nAl,Jones,al@example.org,approved\n", 0, None),
        ("Timestamp,What is your name?\n3/1/2026 10:00:00,Al Jones\n", 1, 1),
        ("Topic,Name (Original Name),User Email,Join Time\nTea,iPhone (Al Jones),,\n", 1, 1),
        ("Name,Email,Event\nAl,al@example.org,n/a\n", 1, 1),
        ("Full name;Checked in\nAl Jones;Yes\nJo Smith;No\n", 1, 1),
        (
            "Name,Email,Attendee status,Checked in\nAl,a@b.org,Attending,Yes\nJo,,Attending,No\n",
            1,
            1,
        ),
        (
            f"{TEAMS}\n3. In-Meeting Activities\nName\tJoin Time\tRole\nAl Smith\t10:00\tHost\n",
            3,
            3,
        ),
    ],
)
def test_forms_and_registers_of_other_makes(
    tmp_path: Path, text: str, people: int, came_to_it: int | None
) -> None:
    town, _ = rm.import_(written(tmp_path / "list.csv", text), key=tmp_path / "key")
    (activity,) = town.stakeholders.activities
    assert (len(town.stakeholders.voices), activity.attended) == (people, came_to_it)


def test_who_is_to_be_forgotten_is_left_out(importing: Importing, tmp_path: Path) -> None:
    town, report = importing("plain.csv")
    (voice,) = mapping_of(report.mapping, name="")["sign-in-same"]
    key = tmp_path / "town.key"
    town, _ = again(tmp_path / "plain.csv", report, tmp_path, {voice: ""}, key=key)
    assert voice not in {each.id for each in town.stakeholders.voices}
    assert town.stakeholders.activities[0].attended == 2


def test_two_lists_of_one_activity_add_up(importing: Importing, tmp_path: Path) -> None:
    town, _ = importing("report.csv")
    text = "Name,Email,Event,Date\nAl Jones,al@example.org,Spring forum,2 March 2026\n"
    path = written(tmp_path / "paper.csv", text)
    both, _ = rm.import_(path, into=town, key=tmp_path / "town.key")
    (activity,) = both.stakeholders.activities
    assert (activity.attended, len(came(both))) == (2, 2)


def test_a_workbook_is_read_as_a_list_is(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.append(["ID", "Start time", "Completion time", "Email", "Name", "Your postcode"])
    sheet.append([1, datetime(2026, 1, 20, 9, 30), datetime(2026, 1, 20), "jo@x.uk", "Jo", "AB1"])  # noqa: DTZ001  as a sheet has it
    book.save(tmp_path / "form.xlsx")
    town, report = rm.import_(tmp_path / "form.xlsx", key=tmp_path / "key")
    assert len(town.stakeholders.voices) == 1
    assert "'Your postcode'" in left(report, "about one person each")
    assert "AB1" not in report.mapping + report.explain()


@pytest.mark.parametrize("name", LISTS)
def test_nobody_is_named(name: str, importing: Importing, tmp_path: Path) -> None:
    town, report = importing(name)
    town.write(tmp_path / "town.json")
    written_down = (tmp_path / "town.json").read_text(encoding="utf-8")
    for text in (written_down, report.mapping, report.explain(), repr(report)):
        assert [secret for secret in SECRETS if secret in text.casefold()] == []


def test_the_key_is_for_its_owner_alone_and_stays_out_of_the_map(
    command: Command, tmp_path: Path
) -> None:
    source, target = written(tmp_path / "zoom.csv", ZOOM), tmp_path / "map.json"
    assert command("import", source, "-o", target).code == 0
    key = tmp_path / "map.key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    secret = key.read_text().strip()
    assert len(secret) == 64
    mapping = (tmp_path / "map.import.toml").read_text()
    assert secret not in target.read_text() + mapping
    ran = command("import", source, "--into", target, "-o", tmp_path / "next.json")
    assert "voices: 0 new, 0 changed, 3 as before" in ran.err
    assert not (tmp_path / "next.key").exists()
    with pytest.raises(rm.InputError, match="key"):
        rm.import_(source)
    key.write_text("no key")
    assert command("import", source, "-o", target, "--force").code == 3


def test_check_names_the_command_for_a_list_alone_and_in_a_map(
    command: Command, tmp_path: Path
) -> None:
    alone = written(tmp_path / "zoom.csv", ZOOM)
    assert f"reachmap import {alone} -o map.xlsx" in command("check", alone).err
    folder = tmp_path / "map"
    folder.mkdir()
    written(folder / "about.csv", "title,team\nRiverton,Engagement team\n")
    written(folder / "attendance.csv", ZOOM)
    ran = command("check", folder)
    lines = [line for line in ran.out.splitlines() + ran.err.splitlines() if "import" in line]
    assert len(lines) == 1
    assert f"reachmap import attendance.csv --into {folder} -o map.xlsx" in lines[0]
    assert "no column" not in ran.out + ran.err


@pytest.mark.timed
@pytest.mark.campaign
def test_a_list_of_100_000_rows_takes_ten_seconds(tmp_path: Path) -> None:
    rows = [
        f"Name{n} Surname{n % 977},p{n}@example.org,20/01/2026 14:00:03,Yes" for n in range(100_000)
    ]
    text = "\n".join(["Name,Email,Join time,Do you look after someone?", *rows])
    path = written(tmp_path / "list.csv", text)
    start = time.process_time()
    town, _ = rm.import_(path, key=tmp_path / "key")
    assert_within(time.process_time() - start, 10)
    assert len(town.stakeholders.attendance) == 100_000


def test_whoever_is_not_said_to_have_come_counts_as_invited_and_is_told_of(tmp_path: Path) -> None:
    text = "Name,Email,Approval Status\nAl,al@example.org,approved\nJo,jo@example.org,approved\n"
    path = written(tmp_path / "list.csv", text)
    town, report = rm.import_(path, key=tmp_path / "key")
    (activity,) = town.stakeholders.activities
    assert (activity.invited, activity.attended) == (2, None)
    assert "2 of the 2 rows" in left(report, "does not say that they came: they count as invited")
    changed = again(path, report, tmp_path, {"approved": "yes"}, key=tmp_path / "key")
    assert changed.map.stakeholders.activities[0].attended == 2
