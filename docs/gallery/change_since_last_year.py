# %% [markdown]
# # What has changed since the year before
#
# The year up to the day of the map, against the year before it. A group has fallen silent, or is
# newly heard, only where chance is ruled out.

# %%
import reachmap as rm

change = rm.demo().change()
print(change.sentences()[0])
print(change.to_frame()[["what", "name", "before", "now"]].head(8).to_string(index=False))

# %%
change.plot(chart="talk")
