"""Days as people type them: read where there is one way to, asked about otherwise."""

from datetime import date, datetime, time
from pathlib import Path

import pytest

import reachmap as rm
from reachmap.io import read_source
from reachmap.io.tables.days import day_of
from reachmap.io.tables.problems import CellError

MARCH = date(2026, 3, 2)

READ = [
    "2026-03-02",
    "2026/03/02",
    "2026.3.2",
    "2 Mar 2026",
    "2 March 2026",
    "2nd March 2026",
    "02-Mar-2026",
    "2 Mar, 2026",
    "March 2, 2026",
    "Mar 2nd 2026",
    "Monday 2 March 2026",
    "Mon, 2 Mar 2026 14:00 GMT",
    "2026-03-02 14:03",
    "2026-03-02T14:03:00Z",
    "2026-03-02T23:30:00.123+00:00",
    "2026-03-02 18:30:00 Europe/London",
    "2026/03/02 2:03:05 PM GMT",
    "2026-03-02, 6pm",
    "2 March 2026 at 6.30pm",
    datetime(2026, 3, 2, 14, 30),  # noqa: DTZ001  as a cell gives it
    MARCH,
]
BY_ORDER = {
    "02/03/2026": "dmy",
    "2-3-2026": "dmy",
    "02.03.2026": "dmy",
    "02/03/26": "dmy",
    "02/03/2026 14:00": "dmy",
    "2-Mar-26": "dmy",
    "3/2/26 14:03:05": "mdy",
    "3/2/2026, 2:03:05 PM": "mdy",
}
REFUSED = {
    "last week": "is not a day",
    "2026-02-30": "is not a day",
    "March 2026": "is not a day",
    "2 Marsh 2026": "is not a day",
    "2026-03-02 29:00": "is not a day",
    "45/01/2026": "is not a day",
    "46083": "is the number of a day",
    "TBC": "is not a day",
}


@pytest.mark.parametrize("typed", READ, ids=str)
@pytest.mark.parametrize("order", [None, "dmy", "mdy"])
def test_a_day_that_reads_one_way_is_read(typed: object, order: str | None) -> None:
    assert day_of(typed, order) == MARCH


@pytest.mark.parametrize(("typed", "order"), BY_ORDER.items())
def test_a_day_in_figures_is_read_in_the_order_that_about_gives(typed: str, order: str) -> None:
    assert day_of(typed, order) == MARCH
    with pytest.raises(CellError):
        day_of(typed, None)


@pytest.mark.parametrize(("typed", "words"), REFUSED.items())
def test_what_is_no_day_is_refused(typed: str, words: str) -> None:
    with pytest.raises(CellError, match=words):
        day_of(typed, "dmy")


def test_a_time_alone_and_a_day_in_another_order_are_refused() -> None:
    with pytest.raises(CellError, match="time of day"):
        day_of(time(18, 30), None)
    with pytest.raises(CellError, match="not a day read as dmy"):
        day_of("1/20/26", "dmy")


ABOUT = "title,team,as_of\nTown,Team,{}\n"
ACTIVITIES = "name,date,attended\nForum,{},{}\n"
CONTACTS = "organisation,last_contact\nHub,{}\n"
ASKS = "date,from,to\n{},Team,Hub\n"


@pytest.mark.parametrize(
    ("as_of", "forum", "contact", "asked", "where", "words"),
    [
        ("2026-03-31", "2062-01-20,", "", "", "activities.csv date", "years after 2026-03-31"),
        ("2026-03-31", "1926-01-20,9", "", "", "activities.csv date", "long before"),
        ("2026-03-31", "2026-06-20,9", "", "", "activities.csv date", "people are counted on"),
        ("2026-03-31", "2026-01-20,9", "2026-04-01", "", "contacts.csv last_contact", "is after"),
        ("2026-03-31", "2026-01-20,9", "2062-02-10", "", "contacts.csv last_contact", "is after"),
        ("2026-03-31", "2026-01-20,9", "", "2062-02-10", "asks.csv date", "is after"),
        ("2162-03-31", "2026-01-20,9", "2026-02-10", "", "about.csv as_of", "years ahead"),
        ("2026-03-31", "2026-06-20,", "2026-03-31", "2026-03-31", "", ""),
        ("2026-03-31", "2026-06-20,", "", "2026-04-20", "asks.csv date", "is after 2026-03-31"),
    ],
)
def test_slips_of_years_are_told(  # noqa: PLR0917  a row of the table
    tmp_path: Path, as_of: str, forum: str, contact: str, asked: str, where: str, words: str
) -> None:
    tables = {
        "about": ABOUT.format(as_of),
        "organisations": "name\nHub\n",
        "activities": ACTIVITIES.format(*forum.split(",")),
        "contacts": CONTACTS.format(contact),
        "asks": ASKS.format(asked) if asked else "date,from,to\n",
    }
    for name, text in tables.items():
        (tmp_path / f"{name}.csv").write_text(text)
    warnings = [each for each in read_source(tmp_path).warnings if each.column]
    assert [f"{each.file} {each.column}" for each in warnings] == ([where] if where else [])
    assert not where or (words in warnings[0].message and warnings[0].row == 2)


def test_a_map_made_in_python_is_looked_at_as_well() -> None:
    team = rm.Organisation(id="team", name="Team", team=True)
    town = rm.StakeholderMap(
        organisations=[team],
        about=rm.About(as_of=MARCH),
        activities=[rm.Activity(id="a", name="A", date=date(2062, 1, 1))],
    )
    assert ["2062-01-01 is years after 2026-03-02" in str(w) for w in _warnings(town)] == [True]


def _warnings(town: rm.StakeholderMap) -> list[object]:
    from reachmap.model.columns import warnings_of

    return [*warnings_of(town)]


@pytest.mark.parametrize(
    ("text", "order"), [("3/18/2026", "mdy"), ("18.3.2026", "dmy"), ("3/4/2026", "dmy or mdy")]
)
def test_only_an_order_that_fits_is_offered(text: str, order: str) -> None:
    with pytest.raises(CellError) as caught:
        day_of(text, None)
    assert caught.value.remedy.endswith(f"or say {order} under 'date_order' in about")
