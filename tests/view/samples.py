"""A map with something in every field of every record, made from the records themselves."""

import types
from collections.abc import Callable
from datetime import date
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import ValidationError
from pydantic.fields import FieldInfo

import reachmap as rm
from reachmap.model.fields import Record, reference, value_adapter
from reachmap.model.nodes import NODE_KINDS
from reachmap.model.tables import LEDGERS, NODE_TABLES, TABLES, VOCABULARY_TABLES

Planted = Callable[[str, str], Any]
"""Takes a table and a field, gives what to plant there."""

FIXED: dict[tuple[str, str], Any] = {
    ("groups", "part_of"): ("wide",),
    ("links", "type"): "TRUSTED_BY",
    ("links", "both_ways"): False,
    ("links", "from_"): "worker",
    ("links", "to"): "group",
    ("organisations", "team"): False,
    ("about", "team"): "team",
    ("about", "as_of"): date(2026, 3, 31),
    ("activities", "date"): date(2025, 5, 5),
    ("attendance", "speaking"): "own",
}
"""What rules of the map ask for; names of kinds stand for the ids of their records."""

FITS_ALL = 4
"""A number that fields of a narrow range take as well."""

KINDS = NODE_TABLES | VOCABULARY_TABLES


def parts(annotation: Any) -> list[Any]:
    """Return the types that a union is made of, None left out."""
    if get_origin(annotation) in {Union, types.UnionType}:
        return [part for part in get_args(annotation) if part is not type(None)]
    return [annotation]


def bare(annotation: Any) -> Any:
    """Return a type without the marks that it carries."""
    return annotation.__origin__ if hasattr(annotation, "__metadata__") else annotation


def planted(
    table: str, name: str, field: FieldInfo, ids: dict[str, str], *, text: Planted, number: Planted
) -> Any:
    """Return a value for a field: a reference, a text, a number, a day or a choice."""
    fixed = FIXED.get((table, name))
    if fixed is not None:
        return ids.get(fixed, fixed) if isinstance(fixed, str) else fixed
    if name == "own":
        return (f"x_own: {text(table, name)}",)
    of = bare(parts(field.annotation)[0])
    several = get_origin(of) is tuple
    of = bare(get_args(of)[0]) if several else of
    marks = reference(field)
    value: Any
    if marks is not None:
        value = ids[marks.kinds[0]]
    elif get_origin(of) is Literal:
        value = get_args(of)[0]
    else:
        makers: dict[Any, Callable[[], Any]] = {
            bool: lambda: True,
            int: lambda: number(table, name),
            float: lambda: 0.5,
            date: lambda: date(2027, 1, 1),
        }
        value = makers.get(of, lambda: text(table, name))()
    return (value,) if several else value


def sample(record: type[Record], table: str, ids: dict[str, str], **plants: Planted) -> Any:
    """Return a record with every field planted; one that is refused stays blank."""
    values: dict[str, Any] = {}
    for name, field in record.model_fields.items():
        value = planted(table, name, field, ids, **plants)
        for tried in (value, FITS_ALL) if isinstance(value, int) else (value,):
            try:
                values[name] = value_adapter(record, name).validate_python(tried)
                break
            except ValidationError:
                assert not field.is_required(), name
    return record(**values)


def full_town(*, text: Planted, number: Planted) -> rm.StakeholderMap:
    """Return a map with one record in each table, and a way from a team to its group."""
    ids = {kind: text(table, "id") for kind, table in NODE_TABLES.items()}
    ids |= {kind: text(table, "code") for kind, table in VOCABULARY_TABLES.items()}
    keyed = {KINDS[kind]: id_ for kind, id_ in ids.items()}

    def told(table: str, name: str) -> Any:
        return keyed[table] if name in {"id", "code"} else text(table, name)

    tables: dict[str, Any] = {}
    for name, table in TABLES.items():
        if name != "assumptions":
            made = sample(table.record, name, ids, text=told, number=number)
            tables[name] = rm.Ledger.of(table.record, [made]) if name in LEDGERS else [made]
    tables["about"] = tables["about"][0]
    # Who did not say stands beside a day of which nobody knows how many came: planted numbers
    # fit no sum.
    tables["activities"].append(rm.Activity(id="day", name="Day"))
    (row,) = tables["turnout"]
    declined = row.model_copy(update={"activity": "day", "attended": None})
    counted = row.model_copy(update={"not_said": None})
    tables["turnout"] = rm.Ledger.of(rm.Turnout, [counted, declined])
    tables["groups"].append(rm.Group(id="wide", name="Wide"))
    tables["groups"].append(rm.Group(id="far", name="Far", part_of=("wide",)))
    tables["organisations"].append(rm.Organisation(id="team", name="Team", team=True))
    tables["links"].append(rm.Link(from_="team", type="KNOWS", to=ids["worker"]))
    tables["links"].append(rm.Link(from_=ids["venue"], type="GATHERS", to=ids["group"]))
    assert set(ids) == {*NODE_KINDS, *VOCABULARY_TABLES}
    return rm.StakeholderMap(**tables)
