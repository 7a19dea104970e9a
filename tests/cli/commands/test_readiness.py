"""`check`: what was read, what to mend, what would help, and what can be asked now."""

import json
import re
import shlex
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import reachmap as rm
from command_line import TOWN, Command
from reachmap.analysis.catalogue import QUESTIONS
from reachmap.cli.check_report import report_of_map
from reachmap.cli.main import COMMANDS, run
from reachmap.io import read_source
from reachmap.model.columns import columns_of, map_of
from reachmap.model.tables import TABLES
from reachmap.store import MemoryStore, opening

BROKEN = {
    "about.csv": "title,team\nOur town,Team\n",
    "groups.csv": "id,name,population,part_of,language\na,A,many,b,red\nb,B,1,a,\na,C,2,zz,\n",
    "voices.csv": "id,nam\nv1,x\n",
    "venues.csv": "",
    "turnout.csv": "activity,group,attended\n",
    "grups.csv": "id\nx\n",
}


def folder(path: Path, files: Mapping[str, str]) -> str:
    """Return a folder of files."""
    path.mkdir()
    for name, text in files.items():
        (path / name).write_text(text)
    return str(path)


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
        "attendance, 12 head counts, 12 asks, 2 things said and 2 assumptions of your own. The "
        "map is in order; nothing was changed."
    )
    heads = ("Worth a second look: ", "What would make the ", "You can ask now:", "The next ten ")
    places = [next(n for n, line in enumerate(lines) if line.startswith(head)) for head in heads]
    assert places == sorted(places)
    assert lines[places[0] + 1].startswith("  links.csv, row ")
    answer = rm.read(TOWN).readiness()
    assert lines[places[1] + 2 : places[1] + 4] == [
        "Leaves a part of an answer unknown:",
        f"  1. {answer.gap_sentences()[0]}",
    ]
    assert len(answer.gaps) == len([line for line in lines if re.match(r" +\d+\. ", line)])
    assert lines[-1] == answer.next_step


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


