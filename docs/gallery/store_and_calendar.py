# %% [markdown]
# # Keep a map in SQLite, and a plan in a calendar
#
# A `.db` file is a store: attendance and asks are counted in it, without being read whole. The
# answers are those of the map in memory.

# %%
from pathlib import Path
from tempfile import mkdtemp

import reachmap as rm

folder, m = Path(mkdtemp()), rm.read("examples/small_town")
m.write(folder / "town.db")
with rm.open(folder / "town.db") as opened:
    print(opened == m, opened.participation() == m.participation())

# %% [markdown]
# The days to ask and to meet go into any calendar (`pip install 'reachmap[calendar]'`), and
# `rm.commit` writes them into the map as planned.

# %%
plan = m.plan(budget=200, staff_hours=10, by="2026-06-30")
(folder / "round.ics").write_bytes(plan.to_ics())
planned = rm.commit(folder / "town.db", plan)
print(len(plan.actions), len(planned.stakeholders.activities) - len(m.stakeholders.activities))
