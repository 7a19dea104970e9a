# %% [markdown]
# # Draw who is heard
#
# One line a group, from where to where the true figure may be; a mark for those we know of; the
# band is about a fair share. It needs `pip install 'reachmap[plot]'`.

# %%
import reachmap as rm

axes = rm.read("examples/small_town").participation().plot()
axes.set_title("For Monday's meeting")

# %% [markdown]
# `axes.figure.savefig("heard.png")` keeps it. [Pictures](../pictures.md) says what else can be
# drawn.
