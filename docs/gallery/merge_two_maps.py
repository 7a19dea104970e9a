# %% [markdown]
# # One map of two
#
# Two teams kept copies of one map, and each wrote down when it last spoke to the same worker.
# Where maps differ nothing is guessed: `UndecidedMerge` has a row for each thing to decide. Give
# the rows back, each with a `decision`.

# %%
import reachmap as rm

link = {"from": "engagement-team", "type": "KNOWS", "to": "carers-officer"}
north, south = (rm.demo().add(links=link | {"last_contact": f"2026-03-{d}"}) for d in ("02", "16"))
try:
    rm.merge(north, south)
except rm.UndecidedMerge as undecided:
    rows = [row.model_copy(update={"decision": "second"}) for row in undecided.answer]
print(rm.merge(north, south, decisions=rows)["carers-officer"].name)
