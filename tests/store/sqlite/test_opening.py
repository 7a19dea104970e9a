"""Opening a file: what is not ours, or not whole, is refused and left as it was."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

import reachmap as rm
from builders import came, town
from reachmap.model.tables import TABLES
from reachmap.store import opening
from reachmap.store.sqlite import SQLiteStore, file, schema
from reachmap.store.sqlite.cells import FIELDS


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """Return a file that holds a map."""
    store = SQLiteStore(tmp_path / "map.db", make=True)
    store.write(town(attendance=came(("v1", "spring"), ("v2", "spring"))))
    store.close()
    return tmp_path / "map.db"


def run(path: Path, *statements: str) -> None:
    """Change a file by hand."""
    with closing(sqlite3.connect(path)) as db, db:
        for statement in statements:
            db.execute(statement)


def test_what_is_not_there_is_not_made_unasked(tmp_path: Path) -> None:
    with pytest.raises(rm.StoreUnavailable, match=r"there is no .*map\.db: write a map to it"):
        SQLiteStore(tmp_path / "map.db")
    assert [*tmp_path.iterdir()] == []


def test_no_folder_is_made_for_a_store(tmp_path: Path) -> None:
    with pytest.raises(rm.StoreAccess, match=r"there is no folder .*nowhere to make map\.db in"):
        SQLiteStore(tmp_path / "nowhere" / "map.db", make=True)
    assert [*tmp_path.iterdir()] == []


def test_a_store_is_made_empty_and_says_so(tmp_path: Path) -> None:
    store = SQLiteStore(tmp_path / "map.db", make=True)
    for question in (store.whole, store.outline):
        with pytest.raises(rm.StoreUnavailable, match="holds no map yet"):
            question()
    store.close()
    SQLiteStore(tmp_path / "map.db").close()


def test_a_map_at_rest_is_one_file(kept: Path) -> None:
    store = SQLiteStore(kept)
    store.forget("v1")
    assert [path.name for path in kept.parent.iterdir()] == ["map.db"]
    store.close()


def test_names_of_files_may_hold_what_addresses_may_not(tmp_path: Path) -> None:
    for name in ("a b.db", "100%.db", "what?.db", "a#b.db", "é–日本.db", "a&mode=ro.db"):
        store = SQLiteStore(tmp_path / name, make=True)
        store.write(town())
        store.close()
        assert SQLiteStore(tmp_path / name).whole() == town()
    assert len([*tmp_path.iterdir()]) == 6


def foreign(path: Path) -> None:
    """Make a database of something else."""
    run(path, "CREATE TABLE sales (day TEXT)", "INSERT INTO sales VALUES ('2026-01-01')")


def cut(path: Path) -> None:
    """Make a map that was cut short."""
    store = SQLiteStore(path, make=True)
    store.write(rm.demo().stakeholders)
    store.close()
    path.write_bytes(path.read_bytes()[:20_000])


def later(path: Path) -> None:
    """Make a map as a later version would."""
    SQLiteStore(path, make=True).close()
    run(path, f"PRAGMA user_version = {len(schema.MIGRATIONS) + 1}")


REFUSED: dict[str, tuple[Callable[[Path], object], str]] = {
    "another database": (foreign, "is another database, not a map of reachmap"),
    "a text": (lambda path: path.write_text("years of work " * 200), "is no SQLite file"),
    "a few bytes": (lambda path: path.write_bytes(b"\x00\xff\x13" * 9), "is no SQLite file"),
    "nothing": (lambda path: path.write_bytes(b""), "is an empty file"),
    "a folder": (lambda path: path.mkdir(), "is a folder"),
    "a map cut short": (cut, "is damaged, or was cut short"),
    "a later version": (later, "was written by a later version of reachmap: update reachmap"),
}


@pytest.mark.parametrize("what", REFUSED)
@pytest.mark.parametrize("make", [False, True])
def test_what_is_not_a_map_of_ours_is_refused_and_left_as_it_was(
    tmp_path: Path, what: str, *, make: bool
) -> None:
    path = tmp_path / "map.db"
    spoil, told = REFUSED[what]
    spoil(path)
    before = path.read_bytes() if path.is_file() else b""
    if what == "nothing" and make:
        SQLiteStore(path, make=True).close()
        return
    with pytest.raises(rm.StoreAccess, match=told):
        SQLiteStore(path, make=make)
    assert (path.read_bytes() if path.is_file() else b"") == before
    assert [found.name for found in tmp_path.iterdir()] == ["map.db"]


def test_a_file_of_an_earlier_version_is_brought_up_with_all_it_holds(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = SQLiteStore(kept).whole()
    more = ('ALTER TABLE store ADD COLUMN "later" TEXT', 'UPDATE store SET "later" = 7')
    monkeypatch.setattr(file, "MIGRATIONS", (*schema.MIGRATIONS, more))
    store = SQLiteStore(kept)
    assert store.whole() == whole
    store.close()
    with closing(sqlite3.connect(kept)) as db:
        assert db.execute('SELECT "later" FROM store').fetchall() == [("7",)]
        assert db.execute("PRAGMA user_version").fetchone() == (len(schema.MIGRATIONS) + 1,)
    SQLiteStore(kept).close()


FIRST_VERSION = """
INSERT INTO about (number, title, currency, register_complete, illustrative)
    VALUES (0, 'Vale', 'GBP', 0, 0);
