# %% [markdown]
# # Populations from a census table
#
# A download of Nomis or the Office for National Statistics, as it comes. What nobody decided is
# left out and named; the mapping file says what each label stands for, to be changed and used
# again.

# %%
import reachmap as rm

town, report = rm.import_("examples/imports/population.csv")
for group in town.groups:
    print(group.name, group.population, "-", group.population_source)
print(report.explain())

# %% [markdown]
# `rm.import_(..., into=m)` brings the figures into a map that you have.
# [More on imports](../imports.md#populations).
