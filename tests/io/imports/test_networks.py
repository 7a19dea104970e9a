"""Networks that Kumu, Gephi, yEd, Network Canvas and others drew."""

from io import BytesIO
from pathlib import Path
from typing import Any

import networkx as nx
import openpyxl
import pytest

import reachmap as rm
from builders import town
from command_line import Command
from importing import again, left, written

ELEMENTS: list[dict[str, Any]] = [
    {"label": "Engagement team", "type": "Organisation", "tags": ["team"]},
    {"label": "Carers' Hub", "type": "Charity", "description": "Helps carers.", "influence": 4},
    {"label": "Unpaid carers", "type": "Group"},
    {"label": "Jo", "type": "Person"},
]
CONNECTIONS: list[dict[str, Any]] = [
    {"from": "Engagement team", "to": "Carers' Hub", "direction": "mutual", "type": "knows"},
    {"from": "Carers' Hub", "to": "Unpaid carers", "direction": "directed", "trust": 5},
    {"from": "Jo", "to": "Carers' Hub", "direction": "directed", "type": "works for"},
    {"from": "Jo", "to": "Jo", "direction": "directed"},
    {"from": "Carers' Hub", "direction": "directed"},
]


def links(desk: rm.ReachMap) -> set[tuple[str, str, str]]:
    """Return the links of a map."""
    return {(link.from_, link.type, link.to) for link in desk.stakeholders.links}


KNOWS = ("engagement-team", "KNOWS", "carers-hub")
TRUSTED = ("carers-hub", "TRUSTED_BY", "unpaid-carers")


def test_a_blueprint_of_kumu_brings_bodies_groups_and_links(tmp_path: Path) -> None:
    path = written(tmp_path / "k.json", {"elements": ELEMENTS, "connections": CONNECTIONS})
    desk, report = rm.import_(path)
    now = desk.stakeholders
    assert links(desk) == {KNOWS, TRUSTED}
    hub = now.node("carers-hub")
    assert isinstance(hub, rm.Organisation)
    assert (hub.influence, hub.notes) == (4, "Kumu: Helps carers.")
    both = {link.to: (link.both_ways, link.trust) for link in now.links}
    assert both == {"carers-hub": (True, None), "unpaid-carers": (False, 5)}
    assert "'Person'" in left(report, "what they are")
    assert "1 of the connections" in left(report, "an end is missing")
    assert "'tags'" in left(report, "columns, as")
    changes = {"Person": "worker", "team": "Engagement team"}
    desk, report = again(path, report, tmp_path, changes)
    assert [worker.name for worker in desk.stakeholders.workers] == ["Jo"]
    assert desk.stakeholders.teams == ("engagement-team",)
    assert "1 of the links" in left(report, "from a node to itself")
    assert "'worker to organisation: works for'" in left(report, "what they mean")
    assert "by their role" in left(report, "names of people")
    changes = {"worker to organisation: works for": "EMPLOYS"}
    _, report = again(path, report, tmp_path, changes)
    assert "Jo employs Carers' Hub" in left(report, "none of that type joins")


def test_the_projects_of_kumu_and_its_sheets_say_the_same(tmp_path: Path) -> None:
    project = {
        "elements": [
            {"_id": f"e{n}", "attributes": {"label": e["label"], "element type": e["type"]}}
            for n, e in enumerate(ELEMENTS)
        ],
        "connections": [
            {"_id": "c1", "from": "e0", "to": "e1", "direction": "undirected"},
            {"_id": "c2", "from": "e1", "to": "e2", "direction": "directed"},
        ],
    }
    desk, _ = rm.import_(written(tmp_path / "project.json", project))
    assert links(desk) == {KNOWS, TRUSTED}
    book = openpyxl.Workbook()
    sheets: dict[str, list[dict[str, Any]]] = {
        "Elements": ELEMENTS,
        "Connections": CONNECTIONS[:2],
    }
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        names = ("label", "type") if title == "Elements" else ("from", "to", "direction", "type")
        sheet.append([name.title() for name in names])
        for row in rows:
            sheet.append([row.get(name) for name in names])
    book.save(tmp_path / "kumu.xlsx")
    desk, _ = rm.import_(tmp_path / "kumu.xlsx")
    assert links(desk) == {KNOWS, TRUSTED}


