"""Tables of the page: a sum of money reads as one."""

import pytest

import reachmap as rm
from reachmap.analysis.routes.words import BEST_ROUTES
from reachmap.view import tables as tables_module
from reachmap.view.tables import table, table_of
from reachmap.words import TableWords


def test_a_sum_of_money_has_its_pence_and_sorts_as_a_number() -> None:
    town = rm.StakeholderMap(
        organisations=[rm.Organisation(id="team", name="Team", team=True)],
        groups=[rm.Group(id="carers", name="Carers")],
        links=[rm.Link(from_="team", type="TRUSTED_BY", to="carers", cost=1250.5)],
    )
    answer = rm.ReachMap.of(town).routes_to_all()
    best = table_of("ways", BEST_ROUTES, answer)
    (row,) = best.rows
    cell = row[best.columns.index("cost")]
    assert (cell.text, cell.sort) == ("1,250.50", ""), "which the page reads as a number"
    assert "1,250.50" in answer.cells()[0]


def test_of_very_many_rows_the_first_are_there_and_all_are_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tables_module, "MOST_ROWS", 3)
    few = table("few", TableWords("Few", ("Name",), "A lead."), [[str(n)] for n in range(3)])
    many = table("many", TableWords("Many", ("Name",), "A lead."), [[str(n)] for n in range(1_200)])
    assert (few.lead, len(few.rows)) == ("A lead.", 3)
    assert many.lead.startswith("A lead. The first 3 of 1,200 rows;")
    assert [row[0].text for row in many.rows] == ["0", "1", "2"]
