"""JSON Schemas of every table and of the whole document, made from the record types."""

import json
from pathlib import Path
from typing import Any

from reachmap.io.json_document import FORMAT_KEY, FORMAT_VERSION
from reachmap.io.tables.headings import STAMP
from reachmap.model.audience import AUDIENCES
from reachmap.model.fields import FieldClass, column_name, field_class
from reachmap.model.own import OWN, START
from reachmap.model.tables import TABLES

OWN_COLUMNS = (
    "A column of your own, kept with its row; it never leaves the working map. Others that about "
    "lists under own_columns are kept as well, and no schema can know their names."
)
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schemas() -> dict[str, dict[str, Any]]:
    """Return the schemas by name: ``map`` for the whole document, and one per table."""
    tables = {name: _table(name) for name in TABLES}
    return {"map": _whole(tables), **tables}


def _table(name: str) -> dict[str, Any]:
    record = TABLES[name].record
    schema = record.model_json_schema(by_alias=True)
    for field_name, field in record.model_fields.items():
        mark = field_class(field)
        schema["properties"][column_name(field_name, field)]["x-class"] = mark and mark.value
    if schema["properties"].pop(OWN, None):
        own = {"type": "string", "description": OWN_COLUMNS, "x-class": FieldClass.FREE_TEXT.value}
        schema["patternProperties"] = {f"^{START}": own}
    header = {"$schema": DIALECT, "title": name, "description": (record.__doc__ or "").strip()}
    schema.pop("title", None)
    made = {"id", "name"} & set(schema.get("required", ()))
    if len(made) == 2:  # noqa: PLR2004  each is made from the other
        schema["required"] = [column for column in schema["required"] if column not in made]
        schema["anyOf"] = [{"required": ["id"]}, {"required": ["name"]}]
    return header | schema


def _whole(tables: dict[str, dict[str, Any]]) -> dict[str, Any]:
    definitions: dict[str, Any] = {}
    properties: dict[str, Any] = {
        FORMAT_KEY: {"const": FORMAT_VERSION, "description": "Version of this format."},
        STAMP: {"enum": [*AUDIENCES], "description": "Audience that the file was made for."},
    }
    for name, table in tables.items():
        inner = {key: value for key, value in table.items() if key not in {"$schema", "$defs"}}
        definitions |= table.get("$defs", {})
        definitions[name] = inner
        ref = {"$ref": f"#/$defs/{name}"}
        listed = {"type": "array", "items": ref, "description": inner["description"]}
        properties[name] = ref if name == "about" else listed
    return {
        "$schema": DIALECT,
        "title": "map",
        "description": "A stakeholder map as one document.",
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
        "$defs": definitions,
    }


def write_schemas(folder: Path) -> None:
    """Write every schema to a folder, as ``NAME.schema.json``."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, schema in schemas().items():
        text = json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
        (folder / f"{name}.schema.json").write_text(text, encoding="utf-8")
