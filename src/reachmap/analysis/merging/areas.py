"""Maps of several areas read as one: nothing is decided, and what they say differently is named.

People live in one area, so the populations of areas add up. Everything else that two maps say of
one id must agree, or one of them must leave it blank.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial, reduce
from itertools import chain
from typing import Any, NamedTuple

from reachmap.analysis.merging.deciding import text_of
from reachmap.analysis.merging.united import (
    Columns,
    Difference,
    columns_by_table,
    rows_by_key,
    united_columns,
)
from reachmap.analysis.merging.words import AREAS
from reachmap.errors import InvalidMap, Issue, quoted
from reachmap.model.about import About
from reachmap.model.columns import rows_of
from reachmap.model.fields import sorted_set
from reachmap.model.own import OWN, own_cells, own_texts
from reachmap.model.stakeholders import StakeholderMap
from reachmap.model.summing import Issues
from reachmap.model.tables import NODE_TABLES, TABLES
from reachmap.words import join_names, words_of_people

AREA = "x_area"
"""The column of its own in which each node says which areas have it."""

BETWEEN = "; "

Areas = Mapping[str, StakeholderMap]
"""The maps of areas, by the names of these."""

Tables = Mapping[str, Columns]

Together = Mapping[str, Mapping[str, Mapping[str, Any]]]
"""What the areas say of nodes together: by table, field and id."""


class OneMap(NamedTuple):
    """The map of all areas, and what is worth a look."""

    content: StakeholderMap
    remarks: tuple[Issue, ...]


def one_map(areas: Areas) -> OneMap:
    """Read the maps of several areas as one, in which nodes with the same id are one node.

    Returns
    -------
    OneMap
        The map, each of whose nodes says in the column ``x_area`` which areas have it.

    Raises
    ------
    InvalidMap
        If two maps say different things of the same id: each, with what both say.
    """
    _refuse([*_unlike(areas), *_settings(areas), *_kinds(areas)])
    tables = {area: columns_by_table(each, {}) for area, each in areas.items()}
    together = _together(tables)
    parts = {area: _of_one_area(each, together) for area, each in tables.items()}
    differences: list[Difference] = []
    united = {
        table: reduce(
            partial(_joined, table, differences), [part[table] for part in parts.values()]
        )
        for table in TABLES
        if table not in {"about", "assumptions"}
    }
    _refuse(_differing(differences, parts))
    whole: dict[str, Any] = {table: rows_of(table, columns) for table, columns in united.items()}
    whole |= {"about": _about(areas), "assumptions": next(iter(areas.values())).assumptions}
    return OneMap(StakeholderMap(**whole), tuple(Issues(_remarks(areas))))


def _refuse(issues: Iterable[Issue]) -> None:
    if summed := tuple(Issues(issues)):
        raise InvalidMap(summed)


def _issue(code: str, *, severity: Any = "error", **where_and_slots: Any) -> Issue:  # noqa: ANN401  slots
    where = {name: where_and_slots.pop(name, None) for name in ("file", "column")}
    return Issue(
        AREAS[code].format(**where_and_slots), AREAS[f"{code}_remedy"], severity=severity, **where
    )


def _values(by_area: Mapping[str, Any]) -> str:
    """Return what each area says, in words."""
    texts = {area: text_of(value) for area, value in by_area.items()}
    return join_names(
        AREAS["value"].format(value=quoted(text) if text else AREAS["nothing"], area=quoted(area))
        for area, text in texts.items()
    )


def _joined(table: str, differences: list[Difference], ours: Columns, theirs: Columns) -> Columns:
    """Return a table with the rows of two; what differs is noted."""

    def first(difference: Difference) -> Any:  # noqa: ANN401  any value of a field
        differences.append(difference)
        return difference.first

    return united_columns(table, ours, theirs, first)


def _differing(differences: Iterable[Difference], parts: Mapping[str, Tables]) -> Iterator[Issue]:
    """Yield each row of which areas say different things, with what each says."""
    by_field: defaultdict[tuple[str, str], set[tuple[Any, ...]]] = defaultdict(set)
    for each in differences:
        by_field[each.table, each.field].add(each.key)
    for (table, field), keys in by_field.items():
        index = [*TABLES[table].record.model_fields].index(field)
        rows = {area: rows_by_key(table, part[table]) for area, part in parts.items()}
        for key in sorted(keys, key=str):
            said = {area: each[key][0][index] for area, each in rows.items() if key in each}
            said = {area: value for area, value in said.items() if value not in {None, ()}}
            row = quoted(";".join(map(text_of, key)).rstrip(";"))
            yield _issue("differs", file=table, column=field, row=row, values=_values(said))


def _unlike(areas: Areas) -> Iterator[Issue]:
    """Yield what of the maps as such keeps them from being read as one."""
    for field in ("currency", "subject"):
        said = {area: getattr(each.about, field) for area, each in areas.items()}
        if len({*said.values()}) > 1:
            yield _issue("about", file="about", column=field, values=_values(said))
    mapped = Counter(each.about.area for each in areas.values() if each.about.area)
    for name in (name for name, count in mapped.items() if count > 1):
        named = [quoted(area) for area, each in areas.items() if each.about.area == name]
        yield _issue("same_area", areas=join_names(named), area=quoted(name))


def _settings(areas: Areas) -> Iterator[Issue]:
    settings = {area: each.assumptions.items() for area, each in areas.items()}
    for name in next(iter(settings.values())):
        said = {area: each[name] for area, each in settings.items()}
        if len({*said.values()}) > 1:
            yield _issue("setting", file="assumptions", name=quoted(name), values=_values(said))


def _kinds(areas: Areas) -> Iterator[Issue]:
    kinds: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for area, each in areas.items():
        for node in each.nodes():
            kinds[node.id][area] = node.kind
    for id_, said in kinds.items():
        if len({*said.values()}) > 1:
            yield _issue("kinds", id=quoted(id_), values=_values(said))


def _said(tables: Mapping[str, Tables], table: str, field: str) -> dict[str, dict[str, Any]]:
    """Return what each area says under a field, by node and area; nodes that it has not are out."""
    said: defaultdict[str, dict[str, Any]] = defaultdict(dict)
    for area, of_area in tables.items():
        columns = of_area[table]
        for id_, value in zip(columns["id"], columns[field], strict=True):
            said[id_][area] = value
    return said


def _together(tables: Mapping[str, Tables]) -> Together:
    """Return what the areas say of a node together; as its own, the names of its areas."""
    together: dict[str, dict[str, dict[str, Any]]] = {}
    for table in NODE_TABLES.values():
        named = _said(tables, table, "id").items()
        together[table] = {OWN: {id_: BETWEEN.join(areas) for id_, areas in named}}
        for field, make in TOGETHER.items():
            if field in TABLES[table].record.model_fields:
                said = _said(tables, table, field).items()
                together[table][field] = {id_: make(each, len(tables)) for id_, each in said}
    people = _said(tables, "groups", "population")
    together["groups"]["population_margin"] = {
        id_: _margin(people[id_], by_area)
        for id_, by_area in _said(tables, "groups", "population_margin").items()
    }
    return together


def _text(by_area: Mapping[str, str | None], areas: int) -> str | None:
    """Return a text in which each area has its own say, or that which all have."""
    del areas
    texts = {area: text for area, text in by_area.items() if text}
    if len({*texts.values()}) > 1:
        return BETWEEN.join(f"{area}: {text}" for area, text in texts.items())
    return next(iter(texts.values()), None)


def _sum(by_area: Mapping[str, int | None], areas: int) -> int | None:
    """Return how many people of a group live in all areas, where each says it."""
    counts = [count for count in by_area.values() if count is not None]
    return sum(counts) if len(counts) == areas else None


def _margin(people: Mapping[str, int | None], margins: Mapping[str, float | None]) -> float | None:
    """Return how far a sum of populations may be off: as far as its parts together."""
    if all(margin is None for margin in margins.values()):
        return None
    off = {area: margin or 0.0 for area, margin in margins.items()}
    total = sum(count or 0 for count in people.values())
    if not total:
        return max(off.values())
    # Summed beside the least of them, so that margins that are alike stay as they are.
    least = min(off.values())
    more = sum((people[area] or 0) * (margin - least) for area, margin in off.items())
    return least + more / total


TOGETHER: Mapping[str, Callable[[Mapping[str, Any], int], Any]] = {
    "notes": _text,
    "population_source": _text,
    "population": _sum,
}
"""Fields of nodes under which areas may say different things, and what holds then."""


def _of_one_area(of_area: Tables, together: Together) -> Tables:
    """Return the tables of an area, with what all areas say together of its nodes."""
    made = dict(of_area)
    for table, fields in together.items():
        columns = dict(of_area[table])
        ids, own = columns["id"], columns[OWN]
        for field, values in fields.items():
            columns[field] = [values[id_] for id_ in ids]
        columns[OWN] = [
            own_texts({AREA: named} | own_cells(texts))
            for named, texts in zip(columns[OWN], own, strict=True)
        ]
        made[table] = columns
    return made


def _about(areas: Areas) -> About:
    """Return what the map of all areas says of itself."""
    abouts = [each.about for each in areas.values()]
    one = abouts[0]
    days = [each.as_of for each in abouts if each.as_of is not None]
    people = {area: each.about.area_population for area, each in areas.items()}
    asked = set.intersection(*({*each.asked} for each in abouts))
    return one.model_copy(
        update={
            "title": join_names(
                [each.about.title or area for area, each in areas.items()], most=None
            ),
            "area": join_names(
                [each.about.area or area for area, each in areas.items()], most=None
            ),
            "team": one.team if len({each.team for each in abouts}) == 1 else None,
            "area_population": _sum(people, len(areas)),
            "asked": tuple(sorted(asked)),
            "as_of": max(days) if len(days) == len(abouts) else None,
            "date_order": one.date_order
            if len({each.date_order for each in abouts}) == 1
            else None,
            "own_columns": sorted_set(tuple(name for each in abouts for name in each.own_columns)),
            "register_complete": all(each.register_complete for each in abouts),
            "illustrative": any(each.illustrative for each in abouts),
        }
    )


def _remarks(areas: Areas) -> Iterator[Issue]:
    """Yield what is worth a look where areas are read as one."""
    warning = partial(_issue, severity="warning")
    days = {area: each.about.as_of for area, each in areas.items()}
    if len({*days.values()}) > 1:
        yield warning("day", file="about", column="as_of", values=_values(days))
    blank = [quoted(area) for area, each in areas.items() if each.about.area_population is None]
    if 0 < len(blank) < len(areas):
        yield warning("area_population", file="about", areas=join_names(blank))
    known: defaultdict[str, list[str]] = defaultdict(list)
    for area, each in areas.items():
        for group in each.groups:
            if group.population is not None:
                known[group.id].append(area)
    for id_ in sorted(known):
        without = [quoted(area) for area in areas if area not in known[id_]]
        if without:
            yield warning("population", file="groups", group=quoted(id_), areas=join_names(without))
    voices = Counter(chain.from_iterable(each.ids("voice") for each in areas.values()))
    shared = {id_ for id_, count in voices.items() if count > 1}
    if shared:
        named = [quoted(a) for a, each in areas.items() if not shared.isdisjoint(each.ids("voice"))]
        people = words_of_people(len(shared))
        yield warning("voices", file="voices", people=people, areas=join_names(named))
