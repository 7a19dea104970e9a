# %% [markdown]
# # The next round, within a budget
#
# What to do with 1,000 pounds and 40 hours until the summer, so that the worst served group is
# heard as well as can be, then the next.

# %%
import reachmap as rm

plan = rm.demo().plan(budget=1000, staff_hours=40, by="2026-06-30")
print(plan.status, plan.cost, plan.hours)
columns = ["ask_by", "start", "group", "who", "method", "cost", "staff_hours"]
print(plan.to_frame()[columns].head(8).to_string(index=False))

# %% [markdown]
# And what it would change, for the groups it turns to:

# %%
for group in plan.groups[:5]:
    print(group.name, round(group.share_before, 3), round(group.share_after, 3))
