"""The network of introductions as routes use it, for other tools."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from reachmap.model.fields import PENCE
from reachmap.network.compile import ROUTE_KINDS, ROUTE_TYPES, TrustNetwork
from reachmap.network.index import BASES, NO_LIMIT

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd
    from numpy.typing import NDArray

    from reachmap.network.index import Bools


@dataclass(frozen=True, slots=True, eq=False)
class EffectiveNetwork:
    """Each relationship with the chance, days, cost and basis that routes use on a day.

    All links between two nodes are one, in each direction that an introduction can take; the
    chance is what its records, and asks along it, come to. A guess, as every chance is.
    """

    trust: TrustNetwork

    def to_arrays(self) -> dict[str, NDArray[Any]]:
        """Return a column a name, shape (links,); ``from`` and ``to`` are ids."""
        net = self.trust.network
        ids = np.array(net.ids, object)
        return {
            "from": ids[net.tail],
            "to": ids[net.head],
            "type": np.array(ROUTE_TYPES, object)[net.type],
            "chance": net.chance,
            "days": net.days,
            "cost": net.cost / PENCE,
            "basis": np.array(BASES, object)[net.basis],
            "open": self._open(),
            "weight": -np.log(net.chance) + 0.0,
        }

    def to_frames(self) -> dict[str, pd.DataFrame]:
        """Return two pandas frames, ``nodes`` and ``links``.

        ``open`` says whether a route may take a link on the day: it does not lead on from a
        group, or from someone who is full or has left the role, nor to a team. ``weight`` is
        ``-ln(chance)``: the surest way is the shortest by it.
        """
        import pandas as pd

        return {"nodes": pd.DataFrame(self._nodes()), "links": pd.DataFrame(self.to_arrays())}

    def to_networkx(self, *, closed: bool = False) -> nx.DiGraph[Any]:
        """Return a NetworkX graph, each column an attribute; ids are its nodes.

        Parameters
        ----------
        closed
            Whether links that no route may take on the day are in it too.
        """
        import networkx as nx

        graph: nx.DiGraph[Any] = nx.DiGraph()
        nodes, links = self._nodes(), self.to_arrays()
        for row in _rows(nodes):
            graph.add_node(row.pop("id"), **row)
        for row in _rows(links):
            if closed or row["open"]:
                graph.add_edge(row.pop("from"), row.pop("to"), **row)
        return graph

    def _nodes(self) -> dict[str, NDArray[Any]]:
        net, outline = self.trust.network, self.trust.outline
        capacity = [None if most == NO_LIMIT else most for most in net.capacity.tolist()]
        return {
            "id": np.array(net.ids, object),
            "name": np.array([outline.node(id_).name for id_ in net.ids], object),
            "kind": np.array(ROUTE_KINDS, object)[net.kind],
            "team": net.is_team,
            "full": net.full,
            "gone": net.gone,
            "asked": net.load,
            "capacity": np.array(capacity, object),
        }

    def _open(self) -> Bools:
        """Return whether a route may take each link: shape (links,)."""
        net = self.trust.network
        closed = net.full | net.gone
        leaves = net.is_team | ~(closed | net.is_group)
        enters = net.is_group | ~(closed | net.is_team)
        return leaves[net.tail] & enters[net.head]


def _rows(columns: dict[str, NDArray[Any]]) -> list[dict[str, Any]]:
    """Return columns as a dict of plain values a row."""
    cells = (values.tolist() for values in columns.values())
    return [dict(zip(columns, row, strict=True)) for row in zip(*cells, strict=True)]
