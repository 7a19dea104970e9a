"""The small town, worked out by hand: the software agrees, and so does the page that shows how."""

import contextlib
import io
import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from math import log2
from pathlib import Path
from typing import Any

import pytest

import reachmap as rm
from folders import ROOT, TOWN

MARCH, JANUARY = date(2026, 3, 11), date(2026, 1, 14)
OCTOBER, FEBRUARY = date(2025, 10, 7), date(2026, 2, 11)

EVERYBODY = 400
"""Seven voices, and 357 + 4 + 11 + 16 + 5 heads."""

# population, known, of them at own sessions, never asked near and far, attendances, status,
# last heard, days since, needed at the least, needed
HEARD: dict[str, tuple[Any, ...]] = {
    "polish-speakers": (1000, 0, 0, 0, 27, 0, "unheard", None, None, 16, 17),
    "homeless-people": (100, 0, 0, 0, 400, 0, "not-recorded", None, None, 0, 2),
    "other-languages": (2000, 12, 5, 0, 27, 12, "under", FEBRUARY, 48, 18, 22),
    "carers": (2000, 16, 7, 0, 30, 18, "under", OCTOBER, 175, 15, 18),
    "shift-workers": (3000, 1, 0, 0, 399, 1, "uncertain", JANUARY, 76, 0, 54),
    "young-carers": (None, 4, 4, 0, 39, 4, "unknown", OCTOBER, 175, None, None),
    "women": (10000, 200, 0, 0, 35, 204, "enough", MARCH, 20, 0, 0),
    "older-people": (5000, 160, 2, 3, 27, 166, "over", MARCH, 20, 0, 0),
}

# a and b (the fewest and most of the group among those far), the least and the most that were
# heard, and the outer ends of their Wilson intervals
LIMITS = {
    "polish-speakers": (0.0, 0.0425832, 0.0, 1.1497, 0.0, 0.0146477),
    "homeless-people": (0.0, 1.0, 0.0, 100.0, 0.0, 0.2946771),
    "other-languages": (0.0023824, 0.1596568, 12.0643, 16.3107, 0.0173610, 0.0649225),
    "carers": (0.0065670, 0.0931360, 16.1970, 18.7941, 0.0251484, 0.0723777),
    "shift-workers": (0.0, 1.0, 1.0, 400.0, 0.0004414, 1.0),
    "women": (0.2463488, 1.0, 208.6222, 235.0, 0.4726299, 0.6346879),
    "older-people": (0.1898809, 0.9607872, 165.1268, 188.9413, 0.3656207, 0.5213077),
}

# voices, places, gini, hhi, hill1, hill2, top share, repeat share, same person
SHARED: dict[str, tuple[float | None, ...]] = {
    "All voices": (8, 16, 40 / 128, 44 / 256, 2**2.75, 256 / 44, 4 / 16, 8 / 16, 28 / 204),
    "Residents' panel": (6, 12, 24 / 72, 36 / 144, 3 * 2 ** (2 / 3), 4, 4 / 12, 6 / 12, 24 / 108),
    "Unpaid carers": (4, 6, 4 / 24, 10 / 36, 3 * 2 ** (1 / 3), 36 / 10, 2 / 6, 2 / 6, 4 / 18),
    "Older people": (3, 9, 6 / 27, 33 / 81, 9 / 4 ** (8 / 9), 81 / 33, 4 / 9, 6 / 9, 24 / 60),
    "Shift workers": (1, 1, 0, 1, 1, 1, 1, 0, None),
    "Women": (4, 8, 10 / 32, 22 / 64, 2**1.75, 64 / 22, 4 / 8, 4 / 8, 14 / 50),
    "Young carers": (2, 2, 0, 1 / 2, 2, 2, 1 / 2, 0, None),
}

MEASURES = ("gini", "hhi", "hill1", "hill2", "top_share", "repeat_share", "same_person")

