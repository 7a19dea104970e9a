"""Hostile texts, and files changed by hand: neither does harm, and both are found out."""

import ast
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import fields, replace
from datetime import timedelta
from pathlib import Path
from typing import Any, get_args

import pytest

import reachmap as rm
from builders import AS_OF, came, town
from reachmap.model.content import Content
from reachmap.model.fields import reference
from reachmap.model.ledger import Ledger
from reachmap.model.tables import LEDGERS, TABLES
from reachmap.store import MemoryStore
from reachmap.store import sqlite as package
from reachmap.store.sqlite import SQLiteStore
from reachmap.store.sqlite.cells import KINDS
from store.contract import same_answers, same_counts

HOSTILE = (
    "'; DROP TABLE voices;--",
    '"; DELETE FROM came; --',
    "\\u0060) DETACH DELETE n //",
    "`x` ' \" \\ \\' \\\"",
    "] [ } { $.[0] ? ?1 :a @a %s {0}",
    "x') UNION SELECT sql FROM sqlite_schema --",
    "NULL",
    "0x41",
    "#1",
    "$[0]",
)


def hostile_town(text: str) -> rm.StakeholderMap:
    """Return a map that has a hostile text as id, name and in whatever field takes one."""
    plain = text.replace(";", ",")
    ids = {kind: f"{plain} {kind}" for kind in ("group", "activity", "voice", "canary", "body")}
    return rm.StakeholderMap(
        about=rm.About(title=text, area=plain, as_of=AS_OF, currency=plain),
        organisations=[rm.Organisation(id=ids["body"], name=plain, team=True, notes=text)],
        groups=[rm.Group(id=ids["group"], name=plain, languages=(plain,), notes=text)],
        workers=[rm.KeyWorker(id="w", name=plain, role=plain, organisation=ids["body"])],
        activities=[
            rm.Activity(
                id=ids["activity"],
                name=plain,
                topic=plain,
                can_change=text,
                groups=(ids["group"],),
                date=AS_OF - timedelta(9),
            )
        ],
        voices=[
            rm.Voice(id=ids["voice"], name=plain, groups=(ids["group"],), notes=text),
            rm.Voice(id=ids["canary"], name="canary"),
        ],
        links=[
            rm.Link(
                from_=ids["body"],
                type="KNOWS",
                to="w",
                source=plain,
                owner=plain,
                notes=text,
            )
        ],
        methods=[rm.Method(code=plain, name=plain, description=text)],
    )


def rows_of(town: rm.StakeholderMap, text: str) -> dict[str, dict[str, list[Any]]]:
    """Return rows for every ledger, with the hostile text wherever it fits."""
    plain, nodes = text.replace(";", ","), town.voices[-1].id
    body, group, activity = town.organisations[0].id, town.groups[0].id, town.activities[0].id
    voice = next(each.id for each in town.voices if each.name != "canary")
    return {
        "attendance": {"voice": [voice, nodes], "activity": [activity] * 2}
        if nodes != voice
        else {"voice": [voice], "activity": [activity]},
        "turnout": {"activity": [activity], "group": [group], "attended": [3]},
        "asks": {
            "date": [AS_OF],
            "from": [body],
            "to": [voice],
            "group": [group],
            "activity": [activity],
        },
        "said": {
            "activity": [activity],
            "group": [group],
            "question": [text],
            "theme": [plain],
            "summary": [text],
            "response": [text],
            "owner": [plain],
        },
        "panels": {"date": [AS_OF], "voice": [voice]},
        "findings": {"rule": [plain], "subject": [plain], "answer": [text]},
    }


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_are_texts(tmp_path: Path, text: str) -> None:
    bare = hostile_town(text)
    rows = rows_of(bare, text)
    ledgers: dict[str, Any] = {
        name: Ledger(TABLES[name].record, columns) for name, columns in rows.items()
    }
    full = replace(bare, **ledgers)
    store = SQLiteStore(tmp_path / "map.db", make=True)
    store.write(bare)
    store.append(rows)
    assert store.whole() == full
    same_counts(store, MemoryStore(full), full)
    same_answers(rm.ReachMap(store), rm.ReachMap.of(full), full)
    for voice in full.voices:
        if voice.name != "canary":
            store.forget(voice.id)
    for name in (text, f"{text}' OR 1=1 --"):
        with pytest.raises(rm.UnknownNode):
            store.forget(name)
    left = store.whole()
    assert [voice.name for voice in left.voices] == ["canary"]
    assert len(left.attendance) == sum(row.voice == left.voices[0].id for row in full.attendance)


def test_every_field_that_takes_a_text_gives_it_back_as_it_was(tmp_path: Path) -> None:
    store = SQLiteStore(tmp_path / "map.db", make=True)
    long = "é日本 \U0001f469 " * 20_000
    for text in ("007", "1e5", "TRUE", "né — ø", "日本語 العربية", "a\tb\nc", long.strip()):
        full = hostile_town(text.replace("\n", " ").replace("\t", " "))
        full = replace(full, about=rm.About(title=text, as_of=AS_OF))
        store.write(full)
        assert store.whole() == full


