# %% [markdown]
# # Join a table of your own
#
# In every frame `group` is the id of a group and `name` its name, so frames meet by `group`. A
# table of your own, as `pd.read_csv` gives it, needs a column of ids: `m.groups` lists them.

# %%
import pandas as pd

import reachmap as rm

own = pd.DataFrame({"group": ["carers", "young-adults", "veterans"], "lead": ["CM", "AR", "CM"]})
m = rm.demo()
answers = m.participation().to_frame().merge(m.reach().to_frame(), on=["group", "name"])
joined = answers.merge(own, on="group", how="right", validate="one_to_one")
print(joined[["lead", "name", "status", "heard", "chance"]].round(2).to_string(index=False))
