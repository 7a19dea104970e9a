"""The command line: each command as a planner runs it, and its exit codes."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import reachmap as rm
from reachmap.cli.main import run
from reachmap.model.answer import Answer

TOWN = str(Path(__file__).parents[2] / "examples" / "small_town")


class Said:
    """What a command printed, and how it ended."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code = code
        self.out = out
        self.err = err


Command = Callable[..., Said]


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str]) -> Command:
    """Return a function that runs a command."""

    def ran(*words: str) -> Said:
        code = run(list(words))
        printed = capsys.readouterr()
        return Said(code, printed.out, printed.err)

    return ran


def broken(tmp_path: Path) -> str:
    """Return a folder with one of each usual mistake."""
    folder = tmp_path / "broken"
    folder.mkdir()
    (folder / "groups.csv").write_text(
        "id,name,population,part_of,colour\na,A,many,b,red\nb,B,1,a,\na,C,2,zz,\n"
    )
    (folder / "voices.csv").write_text("id,nam\nv1,x\n")
    (folder / "venues.csv").write_text("")
    (folder / "grups.csv").write_text("id\nx\n")
    return str(folder)


def test_every_problem_is_reported_at_once_with_exit_code_1(
    command: Command, tmp_path: Path
) -> None:
    said = command("heard", broken(tmp_path))
    assert (said.code, said.out) == (1, "")
    assert "Traceback" not in said.err
    for words in (
        "venues.csv: the file is empty",
        "grups.csv: there is no table 'grups'. Did you mean 'groups'?",
        "groups.csv, row 2, column population: is not a whole number (found: 'many')",
        "groups.csv, column colour: there is no column 'colour'",
        "groups.csv, row 4, column part_of: there is no group 'zz'",
        "voices.csv, column nam: there is no column 'nam'. Did you mean 'name'?",
        "no organisation is the team that asks",
    ):
        assert words in said.err


def test_a_broken_map_leaves_nothing_written(command: Command, tmp_path: Path) -> None:
    source = broken(tmp_path)
    assert command("map", source, "-o", str(tmp_path / "page.html")).code == 1
    assert command("copy", source, str(tmp_path / "copy")).code == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["broken"]


@pytest.mark.parametrize("name", ["nowhere", "nowhere.json", "nowhere.docx"])
def test_a_file_that_cannot_be_read_gives_exit_code_3(
    command: Command, tmp_path: Path, name: str
) -> None:
    said = command("heard", str(tmp_path / name))
    assert (said.code, said.out) == (3, "")
    assert "a folder of CSV files, an .xlsx workbook or a .json file" in said.err


@pytest.mark.parametrize(
    "words",
    [
        ("nonsense",),
        ("heard",),
        ("heard", TOWN, "--since", "yesterday"),
        ("heard", TOWN, "--topic", "nothing of the kind"),
        ("routes", TOWN, "nobody"),
        ("routes", TOWN, "carers", "-k", "0"),
        ("routes", TOWN, "carers", "--objective", "beauty"),
        ("routes", TOWN, "carers", "--max-cost", "40.5"),
        ("routes", TOWN, "carers", "--max-days", "-1"),
        ("routes", TOWN, "--brief"),
        ("routes", TOWN, "--objective", "pareto"),
        ("panel", TOWN),
        ("panel", TOWN, "--size", "2", "--quota", "carers"),
        ("panel", TOWN, "--size", "2", "--quota", "carers=1-2", "--quota", "carers=1"),
        ("panel", TOWN, "--size", "99"),
        ("schema", "nonsense"),
        ("about", TOWN, "--audience", "everybody"),
    ],
)
def test_wrong_usage_gives_exit_code_2_and_says_what_is_wrong(
    command: Command, words: tuple[str, ...]
) -> None:
    said = command(*words)
    assert (said.code, said.out) == (2, "")
    assert said.err
    assert "Traceback" not in said.err


def test_without_words_the_commands_are_listed(command: Command) -> None:
    printed = command()
    listed = printed.out + printed.err
    for name in (
        "check",
        "about",
        "heard",
        "voices",
        "burden",
        "methods",
        "change",
        "routes",
        "reach",
        "gatekeepers",
        "what-if",
        "links",
        "panel",
        "review",
        "evidence",
        "map",
        "copy",
        "schema",
        "template",
    ):
        assert name in listed