def test_empty_tables_stay_empty(tmp_path: Path) -> None:
    bare = rm.StakeholderMap(organisations=[rm.Organisation(id="t", name="T", team=True)])
    store = SQLiteStore(tmp_path / "map.db", make=True)
    store.write(bare)
    assert store.whole() == bare
    assert {field.name for field in fields(Content)} == {*TABLES}
    same_counts(store, MemoryStore(bare), bare)
    same_answers(rm.ReachMap(store), rm.ReachMap.of(bare), bare)


BY_HAND: dict[str, tuple[str, str]] = {
    "a bad number": (
        "UPDATE groups SET population = 'many' WHERE id = 'carers'",
        "groups.*carers: population",
    ),
    "a bad day": ("UPDATE activities SET date = '1.3.2026' WHERE id = 'spring'", "spring: date"),
    "a day in another spelling": (
        "UPDATE activities SET date = '20260301' WHERE id = 'spring'",
        "activities.*spring: date",
    ),
    "a bad list": ("UPDATE voices SET groups = '[1]' WHERE id = 'v1'", "voices.*v1: groups"),
    "no list": ("UPDATE voices SET groups = 'carers' WHERE id = 'v1'", "voices.*v1: groups"),
    "lists within a list": ("UPDATE voices SET groups = '[[[]]]' WHERE id = 'v1'", "v1: groups"),
    "neither yes nor no": (
        "UPDATE organisations SET team = 'perhaps' WHERE id = 'team'",
        "organisations.*team: team",
    ),
    "a bad word": ("UPDATE came SET speaking = 'loudly'", "attendance.*speaking"),
    "a hidden character": (
        "UPDATE groups SET name = 'Car' || char(8203) || 'ers' WHERE id = 'carers'",
        r"groups.*carers: name.*U\+200B",
    ),
    "an unknown reference": (
        "UPDATE channels SET run_by = 'nobody'",
        "channels.*forum: there is no organisation 'nobody'",
    ),
    "a wrong kind": (
        "UPDATE activities SET channel = 'carers' WHERE id = 'spring'",
        "activities.*spring: 'carers' is a group, not a channel",
    ),
    "a ring": (
        "UPDATE groups SET part_of = json_array(replace('carersstudents', id, ''))",
        "groups.*groups are part of each other in a ring",
    ),
    "an ask to nobody": (
        """INSERT INTO asks ("date", "from", "to") VALUES ('2026-01-01', 'team', 'nobody')""",
        "asks.*there is no .*'nobody'",
    ),
    "attendance of somebody gone": (
        "DELETE FROM voices WHERE id = 'v1'",
        "attendance.*there is no voice '#1'",
    ),
    "a link that cannot be": (
        """INSERT INTO links ("from", "type", "to", both_ways) VALUES ('team', 'HEARS', 'v1', 0)""",
        "links.*team HEARS v1: HEARS leads from channel to group",
    ),
    "no assumption": ("INSERT INTO assumptions VALUES (1, 'luck', 7)", "assumptions.*luck"),
}


def edited(path: Path, *changes: str) -> SQLiteStore:
    """Return the store of a small town that somebody changed by hand."""
    store = SQLiteStore(path, make=True)
    store.write(town(attendance=came(("v1", "spring"), ("v2", "spring"))))
    store.close()
    with closing(sqlite3.connect(path)) as db, db:
        for change in changes:
            db.execute(change)
    return SQLiteStore(path)


@pytest.mark.parametrize("what", BY_HAND)
def test_what_was_broken_by_hand_is_refused_with_where_it_is(tmp_path: Path, what: str) -> None:
    change, told = BY_HAND[what]
    store = edited(tmp_path / "map.db", change)
    before = (tmp_path / "map.db").read_bytes()
    with pytest.raises(rm.InvalidMap, match=told):
        store.whole()
    assert (tmp_path / "map.db").read_bytes() == before


@pytest.mark.parametrize("what", BY_HAND)
def test_nothing_is_counted_of_what_was_broken_by_hand(tmp_path: Path, what: str) -> None:
    store = edited(tmp_path / "map.db", BY_HAND[what][0])
    before = (tmp_path / "map.db").read_bytes()
    rows = {"said": {"activity": ["spring"]}}
    for ask in (
        store.attendance_by_activity,
        lambda: store.voices_alike(["spring"], []),
        lambda: store.append(rows),
        store.outline,
    ):
        with pytest.raises(rm.InvalidMap, match=BY_HAND[what][1]):
            ask()
    assert (tmp_path / "map.db").read_bytes() == before


