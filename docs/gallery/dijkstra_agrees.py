# %% [markdown]
# # Into NetworkX, where Dijkstra agrees
#
# `m.network()` is the network as routes use it. Its `weight` is minus the logarithm of the
# chance, so the shortest way by it is the surest one: `exp(-length)` is its chance. Its nodes are
# ids, as `m["Unpaid carers"].id` says one, with the `name` as an attribute.

# %%
from math import exp

import networkx as nx

import reachmap as rm

m = rm.demo()
graph = m.network().to_networkx()
length, nodes = nx.single_source_dijkstra(graph, "engagement-team", "carers", weight="weight")
print(round(exp(-length), 6), nodes)
print(m.routes("carers", k=1).to_frame()[["chance", "nodes"]].to_string(index=False))
