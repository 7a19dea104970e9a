"""The collector: cells in, a checked map out, and every problem with its location.

All file formats hand their tables to `collect`; no format parses a cell by itself.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import repeat
from typing import Any

from reachmap.errors import InvalidMap, Issue, quoted
from reachmap.io.tables.absent import check_headings
from reachmap.io.tables.assumption_rows import read_assumptions
from reachmap.io.tables.cells import all_parsed, is_blank, parsed_once, parser_of
from reachmap.io.tables.contacts import add_contacts
from reachmap.io.tables.encodings import garbled_cells
from reachmap.io.tables.file_words import FileWords, words_of_file
from reachmap.io.tables.headings import (
    CONTACTS,
    KNOWN_TABLES,
    fields_of,
    lost_tables,
    missed_tables,
    missing_columns,
    refuse_strangers,
    unknown_table,
)
from reachmap.io.tables.likely import Likeness
from reachmap.io.tables.located import issue_of
from reachmap.io.tables.meant import (
    as_meant,
    date_order_of,
    rules_for,
    values_meant,
    with_wait,
)
from reachmap.io.tables.no_data import leave_out_no_data, notes_of_formulas
from reachmap.io.tables.own_columns import headings_of_own, keep_own, own_at
from reachmap.io.tables.problems import CellError
from reachmap.io.tables.references import References
from reachmap.io.tables.rows import Location, Rows, named_team, spoils_row, whole_columns
from reachmap.io.tables.several import notes_of_several
from reachmap.io.tables.sheets import ParsedTables, Raw, Sheet
from reachmap.model.about import About
from reachmap.model.assumptions import Assumptions
from reachmap.model.checks import faults
from reachmap.model.columns import made_of
from reachmap.model.content import Content
from reachmap.model.fields import Record, Ref, reference
from reachmap.model.ledger import Ledger
from reachmap.model.own import OWN
from reachmap.model.rules import Names
from reachmap.model.stakeholders import StakeholderMap
from reachmap.model.summing import FEW, MOST_ROWS, Issues
from reachmap.model.tables import TABLES, kinds_of

MOST_BAD = 1000
"""Most bad cells beside which the rules between rows are checked too."""

NO_ROWS = "the table has headings but no rows"
RULES_WAIT = f"with more than {MOST_BAD:,} bad cells, the rules between rows were not checked"


@dataclass(frozen=True, slots=True)
class Reading:
    """A map, warnings, rows read by table, where they are in the file, and what it calls them."""

    stakeholders: StakeholderMap
    warnings: tuple[Issue, ...]
    counts: dict[str, int]
    rows: Rows = field(default_factory=Rows)
    words: FileWords = field(default_factory=FileWords)


def collect(parsed: ParsedTables, *, source: str) -> Reading:
    """Return the map that parsed tables hold."""
    rows = Rows(issues=parsed.issues)
    refuse_strangers(parsed, source)
    lost = lost_tables(parsed)
    work = _Collection(source, parsed.issues, rows, lost=kinds_of(lost))
    if "about" in lost:
        rows.also["team"] = {""}  # it may name the team
    listed = headings_of_own(parsed.sheets)
    likeness = Likeness(parsed.sheets)
    for sheet in parsed.sheets:
        sheet.meant = likeness.columns_meant(sheet)
        keep_own(sheet, listed, ignores_others=parsed.ignores_extra)
    sheets = work.known_sheets(parsed.sheets, parsed.how_to_ignore, remarks=parsed.remarks)
    work.issues += missed_tables(parsed.strangers, {*sheets, *parsed.lost}, source)
    work.read_about(sheets.get("about"))
    work.references = References(sheets, date_order=work.about.date_order)
    work.resolve_about()
    for name in TABLES:
        if name in sheets and name != "about":
            work.read(sheets[name])
    work.name_team()
    if CONTACTS in sheets:
        add_contacts(sheets[CONTACTS], work.rows, work.references, lost=work.lost)
    return work.reading(sheets)


@dataclass(slots=True)
class _Collection:
    """The tables of a map while they are read."""

    source: str
    issues: Issues
    rows: Rows
    about: About = field(default_factory=About)
    about_sheet: Sheet | None = None
    about_meant: dict[str, Any] = field(default_factory=dict)
    """What cells of about mean that could not be read, by column: for rules between rows alone."""

    assumptions: Assumptions = field(default_factory=Assumptions)
    references: References = field(default_factory=lambda: References({}))
    lost: frozenset[str] = frozenset()
    strays: list[tuple[Sheet, int, str, str, Ref]] = field(default_factory=list)

    def known_sheets(
        self, sheets: list[Sheet], how_to_ignore: str, *, remarks: bool
    ) -> dict[str, Sheet]:
        """Return the sheets of known tables by name; note the others and bad headings."""
        tables: dict[str, Sheet] = {}
        for sheet in sheets:
            if sheet.table not in KNOWN_TABLES:
                file, title = sheet.file, sheet.sheet
                issue = unknown_table(sheet.table, file=file, sheet=title, remarks=remarks)
                self.issues.append(issue)
            elif sheet.table in tables:
                other = tables[sheet.table]
                message = f"the table {sheet.table} is there twice: first in "
                message += quoted(other.sheet or other.file)
                self.issues.append(sheet.issue(message, "Put all rows into one"))
            else:
                tables[sheet.table] = sheet
                self.issues += check_headings(sheet, how_to_ignore, remarks=remarks)
                self.issues += garbled_cells(sheet)
                if missing_columns(sheet):
                    self.lost |= kinds_of({sheet.table})
                self.issues += leave_out_no_data(sheet, remarks=remarks)
                self.issues += notes_of_formulas(sheet)
                if not len(sheet.rows):
                    empty = sheet.issue(NO_ROWS, "Fill it in, or leave it", severity="warning")
                    self.issues.append(empty)
        return tables

    def read_about(self, sheet: Sheet | None) -> None:
        """Read the one row of about, before all other tables."""
        if sheet is None or not len(sheet.rows):
            return
        self.about_sheet = sheet
        for position in range(1, len(sheet.rows)):
            message = "about has one row, and this is another"
            self.issues.append(sheet.issue(message, "Keep one row", position=position))
        values = dict(self._values(sheet, About, 0, date_order_of(sheet)))
        self.about = About.model_validate(values)
        self.about_meant = values_meant(sheet, values)

    def resolve_about(self) -> None:
        """Put ids in the place of the names of groups that about gives; the team is made later."""
        for column, name in fields_of(About).items():
            ref, value = reference(About.model_fields[name]), getattr(self.about, name)
            if self.about_sheet is None or ref is None or name == "team" or not value:
                continue
            try:
                ids = self.references.resolved(value, ref)
            except CellError as error:
                ids = About.model_fields[name].default
                cell = self.about_sheet.columns[column][0]
                self.issues.append(_cell_issue(self.about_sheet, 0, column, cell, error))
            self.about = self.about.model_copy(update={name: ids})

    def name_team(self) -> None:
        """Add or mark the team that about names."""
        location = None if self.about_sheet is None else Location(self.about_sheet, 0)
        self.about = named_team(self.about, self.rows, location, self.references.given)

    def _values(
        self, sheet: Sheet, record: type[Record], position: int, order: str | None
    ) -> Iterator[tuple[str, Any]]:
        for column, name in fields_of(record).items():
            cells = sheet.columns.get(column)
            if cells is None or is_blank(cells[position]):
                continue
            try:
                yield name, parser_of(record, name, date_order=order)(cells[position])
            except CellError as error:
                issue = _cell_issue(sheet, position, column, cells[position], error)
                self.issues.append(with_wait(issue, column, cells[position]))

    def read(self, sheet: Sheet) -> None:
        """Read one table into rows or columns."""
        record = TABLES[sheet.table].record
        if not sheet.columns:
            return
        columns, bad = self._columns(sheet, record)
        if sheet.table == "assumptions":
            self.assumptions = read_assumptions(
                sheet, columns, bad, self.rows, currency=self.about.currency
            )
        elif TABLES[sheet.table].ledger:
            self._read_ledger(sheet, record, columns, bad)
        else:
            self._read_records(sheet, record, columns, bad)

    def _columns(self, sheet: Sheet, record: type[Record]) -> tuple[dict[str, list[Any]], set[int]]:
        """Return parsed cells by field, and the positions of rows that a bad one spoils.

        Each different value is parsed once: a million rows repeat a few thousand values.
        """
        columns: dict[str, list[Any]] = {}
        bad: set[int] = set()
        for column, name in fields_of(record).items():
            if column not in sheet.columns:
                continue
            columns[name], unread = self._cells(sheet, column, self._parser(record, name))
            bad.update(unread if spoils_row(sheet.table, name) else ())
            self.issues += notes_of_several(sheet, record, column, name)
        self._remember_references(sheet, record, columns, bad)
        return columns, bad

    def _cells(
        self, sheet: Sheet, column: str, parse: Callable[[Raw], Any]
    ) -> tuple[list[Any], list[int]]:
        """Return the parsed cells of a column, and the positions of those that cannot be read.

        Of cells with the same fault the first few are told one by one, the others counted.
        """
        once = parsed_once(parse)
        cells = sheet.columns[column]
        read = all_parsed(once, cells)
        if read is not None:
            return read, []
        values: list[Any] = [None] * len(cells)
        unread: list[int] = []
        alike: Counter[tuple[str, ...]] = Counter()
        last: dict[tuple[str, ...], Issue] = {}
        beyond: dict[tuple[str, ...], list[int]] = {}
        for position, raw in enumerate(cells):
            try:
                values[position] = once(raw)
            except CellError as error:
                unread.append(position)
                alike[error.args] += 1
                if alike[error.args] <= FEW + 1:
                    last[error.args] = _cell_issue(sheet, position, column, raw, error)
                    self.issues.append(last[error.args])
                elif len(rows := beyond.setdefault(error.args, [])) < MOST_ROWS:
                    rows.append(sheet.rows[position])
        for fault, count in alike.items():
            if count > FEW + 1:
                others = replace(last[fault], more=count - FEW - 2, rows=(*beyond[fault],))
                self.issues.append(others)
        return values, unread

    def _remember_references(
        self, sheet: Sheet, record: type[Record], columns: dict[str, list[Any]], bad: set[int]
    ) -> None:
        """Keep the references of rows that are left out, so that they are checked as well."""
        for column, name in fields_of(record).items():
            ref = reference(record.model_fields[name])
            if ref is None or name not in columns:
                continue
            for position in sorted(bad):
                value = columns[name][position]
                for part in value if isinstance(value, tuple) else (value,):
                    if part is not None:
                        self.strays.append((sheet, position, column, part, ref))

    def _parser(self, record: type[Record], name: str) -> Callable[[Raw], Any]:
        about = self.about
        parse = parser_of(record, name, date_order=about.date_order, currency=about.currency)
        ref = reference(record.model_fields[name])

        def whole(raw: Raw) -> Any:  # noqa: ANN401  whatever the field holds
            if is_blank(raw):
                return None
            value = parse(raw)
            return value if ref is None else self.references.resolved(value, ref)

        return whole

    def _read_ledger(
        self, sheet: Sheet, record: type[Record], columns: dict[str, list[Any]], bad: set[int]
    ) -> None:
        blank: set[int] = set()
        for name, spec in record.model_fields.items():
            values = columns.get(name)
            if values is None:
                continue
            if spec.is_required():
                blank |= self.rows.blanks(sheet, record, name, values)
            elif spec.default is not None:
                columns[name] = [spec.default if value is None else value for value in values]
        self._remember_references(sheet, record, columns, blank - bad)
        bad |= blank
        good = [position for position in range(len(sheet.rows)) if position not in bad]
        if not self.rows.has_columns(record, columns):
            return
        if bad:
            columns = {
                name: [values[position] for position in good] for name, values in columns.items()
            }
        self.rows.tables[sheet.table] = Ledger(record, columns)
        self.rows.locations[sheet.table] = [Location(sheet, position) for position in good]

    def _read_records(
        self, sheet: Sheet, record: type[Record], columns: dict[str, list[Any]], bad: set[int]
    ) -> None:
        whole = None if bad or sheet.own else whole_columns(record, columns, len(sheet.rows))
        if whole is not None:
            self.rows.tables[sheet.table] = made_of(record, whole)
            self.rows.locations[sheet.table] = [
                Location(sheet, at) for at in range(len(sheet.rows))
            ]
            return
        made: list[Record] = []
        locations: list[Location] = []
        incomplete: set[int] = set()
        rows = zip(*columns.values(), strict=True) if columns else repeat((), len(sheet.rows))
        for position, row in enumerate(rows):
            cells = zip(columns, row, strict=True)
            given = {name: value for name, value in cells if value is not None}
            if sheet.own:
                given[OWN] = own_at(sheet, position, self.issues)
            values = self.rows.with_names(record, given, self.references.given)
            if self.rows.is_incomplete(sheet, record, position, values):
                incomplete.add(position)
            if position in incomplete or position in bad:
                self.rows.leave_out(sheet, position, values)
                continue
            made.append(record.model_validate(values))
            locations.append(Location(sheet, position))
        self.rows.tables[sheet.table] = made
        self.rows.locations[sheet.table] = locations
        self._remember_references(sheet, record, columns, incomplete - bad)

    def reading(self, sheets: Mapping[str, Sheet]) -> Reading:
        """Check the tables as a whole; return the map or raise every problem."""
        content = Content(about=self.about, assumptions=self.assumptions, **self.rows.tables)
        names = Names(content, self.rows.also, self.lost, by_name=True)
        if sum(issue.more + 1 for issue in self.issues if issue.severity == "error") > MOST_BAD:
            remedy = "Mend these, and run check again"
            self.issues.append(Issue(RULES_WAIT, remedy, severity="warning"))
        else:
            misnamed = {(s.table, column) for s in sheets.values() for column in s.misnamed}
            self.issues += (
                issue_of(fault, self.rows, about=self.about_sheet, source=self.source)
                for fault in faults(
                    as_meant(content, self.about_meant), names, rules=rules_for(self.about_meant)
                )
                if (fault.table, fault.column) not in misnamed
            )
        for sheet, position, column, value, ref in self.strays:
            if not names.holds(value, ref=ref):
                message, remedy = names.complaint(value, ref)
                issue = sheet.issue(message, remedy, position=position, column=column, value=value)
                self.issues.append(issue)
        words = words_of_file(sheets.values())
        order = {(sheet.file, sheet.sheet): number for number, sheet in enumerate(sheets.values())}
        issues = sorted(
            (replace(issue, remedy=words.of_columns(issue.remedy)) for issue in self.issues),
            key=lambda issue: (
                order.get((issue.file or "", issue.sheet), len(order)),
                issue.file or "",
                issue.sheet or "",
                issue.row or 0,
            ),
        )
        errors = tuple(issue for issue in issues if issue.severity == "error")
        warnings = tuple(issue for issue in issues if issue.severity == "warning")
        counts = {name: len(sheet.rows) for name, sheet in sheets.items()}
        if CONTACTS in counts:
            counts[CONTACTS] -= len(self.rows.repeating(sheets[CONTACTS]))
        if errors:
            raise InvalidMap(errors, counts, warnings)
        return Reading(StakeholderMap.sealed(content), warnings, counts, self.rows, words)


def _cell_issue(sheet: Sheet, position: int, column: str, raw: Raw, error: CellError) -> Issue:
    return sheet.issue(
        error.message, error.remedy_in(sheet.file), position=position, column=column, value=raw
    )
