"""Files of strangers under our mark: nothing of theirs is run, believed or waited for."""

import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import pytest

import reachmap as rm
from builders import came, town
from reachmap.store.sqlite import SQLiteStore, connecting
from reachmap.store.sqlite.trust import objects_of, require_whole

ENDLESS = """
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
SELECT max(i) AS number, 'g' || i AS id, 'G' AS name, NULL AS notes FROM n
"""

FOREIGN: dict[str, tuple[tuple[str, ...], str]] = {
    "a view in the place of a table": (
        ("DROP TABLE said", f"CREATE VIEW said AS {ENDLESS}"),
        "view 'said'",
    ),
    "a view beside the tables": ((f"CREATE VIEW more AS {ENDLESS}",), "view 'more'"),
    "a trigger": (
        ("CREATE TRIGGER more AFTER DELETE ON voices BEGIN DELETE FROM asks; END",),
        "trigger 'more'",
    ),
    "another trigger under a name of ours": (
        (
            "DROP TRIGGER asks_insert",
            "CREATE TRIGGER asks_insert AFTER INSERT ON asks BEGIN DELETE FROM voices; END",
        ),
        "trigger 'asks_insert'",
    ),
    "a trigger taken away": (("DROP TRIGGER asks_insert",), "trigger 'asks_insert'"),
    "a virtual table": (("CREATE VIRTUAL TABLE more USING fts5(text)",), "table 'more'"),
    "an index of another rule": (
        ("CREATE UNIQUE INDEX more ON asks ('to')",),
        "index 'more'",
    ),
    "a column taken away": (('ALTER TABLE voices DROP COLUMN "notes"',), "table 'voices'"),
    "a column by another name": (
        ('ALTER TABLE voices RENAME COLUMN "notes" TO "remarks"',),
        "table 'voices'",
    ),
    "a column that is worked out": (
        ("ALTER TABLE asks ADD COLUMN more TEXT AS (hex(zeroblob(1000000000)))",),
        "table 'asks'",
    ),
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a file that holds a map."""
    store = SQLiteStore(tmp_path / "map.db", make=True)
    links = [rm.Link(from_="forum", type="HEARS", to="carers")]
    store.write(town(attendance=came(("v1", "spring"), ("v2", "spring")), links=links))
    store.close()
    return tmp_path / "map.db"


def change(path: Path, *statements: str) -> None:
    """Change a file by hand."""
    with closing(sqlite3.connect(path)) as db, db:
        for statement in statements:
            db.execute(statement)


@pytest.mark.parametrize("what", FOREIGN)
@pytest.mark.parametrize("make", [False, True])
def test_a_file_that_is_made_of_something_else_is_refused(
    path: Path, what: str, *, make: bool
) -> None:
    statements, named = FOREIGN[what]
    change(path, *statements)
    before = path.read_bytes()
    with pytest.raises(rm.StoreAccess, match=f"is not as reachmap makes a map: see its {named}"):
        SQLiteStore(path, make=make)
    assert path.read_bytes() == before
    assert [each.name for each in path.parent.iterdir()] == ["map.db"]


def test_what_is_put_into_a_file_in_use_is_refused_at_the_next_look(path: Path) -> None:
    store = SQLiteStore(path)
    assert store.sizes()["said"] == 0
    change(path, *FOREIGN["a view in the place of a table"][0])
    for look in (store.sizes, store.whole, lambda: store.forget("v1")):
        with pytest.raises(rm.StoreAccess, match="see its view 'said'"):
            look()


def test_a_file_is_opened_to_be_read_until_it_is_changed(path: Path) -> None:
    store = SQLiteStore(path)
    desk = rm.ReachMap(store)
    desk.participation()
    store.whole()
    with (
        pytest.raises(rm.StoreAccess, match="may not be written to"),
        store._file.reading() as db,
    ):
        db.execute("DELETE FROM voices")
    assert store.forget("v1") == 2
    assert [voice.id for voice in store.whole().voices] == ["v2"]


def test_nothing_that_a_file_brings_is_trusted(path: Path) -> None:
    with SQLiteStore(path)._file.reading() as db:
        assert db.execute("PRAGMA trusted_schema").fetchone() == (0,)
        assert db.execute("PRAGMA cell_size_check").fetchone() == (1,)


def test_the_layout_is_the_same_however_it_is_spaced(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        before = objects_of(db)
        db.execute("PRAGMA writable_schema = ON")
        db.execute("UPDATE sqlite_master SET sql = replace(sql, '    ', char(10) || ' ')")
        db.commit()
        assert objects_of(db) == before
    assert SQLiteStore(path).whole().voices


@pytest.mark.parametrize(
    "look",
    [
        lambda store: store.whole(),
        lambda store: store.attendance_by_activity(),
        lambda store: store.forget("v1"),
        lambda store: store.append({"said": {"activity": ["spring"]}}),
    ],
)
def test_more_work_than_a_map_of_that_size_takes_is_given_up(
    path: Path, monkeypatch: pytest.MonkeyPatch, look: Callable[[SQLiteStore], object]
) -> None:
    store = SQLiteStore(path)
    before = path.read_bytes()
    monkeypatch.setattr(connecting, "STEP", 10)
    monkeypatch.setattr(connecting, "LEAST_STEPS", 1)
    monkeypatch.setattr(connecting, "STEPS_PER_BYTE", 0)
    store._file._hold(connecting.TO_READ)
    with pytest.raises(rm.StoreAccess, match="takes more work than a map of its size ever does"):
        look(store)
    assert path.read_bytes() == before


def test_a_look_without_end_is_given_up(path: Path) -> None:
    store = SQLiteStore(path)
    with (
        pytest.raises(rm.StoreAccess, match="takes more work than a map"),
        store._file.reading() as db,
    ):
        db.execute(ENDLESS).fetchone()


def test_a_whole_map_takes_as_long_as_it_takes(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connecting, "STEP", 10)
    store = SQLiteStore(path)
    store.write(rm.demo().stakeholders)
    monkeypatch.undo()
    assert SQLiteStore(path).whole() == rm.demo().stakeholders


LIES = {
    "people heard": "UPDATE heard SET voices = voices + 1",
    "people heard in words": "UPDATE heard SET voices = 'many'",
    "groups of nobody": "INSERT INTO heard SELECT number, 99, 7 FROM activities",
    "members": "DELETE FROM member",
    "a number that is no activity": "UPDATE came SET activity = activity + 900",
    "a day that is none": """
    INSERT INTO asks (date, "from", "to") VALUES ('2026', 'team', 'forum')
    """,
    "a way of speaking that is none": "UPDATE came SET speaking = 'aloud'",
    "no list of groups": "UPDATE voices SET groups = '{'",
}
"""Changes behind the back of the triggers that would note them."""


@pytest.mark.parametrize("what", LIES)
def test_rows_that_cannot_be_counted_are_told_without_a_stack(path: Path, what: str) -> None:
    change(path, LIES[what], "UPDATE store SET writer = 'me'")
    with pytest.raises((rm.InvalidMap, rm.StoreAccess)):
        SQLiteStore(path).whole()
    desk = rm.ReachMap(SQLiteStore(path))
    for question in (desk.participation, desk.voices, desk.burden, desk.evidence, desk.methods):
        with suppress(rm.InvalidMap, rm.StoreAccess):
            question()


def test_a_voice_is_forgotten_only_where_every_index_fits_its_rows(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(sqlite3.connect(path)) as db:
        roots = dict(db.execute("SELECT name, rootpage FROM sqlite_master").fetchall())
        size = db.execute("PRAGMA page_size").fetchone()[0]
    content = bytearray(path.read_bytes())
    page, other = ((roots[name] - 1) * size for name in ("links_to", "seated"))
    content[page : page + size] = content[other : other + size]
    path.write_bytes(content)
    with pytest.raises(rm.StoreAccess, match="is damaged, or was cut short"):
        SQLiteStore(path)
    monkeypatch.setattr(require_whole, "__kwdefaults__", {"most_bytes": 0})
    large = SQLiteStore(path)
    assert large.whole().voices
    with pytest.raises(rm.StoreAccess, match="is damaged, or was cut short"):
        large.forget("v1")
    assert path.read_bytes() == content


@pytest.mark.parametrize("row", ["DELETE FROM store", "UPDATE store SET revision = 'x'"])
def test_a_file_without_a_state_says_so(path: Path, row: str) -> None:
    store = SQLiteStore(path)
    change(path, row)
    for look in (store.whole, lambda: SQLiteStore(path)):
        with pytest.raises(rm.StoreAccess, match="does not say which of its states"):
            look()
