"""What changes if one of those leaves who are the only introduction to some group."""

from collections.abc import Iterator, Mapping

from reachmap.analysis.what_if.leaving import Departure, Leaving
from reachmap.analysis.what_if.words import (
    EVERY_DEPARTURE,
    PAGE,
    WHAT_IF,
    words_of_departure,
    words_of_gone_too,
)
from reachmap.model.nodes import PERSON_KINDS
from reachmap.view.picture.payload import Packing
from reachmap.view.tables import Cell, Table, table_of


def what_if_tables(answer: Leaving) -> Iterator[Table]:
    """Yield the table for analysts."""
    yield table_of("leaving", EVERY_DEPARTURE, answer)


def leave_cell(node: str, kind: str, name: str) -> Cell:
    """Return a cell that offers to say what changes without them."""
    return Cell(WHAT_IF["person" if kind in PERSON_KINDS else kind].format(name=name), leave=node)


def untried(sole: int, tried: int) -> str:
    """Return for how many it was not worked out what changes; empty where for none."""
    return PAGE["untried"].format(number=tried, rest=sole - tried) if sole > tried else ""


def leaving_payload(answer: Leaving, packed: Packing, nearest: Mapping[str, str]) -> list[object]:
    """Return what the page says if a gatekeeper leaves, for each that was taken away."""
    return [_departure(row, packed, nearest) for row in answer.nodes]


def _departure(row: Departure, packed: Packing, nearest: Mapping[str, str]) -> list[object]:
    harder = [
        [packed.numbers[change.group], packed.texts.number(words)]
        for change in row.changed
        if not change.lost and (words := words_of_departure(change))
    ]
    lost = [[packed.numbers[id_], packed.texts.number(nearest.get(id_, ""))] for id_ in row.lost]
    gone_too = words_of_gone_too(row.also_removed_names)
    return [packed.numbers[row.node or ""], lost, harder, packed.texts.number(gone_too)]
