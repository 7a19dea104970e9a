# %% [markdown]
# # Who came, from a list of tickets
#
# What Eventbrite, Zoom, Teams or Forms give, as it comes. People come under pseudonyms, which a
# key of yours makes: the next list gives them the same ones, so keep it, apart from the map.

# %%
import reachmap as rm

town = rm.read("examples/small_town")
source, key = "examples/imports/tickets.csv", "examples/imports/example.key"
after, report = rm.import_(source, into=town, key=key)
print(report.explain())

# %% [markdown]
# Two answers meet by `group`: here, those of whom more are known now than before.

# %%
frames = after.participation().to_frame(), town.participation().to_frame()
both = frames[0].merge(frames[1], on=["group", "name"], suffixes=("", "_before"))
print(both.query("heard != heard_before")[["name", "heard_before", "heard", "status"]])

# %% [markdown]
# A list of a day after the map's own counts nobody yet: its answers are as of `as_of` in about.
# `town.add(about={"as_of": "2026-06-30"})` moves it on, and `after.write("town.xlsx")` keeps the
# map.
