# %% [markdown]
# # Who is least heard
#
# The first question of most teams. Rows come least heard first, so `head` is the answer. A group
# that is `unheard` was asked about and nobody of it is known; of one that is `not-recorded`
# nobody has a record of asking, which says nothing about who came.

# %%
import reachmap as rm

m = rm.demo()
heard = m.participation()
frame = heard.to_frame()
print(frame[["name", "heard", "fair_share", "asked", "status"]].head(8).to_string(index=False))

# %% [markdown]
# Some groups *are* heard less than their share, even allowing for people who were never asked.
# `low` and `high` are what is left open, as a share of a fair share.

# %%
under = frame.loc[frame["status"] == "under", ["name", "ppr", "low", "high", "needed_least"]]
print(under.round(2).to_string(index=False))

# %% [markdown]
# [What these figures mean](../figures.md#who-is-heard) says each of them in a sentence for a
# committee.
