# %% [markdown]
# # Draw who is heard
#
# One line a group, from where to where the true figure may be; a mark for those we know of; the
# band is about a fair share. It needs `pip install 'reachmap[plot]'`.

# %%
import reachmap as rm

heard = rm.read("examples/small_town").participation()
axes = heard.plot()
axes.set_title("For Monday's meeting")

# %% [markdown]
# `axes.figure.savefig("heard.png")` keeps it. As SVG it needs no matplotlib, and has all its
# figures in words for those who hear it: `Path("heard.svg").write_text(heard.to_svg())`.
# [Pictures](../pictures.md) says what else can be drawn.
