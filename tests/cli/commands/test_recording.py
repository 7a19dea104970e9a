"""`record` and `forget`, as a planner types them."""

import io
import re
import shutil
import sys
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

import reachmap as rm
from command_line import TOWN, Command

FILE_FORMATS = ("town", "town.json", "town.xlsx", "town.db")


@pytest.fixture(params=FILE_FORMATS)
def source(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return what names the small town in each form."""
    path = tmp_path / str(request.param)
    rm.read(TOWN).write(path)
    return str(path)


def whole(source: str) -> rm.StakeholderMap:
    """Return the whole map of a source."""
    with rm.open(source) as desk:
        return desk.stakeholders


def test_an_ask_is_written_down_and_the_room_left_is_said(command: Command, source: str) -> None:
    before = whole(source)
    words = ("--group", "young carers", "--activity", "carers-may", "--outcome", "declined")
    code, out, said = command("record", source, "ask", "carers' hub", *words, "--on", "2026-03-30")
    assert (code, out) == (0, "")
    assert said == (
        "Written down: Engagement team asked Carers' Hub on 30 March 2026.\n"
        "They were asked twice in the last quarter and can manage 2 a quarter: their diary is "
        "full, so let them rest until 29 June 2026.\n"
    )
    made = {
        "date": date(2026, 3, 30),
        "from": "team",
        "to": "carers-hub",
        "group": "young-carers",
        "activity": "carers-may",
        "outcome": "declined",
    }
    after = whole(source)
    assert rm.Ask.model_validate(made) in list(after.asks)
    assert len(after.asks) == len(before.asks) + 1


def test_a_full_diary_is_said_and_the_ask_is_written_all_the_same(
    command: Command, source: str
) -> None:
    for _ in range(2):
        code, _, said = command("record", source, "ask", "Carers' Hub", "--on", "2026-03-29")
        assert code == 0
    assert "asked 3 times" in said
    assert "their diary is more than full" in said
    assert len(whole(source).asks) == len(rm.read(TOWN).stakeholders.asks) + 2


def test_an_ask_of_today_counts_once_the_map_speaks_for_today(
    command: Command, source: str
) -> None:
    code, _, said = command("record", source, "ask", "college", "--from", "team")
    assert code == 0
    assert "there is room for" in said
    assert "The map speaks for 31 March 2026, so answers count it once 'as_of'" in said


def test_a_voice_is_asked_by_its_pseudonym(command: Command, source: str) -> None:
    code, _, said = command("record", source, "ask", "v2", "--on", "2026-03-30")
    assert code == 0
    assert "asked v2 on" in said
    assert "may, we assume, manage 3 a quarter: there is room for" in said


def test_who_came_is_written_down(command: Command, source: str) -> None:
    town = rm.read(TOWN).stakeholders
    tea = rm.Activity(id="tea", name="Tea and talk", date=date(2026, 3, 28))
    more = replace(town, activities=(*town.activities, tea))
    rm.ReachMap.of(more).write(source, force=True)
    words = ("attendance", "tea and talk", "v1", "v2", "--speaking", "for-someone")
    code, out, said = command("record", source, *words)
    assert (code, out, said) == (0, "", "Written down: 2 voices came to Tea and talk.\n")
    fresh = [row for row in whole(source).attendance if row.activity == "tea"]
    assert [(row.voice, row.speaking) for row in fresh] == [
        ("v1", "for-someone"),
        ("v2", "for-someone"),
    ]
    code, _, said = command("record", source, "attendance", "tea", "v3", "v3")
    assert code == 1
    assert "attendance" in said
    code, _, said = command("record", source, "attendance", "teea", "v3")
    assert code == 2
    assert said == "no single activity goes by 'teea'; the nearest: 'tea'\n"
    code, _, said = command("record", source, "attendance", "tea", "v333")
    assert code in {1, 2}
    assert "v33" in said
    assert len([row for row in whole(source).attendance if row.activity == "tea"]) == 2


def test_that_we_spoke_is_written_on_the_relationship(command: Command, source: str) -> None:
    before = whole(source)
    words = ("--trust", "5", "--owner", "engagement officer", "--on", "2026-03-30")
    code, _, said = command("record", source, "contact", "Carers' Hub", *words)
    assert code == 0
    assert said == "Written down: Engagement team and Carers' Hub spoke on 30 March 2026.\n"
    after = whole(source)
    pair = ("team", "KNOWS", "carers-hub")
    links = [link for link in after.links if link.key[:3] == pair]
    assert links
    assert {(x.last_contact, x.trust, x.owner) for x in links} == {
        (date(2026, 3, 30), 5, "engagement officer")
    }
    assert len(after.links) == len(before.links)
    code, _, said = command("record", source, "contact", "Carers' Hub", "--on", "2026-01-02")
    assert said.endswith("spoke on 2 January 2026; they last spoke on 30 March 2026.\n")
    assert whole(source) == after


def test_a_worker_is_met_by_role_where_one_alone_has_it(command: Command, source: str) -> None:
    worker = next(each for each in whole(source).workers if each.role)
    code, _, said = command("record", source, "contact", worker.role, "--on", "2026-03-30")
    assert code == 0
    assert f"and {worker.name} spoke on 30 March 2026" in said


def test_a_first_contact_makes_a_relationship(command: Command, source: str) -> None:
    town = whole(source)
    known = {link.to for link in town.links if link.from_ == "team"}
    new = next(each for each in town.workers if each.id not in known)
    code, _, said = command("record", source, "contact", new.id, "--on", "2026-03-30")
    assert code == 0
    assert "a new relationship on your map" in said
    made = {"from": "team", "type": "KNOWS", "to": new.id, "last_contact": date(2026, 3, 30)}
    assert rm.Link.model_validate(made) in whole(source).links


@pytest.mark.parametrize("words", [("ask", "college"), ("contact", "college")])
def test_a_day_that_is_yet_to_come_is_refused(
    command: Command, source: str, words: tuple[str, ...]
) -> None:
    tomorrow = date.today() + timedelta(days=1)  # noqa: DTZ011  as people mean it
    code, _, said = command("record", source, *words, "--on", str(tomorrow))
    assert code == 1
    assert f"{tomorrow} is yet to come" in said
    assert whole(source) == rm.read(TOWN).stakeholders


def test_who_is_not_on_the_map_is_not_asked(command: Command, source: str) -> None:
    code, _, said = command("record", source, "ask", "Carers' Hubb")
    assert code in {1, 2}
    assert "arers" in said.partition("'Carers' Hubb'")[2]
    assert whole(source) == rm.read(TOWN).stakeholders


@pytest.mark.parametrize(
    "words",
    [
        ("record", "demo", "ask", "x"),
        ("forget", "demo", "v1", "--yes"),
    ],
)
def test_the_demo_is_not_changed(command: Command, words: tuple[str, ...]) -> None:
    code, _, said = command(*words)
    assert code == 2
    assert "reachmap copy demo my-map" in said


def test_a_map_of_several_teams_asks_which(command: Command, tmp_path: Path) -> None:
    bodies = [rm.Organisation(id=n, name=n.upper(), team=n != "hub") for n in ("a", "b", "hub")]
    path = tmp_path / "town.json"
    rm.ReachMap.of(rm.StakeholderMap(organisations=bodies)).write(path)
    code, _, said = command("record", str(path), "ask", "hub")
    assert code == 2
    assert "several teams ask; say which with --from: a, b" in said
    assert command("record", str(path), "ask", "hub", "--from", "B")[0] == 0
    assert [row.from_ for row in whole(str(path)).asks] == ["b"]


def test_a_voice_is_forgotten_once_that_is_meant(
    command: Command, source: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for typed in ("", "v2\n"):
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        code, _, said = command("forget", source, "v1")
        assert code == 2
        assert "nothing was changed; type v1 when asked, or give --yes" in said
    assert whole(source) == rm.read(TOWN).stakeholders
    monkeypatch.setattr(sys, "stdin", io.StringIO("v1\n"))
    code, _, said = command("forget", source, "v1")
    assert code == 0
    rows = re.search(r"Forgotten: (\d+) rows went from ", said)
    assert rows
    assert "Copies and backups elsewhere are not touched" in said
    assert "may still name" not in said
    town, after = rm.read(TOWN).stakeholders, whole(source)
    gone = sum(town.sizes().values()) - sum(after.sizes().values())
    assert int(rows[1]) == gone
    code, _, said = command("forget", source, "v1", "--yes")
    assert code == 2
    assert "no single voice goes by 'v1'" in said


def test_what_may_still_name_a_voice_is_said(command: Command, tmp_path: Path) -> None:
    path, old = tmp_path / "town.json", tmp_path / "town-old.json"
    rm.read(TOWN).write(path)
    rm.read(TOWN).write(old)
    code, _, said = command("forget", path, "v1", "--yes")
    assert code == 0
    assert f"These were left as they are and may still name v1: {old}.\n" in said
    assert "nor are versions that a synced folder keeps" in said


@pytest.mark.parametrize("name", ["town", "town.json", "town.xlsx"])
def test_a_voice_that_is_gone_already_leaves_nothing_of_killed_writers(
    command: Command, tmp_path: Path, name: str
) -> None:
    path, stale = tmp_path / name, tmp_path / f".{name}.reachmap-abcd_123"
    rm.read(TOWN).write(path)
    rm.forget(path, "v1")
    stale.write_text("v1")
    assert command("forget", path, "v1", "--yes").code == 2
    assert not stale.exists()


@pytest.mark.parametrize("day", ["30 March 2026", "2026/03/30", "Mon 30 Mar 2026"])
def test_a_day_that_reads_one_way_is_taken(command: Command, tmp_path: Path, day: str) -> None:
    source = tmp_path / "town"
    shutil.copytree(TOWN, source)
    code, _, said = command("record", source, "ask", "Carers' Hub", "--on", day)
    assert code == 0
    assert "on 30 March 2026" in said
    before, after = (len([*each.stakeholders.asks]) for each in (rm.read(TOWN), rm.read(source)))
    assert after == before + 1
    assert date(2026, 3, 30) in {ask.date for ask in rm.read(source).stakeholders.asks}


def test_a_day_that_does_not_read_one_way_is_asked_for_again(
    command: Command, tmp_path: Path
) -> None:
    shutil.copytree(TOWN, tmp_path / "town")
    words = ("record", tmp_path / "town", "ask", "Carers' Hub", "--on", "03/02/2026")
    code, _, said = command(*words)
    assert code == 2
    assert "'03/02/2026' can be read in two ways; write it as 2026-03-31" in " ".join(said.split())


def test_a_new_node_is_written_down_by_its_cells(command: Command, source: str) -> None:
    cells = ("name=Night Hub", "sector=charity", "capacity=3")
    code, _, said = command("record", source, "new", "organisations", *cells)
    assert (code, said) == (0, "Written down: Night Hub (night-hub) in organisations.\n")
    wanted = rm.Organisation(id="night-hub", name="Night Hub", sector="charity", capacity=3)
    assert wanted in whole(source).organisations
    code, _, said = command("record", source, "new", "voices", "id=v90", "groups=Young carers")
    assert code == 0
    assert rm.Voice(id="v90", name="v90", groups=("young-carers",)) in whole(source).voices
    before = whole(source)
    for words, told in (
        (("organisations", "name=Night Hub"), "night-hub"),
        (("organisation", "name=Hub"), "There are groups, organisations"),
        (("groups", "name=Night", "colour=red"), "no column 'colour'"),
        (("groups", "name=Night", "population=some"), "is not a whole number"),
        (("groups", "population=3"), "no name is given"),
        (("groups", "Night"), "COLUMN=VALUE"),
    ):
        code, _, said = command("record", source, "new", *words)
        assert code != 0
        assert told in said, words
    assert whole(source) == before
