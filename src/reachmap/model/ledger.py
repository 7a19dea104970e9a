"""Tables that grow without end, stored as columns of small numbers.

Text is stored as codes into a sorted list, days as days, numbers as numbers. A row becomes
a record only when it is iterated over.
"""

from __future__ import annotations

import types
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import pairwise
from typing import Annotated, Generic, Literal, TypeVar, Union, cast, get_args, get_origin

import numpy as np
from numpy.typing import NDArray
from pydantic import ValidationError

from reachmap.errors import InvalidMap, Issue
from reachmap.model.fields import Record, column_name, value_adapter
from reachmap.model.summing import Issues

R = TypeVar("R", bound=Record)
Cell = str | int | float | date | None
Codes = NDArray[np.int32]
Array = NDArray[np.generic]

NOTHING = -1


class Ledger(Generic[R]):
    """A table of records as columns, sorted by its columns in order.

    Parameters
    ----------
    record
        Type of the rows.
    columns
        Values by field name (or column name), all of one length; a field left out has its
        default in every row.

    Raises
    ------
    InvalidMap
        If a value does not fit its field: every such value, with its first row.

    Attributes
    ----------
    origin
        Position of each row in `columns`. Shape (rows,).

    Examples
    --------
    >>> from reachmap.model.records import Attendance
    >>> came = Ledger(Attendance, {"voice": ["v2", "v1"], "activity": ["a", "a"]})
    >>> [row.voice for row in came]
    ['v1', 'v2']
    """

    def __init__(self, record: type[R], columns: Mapping[str, Sequence[Cell]]) -> None:
        self.record = record
        length = max((len(values) for values in columns.values()), default=0)
        issues = Issues()
        self._categories: dict[str, tuple[str, ...]] = {}
        self._columns: dict[str, Array] = {}
        self.origin: Codes = np.arange(length, dtype=np.int32)
        for name, field in record.model_fields.items():
            values = columns.get(name, columns.get(column_name(name, field)))
            if values is None:
                values = [field.get_default()] * length
            if len(values) != length:
                message = f"column {name} has {len(values)} rows where others have {length}"
                issues.append(Issue(message, "Give every column the same number of rows"))
                continue
            self._take_in(name, values, issues)
        if issues:
            raise InvalidMap(tuple(issues))
        self._sort()

    @classmethod
    def of(cls, record: type[R], rows: Iterable[R]) -> Ledger[R]:
        """Return a ledger of records, sorted.

        Parameters
        ----------
        record
            Type of the rows.
        rows
            The records, in any order.

        Returns
        -------
        Ledger
            The same rows, sorted.
        """
        listed = list(rows)
        return cls(record, {n: [getattr(row, n) for row in listed] for n in record.model_fields})

    def _take_in(self, name: str, values: Sequence[Cell], issues: Issues) -> None:
        seen = {value: code for code, value in enumerate(dict.fromkeys(values))}
        codes = np.fromiter(map(seen.__getitem__, values), np.int32, len(values))
        adapter = value_adapter(self.record, name)
        clean: list[Cell] = []
        first = np.unique(codes, return_index=True)[1]
        for value, code in seen.items():
            try:
                clean.append(adapter.validate_python(value))
            except ValidationError as error:
                issues.append(_issue(name, value, error, row=int(first[code])))
        if issues:
            return
        kind = kind_of(self.record.model_fields[name].annotation)
        if kind is str:
            self._categories[name], codes = _sorted_codes(clean, codes)
            self._columns[name] = codes
        else:
            self._columns[name] = _plain(clean, kind)[codes]

    def _sort(self) -> None:
        if len(self):
            order = np.lexsort([self._columns[name] for name in reversed(self._columns)])
            self.origin = self.origin[order]
            self._columns = {name: values[order] for name, values in self._columns.items()}

    def codes(self, name: str) -> Codes:
        """Return a text column as codes into `categories`, -1 where blank. Shape (rows,)."""
        return self._columns[name].astype(np.int32, copy=False)

    def categories(self, name: str) -> tuple[str, ...]:
        """Return the texts that occur in a column, sorted."""
        return self._categories[name]

    def counts(self, name: str) -> NDArray[np.int64]:
        """Return a column of whole numbers, -1 where blank. Shape (rows,)."""
        return self._columns[name].astype(np.int64, copy=False)

    def days(self, name: str) -> NDArray[np.datetime64]:
        """Return a column of days, NaT where blank. Shape (rows,)."""
        return self._columns[name].astype("datetime64[D]", copy=False)

    def tally(self, name: str) -> list[int]:
        """Return the number of rows of each text in `categories`."""
        codes = self.codes(name)
        return list(
            np.bincount(codes[codes != NOTHING], minlength=len(self.categories(name))).tolist()
        )

    def origins(self, name: str) -> list[Codes]:
        """Return where the rows of each text in `categories` were before sorting, in order."""
        order = np.lexsort([self.origin, self.codes(name)])
        ends = np.searchsorted(self.codes(name)[order], np.arange(len(self.categories(name)) + 1))
        return [self.origin[order[start:end]] for start, end in pairwise(ends.tolist())]

    def repeats(self, key: tuple[str, ...]) -> NDArray[np.intp]:
        """Return the positions of rows whose key an earlier row has, in order of origin."""
        return self.repeats_and_firsts(key)[0]

    def repeats_and_firsts(self, key: tuple[str, ...]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Return the positions of rows whose key an earlier row has, and of the first with it."""
        if not len(self):
            return np.zeros(0, np.intp), np.zeros(0, np.intp)
        order = np.lexsort([self.origin, *(self._columns[name] for name in reversed(key))])
        same = np.ones(len(self) - 1, bool)
        for name in key:
            values = self._columns[name][order]
            same &= values[1:] == values[:-1]
        starts = np.concatenate([[True], ~same])
        firsts = order[np.maximum.accumulate(np.where(starts, np.arange(len(self)), 0))]
        rows, first_of = order[1:][same], firsts[1:][same]
        by_origin = np.argsort(self.origin[rows])
        return rows[by_origin], first_of[by_origin]

    def cells(self, name: str) -> list[Cell]:
        """Return a column as plain Python values, None where blank."""
        values = self._columns[name]
        if name in self._categories:
            texts = np.array([*self._categories[name], None], dtype=object)
            return list(texts[values])
        if values.dtype == np.int64:
            return [None if value == NOTHING else value for value in values.tolist()]
        if values.dtype == np.float64:
            return [None if value != value else value for value in values.tolist()]  # noqa: PLR0124  NaN
        return list(values.tolist())

    def take(self, rows: NDArray[np.bool_] | NDArray[np.integer]) -> Ledger[R]:
        """Return a ledger of some of the rows, by mask or positions."""
        columns = {name: values[rows] for name, values in self._columns.items()}
        part = object.__new__(type(self))
        part.record = self.record
        part._categories = {}
        for name, texts in self._categories.items():
            used = np.unique(columns[name][columns[name] != NOTHING])
            lookup = np.full(len(texts) + 1, NOTHING, np.int32)
            lookup[used] = np.arange(len(used), dtype=np.int32)
            columns[name] = lookup[columns[name]]
            part._categories[name] = tuple(texts[code] for code in used)
        part._columns = columns
        part.origin = self.origin[rows]
        part._sort()
        return part

    def merged(self, other: Ledger[R]) -> Ledger[R]:
        """Return a ledger of these rows and a few others, whose `origin` is after that of these.

        Nothing is sorted anew: each of the others is put in where it belongs.
        """
        both = object.__new__(type(self))
        both.record, both._categories = self.record, dict(self._categories)
        mine, theirs = dict(self._columns), dict(other._columns)
        for name, texts in other._categories.items():
            both._categories[name], mine[name], theirs[name] = _one_coding(
                self._categories[name], mine[name], texts, theirs[name]
            )
        rows = _where_rows_go(mine, theirs, len(self))
        both._columns = {name: np.insert(mine[name], rows, theirs[name]) for name in mine}
        both.origin = np.insert(self.origin, rows, other.origin + len(self))
        return both

    def has_repeats(self, key: tuple[str, ...]) -> bool:
        """Return whether two rows have the same key: no columns, or the first ones."""
        same = np.full(max(len(self) - 1, 0), bool(key))
        for name in key:
            same &= self._columns[name][1:] == self._columns[name][:-1]
        return bool(same.any())

    @property
    def nbytes(self) -> int:
        """Bytes of the columns, without their texts."""
        return sum(values.nbytes for values in self._columns.values())

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(next(iter(self._columns.values()))) if self._columns else 0

    def __iter__(self) -> Iterator[R]:
        """Yield the rows as records."""
        names = list(self._columns)
        for row in zip(*(self.cells(name) for name in names), strict=True):
            yield cast("R", self.record.model_construct(**dict(zip(names, row, strict=True))))

    def __eq__(self, other: object) -> bool:
        """Return whether both hold the same rows."""
        if not isinstance(other, Ledger):
            return NotImplemented
        return (
            self.record is other.record
            and self._categories == other._categories
            and len(self) == len(other)
            and all(
                np.array_equal(mine, theirs, equal_nan=mine.dtype.kind in "fM")
                for mine, theirs in zip(
                    self._columns.values(), other._columns.values(), strict=True
                )
            )
        )

    __hash__ = None  # type: ignore[assignment]  # as for any container compared by value

    def __repr__(self) -> str:
        """Return the number and type of the rows."""
        return f"<Ledger of {len(self)} {self.record.__name__}>"


@cache
def no_rows(record: type[R]) -> Ledger[R]:
    """Return a ledger of nothing, which all share."""
    return Ledger(record, {})


def kind_of(annotation: object) -> type:
    """Return the plain type under an annotation: str, int, float or date."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return kind_of(get_args(annotation)[0])
    if origin in {Union, types.UnionType}:
        return kind_of(next(part for part in get_args(annotation) if part is not types.NoneType))
    if origin is Literal:
        return str
    if isinstance(annotation, type):
        return annotation
    message = f"a ledger cannot hold {annotation}"
    raise TypeError(message)


def _sorted_codes(clean: list[Cell], codes: Codes) -> tuple[tuple[str, ...], Codes]:
    texts = tuple(sorted({text for text in clean if isinstance(text, str)}))
    code_of = {text: position for position, text in enumerate(texts)}
    lookup = np.array([NOTHING if v is None else code_of[str(v)] for v in clean], np.int32)
    return texts, lookup[codes] if len(lookup) else codes


def _one_coding(
    mine: tuple[str, ...], my_codes: Array, theirs: tuple[str, ...], their_codes: Array
) -> tuple[tuple[str, ...], Array, Array]:
    """Return the texts of two columns, and the codes of both columns into them."""
    known = [bisect_left(mine, text) for text in theirs]
    fresh = [
        (at, text)
        for at, text in zip(known, theirs, strict=True)
        if at == len(mine) or mine[at] != text
    ]
    texts = mine
    if fresh:
        before = np.array([at for at, _ in fresh], np.int32)
        further = np.searchsorted(before, my_codes, side="right")
        my_codes = my_codes.astype(np.int32) + further.astype(np.int32)
        texts = tuple(sorted((*mine, *(text for _, text in fresh))))
    lookup = np.array([*(bisect_left(texts, text) for text in theirs), NOTHING], np.int32)
    return texts, my_codes, lookup[their_codes]


def _where_rows_go(mine: Mapping[str, Array], theirs: Mapping[str, Array], length: int) -> Codes:
    """Return before which of the sorted rows each of some others goes: shape (others,)."""
    rows = []
    for values in zip(*theirs.values(), strict=True):
        low, high = 0, length
        for column, value in zip(mine.values(), values, strict=True):
            part = column[low:high]
            ends = (part.searchsorted(value, side=side) for side in ("left", "right"))
            low, high = (low + int(end) for end in ends)
        rows.append(high)
    return np.array(rows, np.int32)


def _plain(clean: list[Cell], kind: type) -> Array:
    if kind is date:
        return np.array(clean, "datetime64[D]")
    if kind is int:
        return np.array([NOTHING if value is None else value for value in clean], np.int64)
    return np.array([np.nan if value is None else value for value in clean], np.float64)


def _issue(name: str, value: Cell, error: ValidationError, *, row: int) -> Issue:
    return Issue(
        f"row {row} of {name}: {error.errors()[0]['msg'].lower()}",
        "Give a value that fits the column",
        column=name,
        value=str(value),
    )
