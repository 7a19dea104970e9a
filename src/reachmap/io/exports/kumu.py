"""A blueprint of Kumu: JSON of elements and connections."""

import json
from collections.abc import Iterable

from reachmap.io.exports.network import LINK, network_of
from reachmap.model.answer import Answer
from reachmap.model.own import OWN
from reachmap.model.stakeholders import StakeholderMap
from reachmap.release.released import Released


def to_kumu(town: Released[StakeholderMap], answers: Iterable[Released[Answer]]) -> bytes:
    """Return a map as a blueprint of Kumu; every element says who it is for."""
    network = network_of(town, answers)
    elements = []
    for node in town.content.nodes():
        fields = {name: v for name, v in network.nodes[node.id].items() if name != "name"}
        several = {name: [*v] for name, v in node if isinstance(v, tuple) and v and name != OWN}
        named = {"id": node.id, "label": fields.pop("label"), "type": fields.pop("kind")}
        elements.append({**named, **fields, **several, **named, "audience": town.audience})
    connections = []
    for from_, to, fields in network.edges(data=True):
        direction = "mutual" if fields.pop("both_ways", False) else "directed"
        type_ = fields.pop(LINK)
        ends = {"from": from_, "to": to, "type": type_, "direction": direction}
        connections.append({**ends, **fields})
    blueprint = {"elements": elements, "connections": connections}
    return (json.dumps(blueprint, indent=2, ensure_ascii=False) + "\n").encode()
