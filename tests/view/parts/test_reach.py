"""How sure each group is reached: in the panel next to the map."""

import json
from pathlib import Path
from typing import Any

import pytest

import reachmap as rm
from reachmap.analysis.reach.words import words_of_reach
from view.pages import Open

pytestmark = pytest.mark.browser


def test_each_panel_says_how_sure_its_group_is_reached(
    open_page: Open, borough_page: Path, desk: rm.ReachMap
) -> None:
    page = open_page(borough_page).page
    for row in desk.reach().groups:
        told: Any = page.evaluate(f"certainty({json.dumps(row.group)}).map((p) => p.textContent)")
        if not row.independent_routes:
            assert told == []
            continue
        words = words_of_reach(row).removeprefix(
            f"No way to {row.name} that we know of is open today. "
        )
        (line,) = told
        assert line.startswith(f"{words} This follows from")
        assert "exact" not in line