# comings by channel (None: no standing channel), effective number of channels, the only one
RELIANCE: dict[str, tuple[dict[str | None, int], float, str | None]] = {
    "carers": ({"panel": 2, "survey": 8, None: 8}, 324 / 132, None),
    "older-people": ({"panel": 8, "survey": 150, None: 8}, 27556 / 22628, None),
    "other-languages": ({"survey": 7, None: 5}, 144 / 74, None),
    "shift-workers": ({"panel": 1}, 1, "Residents' panel"),
    "women": ({"panel": 5, "survey": 194, None: 5}, 41616 / 37686, None),
    "young-carers": ({None: 4}, 1, None),
}

Way = tuple[float, float, int, str, str]  # chance, cost, days, between team and group, basis

BY_CHAMPION: Way = (0.5184, 10, 6, "carers-hub > carer-champion", "tried")
BY_HUB: Way = (0.16, 0, 5, "carers-hub", "judged")
BY_LIBRARY: Way = (0.12, 50, 10, "library", "assumed")
BY_PANEL: Way = (0.095, 40, 13, "panel", "judged")
BY_SURGERY: Way = (0.015, 0, 11, "surgery > carers-hub", "judged")
BY_COLLEGE: Way = (0.15675, 15, 12, "college > english-tutor", "judged")
BY_OFFICER: Way = (0.2432, 0, 7, "carers-hub > liaison-officer", "judged")
BY_BAKERY: Way = (0.0468, 10, 11, "carers-hub > carer-champion > bakery", "assumed")
TO_OLDER_PEOPLE: list[Way] = [
    (0.2375, 40, 13, "panel", "judged"),
    (0.2375, 900, 31, "survey", "assumed"),
    (0.18, 50, 10, "library", "assumed"),
    (0.07125, 5, 27, "surgery > forum", "judged"),
]
TO_WOMEN: list[Way] = [
    (0.38, 40, 13, "panel", "judged"),
    (0.2375, 900, 31, "survey", "assumed"),
]

# heading of the table in the README: the group, the terms of the question, the ways
ROUTES: dict[str, tuple[str, dict[str, Any], list[Way]]] = {
    "routes to carers": ("carers", {"k": 3}, [BY_CHAMPION, BY_LIBRARY, BY_PANEL]),
    "all routes to carers": (
        "carers",
        {"k": 9, "diverse": False},
        [BY_CHAMPION, BY_HUB, BY_LIBRARY, BY_PANEL, BY_SURGERY],
    ),
    "cheapest routes to carers": (
        "carers",
        {"objective": "cost"},
        [BY_HUB, BY_SURGERY, BY_CHAMPION],
    ),
    "quickest routes to carers": (
        "carers",
        {"objective": "days"},
        [BY_HUB, BY_CHAMPION, BY_LIBRARY],
    ),
    "routes to carers without the hub": (
        "carers",
        {"avoid": ["carers-hub"]},
        [BY_LIBRARY, BY_PANEL],
    ),
    "routes to older people": ("older-people", {"k": 9}, TO_OLDER_PEOPLE),
    "routes to women": ("women", {"k": 9}, TO_WOMEN),
    "routes to shift workers, one link more": ("shift-workers", {"max_hops": 4}, [BY_BAKERY]),
}

# the best way, the group it reaches, its state, who blocks it, free on, why no way of its own
BEST: dict[str, tuple[Any, ...]] = {
    "carers": (BY_CHAMPION, "carers", "open", (), None, None),
    "homeless-people": (None, None, None, (), None, "nobody linked"),
    "older-people": (TO_OLDER_PEOPLE[0], "older-people", "open", (), None, None),
    "other-languages": (BY_COLLEGE, "polish-speakers", "part", (), None, "nobody linked"),
    "polish-speakers": (BY_COLLEGE, "polish-speakers", "open", (), None, None),
    "shift-workers": (None, None, None, (), None, "too far"),
    "women": (TO_WOMEN[0], "women", "open", (), None, None),
    "young-carers": (
        BY_OFFICER,
        "young-carers",
        "full",
        ("liaison-officer",),
        date(2026, 5, 27),
        "all full",
    ),
}


@pytest.fixture(scope="module")
def town() -> rm.ReachMap:
    return rm.read(TOWN)


