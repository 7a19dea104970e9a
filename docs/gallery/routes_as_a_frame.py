# %% [markdown]
# # Who can introduce us, as a frame
#
# A row a way to a group, the surest first. `chance` is a guess, and `low` and `high` are where
# nine guesses of ten put it. The frame has the ids along the way under `nodes`; a row of the
# answer has its `names` too.

# %%
import reachmap as rm

ways = rm.demo().routes("Unpaid carers", k=5)
frame = ways.to_frame()[["rank", "chance", "low", "high", "cost", "days"]]
frame["through"] = [" > ".join(way.names[1:-1]) for way in ways]
print(frame.round(2).to_string(index=False))

# %% [markdown]
# The same in words: each step says what to do, and how we know that it works.

# %%
for step in ways[0].steps:
    print(f"{step.how} ({step.how_known})")
