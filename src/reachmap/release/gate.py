"""The gate: a result goes in, what an audience may see comes out.

For `internal` everything passes, stamped. Any other audience sees public fields and nothing
else: no person, no free text, no count of people, no chance, no ask. Counts stay hidden
until they can be suppressed so that no hidden count can be inferred, and so does what follows
from them: the day of a sitting, the order of rows, a status that rests on few people.
"""

from operator import attrgetter
from typing import Any, TypeVar, cast, overload

from pydantic.fields import FieldInfo

from reachmap.model.answer import Answer, Row
from reachmap.model.audience import Audience
from reachmap.model.content import Content
from reachmap.model.fields import (
    FieldClass,
    Record,
    counted_by,
    field_class,
    ranked_by,
    reference,
)
from reachmap.model.ledger import Ledger
from reachmap.model.nodes import PERSON_KINDS
from reachmap.model.stakeholders import StakeholderMap
from reachmap.model.tables import LEDGERS, NODE_TABLES, TABLES
from reachmap.release.released import Released

R = TypeVar("R", bound=Record)
A = TypeVar("A", bound=Answer)

FEWEST = 8
"""Least count of people from which what follows from it is shown.

The profile `nhs` hides 1 to 7. None is hidden too, as the first person would show otherwise.
"""

PERSON_TABLES = frozenset(NODE_TABLES[kind] for kind in PERSON_KINDS)


@overload
def release(result: StakeholderMap, *, audience: Audience = ...) -> Released[StakeholderMap]: ...


@overload
def release(result: A, *, audience: Audience = ...) -> Released[A]: ...


def release(
    result: StakeholderMap | A, *, audience: Audience = "internal"
) -> Released[StakeholderMap] | Released[A]:
    """Make a result safe for an audience.

    Examples
    --------
    >>> from reachmap.model.nodes import Group, Organisation
    >>> town = StakeholderMap(
    ...     organisations=[Organisation(id="team", name="Team", team=True, capacity=2)],
    ...     groups=[Group(id="carers", name="Carers", population=2000)],
    ... )
    >>> release(town, audience="partner").content.groups[0].population is None
    True
    """
    whole = audience == "internal"
    if isinstance(result, StakeholderMap):
        return Released(result if whole else _public_map(result, audience), audience)
    return Released(result if whole else _public_record(result, audience), audience)


def _public_map(stakeholders: StakeholderMap, audience: Audience) -> StakeholderMap:
    """Return a map without people, ledgers and fields that are not public."""
    people = {node.id for table in PERSON_TABLES for node in getattr(stakeholders, table)}
    tables: dict[str, Any] = {name: Ledger(TABLES[name].record, {}) for name in LEDGERS}
    for name, table in TABLES.items():
        rows = getattr(stakeholders, name)
        if name == "about":
            tables[name] = _public_record(rows, audience)
        elif name == "assumptions":
            tables[name] = rows
        elif name in PERSON_TABLES:
            tables[name] = ()
        elif not table.ledger:
            left = (_public_record(row, audience) for row in rows if not _names_any(row, people))
            tables[name] = _once(tuple(left), table.key)
    return StakeholderMap.sealed(Content(**tables))


def _names_any(row: Record, people: set[str]) -> bool:
    """Return whether a row refers to a person."""
    for name, field in type(row).model_fields.items():
        if reference(field) is not None:
            value = getattr(row, name)
            parts = value if isinstance(value, tuple) else (value,)
            if any(part in people for part in parts):
                return True
    return False


def _once(rows: tuple[R, ...], key: tuple[str, ...]) -> tuple[R, ...]:
    """Return rows with different keys, as several sources of one link have become the same."""
    return tuple({tuple(getattr(row, name) for name in key): row for row in rows}.values())


def _public_record(record: R, audience: Audience) -> R:
    """Return a record with every field that is not public made blank, however deep."""
    whole = {name: getattr(record, name) for name in type(record).model_fields}
    blank = {name: () if isinstance(value, tuple) else None for name, value in whole.items()}
    values = dict[str, Any](blank)
    for name, field in type(record).model_fields.items():
        if field_class(field) is FieldClass.PUBLIC and not _rests_on_few(record, field):
            values[name] = _public_value(getattr(record, name), field, audience)
    if isinstance(record, Answer):
        values["audience"] = audience
    return cast("R", type(record).model_construct(**values))


def _rests_on_few(record: Record, field: FieldInfo) -> bool:
    """Return whether a field follows from a small count of people."""
    count = counted_by(field)
    return count is not None and (getattr(record, count) or 0) < FEWEST


def _public_value(value: Any, field: FieldInfo, audience: Audience) -> Any:  # noqa: ANN401  any field
    if isinstance(value, Record):
        return _public_record(value, audience)
    if isinstance(value, tuple) and value and isinstance(value[0], Record):
        order = ranked_by(field)
        ranked = sorted(value, key=attrgetter(*order)) if order else value
        return tuple(_public_record(part, audience) for part in ranked if _has_enough(part))
    return value


def _has_enough(row: Record) -> bool:
    """Return whether there would be a row without a few people."""
    column = row.people_column if isinstance(row, Row) else None
    return column is None or (getattr(row, column) or 0) >= FEWEST
