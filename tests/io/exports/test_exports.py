"""What other programs open: read again by their own readers, with what a map says."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import networkx as nx
import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from referencing import Registry, Resource

import reachmap as rm
from amounts import some_of
from command_line import command_of
from folders import TESTS, TOWN
from reachmap.io.exports.endings import EXPORTS
from reachmap.io.exports.graphml import to_graphml
from reachmap.io.graph import to_networkx
from reachmap.release import release
from strategies import maps

READERS: dict[str, Callable[[Path], Any]] = {
    ".graphml": lambda path: nx.read_graphml(path, force_multigraph=True),
    ".gexf": nx.read_gexf,
}
HOSTILE = '<b>& "quoted" \']]> <!DOCTYPE x> -->'


def town_named(name: str) -> rm.StakeholderMap:
    """Return a map with a team, a group and a link, and one name everywhere."""
    return rm.StakeholderMap(
        about=rm.About(title=name),
        organisations=[rm.Organisation(id="team", name="Team", team=True, notes=name)],
        groups=[rm.Group(id=name, name=name, languages=("en", "pl"))],
        links=[
            rm.Link(from_="team", type="TRUSTED_BY", to=name, chance=0.25),
            rm.Link(from_="team", type="TRUSTED_BY", to=name, source="a second source"),
        ],
    )


@pytest.mark.parametrize("ending", READERS)
def test_a_network_is_read_again_with_kinds_status_and_chance(tmp_path: Path, ending: str) -> None:
    desk = rm.read(TOWN)
    desk.write(tmp_path / f"town{ending}")
    graph = READERS[ending](tmp_path / f"town{ending}")
    own = desk.to_networkx()
    assert graph.is_directed()
    assert {node: fields["kind"] for node, fields in graph.nodes(data=True)} == {
        node: fields["kind"] for node, fields in own.nodes(data=True)
    }
    assert {fields["label"] for _, fields in graph.nodes(data=True)} == {
        fields["name"] for _, fields in own.nodes(data=True)
    }
    statuses = {row.group: row.status for row in desk.participation().groups}
    chances = {row.group: row.chance for row in desk.reach().groups}
    for group, status in statuses.items():
        assert graph.nodes[group]["status"] == status
        assert graph.nodes[group]["chance"] == chances[group]
    assert links_of(graph, "link") == links_of(own, "type")


def links_of(graph: Any, name: str) -> list[tuple[Any, ...]]:
    """Return the links of a graph with their type, trust and chance, in order."""
    return sorted(
        (from_, fields[name], to, fields.get("trust", 0), fields.get("chance", 0))
        for from_, to, fields in graph.edges(data=True)
    )


@pytest.mark.parametrize("ending", READERS)
def test_text_that_looks_like_markup_comes_back_as_text(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"town{ending}"
    rm.ReachMap.of(town_named(HOSTILE)).write(path)
    graph = READERS[ending](path)
    assert graph.nodes[HOSTILE]["label"] == HOSTILE
    assert graph.nodes["team"]["notes"] == HOSTILE
    assert "<!DOCTYPE" not in path.read_text(encoding="utf-8")
    assert len(graph.edges) == 2


@settings(max_examples=some_of(200, usual=15), suppress_health_check=list(HealthCheck))
@given(town=maps())
def test_every_map_goes_out_whole_and_the_same_each_time(town: rm.StakeholderMap) -> None:
    released = release(town)
    for ending, export in EXPORTS.items():
        raw = export.to_bytes(released, [])
        assert raw == export.to_bytes(released, []), ending
    graph = nx.parse_graphml(to_graphml(released, []).decode(), force_multigraph=True)
    own = to_networkx(town)
    assert (set(graph), len(graph.edges)) == (set(own), len(own.edges))


def test_kumu_gets_elements_and_connections_that_name_them(tmp_path: Path) -> None:
    rm.read(TOWN).write(tmp_path / "town.kumu.json", audience="partner")
    blueprint = json.loads((tmp_path / "town.kumu.json").read_text(encoding="utf-8"))
    assert blueprint.keys() == {"elements", "connections"}
    ids = [element["id"] for element in blueprint["elements"]]
    assert len({*ids}) == len(ids) > 10
    assert all(element["label"] and element["type"] for element in blueprint["elements"])
    assert {element["audience"] for element in blueprint["elements"]} == {"partner"}
    assert {element["type"] for element in blueprint["elements"]}.isdisjoint({"voice", "worker"})
    carers = next(each for each in blueprint["elements"] if each["id"] == "carers")
    assert carers["barriers"] == ["caring", "timing"]
    assert blueprint["connections"]
    for connection in blueprint["connections"]:
        assert {connection["from"], connection["to"]} <= {*ids}
        assert connection["direction"] in {"directed", "mutual"}


def test_links_that_work_both_ways_are_mutual_in_kumu(tmp_path: Path) -> None:
    hub = rm.Organisation(id="hub", name="Hub")
    link = rm.Link(from_="team", type="KNOWS", to="hub", both_ways=True)
    town = rm.StakeholderMap(
        organisations=[rm.Organisation(id="team", name="Team", team=True), hub], links=[link]
    )
    rm.ReachMap.of(town).write(tmp_path / "town.kumu.json")
    (connection,) = json.loads((tmp_path / "town.kumu.json").read_text())["connections"]
    assert connection == {
        "from": "team",
        "to": "hub",
        "type": "KNOWS",
        "direction": "mutual",
        "label": "can ask",
    }


@pytest.mark.parametrize("audience", ["internal", "public"])
def test_the_two_sheets_of_kumu_say_what_its_blueprint_says(tmp_path: Path, audience: Any) -> None:
    desk = rm.read(TOWN)
    brought = []
    for ending in (".kumu.json", ".kumu.xlsx"):
        desk.write(tmp_path / f"town{ending}", audience=audience)
        town = rm.import_(tmp_path / f"town{ending}").map.stakeholders
        brought.append({name: rows for name, rows in town.as_tables().items() if name != "about"})
    assert brought[0] == brought[1]
    sheets = openpyxl.load_workbook(tmp_path / "town.kumu.xlsx").worksheets
    assert [sheet.title for sheet in sheets] == ["Elements", "Connections"]
    headings = [cell.value for cell in next(sheets[0].iter_rows())]
    assert headings[:3] == ["Id", "Label", "Type"]
    carers = next(row for row in sheets[0].iter_rows(values_only=True) if row[0] == "carers")
    assert carers[headings.index("Barriers")] == "caring|timing"
    assert [cell.value for cell in next(sheets[1].iter_rows())][:3] == ["From", "To", "Type"]


def organization_checker() -> jsonschema.Draft202012Validator:
    """Return what checks an organisation by the schemas of the specification."""
    folder = TESTS / "data" / "hsds"
    schemas = {path.name: json.loads(path.read_text()) for path in folder.glob("*.json")}
    registry: Registry[Any] = Registry().with_resources(
        (name, Resource.opaque(schema)) for name, schema in schemas.items()
    )
    return jsonschema.Draft202012Validator(
        schemas["organization.json"],
        registry=registry,
        format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER,
    )


@pytest.mark.parametrize("audience", ["internal", "public"])
def test_organisations_fit_the_schema_of_directories(tmp_path: Path, audience: Any) -> None:
    desk = rm.demo()
    desk.write(tmp_path / "town.hsds.json", audience=audience)
    page = json.loads((tmp_path / "town.hsds.json").read_text(encoding="utf-8"))
    checker = organization_checker()
    assert not checker.is_valid({"id": "hub", "name": "Hub", "description": "A hub"})
    for organization in page["contents"]:
        checker.validate(organization)
    assert [body["name"] for body in page["contents"]] == [
        body.name for body in desk.stakeholders.organisations
    ]
    assert page["total_items"] == page["size"] == len(page["contents"])


def test_an_id_that_is_a_uuid_stays_and_others_always_give_the_same(tmp_path: Path) -> None:
    uuid = "d9d5e0f5-d3ce-4f73-9a2f-4dd0ecc6c610"
    team = rm.Organisation(id="team", name="Team", team=True, sector="gp-practice")
    town = rm.StakeholderMap(organisations=[team, rm.Organisation(id=uuid, name="Hub")])
    rm.ReachMap.of(town).write(tmp_path / "town.hsds.json")
    bodies = json.loads((tmp_path / "town.hsds.json").read_text())["contents"]
    assert [body["id"] for body in bodies] == [uuid, "068977cf-4852-5011-ad52-217d0bfadbb2"]
    assert [body["description"] for body in bodies] == ["Hub", "gp practice"]
    assert bodies[1]["organization_identifiers"][0]["identifier"] == "team"


@pytest.mark.parametrize("ending", EXPORTS)
def test_what_is_for_the_team_alone_is_for_its_owner_to_read(tmp_path: Path, ending: str) -> None:
    desk = rm.read(TOWN)
    for audience in ("internal", "public"):
        desk.write(tmp_path / f"{audience}{ending}", audience=audience)
    assert (tmp_path / f"internal{ending}").stat().st_mode & 0o077 == 0
    assert (tmp_path / f"public{ending}").stat().st_mode & 0o044


def test_the_command_copies_to_other_programs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = command_of(capsys)
    ran = command("copy", TOWN, tmp_path / "town.GEXF", "--audience", "public")
    assert (ran.code, ran.err) == (0, f"Wrote {tmp_path / 'town.GEXF'}.\n")
    assert 'value="worker"' not in (tmp_path / "town.GEXF").read_text(encoding="utf-8")
    again = command("copy", TOWN, tmp_path / "town.GEXF")
    assert again.code == 3
    assert "give --force" in again.err
    wrong = command("copy", TOWN, tmp_path / "town.dot")
    assert "for other programs: .graphml, .gexf, .kumu.json, .kumu.xlsx, .hsds.json" in wrong.err
