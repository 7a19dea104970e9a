"""What people see: nothing steers a terminal, and printing does not fail."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO

import pytest

from amounts import some_each_time
from command_line import TOWN, Command
from reachmap.cli.screen import Screen, terminal
from reachmap.errors import StoreAccess

STEERING = "\x1b]0;mine\x07\x1b[31m\x9b2J\u202e\x7f"
"""A title, a colour, a cleared screen, text turned round, a deletion."""


USUAL = {"PYTHONIOENCODING": "utf-8"}


def program(
    *words: str, stdout: int | BinaryIO = subprocess.PIPE, env: Mapping[str, str] = USUAL
) -> subprocess.CompletedProcess[bytes]:
    """Run the command as it is installed, in a terminal set up in another way."""
    path = Path(sys.executable).with_name("reachmap")
    others = {name: value for name, value in os.environ.items() if name != "PYTHONUTF8"}
    return subprocess.run(  # noqa: S603  our own program
        [str(path), *words],
        stdout=stdout,
        stderr=subprocess.PIPE,
        check=False,
        env={**others, **env},
    )


def printed(text: str, encoding: str) -> str:
    """Return what a terminal of some encoding gets to see of a text."""
    raw = io.BytesIO()
    screen = Screen(io.TextIOWrapper(raw, encoding=encoding, newline=""), needed=True)
    screen.write(text)
    screen.flush()
    return raw.getvalue().decode(encoding)


def test_what_steers_a_terminal_is_printed_as_its_number() -> None:
    assert printed(f"a{STEERING}\n\tb", "utf-8") == (
        "aU+001B]0;mineU+0007U+001B[31mU+009B2JU+202EU+007F\n\tb"
    )
    assert printed("\ud800 \u2028", "utf-8") == "U+D800 U+2028"


def test_what_an_encoding_lacks_is_printed_as_its_number() -> None:
    assert printed("café 👩\u200d👧", "ascii") == "caf\\u00e9 \\ud83d\\udc69\\u200d\\ud83d\\udc67"
    assert printed("café …", "cp1252") == "café …"
    assert printed("café 👩\u200d👧", "utf-8") == "café 👩\u200d👧"


@pytest.mark.parametrize("words", [("check",), ("heard", "--since"), ("routes", "--max-cost")])
def test_words_typed_by_others_do_not_steer_the_terminal(
    command: Command, words: tuple[str, ...]
) -> None:
    name, *option = words
    said = command(name, *([TOWN, *option] if option else []), STEERING)
    assert said.code in {2, 3}
    assert not set(said.out + said.err) & set("\x1b\x07\x9b\u202e\x7f")
    assert "U+" in said.err


def test_headings_and_sheets_do_not_steer_the_terminal(command: Command, tmp_path: Path) -> None:
    folder = tmp_path / "town"
    folder.mkdir()
    (folder / "groups.csv").write_text(f"id,name,{STEERING}\na,A,1\n")
    (folder / f"{STEERING.replace('/', '')}.csv").write_text("id\nx\n")
    for words in (("check",), ("check", "--json"), ("heard",)):
        said = command(words[0], folder, *words[1:])
        assert said.code == 1
        assert not set(said.out + said.err) & set("\x1b\x07\x9b\u202e\x7f")
    assert "U+001B" in command("check", folder).out


def test_json_stays_json_in_an_encoding_that_lacks_its_letters() -> None:
    text = json.dumps({"title": "né — ø 👩\u200d👧 日本語"}, ensure_ascii=False)
    for encoding in ("ascii", "cp1252", "utf-8"):
        assert json.loads(printed(text, encoding)) == json.loads(text)


@pytest.mark.parametrize(
    "env",
    some_each_time(
        [{"LC_ALL": "C"}, {"PYTHONIOENCODING": "ascii"}, {"PYTHONIOENCODING": "cp1252"}], 1
    ),
)
def test_words_are_printed_in_any_encoding(env: dict[str, str]) -> None:
    done = program("heard", TOWN, "--topic", "日本語 é", env=env)
    assert done.returncode == 2
    assert b"no activity has the topic" in done.stderr


def test_a_closed_pipe_ends_nothing() -> None:
    end, pipe = os.pipe()
    os.close(end)
    with os.fdopen(pipe, "wb") as closed:
        done = program("about", TOWN, "--json", stdout=closed)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_full_disk_is_an_error_of_its_own() -> None:
    with Path("/dev/full").open("wb") as full:
        done = program("about", TOWN, "--json", stdout=full)
    assert done.returncode == 3
    assert done.stderr == b"cannot print the answer: No space left on device\n"


def test_without_anywhere_to_print_commands_run() -> None:
    screen = Screen(None, needed=True)
    screen.write("nobody reads this")
    screen.flush()
    assert not screen.isatty()


def test_words_beside_the_answer_may_be_lost() -> None:
    with Path("/dev/full").open("w") as full:
        words = Screen(full, needed=False)
        words.write("words")
        words.flush()
    with Path("/dev/full").open("w") as full:
        answer = Screen(full, needed=True)
        answer.write("an answer")
        with pytest.raises(StoreAccess, match="cannot print the answer"):
            answer.flush()


def test_the_stream_beneath_a_screen_moves_the_cursor() -> None:
    stream = io.StringIO()
    assert terminal(Screen(stream, needed=True)) is stream  # type: ignore[arg-type]  # a stream to print
    assert terminal(stream) is stream
