"""An answer in a file: as rows for a spreadsheet, or whole as JSON."""

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from reachmap.errors import UnreadableFile
from reachmap.io.imports.foreign import open_foreign
from reachmap.io.tables.cells import unguarded
from reachmap.io.tables.encodings import MARKED
from reachmap.io.whole_files import write_bytes
from reachmap.io.workbook.tables import answer_workbook
from reachmap.model.answer import Answer
from reachmap.release.released import Released


def write_answer(
    released: Released[Answer],
    target: str | os.PathLike[str],
    *,
    columns: Sequence[str] = (),
    first: int | None = None,
    force: bool = False,
    private: bool = False,
) -> None:
    """Write a released answer in the format that the ending of the target names.

    Tables have the columns that are named, or those of the frame, and the first rows where a
    number of them is given. A private file is new for its owner alone, as a working map is.
    """
    ending = Path(target).suffix
    if ending == ".json":
        raw = answer_json(released).encode()
    elif ending == ".csv":
        raw = released.content.to_csv(columns=columns, first=first).encode(MARKED)
    elif ending == ".tsv":
        raw = released.content.to_tsv(columns=columns, first=first).encode(MARKED)
    elif ending == ".xlsx":
        raw = answer_workbook(released, columns=columns, first=first)
    else:
        name = ending or "a file without ending"
        message = f"an answer is written as .csv, .tsv, .json or .xlsx, not as {name}"
        raise UnreadableFile(message)
    write_bytes(target, raw, force=force, private=private)


def answer_json(released: Released[Answer]) -> str:
    """Return a released answer as JSON, stamped."""
    stamped = {"audience": released.audience, **released.content.to_dict()}
    return json.dumps(stamped, indent=2, ensure_ascii=False) + "\n"


def read_answer(
    source: str | os.PathLike[str], *, needs: str
) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Yield the rows of an answer in a CSV file or workbook, as text by column, with their numbers.

    A person may have moved columns, or filled in those that were blank.
    """
    path = Path(source)
    grid = next(iter(open_foreign(path).grids.values()), [])
    headings = [heading.strip().casefold() for heading in grid[0]] if grid else []
    if needs not in headings:
        message = f"{path} is no .csv file or workbook with a column {needs!r} in its first row"
        raise UnreadableFile(message)
    for number, cells in enumerate(grid[1:], start=2):
        yield number, dict(zip(headings, map(unguarded, cells), strict=False))
