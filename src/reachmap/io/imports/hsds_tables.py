"""The tables of an Open Referral directory, whichever way it is written."""

from collections.abc import Iterator
from typing import Any

from reachmap.io.imports.foreign import Foreign, one_line, plain

Record = dict[str, Any]
"""One record of a table, as the source has it."""

Tables = dict[str, dict[str, Record]]
"""Records by table and id."""

ONE = {
    "organization": ("organizations", "organization_id"),
    "service": ("services", "service_id"),
    "location": ("locations", "location_id"),
    "taxonomy_term": ("taxonomy_terms", "taxonomy_term_id"),
    "taxonomy": ("taxonomy_terms", "taxonomy_term_id"),
}
"""Keys of a document below which one record is, its table, and the column that names it."""

MANY = {
    "organizations": "organizations",
    "services": "services",
    "locations": "locations",
    "service_at_locations": "service_at_location",
    "languages": "languages",
    "contacts": "contacts",
    "addresses": "addresses",
    "accessibility": "accessibility",
    "attributes": "attributes",
    "physical_addresses": "addresses",
    "accessibility_for_disabilities": "accessibility",
    "service_taxonomys": "attributes",
    "eligibilitys": "eligibility",
}
"""Keys of a document below which several records are, and their table; the last four are those
of Open Referral UK before its third version."""

OWNER = {
    "organizations": "organization_id",
    "services": "service_id",
    "locations": "location_id",
    "service_at_location": "service_at_location_id",
}
"""Columns by which records within a record of a table name it."""

TABLES = frozenset({*MANY.values(), "taxonomy_terms"})
SIGNS = (
    ("service_at_location", False, {"service", "location"}),
    ("locations", True, {"location_type", "latitude", "external_identifier_type"}),
    (
        "services",
        True,
        {"organization", "organization_id", "assured_date", "eligibility_description"},
    ),
    ("taxonomy_terms", True, {"taxonomy", "taxonomy_detail", "term_uri"}),
    (
        "organizations",
        True,
        {"services", "description", "website", "legal_status", "tax_status", "locations"},
    ),
)
"""Tables, whether their records have a name, and keys by one of which they are recognised."""


def is_hsds(foreign: Foreign) -> bool:
    """Return whether a source is a directory of Open Referral."""
    names = {name.casefold() for name in foreign.files}
    if names & {"organizations.csv", "organization.csv"} and "organisations.csv" not in names:
        return True
    if not names or not all(name.endswith(".json") for name in names):
        return False
    return any(_table_of(item) for document in foreign.documents for item in _items(document))


def tables_of(foreign: Foreign) -> Tables:
    """Return the records of a directory by table and id."""
    hsds_tables: Tables = {}
    for name, grid in foreign.grids.items():
        hsds_table = f"{name}s" if f"{name}s" in TABLES else name
        if hsds_table in TABLES and grid:
            headings = [plain(cell) for cell in grid[0]]
            for number, cells in enumerate(grid[1:]):
                hsds_row = dict(zip(headings, cells, strict=False))
                _keep(
                    hsds_tables, hsds_table, hsds_row, one_line(hsds_row.get("id")) or str(number)
                )
    for document in foreign.documents:
        for item in _items(document):
            _walk(hsds_tables, _table_of(item), item)
    return hsds_tables


def _items(document: Any) -> Iterator[Any]:  # noqa: ANN401  any document
    """Yield the records of a document: itself, a page of them, a list, or tables of rows."""
    if isinstance(document, list):
        yield from document
    elif isinstance(document, dict):
        contents = document.get("contents", document.get("content"))
        files = {hsds_id: rows for hsds_id, rows in document.items() if hsds_id.endswith(".csv")}
        if isinstance(contents, list):
            yield from contents
        elif files:
            for hsds_id, rows in files.items():
                if hsds_id.removesuffix(".csv") in TABLES and isinstance(rows, list):
                    yield from (
                        {"table": hsds_id.removesuffix(".csv"), "row": hsds_row}
                        for hsds_row in rows
                    )
        else:
            yield document


def _table_of(item: Any) -> str | None:  # noqa: ANN401  any value of a document
    """Return the table that a record belongs to, by its keys."""
    if not isinstance(item, dict):
        return None
    if item.keys() == {"table", "row"}:
        return str(item["table"])
    keys = item.keys()
    named = "name" in keys
    for hsds_table, needs_name, marks in SIGNS:
        if "id" in keys and named == needs_name and keys & marks:
            return hsds_table
    return None


def _walk(hsds_tables: Tables, hsds_table: str | None, item: Any) -> None:  # noqa: ANN401  any value
    """Take a record apart into records of tables; those within name the one around."""
    if isinstance(item, dict) and item.keys() == {"table", "row"}:
        if isinstance(hsds_row := item["row"], dict):
            hsds_id = one_line(hsds_row.get("id")) or str(len(hsds_tables.get(str(hsds_table), ())))
            _keep(hsds_tables, str(hsds_table), hsds_row, hsds_id)
        return
    start = one_line(item.get("id")) if isinstance(item, dict) else ""
    waiting: list[tuple[str, Record, str]] = [(hsds_table, item, start)] if hsds_table else []
    while waiting:
        hsds_table, hsds_record, hsds_id = waiting.pop()
        hsds_row = {
            name: value for name, value in hsds_record.items() if not isinstance(value, dict | list)
        }
        for name, (inner, column) in ONE.items():
            if isinstance(value := hsds_record.get(name), dict):
                inner_key = one_line(value.get("id")) or f"{hsds_id} {name}"
                hsds_row[column] = inner_key
                waiting.append((inner, value, inner_key))
        for name, inner in MANY.items():
            values = hsds_record.get(name)
            owner = {OWNER.get(hsds_table, "link_id"): hsds_id, "link_id": hsds_id}
            for number, value in enumerate(values if isinstance(values, list) else []):
                if isinstance(value, dict):
                    own = one_line(value.get("id")) if inner in OWNER else ""
                    waiting.append((inner, value | owner, own or f"{hsds_id} {name} {number}"))
        _keep(hsds_tables, hsds_table, hsds_row, hsds_id)


def _keep(hsds_tables: Tables, hsds_table: str, hsds_row: Record, hsds_id: str) -> None:
    """Add a record, or fill what an earlier one with the same key leaves blank."""
    filled = {name: value for name, value in hsds_row.items() if value not in (None, "")}
    records = hsds_tables.setdefault(hsds_table, {})
    records[hsds_id] = filled | records.get(hsds_id, {})