def test_a_day_to_answer_for_is_taken(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", TOWN, "--as-of", "2025-01-01"]) == 0
    # By then only what has no day can have taken source.
    assert "No day for the one activity" in capsys.readouterr().out


def test_as_json_it_lists_tables_warnings_and_gaps(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", TOWN, "--json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert list(printed) == ["audience", "tables", "issues", "readiness"]
    assert printed["audience"] == "internal"
    assert printed["tables"]["activities"] == 10
    assert printed["issues"][0]["severity"] == "warning"
    assert printed["readiness"] == rm.read(TOWN).readiness().to_dict()


def test_errors_are_listed_by_file_after_what_was_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", folder(tmp_path / "broken", BROKEN)]) == 1
    printed = capsys.readouterr()
    assert printed.err == ""
    assert printed.out.startswith(
        "Read 3 groups and 1 voice. Nothing was changed.\n"
        "There are 7 things to mend before the map can be used.\n"
    )
    parts = [part.splitlines() for part in printed.out.split("\n\n")]
    assert {part[0]: len(part) - 1 for part in parts[1:-1]} == {
        "groups.csv: 4": 4,
        "voices.csv: 1": 1,
        "venues.csv: 1": 1,
        "grups.csv: 1": 1,
        "Worth a second look: 1": 1,
    }
    assert parts[1][2].startswith("  row 2, column population: is not a whole number (found: ")
    assert parts[-1] == ["Mend these and run check again: your files are as they were."]


def test_one_error_is_one_thing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = folder(tmp_path / "town", {"groups.csv": "name\nCarers\n"})
    assert run(["check", source]) == 1
    out = capsys.readouterr().out
    assert "There is 1 thing to mend before the map can be used.\n\ntown: 1\n" in out


def test_errors_that_are_nowhere_in_particular_are_of_the_whole(
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
    printed = json.loads(capsys.readouterr().out)
    assert printed["tables"]["groups"] == 3
    issues = printed["issues"]
    assert {"groups.csv", "voices.csv", "venues.csv"} <= {issue["file"] for issue in issues}
    assert all(issue["remedy"] for issue in issues)
    assert [issue["severity"] for issue in issues] == ["error"] * 7 + ["warning"]


def test_a_map_of_nothing_but_a_team_reads_where_to_begin(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = folder(tmp_path / "new", {"about.csv": "title,team\nNew,Team\n"})
    assert run(["check", source]) == 0
    out = capsys.readouterr().out
    assert out.startswith("Read nothing but what the map says of itself. The map is in order;")
    assert "  1. No groups: who is heard, and who could be reached, is not known." in out


def test_where_nothing_is_lacking_it_says_so() -> None:
    reading, answer = read_source(TOWN), rm.read(TOWN).readiness()
    report = report_of_map(reading, answer.model_copy(update={"gaps": ()}), source="town")
    assert "What would make" not in report
    assert report.endswith("\n\nNothing is missing that you could fill in from memory.")


def test_files_stay_as_they_were(tmp_path: Path) -> None:
    source = folder(tmp_path / "broken", BROKEN)
    run(["check", source])
    assert {path.name: path.read_text() for path in Path(source).iterdir()} == BROKEN


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


def test_a_store_is_checked_as_a_whole(command: Command, tmp_path: Path) -> None:
    target = str(tmp_path / "town.db")
    command("copy", str(TOWN), target)
    code, out, _ = command("check", target)
    assert code == 0
    assert "The map is in order; nothing was changed." in out
    assert f"reachmap heard {target}" in out
    code, _, said = command("check", str(tmp_path / "none.db"))
    assert code == 3
    assert "there is no" in said


def test_what_breaks_rules_in_a_store_is_reported_by_table_and_id(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Broken(MemoryStore):
        def whole(self) -> rm.StakeholderMap:
            tables: dict[str, Any] = {name: columns_of(self._map, name) for name in TABLES}
            tables["attendance"]["activity"][0] = "nowhere"
            return map_of(tables)

    monkeypatch.setattr(opening, "open_store", lambda *_, **__: Broken(rm.read(TOWN).stakeholders))
    code, out, _ = command("check", "neo4j://localhost")
    assert code == 1
    assert "v1 nowhere: there is no activity 'nowhere'" in out


SLIPS = {
    "groups.csv": "name,population\nCarers,100\nTotal,100\nTBC,\n",
    "activities.csv": "name,date\nForum,2026-01-20\nTOTAL,\nSource: the diary,\n",
    "contacts.csv": "organisation,role,group\nCarers Hub,officer,Carers\nCarer Hub,,Carers\n",
    "about.csv": "title,team\nTown,Team\n",
}


def test_slips_come_before_what_was_made_and_what_would_help(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", folder(tmp_path / "town", SLIPS)]) == 0
    out = capsys.readouterr().out
    heads = ["Probably slips: 2", "Done for you: 3", "What would make the answers better"]
    assert [out.index(head) for head in heads] == sorted(out.index(head) for head in heads)
    total = (
        "the row is a total, so it is not read (found: 'Total'), as it is in activities.csv, row 3"
    )
    assert f"groups.csv, row 3, column name: {total}. Nothing to do, unless" in out


def test_other_commands_say_in_one_line_where_slips_and_problems_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = folder(tmp_path / "town", SLIPS)
    assert run(["about", source]) == 0
    first = capsys.readouterr().err.splitlines()[0]
    assert first == f"There are 2 probable slips in the map. See where: reachmap check {source}"
    broken = folder(tmp_path / "broken", BROKEN)
    assert run(["about", broken]) == 1
    assert capsys.readouterr().err == (
        f"7 things are to mend before the map can be used. See where: reachmap check {broken}\n"
    )


@pytest.mark.parametrize("tables", [SLIPS, BROKEN])
@pytest.mark.parametrize("ending", [".csv", ".json", ".xlsx"])
def test_problems_are_written_to_a_file_for_their_owner_alone(
    tmp_path: Path, tables: dict[str, str], ending: str
) -> None:
    source = folder(tmp_path / "town", tables)
    target = tmp_path / f"problems{ending}"
    assert run(["check", source, "-o", str(target)]) == (tables is BROKEN)
    assert target.stat().st_mode & 0o077 == 0
    if ending == ".json":
        rows = json.loads(target.read_text())["issues"]
    elif ending == ".csv":
        rows = pd.read_csv(target).to_dict("records")
    else:
        rows = pd.read_excel(target).dropna(subset=["problem"]).to_dict("records")
    assert len(rows) == (8 if tables is BROKEN else 6)
    assert run(["check", source, "-o", str(target)]) == 3
    assert run(["check", source, "-o", str(tmp_path / "problems.txt")]) == 3
