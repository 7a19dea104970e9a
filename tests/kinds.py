"""What people really send: a small sound map, and what is said of it with some files changed."""

from collections.abc import Mapping
from pathlib import Path

from openpyxl import Workbook

import reachmap as rm
from reachmap.io.forms import read_source
from reachmap.io.tables.collector import Reading

FILES = {
    "about.csv": "title,team,as_of\nTown,Team,2026-03-31\n",
    "groups.csv": "name,category,population\nCarers,carers,200\nVeterans,veterans,90\n",
    "organisations.csv": "name\nHub\n",
    "contacts.csv": "organisation,group,trust,last_contact\nHub,Carers,4,2026-02-10\n",
    "activities.csv": "name,date,attended\nOpen day,2026-01-20,30\n",
    "turnout.csv": "activity,group,attended\nOpen day,Carers,6\n",
}


def folder(path: Path, changes: Mapping[str, str | bytes | None]) -> Path:
    """Write the sound map as a folder with some files changed, or left out."""
    path.mkdir()
    for name, text in {**FILES, **changes}.items():
        if text is not None:
            raw = text.encode() if isinstance(text, str) else text
            (path / name).write_bytes(raw)
    return path


def book() -> Workbook:
    """Return the sound map as a workbook, a sheet a table."""
    made = Workbook()
    made.remove(made.worksheets[0])
    for name, text in FILES.items():
        sheet = made.create_sheet(name.removesuffix(".csv"))
        for line in text.splitlines():
            sheet.append([int(cell) if cell.isdigit() else cell for cell in line.split(",")])
    return made


def reading_of(source: Path) -> tuple[Reading | None, list[str]]:
    """Return a map, if it can be read, and the lines that are said of it."""
    try:
        reading = read_source(source)
    except rm.InvalidMap as error:
        return None, [str(issue) for issue in (*error.issues, *error.warnings)]
    return reading, [str(issue) for issue in reading.warnings]