INSERT INTO organisations (number, id, name, languages, team) VALUES (0, 'team', 'Team', '[]', 1);
INSERT INTO groups (number, id, name, population, part_of, barriers, languages, hidden)
    VALUES (0, 'carers', 'Carers', 900, '[]', '[]', '[]', 0);
INSERT INTO channels (number, id, name) VALUES (0, 'panel', 'Panel');
INSERT INTO activities (number, id, name, groups, records, sensitive, supports)
    VALUES (0, 'fair', 'Fair', '[]', '["carers"]', 0, '[]');
INSERT INTO turnout (number, activity, "group", attended) VALUES (0, 'fair', 'carers', 4);
"""


def test_a_file_of_the_first_version_holds_what_it_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "first.db"
    monkeypatch.setattr(file, "MIGRATIONS", schema.MIGRATIONS[:1])
    SQLiteStore(path, make=True).close()
    monkeypatch.undo()
    with closing(sqlite3.connect(path)) as db:
        db.executescript(FIRST_VERSION)
    assert SQLiteStore(path).whole() == rm.StakeholderMap(
        about=rm.About(title="Vale"),
        organisations=[rm.Organisation(id="team", name="Team", team=True)],
        groups=[rm.Group(id="carers", name="Carers", population=900)],
        channels=[rm.Channel(id="panel", name="Panel")],
        activities=[rm.Activity(id="fair", name="Fair", records=("carers",))],
        turnout=rm.Ledger.of(rm.Turnout, [rm.Turnout(activity="fair", group="carers", attended=4)]),
    )


IN_PENCE = """
INSERT INTO about (number, currency, register_complete, illustrative) VALUES (0, 'GBP', 0, 0);
INSERT INTO organisations (number, id, name, languages, team) VALUES
    (0, 'hub', 'Hub', '[]', 0), (1, 'team', 'Team', '[]', 1);
INSERT INTO activities (number, id, name, groups, records, sensitive, supports, cost)
    VALUES (0, 'fair', 'Fair', '[]', '[]', 0, '[]', 15050),
    (1, 'tea', 'Tea', '[]', '[]', 0, '[]', NULL);
INSERT INTO links (number, "from", type, "to", both_ways, cost)
    VALUES (0, 'team', 'KNOWS', 'hub', 0, 15000);
INSERT INTO methods (number, code, name, cost, excludes, anonymous)
    VALUES (0, 'tea', 'Tea', 99, '[]', 0);
INSERT INTO supports (number, code, name, lifts, cost_per_person, fixed_cost)
    VALUES (0, 'cake', 'Cake', '[]', 1, 1000000000000);
