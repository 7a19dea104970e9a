"""From a cell to a day: every form that can be read in one way, and no other."""

import re
from datetime import date, datetime, time, timedelta

from reachmap.io.tables.problems import CellError

MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
REMEDY = "Write it as 2026-03-31"
OR_ORDER = "or say dmy or mdy under 'date_order' in about"

_TIME = re.compile(
    r"(?:T|,?\s+(?:at\s+)?)(?:"
    r"(?:[01]?\d|2[0-4])[:.][0-5]\d(?:[:.][0-5]\d(?:[.,]\d{1,9})?)?(?:\s*[ap]\.?m\.?)?"
    r"|(?:0?[1-9]|1[0-2])\s*[ap]\.?m\.?)"
    r"(?:\s*(?:Z|[A-Z]{3,4}|(?:UTC|GMT)?[+-]\d{1,2}(?::?\d{2})?|[A-Z][a-z]+/[A-Z][a-z_]+))?\Z",
    re.ASCII | re.IGNORECASE,
)
"""The time of day that forms and meetings write behind a day."""

_WEEKDAY = re.compile(
    r"(?:mon|tue|tues|wed|thu(?:r|rs)?|fri|sat|sun|(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
    r"\.?,?\s+",
    re.ASCII | re.IGNORECASE,
)
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", re.ASCII)
_YEAR_LAST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})", re.ASCII)
_DAY_MONTH = re.compile(
    r"(\d{1,2})(?:[snrt][tdh])?[-/.,\s]+([a-z]+)[-/.,\s]+(\d{4}|\d{2})", re.ASCII | re.IGNORECASE
)
_MONTH_DAY = re.compile(
    r"([a-z]+)[-/.,\s]+(\d{1,2})(?:[snrt][tdh])?[-/.,\s]+(\d{4})", re.ASCII | re.IGNORECASE
)
_NAMES = re.compile(
    r"jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?"
    r"|oct(ober)?|nov(ember)?|dec(ember)?"
)
_COUNTED = re.compile(r"[34]\d{4}(\.\d+)?", re.ASCII)
FIRST_COUNTED = date(1899, 12, 30)
"""The day from which spreadsheets count days."""

CENTURY = 2000
"""Added to a year of two figures."""


def day_of(raw: object, order: str | None) -> date:
    """Return the day that a cell holds, without the time of day.

    Examples
    --------
    >>> day_of("20 Jan 2026", None), day_of("Tue 3/2/26, 2:03 PM", "dmy")
    (datetime.date(2026, 1, 20), datetime.date(2026, 2, 3))
    """
    if isinstance(raw, datetime):
        return raw.date()
    if isinstance(raw, date):
        return raw
    if isinstance(raw, time):
        message = "is a time of day, not a day"
        raise CellError(message, REMEDY)
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        _refuse_counted(str(raw))
        message = "is a number, not a day"
        remedy = "Format the cell as a date, or type it as text: 2026-03-31"
        raise CellError(message, remedy, "Write it as text: 2026-03-31")
    return _in_text(raw.strip() if isinstance(raw, str) else "", order)


def _in_text(text: str, order: str | None) -> date:
    plain = _TIME.sub("", _WEEKDAY.sub("", text, count=1) if _WEEKDAY.match(text) else text)
    if match := _YEAR_FIRST.fullmatch(plain):
        year, month, day = (int(part) for part in match.groups())
        return _date(year, month, day) or _refuse()
    if match := _YEAR_LAST.fullmatch(plain):
        first, second = int(match[1]), int(match[2])
        return _by_order(first, second, _year(match[3]), order)
    if match := _DAY_MONTH.fullmatch(plain):
        if order is None and len(match[3]) == len("26"):
            _refuse("has a year of two figures", f"{REMEDY}, {OR_ORDER}")
        return _date(_year(match[3]), _month(match[2]), int(match[1])) or _refuse()
    if match := _MONTH_DAY.fullmatch(plain):
        return _date(int(match[3]), _month(match[1]), int(match[2])) or _refuse()
    _refuse_counted(text)
    return _refuse()


def _refuse_counted(text: str) -> None:
    """Refuse the number that a spreadsheet has for a day, and say for which."""
    if _COUNTED.fullmatch(text):
        counted = FIRST_COUNTED + timedelta(days=int(float(text)))
        message, means = "is the number of a day, as spreadsheets count them", f"mean {counted}"
        remedy = f"Format the cell as a date; most workbooks {means} by it"
        raise CellError(message, remedy, f"Write the day itself; most workbooks {means} by it")


def _refuse(message: str = "is not a day", remedy: str = REMEDY) -> date:
    raise CellError(message, remedy)


def _year(text: str) -> int:
    return int(text) + (CENTURY if len(text) == len("26") else 0)


def _month(name: str) -> int:
    """Return the number of a month; 0 where it is none."""
    plain = name.casefold()
    return MONTHS.index(plain[:3]) + 1 if _NAMES.fullmatch(plain) else 0


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _by_order(first: int, second: int, year: int, order: str | None) -> date:
    """Return a day in figures, where the order of day and month is known."""
    parts = {"dmy": (second, first), "mdy": (first, second)}
    readings = {name: day for name, pair in parts.items() if (day := _date(year, *pair))}
    if order in readings:
        return readings[order]
    if order is not None or not readings:
        return _refuse(f"is not a day read as {order}" if readings else "is not a day")
    meant = " or ".join(str(day) for day in dict.fromkeys(readings.values()))
    many = len(set(readings.values())) > 1
    message = "can be read in two ways" if many else "is not written year first"
    order_too = OR_ORDER.replace("dmy or mdy", " or ".join(readings))
    raise CellError(message, f"Write {meant}, {order_too}")
