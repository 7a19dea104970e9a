"""`check`: what was read, what to mend, what would help, and what can be asked now."""

import json
import re
import shlex
from collections.abc import Mapping
from pathlib import Path

import pytest

import reachmap as rm
from reachmap.analysis.catalogue import QUESTIONS
from reachmap.cli.check_report import report_of_map
from reachmap.cli.main import COMMANDS, run
from reachmap.io import read_source

TOWN = str(Path(__file__).parents[2] / "examples" / "small_town")

BROKEN = {
    "about.csv": "title,team\nOur town,Team\n",
    "groups.csv": "id,name,population,part_of,colour\na,A,many,b,red\nb,B,1,a,\na,C,2,zz,\n",
    "voices.csv": "id,nam\nv1,x\n",
    "venues.csv": "",
    "turnout.csv": "activity,group,attended\n",
    "grups.csv": "id\nx\n",
}


def folder(place: Path, files: Mapping[str, str]) -> str:
    """Return a folder of files."""
    place.mkdir()
    for name, text in files.items():
        (place / name).write_text(text)
    return str(place)


def test_it_says_what_was_read_what_would_help_and_what_can_be_asked(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["check", TOWN]) == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    lines = printed.out.splitlines()
    assert lines[0] == (
        "Read 8 groups, 5 organisations, 3 key workers, 1 champion, 3 channels, 2 venues, 10 "
        "activities over 12 months (14 May 2025 to 20 May 2026), 9 voices, 23 links, 18 rows of "
        "attendance, 12 head counts, 12 asks, 2 things said and 1 assumption of your own. The "
        "map is in order; nothing was changed."
    )
    heads = ("Worth a second look: ", "What would make the ", "You can ask now:", "The next ten ")
    places = [next(n for n, line in enumerate(lines) if line.startswith(head)) for head in heads]
    assert places == sorted(places)
    assert lines[places[0] + 1].startswith("  links.csv, row ")
    told = rm.read(TOWN).readiness()
    assert lines[places[1] + 2 : places[1] + 4] == [
        "Leaves a part of an answer unknown:",
        f"  1. {told.gap_sentences()[0]}",
    ]
    assert len(told.gaps) == len([line for line in lines if re.match(r" +\d+\. ", line)])
    assert lines[-1] == told.next_step


def test_the_commands_it_names_can_be_typed_and_work(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["copy", TOWN, "our town"]) == 0
    assert run(["check", "our town"]) == 0
    lines = capsys.readouterr().out.splitlines()
    typed = [re.split(r" {2,}", line.strip())[0] for line in lines if "  reachmap " in line]
    assert [shlex.split(words)[1] for words in typed] == [*QUESTIONS]
    for words in typed:
        assert run(shlex.split(words)[1:]) == 0
    assert (tmp_path / "map.html").exists()


def test_every_question_listed_has_a_command() -> None:
    assert {*QUESTIONS} < {*COMMANDS}


def test_a_day_to_reckon_from_is_taken(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", TOWN, "--as-of", "2025-01-01"]) == 0
    # By then only what bears no day can have taken place.
    assert "No day for the one activity" in capsys.readouterr().out


def test_as_json_it_lists_tables_warnings_and_gaps(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", TOWN, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert list(found) == ["audience", "tables", "issues", "readiness"]
    assert found["audience"] == "internal"
    assert found["tables"]["activities"] == 10
    assert found["issues"][0]["severity"] == "warning"
    assert found["readiness"] == rm.read(TOWN).readiness().to_dict()


def test_errors_are_told_by_file_after_what_was_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", folder(tmp_path / "broken", BROKEN)]) == 1
    printed = capsys.readouterr()
    assert printed.err == ""
    assert printed.out.startswith(
        "Read 3 groups and 1 voice. Nothing was changed.\n"
        "There are 6 things to mend before the map can be used.\n"
    )
    parts = [part.splitlines() for part in printed.out.split("\n\n")]
    assert {part[0]: len(part) - 1 for part in parts[1:-1]} == {
        "groups.csv: 3": 3,
        "voices.csv: 1": 1,
        "venues.csv: 1": 1,
        "grups.csv: 1": 1,
        "Worth a second look: 1": 1,
    }
    assert parts[1][2].startswith("  row 2, column population: is not a whole number (found: ")
    assert parts[-1] == ["Mend these and run check again: your files are as they were."]


def test_one_error_is_one_thing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = folder(tmp_path / "town", {"groups.csv": "name\nCarers\n"})
    assert run(["check", place]) == 1
    out = capsys.readouterr().out
    assert "There is 1 thing to mend before the map can be used.\n\ntown: 1\n" in out


def test_errors_that_stand_nowhere_in_particular_are_of_the_whole(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: object) -> None:
        raise rm.InvalidMap((rm.Issue("it is odd", "Make it even"),))

    monkeypatch.setattr("reachmap.cli.commands.readiness.read_map", refuse)
    assert run(["check", str(tmp_path)]) == 1
    assert capsys.readouterr().out == (
        "Nothing was changed.\n"
        "There is 1 thing to mend before the map can be used.\n\n"
        "The map as a whole: 1\n  it is odd. Make it even\n\n"
        "Mend these and run check again: your files are as they were.\n"
    )


def test_errors_as_json_name_file_row_and_column_and_what_was_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", folder(tmp_path / "broken", BROKEN), "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert found["tables"]["groups"] == 3
    issues = found["issues"]
    assert {"groups.csv", "voices.csv", "venues.csv"} <= {issue["file"] for issue in issues}
    assert all(issue["remedy"] for issue in issues)
    assert [issue["severity"] for issue in issues] == ["error"] * 6 + ["warning"]


def test_a_map_of_nothing_but_a_team_is_told_where_to_begin(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = folder(tmp_path / "new", {"about.csv": "title,team\nNew,Team\n"})
    assert run(["check", place]) == 0
    out = capsys.readouterr().out
    assert out.startswith("Read nothing but what the map says of itself. The map is in order;")
    assert "  1. No groups: who is heard, and who could be reached, is not known." in out


def test_where_nothing_is_lacking_it_says_so() -> None:
    reading, answer = read_source(TOWN), rm.read(TOWN).readiness()
    told = report_of_map(reading, answer.model_copy(update={"gaps": ()}), source="town")
    assert "What would make" not in told
    assert told.endswith("\n\nNothing that you could fill in from memory is lacking.")


def test_files_stay_as_they_were(tmp_path: Path) -> None:
    place = folder(tmp_path / "broken", BROKEN)
    run(["check", place])
    assert {path.name: path.read_text() for path in Path(place).iterdir()} == BROKEN


def test_on_a_screen_long_lines_are_wrapped(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "60")
    assert run(["check", TOWN]) == 0
    lines = capsys.readouterr().out.splitlines()
    numbered = [line for line in lines if re.match(r" +\d+\. |     \S", line)]
    assert len(numbered) > len(rm.read(TOWN).readiness().gaps)
    assert max(map(len, numbered)) <= 60
