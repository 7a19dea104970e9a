"""The collector: cells in, a checked map out, and every problem with its place.

All forms of file hand their tables to `collect`; no form reads a cell by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from reachmap.errors import InvalidMap, Issue, quoted
from reachmap.io.tables.cells import CellError, is_blank, parser_of
from reachmap.io.tables.contacts import add_contacts
from reachmap.io.tables.headings import (
    CONTACTS,
    KNOWN_TABLES,
    check_headings,
    fields_of,
    missing_columns,
    unknown_table,
)
from reachmap.io.tables.references import References
from reachmap.io.tables.rows import Place, Rows, named_team
from reachmap.io.tables.sheets import ParsedTables, Raw, Sheet
from reachmap.model.about import About
from reachmap.model.assumptions import AssumptionRow, Assumptions, problem_of
from reachmap.model.checks import faults
from reachmap.model.content import Content
from reachmap.model.fields import Record, Ref, reference
from reachmap.model.ledger import Ledger
from reachmap.model.rules import Fault, Names
from reachmap.model.stakeholders import StakeholderMap
from reachmap.model.tables import TABLES, kinds_of


@dataclass(frozen=True, slots=True)
class Reading:
    """A map that was read, and what is worth knowing of the reading.

    Attributes
    ----------
    stakeholders
        The map.
    warnings
        What is worth a second look.
    counts
        Rows read by table.
    rows
        The rows in the order given, and where each stood; none where it was read from no file.
    """

    stakeholders: StakeholderMap
    warnings: tuple[Issue, ...]
    counts: dict[str, int]
    rows: Rows = field(default_factory=Rows)


def collect(found: ParsedTables, *, source: str) -> Reading:
    """Return the map that some tables hold."""
    work = _Collecting(source, issues=list(found.issues), lost=kinds_of(found.lost))
    sheets = work.known(found.sheets)
    work.read_about(sheets.get("about"))
    work.references = References(sheets, date_order=work.about.date_order)
    for name in TABLES:
        if name in sheets and name != "about":
            work.read(sheets[name])
    work.name_team()
    if CONTACTS in sheets:
        work.issues += add_contacts(sheets[CONTACTS], work.rows, date_order=work.about.date_order)
    return work.settled(sheets)


@dataclass(slots=True)
class _Collecting:
    """A reading under way."""

    source: str
    issues: list[Issue]
    about: About = field(default_factory=About)
    about_sheet: Sheet | None = None
    assumptions: Assumptions = field(default_factory=Assumptions)
    references: References = field(default_factory=lambda: References({}))
    rows: Rows = field(default_factory=Rows)
    lost: frozenset[str] = frozenset()
    strays: list[tuple[Sheet, int, str, str, Ref]] = field(default_factory=list)

    def known(self, sheets: list[Sheet]) -> dict[str, Sheet]:
        """Return the tables that a map has, by name; note the others and bad headings."""
        kept: dict[str, Sheet] = {}
        for sheet in sheets:
            if sheet.table not in KNOWN_TABLES:
                self.issues.append(unknown_table(sheet.table, file=sheet.file, sheet=sheet.sheet))
            elif sheet.table in kept:
                message = f"the table {sheet.table} is there twice"
                self.issues.append(sheet.issue(message, "Put all rows into one"))
            else:
                kept[sheet.table] = sheet
                self.issues += check_headings(sheet)
                if missing_columns(sheet):
                    self.lost |= kinds_of({sheet.table})
                if not len(sheet.rows):
                    message = "the table has headings but no rows"
                    self.issues.append(
                        sheet.issue(message, "Fill it in, or leave it", severity="warning")
                    )
        return kept

    def read_about(self, sheet: Sheet | None) -> None:
        """Read the one row that the map says of itself, first of all."""
        if sheet is None or not len(sheet.rows):
            return
        self.about_sheet = sheet
        for place in range(1, len(sheet.rows)):
            message = "about has one row, and this is another"
            self.issues.append(sheet.issue(message, "Keep one row", place=place))
        values = dict(self._values(sheet, About, 0, _date_order(sheet)))
        self.about = About.model_validate(values)

    def name_team(self) -> None:
        """Make or mark the team that about names."""
        place = None if self.about_sheet is None else Place(self.about_sheet, 0)
        self.about = named_team(self.about, self.rows, place)

    def _values(
        self, sheet: Sheet, record: type[Record], place: int, order: str | None
    ) -> Iterator[tuple[str, Any]]:
        for column, name in fields_of(record).items():
            cells = sheet.columns.get(column)
            if cells is None or is_blank(cells[place]):
                continue
            try:
                yield name, parser_of(record, name, date_order=order)(cells[place])
            except CellError as error:
                self.issues.append(_cell_issue(sheet, place, column, cells[place], error))

    def read(self, sheet: Sheet) -> None:
        """Read one table into rows or columns."""
        record = TABLES[sheet.table].record
        if not sheet.columns:
            return
        columns, bad = self._columns(sheet, record)
        if sheet.table == "assumptions":
            self._read_assumptions(sheet, columns, bad)
        elif TABLES[sheet.table].ledger:
            self._read_ledger(sheet, record, columns, bad)
        else:
            self._read_records(sheet, record, columns, bad)

    def _columns(self, sheet: Sheet, record: type[Record]) -> tuple[dict[str, list[Any]], set[int]]:
        """Return parsed cells by field, and the rows that have a bad one.

        Each different value is parsed once: a million rows repeat a few thousand.
        """
        columns: dict[str, list[Any]] = {}
        bad: set[int] = set()
        for column, name in fields_of(record).items():
            cells = sheet.columns.get(column)
            if cells is None:
                continue
            parse = _once(self._parser(record, name))
            values = columns[name] = [None] * len(cells)
            for place, raw in enumerate(cells):
                try:
                    values[place] = parse(raw)
                except CellError as error:
                    bad.add(place)
                    self.issues.append(_cell_issue(sheet, place, column, raw, error))
        self._remember_references(sheet, record, columns, bad)
        return columns, bad

    def _remember_references(
        self, sheet: Sheet, record: type[Record], columns: dict[str, list[Any]], bad: set[int]
    ) -> None:
        """Keep what rows that will be left out refer to, so that it is checked all the same."""
        for column, name in fields_of(record).items():
            ref = reference(record.model_fields[name])
            if ref is None or name not in columns:
                continue
            for place in sorted(bad):
                value = columns[name][place]
                for part in value if isinstance(value, tuple) else (value,):
                    if part is not None:
                        self.strays.append((sheet, place, column, part, ref))

    def _parser(self, record: type[Record], name: str) -> Callable[[Raw], Any]:
        parse = parser_of(record, name, date_order=self.about.date_order)
        ref = reference(record.model_fields[name])

        def whole(raw: Raw) -> Any:  # noqa: ANN401  whatever the field holds
            if is_blank(raw):
                return None
            value = parse(raw)
            return value if ref is None else self.references.resolved(value, ref)

        return whole

    def _read_assumptions(
        self, sheet: Sheet, columns: Mapping[str, list[Any]], bad: set[int]
    ) -> None:
        for name in ("name", "value"):
            bad |= self.rows.blanks(sheet, AssumptionRow, name, columns.get(name, []))
        kept: dict[str, float | str] = {}
        rows = zip(columns.get("name", []), columns.get("value", []), strict=False)
        for place, (given, value) in enumerate(rows):
            if place in bad:
                continue
            name = given.strip()
            problem = problem_of(name, value)
            column = "value" if problem and name in self.assumptions.items() else "name"
            problem = problem or ("stands here twice" if name in kept else None)
            if problem is None:
                kept[name] = value
                continue
            message = f"the assumption {quoted(name)} {problem}"
            remedy = "See `reachmap about` for the assumptions and what they may be"
            found = value if column == "value" else name
            issue = sheet.issue(message, remedy, place=place, column=column, value=found)
            self.issues.append(issue)
        self.assumptions = Assumptions.of(kept.items())

    def _read_ledger(
        self, sheet: Sheet, record: type[Record], columns: dict[str, list[Any]], bad: set[int]
    ) -> None:
        for name, spec in record.model_fields.items():
            values = columns.get(name)
            if values is None:
                continue
            if spec.is_required():
                bad |= self.rows.blanks(sheet, record, name, values)
            elif spec.default is not None:
                columns[name] = [spec.default if value is None else value for value in values]
        kept = [place for place in range(len(sheet.rows)) if place not in bad]
        if not self.rows.complete(record, columns):
            return
        if bad:
            columns = {name: [values[place] for place in kept] for name, values in columns.items()}
        self.rows.tables[sheet.table] = Ledger(record, columns)
        self.rows.places[sheet.table] = [Place(sheet, place) for place in kept]

    def _read_records(
        self, sheet: Sheet, record: type[Record], columns: dict[str, list[Any]], bad: set[int]
    ) -> None:
        made: list[Record] = []
        places: list[Place] = []
        for place in range(len(sheet.rows)):
            given = {
                name: values[place] for name, values in columns.items() if values[place] is not None
            }
            values = self.rows.completed(record, given)
            if self.rows.lacking(sheet, record, place, values) or place in bad:
                self.rows.left_out(sheet, place, values)
                continue
            made.append(record.model_validate(values))
            places.append(Place(sheet, place))
        self.rows.tables[sheet.table] = made
        self.rows.places[sheet.table] = places

    def settled(self, sheets: Mapping[str, Sheet]) -> Reading:
        """Check the tables as a whole, and return the map or raise every problem."""
        self.issues += self.rows.issues
        content = Content(about=self.about, assumptions=self.assumptions, **self.rows.tables)
        names = Names(content, self.rows.also, self.lost)
        found = faults(content, self.rows.also, self.lost)
        self.issues += [self._located(fault) for fault in found]
        for sheet, place, column, value, ref in self.strays:
            if not names.holds(value, ref):
                message, remedy = names.complaint(value, ref)
                issue = sheet.issue(message, remedy, place=place, column=column, value=value)
                self.issues.append(issue)
        order = {(sheet.file, sheet.sheet): number for number, sheet in enumerate(sheets.values())}
        self.issues.sort(
            key=lambda issue: (
                order.get((issue.file or "", issue.sheet), len(order)),
                issue.file or "",
                issue.sheet or "",
                issue.row or 0,
            )
        )
        errors = tuple(issue for issue in self.issues if issue.severity == "error")
        warnings = tuple(issue for issue in self.issues if issue.severity == "warning")
        counts = {name: len(sheet.rows) for name, sheet in sheets.items()}
        if errors:
            raise InvalidMap(errors, counts, warnings)
        return Reading(StakeholderMap.sealed(content), warnings, counts, self.rows)

    def _located(self, fault: Fault) -> Issue:
        """Return a fault as an issue of the file, sheet and row that it came from."""
        places = self.rows.places.get(fault.table, [])
        sheet = self.about_sheet if fault.table == "about" else None
        place = 0
        if fault.row is not None and fault.row < len(places):
            sheet, place = places[fault.row]
        message = fault.told(self._row_of(fault.other))
        if sheet is None:
            return Issue(
                message,
                fault.remedy,
                severity=fault.severity,
                file=places[0].sheet.file if places else self.source,
                column=fault.column,
                value=fault.value,
            )
        return sheet.issue(
            message,
            fault.remedy,
            place=None if fault.row is None else place,
            column=fault.column,
            value=fault.value,
            severity=fault.severity,
        )

    def _row_of(self, other: tuple[str, int] | None) -> str:
        """Return where another row stands, as people find it."""
        table, position = other or ("", 0)
        places = self.rows.places.get(table, [])
        if position >= len(places):
            return table
        sheet, place = places[position]
        return f"row {sheet.rows[place]} of {sheet.sheet or sheet.file}"


def _once(parse: Callable[[Raw], Any]) -> Callable[[Raw], Any]:
    """Return the same function, which parses each plain value once."""
    known: dict[tuple[type, Raw], Any] = {}

    def read(raw: Raw) -> Any:  # noqa: ANN401  whatever the field holds
        if not isinstance(raw, str | int | float | date | None):
            return parse(raw)
        key = (type(raw), raw)
        if key not in known:
            known[key] = parse(raw)
        return known[key]

    return read


def _date_order(sheet: Sheet) -> str | None:
    """Return how about says that dates with strokes are read, as far as it can be read."""
    cells = sheet.columns.get("date_order", [None])
    try:
        parse = parser_of(About, "date_order", date_order=None)
        return None if is_blank(cells[0]) else str(parse(cells[0]))
    except CellError:
        return None


def _cell_issue(sheet: Sheet, place: int, column: str, raw: Raw, error: CellError) -> Issue:
    return sheet.issue(error.message, error.remedy, place=place, column=column, value=raw)
