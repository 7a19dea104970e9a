"""A map that grows by a few rows is the map that all its rows make, read anew."""

import pickle
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from random import Random
from time import process_time
from typing import Any

import pytest

import reachmap as rm
from amounts import some_of
from folders import TOWN
from reachmap.io import from_frames, growing, to_frames
from reachmap.model.columns import columns_of
from reachmap.model.fields import column_name, references_in
from reachmap.model.nodes import KeyWorker
from reachmap.model.stakeholders import GROWING
from reachmap.model.tables import NODE_TABLES, TABLES
from strategies import made_up

Row = dict[str, Any]
TABLES_THAT_GROW = sorted(GROWING)
KINDS = tuple(NODE_TABLES)


def row_like_one(dice: Random, town: rm.StakeholderMap, table: str) -> Row:
    """Return the cells of a row of a map; of a table without rows, of none."""
    columns = columns_of(town, table)
    count = len(next(iter(columns.values())))
    if not count:
        return {"id": "first"} if table in NODE_TABLES.values() else {"voice": "nobody"}
    row = dice.randrange(count)
    fields = TABLES[table].record.model_fields
    cells = {column_name(name, field): columns[name][row] for name, field in fields.items()}
    return {column: cell for column, cell in cells.items() if cell not in (None, (), False)}


def called(dice: Random, town: rm.StakeholderMap, kinds: Sequence[str] = KINDS) -> str:
    """Return an id, or whatever else a node or nobody may go by."""
    every = [*town.nodes()]
    node = dice.choice(getattr(town, NODE_TABLES[dice.choice(kinds)]) or every)
    texts: list[str] = [
        *[node.id] * 6,
        *[node.name] * 3,
        node.name.upper(),
        f"{node.name} ({node.id})",
    ]
    if isinstance(node, KeyWorker) and node.role:
        texts += [node.role, f"{node.role}, {node.organisation}"]
    if dice.random() < 0.05:
        other = dice.choice(every)
        texts = [f"{node.name} and {other.name}", f"{node.id};{other.name}", "nobody"]
    return dice.choice(texts)


def changed(dice: Random, town: rm.StakeholderMap, table: str, row: Row) -> Row:
    """Return a row for another record: other ids, names, references, counts and days."""
    record, is_node = TABLES[table].record, table in NODE_TABLES.values()
    row.pop("own", None)
    if is_node:
        odd_id = dice.choice(["New one", called(dice, town)])
        row["id"] = dice.choice([f"new{dice.randrange(99)}", *[None] * 9, odd_id])
        row["name"] = dice.choice([*[f"New {dice.randrange(30)}"] * 9, called(dice, town)])
    for name, ref in references_in(record).items():
        kinds = [kind for kind in ref.kinds if kind in NODE_TABLES]
        if kinds and dice.random() < (0.2 if is_node else 0.6):
            column = column_name(name, record.model_fields[name])
            row[column] = called(dice, town, kinds if dice.random() < 0.95 else KINDS)
    if table == "links":
        row["source"] = f"source {dice.randrange(99)}"
    odd: dict[str, list[Any]] = {
        "attended": [3, 30],
        "population": [0, 50, 10**7, "many"],
        "date": [date(2026, 3, 1), "2026-01-20", "2031-01-01", "03/04/2026"],
        "x_ward": ["North"],
        "team": [True],
        "notes": ["Ring 07700 900123", "Note: see below"],
    }
    known = {column_name(*field) for field in record.model_fields.items()} | {"x_ward"}
    return row | {c: dice.choice(odd[c]) for c in sorted(known & {*odd}) if dice.random() < 0.06}


def rows_to_add(dice: Random, town: rm.StakeholderMap) -> dict[str, list[Row]]:
    """Return a row or two of a table or two."""
    return {
        table: [
            changed(dice, town, table, row_like_one(dice, town, table))
            for _ in range(dice.choice([1, 1, 2]))
        ]
        for table in dice.sample(TABLES_THAT_GROW, dice.choice([1, 1, 2]))
    }


def read_anew(town: rm.StakeholderMap, rows: Mapping[str, list[Row]]) -> rm.StakeholderMap:
    """Return the map that all rows make together: the slow, obvious way."""
    tables: dict[str, Any] = {
        table: frame.to_dict("records") for table, frame in to_frames(town).items()
    }
    for table, listed in rows.items():
        tables[table] = [*tables.get(table, ()), *listed]
    return from_frames(tables)


