"""Generated maps as Chromium draws them: contrast, crossings, overlaps and the size of names."""

from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import reachmap as rm
from view.pages import Open, page_of
from view.picture.test_layout import cross
from view.picture.test_names import MATTER, check_names

pytestmark = pytest.mark.browser

TEXT, GRAPHICS = 4.5, 3.0
"""Least contrast of text and of graphics (WCAG 2.2, 1.4.3 and 1.4.11)."""

PART = 4
"""How far apart those are, in order, who know each other."""

DRAWN = """() => ({
  places: nodes.get({ filter: (node) => !node.hidden }).map(({ id, x, y }) => [id, x, y]),
  lines: edges.get({ filter: (edge) => !edge.hidden }).map(({ id, from, to }) => {
    const drawn = drawing.body.edges[id].edgeType;
    const via = drawn.getViaNode ? drawn.getViaNode() : undefined;
    return [from, to, via ? via.x : null, via ? via.y : null];
  }),
})"""

INK = """() => {
  const canvas = document.querySelector("#canvas canvas");
  const ratio = canvas.width / canvas.clientWidth;
  const context = canvas.getContext("2d");
  const scale = drawing.getScale();
  const light = ([r, g, b]) => [0.2126, 0.7152, 0.0722].reduce((sum, part, n) => {
    const value = [r, g, b][n] / 255;
    return sum + part * (value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
  }, 0);
  const contrast = ({ l, r, t, b }) => {
    const from = drawing.canvasToDOM({ x: l / scale, y: t / scale });
    const to = drawing.canvasToDOM({ x: r / scale, y: b / scale });
    const [wide, high] = [Math.ceil(to.x - from.x), Math.ceil(to.y - from.y)];
    const pixels = context.getImageData(from.x * ratio, from.y * ratio, wide * ratio, high * ratio);
    let darkest = 1;
    for (let at = 0; at < pixels.data.length; at += 4) {
      if (pixels.data[at + 3] > 250) {
        darkest = Math.min(darkest, light(pixels.data.slice(at, at + 3)));
      }
    }
    return 1.05 / (darkest + 0.05);
  };
  const shapes = nodes.get({ filter: (node) => !node.hidden }).map((node) => shapeBox(node, scale));
  const rgb = GREY.match(/[0-9a-f]{2}/g).map((part) => parseInt(part, 16));
  return {
    names: placed.names.map(contrast),
    shapes: shapes.map(contrast),
    line: 1.05 / (light(rgb) + 0.05),
  };
}"""


def made_up(number: int) -> rm.StakeholderMap:
    """Return a map of so many nodes, each linked at random to few of its part of town.

    Names are of all lengths.
    """
    dice = np.random.default_rng(number)
    groups, bodies = number * 2 // 5, number * 3 // 10
    workers = number - groups - bodies - 1
    ids = ["team", *(f"o{n}" for n in range(bodies)), *(f"w{n}" for n in range(workers))]

    def name(kind: str, n: int) -> str:
        return " ".join([kind, str(n), *["of the long name"] * int(dice.integers(0, 3))])

    def near(n: int) -> int:
        return max(1, min(len(ids) - 1, n + int(dice.integers(-PART, PART + 1))))

    pairs = {(ids[max(0, near(n // 3) - PART)], ids[n]) for n in range(1, len(ids))}
    pairs = {(a, b) for a, b in pairs if a != b}
    knows = [rm.Link(from_=a, type="KNOWS", to=b, trust=3) for a, b in sorted(pairs)]
    trusted = {
        (ids[near(n * len(ids) // groups)], f"g{n}")
        for n in range(groups - 2)
        for _ in range(int(dice.integers(1, 3)))
    }
    return rm.StakeholderMap(
        about=rm.About(title="A made-up town", area_population=90_000),
        organisations=[
            rm.Organisation(id="team", name="Team", team=True),
            *(rm.Organisation(id=f"o{n}", name=name("Organisation", n)) for n in range(bodies)),
        ],
        workers=[rm.KeyWorker(id=f"w{n}", name=name("Worker", n)) for n in range(workers)],
        groups=[
            rm.Group(id=f"g{n}", name=name("Group", n), population=int(dice.integers(50, 9_000)))
            for n in range(groups)
        ],
        links=[
            *knows,
            *(rm.Link(from_=a, type="TRUSTED_BY", to=b, trust=4) for a, b in sorted(trusted)),
        ],
    )


def curves_of(drawn: Any) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return places, ends and points of the lines as they are drawn."""
    number = {id_: n for n, (id_, _, _) in enumerate(drawn["places"])}
    places = np.array([spot[1:] for spot in drawn["places"]], float)
    ends = np.array([[number[a], number[b]] for a, b, _, _ in drawn["lines"]])
    tails, heads = places[ends[:, 0]], places[ends[:, 1]]
    middle = (tails + heads) / 2
    given = np.array([line[2:] for line in drawn["lines"]], float)
    via = np.where(np.isnan(given), middle, given)
    t = np.linspace(0, 1, 24)[None, :, None]
    points = (1 - t) ** 2 * tails[:, None] + 2 * t * (1 - t) * via[:, None] + t**2 * heads[:, None]
    return places, ends, points


def crossings(ends: np.ndarray, points: np.ndarray) -> int:
    """Return how many pairs of lines cross, of those that do not meet at a node."""
    low, high = points.min(axis=1), points.max(axis=1)
    return sum(
        cross(points[a], points[b])
        for a, b in combinations(range(len(ends)), 2)
        if not set(ends[a]) & set(ends[b]) and (low[a] < high[b]).all() and (low[b] < high[a]).all()
    )


def shuffled(places: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """Return straight lines between the same nodes, put in any order in the same columns."""
    dice, mixed = np.random.default_rng(1), places.copy()
    for column in np.unique(places[:, 0]):
        inside = np.flatnonzero(places[:, 0] == column)
        mixed[inside] = places[dice.permutation(inside)]
    return np.stack([mixed[ends[:, 0]], mixed[ends[:, 1]]], axis=1)


@pytest.mark.parametrize(
    "number", [30, *(pytest.param(n, marks=pytest.mark.campaign) for n in (60, 90, 130, 180, 240))]
)
def test_a_generated_map_can_be_read_as_it_opens(
    open_page: Open, tmp_path: Path, number: int, told: Callable[[str], None]
) -> None:
    view = open_page(page_of(made_up(number), tmp_path), viewport={"width": 1280, "height": 900})
    assert view.complaints == []
    named, matter = check_names(view.page), set(view.page.evaluate(MATTER))
    assert len(named & matter) >= min(len(matter), 40)
    ink = view.page.evaluate(INK)
    assert min(ink["names"]) >= TEXT
    assert min(*ink["shapes"], ink["line"]) >= GRAPHICS
    places, ends, points = curves_of(view.page.evaluate(DRAWN))
    few, any_order = crossings(ends, points), crossings(ends, shuffled(places, ends))
    told(f"{number} nodes: {len(ends)} lines cross {few} times, in any order {any_order}")
    assert few <= any_order / 4
    far = np.hypot(*(points[:, :, None] - places[None, None]).transpose(3, 0, 1, 2)).min(axis=1)
    far[np.arange(len(ends))[:, None], ends] = np.inf
    assert far.min() > 5  # the rim of a node
