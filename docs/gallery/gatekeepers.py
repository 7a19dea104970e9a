# %% [markdown]
# # Who everything depends on
#
# `sole_for` names the groups to which no way on this map leads without them. Others may know
# another way; `capacity` is how many asks a quarter they can manage, `asked` how many they had.

# %%
import reachmap as rm

frame = rm.demo().gatekeepers().to_frame()
frame["groups"] = frame["sole_for"].map(len)
columns = ["node", "kind", "groups", "best_routes_share", "betweenness", "asked", "capacity"]
print(frame[columns].head(8).round(3).to_string(index=False))
