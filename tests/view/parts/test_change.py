"""What has changed: on the page as the question answers it."""

from pathlib import Path

import pytest

import reachmap as rm
from view.pages import Open, words_of

pytestmark = pytest.mark.browser


def test_what_has_changed_since_the_year_before_is_on_the_page(
    open_page: Open, borough_page: Path, desk: rm.ReachMap
) -> None:
    words = words_of(open_page(borough_page).page, "#since")
    assert all(line in words for line in desk.change().sentences())
