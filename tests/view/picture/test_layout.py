"""Where nodes are: columns, lines that run through nobody, and few crossings in the demo."""

import time
from itertools import combinations, groupby

import numpy as np
import pytest

import reachmap as rm
from bars import assert_within
from reachmap.analysis.briefing import Briefing, briefing
from reachmap.analysis.snapshot import Snapshot
from reachmap.model.stakeholders import StakeholderMap
from reachmap.release.gate import release
from reachmap.view.picture.bends import CLEAR, curves
from reachmap.view.picture.layout import Layout, Spot, layout
from reachmap.view.picture.picture import Picture, families_of, picture


@pytest.fixture(scope="module")
def answers() -> tuple[StakeholderMap, Briefing]:
    """Return the demo borough, and all answers about it."""
    now = Snapshot(rm.demo().store)
    return now.outline, briefing(now)


@pytest.fixture(scope="module")
def demo(answers: tuple[StakeholderMap, Briefing]) -> Picture:
    """Return the picture of the demo borough."""
    return picture(*answers)


def lines_of(drawn: Picture, points: int = 40) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return places, ends and points of the lines that are drawn as the page opens."""
    dots = [dot for dot in drawn.dots if dot.spot and not dot.aside]
    number = {dot.id: n for n, dot in enumerate(dots)}
    places = np.array([dot.spot for dot in dots], float)
    lines = [
        (number[tail], number[head], bend / 100)
        for (tail, head), bend in zip(drawn.lines, drawn.bends, strict=True)
        if {tail, head} <= number.keys()
    ]
    ends = np.array([line[:2] for line in lines])
    return places, ends, curves(places, ends, np.array([line[2] for line in lines]), points)


def cross(a: np.ndarray, b: np.ndarray) -> bool:
    """Return whether two lines of short straight pieces cross."""
    p, q, r, s = a[:-1, None], a[1:, None], b[None, :-1], b[None, 1:]

    def side(x: np.ndarray, y: np.ndarray, z: np.ndarray) -> np.ndarray:
        u, v = y - x, z - x
        turned: np.ndarray = u[..., 0] * v[..., 1] - u[..., 1] * v[..., 0]
        return turned

    met = (side(p, q, r) * side(p, q, s) < 0) & (side(r, s, p) * side(r, s, q) < 0)
    return bool(met.any())


def test_few_lines_of_the_demo_cross(demo: Picture) -> None:
    _, ends, drawn = lines_of(demo, points=16)
    boxes = np.concatenate([drawn.min(axis=1), drawn.max(axis=1)], axis=1)
    crossed = sum(
        cross(drawn[a], drawn[b])
        for a, b in combinations(range(len(ends)), 2)
        if not set(ends[a]) & set(ends[b])
        and (boxes[a, :2] < boxes[b, 2:]).all()
        and (boxes[b, :2] < boxes[a, 2:]).all()
    )
    assert crossed <= 250  # straight lines in the columns of before crossed 878 times


def test_no_line_of_the_demo_runs_through_a_node(demo: Picture) -> None:
    places, ends, drawn = lines_of(demo)
    far = np.hypot(*(drawn[:, :, None] - places[None, None]).transpose(3, 0, 1, 2)).min(axis=1)
    far[np.arange(len(ends))[:, None], ends] = np.inf
    assert far.min() > 5  # the rim of a node
    assert CLEAR > 5


@pytest.mark.timed
def test_the_demo_is_laid_out_within_a_second_or_so(
    demo: Picture, answers: tuple[StakeholderMap, Briefing]
) -> None:
    families = families_of(answers[0])
    spots = [
        Spot(
            dot.id,
            is_team=dot.kind == "team",
            is_group=dot.kind == "group",
            apart=dot.hollow,
            aside=dot.aside,
            family=families.get(dot.id, ""),
        )
        for dot in demo.dots
    ]
    start = time.process_time()
    placed = layout(spots, demo.lines)
    assert_within(time.process_time() - start, 1)
    assert placed.spots == {dot.id: dot.spot for dot in demo.dots}


def test_those_on_no_way_to_a_group_are_below_the_picture(demo: Picture) -> None:
    lowest = max(dot.spot[1] for dot in demo.dots if dot.spot and not dot.aside)
    aside = [dot for dot in demo.dots if dot.aside]
    assert len(aside) == 12
    assert all(dot.spot and dot.spot[1] > lowest for dot in aside)
    assert not any(dot.kind in {"team", "group"} for dot in aside)


def test_groups_of_one_family_are_next_to_each_other(
    demo: Picture, answers: tuple[StakeholderMap, Briefing]
) -> None:
    families = families_of(answers[0])
    groups = [dot for dot in demo.dots if dot.kind == "group" and dot.spot and not dot.hollow]
    named = [families.get(dot.id, dot.id) for dot in sorted(groups, key=lambda dot: dot.spot or ())]
    assert len(named) > len({*named}) == sum(1 for _ in groupby(named))
    assert families["kinship-carers"] == families["hidden-carers"] == families["carers"] == "carers"


def test_groups_are_last_and_those_without_a_way_below_the_others(demo: Picture) -> None:
    groups = [dot for dot in demo.dots if dot.kind == "group" and dot.spot]
    furthest = max(dot.spot[0] for dot in demo.dots if dot.spot)
    assert {dot.spot[0] for dot in groups if dot.spot} == {furthest}
    apart = [dot.spot[1] for dot in groups if dot.hollow and dot.spot]
    assert min(apart) > max(dot.spot[1] for dot in groups if dot.spot and not dot.hollow)


@pytest.mark.parametrize(
    ("spots", "links"),
    [
        ([], []),
        ([Spot("t", is_team=True, is_group=False)], []),
        ([Spot("g", is_team=False, is_group=True, apart=True)], []),
        ([Spot(i, is_team=True, is_group=False) for i in "ab"], [("a", "b"), ("b", "a")]),
    ],
)
def test_the_smallest_pictures_are_laid_out_too(
    spots: list[Spot], links: list[tuple[str, str]]
) -> None:
    placed = layout(spots, links)
    assert isinstance(placed, Layout)
    assert len(set(placed.spots.values())) == len(spots)


def test_what_an_audience_may_not_see_gives_a_plain_group(
    answers: tuple[StakeholderMap, Briefing],
) -> None:
    findings = release(answers[1], audience="partner").content
    drawn = picture(release(answers[0], audience="partner").content, findings)
    withheld = {row.group for row in findings.heard.groups if row.status is None}
    assert withheld
    assert withheld <= {dot.id for dot in drawn.dots if dot.filled is None}
    assert not any(dot.full or dot.leaves or dot.aside for dot in drawn.dots)
