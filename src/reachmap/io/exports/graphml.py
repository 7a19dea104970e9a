"""GraphML, which yEd, Cytoscape, Gephi and others open."""

from collections.abc import Iterable
from io import BytesIO

from reachmap.io.exports.network import network_of
from reachmap.model.answer import Answer
from reachmap.model.stakeholders import StakeholderMap
from reachmap.release.released import Released


def to_graphml(town: Released[StakeholderMap], answers: Iterable[Released[Answer]]) -> bytes:
    """Return a map as GraphML."""
    import networkx as nx

    network = network_of(town, answers)
    numbered: nx.MultiDiGraph[str] = nx.MultiDiGraph(**network.graph)
    numbered.add_nodes_from(network.nodes(data=True))
    # The key of a link becomes its id, which no two links of a file may share.
    for number, (from_, to, fields) in enumerate(network.edges(data=True)):
        numbered.add_edge(from_, to, key=f"link{number}", **fields)
    raw = BytesIO()
    nx.write_graphml_xml(numbered, raw)
    return raw.getvalue()
