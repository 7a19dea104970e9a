"""Writing takes what release made safe, so that content and stamp cannot part."""

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import reachmap as rm
from folders import TOWN
from reachmap.io import write
from reachmap.release import release

NAMES = ("town", "town.json", "town.xlsx")


@pytest.mark.parametrize("name", NAMES)
def test_a_map_that_was_not_released_is_never_stamped_as_safe(tmp_path: Path, name: str) -> None:
    town: Any = rm.read(TOWN).stakeholders
    with pytest.raises((TypeError, AttributeError)):
        write(town, tmp_path / name, audience="public")  # type: ignore[call-arg]  # as it once was
    with pytest.raises((TypeError, AttributeError)):
        write(town, tmp_path / name)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("audience", ["internal", "partner", "public"])
@pytest.mark.parametrize("name", NAMES)
def test_a_file_is_stamped_with_the_audience_that_its_content_was_made_for(
    tmp_path: Path, name: str, audience: Any
) -> None:
    path = tmp_path / name
    released = release(rm.read(TOWN).stakeholders, audience=audience)
    write(released, path)
    assert stamp_of(path) == audience
    assert rm.read(path).stakeholders == released.content
    assert bool(released.content.voices) == (audience == "internal")


def stamp_of(path: Path) -> str:
    """Return the audience that a file of a map names."""
    if path.is_dir():
        heads, values = (path / "about.csv").read_text(encoding="utf-8").splitlines()[:2]
        return values.split(",")[heads.split(",").index("audience")]
    if path.suffix == ".json":
        return str(json.loads(path.read_text(encoding="utf-8"))["audience"])
    sheet: Any = openpyxl.load_workbook(path)["about"]
    typed = [[cell.value for cell in row] for row in sheet.iter_rows()]
    return str(typed[1][typed[0].index("audience")])