@pytest.mark.parametrize(
    "name",
    ["about", "heard", "voices", "burden", "methods", "change", "routes", "review", "evidence"],
)
def test_answers_come_as_json(command: Command, name: str) -> None:
    said = command(name, TOWN, "--json")
    desk = rm.read(TOWN)
    questions: dict[str, Callable[[], Answer]] = {
        "about": desk.overview,
        "heard": desk.participation,
        "voices": desk.voices,
        "burden": desk.burden,
        "methods": desk.methods,
        "change": desk.change,
        "routes": desk.routes_to_all,
        "review": desk.review,
        "evidence": desk.evidence,
    }
    answer = questions[name]()
    assert json.loads(said.out) == {"audience": "internal", **answer.to_dict()}
    assert said.err == ""


def test_tables_go_to_the_screen_and_words_beside_them(command: Command) -> None:
    said = command("heard", TOWN)
    assert "┃ group" in said.out
    assert "Not yet heard, though we asked" in said.err
    assert "Not yet heard" not in said.out


def test_options_reach_the_question(command: Command) -> None:
    said = command("heard", TOWN, "--since", "2026-01-01", "--until", "2026-03-31", "--json")
    assert json.loads(said.out)["window"] == "1 January 2026 to 31 March 2026"
    early = json.loads(command("heard", TOWN, "--as-of", "2025-06-30", "--json").out)
    assert early["window"] == "up to 30 June 2025"


def test_sums_are_whole_pence_or_have_a_point_and_two_figures(command: Command) -> None:
    for words, most in (("40.00", 4000), ("4000", 4000), ("0", 0)):
        found = json.loads(command("routes", TOWN, "carers", "--max-cost", words, "--json").out)
        assert found["max_cost"] == most
    everyone = json.loads(
        command("routes", TOWN, "--max-cost", "5", "--max-days", "9", "--json").out
    )
    assert (everyone["max_cost"], everyone["max_days"]) == (5, 9)


def test_briefs_are_printed_a_route_each_and_written_with_their_stamp(
    command: Command, tmp_path: Path
) -> None:
    desk = rm.read(TOWN)
    briefs = [route.brief() for route in desk.routes("carers").routes]
    shown = command("routes", TOWN, "carers", "--brief")
    assert shown.out == "\n\n".join(briefs) + "\n"
    assert "not for sharing" in shown.err
    path = tmp_path / "brief.txt"
    command("routes", TOWN, "carers", "--brief", "-o", str(path))
    assert path.read_text(encoding="utf-8").startswith("Internal: not for sharing.")
    public = command("routes", TOWN, "carers", "--brief", "--audience", "public")
    assert public.out.startswith("Nobody can be asked")


def test_routes_to_one_group_show_the_ways_in_order(command: Command) -> None:
    found = json.loads(command("routes", TOWN, "carers", "-k", "2", "--json").out)
    assert [way["rank"] for way in found["routes"]] == [1, 2]
    avoided = command("routes", TOWN, "carers", "--avoid", "carers-hub", "--json")
    assert all("carers-hub" not in way["nodes"] for way in json.loads(avoided.out)["routes"])


def test_an_answer_is_written_stamped_and_never_over_another(
    command: Command, tmp_path: Path
) -> None:
    target = tmp_path / "heard.csv"
    first = command("heard", TOWN, "-o", str(target))
    assert first.code == 0
    assert "not for sharing" in first.err
    assert target.read_text().startswith("group,name,population")
    again = command("heard", TOWN, "-o", str(target))
    assert (again.code, "--force" in again.err) == (3, True)
    assert command("heard", TOWN, "-o", str(target), "--force").code == 0
    assert command("heard", TOWN, "-o", str(tmp_path / "heard.doc")).code == 3


def test_what_is_written_for_partners_holds_no_count(command: Command, tmp_path: Path) -> None:
    target = tmp_path / "heard.json"
    command("heard", TOWN, "-o", str(target), "--audience", "partner")
    found = json.loads(target.read_text())
    assert found["audience"] == "partner"
    assert {row["heard"] for row in found["groups"]} == {None}
    assert {row["status"] for row in found["groups"]} >= {"unheard", "not-recorded"}


