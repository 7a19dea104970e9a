# %% [markdown]
# # Build a map from frames of your own
#
# Three frames with headings of their own: `columns` says what they are called here. A heading
# that begins with `x_` is one of yours, kept with its row. No ids are needed: links go by name.

# %%
import pandas as pd

import reachmap as rm

n = range(100)
bodies = pd.DataFrame(
    {"Charity": [f"Body {i}" for i in n], "Ward": "North", "Ours": [i < 1 for i in n]}
)
people = pd.DataFrame({"Community": [f"Group {i}" for i in n], "Census": range(100, 200)})
ties = pd.DataFrame({"Who": bodies["Charity"], "How": "trusted by", "Whom": people["Community"]})
names = {
    "organisations": {"Charity": "name", "Ward": "x_ward", "Ours": "team"},
    "groups": {"Community": "name", "Census": "population"},
    "links": {"Who": "from", "How": "type", "Whom": "to"},
}
m = rm.from_frames({"organisations": bodies, "groups": people, "links": ties}, columns=names)
print(len(m.groups), m["Body 3"].own, m.routes("Group 0")[0].chance)

# %% [markdown]
# Columns that a table has not are an error, so that none is lost by a slip of the pen;
# `extra="ignore"` leaves them out. [Tables and columns](../reference/tables.md) has them all.
