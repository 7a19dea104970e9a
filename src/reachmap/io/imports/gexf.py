"""GEXF, the form of Gephi."""

from xml.etree.ElementTree import Element

from reachmap.io.imports.draft import Draft
from reachmap.io.imports.foreign import Foreign, one_line, plain, several
from reachmap.io.imports.networks import Network, add_network
from reachmap.io.imports.safe_xml import root_of

ENDINGS = (".gexf", ".xml")


def knows(foreign: Foreign) -> bool:
    """Return whether a source is GEXF."""
    return any(b"<gexf" in raw[:4096] for _, raw in foreign.texts(*ENDINGS))


def read(draft: Draft) -> None:
    """Add the nodes and edges of GEXF."""
    network = Network("GEXF")
    for name, raw in draft.foreign.texts(*ENDINGS):
        _take(network, root_of(name, raw))
    add_network(draft, network)


def _take(network: Network, root: Element) -> None:
    titles = {"node": dict[str, str](), "edge": dict[str, str]()}
    usual = {"node": dict[str, str](), "edge": dict[str, str]()}
    for columns in root.iter("attributes"):
        of = columns.get("class", "node")
        for column in columns.iterfind("attribute"):
            name = plain(column.get("title", ""))
            titles.setdefault(of, {})[column.get("id", "")] = name
            if default := one_line(column.findtext("default")):
                usual.setdefault(of, {})[name] = default
    for node in root.iter("node"):
        if node.get("id"):
            network.add(node.get("id", ""), usual["node"] | _fields(node, titles["node"]))
    for graph in root.iter("graph"):
        usually = graph.get("defaultedgetype", "undirected")
        for edge in graph.iter("edge"):
            ends = edge.get("source", ""), edge.get("target", "")
            if all(ends):
                foreign_fields = usual["edge"] | _fields(edge, titles["edge"])
                directed = edge.get("type", usually) == "directed"
                both = foreign_fields.get("both_ways") == "true"
                network.connect(*ends, foreign_fields, directed=directed and not both)


def _fields(element: Element, titles: dict[str, str]) -> dict[str, str]:
    own = {name: one_line(element.get(name)) for name in ("label", "weight")}
    foreign_fields = {name: text for name, text in own.items() if text}
    for value in element.iterfind("attvalues/attvalue"):
        name = titles.get(value.get("for", value.get("id", "")), "")
        text = several(value.get("value"))
        if name and text:
            foreign_fields[name] = text
    return foreign_fields
