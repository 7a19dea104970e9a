"""Population tables of Nomis and the Office for National Statistics: how many of each group."""

from collections.abc import Sequence

from reachmap.errors import InputError, quoted
from reachmap.io.imports.draft import Draft
from reachmap.io.imports.foreign import Foreign, plain
from reachmap.io.imports.population_tables import (
    Figure,
    Population,
    is_population,
    population_of,
)
from reachmap.words import join_names

LABELS = "population"
"""Section of the mapping: labels of figures, and our groups."""

TOTALS = ("total", "all categories", "all usual residents", "all persons", "all people")
"""How the label of everybody begins."""


def knows(foreign: Foreign) -> bool:
    """Return whether a source is a table of populations."""
    return is_population(foreign)


def read(draft: Draft) -> None:
    """Add how many people of each group an area has, with where the figure comes from."""
    table = population_of(draft.foreign)
    figures = _of_one_area(draft, table)
    if "household" in plain(f"{table.units} {[f.label for f in figures[:1]]}"):
        draft.leave("all figures, as they count households, not people", "Take a table of people")
        return
    counts = _labels(figures)
    source = _source(draft, table, figures)
    total = next((n for label, n in counts.items() if _is_total(label)), None)
    whole = plain(f"{table.units} {' '.join(label for label in counts if _is_total(label))}")
    if total is not None and "aged" not in whole:
        draft.add("about", area=figures[0].area or None, area_population=total)
    for group, people in _by_group(draft, counts).items():
        draft.add_to("groups", group, population=people, population_source=source)
    draft.leave_some(
        dict.fromkeys(table.hidden),
        "labels, as their figures are not given so that nobody can be recognised",
        "Groups that they are part of come out too low: correct them, or take a larger area",
    )


def _of_one_area(draft: Draft, table: Population) -> list[Figure]:
    """Return the figures of the one area that is wanted."""
    areas = list(dict.fromkeys(figure.area for figure in table.figures))
    asked = plain(draft.area or "")
    by_code = table.codes.get(asked)
    wanted = [area for area in areas if asked and (plain(area) == asked or area == by_code)]
    if len(areas) > 1 and not wanted:
        names = join_names([quoted(area) for area in areas])
        message = (
            f"{draft.foreign.name} has figures of {len(areas):,} areas: {names}; say which is "
            "wanted with --area (area=...)"
        )
        raise InputError(message)
    return [figure for figure in table.figures if figure.area in (wanted or areas)]


def _labels(figures: Sequence[Figure]) -> dict[str, int]:
    """Return the figures by label, without the name of the variable that all begin with."""
    parts = [figure.label.partition(": ") for figure in figures]
    shared = len({head for head, _, _ in parts}) == 1 and all(rest for _, _, rest in parts)
    counts: dict[str, int] = {}
    for figure, (_, _, rest) in zip(figures, parts, strict=True):
        counts.setdefault(rest if shared and len(parts) > 1 else figure.label, figure.people)
    return counts


def _is_total(label: str) -> bool:
    return plain(label).startswith(TOTALS)


def _by_group(draft: Draft, counts: dict[str, int]) -> dict[str, int]:
    """Return how many people each group has: the sum of its labels, none within another."""
    groups = {
        label: group
        for label in counts
        if not _is_total(label) and (group := draft.group_of(LABELS, label))
    }
    people: dict[str, int] = {}
    for label, group in groups.items():
        parts = label.split(": ")
        wider = (": ".join(parts[:n]) for n in range(1, len(parts)))
        if all(groups.get(each) != group for each in wider):
            people[group] = people.get(group, 0) + counts[label]
    return people


def _source(draft: Draft, table: Population, figures: Sequence[Figure]) -> str:
    """Return where the figures come from, in words."""
    area = figures[0].area if figures else ""
    parts = (table.caption, table.date, area, draft.foreign.name)
    return ", ".join(dict.fromkeys(part for part in parts if part))