def test_what_was_changed_well_by_hand_counts_as_if_written(tmp_path: Path) -> None:
    store = edited(
        tmp_path / "map.db",
        """UPDATE voices SET groups = '["carers","students"]' WHERE id = 'v1'""",
        """UPDATE groups SET part_of = '["students"]' WHERE id = 'carers'""",
        """INSERT INTO voices (id, name, groups) VALUES ('a0', 'First', '["students"]')""",
        """INSERT INTO activities (id, name, groups, records, sensitive, supports)
        VALUES ('a day', 'A day', '["carers"]', '[]', 0, '[]')""",
        """INSERT INTO came SELECT v.number, a.number, 'own' FROM voices v, activities a
        WHERE v.id = 'a0' AND a.id IN ('a day', 'spring')""",
        "DELETE FROM came WHERE voice = (SELECT number FROM voices WHERE id = 'v2')",
    )
    whole = SQLiteStore(tmp_path / "map.db").whole()
    assert len(whole.attendance) == 3
    same_counts(store, MemoryStore(whole), whole)
    same_answers(rm.ReachMap(store), rm.ReachMap.of(whole), whole)
    version = store.version()
    assert store.whole() == whole
    assert store.version() == version


def test_all_that_was_broken_by_hand_is_told_at_once(tmp_path: Path) -> None:
    names = ("a bad number", "a bad day", "a bad list", "a bad word")
    store = edited(tmp_path / "map.db", *(BY_HAND[name][0] for name in names))
    with pytest.raises(rm.InvalidMap) as caught:
        store.whole()
    assert {issue.file for issue in caught.value.issues} == {
        *("groups", "activities", "voices"),
        "attendance",
    }
    assert len(caught.value.issues) == 4


def test_an_outline_refuses_what_it_looks_at(tmp_path: Path) -> None:
    store = edited(tmp_path / "map.db", BY_HAND["an unknown reference"][0])
    desk = rm.ReachMap(store)
    with pytest.raises(rm.InvalidMap, match="nobody"):
        desk.routes("carers")


def test_text_that_is_none_is_told_plainly(tmp_path: Path) -> None:
    store = edited(
        tmp_path / "map.db", "UPDATE groups SET name = CAST(x'ff' AS TEXT) WHERE id = 'carers'"
    )
    with pytest.raises(rm.StoreError, match=r"map\.db"):
        store.whole()


def test_a_table_taken_away_by_hand_is_told_plainly(tmp_path: Path) -> None:
    with pytest.raises(rm.StoreAccess, match="see its table 'said'"):
        edited(tmp_path / "map.db", "DROP TABLE said")


def test_every_field_has_a_kind_that_is_kept() -> None:
    known = {str, int, float, bool, tuple, object}
    kinds = {kind for table in KINDS.values() for kind in table.values()}
    assert kinds >= known
    assert len(kinds) == len(known) + 1, "and days"
    assert [name for name in LEDGERS if tuple in KINDS[name].values()] == []
    assert reference(rm.Ask.model_fields["to"]) is not None
    assert get_args(rm.Attendance.model_fields["speaking"].annotation)


MODULES = sorted(Path(package.__file__).parent.glob("*.py"))


def constants(tree: ast.Module) -> set[str]:
    """Return the names that a module sets once, in capitals, and those it takes from others."""
    found = set()
    for node in tree.body:
        if isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            found |= {name.id for name in targets if isinstance(name, ast.Name)}
        if isinstance(node, ast.ImportFrom):
            found |= {alias.asname or alias.name for alias in node.names}
    return {name for name in found if name.strip("_").isupper()}


def heads(tree: ast.AST) -> Iterator[tuple[ast.For, ast.expr]]:
    """Yield each loop, and what it goes through."""
    for node in ast.walk(tree):
        if isinstance(node, ast.For):
            yield node, node.iter


def is_constant(node: ast.expr, known: set[str]) -> bool:
    """Return whether an expression is a constant, an entry of one, or several put in a row."""
    if isinstance(node, ast.Name):
        return node.id in known
    if isinstance(node, ast.Subscript):
        return is_constant(node.value, known)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return node.func.attr == "items" and is_constant(node.func.value, known)
    if isinstance(node, ast.Tuple):
        return all(
            isinstance(part, ast.Starred) and is_constant(part.value, known) for part in node.elts
        )
    return False


def loose(source: str) -> list[str]:
    """Return what is executed in a module without being one of its constants."""
    tree = ast.parse(source)
    known = constants(tree)
    for loop, through in heads(tree):
        if is_constant(through, known):
            known |= {name.id for name in ast.walk(loop.target) if isinstance(name, ast.Name)}
    return [
        ast.unparse(node)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"execute", "executemany", "executescript"}
        and not is_constant(node.args[0], known)
    ]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_no_statement_is_made_of_data(path: Path) -> None:
    assert loose(path.read_text(encoding="utf-8")) == []


def test_the_search_for_statements_made_of_data_can_fail() -> None:
    assert loose("def f(db, name): db.execute(f'SELECT {name}')")
    assert loose("def f(db, name): db.execute('SELECT ' + name)")
    assert loose("def f(db, name): db.execute(name)")
    assert loose("A = 'x'\ndef f(db): db.execute(A % 'y')")
    assert not loose("A = {'x': 'y'}\ndef f(db, x): db.execute(A[x], (x,))")
