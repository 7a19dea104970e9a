"""The vocabularies: methods, supports and the taxonomy of population groups.

The package has a table of each, to which a map may add rows of its own.
"""

import csv
import io
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Annotated, Literal, TypeVar, get_args

from reachmap.model.fields import (
    FREE_TEXT,
    PUBLIC,
    Chance,
    Count,
    Days,
    Hours,
    Id,
    Item,
    Items,
    Money,
    Record,
    Text,
)
from reachmap.model.nodes import Barrier
from reachmap.model.own import OwnTexts

Characteristic = Literal[
    "age",
    "disability",
    "gender-reassignment",
    "marriage-and-civil-partnership",
    "pregnancy-and-maternity",
    "race",
    "religion-or-belief",
    "sex",
    "sexual-orientation",
]

CHARACTERISTICS: tuple[str, ...] = get_args(Characteristic)


class Entry(Record):
    """A row of a vocabulary."""

    code: Annotated[Id, PUBLIC]
    """Short name that other tables use."""

    name: Annotated[Item, PUBLIC]
    """Name as people say it."""

    description: Annotated[Text | None, PUBLIC] = None
    """What it is, in a plain sentence."""

    own: Annotated[OwnTexts, FREE_TEXT] = ()
    """Cells under columns of your own, as ``x_ward: North``; never leave the working map."""


class Method(Entry):
    """A way of hearing people."""

    notice_days: Annotated[Days | None, PUBLIC] = None
    """Days of notice it needs."""

    cost: Annotated[Money | None, PUBLIC] = None
    """What one run costs, in the currency of the map."""

    staff_hours: Annotated[Hours | None, PUBLIC] = None
    """Hours of staff time that one run takes."""

    people: Annotated[Count | None, PUBLIC] = None
    """How many people one run can take."""

    response: Annotated[Chance | None, PUBLIC] = None
    """Usual share of those invited who take part, in (0, 1]."""

    excludes: Annotated[tuple[Barrier, ...], PUBLIC] = ()
    """Barriers that keep people out of it."""

    anonymous: Annotated[bool, PUBLIC] = False
    """Whether people can take part without being known."""

    staff_view: Annotated[Text | None, FREE_TEXT] = None
    """What your own staff reported about it: worth knowing, never evidence."""

    source: Annotated[Text | None, FREE_TEXT] = None
    """Where the numbers come from."""


class Support(Entry):
    """Something that helps people join."""

    lifts: Annotated[tuple[Barrier, ...], PUBLIC] = ()
    """Barriers it lifts."""

    cost_per_person: Annotated[Money | None, PUBLIC] = None
    """What it costs for each person, in the currency of the map."""

    fixed_cost: Annotated[Money | None, PUBLIC] = None
    """What it costs however many come, in the currency of the map."""

    staff_hours: Annotated[Hours | None, PUBLIC] = None
    """Hours of staff time it takes."""

    lead_days: Annotated[Days | None, PUBLIC] = None
    """Days it takes to arrange."""

    source: Annotated[Text | None, FREE_TEXT] = None
    """Where the numbers come from."""


class TaxonomyTerm(Entry):
    """A population group as the taxonomy knows it."""

    families: Annotated[Items, PUBLIC] = ()
    """Families it belongs to."""

    characteristic: Annotated[tuple[Characteristic, ...], PUBLIC] = ()
    """Protected characteristics of the Equality Act 2010 that it is about."""

    hidden: Annotated[bool, PUBLIC] = False
    """Whether people often do not call themselves by this name."""

    finding_question: Annotated[Text | None, FREE_TEXT] = None
    """A question that lets people recognise themselves."""


E = TypeVar("E", bound=Entry)


def _read(record: type[E], file: str) -> tuple[E, ...]:
    listed = {
        name for name, field in record.model_fields.items() if "tuple" in str(field.annotation)
    }
    text = files("reachmap.data").joinpath(file).read_text(encoding="utf-8")
    rows = [
        {
            name: tuple(cell.split(";")) if name in listed else cell
            for name, cell in row.items()
            if cell
        }
        for row in csv.DictReader(io.StringIO(text))
    ]
    return tuple(record.model_validate(row, strict=False) for row in rows)


@cache
def standard_methods() -> tuple[Method, ...]:
    """Return the package's table of methods."""
    return _read(Method, "methods.csv")


@cache
def standard_supports() -> tuple[Support, ...]:
    """Return the package's table of supports."""
    return _read(Support, "supports.csv")


@cache
def standard_taxonomy() -> tuple[TaxonomyTerm, ...]:
    """Return the package's taxonomy of population groups."""
    return _read(TaxonomyTerm, "taxonomy.csv")


def by_code(standard: Iterable[E], own: Iterable[E]) -> dict[str, E]:
    """Return a vocabulary sorted by code; rows of the map replace those of the package."""
    merged = {entry.code: entry for entry in (*standard, *own)}
    return dict(sorted(merged.items()))
