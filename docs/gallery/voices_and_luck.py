# %% [markdown]
# # The same voices, beside what luck would give
#
# A few people always come more often than others. The question is whether it is more than luck
# explains: the same places are filled at random, and `low` and `high` hold 95 of 100 draws.
# `hill2` is an effective number of voices: as many as if all had come equally often.

# %%
import reachmap as rm

voices = rm.demo().voices()
print(voices.sentences()[0])
frame = voices.to_frame().query("scope == 'channel' and measure == 'hill2'").round(1)
print(frame[["name", "voices", "value", "expected", "low", "high"]].to_string(index=False))

# %% [markdown]
# Blank is no verdict: the members of a standing panel are meant to come back. As a picture:

# %%
voices.plot(chart="luck")
