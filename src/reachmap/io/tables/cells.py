"""From a cell to a value, strictly: nothing is guessed.

A cell is text (from CSV), or a plain value (from JSON, frames or a workbook).
"""

import re
import types
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from itertools import groupby
from typing import Annotated, Any, Literal, get_args, get_origin

from pydantic import ValidationError
from pydantic.fields import FieldInfo

from reachmap.io.tables.days import REMEDY as DAY
from reachmap.io.tables.days import day_of
from reachmap.io.tables.problems import CellError
from reachmap.io.tables.several import bare, is_many, parts_of, separators_of
from reachmap.model.fields import FORMULA_STARTS, Record, is_money, value_adapter
from reachmap.model.records import Turnout
from reachmap.model.spelling import Spellings
from reachmap.words import SIGNS, USUAL_CURRENCY

Raw = object


@dataclass(frozen=True, slots=True)
class Unusable:
    """The text of a cell that has no value, what is wrong with it and how to put it right."""

    text: str
    message: str
    remedy: str

    def __str__(self) -> str:
        """Return the text of the cell."""
        return self.text


def unguarded(text: str) -> str:
    """Return text without the apostrophe that kept a spreadsheet from running it.

    Examples
    --------
    >>> unguarded("'=1+1"), unguarded("'tis")
    ('=1+1', "'tis")
    """
    return text[1:] if text[:1] == "'" and text[1:2] in FORMULA_STARTS and text[1:] else text


PLACEHOLDER = re.compile(
    r"[-–—?.…_/\s]+|x{2,}|tb[acd]\.?|n\.?/?a\.?|nil|none|unknown|pending|to follow"
    r"|to be (?:confirmed|decided|advised|agreed)|not (?:known|applicable|yet known|available)"
    r"|n/k|(?:none|nobody|no one) yet|ditto|do\.|(?:as|see|same as) above|[\"'″〃“”]+",
    re.IGNORECASE,
)
"""What people write where they know nothing, or have nothing to say."""

_WITHHELD = re.compile(r"[<>≤≥]|(?:under|over|fewer|less|more|up to|at least)\b", re.IGNORECASE)
"""How a number begins that is not told, but only what it is below or above."""

THE_NUMBER = "Write the number itself, if you may"
LEAVE_BLANK = "Leave the cell blank where it is not known"
OR_DELETE = "; delete the row where no count is known"
OR_ZERO = ", and write 0 where there was nobody or nothing"


def _names_nothing(raw: Raw) -> bool:
    return isinstance(raw, str) and PLACEHOLDER.fullmatch(raw.strip()) is not None


def _is_withheld(raw: Raw) -> bool:
    return isinstance(raw, str) and _WITHHELD.match(raw.strip()) is not None


def is_blank(raw: Raw) -> bool:
    """Return whether a cell holds nothing: None, NaN or blank text."""
    if isinstance(raw, str):
        return not raw or raw.isspace()
    if raw is None:
        return True
    return isinstance(raw, float) and raw != raw  # noqa: PLR0124  NaN


def parser_of(
    record: type[Record], name: str, *, date_order: str | None, currency: str = USUAL_CURRENCY
) -> Callable[[Raw], Any]:
    """Return the function that parses the cells of a column."""
    field = record.model_fields[name]
    shape = field.annotation
    many = is_many(shape)
    in_words = _remedy_in(record, name)
    read = (
        partial(amount_of, currency=currency)
        if is_money(field)
        else _reader(shape, date_order, in_words)
    )
    check = value_adapter(record, name)
    separators = separators_of(record, name) if many else ""
    kind, may_be_blank = bare(shape), not field.is_required()
    left_blank = LEAVE_BLANK + OR_ZERO * (kind is int and not _range_of(shape))
    left_blank += OR_DELETE * (record is Turnout and name in {"invited", "attended"})

    def parse(raw: Raw) -> Any:  # noqa: ANN401  whatever the field holds
        if isinstance(raw, Unusable):
            raise CellError(raw.message, raw.remedy)
        try:
            value = tuple(map(read, parts_of(raw, separators))) if many else read(raw)
        except CellError as error:
            if may_be_blank and kind is date and error.remedy == DAY:
                raise CellError(error.message, f"{DAY}, or leave the cell blank") from None
            if may_be_blank and _names_nothing(raw):
                raise CellError(error.message, left_blank) from None
            if may_be_blank and error.remedy == DIGITS and _is_withheld(raw):
                raise CellError(error.message, f"{THE_NUMBER}. {left_blank}") from None
            raise
        try:
            return check.validate_python(value)
        except ValidationError as error:
            message = _message(error)
            raise CellError(message, _remedy(field, message)) from None

    return parse


