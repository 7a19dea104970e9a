"""Maps that hold next to nothing: no answer gives the all clear where it had nothing to look at."""

import pytest

import reachmap as rm

TEAM = rm.Organisation(id="team", name="Engagement team", team=True)
CARERS = rm.Group(id="carers", name="Carers", population=900)
MEETING = rm.Activity(id="meeting", name="Meeting")


def bare(**tables: object) -> rm.ReachMap:
    """Return a map of a team and little else."""
    return rm.ReachMap.of(rm.StakeholderMap(organisations=[TEAM], **tables))  # type: ignore[arg-type]


def test_without_groups_no_group_is_said_to_be_heard() -> None:
    assert bare().links_to_build().sentences() == ("The map has no groups yet.",)


def test_without_activities_the_review_says_that_it_looked_at_none() -> None:
    said = bare(groups=[CARERS]).review().explain()
    assert "No activity is on record, so what was promised to people" in said
    assert "No activity is on record" not in bare(activities=[MEETING]).review().explain()


@pytest.mark.parametrize(
    ("tables", "words"),
    [
        ({}, "no activity is on record"),
        ({"activities": [MEETING]}, "1 activity, up to"),
        ({"activities": [MEETING]}, "nobody is recorded as having come"),
    ],
)
def test_the_lead_says_what_there_was_to_count(tables: dict[str, object], words: str) -> None:
    lead, *_ = bare(groups=[CARERS], **tables).participation().sentences()
    assert words in lead
    assert "no people" not in lead


def test_a_group_that_is_reached_and_not_heard_is_not_said_to_be_heard() -> None:
    way = rm.Link(from_="team", type="TRUSTED_BY", to="carers", trust=5)
    (said,) = bare(groups=[CARERS], links=[way]).links_to_build().sentences()
    assert said == (
        "We know of no new relationship on this map that would help; 1 group looked at."
    )
