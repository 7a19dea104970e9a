"""Single values made up by hypothesis, odd ones among them, and a map's own vocabularies."""

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

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
texts = st.sampled_from(ODD_TEXTS) | st.text("abc é'=,\"\n-", min_size=1, max_size=12).map(
    lambda text: f"x{text}y"
)
names = st.sampled_from(
    [text for text in ODD_TEXTS if ";" not in text and "\n" not in text][:-1]
) | st.text("ab '=-é", max_size=8).map(lambda text: f"n{text}n")
days = st.dates(date(2023, 1, 1), AS_OF)
counts = st.integers(0, 50)
few = st.integers(0, 9)
levels = st.integers(1, 5)
hours = st.sampled_from([0.5, 1.0, 1e-05, 12.25])
ends = st.sampled_from([AS_OF, AS_OF + timedelta(9), AS_OF - timedelta(1)])
chances = st.sampled_from([1.0, 0.5, 0.25, 0.1]) | st.floats(0.01, 1)


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Return a strategy that is often blank."""
    return st.none() | strategy


def some(ids: list[str], most: int = 3) -> st.SearchStrategy[tuple[str, ...]]:
    """Return a strategy of a few ids."""
    if not ids:
        return st.just(())
    return st.lists(st.sampled_from(ids), max_size=most).map(lambda found: tuple(sorted({*found})))


def one_of(ids: list[str]) -> st.SearchStrategy[str | None]:
    """Return a strategy of one id or none."""
    return maybe(st.sampled_from(ids)) if ids else st.none()


@st.composite
def vocabularies(draw: st.DrawFn) -> dict[str, Any]:
    """Return a map's own words: new ones, and now and then one in place of the package's."""
    methods = [
        rm.Method(
            code=code,
            name=draw(names),
            description=draw(maybe(texts)),
            notice_days=draw(maybe(counts)),
            cost=draw(maybe(counts)),
            staff_hours=draw(maybe(hours)),
            people=draw(maybe(counts)),
            response=draw(maybe(chances)),
            excludes=draw(some(list(BARRIERS))),  # type: ignore[arg-type]  # barriers all
            anonymous=draw(st.booleans()),
            staff_view=draw(maybe(texts)),
            source=draw(maybe(texts)),
        )
        for code in ("tea", *draw(some([METHODS[0]])))
    ]
    supports = [
        rm.Support(
            code=code,
            name=draw(names),
            description=draw(maybe(texts)),
            lifts=draw(some(list(BARRIERS))),  # type: ignore[arg-type]  # barriers all
            cost_per_person=draw(maybe(counts)),
            fixed_cost=draw(maybe(counts)),
            staff_hours=draw(maybe(hours)),
            lead_days=draw(maybe(counts)),
            source=draw(maybe(texts)),
        )
        for code in ("cake", *draw(some([SUPPORTS[0]])))
    ]
    taxonomy = [
        rm.TaxonomyTerm(
            code=code,
            name=draw(names),
            description=draw(maybe(texts)),
            families=draw(st.sampled_from([(), ("work",), ("early rising", "work")])),
            characteristic=draw(st.sampled_from([(), ("age",), ("age", "sex")])),
            hidden=draw(st.booleans()),
            finding_question=draw(maybe(texts)),
        )
        for code in ("bakers", *draw(some([CODES[0]])))
    ]
    return {"methods": methods, "supports": supports, "taxonomy": taxonomy}