def parsed_once(parse: Callable[[Raw], Any]) -> Callable[[Raw], Any]:
    """Return a function that parses each different plain value once."""
    known: dict[Raw, Any] = {}
    bad: dict[Raw, tuple[str, ...]] = {}

    def read(raw: Raw) -> Any:  # noqa: ANN401  whatever the field holds
        if not isinstance(raw, str | int | float | date | None):
            return parse(raw)
        key = raw if type(raw) is str else (type(raw), raw)  # True, 1 and 1.0 are one to a dict
        if key in known:
            return known[key]
        if key in bad:
            raise CellError(*bad[key])
        try:
            value = known[key] = parse(raw)
        except CellError as error:
            bad[key] = error.args
            raise
        return value

    return read


def all_parsed(once: Callable[[Raw], Any], cells: Sequence[Raw]) -> list[Any] | None:
    """Return the parsed cells of a column; None where one cannot be read, or cells are not alike.

    Of texts and one other type no two that differ are one to a dict.
    """
    kinds = {*map(type, cells)} - {str, type(None)}
    if len(kinds) > 1 or not kinds <= {bool, int, float, date}:
        return None
    try:
        known = {cell: once(cell) for cell in dict.fromkeys(cells)}
    except CellError:
        return None
    return [*map(known.__getitem__, cells)]


def _message(error: ValidationError) -> str:
    first = error.errors()[0]["msg"]
    text = first.removeprefix("Value error, ").removeprefix("Input ")
    return text[:1].lower() + text[1:]


def _range_of(shape: object) -> str:
    """Return what to write where a whole number has a short range; blank for other types."""
    parts = get_args(shape)
    if get_origin(shape) is not Annotated:
        return next(filter(None, map(_range_of, parts)), "")
    marks = [mark for part in parts[1:] for mark in getattr(part, "metadata", ())]
    low = next(filter(None, (getattr(mark, "ge", None) for mark in marks)), 0)
    high = next(filter(None, (getattr(mark, "le", None) for mark in marks)), None)
    is_short = parts[0] is int and isinstance(high, int) and high <= SHORT_RANGE
    return f"Write a whole number from {low} to {high}" if is_short else ""


REMEDIES = {
    "holds the invisible": "Type it anew, without that character",
    "holds a line break": "Leave it out; several names are several rows",
    "holds a ';'": "Leave out the ';'; several names are several rows",
    "has more than two": "Write it with two decimals at most, such as 150.50",
}
"""What to do about values that can be read and break a rule of their field, by their message."""


def _remedy(field: FieldInfo, message: str) -> str:
    """Return what to do about a value that can be read and breaks a rule of its field."""
    known = (remedy for start, remedy in REMEDIES.items() if message.startswith(start))
    holds = f"The column holds: {(field.description or 'a value').splitlines()[0]}"
    return next(known, _range_of(field.annotation) or holds)


UNITS = frozenset({"days", "hours"})
"""Last words of the names of fields that say in what they are counted."""


@cache
def _remedy_in(record: type[Record], name: str) -> str:
    """Return how to write a number, in the unit that the name of its field ends with."""
    shape = record.model_fields[name].annotation
    unit = name.rpartition("_")[2]
    if bare(shape) is float:
        in_unit = f"Write how many {unit}, with a point, such as 2.5: no other word"
        return in_unit if unit in UNITS else WITH_POINT
    in_unit = f"Write how many {unit}, in digits only, such as 14"
    return _range_of(shape) or (in_unit if unit in UNITS else DIGITS)


def _reader(shape: object, date_order: str | None, in_words: str) -> Callable[[Raw], object]:
    """Return the function that parses one value of a type; how to write a number `in_words`."""
    kind = bare(shape)
    if get_origin(kind) is tuple:
        kind = bare(get_args(kind)[0])
    if get_origin(kind) is Literal:
        return partial(_choice, choices=get_args(kind), spellings=Spellings(get_args(kind)))
    if kind is date:
        return partial(day_of, order=date_order)
    readers: dict[object, Callable[[Raw], object]] = {
        bool: _truth,
        int: partial(_whole, remedy=in_words),
        float: partial(_number, remedy=in_words),
        str: _text,
    }
    return readers.get(kind, _text_or_number)


_KINDS: dict[type, str] = {
    bool: "true or false",
    int: "a number",
    float: "a number",
    date: "a day",
    dict: "an object",
    list: "a list",
    types.NoneType: "nothing",
}


def _text(raw: Raw) -> str:
    if isinstance(raw, str):
        return raw
    kind = next((word for shape, word in _KINDS.items() if isinstance(raw, shape)), None)
    message = f"is {kind or type(raw).__name__} where text is expected"
    hint = "In a spreadsheet, format the column as text and type it again"
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        hint += "; if it began with zeros, as 007, the spreadsheet dropped them"
    raise CellError(message, hint, "Write it as text, in quotation marks")


DATE_ORDERS = frozenset({"dmy", "mdy"})
"""Orders of day and month, which people write as dd/mm/yyyy."""


def _joined(word: str) -> str:
    """Return a word of a list as people type it: without case, and with one sign between words."""
    return "-".join(word.casefold().replace("_", " ").replace("-", " ").split())


