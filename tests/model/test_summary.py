"""A map in short: counts by table, hostile words harmless, nobody named."""

import html
import re
from datetime import date

import pytest

import reachmap as rm
from builders import AS_OF, town
from reachmap.release import release

TEAM = rm.Organisation(id="team", name="Engagement team", team=True)
STAMP = "Internal: not for sharing."


def test_it_says_what_the_map_is_and_counts_its_tables() -> None:
    shown = rm.ReachMap.of(town())._repr_html_()
    assert "<strong>A town</strong>" in shown
    assert "Team: Engagement team &middot; Area: Old town &middot; As of: 2026-03-31" in shown
    assert "<td>activities</td><td>4</td>" in shown
    assert "<td>said</td>" not in shown
    assert town()._repr_html_() == shown


def test_nobody_is_named_in_either_form() -> None:
    secrets = ("Worker Secret", "Champion Secret", "voice-secret", "owner secret", "note secret")
    stakeholders = rm.StakeholderMap(
        about=rm.About(as_of=AS_OF),
        organisations=[TEAM, rm.Organisation(id="hub", name="Hub", notes="note secret")],
        groups=[rm.Group(id="carers", name="Carers")],
        workers=[rm.KeyWorker(id="w", name="Worker Secret", organisation="hub")],
        champions=[rm.Champion(id="c", name="Champion Secret", groups=("carers",))],
        voices=[rm.Voice(id="voice-secret", name="voice-secret")],
        links=[rm.Link(from_="team", type="KNOWS", to="hub", owner="owner secret")],
    )
    desk = rm.ReachMap.of(stakeholders)
    for text in (
        desk._repr_html_(),
        stakeholders._repr_html_(),
        repr(desk),
        repr(stakeholders),
        str(stakeholders),
    ):
        assert [secret for secret in secrets if secret in text] == []
    assert repr(stakeholders) == (
        "<StakeholderMap 'A stakeholder map without a title': groups 1, organisations 2, "
        "workers 1, champions 1, voices 1, links 1>"
    )


def plain() -> rm.StakeholderMap:
    """Return a map of harmless words."""
    return rm.StakeholderMap(about=rm.About(title="T", area="A", as_of=AS_OF), organisations=[TEAM])


@pytest.mark.parametrize(
    "hostile", ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", '"><b>&amp;']
)
def test_hostile_words_are_shown_and_not_run(hostile: str) -> None:
    hostile_name = hostile.replace(";", "")
    stakeholders = rm.StakeholderMap(
        about=rm.About(title=hostile, area=hostile_name, as_of=AS_OF),
        organisations=[rm.Organisation(id="team", name=hostile_name, team=True)],
    )
    shown = stakeholders._repr_html_()
    assert shown.count(html.escape(hostile)) >= 1
    assert re.findall(r"</?(\w+)", shown) == re.findall(r"</?(\w+)", plain()._repr_html_())


def test_the_stamp_stands_where_there_are_people_and_only_there() -> None:
    bare = rm.StakeholderMap(organisations=[TEAM], about=rm.About(illustrative=True))
    assert STAMP not in bare._repr_html_()
    assert "Made up: for illustration" in bare._repr_html_()
    assert f"As of: {date.today().year}" in bare._repr_html_()  # noqa: DTZ011  as the map itself
    assert STAMP in town()._repr_html_()
    assert STAMP not in release(town(), audience="partner").content._repr_html_()


def test_an_empty_map_reads_as_one() -> None:
    empty = release(rm.StakeholderMap(organisations=[TEAM]), audience="public").content
    assert repr(empty).endswith(": organisations 1>")
