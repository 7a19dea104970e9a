"""What scripts of the page need, stored compactly: each name, text and step once."""

from __future__ import annotations

from collections.abc import Iterable

from reachmap.analysis.findings import Findings
from reachmap.analysis.route_records import Step, Way
from reachmap.analysis.route_words import words_of_way
from reachmap.model.stakeholders import StakeholderMap
from reachmap.view.picture import Picture


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
    """Return the nodes in columns: a number stands for a node everywhere else.

    Parameters
    ----------
    drawn
        The picture.

    Returns
    -------
    dict
        Columns of equal length, and lists of what few nodes have.
    """
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


def routes_payload(findings: Findings, town: StakeholderMap, drawn: Picture) -> dict[str, object]:
    """Return the ways to each group, each step and text once.

    Parameters
    ----------
    findings
        The answers, as far as the audience may see them.
    town
        The map, likewise.
    drawn
        The picture.

    Returns
    -------
    dict
        Texts, steps as numbers of them, and by number of the group its ways.
    """
    packed = _Packing(town, {dot.id: place for place, dot in enumerate(drawn.dots)})
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
        "steps": [list(step) for step in packed.steps],
        "lists": [[int(n) for n in text.split("\n") if n] for text in packed.lists.listed()],
        "texts": packed.texts.listed(),
    }


class _Packing:
    """Texts, steps and lists of texts met so far."""

    def __init__(self, town: StakeholderMap, places: dict[str, int]) -> None:
        self.town = town
        self.places = places
        self.texts, self.lists = Texts(), Texts()
        self.steps: dict[tuple[int, int, int, int], int] = {}

    def way(self, way: Way, currency: str) -> list[object]:
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
