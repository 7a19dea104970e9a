"""On whom the ways in hang: the table, and what changes if one of them leaves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from reachmap.analysis.briefing import Findings
from reachmap.analysis.gatekeepers.question import Gatekeeper
from reachmap.analysis.what_if.leaving import Departure
from reachmap.analysis.what_if.rows import GroupChange
from reachmap.analysis.what_if.words import SHIFT, words_of_others, words_of_shift
from reachmap.view.picture.payload import Packing
from reachmap.view.tables import Cell, Table, table
from reachmap.words import words_of_day


@dataclass(frozen=True, slots=True)
class Keepers:
    """The panel of those who are the only introduction to some group.

    Attributes
    ----------
    table
        Who they are, whom we reach through them alone, and how much they carry.
    lead
        What to say where there is nobody, or they may not be named.
    untried
        Who was not taken away, in words; empty where everybody was.
    """

    table: Table
    lead: str
    untried: str


def keepers(answers: Findings) -> Keepers:
    """Return the panel of those on whom groups hang."""
    sole = [row for row in answers.gatekeepers.sole if row.name is not None]
    tried = {row.node for row in answers.leaving.nodes}
    rows = table(
        "only-introductions",
        "The only introductions we know",
        (
            "Who",
            "The only introduction to",
            "What we have asked, this quarter",
            "In the role to",
            "If they leave",
        ),
        (_row(row, tried=row.node in tried) for row in sole),
        lead="Each of these is the only introduction we know to some group. Those who have no room "
        "left, or are known to leave, come first. Thank them, and build a second way before it is "
        "needed.",
    )
    return Keepers(
        table=rows,
        lead="" if sole else answers.gatekeepers.sentences()[0],
        untried=_untried(len(sole), len(tried)),
    )


def _row(row: Gatekeeper, *, tried: bool) -> tuple[Cell | str, ...]:
    leaves = Cell(f"What if {row.name} leaves?", leave=row.node or "") if tried else Cell("")
    return (
        Cell(row.name or "", node=row.node or ""),
        Cell(", ".join(row.sole_names), sort=str(len(row.sole_names))),
        Cell(_asked(row), sort=str(row.asked or 0)),
        Cell(words_of_day(row.until), sort=row.until.isoformat()) if row.until else "",
        leaves,
    )


def _asked(row: Gatekeeper) -> str:
    times = "once" if row.asked == 1 else f"{row.asked or 0} times"
    asked = f"asked {times}" if row.asked else "not asked"
    if row.capacity is None:
        return asked
    room = ": no room left" if (row.asked or 0) >= row.capacity else ""
    return f"{asked}, can manage {row.capacity}{room}"


def _untried(sole: int, tried: int) -> str:
    """Return who was not taken away, in words; empty where everybody was."""
    if sole <= tried:
        return ""
    return (
        f"What changes was worked out for the first {tried} of them: those without room or about "
        f"to leave, then those on whom most groups hang. For the other {sole - tried} the table "
        "says which groups would lose their only way."
    )


def leaving_payload(answers: Findings, packed: Packing, nearest: Mapping[str, str]) -> list[object]:
    """Return what the page says if somebody leaves, for each of those taken away."""
    return [_departure(row, packed, nearest) for row in answers.leaving.nodes]


def _departure(row: Departure, packed: Packing, nearest: Mapping[str, str]) -> list[object]:
    moved = [
        [packed.places[change.group], packed.texts.number(words)]
        for change in row.changed
        if not change.lost and (words := _moved(change))
    ]
    lost = [[packed.places[id_], packed.texts.number(nearest.get(id_, ""))] for id_ in row.lost]
    return [packed.places[row.node or ""], lost, moved]


def _moved(change: GroupChange) -> str:
    """Return what changes for a group that keeps a way; empty where hardly anything does."""
    told = [words_of_shift(change)] if change.change <= -SHIFT else []
    if change.best_route_before != change.best_route_after:
        told.append(f"best then through {words_of_others(change)}")
    return "; ".join(told)
