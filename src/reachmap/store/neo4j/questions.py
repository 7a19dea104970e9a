"""What is counted inside the server, as it is asked there."""

from __future__ import annotations

from reachmap.store.neo4j.graph import INSIDE

VOICES = f"MATCH (v:MapNode:Voice {INSIDE}) WHERE v.id IS NOT NULL"
AT = "UNWIND $activities AS id MATCH (a:MapNode:Activity {map: $map, version: $version, id: id})"
CAME = "MATCH (a)<-[r:ATTENDED]-(v:Voice)"
INNER = "any(g IN v.groups WHERE g IN $inner)"
"""Whether a voice is of one of some groups."""

EVERYONE = f"{VOICES} RETURN coalesce(v.groups, []) AS own, collect(v.id) AS ids"
OWN_GROUPS = f"{VOICES} UNWIND v.groups AS own RETURN DISTINCT own"
GROUPS_OF = (
    "UNWIND $voices AS id MATCH (v:MapNode:Voice {map: $map, version: $version, id: id}) "
    "RETURN id, coalesce(v.groups, []) AS own"
)
SHARERS = (
    f"{VOICES} AND NOT v.id IN $rested AND {INNER} "
    "WITH v.id AS id, v.groups AS own "
    "WITH id, size([many IN $groups WHERE any(g IN own WHERE g IN many)]) AS shared "
    "WHERE shared > 0 RETURN id, shared "
    "ORDER BY shared DESC, coalesce($busy[id], 0), id LIMIT $n"
)

_ASKS = f"MATCH (n:MapNode {INSIDE})-[r:ASKED]->(m) WHERE n.id IS NOT NULL"
PAIR_ASKS = (
    f"{_ASKS} AND r.date <= $as_of "
    "RETURN n.id, m.id, "
    "sum(CASE WHEN r.outcome IN ['passed-on', 'declined', 'no-answer'] THEN 1 ELSE 0 END), "
    "sum(CASE WHEN r.outcome = 'passed-on' THEN 1 ELSE 0 END), max(r.date)"
)
NODE_ASKS = f"{_ASKS} AND r.date > $after AND r.date <= $as_of RETURN m.id, r.date, count(*)"
GROUP_ASKS = (
    f"{_ASKS} AND r.date > $after AND r.date <= $as_of AND r.group IS NOT NULL "
    "RETURN r.group, r.date, count(*)"
)
VOICE_COMINGS = (
    f"MATCH (a:MapNode:Activity {INSIDE}) "
    "WHERE a.id IS NOT NULL AND a.date > $after AND a.date <= $as_of "
    f"{CAME} WHERE r.speaking IN $talking "
    "RETURN v.id, a.date, count(*), sum(CASE WHEN EXISTS { "
    "MATCH (v)<-[q:ASKED]-() "
    "WHERE q.activity = a.id AND q.date > $after AND q.date <= $as_of } THEN 1 ELSE 0 END)"
)
PEOPLE = (
    f"MATCH (p:MapNode {INSIDE}) WHERE p.id IS NOT NULL AND (p:Voice OR p:Champion) "
    "RETURN coalesce(p.groups, []) AS own, collect(p.id) AS ids"
)
LOADS = (
    f"{_ASKS} AND r.date > $after AND r.date <= $as_of AND (m:Voice OR m:Champion) "
    "RETURN m.id, count(*)"
)
SEATS = (
    f"MATCH (s:MapRow:PanelSeat {INSIDE}) WHERE s.key IS NOT NULL AND s.date <= $as_of "
    "RETURN s.voice, count(*), max(s.date)"
)

COMINGS = (
    f"MATCH (a:MapNode:Activity {INSIDE}) WHERE a.id IS NOT NULL {CAME} "
    "WITH a.id AS id, r.speaking AS speaking, r.speaking IN $talking AS talks, "
    "CASE WHEN v.lived_until IS NULL OR a.date IS NULL "
    "THEN CASE v.lived_experience WHEN 'past' THEN 1 WHEN 'current' THEN 0 ELSE 2 END "
    "WHEN v.lived_until < a.date THEN 1 ELSE 0 END AS lived, count(*) AS many "
    "RETURN id, collect([speaking, CASE WHEN talks THEN lived ELSE 0 END, many])"
)
COMINGS_OF_GROUPS = (
    f"{VOICES} "
    "WITH v.groups AS own, collect(v) AS voices "
    "WITH voices, COLLECT { UNWIND own AS g UNWIND $wider[g] AS w RETURN DISTINCT w } AS wide "
    "WHERE size(wide) > 0 "
    "UNWIND voices AS v MATCH (v)-[r:ATTENDED]->(a) WHERE r.speaking IN $talking "
    "WITH wide, a, sum(CASE WHEN r.speaking IN $hearing THEN 1 ELSE 0 END) AS heard, "
    "count(*) AS came "
    "UNWIND wide AS w "
    "WITH a, w, sum(heard) AS heard, sum(came) AS came "
    "RETURN a.id, collect(w), collect(heard), collect(came)"
)
DISTINCT_VOICES = (
    "UNWIND $scopes AS scope UNWIND scope[1] AS id "
    "MATCH (a:MapNode:Activity {map: $map, version: $version, id: id}) "
    f"{CAME} WHERE r.speaking IN $hearing "
    "RETURN scope[0], count(DISTINCT v)"
)
DISTINCT_MEMBERS = (
    f"{AT} {CAME} WHERE r.speaking IN $hearing WITH DISTINCT v "
    "RETURN coalesce(v.groups, []) AS own, count(*)"
)
FREQUENCIES = (
    f"{AT} {CAME} WHERE r.speaking IN $talking WITH v, count(*) AS came "
    "RETURN coalesce(v.groups, []) AS own, came, count(*)"
)
MOST_FREQUENT = (
    f"{AT} {CAME} WHERE r.speaking IN $talking WITH v.id AS id, count(*) AS came "
    "RETURN id, came ORDER BY came DESC, id LIMIT $n"
)
BEYOND = (
    "UNWIND $pools AS pool "
    "MATCH (a:MapNode:Activity {map: $map, version: $version, id: pool[0]}) "
    f"{CAME} WHERE r.speaking IN $talking "
    "AND NOT any(g IN coalesce(v.groups, []) WHERE g IN pool[1]) "
    "RETURN a.id, v.id"
)
