# %% [markdown]
# # How far a setting decides
#
# Numbers that are judgements are [settings](../reference/settings.md). Ask again under others,
# and see whether the answer holds: here, to how many groups a way is known.

# %%
import reachmap as rm

m = rm.demo()
for hops in (2, 3, 4, 5):
    ways = m.with_assumptions(max_hops=hops).routes_to_all().to_frame()
    print(f"{hops} links at most: {ways['chance'].count()} of {len(ways)} groups")

# %% [markdown]
# And whether a group's status hangs on how many times as likely those never asked may be of it:

# %%
for factor in (1.5, 2, 3):
    other = m.with_assumptions(unasked_factor=factor).participation()
    print(factor, other["Unpaid carers"].status, other["Students"].status)
