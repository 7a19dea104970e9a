"""What scripts of the page need, stored compactly: each name, text and step once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from reachmap.analysis.briefing import Briefing
from reachmap.analysis.gatekeepers.rows import Gatekeeper
from reachmap.analysis.reach.words import words_of_certainty
from reachmap.analysis.readiness.asked import question_about
from reachmap.analysis.routes.question import Routes
from reachmap.analysis.routes.rows import RouteRow, Step
from reachmap.analysis.routes.words import PAGE, words_of_route
from reachmap.model.stakeholders import StakeholderMap
from reachmap.view.picture.picture import Picture
from reachmap.view.picture.signs import USUAL


class Texts:
    """Texts that are stored once and referred to by number.

    Examples
    --------
    >>> texts = Texts()
    >>> texts.number("a"), texts.number("b"), texts.number("a"), texts.listed()
    (0, 1, 0, ['a', 'b'])
    """

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def number(self, text: str) -> int:
        """Return the number of a text."""
        return self._numbers.setdefault(text, len(self._numbers))

    def numbers(self, texts: Iterable[str]) -> list[int]:
        """Return the numbers of some texts."""
        return [self.number(text) for text in texts]

    def listed(self) -> list[str]:
        """Return the texts, in the order of their numbers."""
        return list(self._numbers)


def names_payload(drawn: Picture) -> dict[str, object]:
    """Return the nodes in columns; everywhere else they go by their number."""
    tags = Texts()
    dots = drawn.dots
    return {
        "id": [dot.id for dot in dots],
        "name": [dot.name for dot in dots],
        "kind": tags.numbers(dot.kind for dot in dots),
        "status": tags.numbers(dot.status for dot in dots),
        "hollow": [n for n, dot in enumerate(dots) if dot.hollow],
        "aside": [n for n, dot in enumerate(dots) if dot.aside],
        "full": [n for n, dot in enumerate(dots) if dot.full],
        "leaves": [n for n, dot in enumerate(dots) if dot.leaves],
        "size": {n: dot.size for n, dot in enumerate(dots) if dot.size != USUAL},
        "filled": {n: dot.filled for n, dot in enumerate(dots) if dot.filled is not None},
        "channels": _not_empty([tags.numbers(dot.channels) for dot in dots]),
        "areas": _not_empty([tags.numbers(dot.areas) for dot in dots]),
        "tags": tags.listed(),
    }


def _not_empty(lists: Iterable[list[int]]) -> dict[int, list[int]]:
    return {n: values for n, values in enumerate(lists) if values}


def routes_payload(
    findings: Briefing, packed: Packing, to_build: Mapping[str, Sequence[str]]
) -> dict[str, object]:
    """Return the routes to each group, each step and text once."""
    routes: dict[int, list[object]] = {}
    for answer in findings.routes:
        lead = answer.sentences()[0] if answer.routes else ""
        routes[packed.numbers[answer.group]] = [
            packed.texts.number(lead),
            packed.texts.number(_finding(answer, packed.town)),
            packed.lists.number("\n".join(map(str, packed.texts.numbers(answer.helps)))),
            [packed.route(route, answer.currency) for route in answer.routes],
        ]
    return {
        "groups": routes,
        "certainty": _certainty(findings, packed),
        "sole": _sole_gatekeepers(findings, packed),
        "build": {packed.numbers[id_]: packed.texts.numbers(to_build[id_]) for id_ in to_build},
        "steps": [list(step) for step in packed.steps],
        "lists": [[int(n) for n in text.split("\n") if n] for text in packed.lists.listed()],
        "texts": packed.texts.listed(),
    }


def _finding(answer: Routes, town: StakeholderMap) -> str:
    """Return how to ask who is of a group whose people may not say so, where that is known."""
    if not answer.question:
        return ""
    group = next(each for each in town.groups if each.id == answer.group)
    private = question_about(group, town.taxonomy_table).private
    key = "finding_safely" if private else "finding_openly"
    return PAGE[key].format(question=answer.question)


def _certainty(findings: Briefing, packed: Packing) -> dict[int, int]:
    """Return by group the number of the text on how sure it is that some route works."""
    texts: dict[int, int] = {}
    for row in findings.reach.groups:
        words = words_of_certainty(row, findings.reach.samples, exact=row.method == "exact")
        if words:
            texts[packed.numbers[row.group]] = packed.texts.number(words)
    return texts


def _sole_gatekeepers(findings: Briefing, packed: Packing) -> dict[int, list[int]]:
    """Return by group the numbers of its sole gatekeepers, of those taken away for the page."""
    by_group: dict[int, list[int]] = {}
    tried = {row.node for row in findings.leaving.nodes}
    for row in findings.gatekeepers.sole:
        for group in named_groups(row, packed.town):
            if row.node in tried:
                number = packed.numbers[row.node or ""]
                by_group.setdefault(packed.numbers[group], []).append(number)
    return by_group


def named_groups(row: Gatekeeper, town: StakeholderMap) -> list[str]:
    """Return the ids of the groups that a gatekeeper is named for: large ones are left out."""
    return [group for group in row.sole_for if town.node(group).name in row.sole_names]


class Packing:
    """Texts, steps and lists of texts met so far."""

    def __init__(self, town: StakeholderMap, drawn: Picture) -> None:
        self.town = town
        self.numbers = {dot.id: n for n, dot in enumerate(drawn.dots)}
        self.texts, self.lists = Texts(), Texts()
        self.steps: dict[tuple[int, int, int, int], int] = {}

    def route(self, route: RouteRow, currency: str) -> list[object]:
        """Return a route: what to know of it, its nodes, its steps."""
        hows = [step.how for step in route.steps if step.how]
        words = words_of_route(route, currency).removeprefix(f"{'; '.join(hows)}.").strip()
        return [
            self.texts.number(words),
            [self.numbers[id_] for id_ in route.nodes],
            [self._step(step) for step in route.steps if step.how],
        ]

    def _step(self, step: Step) -> int:
        methods = (self.town.method_table[code].name for code in step.methods)
        key = (
            self.texts.number(step.how or ""),
            self.texts.number(step.how_known or ""),
            self.texts.number(step.owner or ""),
            self.lists.number("\n".join(map(str, self.texts.numbers(methods)))),
        )
        return self.steps.setdefault(key, len(self.steps))
