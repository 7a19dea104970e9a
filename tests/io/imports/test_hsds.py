"""Directories of Open Referral: their published examples, and feeds made by hand."""

import time
from pathlib import Path
from typing import Any

import pytest

import reachmap as rm
from bars import assert_within
from command_line import Command
from importing import SOURCES, again, left, written

EXAMPLES = SOURCES / "hsds"
BODY = {"id": "b1", "name": "Carers' Hub", "website": ""}


def service(**more: Any) -> dict[str, Any]:
    """Return a service of an organisation, as the UK profile gives it."""
    return {"id": "s1", "name": "Tea", "status": "active", "organization": BODY} | more


def links(town: rm.ReachMap) -> set[tuple[str, str, str]]:
    """Return the links of a map."""
    return {(link.from_, link.type, link.to) for link in town.stakeholders.links}


@pytest.mark.parametrize(
    "name", ["organization_full.json", "service_full.json", "tabular.json", "csv"]
)
def test_a_published_example_brings_its_organisation_role_and_place(name: str) -> None:
    town, report = rm.import_(EXAMPLES / name)
    now = town.stakeholders
    body = now.node("example-organization-inc")
    assert isinstance(body, rm.Organisation)
    assert body.languages == ("Urdu",)
    assert body.notes is not None
    assert "Community Counselling (assured on 2005-01-01)" in body.notes
    (worker,) = now.workers
    assert (worker.role, worker.organisation) == ("Reception Manager", body.id)
    (venue,) = now.venues
    assert (venue.name, venue.area) == ("MyCity Civic Center", "MyCity")
    assert (body.id, "USES", venue.id) in links(town)
    assert "Ann Persona" not in repr(now)
    assert "email@example.com" not in repr([*now.nodes()])
    assert "names, e-mails and phones of people are never taken" in left(report, "contacts come")


def test_every_other_example_is_read() -> None:
    for name in ("location.json", "service_at_location_full.json"):
        town, _ = rm.import_(EXAMPLES / name)
        assert len(town.stakeholders.venues) == 1


def test_whom_a_service_is_for_follows_the_mapping_and_can_be_changed(tmp_path: Path) -> None:
    terms = [
        {"id": f"a{number}", "taxonomy_term": {"id": f"t{number}", "name": name}}
        for number, name in enumerate(["Unpaid carers", "Men's sheds", "Quilters"])
    ]
    given = service(attributes=terms, minimum_age=65, eligibility_description="Veterans of war")
    feed = written(tmp_path / "feed.json", {"contents": [given], "total_items": 1})
    town, report = rm.import_(feed)
    ours = {("carers-hub", "TRUSTED_BY", group) for group in ("carers", "older-adults")}
    assert links(town) == ours
    assert "'Men's sheds'" in left(report, "which group is meant")
    changes = {"Men's sheds": "men", "Quilters": "Quilters of Hull", "Veterans of war": ""}
    town, report = again(feed, report, tmp_path, changes)
    assert links(town) - ours == {
        ("carers-hub", "TRUSTED_BY", group) for group in ("men", "quilters-of-hull")
    }
    assert not [each for each in report.left if "which group is meant" in each.message]


def test_a_feed_of_the_first_uk_profile_is_read(tmp_path: Path) -> None:
    old = service(
        eligibilitys=[{"id": "e1", "eligibility": "Unpaid carers", "minimum_age": 65}],
        languages=[{"id": "g1", "language": "Urdu"}],
        service_taxonomys=[{"id": "x1", "taxonomy": {"id": "t1", "name": "Veterans"}}],
        service_at_locations=[
            {
                "id": "l1",
                "location": {
                    "id": "p1",
                    "name": "Library",
                    "physical_addresses": [{"id": "d1", "city": "Hull"}],
                },
            }
        ],
    )
    town, _ = rm.import_(written(tmp_path / "feed.json", {"content": [old], "number": 1}))
    assert links(town) == {
        ("carers-hub", "TRUSTED_BY", "carers"),
        ("carers-hub", "TRUSTED_BY", "older-adults"),
        ("carers-hub", "TRUSTED_BY", "veterans"),
        ("carers-hub", "USES", "library"),
    }
    body, venue = town.stakeholders.node("carers-hub"), town.stakeholders.node("library")
    assert isinstance(body, rm.Organisation)
    assert isinstance(venue, rm.Venue)
    assert (body.languages, venue.area) == (("Urdu",), "Hull")


def test_a_second_import_updates_and_doubles_nothing(tmp_path: Path) -> None:
    feed = written(tmp_path / "feed.json", [service(minimum_age=65)])
    town, report = rm.import_(feed)
    mine = rm.Organisation(id="carers-hub", name="Carers' Hub", team=True, notes="Ask for Jo.")
    base = rm.ReachMap.of(rm.StakeholderMap(organisations=[mine]))
    both, _ = rm.import_(feed, into=base)
    assert [body.id for body in both.stakeholders.organisations] == ["carers-hub"]
    assert both.stakeholders.organisations[0].notes == "Ask for Jo."
    same, repeated = again(feed, report, tmp_path, {}, into=town)
    assert same == town
    assert {change[:2] for change in repeated.changes.values()} == {(0, 0)}
    written(feed, [service(minimum_age=65, organization=BODY | {"name": "The Carers' House"})])
    renamed, report = again(feed, report, tmp_path, {}, into=town)
    assert renamed.stakeholders.node("carers-hub").name == "The Carers' House"
    assert len(renamed.stakeholders.organisations) == len(town.stakeholders.organisations)
    assert report.changes["organisations"][:2] == (0, 1)


