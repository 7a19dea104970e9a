"""Questions that are counted inside the server, and what their answers must be like."""

from typing import Any

from reachmap.store.neo4j.answers import (
    Count,
    Counts,
    Day,
    Numbers,
    Text,
    Texts,
    Yes,
    question,
)
from reachmap.store.neo4j.graph import INSIDE

VOICES = f"MATCH (v:MapNode:Voice {INSIDE}) WHERE v.id IS NOT NULL"
AT = "UNWIND $activities AS id MATCH (a:MapNode:Activity {map: $map, version: $version, id: id})"
CAME = "MATCH (a)<-[r:ATTENDED]-(v)"

EVERYONE = question(
    "voices", f"{VOICES} RETURN coalesce(v.groups, []) AS own, collect(v.id) AS ids", Texts, Texts
)
GROUPS_OF = question(
    "voices",
    "UNWIND $voices AS id MATCH (v:MapNode:Voice {map: $map, version: $version, id: id}) "
    "RETURN id, coalesce(v.groups, []) AS own",
    *(Text, Texts),
)
# Voices of the same groups share as much of any set: the least busy of them are enough.
LEAST_BUSY = question(
    "voices",
    f"{VOICES} AND v.groups IS NOT NULL AND NOT v.id IN $rested "
    "WITH v.groups AS own, v.id AS id ORDER BY coalesce($busy[id], 0), id "
    "RETURN own, collect(id)[..$n] AS ids",
    *(Texts, Texts),
)

_ASKS = f"MATCH (n:MapNode {INSIDE})-[r:ASKED]->(m) WHERE n.id IS NOT NULL"
PAIR_ASKS = question(
    "asks",
    f"{_ASKS} AND r.date <= $until AND NOT m:Voice "
    "WITH n.id AS from, m.id AS to, r.date AS day, r.outcome AS outcome, "
    "r.group IS NOT NULL OR r.activity IS NULL AS introduces "
    "RETURN from, to, day, count(*), "
    "sum(CASE WHEN introduces AND outcome IN $scored THEN 1 ELSE 0 END), "
    "sum(CASE WHEN introduces AND outcome = 'passed-on' THEN 1 ELSE 0 END)",
    *(Text, Text, Day, Count, Count, Count),
)
NODE_ASKS = question(
    "asks",
    f"{_ASKS} AND r.date > $after AND r.date <= $until RETURN m.id, r.date, count(*)",
    *(Text, Day, Count),
)
GROUP_ASKS = question(
    "asks",
    f"{_ASKS} AND r.date > $after AND r.date <= $until AND r.group IS NOT NULL "
    "RETURN r.group, r.date, count(*)",
    *(Text, Day, Count),
)
VOICE_ATTENDANCE = question(
    "attendance",
    f"MATCH (a:MapNode:Activity {INSIDE}) "
    "WHERE a.id IS NOT NULL AND a.date > $after AND a.date <= $until "
    "WITH a, duration.inDays(date('1970-01-01'), a.date).days AS day "
    f"{CAME} WHERE r.speaking IN $talking "
    "WITH v, day, count(*) AS came, sum(CASE WHEN EXISTS { "
    "MATCH (v)<-[q:ASKED]-() "
    "WHERE q.activity = a.id AND q.date > $after AND q.date <= $until } "
    "THEN 1 ELSE 0 END) AS asked "
    "RETURN v.id, collect(day), collect(came), collect(asked)",
    *(Text, Numbers, Counts, Counts),
    even=(1, 2, 3),
)
PEOPLE = question(
    "people",
    f"MATCH (p:MapNode {INSIDE}) WHERE p.id IS NOT NULL AND (p:Voice OR p:Champion) "
    "RETURN coalesce(p.groups, []) AS own, collect(p.id) AS ids",
    *(Texts, Texts),
)
LOADS = question(
    "asks",
    f"{_ASKS} AND r.date > $after AND r.date <= $until AND (m:Voice OR m:Champion) "
    "RETURN m.id, count(*)",
    *(Text, Count),
)
SEATS = question(
    "panels",
    f"MATCH (s:MapRow:PanelSeat {INSIDE}) WHERE s.key IS NOT NULL AND s.date <= $until "
    "RETURN s.voice, count(*), max(s.date)",
    *(Text, Count, Day),
)
_CAME_BY = "(v)-[r:ATTENDED]->(a) WHERE (a.date IS NULL OR a.date <= $until)"
ONLY_STAFF = question(
    "attendance",
    f"{VOICES} AND EXISTS {{ {_CAME_BY} }} "
    f"AND NOT EXISTS {{ {_CAME_BY} AND r.speaking IN $talking }} RETURN v.id",
    Text,
)

