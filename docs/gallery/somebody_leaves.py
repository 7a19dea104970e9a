# %% [markdown]
# # What if somebody leaves
#
# Take a key worker off the map, and see which groups are harder to reach. Both sides share
# their draws, so a difference is the change and not the noise.

# %%
import reachmap as rm

m = rm.demo()
after = m.what_if(remove=["Carers' liaison officer"])
print(after.explain())

# %% [markdown]
# As a frame, only the groups that change:

# %%
frame = after.to_frame()[["name", "chance_before", "chance_after", "lost"]].round(2)
print(frame.query("chance_before != chance_after").to_string(index=False))

# %% [markdown]
# And each key worker in turn, taken away alone, in one call: `lost` are the groups to which no
# way is left. `after.map` is the map without the one above, to ask anything else of it.

# %%
each = m.leaving([worker.id for worker in m.stakeholders.workers]).to_frame()
print(each.loc[each["lost"].map(len) > 0, ["name", "lost"]].to_string(index=False))