def close(value: float, *, to: float = 1e-12) -> Any:
    return pytest.approx(value, rel=0, abs=to)


# --- the software against figures worked out by hand


def test_the_town_is_as_small_as_it_says(town: rm.ReachMap) -> None:
    held = town.stakeholders
    kinds = ("groups", "organisations", "workers", "champions", "channels", "venues")
    assert sum(len(getattr(held, kind)) for kind in kinds) == 22
    assert len(held.activities) == 10
    assert len(held.voices) == 9
    assert held.about.illustrative


def test_every_group_of_the_town_is_worked_out(town: rm.ReachMap) -> None:
    groups = [group.id for group in town.stakeholders.groups]
    assert groups == sorted(HEARD) == sorted(BEST)
    assert {group for group in HEARD if HEARD[group][0]} == {*LIMITS}


def test_those_heard_least_come_first(town: rm.ReachMap) -> None:
    assert [row.group for row in town.participation().groups] == [*HEARD]
    assert town.participation().people == EVERYBODY


@pytest.mark.parametrize("group", HEARD)
def test_heard_is_what_the_pencil_says(town: rm.ReachMap, group: str) -> None:
    size, known, own, near, far, attendances, status, last, days, least, needed = HEARD[group]
    row = next(row for row in town.participation().groups if row.group == group)
    assert (row.population, row.heard, row.at_own, row.status) == (size, known, own, status)
    assert row.asked == EVERYBODY - near - far
    assert (row.attendances, row.last_heard, row.days_since) == (attendances, last, days)
    assert (row.needed_least, row.needed) == (least, needed)
    assert row.share_heard == close(known / EVERYBODY)
    if size is None:
        assert (row.fair_share, row.per_1000, row.share_population, row.ppr) == (None,) * 4
        return
    assert row.per_1000 == close(1000 * known / size)
    assert row.share_population == close(size / 20000)
    assert row.fair_share == close(EVERYBODY * size / 20000)
    assert row.ppr == close(known / (EVERYBODY * size / 20000))


@pytest.mark.parametrize("group", LIMITS)
def test_what_those_never_asked_could_change_is_what_the_pencil_says(
    town: rm.ReachMap, group: str
) -> None:
    size, known, _, near, far, *_ = HEARD[group]
    fewest, most_of_far, least, most, low, high = LIMITS[group]
    row = next(row for row in town.participation().groups if row.group == group)
    assert least == close(known + fewest * far, to=1e-4)
    assert most == close(min(known + near + most_of_far * far, size), to=1e-4)
    assert row.least == close(least, to=1e-4)
    assert row.most == close(most, to=1e-4)
    assert row.low == close(low / (size / 20000), to=1e-4)
    assert row.high == close(high / (size / 20000), to=1e-4)


def test_carers_are_not_recorded_in_the_window(town: rm.ReachMap) -> None:
    answer = town.participation(since=date(2026, 1, 1))
    row = next(row for row in answer.groups if row.group == "carers")
    assert (row.status, row.heard, row.asked, row.share_heard) == ("not-recorded", 0, 0, 0)
    assert (row.most, row.high, row.needed) == (19, close(10), 2)


def test_same_voices_are_what_the_pencil_says(town: rm.ReachMap) -> None:
    answer = town.voices()
    scopes = (answer.overall, *answer.by_channel, *answer.by_group)
    assert [scope.name for scope in scopes] == list(SHARED)
    for scope in scopes:
        voices, attendances, *measures = SHARED[scope.name]
        assert (scope.voices, scope.attendances) == (voices, attendances)
        for name, value in zip(MEASURES, measures, strict=True):
            assert getattr(scope, name) == (None if value is None else close(value)), name


def test_the_panel_is_judged_by_its_members_and_not_by_luck(town: rm.ReachMap) -> None:
    answer = town.voices()
    (row,) = answer.standing
    assert (row.channel, row.members, row.new_members) == ("panel", 6, None)
    assert row.evenness == close(4 / 6)
    assert {scope.unjudged for scope in (answer.overall, *answer.by_channel)} == {"standing"}
    assert answer.draws == 0


