"""Neither the order of rows nor the ids they go by change an answer."""

import random
from collections.abc import Callable, Sequence
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import reachmap as rm
from amounts import some_of
from reachmap.model.fields import reference
from reachmap.model.nodes import Node
from reachmap.model.tables import TABLES
from strategies import maps

some = settings(max_examples=some_of(100, usual=30), suppress_health_check=list(HealthCheck))


def remade(
    town: rm.StakeholderMap, change: Callable[[list[Any]], Sequence[Any]]
) -> rm.StakeholderMap:
    """Return the map of every table's rows, changed; the map's own words stay as they are."""
    tables: dict[str, Any] = dict(town.as_tables())
    for name, table in TABLES.items():
        if name in {"about", "assumptions", "methods", "supports", "taxonomy"}:
            continue
        rows = change(list(tables[name]))
        tables[name] = rm.Ledger.of(table.record, rows) if table.ledger else tuple(rows)
    tables["about"] = change([town.about])[0]
    return rm.StakeholderMap(**tables)


def asked(town: rm.StakeholderMap) -> list[Any]:
    """Return the answers that are looked at here."""
    desk = rm.ReachMap.of(town)
    return [desk.participation(), desk.voices(samples=50), desk.overview()]


@some
@given(town=maps(), seed=st.integers(0, 2**32))
def test_rows_in_any_order_give_the_same_answers(town: rm.StakeholderMap, seed: int) -> None:
    shuffle = random.Random(seed)  # noqa: S311  an order, not a secret

    def shuffled(rows: list[Any]) -> list[Any]:
        shuffle.shuffle(rows)
        return rows

    other = remade(town, shuffled)
    assert other == town
    assert asked(other) == asked(town)


def turned(rows: list[Any]) -> list[Any]:
    """Return rows in which every node goes by its id turned round, which changes their order."""

    def moved(value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(sorted(map(moved, value)))
        return value[::-1] if value is not None else None

    found = []
    for row in rows:
        changes = {
            name: moved(getattr(row, name))
            for name, field in type(row).model_fields.items()
            if (ref := reference(field)) and not {"method", "support", "taxonomy"} & {*ref.kinds}
        }
        if isinstance(row, Node):
            changes["id"] = row.id[::-1]
        found.append(row.model_copy(update=changes))
    return found


def without_records(rows: list[Any]) -> list[Any]:
    """Return rows that name nothing that was asked: that may be codes, which have no id."""
    blank: dict[type, dict[str, Any]] = {rm.Activity: {"records": ()}, rm.About: {"asked": ()}}
    return [row.model_copy(update=blank.get(type(row), {})) for row in rows]


@some
@given(town=maps())
def test_other_ids_change_only_the_order_of_rows(town: rm.StakeholderMap) -> None:
    plain = remade(town, without_records)
    heard, spoken, held = asked(plain)
    other_heard, other_spoken, other_held = asked(remade(plain, turned))
    rows = {row.group[::-1]: row for row in other_heard.groups}
    assert {key: row.model_copy(update={"group": key}) for key, row in rows.items()} == {
        row.group: row for row in heard.groups
    }
    assert unlucky(other_spoken.overall) == unlucky(spoken.overall)
    if not town.about.register_complete:  # of a register luck draws people in order of ids
        assert other_spoken.overall == spoken.overall
    assert other_spoken.recency == spoken.recency
    for part in ("by_channel", "by_group"):
        found = {scope.id[::-1]: scope.frequencies for scope in getattr(other_spoken, part)}
        assert found == {scope.id: scope.frequencies for scope in getattr(spoken, part)}
    shares = {row.group[::-1]: dict_of(row, back=True) for row in other_spoken.reliance}
    assert shares == {row.group: dict_of(row) for row in spoken.reliance}
    assert other_held.tables == held.tables


def unlucky(scope: Any) -> Any:
    """Return what was counted of a scope, without what luck would give."""
    return scope.model_copy(update={"luck": ()})


def dict_of(row: Any, *, back: bool = False) -> dict[str | None, int]:
    """Return how often a group came through each channel."""
    return {
        part.channel[::-1] if part.channel and back else part.channel: part.comings
        for part in row.channels
    }


@some
@given(town=maps(), seed=st.integers(0, 2**32))
def test_a_second_map_of_the_same_rows_is_worded_the_same(
    town: rm.StakeholderMap, seed: int
) -> None:
    shuffle = random.Random(seed)  # noqa: S311  an order, not a secret
    other = remade(town, lambda rows: shuffle.sample(rows, len(rows)))
    assert [a.explain() for a in asked(other)] == [a.explain() for a in asked(town)]
    assert [a.to_csv() for a in asked(other)] == [a.to_csv() for a in asked(town)]
