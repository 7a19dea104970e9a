"""What to build: relationships worth making, and where to ask people of hidden groups."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from reachmap.plan.links.question import LinksToBuild
from reachmap.plan.links.rows import LinkToBuild
from reachmap.plan.links.words import (
    EVERY_LINK,
    PAGE,
    TO_BUILD,
    WHERE_TO_ASK,
    words_of_gain,
    words_of_gains,
    words_of_making,
    words_of_nearest,
    words_of_places,
    words_of_reason,
)
from reachmap.view.tables import Cell, Table, table, table_of
from reachmap.words import join_names

BEST = 10
"""Relationships that are listed whomever they help; tables for analysts have them all."""

EACH = 3
"""Most relationships that are named for a chosen group."""


@dataclass(frozen=True, slots=True)
class LinksPart:
    """The part of the page on what to build."""

    table: Table
    asking: Table
    """Where to ask finding questions."""
    unhelped: str
    """Which groups no relationship would help; empty where there are none."""
    words: str
    """What to say where no relationship may be named, or none would help."""


def links_part(answer: LinksToBuild) -> LinksPart:
    """Return the part of the page on what to build."""
    named = [link for link in answer.links[:BEST] if link.from_name]
    asking = (
        (Cell(each.name, node=each.group), *words_of_places(each))
        for each in answer.asking
        if each.question
    )
    names = join_names(answer.unhelped, most=None)
    silent = not named and (answer.links or not answer.unhelped)
    return LinksPart(
        table=table("to-build", TO_BUILD, (_row(link) for link in named)),
        asking=table("where-to-ask", WHERE_TO_ASK, asking),
        unhelped=PAGE["unhelped"].format(groups=names) if names else "",
        words=answer.sentences()[0] if silent else "",
    )


def links_tables(answer: LinksToBuild) -> Iterator[Table]:
    """Yield the table for analysts, where it may be seen."""
    if any(link.from_name for link in answer.links):
        yield table_of("links-to-build", EVERY_LINK, answer)


def _row(link: LinkToBuild) -> tuple[Cell | str, ...]:
    return (
        words_of_making(link),
        ", ".join(link.group_names),
        words_of_reason(link),
        Cell(words_of_gains(link), sort=f"{link.gain or 0:.6g}"),
    )


def nearest(answer: LinksToBuild) -> Mapping[str, str]:
    """Return by group who is nearest to it, and why; groups without anybody left out."""
    return {
        group: words_of_nearest(max(links, key=lambda each: each[1])[0])
        for group, links in _by_group(answer).items()
    }


def to_build(answer: LinksToBuild) -> Mapping[str, list[str]]:
    """Return by group the first few relationships that would help it, in words."""
    return {
        group: [
            words_of_gain(link, gain, on_top=bool(number))
            for number, (link, gain) in enumerate(links[:EACH])
        ]
        for group, links in _by_group(answer).items()
    }


def _by_group(answer: LinksToBuild) -> Mapping[str, list[tuple[LinkToBuild, float]]]:
    """Return by group the relationships that help it, each with what it adds to those before."""
    by_group: dict[str, list[tuple[LinkToBuild, float]]] = {}
    for link in answer.links:
        for group, gain in zip(link.groups, link.gains, strict=True):
            by_group.setdefault(group, []).append((link, gain))
    return by_group
