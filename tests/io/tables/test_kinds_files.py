"""Files, sheets and headings by their usual names; what is not read is named."""

from pathlib import Path

import pandas as pd
import pytest

import reachmap as rm
from kinds import FILES, book, folder, reading_of
from reachmap.io.forms import read_source
from reachmap.io.tables.headings import columns_of
from reachmap.io.tables.names import column_named

TURNOUT = FILES["turnout.csv"]
CAME = rm.Turnout(activity="2026-01-20-open-day", group="veterans", attended=2)

TAKEN: dict[str, dict[str, str | bytes | None]] = {
    "a text of tabs in UTF-16": {
        "turnout.csv": None,
        "turnout.txt": TURNOUT.replace(",", "\t").encode("utf-16"),
    },
    "a table of tabs": {"turnout.csv": None, "turnout.tsv": TURNOUT.replace(",", "\t")},
    "capitals": {"turnout.csv": None, "Turnout.CSV": TURNOUT},
    "the name of the workbook before it": {"turnout.csv": None, "Town map - turnout.csv": TURNOUT},
    "the name that Numbers gives": {"turnout.csv": None, "turnout-Table 1.csv": TURNOUT},
    "a line that names the separator": {"turnout.csv": "sep=;\n" + TURNOUT.replace(",", ";")},
    "columns parted by strokes": {"turnout.csv": TURNOUT.replace(",", "|")},
    "files of systems": {"._turnout.csv": b"\x00\x05", "~$turnout.csv": "", "desktop.ini": ""},
}


@pytest.mark.parametrize("kind", TAKEN)
def test_usual_files_are_taken_without_a_word(tmp_path: Path, kind: str) -> None:
    reading, said = reading_of(folder(tmp_path / "town", TAKEN[kind]))
    assert said == []
    assert reading is not None
    assert reading.counts["turnout"] == 1
    assert reading.stakeholders == read_source(folder(tmp_path / "sound", {})).stakeholders


@pytest.mark.parametrize("kind", [kind for kind in TAKEN if kind != "files of systems"])
def test_usual_files_are_written_into_in_their_own_form(tmp_path: Path, kind: str) -> None:
    path = folder(tmp_path / "town", TAKEN[kind])
    before = {file.name: file.read_bytes() for file in path.iterdir()}
    rm.record(path, [CAME])
    after = {file.name: file.read_bytes() for file in path.iterdir()}
    changed = [name for name in after if after[name] != before.get(name)]
    assert len(changed) == 1
    assert changed[0] in TAKEN[kind]
    assert after[changed[0]].startswith(before[changed[0]][:20])
    assert read_source(path).counts["turnout"] == 2


SAID: list[tuple[dict[str, str | bytes | None], list[str]]] = [
    (
        {"postcodes lookup.csv": "a,b\n1,2\n", "notes.docx": "x"},
        ["files that are no table are not read: 'notes.docx' and 'postcodes lookup.csv'"],
    ),
    ({"minutes.pdf": b"\xff"}, ["a file that is no table is not read: 'minutes.pdf'"]),
    (
        {"turnout.csv": None, "turnout.xlsx": "x"},
        ["turnout.xlsx: the table turnout is not read from this file. Save it as CSV UTF-8"],
    ),
    (
        {"turnout.csv": None, "turnout": TURNOUT},
        ["turnout: the table turnout is not read from this file. Save it as CSV UTF-8"],
    ),
    (
        {"turnout.csv": None, "copy of the turnout.csv": TURNOUT},
        [
            "town: 'copy of the turnout' is not read, and the table turnout is nowhere else",
            "a file that is no table is not read: 'copy of the turnout.csv'",
        ],
    ),
    (
        {"copy of the turnout.csv": TURNOUT},
        ["a file that is no table is not read: 'copy of the turnout.csv'"],
    ),
    (
        {"groups.csv": ",,Population\nGroup,Category,Population\nCarers,,9\nVeterans,,9\n"},
        ["row 1: the headings are in row 2", "'Group' as 'name'"],
    ),
    (
        {"turnout.csv": "Activity name,Group(s),Attendees\nOpen day,Carers,6\n"},
        ["'Activity name' as 'activity', 'Group(s)' as 'group' and 'Attendees' as 'attended'"],
    ),
    ({"turnouts.csv": TURNOUT}, ["turnouts.csv: there is no table 'turnouts'. Did you mean"]),
    (
        {"Turnout.txt": TURNOUT},
        ["turnout.csv: the table turnout is there twice: first in 'Turnout.txt'"],
    ),
    (
        {"groups.csv": "Groups of Town, 2026\n\nname,population\nCarers,200\nVeterans,90\n"},
        ["groups.csv, row 1: the headings are in row 3, and what is above them is not read"],
    ),
    (
        {"groups.csv": "Group name,Population (2021)\nCarers,200\nVeterans,90\n"},
        [
            "groups.csv: headings are understood by what they mean: 'Group name' as 'name' and "
            "'Population (2021)' as 'population'"
        ],
    ),
    (
        {"groups.csv": "Group name,Population (2021)\nCarers,many\n"},
        [
            "groups.csv, row 2, column Population (2021): is not a whole number (found: 'many')",
            "headings are understood",
        ],
    ),
    (
        {"groups.csv": "name,population,population (2021)\nCarers,200,190\nVeterans,90,1\n"},
        ["no column 'population (2021)'. Did you mean 'population'?"],
    ),
    (
        {"activities.csv": "name,date,cost (pence)\nOpen day,2026-01-20,500\n"},
        ["activities.csv, column cost (pence): there is no column 'cost (pence)', so it is not"],
    ),
    (
        {"groups.csv": "name,ward,x_seen by\nCarers,North,Ann\nVeterans,South,Bo\n"},
        [
            "column ward: there is no column 'ward', so it is not read",
        ],
    ),
]


