"""What voices says: no name is dropped without a count, and one person is one person."""

import re
from typing import Any

import pytest

import reachmap as rm
from builders import blank_fields, came, desk, heads
from reachmap.analysis.voices.measures import words_of_measure
from reachmap.analysis.voices.rows import Concentration, Luck, Measure, Recency, Reliance
from reachmap.analysis.voices.words import VoicesTerms, in_brief, sentences
from reachmap.release import release
from reachmap.words import FOR_TEAM

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
    parts = (channels, groups, ())
    return sentences((overall, overall), parts, reliance, Recency(), TERMS)[1:]


def test_channels_after_the_sixth_are_counted() -> None:
    (line,) = lines(scopes(9, scope="channel"), [])
    assert line.endswith(
        "N5 (two people of 20; by luck nine: more than luck explains); and 3 more."
    )


def test_in_brief_channels_have_a_verdict_and_none_shows_what_one_person_does() -> None:
    channels = [*scopes(1, scope="channel"), *scopes(1, scope="channel", half=1)]
    overall = Concentration(scope="all", name="All")
    (line,) = in_brief((overall, overall), channels, (), TERMS)[1:]
    assert line == (
        "Who fills half the places, by channel: N0 (two people of 20: more than luck explains)."
    )


def test_groups_after_the_sixth_are_counted() -> None:
    (line,) = lines([], scopes(7))
    assert line.endswith("N5 (two of 20; by luck nine); and 1 more.")


def test_groups_that_hang_on_one_channel_are_counted_after_the_sixth() -> None:
    rows = [
        Reliance(group=f"g{n}", name=f"G{n}", channels=(), depends_on="Forum") for n in range(9)
    ]
    (line,) = lines([], [], *rows)
    assert line == "G0; G1; G2; G3; G4; G5; and 3 more: on record heard through the Forum alone."


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


def test_any_one_figure_of_voices_may_be_blank_and_is_never_told_as_nought() -> None:
    answer = desk().voices()
    figures = re.findall(r"\d+", answer.explain())
    for name in blank_fields(answer.overall):
        update = {"overall": answer.overall.model_copy(update={name: None})}
        words = answer.model_copy(update=update).explain()
        assert "None" not in words
        assert {*re.findall(r"\d+", words)} <= {*figures}
    blank = answer.model_copy(update={"recency": Recency()})
    assert "100 places were filled by people whose own" not in blank.explain()


def test_who_comes_once_alone_is_told_as_one() -> None:
    told = desk(attendance=came(("v1", "spring"))).voices().sentences()
    assert told[0] == (
        "One person of 1 filled half of the one place, up to 31 March 2026. Shared evenly, half "
        "would take 1 person, and each would fill 1."
    )
    assert "tenth" not in " ".join(told)
    assert "most often" not in " ".join(told)


def test_staff_and_facilitators_are_nobodys_voice() -> None:
    only = desk(attendance=came(("v1", "spring"), speaking="facilitator"), turnout=heads())
    assert only.voices().sentences() == (
        "Nobody is recorded person by person, up to 31 March 2026.",
    )
    statuses = {row.group: row.status for row in only.participation().groups}
    assert statuses == {"carers": "not-recorded", "students": "not-recorded"}


def voiced(*experience: str | None) -> rm.ReachMap:
    """Return a map of voices who each came once, with how recent their experience is."""
    voices = [
        rm.Voice(id=f"v{n}", name=f"v{n}", groups=("carers",), lived_experience=lived)  # type: ignore[arg-type]  # as given
        for n, lived in enumerate(experience)
    ]
    return desk(voices=voices, attendance=came(*((voice.id, "spring") for voice in voices)))


def test_how_much_is_unknown_is_told_to_ourselves() -> None:
    assert voiced("current", None, None).voices().sentences()[-1] == (
        "Whether the experience is current is not recorded for 2 of the 3 places."
    )
    assert voiced(None).voices().sentences()[-1] == (
        "It is not recorded of any place whether the experience is current."
    )
    assert "not recorded" not in voiced("current", "past").voices().explain()


@pytest.mark.parametrize("audience", ["partner", "public"])
def test_others_read_the_same_words_however_much_is_unknown(audience: Any) -> None:
    one, two, every = (
        release(voiced(*lived).voices(), audience=audience).content.explain()
        for lived in (("current", "past", None), ("current", None, None), (None, None, None))
    )
    assert one == two == every == FOR_TEAM


def test_a_channel_with_an_article_is_not_given_another() -> None:
    channels = [rm.Channel(id="forum", name="The Forum")]
    told = desk(channels=channels).voices().sentences()
    assert "Students: on record heard through The Forum alone." in told


def test_without_figures_only_the_days_are_told() -> None:
    scope = Concentration(scope="all", name="All voices")
    blank = desk().voices().model_copy(update={"overall": scope, "by_channel": (scope,)})
    told = blank.sentences()
    assert told[0] == "Our own records of who came, up to 31 March 2026."
    assert not [line for line in told if "half" in line]


def test_each_measure_is_told_in_a_sentence_beside_luck() -> None:
    even = Measure(
        scope="all", name="All", measure="gini", value=0.1, expected=0.3, low=0.2, high=0.4, p=1.0
    )
    assert words_of_measure(even, 0.05).endswith(
        "shared at 0.10; by luck 0.30 (0.20 to 0.40): more evenly shared than luck explains."
    )
    few = Measure(
        scope="all", name="All", measure="hill2", value=30, expected=40, low=38, high=42, p=0.01
    )
    assert words_of_measure(few, 0.05).endswith("by luck 40 (38 to 42): more than luck explains.")
    many = few.model_copy(update={"value": 50.0, "p": 1.0})
    assert words_of_measure(many, 0.05).endswith("more evenly shared than luck explains.")
    bare = Measure(scope="all", name="All", measure="top_share", value=0.4)
    assert (
        words_of_measure(bare, 0.05)
        == "The tenth of people who came most often filled 40 of 100 places."
    )
    assert words_of_measure(bare.model_copy(update={"value": None}), 0.05) == ""
