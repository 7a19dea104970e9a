"""Money is in the currency of the map, to the penny, whatever form it is in."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import reachmap as rm
from amounts import some_of
from reachmap.io import from_frames, from_networkx, read, record, to_frames, to_networkx, write
from reachmap.io.tables.cells import amount_of
from reachmap.io.tables.problems import CellError
from reachmap.release import release
from reachmap.store.sqlite import SQLiteStore

LARGEST = 10**10
LIMITS = settings(
    max_examples=some_of(500, usual=8), deadline=None, suppress_health_check=list(HealthCheck)
)
pence = st.one_of(st.integers(0, 100 * LARGEST), st.integers(0, 100_000))
sums = pence.map(lambda whole: float(Decimal(whole) / 100))
"""Any sum with two decimals, as its figures say it."""


def costly(*amounts: float, currency: str = "GBP") -> rm.StakeholderMap:
    """Return a map with a sum in each field that holds one."""
    run, way, usual, each, fixed, step = amounts
    return rm.StakeholderMap(
        about=rm.About(as_of=date(2026, 3, 31), currency=currency),
        organisations=[
            rm.Organisation(id="team", name="Team", team=True),
            rm.Organisation(id="hub", name="Hub"),
        ],
        activities=[rm.Activity(id="fair", name="Fair", cost=run)],
        links=[rm.Link(from_="team", type="KNOWS", to="hub", cost=way)],
        methods=[rm.Method(code="tea", name="Tea", cost=usual)],
        supports=[rm.Support(code="cake", name="Cake", cost_per_person=each, fixed_cost=fixed)],
        assumptions=rm.Assumptions.of([("step_cost", step)]),
    )


FILES = ("town", "town.json", "town.xlsx")


@LIMITS
@given(amounts=st.tuples(*[sums] * 6), currency=st.sampled_from(["GBP", "EUR", "SEK"]))
def test_every_form_keeps_every_sum_to_the_penny(
    tmp_path_factory: pytest.TempPathFactory, amounts: tuple[float, ...], currency: str
) -> None:
    town, folder = costly(*amounts, currency=currency), tmp_path_factory.mktemp("forms")
    for name in FILES:
        write(release(town), folder / name)
        assert read(folder / name) == town
    assert from_frames(to_frames(town)) == town
    assert from_networkx(to_networkx(town, ledgers=True)) == town
    store = SQLiteStore(folder / "town.db", make=True)
    store.write(town)
    assert store.whole() == town
    assert store.links()["cost"] == [amounts[1]]
    store.close()
    assert [town.activities[0].cost, town.assumptions.step_cost] == [amounts[0], amounts[5]]


@given(whole=pence)
def test_a_sum_is_read_as_it_is_written(whole: int) -> None:
    figures = f"{Decimal(whole) / 100:.2f}"
    grouped = f"{Decimal(whole) / 100:,.2f}"
    expected = float(figures)
    for text in (figures, grouped, f"£{figures}", f"£{grouped}", f" £ {figures} ", f"{figures}£"):
        assert amount_of(text, currency="GBP") == expected
    assert amount_of(f"{figures} SEK", currency="SEK") == expected
    assert amount_of(f"GBP {grouped}", currency="GBP") == expected
    assert rm.Activity(id="a", name="A", cost=expected).cost == expected


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("150", 150),
        ("150.5", 150.5),
        ("150.50", 150.5),
        ("£150", 150),
        ("£1,250", 1250),
        ("1,250.00", 1250),
        ("0", 0),
        (150, 150),
        (150.5, 150.5),
        (0.1 + 0.2, 0.3),
    ],
)
def test_a_cell_in_pounds_is_pounds(text: float | str, amount: float) -> None:
    frames = to_frames(costly(*[1.0] * 6))
    frames["links"] = frames["links"].assign(cost=[text])
    assert from_frames(frames).links[0].cost == amount


@pytest.mark.parametrize(
    ("text", "currency", "message", "remedy"),
    [
        ("€150", "GBP", "in another currency than the map, which is in GBP", "£150.50"),
        ("£150", "EUR", "in another currency than the map, which is in EUR", "€150.50"),
        ("150 USD", "GBP", "in another currency", "mend 'currency' in about"),
        ("$150", "SEK", "in another currency", "Write it as 150.50, or"),
        ("150.505", "GBP", "is not a sum of money", "two decimals at most"),
        ("1,50", "GBP", "is not a sum of money", "150.50 or £150.50"),
        ("0,150", "GBP", "is not a sum of money", "in GBP"),
        ("12,50.00", "GBP", "is not a sum of money", "in GBP"),
        ("-5", "GBP", "is not a sum of money", "in GBP"),
        ("50p", "GBP", "is not a sum of money", "in GBP"),
        ("about 150", "GBP", "is not a sum of money", "in GBP"),
        ("£", "GBP", "is not a sum of money", "£150.50"),
        (True, "GBP", "is TRUE, which is no number", "as 1"),
    ],
)
def test_what_is_no_sum_in_the_currency_of_the_map_is_refused(
    text: object, currency: str, message: str, remedy: str
) -> None:
    with pytest.raises(CellError) as caught:
        amount_of(text, currency=currency)
    assert message in caught.value.message
    assert remedy in caught.value.remedy


@pytest.mark.parametrize("wrong", [150.505, -1, True, "150", 10**10 + 1, float("inf")])
def test_a_record_takes_a_sum_of_money_and_nothing_like_it(wrong: object) -> None:
    with pytest.raises(ValueError, match="cost"):
        rm.Activity.model_validate({"id": "a", "name": "A", "cost": wrong})


def test_a_bad_sum_is_named_with_its_row_in_every_table(tmp_path: Path) -> None:
    write(release(costly(*[1.0] * 6)), tmp_path / "town")
    for name in ("activities", "links", "methods", "supports", "assumptions"):
        file = tmp_path / "town" / f"{name}.csv"
        heading, row = file.read_text(encoding="utf-8").splitlines()
        file.write_text(f"{heading}\n{row.replace(',1', ',€1')}\n", encoding="utf-8")
    with pytest.raises(rm.InvalidMap) as caught:
        read(tmp_path / "town")
    issues = [(issue.file, issue.row, issue.column, issue.value) for issue in caught.value.issues]
    assert issues == [
        ("activities.csv", 2, "cost", "€1"),
        ("links.csv", 2, "cost", "€1"),
        ("methods.csv", 2, "cost", "€1"),
        ("supports.csv", 2, "cost_per_person", "€1"),
        ("supports.csv", 2, "fixed_cost", "€1"),
        ("assumptions.csv", 2, "value", "€1"),
    ]


def test_an_assumption_that_is_money_takes_the_sign(tmp_path: Path) -> None:
    write(release(costly(*[1.0] * 6)), tmp_path / "town")
    (tmp_path / "town" / "assumptions.csv").write_text(
        'name,value\nstep_cost,"£1,250.50"\n', encoding="utf-8"
    )
    assert read(tmp_path / "town").assumptions.step_cost == 1250.5


def test_a_folder_shows_sums_as_people_write_them(tmp_path: Path) -> None:
    write(release(costly(150.0, 150.5, 0.0, 0.01, 10.0**10, 12.0)), tmp_path / "town")
    written = {
        name: (tmp_path / "town" / f"{name}.csv").read_text(encoding="utf-8").splitlines()[1]
        for name in ("activities", "links", "supports", "assumptions")
    }
    assert ",150" in written["activities"]
    assert ".0" not in written["activities"]
    assert ",150.5" in written["links"]
    assert written["supports"].endswith(",0.01,10000000000")
    assert written["assumptions"] == "step_cost,12"


@pytest.mark.parametrize("name", FILES)
def test_a_recorded_link_keeps_its_sum(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    write(release(costly(*[1.25] * 6)), path)
    link = rm.Link(from_="team", type="KNOWS", to="hub", cost=1250.75)
    added = rm.Link(from_="hub", type="KNOWS", to="team", cost=0.1)
    for row in (link, added):
        record(path, [row])
    assert {each.from_: each.cost for each in read(path).links} == {"team": 1250.75, "hub": 0.1}


def test_a_workbook_holds_sums_as_numbers(tmp_path: Path) -> None:
    write(release(costly(150.5, 150.0, *[1.0] * 4)), tmp_path / "town.xlsx")
    book = openpyxl.load_workbook(tmp_path / "town.xlsx")
    headings, row = book["activities"].iter_rows(values_only=True)
    assert dict(zip(headings, row, strict=True))["cost"] == 150.5


@pytest.mark.parametrize(
    "shown",
    [
        "General",
        "0.00",
        '"£"#,##0.00',
        "[$£-809]#,##0.00",
        '_("$"* #,##0.00_)_("$"* \\(#,##0.00\\)_("$"* "-"??_)_(@_)',
        "[$-409]0",
    ],
)
def test_a_cell_that_a_spreadsheet_shows_in_pounds_is_pounds(tmp_path: Path, shown: str) -> None:
    assert read(_formatted(tmp_path, shown)).activities[0].cost == 150.5


@pytest.mark.parametrize(
    ("shown", "text"),
    [("[$€-2] #,##0.00", "€150.5"), ('"€"0', "€150.5"), ("[$USD] 0.00", "USD150.5")],
)
def test_a_cell_that_a_spreadsheet_shows_in_another_currency_is_refused(
    tmp_path: Path, shown: str, text: str
) -> None:
    with pytest.raises(rm.InvalidMap, match="in another currency than the map") as caught:
        read(_formatted(tmp_path, shown))
    (issue,) = caught.value.issues
    assert (issue.sheet, issue.row, issue.column, issue.value) == ("activities", 2, "cost", text)


def _formatted(folder: Path, shown: str) -> Path:
    """Return a workbook whose one cost has a number format."""
    path = folder / "town.xlsx"
    write(release(costly(150.5, *[1.0] * 5)), path)
    book = openpyxl.load_workbook(path)
    cells = next(book["activities"].iter_rows(min_row=2))
    (cell,) = [each for each in cells if each.value == 150.5]
    cell.number_format = shown
    book.save(path)
    return path


OLD = {
    "reachmap": 1,
    "organisations": [{"id": "team", "name": "Team", "team": True}, {"id": "hub", "name": "Hub"}],
    "activities": [{"id": "fair", "name": "Fair", "cost": 15_050}],
    "links": [{"from": "team", "type": "KNOWS", "to": "hub", "cost": 15_000.0}],
    "methods": [{"code": "tea", "name": "Tea", "cost": "99"}],
    "supports": [{"code": "cake", "name": "Cake", "cost_per_person": 1, "fixed_cost": None}],
    "assumptions": [{"name": "step_cost", "value": 250}, {"name": "step_days", "value": 250}],
}
"""A document of the first version of the format, with sums in pence."""


def test_a_document_in_pence_is_read_in_pounds(tmp_path: Path) -> None:
    path = tmp_path / "town.json"
    path.write_text(json.dumps(OLD), encoding="utf-8")
    town = read(path)
    (support,) = town.supports
    assert (town.activities[0].cost, town.links[0].cost) == (150.5, 150)
    assert (town.methods[0].cost, support.cost_per_person, support.fixed_cost) == (0.99, 0.01, None)
    assert (town.assumptions.step_cost, town.assumptions.step_days) == (2.5, 250)


def test_a_document_in_pence_that_is_written_into_is_in_pounds(tmp_path: Path) -> None:
    path = tmp_path / "town.json"
    path.write_text(json.dumps(OLD), encoding="utf-8")
    before = read(path)
    record(path, [{"date": date(2026, 3, 1), "from": "team", "to": "hub"}])
    assert json.loads(path.read_text(encoding="utf-8"))["reachmap"] == 2
    assert read(path).activities == before.activities
    assert read(path).links == before.links


@pytest.mark.parametrize("table", ["activities", "assumptions"])
def test_a_document_in_pence_with_odd_rows_is_refused_as_ever(tmp_path: Path, table: str) -> None:
    path = tmp_path / "town.json"
    for odd in ("none", [7], [{"cost": "a lot", "name": ["step_cost"], "value": []}]):
        path.write_text(json.dumps(OLD | {table: odd}), encoding="utf-8")
        with pytest.raises(rm.InvalidMap):
            read(path)
