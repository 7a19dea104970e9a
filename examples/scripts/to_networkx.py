"""Take the map as a NetworkX graph, measure it, and bring it back.

Run it with your own map, or with none to see the demo borough::

    python examples/scripts/to_networkx.py examples/small_town
"""

import sys

import networkx as nx

import reachmap as rm

desk = rm.read(sys.argv[1]) if len(sys.argv) > 1 else rm.demo()
graph = desk.to_networkx(ledgers=True)

# Only who can introduce whom: people in their roles, bodies, channels and places.
kinds = {"organisation", "worker", "champion", "channel", "venue"}
kept = [node for node in graph if graph.nodes[node]["kind"] in kinds]

# Betweenness: how often the shortest ways between two others lead through a node.
between = nx.betweenness_centrality(nx.DiGraph(graph.subgraph(kept)))
top = sorted(between, key=lambda node: (-between[node], node))[:5]
for node in top:
    print(f"{between[node]:.4f}  {graph.nodes[node]['name']}")

# What you find can go back into the map, as a note that never leaves the working map.
graph.nodes[top[0]]["notes"] = f"betweenness {between[top[0]]:.4f}"
back = rm.from_networkx(graph)
print(back.stakeholders.node(top[0]).notes)

# Everything else is as it was; `back.write("somewhere")` would keep it.
print(back.participation() == desk.participation())
