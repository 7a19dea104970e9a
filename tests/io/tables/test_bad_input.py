"""Bad input: each problem is located, with its remedy, and all of them at once."""

import csv
from collections.abc import Mapping
from pathlib import Path

import pytest

import reachmap as rm
from reachmap.io import read_source

SOUND = {
    "about.csv": "title,team,as_of,area_population\nTown,team,2026-03-31,1000\n",
    "groups.csv": "id,name,population,part_of\ncarers,Carers,100,\nyoung,Young carers,,carers\n",
    "organisations.csv": "id,name,team,capacity\nteam,Team,true,\nhub,Carers' Hub,,4\n",
    "workers.csv": "id,name,organisation,until\nofficer,Officer,hub,\n",
    "activities.csv": "id,name,date,attended\nmeet,Meeting,2026-01-10,3\n",
    "voices.csv": "id,name,groups\nv1,v1,carers\n",
    "links.csv": "from,type,to,trust,chance,source\nteam,KNOWS,hub,4,,\n",
    "attendance.csv": "voice,activity,speaking\nv1,meet,own\n",
    "turnout.csv": "activity,group,invited,attended\nmeet,carers,10,2\n",
    "asks.csv": "date,from,to,outcome\n2026-03-01,team,hub,passed-on\n",
}


def folder(tmp_path: Path, changes: Mapping[str, str | bytes]) -> Path:
    """Write the sound map with some files changed."""
    path = tmp_path / "town"
    path.mkdir()
    for name, text in {**SOUND, **changes}.items():
        raw = text.encode() if isinstance(text, str) else text
        (path / name).write_bytes(raw)
    return path


def problems(tmp_path: Path, changes: Mapping[str, str | bytes]) -> list[rm.Issue]:
    """Return the problems of the map."""
    with pytest.raises(rm.InvalidMap) as caught:
        rm.read(folder(tmp_path, changes))
    return list(caught.value.issues)


def test_the_sound_map_is_sound(tmp_path: Path) -> None:
    reading = read_source(folder(tmp_path, {}))
    assert reading.warnings == ()
    assert reading.counts["turnout"] == 1


A = "id,name,date,attended\n"
G = "id,name,population,part_of\n"
L = "from,type,to,trust,chance,source\n"
T = "activity,group,invited,attended\n"

with Path(__file__).with_name("bad_input.csv").open(encoding="utf-8", newline="") as listed:
    CASES = list(csv.DictReader(listed))

ELSEWHERE = {"came to what is to come": "attendance.csv", "no team": "about.csv"}


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_the_problem_is_found_where_it_is_and_nothing_else(
    tmp_path: Path, case: dict[str, str]
) -> None:
    raw = case["text"].encode().decode("unicode_escape").encode("latin-1")
    changes: dict[str, str | bytes] = {case["file"]: raw}
    if case["case"] == "no team":
        changes["about.csv"] = "title\nTown\n"
    issues = problems(tmp_path, changes)
    assert len(issues) == 1, "\n".join(map(str, issues))
    assert issues[0].file == ELSEWHERE.get(case["case"], case["file"])
    assert (str(issues[0].row or ""), issues[0].column or "") == (case["row"], case["column"])
    assert case["message"] in issues[0].message
    assert case["remedy"] in issues[0].remedy


def test_ten_problems_of_three_files_are_reported_in_one_go(tmp_path: Path) -> None:
    issues = problems(
        tmp_path,
        {
            "groups.csv": G + "carers,Carers,x,\nyoung,Young,-1,nobody\nold,Old,5000,\n",
            "links.csv": L + "team,KNOWS,hubb,9,,\nteam,LIKES,hub,,,\nhub,TRUSTED_BY,carers,,2,\n",
            "asks.csv": "date,from,to,outcome\n1/2/2026,team,hub,\n2026-03-01,team,nobody,maybe\n",
        },
    )
    assert [(issue.file, issue.row, issue.column) for issue in issues] == [
        ("groups.csv", 2, "population"),
        ("groups.csv", 3, "population"),
        ("groups.csv", 3, "part_of"),
        ("groups.csv", 4, "population"),
        ("links.csv", 2, "trust"),
        ("links.csv", 2, "to"),
        ("links.csv", 3, "type"),
        ("links.csv", 4, "chance"),
        ("asks.csv", 2, "date"),
        ("asks.csv", 3, "outcome"),
        ("asks.csv", 3, "to"),
    ]


