"""Every form gives back what it was given."""

import json
import tempfile
from pathlib import Path

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings

import reachmap as rm
from reachmap.io import from_frames, from_networkx, read, schemas, to_frames, to_networkx, write
from reachmap.io.document import document_text
from strategies import maps

many = settings(max_examples=500, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("name", ["town", "town.json"])
@many
@given(town=maps())
def test_what_is_written_is_read_again(name: str, town: rm.StakeholderMap) -> None:
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / name
        write(town, target)
        assert read(target) == town


@many
@given(town=maps())
def test_frames_and_graphs_give_back_the_map(town: rm.StakeholderMap) -> None:
    assert from_frames(to_frames(town)) == town
    assert from_networkx(to_networkx(town)) == town


@settings(max_examples=50, suppress_health_check=list(HealthCheck))
@given(town=maps())
def test_the_same_map_is_the_same_bytes_and_fits_its_schema(town: rm.StakeholderMap) -> None:
    text = document_text(town, audience="internal")
    tables = {
        name: tuple(reversed(rows)) if isinstance(rows, tuple) else rows
        for name, rows in town.as_tables().items()
    }
    again = rm.StakeholderMap(**tables)  # type: ignore[arg-type]  # by table name
    assert document_text(again, audience="internal") == text
    jsonschema.validate(json.loads(text), schemas()["map"])
    for name, table in json.loads(text).items():
        if name not in {"reachmap", "audience"}:
            for row in [table] if name == "about" else table:
                jsonschema.validate(row, schemas()[name])


def test_the_schemas_beside_the_code_are_those_of_the_code() -> None:
    folder = Path(__file__).parents[2] / "schemas"
    written = {path.name: json.loads(path.read_text()) for path in folder.iterdir()}
    assert written == {f"{name}.schema.json": schema for name, schema in schemas().items()}


def test_every_column_of_every_schema_is_described() -> None:
    for name, schema in schemas().items():
        for column, field in schema["properties"].items():
            assert field.get("description") or "$ref" in field, (name, column)


def test_a_graph_keeps_its_links_and_marks_the_derived() -> None:
    town = rm.read(Path(__file__).parents[2] / "examples" / "small_town").stakeholders
    graph = to_networkx(town)
    before = (dict(graph.nodes(data=True)), list(graph.edges(data=True, keys=True)))
    assert from_networkx(graph) == town
    assert (dict(graph.nodes(data=True)), list(graph.edges(data=True, keys=True))) == before
    derived = {(a, d["type"], b) for a, b, d in graph.edges(data=True) if d.get("derived")}
    assert ("carers-hub", "EMPLOYS", "liaison-officer") in derived
    assert graph.nodes["carers"]["kind"] == "group"
