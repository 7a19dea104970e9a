"""The base of every record, and the types of their fields.

Each field has a class, by which `release` decides who may see it, and, where it names
another record, the kind of that record.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from math import isclose
from typing import Annotated, Any, ClassVar, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, TypeAdapter
from pydantic.fields import FieldInfo

from reachmap.model.texts import clean_item, clean_text


class FieldClass(StrEnum):
    """What a field is about; decides which audiences may see it.

    What follows from people has the class of the count that it follows from: a day, a row.
    """

    PUBLIC = "public"
    ORGANISATION = "organisation"
    PERSONAL = "personal"
    SPECIAL = "special"
    FREE_TEXT = "free text"
    COUNT = "count of people"


PUBLIC = FieldClass.PUBLIC
ORGANISATION = FieldClass.ORGANISATION
PERSONAL = FieldClass.PERSONAL
SPECIAL = FieldClass.SPECIAL
FREE_TEXT = FieldClass.FREE_TEXT
COUNT = FieldClass.COUNT


@dataclass(frozen=True, slots=True)
class Ref:
    """Marks a field that names records of one of the given kinds.

    Kinds are node kinds, or the vocabularies ``method``, ``support``, ``taxonomy``.
    """

    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CountedBy:
    """Marks a public field that follows from a count of people in the same record.

    Other audiences see it only where the count is not a small one.
    """

    count: str


@dataclass(frozen=True, slots=True)
class RankedBy:
    """Marks rows that come in an order by figures; other audiences get them by these fields."""

    fields: tuple[str, ...]


def refers_to(*kinds: str) -> Ref:
    """Return the mark of a field that names a record of one of `kinds`."""
    return Ref(kinds)


class Record(BaseModel):
    """A frozen row of a table: strict types, no unknown fields."""

    model_config: ClassVar[ConfigDict] = ConfigDict(
        frozen=True,
        extra="forbid",
        strict=True,
        allow_inf_nan=False,
        validate_by_alias=True,
        validate_by_name=True,
        serialize_by_alias=True,
        use_attribute_docstrings=True,
    )


VALUE_RULES = ConfigDict(strict=True, allow_inf_nan=False)
"""Rules for a single value outside a record: as strict as inside one."""


@cache
def value_adapter(record: type[Record], name: str) -> TypeAdapter[Any]:
    """Return the validator of a single value of a field."""
    field = record.model_fields[name]
    marked: Any = Annotated
    return TypeAdapter(marked[(field.annotation, *field.metadata)], config=VALUE_RULES)


def sorted_set(items: tuple[str, ...]) -> tuple[str, ...]:
    """Return the items sorted, each once."""
    return tuple(sorted(set(items)))


PENCE = 100
"""Parts of one of the map's currency, in which kernels count money."""


def to_pence(amount: float) -> int:
    """Return a sum of money in whole pence: exact up to 10^13.

    Examples
    --------
    >>> to_pence(150.5), to_pence(0.29)
    (15050, 29)
    """
    return round(amount * PENCE)


def from_pence(pence: int) -> float:
    """Return whole pence as a sum of money: the number that is nearest to it.

    Examples
    --------
    >>> from_pence(15050), from_pence(29)
    (150.5, 0.29)
    """
    return pence / PENCE


def whole_hundredths(amount: float) -> float:
    """Return a sum of money that has at most two decimals, without what sums of floats add."""
    rounded = from_pence(to_pence(amount))
    if not isclose(amount, rounded, rel_tol=1e-14):
        message = "has more than two decimals"
        raise ValueError(message)
    return rounded


Item = Annotated[str, AfterValidator(clean_item)]
Id = Annotated[str, AfterValidator(clean_item)]
Text = Annotated[str, AfterValidator(clean_text)]
Items = Annotated[tuple[Item, ...], AfterValidator(sorted_set)]
Count = Annotated[int, Field(ge=0, le=10**12)]
HUNDREDTHS = AfterValidator(whole_hundredths)
"""Marks a sum of money."""

Money = Annotated[float, Field(ge=0, le=10**10), HUNDREDTHS]
"""A sum of money in the currency of the map, with at most two decimals."""

Amount = Annotated[float, Field(ge=0, le=10**13), HUNDREDTHS]
"""The same of many steps together."""

Days = Annotated[int, Field(ge=0, le=36_500)]
Hours = Annotated[float, Field(ge=0, le=10**6)]
Level = Annotated[int, Field(ge=1, le=5)]
Margin = Annotated[float, Field(ge=0, lt=1)]
Chance = Annotated[float, Field(gt=0, le=1)]
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)
Day = Annotated[date, Field(ge=FIRST_DAY, le=LAST_DAY)]


def field_class(field: FieldInfo) -> FieldClass | None:
    """Return what a field is about, if it says so."""
    return next((mark for mark in field.metadata if isinstance(mark, FieldClass)), None)


def counted_by(field: FieldInfo) -> str | None:
    """Return the field with the count of people that a field follows from, if there is one."""
    return next((mark.count for mark in field.metadata if isinstance(mark, CountedBy)), None)


def ranked_by(field: FieldInfo) -> tuple[str, ...]:
    """Return the fields by which other audiences get rows that are ranked by figures."""
    return next((mark.fields for mark in field.metadata if isinstance(mark, RankedBy)), ())


def reference(field: FieldInfo) -> Ref | None:
    """Return the kinds of record a field names, if it names any."""
    return next((mark for mark in field.metadata if isinstance(mark, Ref)), None)


@cache
def references_in(record: type[Record]) -> dict[str, Ref]:
    """Return the fields of a type of record that name others, and what they name."""
    refs = {name: reference(field) for name, field in record.model_fields.items()}
    return {name: ref for name, ref in refs.items() if ref is not None}


def is_money(field: FieldInfo) -> bool:
    """Return whether a field holds a sum of money."""
    parts = (field.metadata, *map(get_args, get_args(field.annotation)))
    return any(HUNDREDTHS in part for part in parts)


def column_name(name: str, field: FieldInfo) -> str:
    """Return the name of a field in files: ``from`` for ``from_``."""
    return field.alias or name


FORMULA_STARTS = ("'", "=", "+", "-", "@", "\t", "\r")


def guarded(text: str) -> str:
    """Return text that no spreadsheet takes for a formula.

    Examples
    --------
    >>> guarded("=1+1")
    "'=1+1"
    """
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
