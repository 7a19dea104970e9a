"""Tables of populations as Nomis and the Office for National Statistics give them."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from reachmap.io.imports.foreign import Foreign, Grid, one_line, plain

VALUES = frozenset(
    {"number", "value", "count", "population", "observation", "obs_value", "persons", "people"}
    | {"estimate", "total"}
)
"""Headings of a column of figures that belong to no area in particular."""

CODES = frozenset(
    {"mnemonic", "date", "geography code", "area code", "geography_code", "rural urban"}
)
"""Headings of columns that hold neither names nor figures."""

AREAS = frozenset(
    {"geography", "geography_name", "area", "area name", "mnemonic", "geography code"}
)
"""Headings by one of which a table has a row for each area."""

AREA_CODES = frozenset({"geography code", "mnemonic", "area code"})
ASIDE = frozenset({"date_name", "measures_name", "freq_name", "geography_name"})
SEARCHED = 60
"""Rows at the top of a file among which the headings of its figures are."""

_MEASURES = re.compile(r"[;,] measures: value$", re.IGNORECASE)
_OTHER_MEASURE = re.compile(r"[;,] measures: (?!value)", re.IGNORECASE)
_FIGURE = re.compile(r"[0-9]{1,12}(?:\.0*)?|[0-9]{1,3}(?:[, ][0-9]{3}){1,3}", re.ASCII)
_AREA_HEADING = re.compile(
    r"((19|20)[0-9]{2} )?(census )?(super output area|output area|ward|electoral|local authorit|"
    r"unitary|.*district|region|count(y|ies|ry)\b(?! of)|parish|parliamentary|nhs|integrated care|"
    r"postcode|built-up area)"
)
"""How the heading of a column of areas begins; a country of birth is none."""

_YEAR = re.compile("(19|20)[0-9]{2}", re.ASCII)
_HIDDEN = frozenset({"-", "..", ":", "*", "c", "x", "z", "[x]", "[c]", "[z]", "!", "n/a", "~"})


Cells = Iterator[tuple[str, str, str]]
"""Areas, labels and figures as they are written."""


class Figure(NamedTuple):
    """How many people of an area a label stands for."""

    area: str
    label: str
    people: int


@dataclass
class Population:
    """What a table of populations says."""

    caption: str = ""
    date: str = ""
    units: str = ""
    figures: list[Figure] = field(default_factory=list)
    codes: dict[str, str] = field(default_factory=dict)
    """Areas by their codes, in small letters."""

    hidden: list[str] = field(default_factory=list)
    """Labels whose figures are not given, so that nobody can be recognised."""


Reader = Callable[[Grid, int, Population], Cells]
"""What reads the rows below some headings, and fills in what they say of the whole."""


def is_population(foreign: Foreign) -> bool:
    """Return whether a source is one table of populations."""
    return len(foreign.grids) == 1 and bool(_headings(next(iter(foreign.grids.values()))))


def population_of(foreign: Foreign) -> Population:
    """Return what a table of populations says."""
    grid = next(iter(foreign.grids.values()))
    table = _caption(grid)
    top, read = _headings(grid) or (0, _by_label)
    for area, label, raw in read(grid, top, table):
        name = _clean(label)
        if not name or plain(name) == "does not apply" or _OTHER_MEASURE.search(label):
            continue
        if plain(raw) in _HIDDEN:
            table.hidden.append(name)
        elif _FIGURE.fullmatch(raw.strip()):
            digits = re.sub("[, ]", "", raw.strip()).partition(".")[0]
            table.figures.append(Figure(_area(area, table), name, int(digits)))
    return table


def _headings(grid: Grid) -> tuple[int, Reader] | None:
    """Return the row of the headings of figures, and how to read what is below."""
    named = False
    for number, foreign_row in enumerate(grid[:SEARCHED]):
        foreign_cells = [plain(foreign_cell) for foreign_cell in foreign_row]
        if {"observation", "obs_value"} & {*foreign_cells}:
            return number, _long
        known = AREAS & {*foreign_cells} or (
            _AREA_HEADING.match(foreign_cells[0]) if foreign_cells else None
        )
        above = len(_filled(foreign_row)) == 2 and not _filled(*grid[number + 1 : number + 2])  # noqa: PLR2004  a name and its value
        if known and above:
            continue
        if known and len(foreign_cells) > len(AREAS & {*foreign_cells}):
            return number, _by_area
        if foreign_cells[1:] and _begins_figures(
            foreign_cells, grid[number + 1 : number + 4], named=named
        ):
            return number, _by_label
        named = named or any("nomis" in foreign_cell for foreign_cell in foreign_cells)
    return None


def _filled(*foreign_rows: Sequence[str]) -> list[str]:
    """Return the cells of rows that are not blank."""
    return [foreign_cell for row in foreign_rows for foreign_cell in row if foreign_cell.strip()]


def _begins_figures(foreign_cells: Sequence[str], below: Grid, *, named: bool) -> bool:
    """Return whether a row heads labels with figures: of no area, or of one area a column."""
    filled = [
        foreign_row
        for foreign_row in below
        if any(foreign_cell.strip() for foreign_cell in foreign_row)
    ]
    figures = [
        len(foreign_row) > 1 and bool(_FIGURE.fullmatch(foreign_row[1].strip()))
        for foreign_row in filled[:2]
    ]
    known = foreign_cells[1] in VALUES or _YEAR.fullmatch(foreign_cells[1]) is not None or named
    return bool(foreign_cells[0] and foreign_cells[1]) and known and bool(figures) and all(figures)


def _long(grid: Grid, top: int, table: Population) -> Cells:
    """Yield the cells of a table with a row for each figure."""
    foreign_cells = [plain(foreign_cell) for foreign_cell in grid[top]]
    value = next(
        n
        for n, foreign_cell in enumerate(foreign_cells)
        if foreign_cell in {"observation", "obs_value"}
    )
    if "geography_name" in foreign_cells:
        area = foreign_cells.index("geography_name")
        named = [n for n, c in enumerate(foreign_cells) if c.endswith("_name") and c not in ASIDE]
    else:
        named = [n for n, c in enumerate(foreign_cells) if f"{c} code" in foreign_cells]
        area = named.pop(0) if named else value
    codes = ("geography_code", f"{foreign_cells[area]} code")
    code = next((foreign_cells.index(each) for each in codes if each in foreign_cells), -1)
    measures = foreign_cells.index("measures_name") if "measures_name" in foreign_cells else -1
    table.caption = table.caption or ", ".join(one_line(grid[top][n]) for n in named)
    for foreign_row in grid[top + 1 :]:
        whole = len(foreign_row) > max(value, area, measures, code, *named)
        if whole and (measures < 0 or plain(foreign_row[measures]) == "value"):
            yield (
                _coded(foreign_row, area, code),
                ": ".join(foreign_row[n] for n in named),
                foreign_row[value],
            )


def _by_area(grid: Grid, top: int, table: Population) -> Cells:
    """Yield the cells of a table with a row for each area, and a column for each label."""
    foreign_cells = [plain(foreign_cell) for foreign_cell in grid[top]]
    areas = [n for n, c in enumerate(foreign_cells) if c in AREAS and c not in CODES]
    area = areas[0] if areas else 0
    if "date" in foreign_cells:
        dates = (
            foreign_row[foreign_cells.index("date")]
            for foreign_row in grid[top + 1 :]
            if len(foreign_row) == len(foreign_cells)
        )
        table.date = table.date or next(dates, "")
    code = next((n for n, c in enumerate(foreign_cells) if c in AREA_CODES), -1)
    named = {
        n: table.caption if c in VALUES or _YEAR.fullmatch(c) else grid[top][n]
        for n, c in enumerate(foreign_cells)
        if c not in {"", "%"} and n != area and c not in CODES
    }
    for foreign_row in grid[top + 1 :]:
        for n, label in named.items():
            if max(n, code) < len(foreign_row) and foreign_row[area].strip():
                yield _coded(foreign_row, area, code), label, foreign_row[n]


def _coded(foreign_row: Sequence[str], area: int, code: int) -> str:
    """Return an area with its code before it, as Nomis writes them together."""
    return f"{foreign_row[code]} : {foreign_row[area]}" if code >= 0 else foreign_row[area]


def _area(raw: str, table: Population) -> str:
    """Return the name of an area; its code, where there is one, is kept by the side."""
    code, parted, name = one_line(raw).partition(" : ")
    if not parted:
        return code
    table.codes[plain(code)] = name
    return name


def _by_label(grid: Grid, top: int, table: Population) -> Cells:
    """Yield the cells of a table with a row for each label, and a column for each area."""
    del table
    foreign_cells = [plain(foreign_cell) for foreign_cell in grid[top]]
    columns = [
        n
        for n, foreign_cell in enumerate(foreign_cells)
        if n and foreign_cell and foreign_cell not in {"%", "percent"}
    ]
    for foreign_row in grid[top + 1 :]:
        for n in columns:
            if n < len(foreign_row):
                no_area = foreign_cells[n] in VALUES or _YEAR.fullmatch(foreign_cells[n])
                yield "" if no_area else grid[top][n], foreign_row[0], foreign_row[n]


def _caption(grid: Grid) -> Population:
    """Return what stands above the figures: the title, the date and what is counted."""
    table = Population()
    for foreign_row in grid[:SEARCHED]:
        filled = [one_line(foreign_cell) for foreign_cell in foreign_row if foreign_cell.strip()]
        if len(filled) == 1 and not table.caption and "copyright" not in plain(filled[0]):
            table.caption = filled[0]
        name, value = (plain(filled[0]).rstrip(" :"), filled[-1]) if filled[1:] else ("", "")
        if name in {"date", "year"}:
            table.date = table.date or value
        elif name in {"units", "population"}:
            table.units = f"{table.units} {plain(value)}".strip()
        elif name in {"geography", "area name"} and not filled[2:]:
            table.caption = f"{table.caption}, {value}"
    return table


def _clean(label: str) -> str:
    return one_line(_MEASURES.sub("", label.strip()))
