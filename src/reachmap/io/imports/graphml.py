"""GraphML: yEd, Cytoscape, Network Canvas, Gephi, NetworkX."""

from xml.etree.ElementTree import Element

from reachmap.io.imports.draft import Draft
from reachmap.io.imports.foreign import Foreign, one_line, plain, several
from reachmap.io.imports.networks import Network, add_network
from reachmap.io.imports.safe_xml import root_of

ENDINGS = (".graphml", ".xml")


def knows(foreign: Foreign) -> bool:
    """Return whether a source is GraphML."""
    return any(b"<graphml" in raw[:4096] for _, raw in foreign.texts(*ENDINGS))


def read(draft: Draft) -> None:
    """Add the nodes and edges of GraphML."""
    network = Network("GraphML")
    for name, raw in draft.foreign.texts(*ENDINGS):
        _take(network, root_of(name, raw))
    add_network(draft, network)


def _take(network: Network, root: Element) -> None:
    keys = {
        key.get("id", ""): plain(key.get("attr.name", key.get("id", "")))
        for key in root.iter("key")
    }
    defaults = {
        (key.get("for", "all"), keys[key.get("id", "")]): one_line(default.text)
        for key in root.iter("key")
        if (default := key.find("default")) is not None
    }
    for node in root.iter("node"):
        if node.get("id"):
            network.add(node.get("id", ""), _fields(node, keys, defaults))
    for graph in root.iter("graph"):
        usually = graph.get("edgedefault") != "undirected"
        for edge in graph.iterfind("edge"):
            ends = edge.get("source", ""), edge.get("target", "")
            if all(ends):
                directed = edge.get("directed", str(usually)).casefold() in {"true", "1"}
                foreign_fields = _fields(edge, keys, defaults)
                both = foreign_fields.get("both ways") or foreign_fields.get("both_ways")
                network.connect(*ends, foreign_fields, directed=directed and both != "true")


def _fields(
    element: Element, keys: dict[str, str], defaults: dict[tuple[str, str], str]
) -> dict[str, str]:
    """Return the values of a node or edge by name; what yEd draws as a label among them."""
    of = {name: text for (kind, name), text in defaults.items() if kind in {element.tag, "all"}}
    for data in element.iterfind("data"):
        name = keys.get(data.get("key", ""), "")
        label = next(
            (part.text for part in data.iter() if part.tag in {"NodeLabel", "EdgeLabel"}), None
        )
        text = one_line(label) or several(data.text)
        if text:
            of["label" if label else name] = text
    return {name: text for name, text in of.items() if name and text}
