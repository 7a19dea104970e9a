"""Columns of people's own: which are kept with their rows, and their cells as texts."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, time

from reachmap.io.tables.cells import Unusable, is_blank, parser_of
from reachmap.io.tables.edits import as_text
from reachmap.io.tables.headings import CARRYING, CONTACTS, columns_of
from reachmap.io.tables.problems import CellError
from reachmap.io.tables.sheets import Raw, Sheet
from reachmap.model.about import About
from reachmap.model.own import START, clean_heading, own_texts
from reachmap.model.summing import Issues
from reachmap.model.tables import RESERVED
from reachmap.model.texts import clean_text, plain


def headings_of_own(sheets: Iterable[Sheet]) -> tuple[str, ...]:
    """Return the headings of people's own that about lists, if they can be read."""
    cells = next((s.columns.get("own_columns") for s in sheets if s.table == "about"), None)
    try:
        parse = parser_of(About, "own_columns", date_order=None)
        return tuple(parse(cells[0])) if cells and not is_blank(cells[0]) else ()
    except CellError:
        return ()


def keep_own(sheet: Sheet, listed: Collection[str], *, ignores_others: bool = False) -> None:
    """Leave of the cells that may be people's own those that are, under plain headings.

    The others are strange, or left out without a word where they are to be ignored.
    """
    if not sheet.own:
        return
    # The links of a contact have more columns than its row.
    taken = {*columns_of("links" if sheet.table == CONTACTS else sheet.table), *RESERVED}
    own: dict[str, list[Raw]] = {}
    strange = [heading for heading in sheet.strange if heading not in sheet.own]
    for heading, cells in sheet.own.items():
        name = plain(heading)
        is_own = sheet.table in CARRYING and (name.startswith(START) or name in listed)
        if is_own and name not in taken and name not in own and _is_clean(name):
            own[name] = cells
            if name != heading:
                sheet.typed.setdefault(name, heading)
        else:
            strange.append(heading)
    sheet.own, sheet.strange = own, () if ignores_others else strange


def _is_clean(heading: str) -> bool:
    try:
        return clean_heading(heading) == heading
    except ValueError:
        return False


def own_at(sheet: Sheet, position: int, issues: Issues) -> tuple[str, ...]:
    """Return what a row says in people's own columns; note what cannot be kept."""
    cells: dict[str, str] = {}
    for heading, column in sheet.own.items():
        raw = column[position]
        if is_blank(raw):
            continue
        try:
            cells[heading] = _text(raw)
        except CellError as error:
            issue = sheet.issue(
                error.message, error.remedy, position=position, column=heading, value=raw
            )
            issues.append(issue)
    return own_texts(cells)


def _text(raw: Raw) -> str:
    """Return any cell as text."""
    if isinstance(raw, Unusable):
        raise CellError(raw.message, raw.remedy)
    try:
        return clean_text(_plain(raw))
    except CellError:
        raise
    except ValueError as error:
        raise CellError(str(error), "Type the text again, without it") from None


def _plain(raw: Raw) -> str:
    if isinstance(raw, str):
        return raw
    if isinstance(raw, datetime) and raw.time() == time():
        return raw.date().isoformat()
    if isinstance(raw, bool | int | float | date):
        return as_text(raw) if not isinstance(raw, datetime) else raw.isoformat(sep=" ")
    if isinstance(raw, list | tuple) and all(isinstance(each, str) for each in raw):
        return ";".join(raw)
    message = f"is {type(raw).__name__}, which a column of your own cannot hold"
    raise CellError(message, "Write it as text")
