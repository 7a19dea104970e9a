"""What voices says: no name is dropped without a count, and one person is one person."""

from typing import Any

import pytest

from reachmap.analysis.voices.rows import Concentration, Currency, Luck, Measure, Reliance
from reachmap.analysis.voices.words import VoicesTerms, sentences, words_of_measure

TERMS = VoicesTerms("this year", 2000, 2000, 0.05)


def scopes(number: int, **fields: Any) -> list[Concentration]:
    """Return scopes in which few fill half the places, more than luck explains."""
    luck = Luck(measure="half", expected=9.0, low=8.0, high=10.0, p=0.001)
    usual: Any = {"scope": "group", "voices": 20, "attendances": 40, "half": 2, "luck": (luck,)}
    return [Concentration(name=f"N{n}", **usual | fields) for n in range(number)]


def lines(
    channels: list[Concentration], groups: list[Concentration], *reliance: Reliance
) -> tuple[str, ...]:
    """Return what is said after the first sentence, which is about all voices."""
    overall = Concentration(scope="all", name="All")
    return sentences(overall, (channels, groups), reliance, Currency(), TERMS)[1:]


def test_channels_after_the_sixth_are_counted() -> None:
    (line,) = lines(scopes(9, scope="channel"), [])
    assert line.endswith(
        "N5 (two people of 20; by luck nine: more than luck explains); and 3 more."
    )


def test_groups_after_the_sixth_are_counted() -> None:
    (line,) = lines([], scopes(7))
    assert line.endswith("N5 (two of 20; by luck nine); and 1 more.")


def test_groups_that_hang_on_one_channel_are_counted_after_the_sixth() -> None:
    rows = [
        Reliance(group=f"g{n}", name=f"G{n}", channels=(), depends_on="Forum") for n in range(9)
    ]
    (line,) = lines([], [], *rows)
    assert line == "G0; G1; G2; G3; G4; G5; and 3 more: heard through the Forum alone."


def test_channels_of_past_experience_are_counted_after_the_sixth() -> None:
    (past,) = lines(scopes(9, scope="channel", half=None, past=30), [])
    assert past.endswith("N5 (30 of 40) and 3 more.")


@pytest.mark.parametrize("measure", ["hill1", "hill2"])
def test_one_person_is_one_person(measure: str) -> None:
    row = Measure(scope="all", name="All", measure=measure, value=1.0)
    words = words_of_measure(row, 0.05)
    assert "as if one person did" in words
    several = words_of_measure(row.model_copy(update={"value": 2.0}), 0.05)
    assert "as if 2 people shared it equally" in several


def test_a_share_of_one_is_not_told_as_one_point_nought() -> None:
    row = Measure(scope="all", name="All", measure="hhi", value=0.01)
    assert words_of_measure(row, 0.05).endswith("went to the same person once in 100 times.")
