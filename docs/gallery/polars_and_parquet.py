# %% [markdown]
# # Polars in, Parquet out
#
# Frames of polars are taken wherever those of pandas are, and an answer gives one, each column
# of the type of its field: days are `Date`, several values a `List`.

# %%
from pathlib import Path
from tempfile import mkdtemp

import polars as pl

import reachmap as rm

groups = pl.DataFrame({"name": ["Unpaid carers", "Young people"], "population": [2000, 4100]})
m = rm.new("Our town", area_population=20_000).add(groups=groups)
file = Path(mkdtemp()) / "heard.parquet"
m.participation().to_frame("polars").write_parquet(file)
print(pl.read_parquet(file).select("name", "population", "status"))

# %% [markdown]
# From pandas, `to_frame().to_parquet(file)` writes the same where pyarrow is installed.
