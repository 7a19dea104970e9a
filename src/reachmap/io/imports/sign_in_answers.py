"""The answers on sign-in lists, and the groups that they stand for."""

from collections import Counter

from reachmap.io.imports.draft import Draft
from reachmap.io.imports.foreign import one_line, plain
from reachmap.io.imports.sign_in_lists import NO, YES, Attendee
from reachmap.io.imports.terms import code_of

ANSWERS = "sign-in-answers"
"""Section of the mapping: questions with their answers, and our groups."""

SILENT = frozenset({"", "prefer not to say", "rather not say", "none of these", "none", "n/a"})
MOST_ANSWERS = 12
"""Different answers to a question that leads to groups; more are free text."""

PRIVATE = frozenset(
    {"address", "birth", "contact", "dob", "email", "mobile", "name", "phone", "postcode"}
    | {"surname", "telephone"}
)
"""Words in questions that are about one person."""


class Answers:
    """The groups that answers on lists stand for, by the mapping.

    What one person alone answered, in words of their own, is taken for a remark and left.
    """

    def __init__(self, draft: Draft, rows: list[Attendee]) -> None:
        self._draft = draft
        given: dict[str, Counter[str]] = {}
        for row in rows:
            for heading, cell in row.answers.items():
                given.setdefault(heading, Counter())[cell] += 1
        self._groups: dict[tuple[str, str], set[str]] = {}
        self._asked: dict[str, set[str]] = {}
        left = [heading for heading, cells in given.items() if not self._take(heading, cells)]
        draft.leave_some(
            left,
            "columns, as they are about one person each or answered in many different ways",
            "Nothing to do, unless they say of which group people are: then use a few answers",
        )

    def _take(self, heading: str, cells: Counter[str]) -> bool:
        """Look up the groups of a question; return whether it can lead to any."""
        answers: Counter[str] = Counter()
        for cell, count in cells.items():
            answers.update(dict.fromkeys(_split(cell), count))
        shared = {each for each, count in answers.items() if count > 1 or _is_known(each)}
        if not shared or len(answers) > MOST_ANSWERS or PRIVATE & {*plain(heading).split()}:
            return False
        asked = self._asked.setdefault(heading, set())
        for cell in sorted(cells):
            parts = (each for each in _split(cell) if each in shared)
            groups = {group for each in parts if (group := self._group(heading, each))}
            self._groups[heading, cell] = groups
            asked |= groups
        if code := code_of(heading):
            asked.add(self._draft.group(code))
        return True

    def of(self, row: Attendee) -> set[str]:
        """Return the groups that somebody said to be of."""
        return {group for pair in row.answers.items() for group in self._groups.get(pair, ())}

    def asked(self, row: Attendee) -> set[str]:
        """Return the groups that the list of a row asks about."""
        return {group for heading in row.answers for group in self._asked.get(heading, ())}

    def _group(self, heading: str, answer: str) -> str | None:
        term = f"{heading}: {answer}"
        said = plain(answer)
        if said in SILENT or said in NO:
            self._draft.section(ANSWERS).setdefault(term, "")
        usual = (code_of(heading) if said in YES else code_of(answer)) or answer
        return self._draft.group_of(ANSWERS, term, usual=usual)


def _is_known(answer: str) -> bool:
    """Return whether an answer is one that forms give, so that it names nobody."""
    said = plain(answer)
    return said in YES or said in NO or said in SILENT or code_of(answer) is not None


def _split(cell: str) -> list[str]:
    return [one_line(part) for part in cell.split(";") if part.strip()]
