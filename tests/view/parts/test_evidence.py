"""Due regard: on the page as the question answers it."""

from pathlib import Path

import pytest

import reachmap as rm
from view.pages import Open, columns_of, rows_of, words_of

pytestmark = pytest.mark.browser


def test_due_regard_holds_every_characteristic_and_group(
    open_page: Open, borough_page: Path, desk: rm.ReachMap
) -> None:
    page = open_page(borough_page).page
    answer = desk.evidence()
    rows = rows_of(page, "due-regard")
    assert len(columns_of(page, "due-regard")) == 12
    assert [(row[1], row[6], row[8], row[10]) for row in rows] == [
        (
            row.name or "none on the map",
            "; ".join(row.methods),
            "; ".join(row.said),
            "; ".join(row.gap),
        )
        for row in answer.lines
    ]
    assert {row[0] for row in rows} == {
        (row.characteristic or "other").replace("-", " ") for row in answer.lines
    }
    words = words_of(page, "#regard")
    assert all(line in words for line in answer.sentences())
    with page.expect_download() as waiting:
        page.locator("#part-due-regard").get_by_role("button", name="Save as CSV").click()
    lines = Path(waiting.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].startswith('"Characteristic","Group"') or lines[0].startswith("Characteristic,")
    assert len(lines) > len(answer.lines)
