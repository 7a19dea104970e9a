"""Routes: in the panel next to the map, as the question answers them."""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

import reachmap as rm
from view.pages import Open

pytestmark = pytest.mark.browser

OFFICER = "Carers' liaison officer"


def test_ways_of_every_group_are_those_of_the_answer(
    desk_and_page: tuple[rm.ReachMap, Page],
) -> None:
    desk, page = desk_and_page
    for row in desk.routes_to_all().groups:
        found: Any = page.evaluate(f"routesTo({json.dumps(row.group)})")
        answer = desk.routes(row.group)
        assert (found is None) == (not answer.routes)
        if found is None:
            continue
        assert found["lead"] == answer.sentences()[0]
        assert found["question"].endswith(f"“{answer.question}”" if answer.question else "")
        group = next(each for each in desk.stakeholders.groups if each.id == answer.group)
        if answer.question and "stigma" in group.barriers:
            assert "Ask in private, never on an open list" in found["question"]
        assert found["helps"] == list(answer.helps)
        for way, route in zip(found["routes"], answer.routes, strict=True):
            assert way["nodes"] == list(route.nodes)
            assert [step["how"] for step in way["steps"]] == [step.how for step in route.steps]
            assert [step["known"] for step in way["steps"]] == [s.how_known for s in route.steps]


def test_the_hidden_carers_story_is_in_one_panel(open_page: Open, borough_page: Path) -> None:
    view = open_page(borough_page)
    page = view.page
    page.get_by_role("button", name="Hidden carers").first.click()
    panel = page.get_by_role("region", name="Hidden carers")
    words = panel.inner_text()
    assert words.count("No way to Hidden carers that we know of is open today") == 1
    assert "If everybody had room, at least one would work about 4 times of 10." in words
    assert f"Every way on our map goes through Carers' Centre and {OFFICER}" in words
    assert "Help Carers' support coordinator to get to know Hidden carers" in words
    assert "such relationships usually do, some introduction works about 26 more times" in words
    panel.get_by_role("button", name=f"What if {OFFICER} leaves?").click()
    gone = page.get_by_role("region", name=f"If {OFFICER} leaves")
    assert gone.is_visible()
    assert "No known way is left to" in gone.inner_text()
    assert "Hidden carers. Who is nearest: " in gone.inner_text()
    assert view.complaints == []
