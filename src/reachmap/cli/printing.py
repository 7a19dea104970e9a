"""How answers reach the screen or a file."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from reachmap.cli.sources import refuse_source
from reachmap.model.audience import Audience

if TYPE_CHECKING:
    from reachmap.analysis.routes.question import Routes
    from reachmap.model.answer import Answer
    from reachmap.plan.round.question import Plan


MOST_ROWS = 1_000
"""Most rows of an answer that are printed; beyond it the first, and how many there are."""


FIRST_ROWS = "Printed are the first {first:,} of {all:,} rows: --json or -o FILE gives them all."


def deliver(
    answer: "Answer", *, as_json: bool, output: Path | None, audience: Audience, force: bool
) -> None:
    """Print an answer, or write it to a file."""
    from reachmap.io import answer_json, write_answer
    from reachmap.release import release

    released = release(answer, audience=audience)
    if output is not None:
        refuse_source(output)
        write_answer(released, output, force=force)
        say(f"Wrote {output}. {released.stamp}")
    elif as_json:
        show(answer_json(released))
    else:
        print_table(released.content)
    if not as_json:
        say(released.content.explain())


def deliver_briefs(
    answer: "Routes", *, output: Path | None, audience: Audience, force: bool
) -> None:
    """Print what to say to the first person of each route, or write it to a file."""
    from reachmap.analysis.routes.words import SENTENCES, words_of_waiting
    from reachmap.release import release

    released = release(answer, audience=audience)
    waiting = [words for route in released.content.routes if (words := words_of_waiting(route))]
    for words in dict.fromkeys(waiting):
        say(SENTENCES["wait"].format(words=words))
    briefs = [brief for route in released.content.routes if (brief := route.brief())]
    nobody = "Nobody can be asked: no route starts with an introduction."
    _deliver_text("\n\n".join(briefs) or nobody, released.stamp, output=output, force=force)


def deliver_plan_briefs(
    answer: "Plan", *, output: Path | None, audience: Audience, force: bool
) -> None:
    """Print what to say to each person who is asked first in a plan, or write it to a file."""
    from reachmap.release import release

    released = release(answer, audience=audience)
    text = released.content.brief() or "Nobody is asked for an introduction in this plan."
    _deliver_text(text, released.stamp, output=output, force=force)


def deliver_calendar(answer: "Plan", *, output: Path, audience: Audience, force: bool) -> None:
    """Write the days of a plan to a calendar file."""
    from reachmap.io import write_bytes
    from reachmap.release import release

    released = release(answer, audience=audience)
    refuse_source(output)
    write_bytes(output, released.content.to_ics(), force=force)
    say(f"Wrote {output}. {released.stamp}")
    say(released.content.explain())


def _deliver_text(text: str, stamp: str, *, output: Path | None, force: bool) -> None:
    """Print a text with its stamp, or write it to a file."""
    from reachmap.io import write_text

    if output is not None:
        refuse_source(output)
        write_text(output, f"{stamp}\n\n{text}\n", force=force)
        say(f"Wrote {output}. {stamp}")
    else:
        show(f"{text}\n")
        say(f"\n{stamp}")


def print_table(answer: "Answer") -> None:
    """Print the rows of an answer as a table for people."""
    from rich.console import Console
    from rich.table import Table

    table = Table()
    wanted = answer.row.terminal_columns
    columns = [
        number for number, name in enumerate(answer.columns()) if name in wanted or not wanted
    ]
    names = [*answer.columns()]
    for number in columns:
        table.add_column(names[number].replace("_", " "), overflow="fold")
    for cells in answer.cells(first=MOST_ROWS):
        table.add_row(*(cells[number] for number in columns))
    width = None if sys.stdout.isatty() else 200
    console = Console(color_system=None, markup=False, emoji=False, highlight=False, width=width)
    console.print(table)
    if len(answer.rows()) > MOST_ROWS:
        say(FIRST_ROWS.format(first=MOST_ROWS, all=len(answer.rows())))


def show(text: str) -> None:
    """Print an answer, or a part of it."""
    sys.stdout.write(text)
    sys.stdout.flush()


def say(words: str) -> None:
    """Print words for people beside the answer itself."""
    sys.stderr.write(f"{words}\n")
    sys.stderr.flush()
