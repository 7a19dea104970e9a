"""GEXF, the form of Gephi."""

from collections.abc import Iterable, Mapping
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from reachmap.io.exports.network import network_of
from reachmap.io.graph import Scalar
from reachmap.model.answer import Answer
from reachmap.model.stakeholders import StakeholderMap
from reachmap.release.released import Released

ROOT = {"xmlns": "http://www.gexf.net/1.2draft", "version": "1.2"}
TYPES: dict[type, str] = {str: "string", bool: "boolean", int: "long", float: "double"}


def to_gexf(town: Released[StakeholderMap], answers: Iterable[Released[Answer]]) -> bytes:
    """Return a map as GEXF.

    It is not written by NetworkX, which puts the day of writing and the numbers of its own keys
    into the file.
    """
    network = network_of(town, answers)
    root = Element("gexf", ROOT)
    meta = SubElement(root, "meta")
    SubElement(meta, "creator").text = "reachmap"
    SubElement(meta, "description").text = f"{network.graph['name']} ({town.stamp})".strip()
    graph = SubElement(root, "graph", defaultedgetype="directed")
    columns = {"node": _Columns(graph, "node"), "edge": _Columns(graph, "edge")}
    nodes = SubElement(graph, "nodes")
    for node, fields in network.nodes(data=True):
        element = SubElement(nodes, "node", id=node, label=fields.pop("label"))
        columns["node"].fill(element, fields)
    edges = SubElement(graph, "edges")
    for number, (from_, to, fields) in enumerate(network.edges(data=True)):
        ends = {"id": str(number), "source": from_, "target": to, "label": fields.pop("label")}
        columns["edge"].fill(SubElement(edges, "edge", ends), fields)
    indent(root)
    raw: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return raw


class _Columns:
    """The columns of nodes or links, declared as they are first filled."""

    def __init__(self, graph: Element, of: str) -> None:
        self._declared = SubElement(graph, "attributes", {"class": of})
        self._ids: dict[str, str] = {}

    def fill(self, element: Element, fields: Mapping[str, Scalar]) -> None:
        """Put fields under a node or link."""
        values = SubElement(element, "attvalues")
        for name, value in fields.items():
            text = str(value).lower() if isinstance(value, bool) else str(value)
            SubElement(values, "attvalue", {"for": self._id(name, type(value)), "value": text})

    def _id(self, name: str, kind: type) -> str:
        if name not in self._ids:
            self._ids[name] = str(len(self._ids))
            column = {"id": self._ids[name], "title": name, "type": TYPES[kind]}
            SubElement(self._declared, "attribute", column)
        return self._ids[name]