def test_two_people_fill_half_of_the_places(town: rm.ReachMap) -> None:
    answer = town.voices()
    often = {row.voice: (row.attendances, row.times_even) for row in answer.most_often}
    twice, even, once = (4, 2), (2, 1), (1, 0.5)
    assert list(often) == ["v1", "v2", "v3", "v4", "v5", "v6", "v7", "v8"]
    assert list(often.values()) == [twice, twice, even, even, once, once, once, once]
    assert answer.overall.half == 2


def test_reliance_is_what_the_pencil_says(town: rm.ReachMap) -> None:
    rows = town.voices().reliance
    assert [row.group for row in rows] == list(RELIANCE)
    for row in rows:
        attendance_by_activity, effective, alone = RELIANCE[row.group]
        assert {part.channel: part.comings for part in row.channels} == attendance_by_activity
        total = sum(attendance_by_activity.values())
        shares = {part.channel: part.share for part in row.channels}
        assert shares == {
            channel: close(each / total) for channel, each in attendance_by_activity.items()
        }
        assert row.effective == close(effective)
        assert row.depends_on == alone


def test_two_of_sixteen_places_came_after_the_experience_had_ended(town: rm.ReachMap) -> None:
    recency = town.voices().recency
    assert (recency.attendances, recency.past, recency.unknown) == (16, 2 / 16, 1 / 16)


@pytest.mark.parametrize("heading", ROUTES)
def test_routes_are_what_the_pencil_says(town: rm.ReachMap, heading: str) -> None:
    group, terms, ways = ROUTES[heading]
    found = town.routes(group, **terms).routes
    assert [route.rank for route in found] == list(range(1, len(ways) + 1))
    for route, way in zip(found, ways, strict=True):
        assert_way(route, way, group)
        assert (route.state, route.blocked_by, route.free_on) == ("open", (), None)


@pytest.mark.parametrize("group", BEST)
def test_the_best_route_to_each_group_is_what_the_pencil_says(
    town: rm.ReachMap, group: str
) -> None:
    way, reached, state, blocked_by, free_on, why = BEST[group]
    row = next(row for row in town.routes_to_all().groups if row.group == group)
    alone = town.routes(group, k=1)
    assert (row.state, row.blocked_by, row.free_on, row.why) == (state, blocked_by, free_on, why)
    assert alone.why == why
    if way is None:
        assert (row.chance, row.nodes, alone.routes) == (None, (), ())
        return
    for route in (row, *alone.routes):
        assert_way(route, way, reached)
        assert (route.state, route.blocked_by, route.free_on) == (state, blocked_by, free_on)


def assert_way(route: Any, way: Way, reached: str) -> None:
    chance, cost, days, between, basis = way
    assert route.nodes == ("team", *between.split(" > "), reached)
    assert route.chance == close(chance)
    assert (route.cost, route.days, route.basis) == (cost, days, basis)
    assert route.hops == len(route.nodes) - 1


def test_links_that_need_work_come_out_as_worked(town: rm.ReachMap) -> None:
    def step(group: str, **terms: Any) -> Any:
        return town.routes(group, **terms).routes[0].steps[0]

    hub = step("carers")
    assert (hub.chance, hub.asked, hub.passed_on) == (close(0.64), 6, 4)
    college = step("polish-speakers")
    assert (college.chance, college.asked, college.passed_on) == (close(0.4125), 4, 4)
    assert step("carers", avoid=["carers-hub"]).chance == close(0.4)
    panel = step("women")
    assert (panel.type, panel.chance, panel.days, panel.cost) == ("RUNS", close(0.95), 3, 0)


def test_only_introductions_are_counted_as_introductions(town: rm.ReachMap, tmp_path: Path) -> None:
    """To the hub and the college, both asked; and from them to champion, officer and tutor."""
    town.to_html(tmp_path / "town.html")
    assert (
        "Of the 5 introductions on the best ways, 2 have been tried, 2 of them 3 times or more. "
        "The others are on record, with no ask recorded."
    ) in (tmp_path / "town.html").read_text(encoding="utf-8")


