"""Graphs that are not ours: a small one of customers and contacts, and any map in other words."""

from __future__ import annotations

import contextlib
import fcntl
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from operator import itemgetter
from typing import Any

import reachmap as rm
from builders import AS_OF
from neo4j_server.server import CACHE
from reachmap.model.columns import columns_of
from reachmap.model.tables import TABLES
from reachmap.store.neo4j.graph import JOINING, NODES, ROWS, fields_of
from store.neo4j.conftest import Cypher

CRM = """
CREATE (us:Account {number: 1, name: 'Engagement team'})
CREATE (hub:Account {number: 2, name: 'Carers Hub', kind: 'Non-profit'})
CREATE (ward:Account {number: 3, name: 'Hill Hospital', kind: 'NHS trust'})
CREATE (liaison:Contact {badge: 'liaison', job: 'Carers liaison officer'})
CREATE (matron:Contact {badge: 'matron', job: 'Matron'})
CREATE (liaison)-[:WORKS_AT]->(hub) CREATE (matron)-[:WORKS_AT]->(ward)
CREATE (all:Segment {code: 'carers', title: 'Unpaid carers', size: 900})
CREATE (young:Segment {code: 'young', title: 'Young carers', size: 120})
CREATE (deaf:Segment {code: 'deaf', title: 'Deaf people', size: 300})
CREATE (young)-[:WITHIN]->(all)
CREATE (us)-[:REFERS_TO {score: 4}]->(hub) CREATE (us)-[:REFERS_TO {score: 3}]->(matron)
CREATE (liaison)-[:SERVES {score: 5}]->(all) CREATE (matron)-[:SERVES]->(deaf)
CREATE (spring:Event {ref: 11, title: 'Spring day', held: date('2026-03-01')})
CREATE (autumn:Event {ref: 12, title: 'Autumn day', held: datetime('2025-10-01T18:30:00Z')})
CREATE (autumn)-[:FOR]->(all)
CREATE (one:Member {number: 1}) CREATE (two:Member {number: 2}) CREATE (three:Member {number: 3})
CREATE (one)-[:IN]->(all) CREATE (two)-[:IN]->(young)
CREATE (one)-[:JOINED]->(spring) CREATE (one)-[:JOINED]->(autumn)
CREATE (two)-[:JOINED]->(spring) CREATE (three)-[:JOINED {as: 'Helper'}]->(spring)
CREATE (mail:Message {sent: '2026-02-10', answer: 'Yes'})
CREATE (us)-[:WROTE]->(mail) CREATE (mail)-[:TO]->(liaison) CREATE (mail)-[:ABOUT]->(all)
CREATE (:Invoice {total: 12})-[:BILLED]->(hub)
"""
"""A graph of customers and contacts, with labels of its own."""


def crm_map() -> rm.StakeholderMap:
    """Return the map that this graph holds through the mapping of the docs."""
    ask = {"date": date(2026, 2, 10), "from": "a1", "to": "liaison"}
    return rm.StakeholderMap(
        about=rm.About(title="Our contacts", team="a1", area_population=20_000, as_of=AS_OF),
        organisations=[
            rm.Organisation(id="a1", name="Engagement team", team=True),
            rm.Organisation(id="a2", name="Carers Hub", sector="charity"),
            rm.Organisation(id="a3", name="Hill Hospital", sector="hospital"),
        ],
        workers=[
            rm.KeyWorker(id="liaison", name="Carers liaison officer", organisation="a2"),
            rm.KeyWorker(id="matron", name="Matron", organisation="a3"),
        ],
        groups=[
            rm.Group(id="carers", name="Unpaid carers", population=900),
            rm.Group(id="young", name="Young carers", population=120, part_of=("carers",)),
            rm.Group(id="deaf", name="Deaf people", population=300),
        ],
        activities=[
            rm.Activity(id="e11", name="Spring day", date=date(2026, 3, 1)),
            rm.Activity(id="e12", name="Autumn day", date=date(2025, 10, 1), groups=("carers",)),
        ],
        voices=[
            rm.Voice(id="m1", name="m1", groups=("carers",)),
            rm.Voice(id="m2", name="m2", groups=("young",)),
            rm.Voice(id="m3", name="m3"),
        ],
        links=[
            rm.Link(from_="a1", type="KNOWS", to="a2", trust=4),
            rm.Link(from_="a1", type="KNOWS", to="matron", trust=3),
            rm.Link(from_="liaison", type="TRUSTED_BY", to="carers", trust=5),
            rm.Link(from_="matron", type="TRUSTED_BY", to="deaf"),
        ],
        attendance=rm.Ledger(
            rm.Attendance,
            {
                "voice": ["m1", "m1", "m2", "m3"],
                "activity": ["e11", "e12", "e11", "e11"],
                "speaking": ["own", "own", "own", "facilitator"],
            },
        ),
        asks=rm.Ledger.of(
            rm.Ask,
            [rm.Ask.model_validate(ask | {"group": "carers", "outcome": "passed-on"})],
        ),
    )


BY_ARROW = {
    ("workers", "organisation"),
    ("groups", "part_of"),
    ("voices", "groups"),
    ("activities", "groups"),
}
"""Fields that stand as relationships where a map is put in other words."""


