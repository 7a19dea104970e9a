"""What scripts of the page need, stored compactly: each name, text and step once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from reachmap.analysis.briefing import Findings
from reachmap.analysis.reach.rows import GroupReach
from reachmap.analysis.reach.words import words_of_reach
from reachmap.analysis.routes.rows import RouteRow, Step
from reachmap.analysis.routes.words import words_of_way
from reachmap.model.stakeholders import StakeholderMap
from reachmap.view.picture.picture import Picture

EXACTLY = "This is worked out exactly."
BY_SAMPLES = "This was found by trying {samples:,} times, so it is close and not exact."


class Texts:
    """Texts that are told once and referred to by number.

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
    """Return the nodes in columns: a number stands for a node everywhere else."""
    tags = Texts()
    dots = drawn.dots
    return {
        "id": [dot.id for dot in dots],
        "name": [dot.name for dot in dots],
        "kind": tags.numbers(dot.kind for dot in dots),
        "status": tags.numbers(dot.status for dot in dots),
        "hollow": [place for place, dot in enumerate(dots) if dot.hollow],
        "channels": _few([tags.numbers(dot.channels) for dot in dots]),
        "areas": _few([tags.numbers(dot.areas) for dot in dots]),
        "tags": tags.listed(),
    }


def _few(lists: Iterable[list[int]]) -> dict[int, list[int]]:
    return {place: values for place, values in enumerate(lists) if values}


def routes_payload(
    findings: Findings, packed: Packing, to_build: Mapping[str, Sequence[str]]
) -> dict[str, object]:
    """Return the ways to each group, each step and text once."""
    ways: dict[int, list[object]] = {}
    for answer in findings.routes:
        lead = answer.sentences()[0] if answer.routes else ""
        ways[packed.places[answer.group]] = [
            packed.texts.number(lead),
            packed.texts.number(answer.question or ""),
            packed.lists.number("\n".join(map(str, packed.texts.numbers(answer.helps)))),
            [packed.way(way, answer.currency) for way in answer.routes],
        ]
    return {
        "groups": ways,
        "sure": {
            packed.places[row.group]: packed.texts.number(words)
            for row in findings.reach.groups
            if row.independent_routes and (words := _sure(row, findings.reach.samples))
        },
        "hangs": _hanging(findings, packed),
        "build": {packed.places[id_]: packed.texts.numbers(to_build[id_]) for id_ in to_build},
        "steps": [list(step) for step in packed.steps],
        "lists": [[int(n) for n in text.split("\n") if n] for text in packed.lists.listed()],
        "texts": packed.texts.listed(),
    }


def _sure(row: GroupReach, samples: int) -> str:
    """Return how sure it is that some way works, and how that was found; empty if unseen."""
    # That no way is open, and why, is what the ways themselves begin with.
    words = words_of_reach(row).removeprefix(f"No way to {row.name} is open today. ")
    if not words or row.method == "exact":
        return words and f"{words} {EXACTLY}"
    return f"{words} {BY_SAMPLES.format(samples=samples)}"


def _hanging(findings: Findings, packed: Packing) -> dict[int, list[int]]:
    """Return by group the numbers of those taken away on whom it hangs alone."""
    found: dict[int, list[int]] = {}
    tried = {row.node for row in findings.leaving.nodes}
    for row in findings.gatekeepers.sole:
        for group in row.sole_for:
            if row.node in tried:
                found.setdefault(packed.places[group], []).append(packed.places[row.node or ""])
    return found


class Packing:
    """Texts, steps and lists of texts met so far."""

    def __init__(self, town: StakeholderMap, drawn: Picture) -> None:
        self.town = town
        self.places = {dot.id: place for place, dot in enumerate(drawn.dots)}
        self.texts, self.lists = Texts(), Texts()
        self.steps: dict[tuple[int, int, int, int], int] = {}

    def way(self, way: RouteRow, currency: str) -> list[object]:
        """Return a way: what to know of it, its nodes, its steps."""
        hows = [step.how for step in way.steps if step.how]
        words = words_of_way(way, currency).removeprefix(f"{'; '.join(hows)}.").strip()
        return [
            self.texts.number(words),
            [self.places[id_] for id_ in way.nodes],
            [self._step(step) for step in way.steps if step.how],
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
