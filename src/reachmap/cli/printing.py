"""How answers reach the screen or a file."""

import json
import sys
from pathlib import Path

import typer

from reachmap.analysis import Routes
from reachmap.errors import UnreadableFile
from reachmap.io import table_bytes, write_bytes, write_text
from reachmap.model.answer import Answer
from reachmap.model.audience import Audience
from reachmap.release import release
from reachmap.release.released import Released


def deliver(
    answer: Answer,
    *,
    as_json: bool,
    output: Path | None,
    audience: Audience,
    force: bool,
) -> None:
    """Print an answer, or write it to a file."""
    released = release(answer, audience=audience)
    if output is not None:
        write_bytes(output, _raw(released, output.suffix), force=force)
        say(f"Wrote {output}. {released.stamp}")
    elif as_json:
        typer.echo(_text(released, ".json"), nl=False)
    else:
        show_table(released.content)
    if not as_json:
        say(released.content.explain())


def hand_over(answer: Routes, *, output: Path | None, audience: Audience, force: bool) -> None:
    """Print what to say to the first person of each route, or write it to a file."""
    released = release(answer, audience=audience)
    told = [words for route in released.content.routes if (words := route.brief())]
    text = "\n\n".join(told or ["Nobody can be asked: no route starts with an introduction."])
    if output is not None:
        write_text(output, f"{released.stamp}\n\n{text}\n", force=force)
        say(f"Wrote {output}. {released.stamp}")
    else:
        typer.echo(text)
        say(f"\n{released.stamp}")


def _raw(released: Released[Answer], ending: str) -> bytes:
    if ending != ".xlsx":
        return _text(released, ending).encode("utf-8")
    answer = released.content
    names = tuple(answer.columns().values())
    rows = [[getattr(row, name) for name in names] for row in answer.rows()]
    return table_bytes([*answer.columns()], rows, notes=(released.stamp, *answer.footnotes()))


def _text(released: Released[Answer], ending: str) -> str:
    if ending == ".json":
        stamped = {"audience": released.audience, **released.content.to_dict()}
        return json.dumps(stamped, indent=2, ensure_ascii=False) + "\n"
    if ending == ".csv":
        return released.content.to_csv()
    message = (
        f"an answer is written as .csv, .json or .xlsx, not as {ending or 'a file without ending'}"
    )
    raise UnreadableFile(message)


def show_table(answer: Answer) -> None:
    """Print the rows of an answer as a table for people."""
    from rich.console import Console
    from rich.table import Table

    table = Table()
    for column in answer.columns():
        table.add_column(column.replace("_", " "), overflow="fold")
    for cells in answer.cells():
        table.add_row(*cells)
    wide = None if sys.stdout.isatty() else 200
    Console(markup=False, emoji=False, highlight=False, width=wide).print(table)


def say(words: str) -> None:
    """Print words for people beside the answer itself."""
    typer.echo(words, err=True)
