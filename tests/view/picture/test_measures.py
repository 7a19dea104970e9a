"""Colour and size by a measure: the levels are the answers', and a sign goes with each."""

from pathlib import Path

import pytest

import reachmap as rm
from reachmap.analysis.burden.rows import Asked
from reachmap.view.picture import measures as made
from view.pages import Open, address

pytestmark = pytest.mark.browser

LOADS = [
    ({"load": None}, 0),
    ({"load": 0, "capacity": 0}, 0),
    ({"load": 1, "capacity": 3}, 1),
    ({"load": 3, "capacity": 3}, 2),
    ({"load": 3}, 1),
    ({"load": 4, "capacity": 3, "over_asked": True}, 3),
]


@pytest.mark.parametrize(("fields", "level"), LOADS)
def test_a_level_of_load_is_what_is_recorded_of_it(fields: dict[str, object], level: int) -> None:
    row = {"node": "a", "kind": "worker", "basis": "known", "name": "Officer", **fields}
    assert made._load(Asked.model_validate(row)) == level


def test_levels_are_those_of_the_answers_and_each_has_a_sign_a_size_and_a_shade(
    open_page: Open, borough_page: Path, desk: rm.ReachMap
) -> None:
    view = open_page(borough_page)
    page = view.page
    page.get_by_label("Colour and size by").select_option("status")
    assert address(page).endswith("colour=status")
    levels = page.evaluate("Object.fromEntries(dots.map((dot) => [dot.id, levelOf(dot)]))")
    order = page.evaluate("content.measures.status.levels")
    rows = desk.participation().groups
    ranks = {row.group: levels[row.group] for row in rows}
    assert sorted(ranks, key=lambda id_: -ranks[id_]) == [row.group for row in rows]
    shown = page.evaluate(
        "nodes.get().map((n) => [n.id, measuredName(dotOf.get(n.id)), n.size, n.color.background])"
    )
    by_level = {levels[id_]: (size, shade) for id_, _, size, shade in shown}
    for id_, label, size, shade in shown:
        if levels[id_] is None:
            assert not label[:1].isdigit()
        else:
            assert label.startswith(f"{levels[id_] + 1} – ")
            assert (size, shade) == by_level[levels[id_]]
    found = [by_level[level] for level in sorted(set(ranks.values()))]
    assert len({size for size, _ in found}) == len({shade for _, shade in found}) == len(found)
    legend = page.get_by_role("list", name="What the signs before the names mean").inner_text()
    for level in set(ranks.values()):
        number = list(ranks.values()).count(level)
        assert f"{level + 1} {order[level]} ({number})" in legend
    assert f"is recorded or shown here ({len(levels) - len(rows)})" in legend
    page.get_by_role("button", name="Show everything").click()
    assert "colour" not in address(page)
    assert not page.locator("#measure-levels").is_visible()
    assert view.complaints == []


def test_reach_and_what_is_between_are_those_of_the_answers(
    open_page: Open, borough_page: Path, desk: rm.ReachMap
) -> None:
    page = open_page(borough_page, fragment="#colour=between").page
    assert page.get_by_label("Colour and size by").input_value() == "between"
    levels = page.evaluate("Object.fromEntries(dots.map((dot) => [dot.id, levelOf(dot)]))")
    for row in desk.gatekeepers().nodes:
        share = row.betweenness or 0
        assert levels[row.node] == (0 if not share else 1 if share <= 0.01 else 2 + (share > 0.05))
    page.get_by_label("Colour and size by").select_option("reach")
    levels = page.evaluate("Object.fromEntries(dots.map((dot) => [dot.id, levelOf(dot)]))")
    for group in desk.reach().groups:
        chance = group.chance or 0
        assert levels[group.group] == (0 if not chance else 1 + (3 * chance > 1) + (3 * chance > 2))
