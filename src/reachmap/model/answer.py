"""The base of every answer: a frozen record with rows, a frame and words."""

from __future__ import annotations

import csv
import html
import io
from collections.abc import Callable, Iterator, Sequence
from typing import (
    TYPE_CHECKING,
    Annotated,
    Any,
    ClassVar,
    Literal,
    Protocol,
    Self,
    TypeVar,
    overload,
)

from reachmap.errors import InputError, UnknownNode, quoted
from reachmap.model.arguments import is_whole
from reachmap.model.audience import STAMPS, Audience
from reachmap.model.fields import COUNT, PUBLIC, Record, column_name, guarded, is_money
from reachmap.model.frame_types import polars_frame, series_of
from reachmap.model.spelling import nearest
from reachmap.model.texts import folded
from reachmap.words import words_of_amount, words_of_count

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl


NOTEBOOK_ROWS = 20
"""Most rows of an answer that a notebook has; `to_frame` has all."""

LARGE = 1000
"""From this size on, numbers are shown without decimals."""


class Row(Record):
    """One row of the frame of an answer."""

    hidden_columns: ClassVar[tuple[str, ...]] = ()
    """Fields that the frame leaves out."""

    terminal_columns: ClassVar[tuple[str, ...]] = ()
    """Fields that a screen has room for, those that the frame leaves out among them."""

    ways: ClassVar[tuple[str, ...]] = ()
    """Fields with several values that follow each other from a team to a group."""

    people_column: ClassVar[str | None] = None
    """Field with the count of people without whom there would be no row, where one is."""

    named_by: ClassVar[tuple[str, ...]] = ("group", "node", "person", "subject", "table", "name")
    """Fields by which `answer[...]` finds a row, where the row has them: ids, then names."""

    def unrecorded(self, name: str) -> str | None:  # noqa: ARG002  some rows tell by it
        """Return what people read in place of a figure that rests on no record; None if it does."""
        return None

    def in_table(self, name: str) -> Any:  # noqa: ANN401  any value of a field
        """Return a field as tables have it: blank where a figure rests on no record."""
        return getattr(self, name) if self.unrecorded(name) is None else None


R = TypeVar("R", bound=Row)
R_co = TypeVar("R_co", bound=Row, covariant=True)


class HasRows(Protocol[R_co]):
    """Whatever has rows of one type: by it a checker knows of which type those of an answer are."""

    def rows(self) -> tuple[R_co, ...]:
        """Return the rows of the frame, in order."""
        ...


