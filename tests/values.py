"""Single values made up from a seed, odd ones among them, and a map's own vocabularies."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any, TypeVar

import reachmap as rm
from reachmap.model.vocabulary import standard_methods, standard_supports, standard_taxonomy

AS_OF = date(2026, 3, 31)
BARRIERS = ("caring", "cost", "digital", "language", "trust")
METHODS = tuple(method.code for method in standard_methods())[:5]
SUPPORTS = tuple(support.code for support in standard_supports())[:4]
CODES = tuple(term.code for term in standard_taxonomy())[:4]

ODD_TEXTS = (
    "=1+1",
    "+44 191",
    "-5",
    "@x",
    "'quoted",
    "''twice",
    "a,b",
    'say "so"',
    "one\ntwo",
    "007",
    "TRUE",
    "1e5",
    "né — ø",
    "日本語",
    "العربية",
    "a" * 300,
    "x; y",
    "\\N",
    "null",
    "👩\u200d👧",
)
ODD_NAMES = tuple(text for text in ODD_TEXTS if ";" not in text and "\n" not in text)[:-1]
TEXT_LETTERS = "abc é'=,\"\n-"
NAME_LETTERS = "ab '=-é"
FIRST_DAY = date(2023, 1, 1)

T = TypeVar("T")


class Dice(Random):
    """Makes up values; the same seed makes the same ones."""

    def coin(self) -> bool:
        """Return yes or no."""
        return self.random() < 0.5

    def maybe(self, make: Callable[[], T]) -> T | None:
        """Return a value, or half the time nothing."""
        return make() if self.coin() else None

    def number(self, least: int, most: int) -> Callable[[], int]:
        """Return a maker of whole numbers."""
        return lambda: self.randint(least, most)

    def money(self, most: int) -> Callable[[], float]:
        """Return a maker of sums of money, with pence or without."""
        return lambda: self.randint(0, most) * 301 / 100

    def among(self, values: Sequence[T]) -> Callable[[], T]:
        """Return a maker that takes one of several values."""
        return lambda: self.choice(values)

    def one_of(self, ids: Sequence[str]) -> str | None:
        """Return one id, or none."""
        return self.maybe(self.among(ids)) if ids else None

    def some(self, ids: Sequence[str], most: int = 3) -> tuple[Any, ...]:
        """Return a few ids in order."""
        return tuple(sorted(self.sample(ids, min(len(ids), self.randint(0, most)))))

    def text(self) -> str:
        """Return a text, odd half the time."""
        if self.coin():
            return self.choice(ODD_TEXTS)
        return f"x{''.join(self.choices(TEXT_LETTERS, k=self.randint(1, 12)))}y"

    def name(self) -> str:
        """Return a name, odd half the time."""
        if self.coin():
            return self.choice(ODD_NAMES)
        return f"n{''.join(self.choices(NAME_LETTERS, k=self.randint(0, 8)))}n"

    def day(self) -> date:
        """Return a day of the last three years; now and then one at an edge of them."""
        if self.random() < 0.1:
            return self.choice([FIRST_DAY, AS_OF])
        return FIRST_DAY + timedelta(self.randint(0, (AS_OF - FIRST_DAY).days))

    def end(self) -> date:
        """Return a last day that is near today."""
        return AS_OF + timedelta(self.choice([0, 9, -1]))

    def hours(self) -> float:
        """Return hours, odd ones among them."""
        return self.choice([0.5, 1.0, 1e-05, 12.25])

    def chance(self) -> float:
        """Return a chance, a round one half the time."""
        return self.choice([1.0, 0.5, 0.25, 0.1]) if self.coin() else self.uniform(0.01, 1)


def vocabularies(dice: Dice) -> dict[str, Any]:
    """Return a map's own words: new ones, and now and then one in place of the package's."""
    count = dice.number(0, 50)
    methods = [
        rm.Method(
            code=code,
            name=dice.name(),
            description=dice.maybe(dice.text),
            notice_days=dice.maybe(count),
            cost=dice.maybe(dice.money(50)),
            staff_hours=dice.maybe(dice.hours),
            people=dice.maybe(count),
            response=dice.maybe(dice.chance),
            excludes=dice.some(BARRIERS),
            anonymous=dice.coin(),
            staff_view=dice.maybe(dice.text),
            source=dice.maybe(dice.text),
        )
        for code in ("tea", *dice.some([METHODS[0]]))
    ]
    supports = [
        rm.Support(
            code=code,
            name=dice.name(),
            description=dice.maybe(dice.text),
            lifts=dice.some(BARRIERS),
            cost_per_person=dice.maybe(dice.money(50)),
            fixed_cost=dice.maybe(dice.money(50)),
            staff_hours=dice.maybe(dice.hours),
            lead_days=dice.maybe(count),
            source=dice.maybe(dice.text),
        )
        for code in ("cake", *dice.some([SUPPORTS[0]]))
    ]
    taxonomy = [
        rm.TaxonomyTerm(
            code=code,
            name=dice.name(),
            description=dice.maybe(dice.text),
            families=dice.choice([(), ("work",), ("early rising", "work")]),
            characteristic=dice.choice([(), ("age",), ("age", "sex")]),
            hidden=dice.coin(),
            finding_question=dice.maybe(dice.text),
        )
        for code in ("bakers", *dice.some([CODES[0]]))
    ]
    return {"methods": methods, "supports": supports, "taxonomy": taxonomy}
