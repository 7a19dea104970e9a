"""Pages that many tests open, written once a process."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Page

import reachmap as rm
from folders import TOWN
from reachmap.model.audience import Audience
from view.pages import Open


@pytest.fixture(scope="session")
def town_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the page of the small town."""
    path = tmp_path_factory.mktemp("town") / "town.html"
    rm.read(TOWN).to_html(path)
    return path


@pytest.fixture(scope="session")
def desk() -> rm.ReachMap:
    """Return the demo borough."""
    return rm.demo()


@pytest.fixture(scope="session")
def borough_page_for(
    desk: rm.ReachMap, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[Audience], Path]:
    """Return a function that gives the page of the demo borough for an audience."""

    @cache
    def page(audience: Audience) -> Path:
        path = tmp_path_factory.mktemp("borough") / f"{audience}.html"
        desk.to_html(path, audience=audience)
        return path

    return page


@pytest.fixture(scope="session")
def borough_page(borough_page_for: Callable[[Audience], Path]) -> Path:
    """Return the page of the demo borough."""
    return borough_page_for("internal")


@pytest.fixture(params=["town", "borough"])
def desk_and_page(
    request: pytest.FixtureRequest,
    open_page: Open,
    desk: rm.ReachMap,
    town_page: Path,
    borough_page: Path,
) -> tuple[rm.ReachMap, Page]:
    """Return a map and its page, open."""
    if request.param == "town":
        return rm.read(TOWN), open_page(town_page).page
    return desk, open_page(borough_page).page