class Answer(Record):
    """The answer to a question: rows, a frame, words, and what could not be known."""

    row: ClassVar[type[Row]]
    """Type of the rows of the frame."""

    told_singly: ClassVar[str | None] = None
    """Field with the rows, where the sentences are one for each."""

    audience: Annotated[Audience, PUBLIC] = "internal"
    """Audience that it was made safe for."""

    missing: Annotated[tuple[str, ...], COUNT] = ()
    """What could not be known, and which table would tell."""

    @property
    def is_for_team(self) -> bool:
        """Whether it holds everything: `release` takes figures and rows out for others."""
        return self.audience == "internal"

    def rows(self) -> tuple[Row, ...]:
        """Return the rows of the frame, in order."""
        raise NotImplementedError

    def listed(self) -> tuple[Row, ...]:
        """Return the rows that tables in files and on screens have: most answers have no more."""
        return self.rows()

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.rows())

    def __bool__(self) -> bool:
        """Return True: an answer without rows is an answer all the same."""
        return True

    def __iter__(self: HasRows[R_co]) -> Iterator[R_co]:  # type: ignore[override]  # rows, not fields
        """Iterate over the rows, in order."""
        return iter(self.rows())

    def __contains__(self, row: object) -> bool:
        """Return whether something is a row, or names one."""
        rows = self.rows()
        return row in rows or (isinstance(row, str) and len(_rows_named(row, rows)) == 1)

    def __getitem__(self: HasRows[R_co], name: str | int) -> R_co:
        """Return a row by its id, by its name where one row has it, or by its number.

        Raises
        ------
        UnknownNode
            If no row goes by the id or name, or several do.
        InputError
            If what is given is neither, or there are fewer rows.
        """
        rows = self.rows()
        if is_whole(name):
            return _numbered(name, rows)
        if not isinstance(name, str):
            message = f"a row goes by its id, its name or its number, not {quoted(str(name))}"
            raise InputError(message)
        named = _rows_named(name, rows)
        if len(named) == 1:
            return named[0]
        known = [*dict.fromkeys(text for row in rows for text in _names_of(row))]
        raise UnknownNode(name, nearest(name, known), "row")

    def sentences(self) -> tuple[str, ...]:
        """Return the answer in a few plain sentences."""
        raise NotImplementedError

    def footnotes(self) -> tuple[str, ...]:
        """Return notes to print under the table; most answers have none."""
        return ()

    def explain(self) -> str:
        """Return the answer in a few plain sentences, and what could not be known."""
        return "\n".join((*self.sentences(), *self.missing))

    def of_first(self, number: int | None) -> Self:
        """Return the answer with its first rows alone, where its sentences are one for each."""
        if number is None or self.told_singly is None:
            return self
        return self.model_copy(update={self.told_singly: self.rows()[:number]})

    @classmethod
    def columns(cls) -> dict[str, str]:
        """Return the columns of the frame, in order, and the fields they show."""
        return {
            column_name(name, field): name
            for name, field in cls.row.model_fields.items()
            if name not in cls.row.hidden_columns
        }

    @classmethod
    def terminal_columns(cls) -> dict[str, str]:
        """Return the columns that a screen has room for, in order, and the fields they show."""
        fields = cls.row.model_fields
        return {
            column_name(name, fields[name]) if name in fields else name: name
            for name in cls.row.terminal_columns
        }

    @classmethod
    def columns_named(cls, names: Sequence[str]) -> dict[str, str]:
        """Return the columns that people name, in their order, and the fields they show.

        Raises
        ------
        InputError
            If there is no such column in the frame, and none on a screen.
        """
        known = {**cls.terminal_columns(), **cls.columns()}
        for name in names:
            if name not in known:
                near = nearest(name, known, count=1)
                hint = f" Did you mean {near[0]!r}?" if near else ""
                message = f"there is no column {quoted(name)}.{hint} There are: {', '.join(known)}"
                raise InputError(message)
        return {name: known[name] for name in names}

    def rows_for_terminal(self) -> tuple[Row, ...]:
        """Return the rows that a screen shows unless all are asked for; most answers have all."""
        return self.listed()

    @overload
    def to_frame(self, library: Literal["pandas"] = "pandas") -> pd.DataFrame: ...

    @overload
    def to_frame(self, library: Literal["polars"]) -> pl.DataFrame: ...

    def to_frame(self, library: str = "pandas") -> Any:
        """Return the rows as a frame; each column has the type of its field.

        In pandas days are ``datetime64``, whole numbers ``Int64``, yes and no ``boolean``, all
        with room for a blank; texts are objects, None where blank, and several values are a
        tuple. In polars days are ``Date``, several values a ``List``.

        Parameters
        ----------
        library
            ``pandas`` or ``polars``.

        Raises
        ------
        InputError
            If it is neither, or polars is not installed.
        """
        rows, columns = self.rows(), self.columns()
        cells = {
            column: (name, [row.in_table(name) for row in rows]) for column, name in columns.items()
        }
        if library == "polars":
            return polars_frame(self.row, cells)
        if library != "pandas":
            message = f"library is 'pandas' or 'polars', not {quoted(str(library))}"
            raise InputError(message)
        import pandas as pd

        return pd.DataFrame(
            {column: series_of(self.row, name, values) for column, (name, values) in cells.items()}
        )

    @classmethod
    def texts(cls) -> dict[str, Callable[[Any], str]]:
        """Return what puts each field of the frame in text for people, in order."""
        return {name: cls.text_of(name) for name in cls.columns().values()}

    @classmethod
    def text_of(cls, name: str) -> Callable[[Any], str]:
        """Return what puts a field in text for people."""
        field = cls.row.model_fields.get(name)
        if name in cls.row.ways:
            return way_text
        return amount_text if field is not None and is_money(field) else cell_text

    def cells(self, *, first: int | None = None) -> tuple[tuple[str, ...], ...]:
        """Return the rows, or the first of them, as text for people: blank where unknown."""
        texts, rows = self.texts(), self.rows()[:first]
        return tuple(
            tuple(text_in(row, name, text) for name, text in texts.items()) for row in rows
        )

    def to_csv(self, *, columns: Sequence[str] = (), first: int | None = None) -> str:
        """Return the rows as CSV, each with its audience; no spreadsheet runs a cell of it.

        Parameters
        ----------
        columns
            Names of the columns to have; those of the frame where none is named.
        first
            How many rows to have at most.
        """
        lines = io.StringIO()
        csv.writer(lines, lineterminator="\n").writerows(self._plain_rows(columns, first))
        return lines.getvalue()

    def to_tsv(self, *, columns: Sequence[str] = (), first: int | None = None) -> str:
        """Return the same as lines of cells parted by tabs, for programs: a row is one line."""
        rows = self._plain_rows(columns, first)
        return "".join("\t".join(" ".join(cell.split()) for cell in row) + "\n" for row in rows)

    def _plain_rows(self, columns: Sequence[str], first: int | None) -> Iterator[list[str]]:
        """Yield the headings, then the rows, as plain texts."""
        wanted = self.columns_named(columns) if columns else self.columns()
        yield [*wanted, "audience"]
        for row in self.listed()[:first]:
            yield [*(_plain(row.in_table(name)) for name in wanted.values()), self.audience]

    def to_dict(self) -> dict[str, object]:
        """Return the answer as plain values that JSON can hold."""
        return self.model_dump(mode="json")

    def __repr__(self) -> str:
        """Return what it is, in short."""
        rows = words_of_count(len(self), "row")
        return f"<{type(self).__name__}, {rows}, {self.audience}: {self._first()}>"

    def __str__(self) -> str:
        """Return it in words."""
        return self.explain()

    def _repr_html_(self) -> str:
        """Return the first sentence and the first rows for notebooks, every text escaped."""
        columns, rows = self.terminal_columns() or self.columns(), self.rows()
        heads = "".join(f"<th>{html.escape(name)}</th>" for name in columns)
        cells = (
            (text_in(row, name, self.text_of(name)) for name in columns.values())
            for row in rows[:NOTEBOOK_ROWS]
        )
        body = "".join(
            f"<tr>{''.join(f'<td>{html.escape(cell)}</td>' for cell in row)}</tr>" for row in cells
        )
        rest = len(rows) - NOTEBOOK_ROWS
        more = [f"And {words_of_count(rest, 'more row')}: to_frame() has all."] if rest > 0 else []
        more += ["What could not be known: explain() says."] if self.missing else []
        return (
            f"<p>{html.escape(self._first())}</p>"
            f"<table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"
            f"<p><em>{html.escape(' '.join((*more, STAMPS[self.audience])))}</em></p>"
        )

    def _first(self) -> str:
        """Return the first sentence; empty where there is none."""
        return next(iter(self.sentences()), "")