def test_the_officer_is_full_until_the_day_that_was_worked_out(town: rm.ReachMap) -> None:
    eve = town.routes("young-carers", as_of=date(2026, 5, 26))
    day = town.routes("young-carers", as_of=date(2026, 5, 27))
    assert [route.state for route in (*eve.routes, *day.routes)] == ["full", "open"]


# --- the page against the software


@cache
def page() -> str:
    return (TOWN / "README.md").read_text(encoding="utf-8")


def table(heading: str) -> list[dict[str, str]]:
    """Return the rows of the first table under a heading of the README."""
    section = page().split(f"\n### Result: {heading}\n", 1)[1].split("\n#", 1)[0]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    head, _, *rows = ([cell.strip() for cell in line[1:-1].split("|")] for line in lines)
    return [dict(zip(head, row, strict=True)) for row in rows]


def assert_shown(cells: Mapping[str, str], row: Mapping[str, Any]) -> None:
    """Compare cells of the page with a row of an answer, to its four decimals."""
    for column, cell in cells.items():
        value = row[column]
        if isinstance(value, float | int):
            assert float(cell) == close(value, to=0.5e-4 * 1.01), column
        elif isinstance(value, tuple):
            assert cell == " > ".join(value), column
        else:
            assert cell == ("" if value is None else str(value)), column


def test_the_page_shows_who_is_heard(town: rm.ReachMap) -> None:
    rows = town.participation().groups
    shown = table("who is heard")
    for cells, row in zip(shown, rows, strict=True):
        assert_shown(cells, row.model_dump())
    columns = set(town.participation().to_frame().columns)
    assert {*shown[0]} == columns - {"name"}


def test_the_page_shows_the_same_voices(town: rm.ReachMap) -> None:
    answer = town.voices()
    scopes = (answer.overall, *answer.by_channel, *answer.by_group)
    for cells, scope in zip(table("the same voices"), scopes, strict=True):
        assert_shown(cells, scope.model_dump())


def test_the_page_shows_who_came_most_often(town: rm.ReachMap) -> None:
    shown = table("who came most often")
    for cells, row in zip(shown, town.voices().most_often, strict=True):
        assert_shown(cells, row.model_dump())


def test_the_page_shows_reliance_and_recency(town: rm.ReachMap) -> None:
    answer = town.voices()
    for cells, row in zip(table("reliance"), answer.reliance, strict=True):
        attendance_by_activity = {part.channel or "none": part.comings for part in row.channels}
        channels = {name: attendance_by_activity.get(name) for name in ("panel", "survey", "none")}
        assert_shown(cells, channels | row.model_dump(include={"group", "effective", "depends_on"}))
    (cells,) = table("recency")
    assert_shown(cells, answer.recency.model_dump())


@pytest.mark.parametrize("heading", ROUTES)
def test_the_page_shows_routes(town: rm.ReachMap, heading: str) -> None:
    group, terms, _ = ROUTES[heading]
    found = town.routes(group, **terms).routes
    for cells, route in zip(table(heading), found, strict=True):
        assert_shown(cells, route.model_dump())


def test_the_page_shows_the_best_route_to_every_group(town: rm.ReachMap) -> None:
    rows = town.routes_to_all().groups
    for cells, row in zip(table("the best route to every group"), rows, strict=True):
        assert_shown(cells, row.model_dump())


def test_every_result_of_the_page_is_checked() -> None:
    headings = set(re.findall(r"^### Result: (.+)$", page(), re.MULTILINE))
    others = {"who is heard", "the same voices", "who came most often", "reliance", "recency"}
    assert headings == {*ROUTES, *others, "the best route to every group"}


SUM = re.compile(r"[-+]?[\d.,^×/()+\- ]+ = (?:\d+ / \d+ = )?-?[\d.,]+(?= *[|.;]|$)")


