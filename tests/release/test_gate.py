"""What may leave: nothing but public fields, for any audience but our own."""

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from zipfile import ZipFile, is_zipfile

import pytest

import reachmap as rm
from reachmap.analysis.briefing import briefing
from reachmap.analysis.letter.question import letter
from reachmap.analysis.snapshot import Snapshot
from reachmap.analysis.what_if.leaving import leaving
from reachmap.io.exports.endings import EXPORTS
from reachmap.io.json_document import document_text
from reachmap.model.fields import FieldClass, Record, field_class
from reachmap.model.tables import LEDGERS, TABLES
from reachmap.release import release
from reachmap.view.page import to_html
from reachmap.view.report.equality import equality_paper
from reachmap.view.report.letter import letter_paper
from reachmap.view.report.paper import committee_paper
from reachmap.view.scene import scene

CANARIES: dict[str, str] = {}


def canary(name: str) -> str:
    """Return a text that stands nowhere else, and remember it."""
    return CANARIES.setdefault(name, f"canary{len(CANARIES):03d}x")


def secret_town() -> rm.StakeholderMap:
    """Return a map in which every field that is not public holds something to be found."""
    day = date(2025, 5, 5)
    c = canary
    return rm.StakeholderMap(
        about=rm.About(title="Town", as_of=date(2026, 3, 31), area_population=987_654),
        groups=[
            rm.Group(id="carers", name="Carers", population=76_543, notes=c("group notes")),
            rm.Group(id="night", name="Night workers", population=65_432, hidden=True),
        ],
        organisations=[
            rm.Organisation(id="team", name="Team", team=True, notes=c("organisation notes")),
            rm.Organisation(id="hub", name="Hub", capacity=8_765, influence=4, interest=3),
        ],
        workers=[
            rm.KeyWorker(
                id=c("worker id"),
                name=c("worker name"),
                role=c("worker role"),
                organisation="hub",
                languages=(c("worker language"),),
                notes=c("worker notes"),
                capacity=7_654,
                consent=True,
            )
        ],
        champions=[
            rm.Champion(
                id=c("champion id"),
                name=c("champion name"),
                groups=("carers",),
                supported_by=c("worker id"),
                languages=(c("champion language"),),
                notes=c("champion notes"),
            )
        ],
        channels=[rm.Channel(id="forum", name="Forum", run_by="hub", notes=c("channel notes"))],
        venues=[rm.Venue(id="library", name="Library", notes=c("venue notes"))],
        activities=[
            rm.Activity(
                id="meeting",
                name="Meeting",
                date=day,
                channel="forum",
                groups=("carers",),
                can_change=c("can change"),
                notes=c("activity notes"),
                cost=543.21,
                invited=4_321,
                attended=3_210,
            )
        ],
        voices=[
            rm.Voice(
                id=c("voice id"), name=c("voice name"), groups=("carers",), notes=c("voice notes")
            )
        ],
        links=[
            rm.Link(
                from_="team",
                type="KNOWS",
                to=c("worker id"),
                owner=c("owner"),
                source=c("source"),
                notes=c("link notes"),
                chance=0.123456,
            ),
            rm.Link(
                from_="team",
                type="KNOWS",
                to="hub",
                owner=c("second owner"),
                source=c("second source"),
                notes=c("second link notes"),
                chance=0.234567,
                days=1_717,
                cost=1818.18,
                last_contact=date(2025, 6, 7),
            ),
            rm.Link(from_="team", type="KNOWS", to="hub", source=c("third source"), trust=2),
            rm.Link(from_=c("worker id"), type="TRUSTED_BY", to="carers", notes=c("last notes")),
            rm.Link(from_="hub", type="TRUSTED_BY", to="carers", chance=0.345678),
        ],
        attendance=rm.Ledger.of(
            rm.Attendance, [rm.Attendance(voice=c("voice id"), activity="meeting")]
        ),
        turnout=rm.Ledger.of(
            rm.Turnout, [rm.Turnout(activity="meeting", group="carers", attended=2_109)]
        ),
        asks=rm.Ledger.of(
            rm.Ask, [rm.Ask(date=date(2026, 2, 3), from_="team", to=c("worker id"), group="night")]
        ),
        said=rm.Ledger.of(
            rm.Said,
            [
                rm.Said(
                    activity="meeting",
                    question=c("question"),
                    summary=c("summary"),
                    response=c("response"),
                    owner=c("said owner"),
                )
            ],
        ),
        panels=rm.Ledger.of(rm.PanelSeat, [rm.PanelSeat(date=day, voice=c("voice id"))]),
        findings=rm.Ledger.of(
            rm.Finding, [rm.Finding(rule="cold", subject=c("subject"), answer=c("answer"))]
        ),
    )


