"""Reading a map in Python says what is probably a slip or was not read, once, and has it all."""

import warnings
from pathlib import Path

import pandas as pd
import pytest

import reachmap as rm
from folders import TOWN
from kinds import folder

SLIPS: dict[str, dict[str, str | bytes | None]] = {
    "near names": {"organisations.csv": "name\nHub\nGarden Club\nGarrden Club\n"},
    "a column that is not read": {"groups.csv": "name,ward\nCarers,North\nVeterans,South\n"},
    "a total": {"groups.csv": "name,population\nCarers,200\nVeterans,90\nTotal,290\n"},
}


@pytest.mark.parametrize("kind", SLIPS)
def test_a_reading_warns_once_and_the_map_has_every_remark(tmp_path: Path, kind: str) -> None:
    path = folder(tmp_path / "town", SLIPS[kind])
    with pytest.warns(rm.MapWarning) as caught:
        desk = rm.read(path)
    assert len(caught) == 1
    assert caught[0].filename == __file__
    said = str(caught[0].message)
    assert said.startswith(f"{path}: ")
    assert ".remarks" in said
    assert any(str(issue) in said for issue in desk.remarks)
    with pytest.warns(rm.MapWarning):
        rm.open(path)


def test_a_sound_map_warns_of_nothing_and_still_has_its_remarks(tmp_path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert rm.demo().remarks == ()
        assert rm.read(folder(tmp_path / "town", {})).remarks == ()
        assert len(rm.read(TOWN).remarks) == 2


def test_frames_and_graphs_warn_as_well() -> None:
    names = ["Team", "Garden Club", "Garrden Club"]
    frame = pd.DataFrame({"name": names, "team": [True, False, False]})
    with pytest.warns(rm.MapWarning, match="the frames: 1 thing worth a look"):
        desk = rm.from_frames({"organisations": frame})
    with pytest.warns(rm.MapWarning, match="the graph: 1 thing worth a look"):
        assert len(rm.from_networkx(desk.to_networkx()).remarks) == 1