@pytest.mark.parametrize(("changes", "said"), SAID)
def test_what_is_said_of_files_and_headings(
    tmp_path: Path, changes: dict[str, str | bytes | None], said: list[str]
) -> None:
    _, lines = reading_of(folder(tmp_path / "town", changes))
    assert len(lines) == len(said), "\n".join(lines)
    for words in said:
        assert any(words in line for line in lines), "\n".join(lines)


@pytest.mark.parametrize("mark", ['sep="', "sep=\r", "sep=x", "sep="])
def test_a_mark_of_no_separator_is_a_line_above_the_headings(tmp_path: Path, mark: str) -> None:
    _, said = reading_of(folder(tmp_path / "town", {"turnout.csv": f"{mark}\n{TURNOUT}"}))
    assert len(said) == 1
    assert said[0].startswith("turnout.csv, row 1: ")


def test_a_row_is_written_below_headings_that_are_not_the_first_row(tmp_path: Path) -> None:
    text = "What came of it\n\nActivity name;Group;Attended\nOpen day;Carers;6\n"
    path = folder(tmp_path / "town", {"turnout.csv": text})
    rm.record(path, [CAME])
    assert (path / "turnout.csv").read_text() == f"{text}Open day;Veterans;2\n"


def test_a_sheet_with_a_title_above_it_is_read_and_written_into(tmp_path: Path) -> None:
    made = book()
    made["turnout"].insert_rows(1, 2)
    made["turnout"]["A1"] = "Who came"
    made["turnout"].merge_cells("A1:C1")
    made["contacts"].title = "Old town - contacts"
    made.create_sheet("Notes")["A1"] = "ask Ann"
    path = tmp_path / "town.xlsx"
    made.save(path)
    _, said = reading_of(path)
    assert [line.partition(" (found")[0].partition(". ")[0] for line in said] == [
        "town.xlsx, sheet turnout, row 1: the headings are in row 3, and what is above them is "
        "not read",
        "town.xlsx, sheet Notes: there is no table 'Notes', so it is not read",
    ]
    rm.record(path, [CAME])
    assert read_source(path).counts["turnout"] == 2


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("groups.csv", "name the folder that the file is in"),
        ("town.numbers", "save it as Excel workbook"),
        ("~$town.xlsx", "name the workbook itself: 'town.xlsx'"),
    ],
)
def test_a_file_that_is_no_map_says_which_is(tmp_path: Path, name: str, words: str) -> None:
    (tmp_path / name).write_text("name\nCarers\n")
    with pytest.raises(rm.UnreadableFile, match=words):
        rm.read(tmp_path / name)


def test_nothing_is_said_to_be_missing_from_a_table_that_could_not_be_read(tmp_path: Path) -> None:
    unread = {"groups.csv": FILES["groups.csv"].replace("Veterans", "Caf\xe9").encode("latin-1")}
    _, said = reading_of(folder(tmp_path / "town", unread))
    assert said == ["groups.csv, row 3: the file is not in UTF-8: byte 0xe9. Save it as CSV UTF-8"]


def test_a_file_of_another_program_is_one_problem(tmp_path: Path) -> None:
    path = tmp_path / "town"
    path.mkdir()
    (path / "members.csv").write_text("Membership,Since\n1,2020\n")
    (path / "fees.csv").write_text("Membership,Fee\n1,20\n")
    _, said = reading_of(path)
    assert len(said) == 1
    assert "town: there is no table of a map, only 'fees' and 'members'" in said[0]
    assert "reachmap import --help" in said[0]


def test_frames_refuse_what_nobody_would_hear_of_but_own_columns() -> None:
    teams = pd.DataFrame({"Organisation name": ["Team"], "team": [True], "x_ward": ["North"]})
    town = rm.from_frames({"Organisations": teams})
    assert [body.name for body in town.stakeholders.organisations] == ["Team"]
    with pytest.raises(rm.InvalidMap, match=r"there is no column 'ward'\. The columns are") as no:
        rm.from_frames({"organisations": teams.rename(columns={"x_ward": "ward"})})
    assert 'your own begin with x_; extra="ignore" leaves out others' in str(no.value)
    with pytest.raises(rm.InvalidMap, match=r"there is no column 'ward'.* begin with x_$"):
        town.add(organisations={"name": "Hub", "ward": "North"})
    with pytest.raises(rm.InvalidMap, match="there is no table 'Notes'"):
        rm.from_frames({"organisations": teams, "Notes": teams})


