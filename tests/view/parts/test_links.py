"""What to build, and who is nearest: as the question answers it."""

from pathlib import Path

import pytest

import reachmap as rm
from reachmap.plan.links.words import words_of_making
from view.pages import Open, page_of, rows_of, words_of

pytestmark = pytest.mark.browser


def test_what_to_build_is_what_the_answer_says(
    open_page: Open, borough_page: Path, desk: rm.ReachMap
) -> None:
    page = open_page(borough_page).page
    rows = rows_of(page, "to-build")
    answer = desk.links_to_build(n=10)
    assert [row[0] for row in rows] == [words_of_making(link) for link in answer.links]
    assert [row[1] for row in rows] == [", ".join(link.group_names) for link in answer.links]
    asked = {row[0]: row[1:] for row in rows_of(page, "where-to-ask")}
    assert set(asked) == {each.name for each in answer.asking if each.question}
    for each in answer.asking:
        if each.question:
            assert asked[each.name][2].startswith("in private") == each.in_private
            assert each.question in asked[each.name][0]
    assert all(name in words_of(page, "#build") for name in answer.unhelped)


def test_a_group_that_nobody_knows_comes_with_who_is_nearest(
    open_page: Open, tmp_path: Path
) -> None:
    town = rm.StakeholderMap(
        organisations=[
            rm.Organisation(id="team", name="Team", team=True),
            rm.Organisation(id="hub", name="Hub"),
        ],
        groups=[
            rm.Group(id="carers", name="Carers"),
            rm.Group(id="night", name="Night carers", part_of=("carers",)),
        ],
        links=[
            rm.Link(from_="team", type="KNOWS", to="hub", trust=4),
            rm.Link(from_="hub", type="TRUSTED_BY", to="carers", trust=4),
        ],
    )
    page = open_page(page_of(town, tmp_path)).page
    assert rows_of(page, "groups-heard")[-1][2] == (
        "nobody we know yet; nearest: Help Hub to get to know Night carers: on our map Hub leads "
        "to Carers, the wider group"
    )
    page.get_by_role("button", name="Night carers").first.click()
    assert "Help Hub to get to know Night carers" in page.locator("#panel").inner_text()