@pytest.mark.parametrize("raw", [b"id,name\ncaf\xe9,Caf\n", b'id,name\n"a,b\n'])
@pytest.mark.parametrize("name", [name for name in SOUND if name != "about.csv"])
def test_a_file_that_cannot_be_read_is_one_problem_whatever_names_its_rows(
    tmp_path: Path, name: str, raw: bytes
) -> None:
    issues = problems(tmp_path, {name: raw})
    assert [(issue.file, issue.row) for issue in issues] == [(name, 2)]


def test_every_blank_and_every_bad_cell_of_a_row_is_told_at_once(tmp_path: Path) -> None:
    issues = problems(
        tmp_path,
        {
            "attendance.csv": "voice,activity,speaking\n,,louder\n",
            "venues.csv": "id,name,accessible\n,,perhaps\n",
            "links.csv": L + ",,,9,,\n",
        },
    )
    assert sorted((issue.file, issue.row, issue.column) for issue in issues) == [
        ("attendance.csv", 2, "activity"),
        ("attendance.csv", 2, "speaking"),
        ("attendance.csv", 2, "voice"),
        ("links.csv", 2, "from"),
        ("links.csv", 2, "to"),
        ("links.csv", 2, "trust"),
        ("links.csv", 2, "type"),
        ("venues.csv", 2, "accessible"),
        ("venues.csv", 2, "id"),
    ]


def test_what_is_worth_a_second_look_is_told_with_both_rows(tmp_path: Path) -> None:
    changes = {
        "venues.csv": "id,name\nHub,Hall\nCaf\u00e9,Caf\u00e9\ncafe,Cafe\n",
        "voices.csv": "id,name,lived_experience,lived_until\nv1,v1,current,2026-01-01\n",
        "links.csv": L + "team,KNOWS,hub,4,,a\nteam,KNOWS,hub,2,,b\n",
    }
    told = read_source(folder(tmp_path, changes)).warnings
    assert sorted((each.file, each.row, each.column) for each in told) == [
        ("links.csv", 3, "source"),
        ("venues.csv", 2, "id"),
        ("venues.csv", 4, "id"),
        ("voices.csv", 2, "lived_until"),
    ]
    words = {(each.file, each.row): str(each) for each in told}
    assert "'hub' in row 3 of organisations.csv" in words["venues.csv", 2]
    assert "row 2 of links.csv" in words["links.csv", 3]
    assert all(each.severity == "warning" for each in told)


def test_messages_show_what_cannot_be_seen_and_cut_what_is_long(tmp_path: Path) -> None:
    text = "voice,activity,speaking\nv1,meet,\u202eown" + "x" * 500 + "\n"
    told = str(problems(tmp_path, {"attendance.csv": text})[0])
    assert "U+202Eown" in told
    assert "\u202e" not in told
    assert "x" * 80 not in told


def test_blank_lines_before_the_headings_do_no_harm(tmp_path: Path) -> None:
    text = "\r\n,,\r\nid;name;population\r\ncarers;Carers;x\r\nyoung;Young;\r\n"
    issues = problems(tmp_path, {"groups.csv": text.replace(",,\r\n", "")})
    assert [(issue.row, issue.column) for issue in issues] == [(3, "population")]


@pytest.mark.parametrize("order", ["dmy", "DMY", " mdy "])
def test_the_order_of_days_is_read_as_every_other_word(tmp_path: Path, order: str) -> None:
    changes = {"about.csv": f"title,team,date_order,as_of\nTown,team,{order},03/02/2026\n"}
    day = rm.read(folder(tmp_path, changes)).stakeholders.about.as_of
    assert str(day) == ("2026-03-02" if "mdy" in order else "2026-02-03")


def test_days_with_strokes_are_read_where_the_map_says_how(tmp_path: Path) -> None:
    about = "title,team,date_order\nTown,team,dmy\n"
    changes = {"about.csv": about, "activities.csv": A + "meet,Meeting,03/04/2025,3\n"}
    town = rm.read(folder(tmp_path, changes)).stakeholders
    assert str(town.activities[0].date) == "2025-04-03"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_the_usual_forms_of_csv_are_recognised(
    tmp_path: Path, encoding: str, separator: str, ending: str
) -> None:
    text = f"id{separator}Name{separator}Hidden\n007{separator}Café{separator}yes\n"
    path = folder(tmp_path, {"venues.csv": ""})
    (path / "venues.csv").unlink()
    (path / "groups.csv").write_bytes(
        (text + f"carers{separator}Carers{separator}\nyoung{separator}Y{separator}no\n")
        .replace("\n", ending)
        .encode(encoding)
    )
    groups = rm.read(path).stakeholders.groups
    assert (groups[0].id, groups[0].name, groups[0].hidden) == ("007", "Café", True)


