"""Rows that a server answers with, held to what was asked for and to a size.

Whoever runs a server can have it answer anything: other types, other columns, rows without end.
Nothing of an answer goes further before it has passed here.
"""

from collections.abc import Container, Iterable, Sequence
from datetime import date
from typing import Annotated, Any, NamedTuple, NoReturn, TypeAlias

from neo4j import Result
from neo4j.time import Date
from pydantic import (
    AfterValidator,
    FailFast,
    Field,
    InstanceOf,
    Strict,
    TypeAdapter,
    ValidationError,
)

from reachmap.errors import StoreError, quoted

MOST_COUNT = 100_000_000
"""Largest count that an answer may hold: more people than any map has."""

MOST_BYTES = 2**30
"""Largest answer: some seven million rows of attendance."""

FIRST_DAY, LAST_DAY = (
    day.toordinal() - date(1970, 1, 1).toordinal() for day in (date.min, date.max)
)
"""The first and the last day that there is, counted from the first of 1970."""

PAIR = 2
"""Columns of an answer that has a row for each set of groups."""

CELL = 40
"""Bytes that a value takes at the least."""

Text: TypeAlias = Annotated[str, Strict()]
Number: TypeAlias = Annotated[int, Strict()]
Count: TypeAlias = Annotated[int, Strict(), Field(ge=0, le=MOST_COUNT)]
Day: TypeAlias = Annotated[InstanceOf[Date], AfterValidator(Date.to_native)]
Yes: TypeAlias = Annotated[bool, Strict()]
Texts: TypeAlias = Annotated[list[Text], Strict()]
Counts: TypeAlias = Annotated[list[Count], Strict()]
DayNumber: TypeAlias = Annotated[int, Strict(), Field(ge=FIRST_DAY, le=LAST_DAY)]
DayNumbers: TypeAlias = Annotated[list[DayNumber], Strict()]
Numbers: TypeAlias = Annotated[list[Number], Strict()]

Rows = list[tuple[Any, ...]]


class Endless(StoreError):
    """An answer that is larger than any map, and was not read to its end."""


class Question(NamedTuple):
    """A statement, and what the rows of its answer must be like."""

    table: str
    """The table that the rows are about, for messages."""

    text: str

    rows: TypeAdapter[Any]
    """The kinds of value in each row, from first to last."""

    even: tuple[int, ...] = ()
    """Columns of lists that are as long as each other in every row."""


def question(table: str, text: str, *kinds: Any, even: tuple[int, ...] = ()) -> Question:  # noqa: ANN401
    """Return a question whose answer has a column of each kind."""
    row_type: Any = tuple[kinds]  # type: ignore[valid-type]  # the kinds of a call
    return Question(table, text, TypeAdapter(Annotated[list[row_type], FailFast()]), even)


def rows_of(result: Result, asked: Question) -> Rows:
    """Return the rows of an answer, if they are what was asked for."""
    given = bounded(result, asked.table)
    server_rows: Rows
    try:
        server_rows = asked.rows.validate_python(given)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        refuse(asked.table, _name_at(given, asked, first["loc"]), first["msg"].lower())
    if asked.even:
        for server_row in server_rows:
            if len({len(server_row[column]) for column in asked.even}) > 1:
                refuse(asked.table, row_name(server_row), "lists of different lengths")
    return server_rows


def _name_at(given: list[list[Any]], asked: Question, at: Sequence[int | str]) -> str:
    """Return the id nearest to what does not fit, by where it is: row, column, and place in a list.

    Lists of one row are columns of which the first has the ids; or they are groups, and the ids of
    their people.
    """
    numbers = [number for number in at if isinstance(number, int)]
    if not numbers:
        return "of all"
    server_row = given[numbers[0]]
    lists = [value for value in server_row if isinstance(value, list)]
    if len(lists) < len(server_row) or not lists:
        return row_name(server_row)
    if len(lists) == PAIR and not asked.even:
        return row_name(lists[-1])
    return row_name(lists[0][numbers[PAIR] :][:1] if len(numbers) > PAIR else [])


def bounded(result: Result, table: str) -> list[list[Any]]:
    """Return the rows of an answer as they are, as long as there are not too many."""
    server_rows: list[list[Any]] = []
    room = MOST_BYTES
    for record in result:
        server_row = record.values()
        room -= weight(server_row)
        if room < 0:
            message = (
                f"the answer about {table} is larger than any map: more than {len(server_rows):,} "
            )
            message += "rows. See that the address names a server with a map of reachmap"
            raise Endless(message)
        server_rows.append(server_row)
    return server_rows


def weight(values: list[Any]) -> int:
    """Return about how many bytes values take, with what is within them."""
    bytes_ = CELL * (1 + len(values))
    for each in values:
        kind = type(each)
        if kind is str:
            bytes_ += len(each)
        elif kind is list:
            bytes_ += weight(each)
        elif kind is dict:
            bytes_ += weight([*each.values()])
    return bytes_


def the_only(server_rows: Sequence[Sequence[Any]], table: str) -> Sequence[Any]:
    """Return the row of an answer that has one row."""
    if len(server_rows) != 1:
        refuse(table, "1", f"{len(server_rows)} rows in place of one")
    return server_rows[0]


def row_name(server_row: Sequence[Any]) -> str:
    """Return the first text of a row, which is its id where it has one."""
    texts = (value for value in server_row if isinstance(value, str))
    return quoted(next(texts, "without an id"))


def refuse(table: str, row: str, what: str) -> NoReturn:
    """Raise what says of an answer that no map gives it."""
    message = f"the server answered what no map holds: {table}, row {row}: {what}. "
    message += "See that the address names a server with a map of reachmap, or write the map anew"
    raise StoreError(message)


def known(names: Iterable[str | int], on_map: Container[str | int], table: str) -> None:
    """Raise where an answer names what is not on the map."""
    for name in names:
        if name not in on_map:
            refuse(table, quoted(str(name)), "not on this map")
