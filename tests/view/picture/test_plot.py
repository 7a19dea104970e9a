"""The map with matplotlib: the dots of the page, where they are there, and nothing withheld."""

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib import pyplot as plt
from matplotlib.axes import Axes

import reachmap as rm
from folders import TOWN
from reachmap.analysis.briefing import briefing
from reachmap.analysis.snapshot import Snapshot
from reachmap.view.picture.picture import picture

mpl.use("Agg")


@pytest.fixture(scope="module")
def desk() -> rm.ReachMap:
    """Return the small town."""
    return rm.read(TOWN)


def texts_of(ax: Axes) -> set[str]:
    """Return every text on some axes, each on one line."""
    return {" ".join(text.get_text().split()) for text in ax.texts}


def test_every_dot_of_the_page_is_drawn_where_it_is_there(desk: rm.ReachMap) -> None:
    now = Snapshot(desk.store)
    drawn = picture(now.outline, briefing(now))
    _, own = plt.subplots()
    ax = desk.plot(own)
    assert ax is own
    spots = [
        tuple(spot) for each in ax.collections for spot in np.asarray(each.get_offsets()).tolist()
    ]
    assert sorted(spots) == sorted(dot.spot for dot in drawn.dots if dot.spot)
    assert {dot.name for dot in drawn.dots if dot.spot} <= texts_of(ax)
    assert "Internal: not for sharing. It may hold details about people." in texts_of(ax)
    legend = ax.get_legend()
    assert legend is not None
    assert "Our team" in {text.get_text() for text in legend.get_texts()}
    plt.close("all")


def test_others_see_nobody_who_is_a_person(desk: rm.ReachMap) -> None:
    ax = desk.plot(audience="public")
    people = {
        node.name for node in desk.stakeholders.nodes() if node.kind in {"worker", "champion"}
    }
    assert people
    assert not people & texts_of(ax)
    assert "Public: made without people, counts or free text." in texts_of(ax)
    plt.close("all")
