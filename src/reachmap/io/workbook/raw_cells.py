"""Cells of a workbook as plain values, whatever the engine makes of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from reachmap.io.tables.cells import Raw, Unusable

if TYPE_CHECKING:
    from openpyxl.cell.read_only import ReadOnlyCell

MOST_CHARACTERS = 32_767

NAMED_SIGN = re.compile(r"\[\$([^\]-]*)")
"""The sign in a format such as ``[$€-2] 0.00``; blank where it names a language alone."""

CODED = re.compile(r"_x(005F|000D)_")
"""Escapes of an underscore and a carriage return."""


class Formula(NamedTuple):
    """A cell with a formula, and the same cell with the value that the file holds for it."""

    formula: ReadOnlyCell
    result: ReadOnlyCell | None

    @property
    def value(self) -> str:
        """The formula as text."""
        value = self.formula.value
        text = value if isinstance(value, str) else str(getattr(value, "text", ""))
        return f"={text.removeprefix('=').removeprefix('=')}"


def with_results(
    row: Sequence[ReadOnlyCell], results: Sequence[ReadOnlyCell]
) -> Iterator[ReadOnlyCell | Formula]:
    """Yield the cells of a row, those with a formula together with what the file says it gives."""
    for position, cell in enumerate(row):
        if cell.data_type == "f":
            yield Formula(cell, results[position] if position < len(results) else None)
        else:
            yield cell


def raw_cell(cell: Any) -> Raw:  # noqa: ANN401  a cell of openpyxl, or a formula with its result
    """Return the value of a cell; errors are unusable, and formulas without a value."""
    if isinstance(cell, Formula):
        return _result(cell)
    value: Raw = cell.value
    if cell.data_type == "e":
        return Unusable(str(value), "is an error of the spreadsheet", "Type the value itself")
    if isinstance(value, str) and len(value) > MOST_CHARACTERS:
        return Unusable(value, f"has more than {MOST_CHARACTERS:,} characters", "Shorten it")
    if isinstance(value, str) and "_x00" in value:
        return CODED.sub(lambda match: chr(int(match[1], 16)), value)
    if isinstance(value, int | float) and not isinstance(value, bool) and cell.has_style:
        sign = _sign(cell.number_format)
        return f"{sign}{value:.15g}" if sign else value
    return value


def _result(cell: Formula) -> Raw:
    """Return what the file says that a formula gives."""
    result = cell.result
    if result is not None and result.value is not None:
        return raw_cell(result)
    if result is not None and result.data_type == "str":
        return None  # a blank text
    message = "is a formula, and the file holds no value for it"
    remedy = "Open the workbook in a spreadsheet program and save it there, or type the value"
    return Unusable(cell.value, message, remedy)


@cache
def _sign(number_format: str) -> str:
    """Return the sign of the currency in which a number format shows a number, if any."""
    from openpyxl.styles.numbers import is_builtin

    if is_builtin(number_format):
        return ""  # its dollar is the currency of whoever looks
    named = NAMED_SIGN.search(number_format)
    signs = (c for c in number_format if unicodedata.category(c) == "Sc")
    return named[1].strip() if named else next(signs, "")