FIGURES = (
    "987654",
    "76543",
    "65432",
    "8765",
    "7654",
    "543.21",
    "4321",
    "3210",
    "2109",
    "123456",
    "234567",
    "345678",
    "1717",
    "1818.18",
    "2025-06-07",
    "2026-02-03",
)


def text_of(raw: bytes) -> str:
    """Return the text of a file, or of every file in it where it is a workbook."""
    if not is_zipfile(io.BytesIO(raw)):
        return raw.decode()
    with ZipFile(io.BytesIO(raw)) as archive:
        return "\n".join(archive.read(name).decode() for name in archive.namelist())


def outputs(audience: Any) -> Iterator[tuple[str, str]]:
    """Yield every paper that can be made for an audience, as text."""
    desk = rm.ReachMap.of(secret_town())
    town = release(desk.stakeholders, audience=audience)
    found = release(briefing(Snapshot(desk.store)), audience=audience)
    build = release(desk.links_to_build(), audience=audience)
    yield "page", to_html(scene(found, release(desk.store.outline(), audience=audience), build))
    yield "document", document_text(town)
    about = release(desk.overview(), audience=audience)
    told = release(letter(Snapshot(desk.store), "carers"), audience=audience)
    for paper in (
        committee_paper(found),
        equality_paper(release(desk.evidence(), audience=audience), about),
        letter_paper(told),
    ):
        yield paper.title, "\n".join(paper.texts())
    drawn = [release(each, audience=audience) for each in (desk.participation(), desk.reach())]
    for ending, export in EXPORTS.items():
        yield ending, text_of(export.to_bytes(town, drawn))
    for name, answer in {
        "heard": desk.participation(),
        "voices": desk.voices(),
        "burden": desk.burden(),
        "methods": desk.methods("carers"),
        "change": desk.change(),
        "routes": desk.routes("carers"),
        "all": desk.routes_to_all(),
        "reach": desk.reach(),
        "gatekeepers": desk.gatekeepers(),
        "leaving": leaving(Snapshot(desk.store), ["hub", CANARIES["worker id"]]),
        "links": desk.links_to_build(),
        "about": desk.overview(),
        "readiness": desk.readiness(),
        "panel": desk.panel(size=1, quotas={"carers": (0, 1)}),
        "review": desk.review(),
        "evidence": desk.evidence(),
    }.items():
        out = release(answer, audience=audience).content
        yield name, "\n".join([out.to_csv(), str(out.to_dict()), out.explain(), out._repr_html_()])


def found_in(text: str) -> set[str]:
    """Return the secrets that a text holds."""
    words = {name for name, word in CANARIES.items() if word in text}
    plain = text.replace(",", "")
    return words | {figure for figure in FIGURES if figure in plain or figure in text}


@pytest.mark.parametrize("audience", ["partner", "public"])
def test_nothing_secret_is_in_the_bytes_of_any_paper_for_others(audience: str) -> None:
    for name, text in outputs(audience):
        assert found_in(text) == set(), name


def test_the_secrets_can_be_found_where_they_may_be() -> None:
    secret_town()
    assert len(CANARIES) >= 28
    text = document_text(release(secret_town()))
    assert found_in(text) == {*CANARIES, *FIGURES}


def test_a_folder_for_partners_holds_no_secret(tmp_path: Path) -> None:
    rm.ReachMap.of(secret_town()).write(tmp_path / "town", audience="partner")
    for file in (tmp_path / "town").iterdir():
        assert found_in(file.read_text()) == set(), file.name
    assert rm.read(tmp_path / "town").stakeholders.workers == ()


@pytest.mark.parametrize("audience", ["partner", "public"])
def test_a_released_map_is_still_a_map(audience: Any) -> None:
    town = release(secret_town(), audience=audience).content
    again = rm.StakeholderMap(**town.as_tables())  # type: ignore[arg-type]  # by table name
    assert again == town
    assert [link.to for link in town.links] == ["carers", "hub"]
    assert [len(getattr(town, name)) for name in LEDGERS] == [0] * len(LEDGERS)


def test_for_ourselves_everything_passes_stamped() -> None:
    town = secret_town()
    released = release(town)
    assert released.content is town
    assert "not for sharing" in released.stamp


def every_record(record: type[Record] = Record) -> set[type[Record]]:
    """Return every type of record that the package has, answers and their rows too."""
    kinds = {kind for kind in record.__subclasses__() if kind.__module__.startswith("reachmap")}
    return kinds.union(*(every_record(kind) for kind in kinds))


@pytest.mark.parametrize("record", sorted(every_record(), key=str))
def test_every_field_of_every_record_says_what_it_is_about(record: type[Record]) -> None:
    marks = {name: field_class(field) for name, field in record.model_fields.items()}
    assert {name for name, mark in marks.items() if mark is None} == set()


def test_the_records_of_tables_are_among_those_looked_at() -> None:
    assert {table.record for table in TABLES.values()} < every_record()
    assert len(FieldClass) == 6
