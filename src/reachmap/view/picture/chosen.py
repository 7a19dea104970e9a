"""What the page says of a chosen node or link: texts by number, each pair of facts once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from reachmap.analysis.briefing import Briefing
from reachmap.analysis.burden.rows import Asked
from reachmap.analysis.burden.words import sentence_of
from reachmap.analysis.gatekeepers.rows import Gatekeeper
from reachmap.analysis.gatekeepers.words import words_of_load
from reachmap.analysis.relationships.words import (
    PAGE,
    words_of_asks,
    words_of_last_day,
    words_of_relationship,
)
from reachmap.model.derived import all_links
from reachmap.model.links import LINK_TYPES
from reachmap.model.nodes import Node
from reachmap.model.stakeholders import StakeholderMap
from reachmap.view.picture.payload import Packing, Texts, named_groups
from reachmap.view.picture.picture import Picture


def chosen_payload(
    findings: Briefing, town: StakeholderMap, drawn: Picture, packed: Packing
) -> dict[str, object]:
    """Return what is known of each node and link that can be chosen."""
    return {
        "links": _links(findings, town, drawn.lines, packed),
        "nodes": _nodes(findings, town, packed),
    }


def _links(
    findings: Briefing,
    town: StakeholderMap,
    lines: Sequence[tuple[str, str]],
    packed: Packing,
) -> dict[str, object]:
    """Return by drawn line what is known of it; links of like words go by one number."""
    meanings = _meanings(town)
    known = {(row.from_, row.to): words_of_relationship(row) for row in findings.relationships}
    facts = Texts()
    of = [
        facts.number(
            "\n".join(map(str, packed.texts.numbers((meanings[pair], *known.get(pair, ())))))
        )
        for pair in lines
    ]
    return {"of": of, "facts": [[int(n) for n in text.split("\n")] for text in facts.listed()]}


def _meanings(town: StakeholderMap) -> Mapping[tuple[str, str], str]:
    """Return by pair what their links mean, between the names of the two."""
    meanings: dict[tuple[str, str], tuple[str, ...]] = {}
    for link in all_links(town):
        spec, pair = LINK_TYPES[link.type], (link.from_, link.to)
        if spec.in_routes:
            words, known = PAGE["both_ways"] if link.both_ways else spec.meaning, meanings.get(pair)
            if known is None or words not in known:
                meanings[pair] = (*(known or ()), words)
    return {pair: " and ".join(words) for pair, words in meanings.items()}


def _nodes(findings: Briefing, town: StakeholderMap, packed: Packing) -> dict[str, object] | None:
    """Return what is known of each node that is no group; None where nobody may be named."""
    if findings.audience != "internal":
        return None
    keepers = {row.node: row for row in findings.gatekeepers.nodes}
    asked = {row.node: row for row in findings.burden.asked}
    lines = {
        packed.numbers[node.id]: packed.texts.numbers(texts)
        for node in town.nodes()
        if node.id in packed.numbers
        and node.kind != "group"
        and (texts := [*_lines(node, keepers.get(node.id), asked.get(node.id), findings)])
    }
    depends = {
        packed.numbers[row.node or ""]: [packed.numbers[group] for group in named_groups(row, town)]
        for row in findings.gatekeepers.sole
    }
    return {"lines": lines, "depends": depends}


def _lines(
    node: Node, keeper: Gatekeeper | None, asked: Asked | None, findings: Briefing
) -> Iterator[str]:
    """Yield the load of a node, its rest, and the end of its role; nothing where none is known."""
    capacity = vars(node).get("capacity")
    row = keeper or Gatekeeper(asked=asked.asked if asked else 0, capacity=capacity)
    if asked and (asked.over_asked or (asked.load and asked.is_full(findings.burden.until))):
        yield sentence_of(asked)
    elif row.asked or row.capacity is not None or row.employer_asked:
        yield words_of_asks(words_of_load(row), asked=bool(row.asked))
    if until := words_of_last_day(vars(node).get("until")):
        yield until
