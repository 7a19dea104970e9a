"""Spellings with characters that are not seen: kept, dropped or refused."""

import unicodedata
from pathlib import Path

import pytest

import reachmap as rm
from reachmap.model.texts import clean_item, slug

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467 Families"
WALES = "\U0001f3f4\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f Welsh speakers"
PERSIAN = "\u0641\u0627\u0631\u0633\u06cc\u200c\u0632\u0628\u0627\u0646"
SINHALA = "\u0dc1\u0dca\u200d\u0dbb\u0dd3"
ARABIC = "\u0645\u062a\u062d\u062f\u062b\u0648 \u0627\u0644\u0639\u0631\u0628\u064a\u0629"
HINDI = "\u0939\u093f\u0928\u094d\u0926\u0940"
HEART = "\u2764\ufe0f\u200d\U0001f525 Love"

KEPT = [FAMILY, WALES, PERSIAN, SINHALA, HINDI, HEART, "\U0001f1f5\U0001f1f1 Polish speakers"]
DROPPED = {
    f"\u200f{ARABIC}\u200f": ARABIC,
    f"{ARABIC}\u061c": ARABIC,
    "\u200eCarers": "Carers",
    f"{PERSIAN}\u200c ": PERSIAN,
    "Soft\u00adhyphen": "Softhyphen",
    "\ufeffBOM \ufeffinside": "BOM inside",
}
REFUSED = {
    "Y\u200boung dads": "U+200B",
    "Y\u200doung dads": "U+200D",
    "Young\u200cdads": "U+200C",
    "Ca\u200frers": "U+200F",
    "\u202eCarers": "U+202E",
    "Ca\x07rers": "U+0007",
    "\U0001f3f4\U000e0067\U000e0062": "U+E0067",
}


@pytest.mark.parametrize("name", KEPT)
def test_what_is_part_of_the_spelling_stays(tmp_path: Path, name: str) -> None:
    assert clean_item(name) == unicodedata.normalize("NFC", name)
    team = rm.Organisation(id="team", name="Team", team=True)
    town = rm.StakeholderMap(organisations=[team], groups=[rm.Group(id=slug(name), name=name)])
    for ending in ("", ".json", ".xlsx", ".db"):
        rm.ReachMap.of(town).write(tmp_path / f"town{ending}")
        with rm.open(tmp_path / f"town{ending}") as again:
            assert again.stakeholders == town


@pytest.mark.parametrize(("typed", "name"), DROPPED.items())
def test_what_says_nothing_is_dropped(typed: str, name: str) -> None:
    assert clean_item(typed) == name


@pytest.mark.parametrize(("typed", "code"), REFUSED.items())
def test_what_hides_in_a_name_is_refused(tmp_path: Path, typed: str, code: str) -> None:
    (tmp_path / "about.csv").write_text("title,team\nTown,Team\n")
    (tmp_path / "groups.csv").write_text(f"name\nCarers\n{typed}\n", encoding="utf-8")
    with pytest.raises(rm.InvalidMap) as caught:
        rm.read(tmp_path)
    (issue,) = caught.value.issues
    assert (issue.file, issue.row, issue.column) == ("groups.csv", 3, "name")
    assert code in issue.message
    assert issue.remedy == "Type it anew, without that character"


def test_marks_on_letters_tell_names_apart() -> None:
    assert slug("\u0915\u093f") != slug("\u0915\u0940")
    assert slug(PERSIAN) == slug(PERSIAN.replace("\u200c", ""))