def test_a_name_that_names_nothing_is_left_with_all_that_hangs_on_it(tmp_path: Path) -> None:
    bodies = [BODY | {"id": f"b{n}", "name": name} for n, name in enumerate(["n/a", "Total", "A"])]
    feed = [service(id=f"s{n}", organization=body, minimum_age=65) for n, body in enumerate(bodies)]
    town, report = rm.import_(written(tmp_path / "feed.json", feed))
    assert [body.name for body in town.stakeholders.organisations] == ["A", "Our team"]
    assert report.changes["organisations"].added == 1
    assert "2 of the organisations" in left(report, "no name")
    assert report.warnings == ()


def test_what_cannot_be_taken_is_said(tmp_path: Path) -> None:
    feed = [
        service(),
        service(id="s2", name="Old tea", status="defunct"),
        {"id": "s3", "name": "Lost tea", "organization_id": "b9"},
        {"id": "b2", "name": " ", "website": ""},
        {"id": "l1", "name": "Online", "location_type": "virtual"},
    ]
    _, report = rm.import_(written(tmp_path / "feed.json", feed))
    assert "1 of the services, as they are closed: 'Old tea'" in left(report, "closed")
    assert "'Lost tea'" in left(report, "organisation is not in the source")
    assert "'b2'" in left(report, "no name")
    assert "'l1'" in left(report, "virtual")


def test_check_names_the_command_that_brings_it_in(command: Command) -> None:
    for name in ("organization_full.json", "csv"):
        ran = command("check", EXAMPLES / name)
        assert ran.code == 3
        assert f"reachmap import {EXAMPLES / name} -o map.xlsx" in ran.err
        assert len(ran.err.splitlines()) == 1


def test_the_command_writes_a_map_and_its_mapping_file(command: Command, tmp_path: Path) -> None:
    feed = written(tmp_path / "feed.json", [service(minimum_age=65)])
    target = tmp_path / "map.xlsx"
    ran = command("import", feed, "-o", target)
    assert ran.code == 0
    assert "organisations: 1 new, 0 changed, 0 as before" in ran.err
    mapping = target.with_suffix(".import.toml")
    mapping.write_text(mapping.read_text().replace('"older-adults"', '"Pensioners"'))
    ran = command("import", feed, "-o", target)
    assert ran.code == 3
    assert "--force" in ran.err
    ran = command("import", feed, "-o", target, "--force")
    assert [group.name for group in rm.read(target).stakeholders.groups] == ["Pensioners"]
    ran = command("import", feed, "--into", target, "-o", target, "--force")
    assert ran.code == 3
    assert "which this was read from" in ran.err
    ran = command("import", feed, "--into", target, "-o", tmp_path / "next.json")
    assert rm.read(tmp_path / "next.json") == rm.read(target)


def test_a_mapping_file_that_was_not_read_is_not_replaced(command: Command, tmp_path: Path) -> None:
    feed = written(tmp_path / "feed.json", [service(minimum_age=65)])
    other = written(tmp_path / "other.toml", '[open-referral]\n"ages 65 and over" = "Pensioners"\n')
    own = written(tmp_path / "map.import.toml", "[about]\n")
    target = tmp_path / "map.json"
    ran = command("import", feed, "-o", target, "--mapping", other)
    assert ran.code == 3
    assert str(own) in ran.err
    assert not target.exists()
    assert command("import", feed, "-o", target, "--mapping", other, "--force").code == 0
    assert [group.name for group in rm.read(target).stakeholders.groups] == ["Pensioners"]
    assert "Pensioners" in own.read_text()


def test_a_mapping_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    feed = written(tmp_path / "feed.json", [service()])
    for text in ("[ids", "ids = 1", "[ids]\na = 1", '["\\u0000"]\na = ""'):
        mapping = written(tmp_path / "import.toml", text)
        with pytest.raises(rm.UnreadableFile, match=r"import\.toml"):
            rm.import_(feed, mapping=mapping)


@pytest.mark.timed
@pytest.mark.campaign
def test_a_feed_of_5_000_organisations_takes_ten_seconds(tmp_path: Path) -> None:
    feed = [
        service(
            id=f"s{n}",
            organization=BODY | {"id": f"b{n}", "name": f"Body {n}"},
            minimum_age=65,
            contacts=[{"id": f"c{n}", "title": "Manager"}],
            languages=[{"id": f"u{n}", "name": "Urdu"}],
        )
        for n in range(5_000)
    ]
    path = written(tmp_path / "feed.json", {"contents": feed})
    start = time.process_time()
    town, _ = rm.import_(path)
    assert_within(time.process_time() - start, 10)
    assert len(town.stakeholders.organisations) == 5_001