def put(cypher: Cypher, town: rm.StakeholderMap) -> str:
    """Write a map into the graph in other words; return the mapping that reads it."""
    lines = _stated(town)
    tables = {table: columns_of(town, table) for table in TABLES}
    for table in (*NODES, *ROWS):
        if table not in {"about", "assumptions"} and any(tables[table].values()):
            lines += _put_nodes(cypher, table, tables[table])
    for table, name in sorted(BY_ARROW):
        type_ = f"HAS {table} {name}"
        ends = [
            [id_, each]
            for id_, value in zip(tables[table]["id"], tables[table][name], strict=True)
            for each in (value if isinstance(value, tuple) else [value] if value else [])
        ]
        if ends:
            _put_rows(cypher, type_, [[*both, {}] for both in ends], back=True)
            place = lines.index(f"[{table}]") + 1
            lines.insert(place, f'{name} = "<-[:{type_}]-"')
    return "\n".join([*lines, *_put_joining(cypher, tables), *_put_links(cypher, tables["links"])])


THEIRS = "Account|Contact|Segment|Event|Member|Message|Invoice|Theirs"
"""Labels of such graphs."""


@contextlib.contextmanager
def alone(cypher: Cypher) -> Iterator[None]:
    """Hold the only such graph of the server, which other tests use at the same time."""
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / "lock-theirs").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        cypher(f"MATCH (n:{THEIRS}) DETACH DELETE n")
        yield
        cypher(f"MATCH (n:{THEIRS}) DETACH DELETE n")


def _stated(town: rm.StakeholderMap) -> list[str]:
    about = {
        name: value
        for name, (value,) in columns_of(town, "about").items()
        if value not in (None, ()) and name != "own_columns"
    }
    rules = columns_of(town, "assumptions")
    return [
        "[about]",
        *(f"{name} = {_toml(value)}" for name, value in about.items()),
        "[assumptions]",
        *(f'"{n}" = {_toml(v)}' for n, v in zip(rules["name"], rules["value"], strict=True)),
    ]


def _toml(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return f"[{', '.join(map(_toml, value))}]"
    return json.dumps(value, ensure_ascii=False)


def _given(names: Sequence[str], row: Sequence[Any]) -> dict[str, Any]:
    pairs = zip(names, row, strict=True)
    return {f"their {name}": value for name, value in pairs if value not in (None, ())}


def _put_nodes(cypher: Cypher, table: str, columns: Mapping[str, list[Any]]) -> list[str]:
    names = tuple(
        name for name in fields_of(table) if name != "own" and (table, name) not in BY_ARROW
    )
    rows = [_given(names, row) for row in zip(*map(columns.__getitem__, names), strict=True)]
    cypher(f"UNWIND $rows AS row CREATE (n:Theirs:`Their {table}`) SET n = row", rows=rows)
    used = {key for row in rows for key in row}
    fields = [f'{name} = "their {name}"' for name in names if f"their {name}" in used]
    return [f"[{table}]", f'label = "Their {table}"', *fields]


def _put_rows(cypher: Cypher, type_: str, rows: list[Any], *, back: bool = False) -> None:
    start, end = ("b", "a") if back else ("a", "b")
    ids = "n.`their id` = {}"
    cypher(
        f"UNWIND $rows AS row MATCH (a:Theirs) WHERE {ids.format('row[0]').replace('n.', 'a.')} "
        f"MATCH (b:Theirs) WHERE {ids.format('row[1]').replace('n.', 'b.')} "
        f"CREATE ({start})-[r:`{type_}`]->({end}) SET r = row[2]",
        rows=rows,
    )


def _put_joining(cypher: Cypher, tables: Mapping[str, Any]) -> list[str]:
    lines = []
    for table, (from_, _, to) in JOINING.items():
        names = fields_of(table)
        cells = [tables[table][name] for name in (from_, to, *names)]
        rows = [[a, b, _given(names, row)] for a, b, *row in zip(*cells, strict=True)]
        if rows:
            _put_rows(cypher, f"THEIR-{table}", rows, back=table == "turnout")
            used = {key for *_, given in rows for key in given}
            arrow = f"<-[:THEIR-{table}]-" if table == "turnout" else f"-[:THEIR-{table}]->"
            lines += [f"[{table}]", f'type = "{arrow}"']
            lines += [f'{name} = "their {name}"' for name in names if f"their {name}" in used]
    return lines


def _put_links(cypher: Cypher, columns: Mapping[str, list[Any]]) -> list[str]:
    lines = []
    names = tuple(name for name in fields_of("links") if name != "own")
    cells = (columns[name] for name in ("type", "from_", "to", *names))
    by_type: dict[str, list[Any]] = {}
    for type_, from_, to, *row in sorted(zip(*cells, strict=True), key=itemgetter(0)):
        by_type.setdefault(type_, []).append([from_, to, _given(names, tuple(row))])
    for type_, rows in by_type.items():
        _put_rows(cypher, f"Is {type_}", rows)
        used = {key for *_, given in rows for key in given}
        lines += [f"[links.{type_}]", f'type = "-[:Is {type_}]->"']
        lines += [f'{name} = "their {name}"' for name in names if f"their {name}" in used]
    return lines
