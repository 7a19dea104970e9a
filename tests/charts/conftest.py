"""What tests of charts share: answers of the demo, and pictures without a window."""

from collections.abc import Iterator

import matplotlib as mpl
import pytest
from matplotlib import pyplot as plt

import reachmap as rm
from reachmap.model.charted import ChartedAnswer

mpl.use("Agg")

Answers = dict[str, ChartedAnswer]


@pytest.fixture(scope="session")
def answers() -> Answers:
    """Return an answer of each question that can be drawn."""
    desk = rm.demo()
    return {
        "participation": desk.participation(),
        "voices": desk.voices(samples=100),
        "routes": desk.routes("Hidden carers"),
        "what_if": desk.what_if(remove=["Carers' liaison officer"]),
        "change": desk.change(),
    }


@pytest.fixture(autouse=True)
def _pictures_are_closed() -> Iterator[None]:
    yield
    plt.close("all")
