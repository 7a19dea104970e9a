# %% [markdown]
# # What if somebody leaves
#
# Take a key worker off the map, and see which groups are harder to reach. Both sides share
# their draws, so a difference is the change and not the noise.

# %%
import reachmap as rm

after = rm.demo().what_if(remove=["Carers' liaison officer"])
print(after.explain())

# %% [markdown]
# As a frame, only the groups that change:

# %%
frame = after.to_frame()[["name", "chance_before", "chance_after", "lost"]].round(2)
print(frame.query("chance_before != chance_after").to_string(index=False))
