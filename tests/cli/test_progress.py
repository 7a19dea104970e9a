"""What a command is doing, and how far it has come; what Ctrl-C leaves."""

import sys
import time
from pathlib import Path
from typing import Any

import pytest

from amounts import some_each_time
from command_line import TOWN, Command
from reachmap.cli import progress as progress_module
from reachmap.cli.printing import quietly
from reachmap.cli.progress import working
from reachmap.io import whole_files
from reachmap.store.sqlite import writing


def be_at_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let what is said go to a terminal."""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)


def test_nothing_is_said_but_at_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    with working("Reading") as progress:
        assert progress is None
    assert capsys.readouterr().err == ""


def test_progress_is_shown_at_a_terminal_after_a_second(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    be_at_a_terminal(monkeypatch)
    with working("Reading") as progress:
        assert progress is not None
        progress("attendance", 1, 10)
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(progress_module, "PATIENCE_S", -1.0)
    with working("Reading") as progress:
        assert progress is not None
        progress("attendance", 1, 10)
        progress("attendance", 10, 10)
    said = capsys.readouterr().err
    assert "Reading" in said
    assert "attendance" in said
    with quietly(quiet=True), working("Reading") as progress:
        assert progress is None


def test_what_takes_long_is_said_though_it_never_says_how_far_it_has_come(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    be_at_a_terminal(monkeypatch)
    monkeypatch.setattr(progress_module, "PATIENCE_S", 0.01)
    with working("Reading town.xlsx"):
        until = time.monotonic() + 10
        while not (said := capsys.readouterr().err) and time.monotonic() < until:
            time.sleep(0.01)
    assert "Reading town.xlsx" in said + capsys.readouterr().err


def stopped(*_: object, **__: object) -> Any:
    """Stand for Ctrl-C at this moment."""
    raise KeyboardInterrupt


MOMENTS = {
    "town.json": (whole_files, "_settle"),
    "town.xlsx": (Path, "replace"),
    "town": (Path, "rename"),
    "town.db": (writing._RowCounter, "add"),
}
"""What is under way, for each form, when Ctrl-C is pressed: the last thing but one."""


@pytest.mark.parametrize("form", some_each_time(MOMENTS, 1))
def test_ctrl_c_leaves_nothing_half_done(
    command: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, form: str
) -> None:
    target = tmp_path / form
    assert command("copy", TOWN, target).code == 0
    before = command("heard", target, "--json").out
    with monkeypatch.context() as patch:
        patch.setattr(*MOMENTS[form], stopped)
        again = command("copy", "demo", target, "--force")
        assert command("copy", TOWN, tmp_path / f"new{target.suffix}").code == 130
    assert again == (130, "", "Stopped: nothing is left half-written.\n")
    left = {path.name for path in tmp_path.iterdir()}
    assert {name for name in left if not name.startswith("new")} == {form}
    after = command("heard", target, "--json").out
    assert after == before or form == "town.json", "that file has taken its name already"
    assert command("copy", TOWN, target, "--force").code == 0
    assert command("heard", target, "--json").out == before


def test_the_words_of_a_stop_go_to_no_answer(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reachmap.cli.app.deliver", stopped)
    assert command("heard", TOWN, "--quiet") == (
        130,
        "",
        "Stopped: nothing is left half-written.\n",
    )
