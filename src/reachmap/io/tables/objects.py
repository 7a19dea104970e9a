"""From rows as objects, as in JSON documents and graphs, to a table."""

from collections.abc import Collection, Mapping, Sequence
from itertools import chain

from reachmap.errors import quoted
from reachmap.io.tables.cells import Raw, is_blank
from reachmap.io.tables.examples import is_marked
from reachmap.io.tables.grid import is_example, note_taken
from reachmap.io.tables.headings import MOST_ASKED_ABOUT, columns_of, may_be_own
from reachmap.io.tables.names import names_of
from reachmap.io.tables.sheets import ParsedTables, Sheet, texts_in
from reachmap.model.own import START
from reachmap.model.texts import plain

Object = Mapping[str, Raw]


def headings_of(table: str, rows: Sequence[Object]) -> dict[str, str]:
    """Return the headings that rows have and the columns that they mean, exact ones first."""
    known = columns_of(table)
    given = {*map(str, chain.from_iterable(rows))}
    typed = sorted(given, key=lambda heading: (heading not in known, heading))
    return dict(zip(typed, map(str, names_of(table, typed)), strict=True))


def lay_out_objects(
    sheet: Sheet,
    rows: Sequence[tuple[int, Object]],
    parsed: ParsedTables,
    *,
    listed: Collection[str],
) -> None:
    """Fill the columns of a table from its numbered rows; those with nothing in them are skipped.

    Only columns of the table and those that may be people's own are laid out: rows may have very
    many other headings.
    """
    firsts = [_first(row) for _, row in rows]
    filled = [row for row, first in zip(rows, firsts, strict=True) if first is not None]
    names = headings_of(sheet.table, [row for _, row in filled])
    if any(map(is_marked, texts_in(firsts))):
        filled = [(n, row) for n, row in filled if not _is_example(sheet, names, n, row, parsed)]
    sheet.rows = [number for number, _ in filled]
    note_taken(sheet, [*names.values()], [*names], parsed)
    headings: dict[str, str] = {}
    for heading, name in names.items():
        if name in headings:
            both = f"{quoted(headings[name])} and {quoted(heading)}"
            message, remedy = f"the headings {both} are one column", "Use one of them in all rows"
            parsed.issues.append(sheet.issue(message, remedy, column=heading))
        else:
            headings[name] = heading
    known = columns_of(sheet.table)
    sheet.strange = sorted(name for name in headings if name not in known)
    own = (name for name in sheet.strange if name.startswith(START) or plain(name) in listed)
    held = {*known, *may_be_own(sheet.table, own), *sheet.strange[:MOST_ASKED_ABOUT]}
    for name, heading in headings.items():
        if name in held:
            cells_of = sheet.columns if name in known else sheet.own
            cells_of[name] = [row.get(heading) for _, row in filled]


def _first(row: Object) -> Raw:
    """Return the first cell of a row that is not blank; None where all are."""
    for cell in row.values():
        if not is_blank(cell):
            return cell
    return None


def _is_example(
    sheet: Sheet, names: Mapping[str, str], number: int, row: Object, parsed: ParsedTables
) -> bool:
    """Return whether a row that is not blank is a worked example."""
    cells = list(row.values())
    first = next(position for position, cell in enumerate(cells) if not is_blank(cell))
    if not is_marked(cells[first]):
        return False
    headings = [names[str(heading)] for heading in row]
    return is_example(sheet, headings, cells, (number, first), parsed)


def listed_as_own(about: Raw) -> frozenset[str]:
    """Return the headings of people's own that rows of about list, as far as they can be read."""
    row = next(iter(about), None) if isinstance(about, list) else about
    if not isinstance(row, Mapping):
        return frozenset()
    at = {name: heading for heading, name in headings_of("about", [row]).items()}
    given = row.get(at.get("own_columns", ""))
    listed = given.split(";") if isinstance(given, str) else given
    return frozenset(map(plain, map(str, listed))) if isinstance(listed, list) else frozenset()