def test_sums_on_the_page_are_right() -> None:
    """Every cell that is a plain sum, as `160 / 400 = 0.4`, is worked out again."""
    sums = [
        cell.strip()
        for line in page().splitlines()
        if line.startswith("|")
        for cell in line[1:-1].split("|")
        if SUM.fullmatch(cell.strip())
    ]
    assert len(sums) > 50
    for text in sums:
        first, *rest = (part.replace(",", "").replace("×", "*") for part in text.split("="))
        for part in rest:
            places = len(part.strip().partition(".")[2]) if "/" not in part else 0
            to = 0.51 * 10**-places if places else 1e-12
            assert worked(first) == close(worked(part), to=to), text


def worked(text: str) -> float:
    """Return what a sum comes to."""
    assert re.fullmatch(r"[\d.*/()+\- ]+", text)
    return float(eval(text, {"__builtins__": {}}))  # noqa: S307  digits and signs, as just checked


def test_the_hill_number_of_all_is_the_sum_of_logarithms() -> None:
    shares = [1 / 4] * 2 + [1 / 8] * 2 + [1 / 16] * 4
    assert -sum(share * log2(share) for share in shares) == close(2.75)


SNIPPETS = re.findall(
    r"```python\n(.*?)```\n\n```text\n(.*?)```", (TOWN / "README.md").read_text("utf-8"), re.DOTALL
)


def test_every_snippet_of_the_page_has_its_output() -> None:
    assert len(SNIPPETS) == page().count("```python\n") == 3


@pytest.mark.parametrize(("code", "output"), SNIPPETS)
def test_snippets_of_the_page_print_what_it_says(
    code: str, output: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(code, {})  # noqa: S102  the page's own code, which is under test
    assert printed.getvalue() == output


@pytest.mark.parametrize(
    ("question", "words", "never"),
    [
        # feedback_on is blank everywhere, but said.csv tells that older people were answered.
        ("review", "No row fills these columns", "Not recorded anywhere"),
        # 0.28 beside 0.16, of ten asks.
        ("calibration", "came no clearly nearer and no clearly farther", "about as near"),
        ("participation", "no record of asking about these", "Nobody was asked"),
        ("participation", "with the fewest we assume among those never asked: Women", "share: W"),
        # Two are on the one way: neither alone is the only introduction.
        (
            "gatekeepers",
            "Every way on our map to Polish speakers goes through English tutor",
            "only",
        ),
        (
            "reach",
            "other languages as a whole yet, but one to a part of them: Polish",
            "languages yet",
        ),
        # Of eight people nobody is a tenth, and 2 of 16 are told as 2 of 16.
        ("voices", "filled 4 of the 16 places, twice an even share", "tenth"),
        ("voices", "2 of the 16 places were filled by people whose own", "of every 100"),
        ("burden", "officer: asked twice in the quarter, as often as", "twice of 2"),
        (
            "links_to_build",
            "Get to know Unpaid carers: we use Town library",
            "Help Engagement team",
        ),
        ("links_to_build", "we have no contact with them on record", "no contact with them is"),
    ],
)
def test_no_sentence_says_more_than_the_records(
    town: rm.ReachMap, question: str, words: str, never: str
) -> None:
    said = getattr(town, question)().explain()
    assert words in said
    assert never not in said


def test_none_who_came_of_twenty_are_not_said_to_make_nine_of_a_hundred(town: rm.ReachMap) -> None:
    polish = town.methods("Polish speakers").explain()
    assert "0 of 20 invited came; with what we assume, about 25 of 100 would (9 to 46)." in polish


def test_what_changes_without_the_hub_says_that_the_full_count_as_free(town: rm.ReachMap) -> None:
    assert "count as if they had room" in town.what_if(remove=["carers-hub"]).explain()


def test_places_are_not_told_as_people_and_a_cost_in_part_assumed_says_so(
    town: rm.ReachMap,
) -> None:
    """Two older people came to the panel four times; of the last step no cost is on record."""
    panel = town.methods("Older people").explain()
    assert (
        "(PPI) panel: they came 8 times in all, "
        "the same people perhaps more than once; how many were invited is not known" in panel
    )
    best = town.routes("carers", k=1).explain()
    assert (
        "about 6 days, assumed for 1 of 3 steps; £10 for 2 of 3 steps, the rest not recorded."
        in best
    )