def test_rows_are_counted_as_a_spreadsheet_shows_them(tmp_path: Path) -> None:
    text = 'id,name,notes,population\ncarers,Carers,"two\nlines",1\n\nyoung,Young,,x\n'
    assert problems(tmp_path, {"groups.csv": text})[0].row == 4


def test_a_name_stands_for_an_id_where_only_one_goes_by_it(tmp_path: Path) -> None:
    path = folder(tmp_path, {"turnout.csv": T + "Meeting,young CARERS,5,1\n"})
    assert next(iter(rm.read(path).stakeholders.turnout)).group == "young"


def test_a_name_that_two_go_by_is_refused_with_their_ids(tmp_path: Path) -> None:
    groups = G + "carers,Carers,1,\nyoung,Carers,,\n"
    issue = problems(tmp_path, {"groups.csv": groups, "turnout.csv": T + "meet,Carers ,5,1\n"})[0]
    assert "2 records go by the name" in issue.message
    assert "carers, young" in issue.remedy


def test_blank_ids_are_made_from_names_and_an_activitys_from_its_day(tmp_path: Path) -> None:
    path = folder(
        tmp_path,
        {
            "activities.csv": "id,name,date,attended\n,Winter Meeting,2026-01-10,3\n",
            "attendance.csv": "voice,activity\nv1,Winter Meeting\n",
            "turnout.csv": T + "2026-01-10-winter-meeting,carers,,1\n",
        },
    )
    town = rm.read(path).stakeholders
    assert town.activities[0].id == "2026-01-10-winter-meeting"
    assert next(iter(town.attendance)).activity == "2026-01-10-winter-meeting"


def test_a_table_of_headings_alone_is_only_a_warning(tmp_path: Path) -> None:
    reading = read_source(folder(tmp_path, {"venues.csv": "id,name\n"}))
    assert [warning.file for warning in reading.warnings] == ["venues.csv"]


def document(tmp_path: Path, text: str) -> Path:
    """Write a JSON document."""
    path = tmp_path / "town.json"
    path.write_text(text, encoding="utf-8")
    return path


TEAM = '"organisations": [{"id": "team", "name": "Team", "team": true}]'


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "is no JSON"),
        ("[]", "holds no map"),
        ('{"reachmap": 9}', "reads format 2"),
        ('{"about": {"area_population": NaN}}', "NaN, which is no number"),
        ('{"about": {"area_population": 1' + "0" * 5000 + "}}", "5001 digits"),
        ('{"about":' + "[" * 100_000, "nested too deeply"),
    ],
)
def test_what_is_no_document_cannot_be_read(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(rm.UnreadableFile, match=words):
        rm.read(document(tmp_path, text))


@pytest.mark.parametrize(
    ("text", "row", "words"),
    [
        (
            '"groups": [{"id": "a", "name": "A"}, {"id": "b", "id": "c", "name": "B"}]',
            None,
            "twice",
        ),
        ('"groups": {"id": "a"}', None, "not a list"),
        ('"groups": [7]', 1, "not an object"),
        ('"groups": [{"id": 7, "name": "A"}]', 1, "a number where text is expected"),
        ('"groups": [{"id": "a", "population": true}]', 1, "is TRUE, which is no number"),
        ('"groups": [{"id": "a", "hidden": 1}]', 1, "neither yes nor no"),
        ('"groups": [{"id": "a", "part_of": 3}]', 1, "a number where text"),
        ('"groups": [{"id": "a", "populaton": 1}]', None, "no column 'populaton'"),
        ('"grups": []', None, "no table 'grups'"),
    ],
)
def test_problems_of_a_document_are_located(
    tmp_path: Path, text: str, row: int | None, words: str
) -> None:
    with pytest.raises(rm.InvalidMap) as caught:
        rm.read(document(tmp_path, f"{{{TEAM}, {text}}}"))
    assert len(caught.value.issues) == 1
    issue = caught.value.issues[0]
    assert (issue.file, issue.row) == ("town.json", row)
    assert words in issue.message


def test_what_is_not_there_or_of_no_form_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "town.docx").write_text("x")
    (tmp_path / "empty").mkdir()
    (tmp_path / "plain").write_text("x")
    for name in ("nowhere", "town.docx", "empty", "plain"):
        with pytest.raises(rm.UnreadableFile):
            rm.read(tmp_path / name)
