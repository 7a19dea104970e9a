"""Which question on a sign-in sheet asks about a group, and whether on a slip of its own."""

from collections.abc import Iterable, Mapping
from functools import cache

from reachmap.analysis.readiness.rows import SheetQuestion
from reachmap.model.nodes import Group
from reachmap.model.vocabulary import TaxonomyTerm
from reachmap.words import toml_tables, within_sentence

QUESTIONS = toml_tables(__name__, "asked.toml")
"""Every question by its code: about whom, whether in private, and its words."""

MOST_QUESTIONS = 3
"""Questions on one sheet: more would go unanswered."""

MOST_BOXES = 4
"""Groups that one question asks about: so many fit a page in large print."""

MOST_PRIVATE = 1
"""Of these, questions on a slip of its own."""


def questions_about(
    groups: Iterable[Group], terms: Mapping[str, TaxonomyTerm]
) -> tuple[SheetQuestion, ...]:
    """Return the questions that ask about some groups, each with its groups in their order."""
    asked: dict[SheetQuestion, list[str]] = {}
    for group in groups:
        asked.setdefault(question_about(group, terms), []).append(group.id)
    return tuple(
        question.model_copy(update={"groups": tuple(ids)}) for question, ids in asked.items()
    )


def question_about(group: Group, terms: Mapping[str, TaxonomyTerm]) -> SheetQuestion:
    """Return the first question that fits a group; one of its own where none does."""
    term = terms.get(group.category or "")
    names = {term.code, *term.families, *term.characteristic} if term else set()
    code = next((code for code, about in _about() if names & about), None)
    rule = QUESTIONS[code] if code else {}
    return SheetQuestion(
        code=code or group.id,
        # What others must not read is never asked on a sheet that lies open.
        private="stigma" in group.barriers or rule.get("private", False),
        words=rule.get("words") or within_sentence(group.name),
        heading=rule.get("heading") or group.name,
    )


@cache
def _about() -> tuple[tuple[str, frozenset[str]], ...]:
    """Return about whom each question is, by its code."""
    return tuple((code, frozenset(rule["about"])) for code, rule in QUESTIONS.items())


def fit_one_sheet(questions: Iterable[SheetQuestion]) -> tuple[SheetQuestion, ...]:
    """Return the first questions and boxes that one sheet has room for, few of them in private."""
    chosen: list[SheetQuestion] = []
    for question in questions:
        private = sum(each.private for each in chosen)
        if len(chosen) < MOST_QUESTIONS and not (question.private and private == MOST_PRIVATE):
            few = question.groups[:MOST_BOXES]
            chosen.append(question.model_copy(update={"groups": few}))
    return tuple(chosen)