def test_copies_between_forms_are_equal(command: Command, tmp_path: Path) -> None:
    document, folder = str(tmp_path / "town.json"), str(tmp_path / "town")
    assert command("copy", TOWN, document).code == 0
    assert command("copy", document, folder).code == 0
    assert rm.read(folder) == rm.read(TOWN)
    assert command("copy", TOWN, folder).code == 3
    assert command("copy", TOWN, str(tmp_path / "town.docx")).code == 3


def test_the_page_is_written(command: Command, tmp_path: Path) -> None:
    target = tmp_path / "town.html"
    said = command("map", TOWN, "-o", str(target))
    assert (said.code, said.out) == (0, "")
    assert target.read_text().startswith("<!doctype html>")


def test_schemas_are_printed(command: Command, tmp_path: Path) -> None:
    assert json.loads(command("schema").out)["title"] == "map"
    assert json.loads(command("schema", "groups").out)["title"] == "groups"
    assert command("schema", "groups", "-o", str(tmp_path / "groups.json")).code == 0
    assert json.loads((tmp_path / "groups.json").read_text())["title"] == "groups"


def test_a_fault_of_our_own_is_told_as_ours_without_a_stack_trace(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rm, "open", lambda source, **_: source / 0)
    said = command("heard", TOWN)
    assert said.code == 3
    assert "our fault and not yours" in said.err
    assert "Traceback" not in said.err
    assert run(["heard", TOWN], debug=True) == 3


def installed(*words: str) -> subprocess.CompletedProcess[str]:
    """Run the command as it is installed."""
    program = Path(sys.executable).with_name("reachmap")
    return subprocess.run(  # noqa: S603  our own program
        [str(program), *words],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONUTF8": "1"},
    )


def test_the_installed_command_ends_with_its_exit_code() -> None:
    assert installed("check", TOWN).returncode == 0
    missing = installed("check", "/nowhere/at/all", "--debug")
    assert missing.returncode == 3
    assert "Traceback" in missing.stderr


def test_the_demo_is_written_with_its_page_and_never_over_another(
    command: Command, tmp_path: Path
) -> None:
    target = tmp_path / "vale"
    said = command("demo", str(target))
    assert (said.code, said.out) == (0, "")
    assert "Hidden carers" in said.err
    assert (target / "page.html").exists()
    assert rm.read(target / "map") == rm.demo()
    assert command("demo", str(target)).code == 3
    assert command("demo", str(target), "--force").code == 0


@pytest.mark.parametrize("name", ["check", "about", "heard", "voices", "routes"])
def test_the_demo_stands_wherever_a_map_is_asked_for(command: Command, name: str) -> None:
    assert command(name, "demo").code == 0


def test_reach_takes_groups_and_reckons_without_nodes_and_links(command: Command) -> None:
    whole = json.loads(command("reach", "demo", "asylum", "carers", "--json").out)
    assert [row["group"] for row in whole["groups"]] == ["asylum", "carers"]
    less = json.loads(
        command(
            "reach", "demo", "carers", "--without", "carers-centre", "--samples", "64", "--json"
        ).out
    )
    assert less["samples"] == 64
    assert less["groups"][0]["chance"] < whole["groups"][1]["chance"]
    none = command("reach", "demo", "asylum", "--without", "asylum-worker TRUSTED_BY asylum")
    assert none.code == 0
    assert "We know no way to People seeking asylum yet" in none.err
    wrong = command("reach", "demo", "asylum", "--samples", "0")
    assert (wrong.code, wrong.out) == (2, "")
    assert "samples is a whole number, 1 to 1000000" in wrong.err


def test_gatekeepers_are_told_with_what_they_were_asked(command: Command) -> None:
    said = command("gatekeepers", "demo")
    assert "carers-officer" in said.out
    assert "is the only introduction we know to Hidden carers" in said.err


def test_a_panel_keeps_to_the_quotas_that_were_typed(command: Command) -> None:
    words = ("panel", TOWN, "--size", "3", "--quota", "carers=1", "--seed", "4", "--no-rest")
    found = json.loads(command(*words, "--json").out)
    assert found["record"]["seed"] == 4
    (quota,) = found["record"]["quotas"]
    assert (quota["low"], quota["high"], quota["drawn"]) == (1, 1, 1)
    assert not found["record"]["rest"]
    assert "3 seats were filled by lot" in command(*words).err
