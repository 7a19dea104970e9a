"""Measures that the map can be coloured and sized by: a level for each node that has one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from reachmap.analysis.briefing import Briefing
from reachmap.analysis.burden.rows import Asked
from reachmap.analysis.participation.rows import STATUSES
from reachmap.analysis.participation.words import STATUS
from reachmap.view.picture.picture import Dot
from reachmap.view.words import MEASURES

NO_LEVEL = "."
"""Stands for a node of which the measure is not known, or that has none."""

SHARES = (0.0, 0.01, 0.05)
"""Upper ends of the levels of betweenness, but for the last."""

THIRDS = (0.0, 1 / 3, 2 / 3)
"""Upper ends of the levels of reach, but for the last."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure, and the level of every node in it."""

    name: str
    title: str
    levels: tuple[str, ...]
    """Words of the levels, those drawn smallest first."""
    of: str
    """A character a node, in order: the number of its level, or none."""


def measures(findings: Briefing, dots: Iterable[Dot]) -> tuple[Measure, ...]:
    """Return the measures that an audience may see of some node."""
    ids = [dot.id for dot in dots]
    levels: Mapping[str, Mapping[str, int]] = {
        # Those heard least come last, and are drawn largest.
        "status": {
            row.group: len(STATUSES) - 1 - STATUSES.index(row.status)
            for row in findings.heard.groups
            if row.status
        },
        "load": {row.node: _load(row) for row in findings.burden.asked if row.kind != "group"},
        "reach": {
            row.group: _level(row.chance, THIRDS)
            for row in findings.reach.groups
            if row.chance is not None
        },
        "between": {
            row.node or "": _level(row.betweenness, SHARES)
            for row in findings.gatekeepers.nodes
            if row.betweenness is not None
        },
    }
    made = (_measure(name, of, ids) for name, of in levels.items())
    return tuple(measure for measure in made if set(measure.of) - {NO_LEVEL})


def _measure(name: str, levels: Mapping[str, int], ids: Sequence[str]) -> Measure:
    words = MEASURES[name]
    of = "".join(str(levels[id_]) if id_ in levels else NO_LEVEL for id_ in ids)
    named = tuple(STATUS[status] for status in reversed(STATUSES))
    return Measure(name, words["title"], words.get("levels", named), of)


def _load(row: Asked) -> int:
    """Return the level of what was asked of someone, as far as is recorded."""
    if not row.load:
        return 0
    if row.over_asked:
        return 3
    return 2 if row.capacity is not None and row.load >= row.capacity else 1


def _level(value: float, ends: tuple[float, ...]) -> int:
    """Return how many upper ends a value is above.

    Examples
    --------
    >>> _level(0.0, SHARES), _level(0.03, SHARES), _level(0.5, SHARES)
    (0, 2, 3)
    """
    return sum(value > end for end in ends)