def _choice(raw: Raw, *, choices: Sequence[str], spellings: Spellings) -> str:
    text = _text(raw).strip()
    plain = _joined(text)
    for choice in choices:
        if text == choice or plain == _joined(choice):
            return choice
    short = "".join(letter for letter, _ in groupby(filter(str.isalpha, plain)))
    if short in DATE_ORDERS.intersection(choices):
        return short
    near = spellings.nearest(plain, count=1)
    remedy = f"Did you mean {near[0]!r}? " if near else ""
    message = "is not one of the words allowed here"
    raise CellError(message, f"{remedy}Choose from {', '.join(choices)}")


_TRUTH = dict.fromkeys(("true", "yes", "y", "✓", "✔"), True)
_TRUTH |= dict.fromkeys(("false", "no", "n"), False)


def _truth(raw: Raw) -> bool:
    if isinstance(raw, bool):
        return raw
    value = _TRUTH.get(raw.strip().casefold()) if isinstance(raw, str) else None
    if value is None:
        message = "is neither yes nor no"
        raise CellError(message, "Write yes or no (true and false are read as well)")
    return value


_WHOLE = re.compile(r"-?[0-9]{1,18}", re.ASCII)
SHORT_RANGE = 100
"""Largest number of a range that is told with what to write."""

LARGEST = 10**300
"""Whole numbers from here on are not read as decimal numbers."""

_NUMBER = re.compile(r"-?[0-9]{1,300}(\.[0-9]{1,300})?([eE][-+]?[0-9]{1,3})?", re.ASCII)


def _refuse_truth(raw: Raw) -> None:
    if isinstance(raw, bool):
        message = f"is {str(raw).upper()}, which is no number"
        raise CellError(message, f"Type the number itself, as {int(raw)}")


def _refuse_day(raw: Raw) -> None:
    """Refuse a day, which spreadsheets make of 4/5 or 5-10."""
    if isinstance(raw, date):
        message = "is a day where a number is expected"
        remedy = "In a spreadsheet, format the cell as a number and type it again"
        raise CellError(message, remedy, "Write the number itself")


DIGITS = "Write digits only, such as 1200: no comma, point, per cent sign or word"


def _whole(raw: Raw, *, remedy: str = DIGITS) -> int:
    _refuse_truth(raw)
    if isinstance(raw, int):
        return raw
    if isinstance(raw, float) and raw.is_integer():
        return int(raw)
    if isinstance(raw, str) and _WHOLE.fullmatch(raw.strip()):
        return int(raw.strip())
    _refuse_day(raw)
    message = "is not a whole number"
    raise CellError(message, remedy)


WITH_POINT = "Write it with a point, such as 0.5: no comma, no per cent sign"


def _number(raw: Raw, *, remedy: str = WITH_POINT) -> float:
    _refuse_truth(raw)
    if isinstance(raw, float):
        return raw
    if isinstance(raw, int) and abs(raw) < LARGEST:
        return float(raw)
    if isinstance(raw, str) and _NUMBER.fullmatch(raw.strip()):
        return float(raw.strip())
    _refuse_day(raw)
    message = "is not a number"
    raise CellError(message, remedy)


_AMOUNT = re.compile(r"([0-9]{1,15}|[1-9][0-9]{0,2}(,[0-9]{3}){1,4})(\.[0-9]{1,2})?", re.ASCII)
_CODE = re.compile(r"[A-Z]{3}\s?[0-9][0-9,.]*|[0-9][0-9,.]*\s?[A-Z]{3}", re.ASCII)
"""A figure with the code of a currency."""


def amount_of(raw: Raw, *, currency: str) -> float:
    """Return the sum of money that a cell holds: a number, or text with the sign of the currency.

    Examples
    --------
    >>> amount_of("£1,250.50", currency="GBP"), amount_of("150 SEK", currency="SEK")
    (1250.5, 150.0)
    """
    if not isinstance(raw, str):
        return _number(raw)
    text = raw.strip()
    own = (SIGNS.get(currency, currency), currency)
    bare_figures = (
        cut(mark).strip() for mark in own for cut in (text.removeprefix, text.removesuffix)
    )
    for figures in (text, *bare_figures):
        if _AMOUNT.fullmatch(figures):
            return float(figures.replace(",", ""))
    example = "150.50" if own[0] == currency else f"150.50 or {own[0]}150.50"
    signs = {character for character in text if unicodedata.category(character) == "Sc"}
    if signs - {own[0]} or (_CODE.fullmatch(text) and not signs and currency not in text):
        message = f"is in another currency than the map, which is in {currency}"
        raise CellError(message, f"Write it as {example}, or mend 'currency' in about")
    message = "is not a sum of money"
    raise CellError(message, f"Write it alone, in {currency} with two decimals at most: {example}")


def _text_or_number(raw: Raw) -> float | str:
    if isinstance(raw, str) and not _NUMBER.fullmatch(raw.strip()):
        return raw
    if isinstance(raw, str) and _WHOLE.fullmatch(raw.strip()):
        return int(raw.strip())
    if isinstance(raw, int) and not isinstance(raw, bool):
        return raw
    return _number(raw)
