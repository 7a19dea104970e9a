"""The answers on sign-in lists, and the groups that they stand for."""

from itertools import chain

from reachmap.io.imports.draft import Draft
from reachmap.io.imports.foreign import one_line, plain
from reachmap.io.imports.sign_in_lists import NO, YES, Attendee
from reachmap.io.imports.terms import code_of

ANSWERS = "sign-in-answers"
"""Section of the mapping: questions with their answers, and our groups."""

SILENT = frozenset({"", "prefer not to say", "rather not say", "none of these", "none", "n/a"})
MOST_ANSWERS = 12
"""Different answers to a question that leads to groups; more are free text."""


class Answers:
    """The groups that answers on lists stand for, by the mapping."""

    def __init__(self, draft: Draft, rows: list[Attendee]) -> None:
        self._draft = draft
        cells: dict[str, set[str]] = {}
        for row in rows:
            for heading, cell in row.answers.items():
                cells.setdefault(heading, set()).add(cell)
        answers = {heading: {*chain(*map(_split, each))} for heading, each in cells.items()}
        long = [heading for heading, each in answers.items() if len(each) > MOST_ANSWERS]
        draft.leave_some(
            long,
            "columns, as they are answered in many different ways",
            "Nothing to do, unless they say of which group people are: then use a few answers",
        )
        self._groups: dict[tuple[str, str], set[str]] = {}
        self._asked: dict[str, set[str]] = {}
        for heading in [each for each in cells if each not in long]:
            for cell in sorted(cells[heading]):
                groups = {g for each in _split(cell) if (g := self._group(heading, each))}
                self._groups[heading, cell] = groups
                self._asked.setdefault(heading, set()).update(groups)
            if code := code_of(heading):
                self._asked[heading].add(draft.group(code))

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


def _split(cell: str) -> list[str]:
    return [one_line(part) for part in cell.split(";") if part.strip()]