def _numbered(number: int, rows: Sequence[R]) -> R:
    """Return the row with a number, from the last on where it is below zero."""
    if not -len(rows) <= number < len(rows):
        message = f"there is no row {number}: the answer has {words_of_count(len(rows), 'row')}"
        raise InputError(message)
    return rows[number]


def _rows_named(name: str, rows: Sequence[R]) -> list[R]:
    """Return the rows with an id; where none has it, those with a name that reads so."""
    for plain in (str, folded):
        for field in dict.fromkeys(field for row in rows for field in row.named_by):
            named = [
                row for row in rows if plain(str(getattr(row, field, None) or "")) == plain(name)
            ]
            if named:
                return named
    return []


def _names_of(row: Row) -> list[str]:
    """Return what a row goes by."""
    values = (getattr(row, field, None) for field in row.named_by)
    return [value for value in values if isinstance(value, str) and value]


def _plain(value: object) -> str:
    if isinstance(value, tuple):
        return guarded(";".join(map(str, value)))
    if isinstance(value, str):
        return guarded(value)
    return "" if value is None else str(value)


def text_in(row: Row, name: str, text: Callable[[Any], str]) -> str:
    """Return a field of a row in text for people, or what stands in place of its figure."""
    words = row.unrecorded(name)
    return text(getattr(row, name)) if words is None else words


def amount_text(amount: float | None) -> str:
    """Return a sum of money as people read it in a table."""
    return "" if amount is None else words_of_amount(amount)


def way_text(names: tuple[str, ...]) -> str:
    """Return a way as people read it in a table, from a team to a group."""
    return " › ".join(names)


def cell_text(value: object) -> str:
    """Return a value as people read it in a table: a blank where nothing is known.

    Examples
    --------
    >>> cell_text(1858.678), cell_text(0.59881), cell_text(None)
    ('1,859', '0.599', '')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:,.0f}" if abs(value) >= LARGE else f"{value:.3g}"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, tuple):
        return "; ".join(map(str, value))
    return str(value)
