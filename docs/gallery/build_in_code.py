# %% [markdown]
# # Build a map in code
#
# Rows are plain dicts, lists of them, or frames. No id is needed, days may be text, and names
# stand for what they name. `add` gives another map and leaves the first as it is; for rows in a
# loop there is [a block](many_rows.py). What the map says of itself goes to `rm.new`.

# %%
import reachmap as rm

m = rm.new("Our town", team="Our team", area_population=20_000).add(
    groups={"name": "Unpaid carers", "population": 2000, "barriers": ["caring", "timing"]},
    organisations=[{"name": "Carers' Hub"}, {"name": "Choir"}],
    links=[
        {"from": "Our team", "type": "KNOWS", "to": "Carers' Hub", "last_contact": "2026-02-10"},
        {"from": "Carers' Hub", "type": "TRUSTED_BY", "to": "Unpaid carers", "trust": 4},
    ],
)

# %%
print(m.routes("Unpaid carers").explain())
print(m.readiness().next_step)
