"""What to build: relationships worth making, and where to ask people of hidden groups."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from reachmap.plan import LinksToBuild
from reachmap.plan.links.rows import LinkToBuild, PlacesToAsk
from reachmap.plan.links.words import words_of_making
from reachmap.view.tables import Cell, Table, table

BEST = 10
"""Relationships that are told whomever they help; beside them, the best for each group."""

EACH = 3
"""Most relationships told beside a chosen group."""

USUALLY = "if it works as such relationships usually do"


@dataclass(frozen=True, slots=True)
class Building:
    """The part of the page on what to build.

    Attributes
    ----------
    table, asking
        Relationships worth making, and where to ask finding questions.
    unhelped
        Names of groups near whom nobody stands.
    lead
        What to say where no relationship may be named, or none would help.
    """

    table: Table
    asking: Table
    unhelped: tuple[str, ...]
    lead: str


def building(links: LinksToBuild) -> Building:
    """Return the part of the page on what to build."""
    named = _chosen(links)
    rows = table(
        "to-build",
        "Relationships worth making",
        ("What to build", "For whom", "Why it is plausible", "What it would bring"),
        (_row(link) for link in named),
        lead=f"How much surer each would make it that some introduction works, {USUALLY}.",
    )
    asking = table(
        "where-to-ask",
        "Where to ask people who may not say so themselves",
        ("Group", "What to ask", "Where", "How"),
        (_asked(each) for each in links.asking if each.question),
    )
    lead = "" if named else links.sentences()[0] if links.links or not links.unhelped else ""
    return Building(rows, asking, links.unhelped, lead)


def _chosen(links: LinksToBuild) -> list[LinkToBuild]:
    """Return the best relationships, and the best for each group that these leave out."""
    named = [link for link in links.links if link.from_name]
    first = {group: place for place, link in reversed([*enumerate(named)]) for group in link.groups}
    kept = {*range(min(BEST, len(named))), *first.values()}
    return [named[place] for place in sorted(kept)]


def _row(link: LinkToBuild) -> tuple[Cell | str, ...]:
    more = [round(100 * gain) for gain in link.gains]
    brings = f"about {more[0]} more times of 100"
    if len(more) > 1:
        named = zip(link.group_names, more, strict=True)
        brings = ", ".join(f"{name}: about {times}" for name, times in named)
        brings += " more times of 100"
    return (
        words_of_making(link),
        ", ".join(link.group_names),
        link.reason or "",
        Cell(brings, sort=f"{link.gain or 0:.6g}"),
    )


def _asked(each: PlacesToAsk) -> tuple[Cell | str, ...]:
    how = "in private, never on an open list" if each.in_private else "as you would ask anybody"
    where = ", ".join(each.places) or "wherever you go"
    return Cell(each.name, node=each.group), f"“{each.question}”", where, how


def nearest(links: LinksToBuild) -> Mapping[str, str]:
    """Return by group who stands nearest to it, and why; groups without anybody left out."""
    return {group: told[0][1] for group, told in _by_group(links).items()}


def to_build(links: LinksToBuild) -> Mapping[str, list[str]]:
    """Return by group the few relationships that would help it most, in words."""
    return {
        group: [f"{what}. It would bring {brings}." for _, what, brings in told[:EACH]]
        for group, told in _by_group(links).items()
    }


def _by_group(links: LinksToBuild) -> Mapping[str, list[tuple[float, str, str]]]:
    """Return by group what to build and what it would bring, the most first."""
    found: dict[str, list[tuple[float, str, str]]] = {}
    for link in links.links:
        what = f"{words_of_making(link)}: {link.reason}"
        for group, gain in zip(link.groups, link.gains, strict=True):
            brings = f"about {round(100 * gain)} more times of 100, {USUALLY}"
            found.setdefault(group, []).append((-gain, what, brings))
    return {group: sorted(told, key=lambda each: each[0]) for group, told in found.items()}