TALKED = question(
    "voices",
    "CALL { "
    f"{AT} {CAME} WHERE r.speaking IN $talking RETURN DISTINCT v "
    "} "
    "WITH coalesce(v.groups, []) AS own, "
    "v.lived_experience IS NULL AND v.lived_until IS NULL AS unknown "
    "RETURN own, unknown, count(*)",
    *(Texts, Yes, Count),
)

# Looking up a text of a node for each row costs more than walking to it: people alike are
# gathered first, and their rows are walked together.
KINDS = question(
    "attendance",
    f"{VOICES} "
    "WITH coalesce(v.groups, []) AS own, v.lived_until AS until, "
    "CASE v.lived_experience WHEN 'past' THEN 1 WHEN 'current' THEN 0 ELSE 2 END AS experience, "
    "collect(v) AS voices "
    "CALL (voices) { UNWIND voices AS v MATCH (v)-[r:ATTENDED]->(a) "
    "WITH a, r.speaking AS speaking, count(*) AS came "
    "RETURN speaking, collect(coalesce(a.id, '')) AS activities, collect(came) AS counts } "
    "RETURN own, until, experience, speaking, activities, counts",
    *(Texts, Any, Count, Any, Texts, Counts),
    even=(4, 5),
)
ALIKE = question(
    "attendance",
    "UNWIND $kinds AS kind UNWIND kind[1] AS id "
    "MATCH (a:MapNode:Activity {map: $map, version: $version, id: id}) "
    f"{CAME} WHERE r.speaking IN $heard "
    "WITH DISTINCT v, kind[0] AS kind WITH v, collect(kind) AS kinds "
    "WITH coalesce(v.groups, []) AS own, kinds, count(*) AS people "
    "RETURN own, collect(kinds), collect(people)",
    *(Texts, list[Counts], Counts),
    even=(1, 2),
)
# For most activities, going through all voices and leaving out the others is quicker.
_AT_FEW = f"{AT} {CAME} WHERE r.speaking IN $talking"
_AT_MANY = (
    f"OPTIONAL MATCH (x:MapNode:Activity {INSIDE}) "
    "WHERE x.id IS NOT NULL AND NOT x.id IN $activities WITH collect(x) AS others "
    f"{VOICES} MATCH (v)-[r:ATTENDED]->(a) WHERE r.speaking IN $talking AND NOT a IN others"
)
_OFTEN = (
    "WITH v, count(*) AS came, "
    "max(CASE WHEN r.speaking IN $heard THEN 1 ELSE 0 END) AS heard "
    "WITH coalesce(v.groups, []) AS own, came, heard, count(*) AS people "
    "RETURN own, collect(came), collect(heard), collect(people)"
)
OFTEN = {
    extent: question("attendance", f"{at} {_OFTEN}", Texts, Counts, Counts, Counts, even=(1, 2, 3))
    for extent, at in (("few", _AT_FEW), ("many", _AT_MANY))
}
# A voice came at most as often as it has rows, and those are counted without walking them.
MOST_FREQUENT = question(
    "attendance",
    f"{VOICES} AND COUNT {{ (v)-[:ATTENDED]->() }} >= $least "
    "MATCH (v)-[r:ATTENDED]->(a) WHERE r.speaking IN $talking AND a.id IN $activities "
    "WITH v, count(*) AS came WHERE came >= $least "
    "WITH v.id AS id, came RETURN id, came ORDER BY came DESC, id LIMIT $n",
    *(Text, Count),
)
BEYOND = question(
    "attendance",
    "UNWIND $pools AS pool "
    "MATCH (a:MapNode:Activity {map: $map, version: $version, id: pool[0]}) "
    f"{CAME} WHERE r.speaking IN $talking "
    "AND NOT any(g IN coalesce(v.groups, []) WHERE g IN pool[1]) "
    "RETURN a.id, v.id",
    *(Text, Text),
)
