# %% [markdown]
# # Who can introduce us, as a frame
#
# A row a way to a group, the surest first. `nodes` are the ids along the way; `chance` is a
# guess, and `low` and `high` are where nine guesses of ten put it.

# %%
import reachmap as rm

ways = rm.demo().routes("Unpaid carers", k=5)
frame = ways.to_frame()[["rank", "chance", "low", "high", "cost", "days", "hops"]]
print(frame.round(2).to_string(index=False))

# %% [markdown]
# The same in words: each step says what to do, and how we know that it works.

# %%
for step in ways[0].steps:
    print(f"{step.how} ({step.how_known})")
