"""Pages that many tests open, written once a process."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

import reachmap as rm
from folders import TOWN
from view.pages import Open


@pytest.fixture(scope="session")
def town_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the page of the small town."""
    path = tmp_path_factory.mktemp("town") / "town.html"
    rm.read(TOWN).to_html(path)
    return path


@pytest.fixture(scope="session")
def borough_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the page of the demo borough."""
    path = tmp_path_factory.mktemp("borough") / "borough.html"
    rm.demo().to_html(path)
    return path


@pytest.fixture(scope="session")
def desk() -> rm.ReachMap:
    """Return the demo borough."""
    return rm.demo()


DESKS = {"town": lambda: rm.read(TOWN), "borough": rm.demo}


@pytest.fixture(params=DESKS)
def desk_and_page(
    request: pytest.FixtureRequest, open_page: Open, town_page: Path, borough_page: Path
) -> tuple[rm.ReachMap, Page]:
    """Return a map and its page, open."""
    path = {"town": town_page, "borough": borough_page}[request.param]
    return DESKS[request.param](), open_page(path).page
