"""Tables of the page: a sum of money reads as one."""

import reachmap as rm
from reachmap.analysis.routes.words import BEST_ROUTES
from reachmap.view.tables import table_of


def test_a_sum_of_money_has_its_pence_and_sorts_as_a_number() -> None:
    town = rm.StakeholderMap(
        organisations=[rm.Organisation(id="team", name="Team", team=True)],
        groups=[rm.Group(id="carers", name="Carers")],
        links=[rm.Link(from_="team", type="TRUSTED_BY", to="carers", cost=1250.5)],
    )
    answer = rm.ReachMap.of(town).routes_to_all()
    table = table_of("ways", BEST_ROUTES, answer)
    (row,) = table.rows
    cell = row[table.columns.index("cost")]
    assert (cell.text, float(cell.sort or 0)) == ("1,250.50", 1250.5)
    assert "1,250.50" in answer.cells()[0]
