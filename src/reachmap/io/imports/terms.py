"""Words of other programs and forms, and the codes of the taxonomy that they stand for."""

import csv
import io
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from reachmap.io.imports.foreign import plain
from reachmap.model.vocabulary import standard_taxonomy


def code_of(term: str) -> str | None:
    """Return the code that a term surely stands for, if there is one.

    Examples
    --------
    >>> code_of("Unpaid carers"), code_of("Whoever")
    ('carers', None)
    """
    return _codes().get(plain(term))


@cache
def term_names() -> Mapping[str, str]:
    """Return the names of the taxonomy by code."""
    return {term.code: term.name for term in standard_taxonomy()}


@cache
def _codes() -> Mapping[str, str]:
    codes: dict[str, str] = {}
    for term in standard_taxonomy():
        texts = (term.code, term.name, term.finding_question or term.name)
        codes |= {plain(text): term.code for text in texts}
    text = files("reachmap.data").joinpath("import_terms.csv").read_text(encoding="utf-8")
    codes |= {plain(row["term"]): row["code"] for row in csv.DictReader(io.StringIO(text))}
    return codes
