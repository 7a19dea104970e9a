"""Text that some program read in a wrong encoding, and files that spreadsheets open rightly."""

from pathlib import Path

import pytest

import reachmap as rm
from kinds import FILES, book, folder, reading_of
from reachmap import io
from reachmap.io.tables.encodings import ungarbled
from reachmap.release import release

GARBLED = {
    "Carersâ€™ Hub": "Carers’ Hub",
    "CafÃ© Welcome": "Café Welcome",
    "Å\x81Ã³dÅº Club": "Łódź Club",
    "Carers‚Äô Hub": "Carers’ Hub",
    "Caf√© Welcome": "Café Welcome",
    "Young Â£ savers": "Young £ savers",
    "Dads ðŸ˜€": "Dads 😀",
}


@pytest.mark.parametrize("text", [text for text in GARBLED if "\x81" not in text])
def test_garbled_names_are_asked_about_at_every_door(tmp_path: Path, text: str) -> None:
    groups = FILES["groups.csv"].replace("Veterans", text)
    sheets = book()
    sheets["groups"]["A3"] = text
    sheets.save(tmp_path / "town.xlsx")
    for path in (folder(tmp_path / "town", {"groups.csv": groups}), tmp_path / "town.xlsx"):
        reading, said = reading_of(path)
        assert reading is not None
        assert len(said) == 1
        assert f"row 3, column name: looks like '{GARBLED[text]}', read in a wrong" in said[0]


def test_each_is_as_it_was() -> None:
    assert {text: ungarbled(text) for text in GARBLED} == GARBLED


@pytest.mark.parametrize(
    "name",
    ["Café São João", "SÃO", "CAFÉ’S", "BLÅ–GRØNN", "“Étoile”", "Łódź", "naïve", "Ærø, Å", "ÄÖÜ"],
)
def test_honest_names_are_left_alone(name: str) -> None:
    assert ungarbled(name) == name


def test_csv_has_the_mark_by_which_spreadsheets_know_it(tmp_path: Path) -> None:
    town = rm.read(folder(tmp_path / "town", {"organisations.csv": "name\nHub\nCafé\n"}))
    io.write(release(town.stakeholders), tmp_path / "copy")
    assert {file.read_bytes()[:3] for file in (tmp_path / "copy").iterdir()} == {b"\xef\xbb\xbf"}
    assert rm.read(tmp_path / "copy").stakeholders == town.stakeholders
    io.answers.write_answer(release(town.participation()), tmp_path / "heard.csv")
    assert (tmp_path / "heard.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_json_in_utf_16_is_read(tmp_path: Path) -> None:
    town = rm.read(folder(tmp_path / "town", {}))
    io.write(release(town.stakeholders), tmp_path / "town.json")
    text = (tmp_path / "town.json").read_text()
    (tmp_path / "wide.json").write_bytes(text.encode("utf-16"))
    assert rm.read(tmp_path / "wide.json").stakeholders == town.stakeholders
