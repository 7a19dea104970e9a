"""Paper for others is the same to the byte with one person more or one fewer."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import reachmap as rm
from amounts import some_each_time
from reachmap.analysis.briefing import briefing
from reachmap.analysis.snapshot import Snapshot
from reachmap.io.exports.endings import EXPORTS
from reachmap.io.json_document import document_text
from reachmap.model.answer import Answer
from reachmap.model.tables import LEDGERS, TABLES
from reachmap.release import release
from reachmap.view.page import to_html
from reachmap.view.scene import scene

TOWN = Path("examples/small_town")
Towns = Callable[[rm.StakeholderMap], Iterator[tuple[str, rm.StakeholderMap]]]
OTHERS = ("public", "partner")
AS_OF = date(2026, 3, 31)
PAGES = ("a voice of carers", "a worker who is trusted", "without v1")
"""Of these the page is compared too."""


def answers_of(desk: rm.ReachMap) -> dict[str, Answer]:
    """Return every answer that can be asked of a map without naming a person."""
    group = desk.stakeholders.groups[0].id
    return {
        "about": desk.overview(),
        "heard": desk.participation(),
        "voices": desk.voices(samples=99),
        "burden": desk.burden(),
        "methods": desk.methods(),
        "methods of a group": desk.methods(group),
        "change": desk.change(),
        "routes": desk.routes(group),
        "all routes": desk.routes_to_all(),
        "reach": desk.reach(),
        "calibration": desk.calibration(),
        "gatekeepers": desk.gatekeepers(),
        "what-if": desk.what_if(remove=[desk.stakeholders.channels[0].id]),
        "links": desk.links_to_build(),
        "review": desk.review(),
        "evidence": desk.evidence(),
        "check": desk.readiness(),
    }


def papers(town: rm.StakeholderMap, audience: Any, *, page: bool) -> dict[str, str]:
    """Return what others get of a map, as text by name."""
    desk = rm.ReachMap.of(town)
    safe = release(town, audience=audience)
    texts = {"map": document_text(safe)}
    drawn = [release(each, audience=audience) for each in (desk.participation(), desk.reach())]
    for ending, export in EXPORTS.items():
        texts[ending] = export.to_bytes(safe, drawn).hex()
    for name, answer in answers_of(desk).items():
        out = release(answer, audience=audience).content
        texts[name] = "\n".join((out.to_csv(), str(out.to_dict()), out.explain()))
    if page:
        answers = release(briefing(Snapshot(desk.store)), audience=audience)
        links = release(desk.links_to_build(), audience=audience)
        texts["page"] = to_html(scene(answers, release(town, audience=audience), links))
    return texts


@cache
def small_town() -> rm.StakeholderMap:
    """Return the small town."""
    return rm.read(TOWN).stakeholders


@cache
def small_town_papers(audience: str) -> Mapping[str, str]:
    """Return what others get of the small town."""
    return papers(small_town(), audience, page=True)


def with_more(town: rm.StakeholderMap, **rows: Any) -> rm.StakeholderMap:
    """Return a map with more rows by table."""
    tables: dict[str, Any] = {**town.as_tables()}
    for name, more in rows.items():
        table = [*getattr(town, name), *more]
        tables[name] = rm.Ledger.of(TABLES[name].record, table) if name in LEDGERS else table
    return rm.StakeholderMap(**tables)


def counting_one_more(town: rm.StakeholderMap, activity: rm.Activity) -> rm.StakeholderMap:
    """Return a map in which one more came to an activity."""
    more = activity.model_copy(update={"attended": (activity.attended or 0) + 1})
    activities = [more if each == activity else each for each in town.activities]
    tables: dict[str, Any] = {**town.as_tables(), "activities": activities}
    return rm.StakeholderMap(**tables)


def one_more(town: rm.StakeholderMap) -> Iterator[tuple[str, rm.StakeholderMap]]:
    """Yield a map with one person more, in every group and at every activity in turn."""
    past = [each for each in town.activities if each.attended and each.date and each.date <= AS_OF]
    for number, group in enumerate(town.groups):
        activity = past[number % len(past)]
        voice = rm.Voice(id="new-voice", name="New voice", groups=(group.id,))
        came = rm.Attendance(voice=voice.id, activity=activity.id, speaking="own")
        yield (
            f"a voice of {group.id}",
            with_more(counting_one_more(town, activity), voices=[voice], attendance=[came]),
        )
    group, team = town.groups[0], next(each for each in town.organisations if each.team)
    other = next(each for each in town.organisations if not each.team)
    worker = rm.KeyWorker(id="new-worker", name="Worker", organisation=other.id)
    ways = [
        rm.Link(from_=team.id, type="KNOWS", to=worker.id, trust=5),
        rm.Link(from_=worker.id, type="TRUSTED_BY", to=group.id, trust=5),
    ]
    yield "a worker who is trusted", with_more(town, workers=[worker], links=ways)
    for each in town.groups:
        champion = rm.Champion(id="new-champion", name="Champion", groups=(each.id,))
        way = rm.Link(from_=team.id, type="KNOWS", to=champion.id, trust=4)
        yield f"a champion of {each.id}", with_more(town, champions=[champion], links=[way])
    ask = rm.Ask(date=AS_OF, from_=team.id, to=town.workers[0].id)
    yield "one ask more", with_more(town, asks=[ask, ask.model_copy(update={"group": group.id})])


def one_fewer(town: rm.StakeholderMap) -> Iterator[tuple[str, rm.StakeholderMap]]:
    """Yield a map without each of its voices in turn."""
    for voice in town.voices:
        tables: dict[str, Any] = {**town.as_tables()}
        tables["voices"] = [each for each in town.voices if each != voice]
        rows = [row for row in town.attendance if row.voice != voice.id]
        tables["attendance"] = rm.Ledger.of(rm.Attendance, rows)
        yield f"without {voice.id}", rm.StakeholderMap(**tables)


def changed(towns: Iterator[tuple[str, rm.StakeholderMap]], audience: str) -> dict[str, list[str]]:
    """Return which papers are not those of the small town, by what is different in a map."""
    before = small_town_papers(audience)
    found = {}
    for name, town in towns:
        after = papers(town, audience, page=name in PAGES)
        found[name] = [paper for paper, text in after.items() if text != before[paper]]
    return found


@pytest.mark.parametrize("audience", some_each_time(OTHERS, 1))
@pytest.mark.parametrize("towns", some_each_time([one_more, one_fewer], 1))
def test_a_single_person_shows_in_no_paper_for_others(towns: Towns, audience: str) -> None:
    assert {
        name: what for name, what in changed(towns(small_town()), audience).items() if what
    } == {}


@pytest.mark.campaign
def test_the_only_one_at_a_sitting_shows_in_no_paper_for_others() -> None:
    sitting = rm.Activity(id="sitting", name="Sitting", date=AS_OF, channel="panel")
    told = rm.Activity(id="told", name="Told", date=AS_OF, feedback_on=AS_OF)
    empty = with_more(small_town(), activities=[sitting, told])
    before = papers(empty, "public", page=True)
    came = rm.Attendance(voice="v1", activity=sitting.id, speaking="own")
    one = with_more(empty, attendance=[came])
    assert papers(one, "public", page=True) == before
    said = rm.Said(activity=sitting.id, summary="The bus does not stop here.")
    assert papers(with_more(one, said=[said]), "public", page=True) == before


def owed_after_one_more(people: int, audience: Any) -> list[str]:
    """Return after which activities an answer is owed, where so many came to one more."""
    more = rm.Activity(id="more", name="More", date=AS_OF, attended=people)
    said = rm.Said(activity=more.id, summary="The bus does not stop here.")
    town = with_more(small_town(), activities=[more], said=[said])
    answers = release(briefing(Snapshot(rm.ReachMap.of(town).store)), audience=audience)
    return [row.activity for row in answers.content.owed]


def test_answers_that_we_owe_to_eight_or_more_are_for_everybody() -> None:
    assert owed_after_one_more(8, "public") == ["carers-october", "more"]
    assert owed_after_one_more(7, "public") == ["carers-october"]
    assert owed_after_one_more(7, "internal") == ["carers-october", "more"]


@pytest.mark.campaign
def test_the_team_sees_each_of_them() -> None:
    seen = changed(one_more(small_town()), "internal") | changed(
        one_fewer(small_town()), "internal"
    )
    assert len(seen) > 20
    assert {*PAGES} < {*seen}
    assert [name for name, what in seen.items() if not what] == []
