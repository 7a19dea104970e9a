"""Routes in words: figures, waits and what an audience may not see."""

from datetime import date

import pytest

import reachmap as rm
from reachmap.analysis.routes.rows import GroupRoute, RouteRow, Step
from reachmap.analysis.routes.words import (
    opening,
    words_of_all,
    words_of_basis,
    words_of_route,
    words_of_step,
)
from reachmap.words import words_of_days, words_of_money


@pytest.mark.parametrize(
    ("amount", "currency", "words"),
    [
        (0, "GBP", "no cost"),
        (40, "GBP", "£40"),
        (1, "USD", "$1"),
        (1234.56, "EUR", "€1,234.56"),
        (12.5, "GBP", "£12.50"),
        (0.05, "SEK", "0.05 SEK"),
    ],
)
def test_money_reads_as_people_say_it(amount: float, currency: str, words: str) -> None:
    assert words_of_money(amount, currency) == words


@pytest.mark.parametrize(
    ("days", "words"), [(0, "the same day"), (1, "about 1 day"), (6, "about 6 days")]
)
def test_days_read_as_people_say_them(days: int, words: str) -> None:
    assert words_of_days(days) == words


def test_how_a_step_is_known_reads_without_a_number_of_chance() -> None:
    assert words_of_basis("known", (0, 0)) == "on record"
    assert words_of_basis("known", (2, 1)) == "on record, worked once of 2"
    assert words_of_basis("tried", (5, 4)) == "worked 4 times of 5"
    assert words_of_basis("judged") == "staff judgement"
    assert words_of_basis("assumed", (0, 0)) == "our assumption, no ask along it recorded"


def test_a_route_is_as_sure_as_its_weakest_step() -> None:
    steps = (
        Step(how="Ask the hub", basis="judged", how_known="staff judgement", cost_given=True),
        Step(how="They lead on", basis="assumed", how_known="our assumption", cost_given=True),
    )
    way = RouteRow(steps=steps, days=6, cost=0, state="open")
    expected = "Ask the hub; They lead on. Least sure step: our assumption; about 6 days; no cost."
    assert words_of_route(way, "GBP") == expected


def test_those_without_room_are_named_with_the_day_they_have() -> None:
    way = RouteRow(steps=(Step(how="Ask them"),), waits_for=("The hub", "The club"))
    assert (
        words_of_route(way, "GBP") == "Ask them. The hub and The club have no room for another ask."
    )
    later = way.model_copy(update={"free_on": date(2026, 5, 4)})
    assert words_of_route(later, "GBP").endswith("have no room before 4 May 2026.")


def test_what_may_not_be_seen_is_left_out() -> None:
    assert words_of_route(RouteRow(), "GBP") == ""
    assert words_of_route(RouteRow(steps=(Step(how="Ask them"),)), "GBP") == "Ask them."
    blank = GroupRoute(group="g", name="Carers", state="open")
    assert words_of_all([blank], "GBP") == ()


def test_groups_without_a_way_are_told_together_by_reason() -> None:
    rows = [
        GroupRoute(group="a", name="A", why="too far"),
        GroupRoute(group="b", name="B", why="nobody linked"),
        GroupRoute(group="c", name="C", why="too far"),
        GroupRoute(group="d", name="D"),
    ]
    assert words_of_all(rows, "GBP") == (
        "We know no way yet to A and C: the way there takes more introductions than the limit "
        "allows.",
        "We know no way yet to B: no introduction on the map leads there.",
        "We know no way yet to D.",
    )
    assert words_of_all([], "GBP") == ("The map has no groups yet.",)


def test_the_first_sentence_fits_what_was_found() -> None:
    assert opening("Carers", "open", None, 3) == "We know 3 ways to Carers, the best first."
    assert opening("Carers", None, None, 0) == "We know no way to Carers yet."
    assert opening("Carers", "part", None, 1).endswith("A part of them can be reached.")


def test_a_later_step_is_taken_by_the_one_it_starts_from() -> None:
    assert words_of_step("KNOWS", "Hub", "Library", first=False) == "Hub introduces you to Library"
    assert words_of_step("KNOWS", "Team", "Hub", first=True) == "Ask Hub to introduce you"


def test_what_is_missing_names_the_sheets_of_the_file() -> None:
    team = rm.Organisation(id="team", name="Team", team=True)
    hub, carers = rm.Organisation(id="hub", name="Hub"), rm.Group(id="carers", name="Carers")

    def missing(source: str | None) -> str:
        links = [
            rm.Link(from_="team", type="KNOWS", to="hub", source=source),
            rm.Link(from_="hub", type="TRUSTED_BY", to="carers", source=source),
        ]
        town = rm.StakeholderMap(groups=[carers], organisations=[team, hub], links=links)
        return " ".join(rm.ReachMap.of(town).routes("carers").missing)

    assert "'trust' or 'chance' in 'links' would tell" in missing(None)
    assert "a sheet to add" not in missing(None)
    assert "'trust' in 'contacts' (beyond your own contacts in 'links', a sheet to add)" in missing(
        "contacts"
    )
    assert "'days' in 'links', a sheet to add, would tell" in missing("contacts")
