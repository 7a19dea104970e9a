"""Phrases that every answer is made of: lists, counts, people, times, days, money, chances."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from importlib.resources import files
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar

Item = TypeVar("Item")

NAMED = 6
"""Most names in one sentence; the rest are counted."""

NUMBERS = (
    *("no", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)

USUAL_CURRENCY = "GBP"
"""Currency of a map that names none."""

SIGNS: Mapping[str, str] = MappingProxyType({"GBP": "£", "EUR": "€", "USD": "$"})
"""Sign of a currency by its code; one without is written by its code."""

TEN = 10

NO_ROOM_UNTIL = "{names} {have} no room before {day}."
NO_ROOM = "{names} {have} no room for another ask."
"""Said of those who have been asked as often as they can manage."""

LIMIT = "Ways of more than {steps} are not looked at."

NO_RECORD = "no record"
"""What stands in place of a count that nobody was asked for."""

FOR_TEAM = "This answer is for the team alone."
"""Said to others in place of an answer that is about people, or those who work with them."""


def join_names(names: Iterable[str], *, most: int | None = NAMED, last: str = " and ") -> str:
    """Return names joined as people say them, those after the first few counted.

    Examples
    --------
    >>> join_names(["Carers", "Students"]), join_names("abc", most=2)
    ('Carers and Students', 'a, b and 1 more')
    >>> join_names([])
    ''
    """
    parts = list(names)
    if most is not None and len(parts) > most:
        parts = [*parts[:most], f"{len(parts) - most:,} more"]
    return f"{', '.join(parts[:-1])}{last}{parts[-1]}" if len(parts) > 1 else "".join(parts)


def join_clauses(clauses: Iterable[str], *, most: int = NAMED) -> str:
    """Return longer parts of a sentence joined, those after the first few counted.

    Examples
    --------
    >>> join_clauses(["Panel (2 of 9)", "Forum (3 of 20)"], most=1)
    'Panel (2 of 9); and 1 more'
    """
    parts = list(clauses)
    rest = len(parts) - most
    return "; ".join([*parts[:most], *([f"and {rest:,} more"] if rest > 0 else [])])


def first_few(rows: Sequence[Item], most: int = NAMED) -> tuple[Sequence[Item], int]:
    """Return the first few of some rows, and how many more there are.

    Examples
    --------
    >>> first_few("abc", 2), first_few("abc", 3)
    (('ab', 1), ('abc', 0))
    """
    return rows[:most], max(len(rows) - most, 0)


def capitalised(words: str) -> str:
    """Return words as they begin a sentence.

    Examples
    --------
    >>> capitalised("open the door"), capitalised("")
    ('Open the door', '')
    """
    return f"{words[:1].upper()}{words[1:]}"


def within_sentence(name: str) -> str:
    """Return a name as it is written within a sentence; abbreviations stay.

    Examples
    --------
    >>> within_sentence("Home visit"), within_sentence("SMS survey")
    ('home visit', 'SMS survey')
    """
    return name if name[:2].isupper() else f"{name[:1].lower()}{name[1:]}"


def words_of_count(number: int, thing: str, plural: str | None = None) -> str:
    """Return a number of things.

    Examples
    --------
    >>> words_of_count(1, "activity"), words_of_count(2400, "activity")
    ('1 activity', '2,400 activities')
    >>> words_of_count(2, "person", "people"), words_of_count(0, "day")
    ('2 people', '0 days')
    """
    regular = f"{thing[:-1]}ies" if thing.endswith("y") and thing[-2] not in "aeou" else f"{thing}s"
    many = plural or regular
    return f"{number:,} {thing if number == 1 else many}"


def words_of_number(number: int) -> str:
    """Return a whole number as people write it.

    Examples
    --------
    >>> words_of_number(0), words_of_number(12), words_of_number(1300)
    ('no', 'twelve', '1,300')
    """
    return NUMBERS[number] if number < len(NUMBERS) else f"{number:,}"


def words_of_people(number: int) -> str:
    """Return a number of people.

    Examples
    --------
    >>> words_of_people(1), words_of_people(9), words_of_people(40)
    ('one person', 'nine people', '40 people')
    """
    return f"{words_of_number(number)} {'person' if number == 1 else 'people'}"


def words_of_expected(people: float) -> str:
    """Return about how many people are expected.

    Examples
    --------
    >>> words_of_expected(7.4), words_of_expected(1.2), words_of_expected(0.3)
    ('about 7 people', 'about 1 person', 'perhaps 1 person')
    """
    if people < 0.75:  # noqa: PLR2004  more often nobody than somebody
        return "perhaps 1 person"
    return f"about {words_of_count(round(people), 'person', 'people')}"


def words_of_times(number: float) -> str:
    """Return how often something happened, or how many times as often.

    Examples
    --------
    >>> words_of_times(1), words_of_times(2), words_of_times(3), f"more than {words_of_times(1)}"
    ('once', 'twice', '3 times', 'more than once')
    >>> words_of_times(2.0), words_of_times(4.0), words_of_times(2.5)
    ('twice', '4 times', '2.5 times')
    """
    number = int(number) if number == int(number) else number
    few: Mapping[float, str] = {1: "once", 2: "twice"}
    return few.get(number, f"{number:,} times")


def words_of_employer(name: str, asks: int) -> str:
    """Return how often the organisation was asked where someone works, to go on a sentence.

    Examples
    --------
    >>> words_of_employer("Overgate Hospice", 2)
    'Overgate Hospice, where they work, was asked twice'
    """
    return f"{name}, where they work, was asked {words_of_times(asks)}"


def in_turn(names: Iterable[str]) -> str:
    """Return names in the order in which each leads to the next.

    Examples
    --------
    >>> in_turn(["Minster", "Welcome House"])
    'Minster, then Welcome House'
    """
    return ", then ".join(names)


def words_of_holder(owners: Sequence[str], through: Sequence[str]) -> str:
    """Return who of us asks somebody, and by way of whom, in turn.

    Examples
    --------
    >>> words_of_holder(["engagement officer"], [])
    'engagement officer'
    >>> words_of_holder(["engagement officer"], ["Minster", "Welcome House"])
    'engagement officer, through Minster, then Welcome House'
    """
    return ", ".join([join_names(owners), *([f"through {in_turn(through)}"] if through else [])])


def words_of_no_room(names: Sequence[str], day: date | None) -> str:
    """Return who cannot be asked now, and until when, where there is such a day.

    Examples
    --------
    >>> words_of_no_room(["Liaison officer"], date(2026, 5, 4))
    'Liaison officer has no room before 4 May 2026.'
    >>> words_of_no_room(["Clinic", "Choir"], None)
    'Clinic and Choir have no room for another ask.'
    """
    return (NO_ROOM_UNTIL if day else NO_ROOM).format(
        names=join_names(names, most=None),
        have="has" if len(names) == 1 else "have",
        day=words_of_day(day) if day else "",
    )


def words_of_limit(max_hops: int) -> str:
    """Return that longer ways are not looked at, of which every way on the map may be one.

    Examples
    --------
    >>> words_of_limit(5)
    'Ways of more than 5 steps are not looked at.'
    """
    return LIMIT.format(steps=words_of_count(max_hops, "step"))


def words_of_resting(name: str, day: date) -> str:
    """Return who should rest now, and until when, by our assumption.

    Examples
    --------
    >>> words_of_resting("Clinic", date(2026, 5, 4)).partition(":")[0]
    'We have asked a lot of Clinic'
    """
    return (
        f"We have asked a lot of {name}: let them rest until {words_of_day(day)}, by our "
        "assumption of what they can manage."
    )


def words_of_percent(part: int, whole: int) -> str:
    """Return a share that never rounds some to none, nor most to all.

    Examples
    --------
    >>> words_of_percent(1, 1000), words_of_percent(999, 1000), words_of_percent(5, 5)
    ('1%', '99%', '100%')
    """
    if part == whole:
        return "100%"
    return f"{min(max(round(100 * part / whole), 1), 99)}%"


def words_of_chance(chance: float) -> str:
    """Return how often something works, in times of ten.

    Examples
    --------
    >>> words_of_chance(0.72), words_of_chance(0.02), words_of_chance(0.97), words_of_chance(1.0)
    ('about 7 times of 10', 'less than once in 20 times', 'nearly every time', 'every time')
    """
    if chance == 1:
        return "every time"
    tenths = round(chance * TEN)
    if tenths == TEN:
        return "nearly every time"
    if not tenths:
        return "less than once in 20 times"
    return "about once in 10 times" if tenths == 1 else f"about {tenths} times of 10"


def words_of_range(low: float, high: float) -> str:
    """Return a range of how often something works, in times of ten.

    Examples
    --------
    >>> words_of_range(0.31, 0.78), words_of_range(0.02, 0.3), words_of_range(0.71, 0.74)
    ('3 to 8 times of 10', 'up to 3 times of 10', 'about 7 times of 10')
    >>> words_of_range(0.97, 1.0), words_of_range(0.01, 0.1)
    ('nearly every time', 'up to once in 10 times')
    """
    least, most = round(low * TEN), round(high * TEN)
    if least == most:
        return words_of_chance((low + high) / 2)
    if not least:
        return "up to once in 10 times" if most == 1 else f"up to {most} times of 10"
    return f"{least} to {most} times of 10"


def words_of_shift(before: float | None, after: float | None) -> str:
    """Return how often some introduction works before and after, in times of a hundred.

    Examples
    --------
    >>> words_of_shift(0.72, None)
    'some introduction works, we guess, 72 times of 100 before, 0 after'
    """
    then, now = (round(100 * (chance or 0)) for chance in (before, after))
    return f"some introduction works, we guess, {then} times of 100 before, {now} after"


def words_of_day(day: date) -> str:
    """Return a day as people say it.

    Examples
    --------
    >>> words_of_day(date(2026, 5, 4))
    '4 May 2026'
    """
    return f"{day.day} {day:%B %Y}"


def words_of_days(days: int) -> str:
    """Return a span as people say it.

    Examples
    --------
    >>> words_of_days(6), words_of_days(1), words_of_days(0)
    ('about 6 days', 'about 1 day', 'the same day')
    """
    return f"about {words_of_count(days, 'day')}" if days else "the same day"


def words_of_amount(amount: float) -> str:
    """Return a sum in figures: pence only where there are any.

    Examples
    --------
    >>> words_of_amount(1250.0), words_of_amount(12.5)
    ('1,250', '12.50')
    """
    return f"{amount:,.2f}".removesuffix(".00")


def words_of_money(amount: float, currency: str) -> str:
    """Return a sum as people say it, in its currency.

    Examples
    --------
    >>> words_of_money(40, "GBP"), words_of_money(12.5, "SEK"), words_of_money(0, "GBP")
    ('£40', '12.50 SEK', 'no cost')
    """
    if not amount:
        return "no cost"
    figures = words_of_amount(amount)
    return f"{SIGNS[currency]}{figures}" if currency in SIGNS else f"{figures} {currency}"


class TableWords(NamedTuple):
    """The words of a table: its title, the headings of its columns, a sentence before it."""

    title: str
    columns: tuple[str, ...] = ()
    lead: str = ""

    def and_columns(self, *columns: str) -> TableWords:
        """Return the words with more columns, at the end."""
        return self._replace(columns=(*self.columns, *columns))


def sentence_tables(module: str) -> Mapping[str, Any]:
    """Return the sentences of a module, by name, from the ``words.toml`` beside it.

    A translation is another file of the same names.

    Examples
    --------
    >>> sentence_tables("reachmap.view.words")["HEADINGS"]["picture"]
    'The map'
    """
    return toml_tables(module, "words.toml")


def toml_tables(module: str, file: str) -> Mapping[str, Any]:
    """Return the tables of a TOML file beside a module; lists come as tuples."""
    text = files(module.rpartition(".")[0]).joinpath(file).read_text(encoding="utf-8")
    return MappingProxyType({name: _frozen(value) for name, value in tomllib.loads(text).items()})


def _frozen(value: Any) -> Any:  # noqa: ANN401  any value of TOML
    if isinstance(value, dict):
        return MappingProxyType({name: _frozen(each) for name, each in value.items()})
    return tuple(map(_frozen, value)) if isinstance(value, list) else value