def outcome(make: Callable[..., rm.StakeholderMap], *given: Any) -> Any:
    """Return a map, or every word of what is wrong with it."""
    try:
        return make(*given)
    except rm.InvalidMap as error:
        return [str(issue) for issue in error.issues]


def steps_that_are_maps(seed: int) -> int:
    """Add rows to a made-up map, step by step, and compare with what reading them anew gives."""
    dice, town, maps = Random(seed), made_up(seed), 0  # noqa: S311  no secrets
    for _ in range(4):
        rows = rows_to_add(dice, town)
        now = outcome(growing.with_rows, town, rows)
        assert now == outcome(read_anew, town, rows), (seed, rows)
        if isinstance(now, rm.StakeholderMap):
            assert now.teams == tuple(body.id for body in now.organisations if body.team)
            town, maps = now, maps + 1
    return maps


@pytest.fixture
def _always_beside(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have rows read beside what they may name, however small the map is."""
    monkeypatch.setattr(growing, "SHARE", 0)


@pytest.mark.usefixtures("_always_beside")
def test_rows_make_the_map_and_the_errors_that_reading_all_makes() -> None:
    seeds = some_of(8, usual=5)
    assert sum(map(steps_that_are_maps, range(seeds))) > seeds


@pytest.mark.campaign
@pytest.mark.usefixtures("_always_beside")
def test_rows_make_what_reading_all_makes_for_many_seeds() -> None:
    assert sum(map(steps_that_are_maps, range(100, 350))) > 150


def test_a_map_does_not_see_what_others_made_of_it_have() -> None:
    town = rm.read(TOWN)
    before = pickle.dumps(town.stakeholders)
    names = [f"Bell ringers {number}" for number in range(8)]
    with ThreadPoolExecutor(4) as pool:
        others = [*pool.map(lambda name: town.add(groups={"name": name}), names)]
    for name, other in zip(names, others, strict=True):
        assert [group.name for group in other.groups if group.name in names] == [name]
        assert other.remove(name) == town
    with pytest.raises(rm.InvalidMap, match="there is no group 'Bell ringers 0'"):
        others[-1].add(groups={"name": "All ringers", "part_of": names[0]})
    assert pickle.dumps(town.stakeholders) == before
    again = rm.ReachMap.of(pickle.loads(pickle.dumps(others[-1].stakeholders)))  # noqa: S301  our own
    more = {"name": "All ringers", "part_of": names[-1]}
    assert again.add(groups=more) == others[-1].add(groups=more)


def test_attendance_is_checked_against_all_who_came() -> None:
    town = rm.read(TOWN).add(
        activities={"id": "tea", "name": "Tea", "date": "2026-01-20", "attended": 1}
    )
    first, second, *_ = (voice.id for voice in town.stakeholders.voices)
    town = town.add(attendance={"voice": first, "activity": "tea"})
    for voice, words in (
        (second, "1 came in all, but attendance has 2"),
        (first, "repeats another"),
    ):
        with pytest.raises(rm.InvalidMap, match=words):
            town.add(attendance={"voice": voice, "activity": "tea"})


def test_records_keep_columns_of_their_own() -> None:
    ringers = rm.Group(id="bell", name="Bell ringers", own=("x_ward: North",))
    assert rm.read(TOWN).add(groups=ringers)["bell"].own == ringers.own


def makings_of_steps(nodes: int, steps: int) -> float:
    """Return what steps of a row each cost, as times of what reading a whole map anew does."""
    numbers = range(nodes // 2)
    groups = [{"id": f"g{number}", "name": f"Group {number}"} for number in numbers]
    bodies = [{"id": f"o{number}", "name": f"Body {number}"} for number in numbers]
    town = rm.new(title="Region").add(groups=groups, organisations=bodies)
    begun = process_time()
    assert town.add(about={"area": "North"}) != town
    making = process_time() - begun
    begun = process_time()
    for number in range(steps):
        town = town.add(groups={"name": f"More people {number}", "part_of": f"Group {number}"})
    taken = process_time() - begun
    assert town[f"more-people-{steps - 1}"].part_of == (f"g{steps - 1}",)  # type: ignore[attr-defined]  # a group
    return taken / making


@pytest.mark.timed
def test_rows_one_by_one_do_not_make_the_map_anew_at_each_step() -> None:
    assert makings_of_steps(4_000, 15) < 1


@pytest.mark.timed
@pytest.mark.campaign
def test_a_thousand_rows_one_by_one_cost_a_few_makings_of_a_large_map() -> None:
    assert makings_of_steps(20_000, 1_000) < 5
