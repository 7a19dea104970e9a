"""A mended copy: certain spellings put right, and nothing that the map says."""

from pathlib import Path

import pytest

import reachmap as rm
from folders import TOWN
from reachmap.cli.main import run
from reachmap.io import demo_path, read_source, write
from reachmap.io.mending import mended
from reachmap.release import release

TABLES = {
    "about": "title,team\nTown,our  team\n",
    "organisations": 'name,team,languages\nOur team,true,\nCarers\' Hub,,"Polish, English"\n',
    "groups": 'name,category,barriers\nUnpaid  carers,Carers,"Caring, TIMING"\nParents,,\n',
    "contacts": "organisation,role,group\ncarers\u2019 hub,officer,UNPAID CARERS\nHub,,Parents\n",
    "turnout": "activity,group,attended\nForum,unpaid  carers,3\n",
    "activities": "name,method\nForum,Focus-Group\n",
}


def town(path: Path) -> Path:
    """Write a map as a planner types it."""
    path.mkdir()
    for name, text in TABLES.items():
        (path / f"{name}.csv").write_text(text, encoding="utf-8")
    return path


def test_spellings_become_those_of_the_record_and_nothing_else_changes(tmp_path: Path) -> None:
    source = town(tmp_path / "town")
    result = mended(source)
    now = {(c.file, c.row, c.column): c.message.removeprefix("is now ") for c in result.cells}
    assert now == {
        ("about.csv", 2, "team"): "'Our team'",
        ("organisations.csv", 3, "languages"): "'Polish;English'",
        ("groups.csv", 2, "name"): "'Unpaid carers'",
        ("groups.csv", 2, "barriers"): "'caring;timing'",
        ("groups.csv", 2, "category"): "'carers'",
        ("contacts.csv", 2, "organisation"): "'Carers' Hub'",
        ("contacts.csv", 2, "group"): "'Unpaid carers'",
        ("turnout.csv", 2, "group"): "'Unpaid carers'",
        ("activities.csv", 2, "method"): "'Focus group'",
    }


@pytest.mark.parametrize("typed", ["Unpaid carers & parents", "PARENTS and unpaid  carers"])
def test_known_names_that_words_join_are_parted(tmp_path: Path, typed: str) -> None:
    source = town(tmp_path / "town")
    (source / "activities.csv").write_text(f"name,groups\nForum,{typed}\n", encoding="utf-8")
    (cell,) = (each for each in mended(source).cells if each.file == "activities.csv")
    names = cell.message.removeprefix("is now ").strip("'").split(";")
    assert {name.casefold() for name in names} == {"parents", "unpaid carers"}


@pytest.mark.parametrize("ending", ["", ".json", ".xlsx"])
def test_the_copy_is_beside_the_original_and_gives_the_same_map(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], ending: str
) -> None:
    source = town(tmp_path / "town")
    before = {file.name: file.read_bytes() for file in source.iterdir()}
    if ending:
        source = tmp_path / f"town{ending}"
        write(release(read_source(tmp_path / "town").stakeholders), source)
    assert run(["check", str(source), "--fix"]) == 0
    copy = tmp_path / f"town-mended{ending}"
    first, second = (read_source(each).stakeholders for each in (source, copy))
    assert [node.id for node in first.nodes()] == [node.id for node in second.nodes()]
    assert (first.links, first.turnout) == (second.links, second.turnout)
    heard = [
        [(row.group, row.heard) for row in rm.ReachMap.of(each).participation().rows()]
        for each in (first, second)
    ]
    assert heard[0] == heard[1]
    assert {file.name: file.read_bytes() for file in (tmp_path / "town").iterdir()} == before
    assert "put right" in capsys.readouterr().err
    assert run(["check", str(source), "--fix"]) == 3
    assert run(["check", str(source), "--fix", "--force"]) == 0
    assert mended(copy).cells == ()


@pytest.mark.parametrize("source", [TOWN, demo_path()])
def test_what_is_in_order_has_nothing_to_mend(source: Path) -> None:
    assert mended(source).cells == ()


def test_a_map_with_problems_is_mended_as_far_as_it_can_be(tmp_path: Path) -> None:
    source = town(tmp_path / "town")
    (source / "turnout.csv").write_text("activity,group,attended\nFORUM,PARENTS,many\n")
    assert run(["check", str(source), "--fix"]) == 0
    text = (tmp_path / "town-mended" / "turnout.csv").read_text()
    assert text == "activity,group,attended\nForum,Parents,many\n"


def test_the_demo_and_stores_are_not_mended() -> None:
    assert run(["check", "demo", "--fix"]) == 2


FAULTY = {
    "about": "title,team,as_of\nTown,Our team,2026-03-31\n",
    "organisations": "name,team\nOur team,true\nSt Mary's Church,\nSt Marys Church,\n",
    "groups": 'name,barriers\nDeaf people,"Transport; no buses"\nCarers,"trust\nDIGITAL"\n'
    "Deaf  People,\n",
    "contacts": "organisation,group,last_contact\n"
    "ST MARY'S CHURCH,DEAF PEOPLE,20/11/2025\nOur team,Deaf people,03/04/2025\n"
    "Our team,Carers,14.10.25\n",
    "champions": "name,groups\nLead,Yuong  men\n",
}


def faulty(path: Path) -> Path:
    """Write a map with spellings to mend, and with faults."""
    path.mkdir()
    for name, text in FAULTY.items():
        (path / f"{name}.csv").write_text(text, encoding="utf-8")
    return path


def test_the_first_row_spells_and_what_is_refused_is_left_as_it_is(tmp_path: Path) -> None:
    result = mended(faulty(tmp_path / "town"))
    now = {(c.file, c.row, c.column): c.message.removeprefix("is now ") for c in result.cells}
    assert now == {
        ("groups.csv", 3, "barriers"): "'trust;digital'",
        ("contacts.csv", 2, "organisation"): "'St Mary's Church'",
        ("contacts.csv", 2, "group"): "'Deaf people'",
        ("contacts.csv", 2, "last_contact"): "'2025-11-20'",
    }


def test_what_remains_to_mend_is_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = faulty(tmp_path / "town")
    assert run(["check", str(source), "--fix"]) == 0
    out, err = capsys.readouterr()
    assert "'trust (line break) DIGITAL'" in out
    with pytest.raises(rm.InvalidMap) as caught:
        rm.read(tmp_path / "town-mended")
    remaining = sum(issue.more + 1 for issue in caught.value.issues)
    assert f"with 4 cells put right; {source} is as it was. The copy has {remaining} things" in err
    assert remaining == 6


def test_a_copy_to_be_had_is_offered_where_a_map_has_faults(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = faulty(tmp_path / "town")
    assert run(["check", str(source)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line for line in lines if f"`reachmap check {source} --fix`" in line] == lines[-2:-1]
    assert "4 cells" in lines[-2]
    town(tmp_path / "sound")
    (tmp_path / "sound" / "groups.csv").write_text("name,hidden\nUnpaid carers,often\n")
    for name in ("contacts", "turnout", "about", "organisations", "activities"):
        (tmp_path / "sound" / f"{name}.csv").unlink()
    assert run(["check", str(tmp_path / "sound")]) == 1
    assert "--fix" not in capsys.readouterr().out