INSERT INTO assumptions (number, name, value) VALUES (0, 'step_cost', 250), (1, 'step_days', 250);
"""


@pytest.mark.parametrize("version", [1, 2])
def test_a_file_of_an_earlier_version_has_its_sums_brought_out_of_pence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: int
) -> None:
    path = tmp_path / "earlier.db"
    monkeypatch.setattr(file, "MIGRATIONS", schema.MIGRATIONS[:version])
    SQLiteStore(path, make=True).close()
    monkeypatch.undo()
    with closing(sqlite3.connect(path)) as db:
        db.executescript(IN_PENCE)
        db.execute("UPDATE store SET writer = 'me', digest = 'of pence'")
        db.commit()
    SQLiteStore(path).close()
    with closing(sqlite3.connect(path)) as db:
        # It is no change by hand, and the map has another digest now.
        assert db.execute("SELECT digest, writer FROM store").fetchone() == (None, "me")
        assert db.execute("SELECT cost FROM activities").fetchall() == [(150.5,), (None,)]
    for _ in range(2):
        store = SQLiteStore(path)
        town = store.whole()
        assert [activity.cost for activity in town.activities] == [150.5, None]
        assert (town.links[0].cost, town.methods[0].cost) == (150.0, 0.99)
        assert store.links()["cost"] == [150.0]
        assert (town.supports[0].cost_per_person, town.supports[0].fixed_cost) == (0.01, 1e10)
        assert (town.assumptions.step_cost, town.assumptions.step_days) == (2.5, 250)
        store.close()


def test_a_step_between_versions_that_fails_changes_nothing(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = kept.read_bytes()
    steps = ("ALTER TABLE store ADD COLUMN more TEXT", "UPDATE nowhere SET x = 1")
    monkeypatch.setattr(file, "MIGRATIONS", (*schema.MIGRATIONS, steps))
    with pytest.raises(rm.StoreAccess):
        SQLiteStore(kept)
    monkeypatch.undo()
    assert kept.read_bytes() == before
    assert len(SQLiteStore(kept).whole().attendance) == 2


def test_the_file_has_every_column_of_the_model(kept: Path) -> None:
    """A new field of the model needs a new version of the file, not a change of an old one."""
    with closing(sqlite3.connect(kept)) as db:
        for table in TABLES:
            found = [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
            expected = [*FIELDS[table].values()]
            assert sorted(name for name in found if name != "number") == sorted(expected)
        assert db.execute("PRAGMA application_id").fetchone() == (schema.APPLICATION,)


def test_every_table_is_watched_for_changes_by_hand(kept: Path) -> None:
    with closing(sqlite3.connect(kept)) as db:
        found = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        triggers = {name for (name,) in db.execute(found)}
    tables = {*TABLES} - {"attendance"} | {"came"}
    assert triggers >= {f"{t}_{e}" for t in tables for e in ("insert", "update", "delete")}


def test_a_file_can_be_looked_into_by_hand(kept: Path) -> None:
    with closing(sqlite3.connect(kept)) as db:
        rows = db.execute("SELECT * FROM attendance ORDER BY voice").fetchall()
        assert rows == [("v1", "spring", "own"), ("v2", "spring", "own")]
        assert db.execute("SELECT groups FROM voices WHERE id = 'v1'").fetchone() == ('["carers"]',)
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []


def test_another_file_in_the_place_of_the_first_is_what_is_read(kept: Path) -> None:
    store = SQLiteStore(kept)
    before = store.version(), store.whole()
    other = SQLiteStore(kept.with_name("other.db"), make=True)
    other.write(rm.demo().stakeholders)
    other.close()
    kept.with_name("other.db").replace(kept)
    assert store.version() != before[0]
    assert store.whole() == rm.demo().stakeholders
    kept.unlink()
    with pytest.raises(rm.StoreUnavailable, match="no longer there"):
        store.whole()


def test_a_closed_store_says_so(kept: Path) -> None:
    store = SQLiteStore(kept)
    store.close()
    store.close()
    with pytest.raises(rm.StoreUnavailable, match="was closed"):
        store.whole()


def test_a_log_that_another_tool_left_on_is_turned_off(kept: Path) -> None:
    run(kept, "PRAGMA journal_mode = WAL")
    store = SQLiteStore(kept)
    assert len(store.whole().attendance) == 2
    store.forget("v1")
    assert [path.name for path in kept.parent.iterdir()] == ["map.db"]


def test_a_store_is_opened_by_its_ending(kept: Path) -> None:
    store = opening.open_store(str(kept))
    assert isinstance(store, SQLiteStore)
    assert len(store.whole().attendance) == 2
