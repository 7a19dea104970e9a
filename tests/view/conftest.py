"""Pages that many tests open, written once a process."""

from pathlib import Path

import pytest

import reachmap as rm
from folders import TOWN


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
