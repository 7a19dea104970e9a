"""A map that an earlier reachmap wrote, with its sums in pence, and one with every sum of money."""

from datetime import date

import reachmap as rm
from reachmap.store.neo4j.upgrading import upgrade
from store.neo4j.conftest import Cypher, Opened


def costly() -> rm.StakeholderMap:
    """Return a map with a sum in each field that holds one."""
    return rm.StakeholderMap(
        about=rm.About(as_of=date(2026, 3, 31)),
        organisations=[
            rm.Organisation(id="team", name="Team", team=True),
            rm.Organisation(id="hub", name="Hub"),
        ],
        activities=[rm.Activity(id="fair", name="Fair", cost=150.5), rm.Activity(id="x", name="X")],
        links=[rm.Link(from_="team", type="KNOWS", to="hub", cost=1500.0, days=300)],
        methods=[rm.Method(code="tea", name="Tea", cost=0.29, notice_days=100)],
        supports=[rm.Support(code="cake", name="Cake", cost_per_person=0.01, fixed_cost=1e10)],
        assumptions=rm.Assumptions.of([("step_cost", 2.5), ("step_days", 200)]),
    )


IN_PENCE = (
    "MATCH (n:Activity {map: $map}) SET n.cost = toInteger(round(n.cost * 100))",
    "MATCH (n:Method {map: $map}) SET n.cost = toInteger(round(n.cost * 100))",
    "MATCH (n:Support {map: $map}) SET n.cost_per_person = 1, n.fixed_cost = 1000000000000",
    "MATCH (n:Assumption {map: $map, name: 'step_cost'}) SET n.value = 250",
    "MATCH (:MapNode {map: $map})-[r:KNOWS]->() SET r.cost = 150000",
    "MATCH (p:ReachMap {map: $map}) SET p.schema = 1",
)


def test_every_sum_is_kept(opened: Opened) -> None:
    store = opened("costly")
    store.write(costly())
    assert store.whole() == costly()
    assert store.links()["cost"] == [1500.0]


def test_sums_in_pence_are_brought_to_the_currency_once(opened: Opened, cypher: Cypher) -> None:
    store = opened("pence")
    store.write(costly())
    for statement in IN_PENCE:
        cypher(statement, map="pence")
    later = opened("pence")
    assert later.whole() == costly()
    assert cypher("MATCH (p:ReachMap {map: 'pence'}) RETURN p.schema, p.digest") == [[2, None]]
    assert upgrade(later._connection) == later._state()
    assert opened("pence", make=False).whole() == costly()
    later.append({"asks": {"date": [date(2026, 3, 1)], "from_": ["team"], "to": ["hub"]}})
    assert later.whole().links == costly().links


def test_the_name_of_a_map_that_was_never_written_is_upgraded_too(
    opened: Opened, cypher: Cypher
) -> None:
    cypher("CREATE (p:ReachMap {map: 'bare', schema: 1, revision: 0})")
    opened("bare").write(costly())
    assert opened("bare", make=False).whole() == costly()
