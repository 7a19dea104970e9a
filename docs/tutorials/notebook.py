# %% [markdown]
# # In a notebook
#
# For whoever knows pandas: from a file to a frame, a chart and a page. Put
# `rm.read("town.xlsx")` in place of the demo for your own map.

# %%
import reachmap as rm

m = rm.demo()
print(m)
print(m["Unpaid carers"].population, "of", len(m.groups), "groups")

# %% [markdown]
# ## Ask
#
# A question is a method, and its answer a frozen record: rows, a frame and words.

# %%
heard = m.participation()
print(len(heard), "rows")
print(heard["Unpaid carers"].status)
print(heard.sentences()[1])

# %% [markdown]
# In a notebook the answer itself shows its first sentence and its first rows; `m.routes?` shows
# all that is said of a question, and `heard.to_frame?` what the types of the columns are.

# %%
frame = heard.to_frame()
print(frame.dtypes[["group", "heard", "ppr", "last_heard"]])

# %% [markdown]
# ## Work with the frame
#
# In every frame `group` is the id of a group and `name` its name, so answers meet by `group`.
# [Answers and their columns](../reference/answers.md) lists them all.

# %%
ways = m.routes_to_all().to_frame()[["group", "chance", "days"]]
both = frame.merge(ways, on="group").query("status == 'under'")
print(both[["name", "heard", "fair_share", "chance", "days"]].round(2).to_string(index=False))

# %% [markdown]
# The map itself is frames too, under the names of its
# [tables and columns](../reference/tables.md): here, how asks to each organisation went.

# %%
asks = m.to_frames()["asks"]
print(asks.groupby(["to", "outcome"]).size().unstack(fill_value=0).head())

# %% [markdown]
# ## What it could not know
#
# Blank is what is not recorded. `missing` says which table would tell.

# %%
print(*heard.missing, sep="\n")

# %% [markdown]
# ## Arguments
#
# Groups go by id or by name, days may be text, a `date` or a `Timestamp`. What is not understood
# is one clear error.

# %%
try:
    m.routes("Unpaid carer")
except rm.UnknownNode as error:
    print(error)
print(m.participation(since="2025-04-01").sentences()[0])

# %% [markdown]
# ## Write down what happened
#
# `rm.record("town.xlsx", [row])` writes a dict of columns into the file where it lies; its table
# is known by its columns. `m.add(asks=[row])` gives another map instead.

# %%
row = {"date": "2026-03-30", "from": "engagement-team", "to": "Carers' Centre"}
other = m.add(asks=[row | {"group": "Unpaid carers", "outcome": "passed-on"}])
print(m.routes("carers", k=1)[0].chance, other.routes("carers", k=1)[0].chance)

# %% [markdown]
# ## Draw, and hand over
#
# `m.to_html("town.html")` writes the page, `m.report("paper.docx")` a paper, and
# `m.to_networkx()` and `m.to_frames()` hand the map to other tools.

# %%
m.routes("Hidden carers").plot()
