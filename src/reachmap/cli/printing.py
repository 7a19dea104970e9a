"""How answers reach the screen or a file."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from reachmap.cli.delivery import Delivery
from reachmap.cli.options import STANDARD
from reachmap.cli.screen import Screen, folded_lines
from reachmap.cli.sources import refuse_source

if TYPE_CHECKING:
    from reachmap.analysis.routes.question import Routes
    from reachmap.model.answer import Answer
    from reachmap.plan.round.answer import Plan


MOST_ROWS = 1_000
"""Most rows of an answer in a table for people; beyond it the first, and how many there are."""


FIRST_ROWS = "Printed are the first {first:,} of {all:,} rows{more}."


def deliver(answer: "Answer", how: Delivery) -> None:
    """Print an answer, or write it to a file."""
    from reachmap.io import answer_json, write_answer
    from reachmap.release import release

    released = release(answer, audience=how.audience)
    content, form = released.content, how.form or ("table" if sys.stdout.isatty() else "tsv")
    if how.file is not None:
        refuse_source(how.file)
        write_answer(released, how.file, columns=how.names, first=how.n, force=how.force)
        say(f"Wrote {how.file}. {released.stamp}")
    elif how.is_json:
        show(answer_json(released))
    elif form == "csv":
        show(content.to_csv(columns=how.names, first=how.n))
    elif form == "tsv":
        show(content.to_tsv(columns=how.names, first=how.n))
    else:
        _deliver_table(content, how)
    if not (how.is_json or how.as_json):
        say(content.of_first(how.n).explain())


def _deliver_table(content: "Answer", how: Delivery) -> None:
    """Print the columns and rows that are wanted as a table; say where rows are left out."""
    from reachmap.cli.tables import print_table, with_cells

    every = content.listed() if how.wide else content.rows_for_terminal()
    rows = every[: min(how.n or MOST_ROWS, MOST_ROWS)]
    columns = content.columns_named(how.names) if how.names else content.terminal_columns()
    if how.wide:
        columns = {**columns, **content.columns()}
    if not (how.wide or how.names):
        columns = with_cells(content, columns, rows)
    if rows:
        print_table(content, columns, rows, wide=how.wide)
        if sys.stdout.isatty() and sys.stderr.isatty():
            say("")
    if len(every) > len(rows):
        more = "" if how.n == len(rows) else ": --format csv or -o FILE gives them all"
        say(FIRST_ROWS.format(first=len(rows), all=len(every), more=more))


def deliver_briefs(answer: "Routes", how: Delivery) -> None:
    """Print what to say to the first person of each route, or write it to a file."""
    from reachmap.analysis.routes.words import SENTENCES, words_of_waiting
    from reachmap.release import release

    released = release(answer, audience=how.audience)
    waiting = [words for route in released.content.routes if (words := words_of_waiting(route))]
    for words in dict.fromkeys(waiting):
        say(SENTENCES["wait"].format(words=words))
    briefs = [brief for route in released.content.routes if (brief := route.brief())]
    nobody = "Nobody can be asked: no route starts with an introduction."
    _deliver_text("\n\n".join(briefs) or nobody, released.stamp, how)


def deliver_plan_briefs(answer: "Plan", how: Delivery) -> None:
    """Print what to say to each person who is asked first in a plan, or write it to a file."""
    from reachmap.release import release

    released = release(answer, audience=how.audience)
    text = released.content.brief() or "Nobody is asked for an introduction in this plan."
    _deliver_text(text, released.stamp, how)


def deliver_calendar(answer: "Plan", file: Path, how: Delivery) -> None:
    """Write the days of a plan to a calendar file."""
    from reachmap.io import write_bytes
    from reachmap.release import release

    released = release(answer, audience=how.audience)
    refuse_source(file)
    write_bytes(file, released.content.to_ics(), force=how.force)
    say(f"Wrote {file}. {released.stamp}")
    say(released.content.explain())


def _deliver_text(text: str, stamp: str, how: Delivery) -> None:
    """Print a text with its stamp, or write it to a file."""
    from reachmap.io import write_text

    if how.file is not None:
        refuse_source(how.file)
        write_text(how.file, f"{stamp}\n\n{text}\n", force=how.force)
        say(f"Wrote {how.file}. {stamp}")
    else:
        lines = (folded_lines(line, sys.stdout) for line in text.splitlines())
        show("".join(f"{line}\n" for line in chain.from_iterable(lines)))
        say(f"\n{stamp}")


@contextmanager
def file_to_write(target: str | Path, ending: str) -> Iterator[str]:
    """Give the file that a word names; where that is `-`, one that is then printed as it is."""
    if str(target) != STANDARD:
        refuse_source(target)
        yield str(target)
        return
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"output{ending}"
        yield str(path)
        Screen(sys.stdout, needed=True).write_bytes(path.read_bytes())


def say_written(target: str | Path, more: str = "") -> None:
    """Say what was written, unless it was printed."""
    if str(target) != STANDARD:
        say(f"Wrote {target}.{more}")


def show(text: str) -> None:
    """Print an answer, or a part of it."""
    sys.stdout.write(text)
    sys.stdout.flush()


_QUIET: ContextVar[bool] = ContextVar("quiet", default=False)


@contextmanager
def quietly(*, quiet: bool) -> Iterator[None]:
    """Say nothing beside the answers, if so: what went wrong is said all the same."""
    token = _QUIET.set(quiet)
    try:
        yield
    finally:
        _QUIET.reset(token)


def is_quiet() -> bool:
    """Return whether nothing is to be said beside the answers."""
    return _QUIET.get()


def say(words: str) -> None:
    """Print words for people beside the answer itself, unless all is to be quiet."""
    if not is_quiet():
        say_anyway(words)


def say_anyway(words: str) -> None:
    """Print what people have to know; on a screen no line is broken within a word."""
    sys.stderr.write(f"{_in_lines(words)}\n")
    sys.stderr.flush()


def _in_lines(words: str) -> str:
    """Return lines that fit the screen, what goes on below indented further than its line."""
    lines: list[str] = []
    for line in words.split("\n"):
        indent = line[: len(line) - len(line.lstrip(" "))]
        lines += folded_lines(line, sys.stderr, then=f"{indent}  ")
    return "\n".join(lines)
