"""How answers reach people: the options that every question takes, and what they come to."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from inspect import Parameter, Signature, signature
from pathlib import Path
from typing import Annotated, Literal

import typer

from reachmap.cli.options import STANDARD, AsJson, ForAudience, Force, Output

Form = Literal["table", "tsv", "csv", "json"]
"""How an answer is printed."""


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """The options of every question, each a field: how its answer reaches people."""

    form: Annotated[
        Form | None,
        typer.Option(
            "--format", help="How to print it; left out: a table on a terminal, TSV in a pipe."
        ),
    ] = None
    as_json: AsJson = False
    columns: Annotated[
        str | None,
        typer.Option(metavar="NAME,...", help="These columns, in this order."),
    ] = None
    wide: Annotated[
        bool, typer.Option("--wide", help="Every column and row in the table that is printed.")
    ] = False
    n: Annotated[
        int | None, typer.Option("-n", min=1, help="How many rows at most, from the first on.")
    ] = None
    output: Output = None
    audience: ForAudience = "internal"
    force: Force = False

    @property
    def file(self) -> Path | None:
        """File to write to; None where the answer is printed."""
        return None if self.output is None or str(self.output) == STANDARD else self.output

    @property
    def names(self) -> Sequence[str]:
        """Names of the columns that are wanted; none where it is left open."""
        names = (name.strip() for name in (self.columns or "").split(","))
        return tuple(name for name in names if name)

    def check(self) -> None:
        """Raise where two options do not go together."""
        is_json = self.is_json
        if self.as_json and self.form not in {None, "json"}:
            message = f"--json and --format {self.form} are two forms; give one of them"
        elif self.wide and self.columns:
            message = "--wide has every column, --columns those named; give one of them"
        elif self.file is not None and self.form and self.file.suffix != f".{self.form}":
            message = f"the ending of {self.file} says its form; leave --format {self.form} out"
        elif self.columns and is_json:
            message = "JSON has the whole answer; --columns is for tables"
        elif self.n and is_json:
            message = "JSON has the whole answer; -n is for tables"
        else:
            return
        raise typer.BadParameter(message)

    @property
    def is_json(self) -> bool:
        """Whether it is JSON that is printed or written."""
        if self.file is not None:
            return self.file.suffix == ".json"
        return self.as_json or self.form == "json"


def delivered(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of `Delivery`, which it takes as one value, `how`.

    Those that it has itself stay its own.
    """
    own = [each for name, each in signature(command).parameters.items() if name != "how"]
    names = {each.name for each in own}
    shared = [
        Parameter(each.name, Parameter.KEYWORD_ONLY, default=each.default, annotation=each.type)
        for each in fields(Delivery)
        if each.name not in names
    ]

    def run(**given: object) -> None:
        how = Delivery(**{each.name: given.pop(each.name) for each in shared})  # type: ignore[arg-type]  # typer has read them by the types of the fields
        how.check()
        command(**given, how=how)

    run.__doc__ = command.__doc__
    run.__signature__ = Signature([*own, *shared])  # type: ignore[attr-defined]  # typer reads it
    return run
