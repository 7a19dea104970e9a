"""Every form gives back what it was given."""

import json
import tempfile
from pathlib import Path

import jsonschema
from hypothesis import HealthCheck, given, settings

import reachmap as rm
from amounts import some_of
from folders import ROOT, TOWN
from reachmap.io import from_frames, from_networkx, read, schemas, to_frames, to_networkx, write
from reachmap.io.json_document import document_text
from reachmap.release import release
from strategies import maps

many = settings(max_examples=some_of(500, usual=15), suppress_health_check=list(HealthCheck))


@settings(max_examples=some_of(500, usual=15), suppress_health_check=list(HealthCheck))
@given(town=maps())
def test_every_form_gives_back_the_map(town: rm.StakeholderMap) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for name in ("town", "town.json"):
            write(release(town), Path(folder) / name)
            assert read(Path(folder) / name) == town
    assert from_frames(to_frames(town)) == town
    assert from_networkx(to_networkx(town, ledgers=True)) == town


CHECKERS = {name: jsonschema.Draft202012Validator(schema) for name, schema in schemas().items()}


@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(town=maps())
def test_the_same_map_is_the_same_bytes_and_fits_its_schema(town: rm.StakeholderMap) -> None:
    text = document_text(release(town))
    tables = {
        name: tuple(reversed(rows)) if isinstance(rows, tuple) else rows
        for name, rows in town.as_tables().items()
    }
    again = rm.StakeholderMap(**tables)  # type: ignore[arg-type]  # by table name
    assert document_text(release(again)) == text
    document = json.loads(text)
    CHECKERS["map"].validate(document)
    for name in set(document) - {"reachmap", "audience"}:
        for row in [document[name]] if name == "about" else document[name]:
            CHECKERS[name].validate(row)


def test_schemas_refuse_what_is_no_map() -> None:
    team = {"id": "team", "name": "Team", "team": True}
    for organisation in ({"team": True}, team | {"colour": "red"}, team | {"capacity": -1}):
        assert not CHECKERS["map"].is_valid({"organisations": [organisation]})
        assert not CHECKERS["organisations"].is_valid(organisation)
    assert CHECKERS["map"].is_valid({"organisations": [team, {"name": "No id yet"}]})


def changed(value: float | str) -> float | str:
    """Return another value that an assumption may have."""
    if isinstance(value, str):
        return value
    return value + 1 if isinstance(value, int) else value / 2 or 12.5


LONG = "word " * 60_000


def test_every_assumption_and_a_very_long_text_come_back(tmp_path: Path) -> None:
    usual = rm.Assumptions().items()
    town = rm.StakeholderMap(
        organisations=[rm.Organisation(id="team", name="Team", team=True, notes=LONG)],
        assumptions=rm.Assumptions.of((name, changed(value)) for name, value in usual.items()),
    )
    words = [name for name, value in usual.items() if isinstance(value, str)]
    assert usual.keys() - town.assumptions.changed().keys() == {*words}
    for name in ("town", "town.json"):
        write(release(town), tmp_path / name)
        assert read(tmp_path / name) == town
    assert from_frames(to_frames(town)) == town
    assert from_networkx(to_networkx(town, ledgers=True)) == town


def test_the_schemas_beside_the_code_are_those_of_the_code() -> None:
    folder = ROOT / "schemas"
    written = {path.name: json.loads(path.read_text()) for path in folder.iterdir()}
    assert written == {f"{name}.schema.json": schema for name, schema in schemas().items()}


def test_every_column_of_every_schema_is_described() -> None:
    for name, schema in schemas().items():
        for column, field in schema["properties"].items():
            assert field.get("description") or "$ref" in field, (name, column)


def test_a_graph_keeps_its_links_and_marks_the_derived() -> None:
    town = rm.read(TOWN).stakeholders
    graph = to_networkx(town, ledgers=True)
    before = (dict(graph.nodes(data=True)), list(graph.edges(data=True, keys=True)))
    assert from_networkx(graph) == town
    assert (dict(graph.nodes(data=True)), list(graph.edges(data=True, keys=True))) == before
    derived = {(a, d["type"], b) for a, b, d in graph.edges(data=True) if d.get("derived")}
    assert ("carers-hub", "EMPLOYS", "liaison-officer") in derived
    assert graph.nodes["carers"]["kind"] == "group"