def drawn() -> "nx.MultiDiGraph[str]":
    """Return a network as people draw it."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_node("1", label="Engagement team", type="organisation")
    graph.add_node("2", label="Carers' Hub", type="organisation", languages="Urdu;Polish")
    graph.add_node("3", label="Unpaid carers", type="group", part_of="4")
    graph.add_node("4", label="Everybody", type="group")
    graph.add_edge("1", "2", link="KNOWS", weight=3.0)
    graph.add_edge("2", "3", link="is trusted by")
    return graph


@pytest.mark.parametrize("ending", ["graphml", "gexf"])
def test_what_networkx_writes_is_read(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"drawn.{ending}"
    raw = BytesIO()
    (nx.write_graphml_xml if ending == "graphml" else nx.write_gexf)(drawn(), raw)
    path.write_bytes(raw.getvalue())
    desk, report = rm.import_(path)
    assert links(desk) == {KNOWS, TRUSTED}
    hub = desk.stakeholders.node("carers-hub")
    assert isinstance(hub, rm.Organisation)
    assert hub.languages == ("Polish", "Urdu")
    group = desk.stakeholders.node("unpaid-carers")
    assert isinstance(group, rm.Group)
    assert group.part_of == ("everybody",)
    assert "'weight'" in left(report, "columns of links")
    same, _ = again(path, report, tmp_path, {}, into=desk)
    assert same == desk


@pytest.mark.parametrize("ending", ["graphml", "gexf", "json"])
def test_our_own_exports_come_back(tmp_path: Path, ending: str) -> None:
    base = town(
        workers=[rm.KeyWorker(id="w1", name="Liaison officer", organisation="team")],
        links=[rm.Link(from_="w1", type="TRUSTED_BY", to="carers", trust=4, source="Staff")],
        champions=[rm.Champion(id="c1", name="Champion", groups=("carers",), supported_by="w1")],
    )
    names = {"graphml": "town.graphml", "gexf": "town.gexf", "json": "town.kumu.json"}
    path = tmp_path / names[ending]
    rm.ReachMap.of(base).write(path)
    desk, _ = rm.import_(path)
    now = desk.stakeholders
    assert links(desk) == {("liaison-officer", "TRUSTED_BY", "carers")}
    assert (now.links[0].trust, now.links[0].source) == (4, "Staff")
    assert now.workers[0].organisation == "engagement-team"
    assert now.champions[0].supported_by == "liaison-officer"
    assert now.champions[0].groups == ("carers",)
    assert now.teams == ("engagement-team",)
    assert {group.population for group in now.groups} == {200, 300}
    assert not now.voices


def test_our_own_directory_comes_back(tmp_path: Path) -> None:
    rm.ReachMap.of(town()).write(tmp_path / "town.hsds.json")
    desk, _ = rm.import_(tmp_path / "town.hsds.json")
    assert "Engagement team" in {body.name for body in desk.stakeholders.organisations}


YED = """\
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:y="http://www.yworks.com/xml/graphml">
<key id="d0" for="node" yfiles.type="nodegraphics"/>
<key id="d1" for="node" attr.name="kind" attr.type="string"><default>group</default></key>
<graph edgedefault="directed">
<node id="n0"><data key="d0"><y:ShapeNode><y:NodeLabel>Carers' Hub</y:NodeLabel></y:ShapeNode>
</data><data key="d1">organisation</data></node>
<node id="n1"><data key="d0"><y:ShapeNode><y:NodeLabel>Unpaid carers</y:NodeLabel></y:ShapeNode>
</data></node>
<edge source="n0" target="n1"/>
</graph></graphml>
"""


CANVAS = """\
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
<key id="label" for="all" attr.name="label"/>
<key id="networkCanvasType" for="all" attr.name="networkCanvasType"/>
<key id="networkCanvasUUID" for="all" attr.name="networkCanvasUUID"/>
<graph edgedefault="undirected"><data key="networkCanvasUUID">ego</data>
<node id="1"><data key="label">Engagement team</data><data key="networkCanvasUUID">u1</data>
<data key="networkCanvasType">Organisation</data></node>
<node id="2"><data key="label">Carers' Hub</data>
<data key="networkCanvasType">Organisation</data></node>
<edge id="1" source="1" target="2"><data key="networkCanvasType">knows</data></edge>
</graph></graphml>
"""


def test_the_graphs_of_network_canvas_are_read(tmp_path: Path) -> None:
    desk, report = rm.import_(written(tmp_path / "canvas.graphml", CANVAS))
    assert links(desk) == {KNOWS}
    assert not [issue for issue in report.left if "columns" in issue.message]


NESTED = """\
<gexf xmlns="http://gexf.net/1.3" version="1.3"><graph defaultedgetype="directed">
<attributes class="node"><attribute id="0" title="kind"><default>group</default></attribute>
</attributes><nodes><node id="a" label="Carers' Hub"><attvalues><attvalue for="0"
value="organisation"/></attvalues><nodes><node id="b" label="Unpaid carers"/></nodes></node></nodes>
<edges><edge source="a" target="b"/></edges></graph></gexf>
"""


def test_nodes_within_others_and_usual_values_are_read(tmp_path: Path) -> None:
    desk, _ = rm.import_(written(tmp_path / "nested.gexf", NESTED))
    assert links(desk) == {TRUSTED}


def test_a_map_of_ours_is_no_network(tmp_path: Path, command: Command) -> None:
    for name in ("town", "town.xlsx", "town.json"):
        rm.ReachMap.of(town()).write(tmp_path / name)
        with pytest.raises(rm.UnreadableFile, match="map already; join two maps"):
            rm.import_(tmp_path / name)
    with pytest.raises(rm.UnreadableFile, match="nothing that can be imported"):
        rm.import_(written(tmp_path / "other.json", {"a": 1}))
    (tmp_path / "town" / "odd.csv").mkdir()
    assert "reachmap import" not in command("check", tmp_path / "town").err


def test_what_yed_draws_is_named_by_its_labels(tmp_path: Path) -> None:
    desk, _ = rm.import_(written(tmp_path / "yed.graphml", YED))
    assert links(desk) == {TRUSTED}


def test_network_canvas_and_gephi_give_lists(tmp_path: Path) -> None:
    folder = tmp_path / "canvas"
    folder.mkdir()
    ids = "networkCanvasSourceUUID,networkCanvasTargetUUID"
    written(folder / "c_attributeList_Org.csv", "nodeID,networkCanvasUUID,name\n1,u1,A\n2,u2,B\n")
    written(folder / "c_edgeList_knows.csv", f"edgeID,from,to,{ids}\n1,1,2,u1,u2\n")
    written(folder / "c_ego.csv", "networkCanvasEgoUUID,networkCanvasCaseID\ne1,c\n")
    desk, _ = rm.import_(folder)
    assert links(desk) == {("a", "KNOWS", "b")}
    assert desk.stakeholders.links[0].both_ways
    gephi = tmp_path / "gephi"
    gephi.mkdir()
    written(gephi / "nodes.csv", "Id,Label,Kind\n1,A,Organisation\n2,B,Group\n")
    written(gephi / "edges.csv", "Source,Target,Type,Id\n1,2,Directed,0\n1,1,Undirected,1\n")
    desk, report = rm.import_(gephi)
    assert links(desk) == {("a", "TRUSTED_BY", "b")}
    assert left(report, "to itself")


@pytest.mark.parametrize("name", ["bad.graphml", "bad.gexf"])
def test_a_document_type_is_refused(tmp_path: Path, name: str) -> None:
    tag = name.partition(".")[2]
    entity = '<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    text = f'<?xml version="1.0"?><!DOCTYPE {tag} [{entity}]><{tag}><node id="&b;"/></{tag}>'
    with pytest.raises(rm.UnreadableFile, match="declares a document type"):
        rm.import_(written(tmp_path / name, text))
    deep = f"<{tag}>" + "<graph>" * 200
    with pytest.raises(rm.UnreadableFile, match="deep"):
        rm.import_(written(tmp_path / name, deep))
    with pytest.raises(rm.UnreadableFile, match="no XML"):
        rm.import_(written(tmp_path / name, f"<{tag}><node"))


def test_nodes_without_a_name_are_left(tmp_path: Path) -> None:
    elements = [{"label": "TBC", "type": "Charity"}, {"label": "A", "type": "Charity"}]
    links_of_both = [{"from": "TBC", "to": "A", "direction": "mutual"}]
    path = written(tmp_path / "k.json", {"elements": elements, "connections": links_of_both})
    desk, report = rm.import_(path)
    assert "'TBC'" in left(report, "nodes, as they have no name")
    assert links(desk) == set()


def test_a_word_that_is_no_choice_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path / "k.json", {"elements": ELEMENTS, "connections": []})
    _, report = rm.import_(path)
    with pytest.raises(rm.InputError, match="write one of group, organisation"):
        again(path, report, tmp_path, {"Person": "human"})


def test_check_names_the_command(command: Command, tmp_path: Path) -> None:
    path = written(tmp_path / "k.json", {"elements": ELEMENTS, "connections": []})
    yed = written(tmp_path / "yed.graphml", YED)
    for each in (path, yed):
        ran = command("check", each)
        assert f"reachmap import {each} -o map.xlsx" in ran.err
        assert len(ran.err.splitlines()) == 1