@pytest.mark.parametrize(
    ("table", "heading", "column"),
    [
        ("contacts.csv", "Organisation / service", "organisation"),
        ("contacts.csv", "Organisation or service", "organisation"),
        ("contacts.csv", "Date of last contact (approx)", "last_contact"),
        ("turnout.csv", "No. attended", "attended"),
        ("turnout.csv", "Number of attendees", "attended"),
        ("turnout.csv", "# attended", "attended"),
        ("groups.csv", "Number of people (est.)", "population"),
    ],
)
def test_longer_headings_are_understood_and_told(
    tmp_path: Path, table: str, heading: str, column: str
) -> None:
    text = FILES[table].replace(column, heading, 1)
    assert text != FILES[table]
    reading, said = reading_of(folder(tmp_path / "town", {table: text}))
    sound, _ = reading_of(folder(tmp_path / "sound", {}))
    assert reading is not None, said
    assert sound is not None
    assert reading.stakeholders == sound.stakeholders
    assert any(f"{heading!r} as {column!r}" in line for line in said)


@pytest.mark.parametrize("heading", ["Cost (pence)", "Trust / 10", "Notes or group", "Noattended"])
def test_headings_that_may_mean_something_else_are_not_understood(heading: str) -> None:
    assert column_named("turnout", heading) not in columns_of("turnout")


def test_a_heading_near_a_column_is_one_fault_and_no_row_is_blamed_for_it(tmp_path: Path) -> None:
    turnout = "activity,group,attendedd\nOpen day,Carers,6\nOpen day,Veterans,7\n"
    _, said = reading_of(folder(tmp_path / "town", {"turnout.csv": turnout}))
    assert len(said) == 1
    assert "there is no column 'attendedd'. Did you mean 'attended'?" in said[0]
    contacts = "Organisationn,group\nHub,Carers\n"
    _, said = reading_of(folder(tmp_path / "other", {"contacts.csv": contacts}))
    assert len(said) == 1
    assert "there is no column 'Organisationn'. Did you mean 'organisation'?" in said[0]


def test_many_sheets_of_ones_own_are_one_line(tmp_path: Path) -> None:
    made = book()
    for number in range(40):
        made.create_sheet(f"Notes {number}")["A1"] = "ask"
        made.create_sheet(f"Lists {number}")["A1"] = "ask"
        made[f"Lists {number}"].sheet_state = "hidden"
    made.save(tmp_path / "town.xlsx")
    reading, said = reading_of(tmp_path / "town.xlsx")
    assert reading is not None
    assert len(said) == 2
    assert "the hidden sheet 'Lists 0' is not read" in said[0]
    assert "table 'Notes 0', so it is not read; 39 more like it: 'Notes 1'" in said[1]
    tables = {f"Notes {number}": [{"a": 1}] for number in range(40)}
    with pytest.raises(rm.InvalidMap) as caught:
        rm.from_frames({"organisations": [{"name": "Team", "team": True}], **tables})
    assert len(caught.value.issues) == 1
    assert "there is no table 'Notes 0'; 39 more like it" in str(caught.value.issues[0])


@pytest.mark.parametrize("name", ["turnout.csv.txt", "Turnout.CSV.csv", "turnout.txt.tsv"])
def test_an_ending_that_is_there_twice_is_no_other_name(tmp_path: Path, name: str) -> None:
    changes = {"turnout.csv": None, name: FILES["turnout.csv"]}
    path = folder(tmp_path / "town", changes)
    reading, said = reading_of(path)
    assert reading is not None, said
    assert len(reading.stakeholders.turnout) == 1
    rm.record(path, [{"activity": "Open day", "group": "Veterans", "attended": 2}])
    assert sorted(file.name for file in path.iterdir() if "urnout" in file.name) == [name]
    assert len(rm.read(path).stakeholders.turnout) == 2


@pytest.mark.parametrize("start", ["<html>", "\n <!DOCTYPE html>", "<TABLE border=1>", "<?xml v?>"])
def test_a_page_that_is_called_a_table_is_one_problem(tmp_path: Path, start: str) -> None:
    changes = {"groups.csv": f"{start}<tr><td>name</td></tr>\n<tr><td>Carers</td></tr>"}
    _, said = reading_of(folder(tmp_path / "town", changes))
    assert len(said) == 1
    assert "groups.csv: the file is a page of the web" in said[0]
    assert said[0].endswith("Open it in a spreadsheet program, and save it as CSV UTF-8")
