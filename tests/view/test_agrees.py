"""What the page shows is what the questions answer, figure by figure."""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

import reachmap as rm
from folders import TOWN
from reachmap.analysis.what_if.leaving import leaving
from reachmap.model.answer import Answer
from view.pages import Open, columns_of, page_of, rows_of
from view.samples import full_town

pytestmark = pytest.mark.browser

DESKS = {"town": lambda: rm.read(TOWN), "borough": rm.demo}


@pytest.fixture(params=DESKS)
def desk_and_page(
    request: pytest.FixtureRequest, open_page: Open, town_page: Path, borough_page: Path
) -> tuple[rm.ReachMap, Page]:
    """Return a map and its page, open."""
    path = {"town": town_page, "borough": borough_page}[request.param]
    return DESKS[request.param](), open_page(path).page


def agree(page: Page, table: str, answer: Answer, *, words: int = 0) -> None:
    """See that a table for analysts holds each cell of the frame of an answer, then words."""
    heads = [name.replace("_", " ") for name in answer.columns()]
    shown = columns_of(page, table)
    shown = shown[: len(shown) - words]
    whole = [dict(zip(heads, row, strict=True)) for row in answer.cells()]
    left_out = set(heads) - set(shown)
    assert not any(row[name] for row in whole for name in left_out)
    rows = [row[: len(shown)] for row in rows_of(page, table)]
    assert rows == [[row[name].strip() for name in shown] for row in whole]


def test_tables_for_analysts_hold_every_figure(desk_and_page: tuple[rm.ReachMap, Page]) -> None:
    desk, page = desk_and_page
    agree(page, "heard", desk.participation())
    agree(page, "ways", desk.routes_to_all())
    talk = desk.voices()
    agree(page, "measures", talk, words=1)
    told = [row[-1] for row in rows_of(page, "measures")]
    assert told == [row.sentence(talk.more_than_luck) for row in talk.rows()]
    agree(page, "reach", desk.reach())
    agree(page, "gatekeepers", desk.gatekeepers())
    agree(page, "change", desk.change())
    if desk.burden().asked:
        agree(page, "burden", desk.burden())
    tried = [row for row in desk.methods().found if row.activities]
    if tried:
        agree(page, "methods", desk.methods().model_copy(update={"found": tuple(tried)}))
    agree(page, "links-to-build", desk.links_to_build(n=200))
    sole = [row.node or "" for row in desk.gatekeepers().sole]
    agree(page, "leaving", leaving(desk.store, sole[:30]))


def test_first_tables_hold_the_groups_of_each_standing(
    desk_and_page: tuple[rm.ReachMap, Page],
) -> None:
    desk, page = desk_and_page
    heard, best = desk.participation(), desk.routes_to_all()
    ways = {row.group: row for row in best.groups}
    for table, rows in {
        "not-yet-heard": heard.of("unheard"),
        "not-recorded": heard.of("not-recorded"),
        "seldom-heard": heard.of("under"),
    }.items():
        if rows:
            shown = {row[0]: row for row in rows_of(page, table)}
            assert set(shown) == {row.name for row in rows}
            place = columns_of(page, table).index("Who could introduce us")
            for row in rows:
                names = ways[row.group].names[1:-1]
                assert all(name in shown[row.name][place] for name in names)
    alone = {row[0] for row in rows_of(page, "nobody-known")}
    assert alone == {row.name for row in best.without}


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
        assert found["question"] == (answer.question or "")
        assert found["helps"] == list(answer.helps)
        for way, route in zip(found["routes"], answer.routes, strict=True):
            assert way["nodes"] == list(route.nodes)
            assert [step["how"] for step in way["steps"]] == [step.how for step in route.steps]
            assert [step["known"] for step in way["steps"]] == [s.how_known for s in route.steps]


def test_same_voices_are_told_by_channel_and_by_group(
    desk_and_page: tuple[rm.ReachMap, Page],
) -> None:
    desk, page = desk_and_page
    answer = desk.voices()
    words = page.locator("#talk").inner_text()
    assert all(line in words for line in answer.sentences())
    told = [f"{c.name} {c.voices:,} {c.attendances:,} {c.half}".split() for c in answer.by_channel]
    shown_channels = [" ".join(row[:4]).split() for row in rows_of(page, "channels")]
    assert shown_channels == told
    past = columns_of(page, "channels").index("Places filled on past experience")
    assert [row[past] for row in rows_of(page, "channels")] == [
        str(c.past) for c in answer.by_channel
    ]
    alone = {row.name: row.depends_on or "" for row in answer.reliance}
    shown = {row[0]: row for row in rows_of(page, "reliance")}
    assert set(shown) == set(alone)
    if any(alone.values()):
        assert {name: row[1] for name, row in shown.items()} == alone
        assert [bool(row[1]) for row in rows_of(page, "reliance")] == sorted(
            (bool(depends) for depends in alone.values()), reverse=True
        )


def test_the_curve_ends_where_all_places_do(desk_and_page: tuple[rm.ReachMap, Page]) -> None:
    _, page = desk_and_page
    points = page.locator(".curve").get_attribute("points") or ""
    assert points.startswith("0.0,260.0")
    assert points.endswith("260.0,0.0")


def test_the_chart_of_shares_tells_each_group(desk_and_page: tuple[rm.ReachMap, Page]) -> None:
    desk, page = desk_and_page
    known = [row for row in desk.participation().groups if row.ppr is not None]
    told = page.locator("#bars-text").text_content() or ""
    assert page.locator(".bars .whisker").count() == len(known)
    assert all(f"{row.name}: " in told for row in known)
    assert "heard for every 10 expected, likely between" in told


def test_influence_and_interest_are_shown_to_ourselves_alone(
    open_page: Open, tmp_path: Path
) -> None:
    town = full_town(text=lambda table, name: f"{table} {name}", number=lambda *_: 2_000)
    page = open_page(page_of(town, tmp_path)).page
    assert rows_of(page, "influence") == [
        ["organisations name", "Organisation", "4", "4"],
        ["workers name", "Key worker", "4", "4"],
    ]
    assert page.locator(".grid .on-mark").all_text_contents() == ["2"]
    text = page.locator("#grid-text").text_content() or ""
    assert "Influence 4, interest 4: organisations name, workers name" in text
    for audience in ("partner", "public"):
        other = open_page(page_of(town, tmp_path, audience=audience, force=True)).page
        assert other.locator("#grid").count() == 0


def test_a_map_without_influence_has_no_grid(open_page: Open, borough_page: Path) -> None:
    assert open_page(borough_page).page.locator("#grid").count() == 0


def test_a_table_of_names_alone_is_not_shown_to_others(open_page: Open, tmp_path: Path) -> None:
    page = open_page(page_of(rm.read(TOWN).stakeholders, tmp_path, audience="partner")).page
    assert page.locator("#reliance").count() == 1
    assert page.locator("#channels").count() == 0
