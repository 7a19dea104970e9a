# %% [markdown]
# # Methods, and what stands in the way
#
# How many of those invited came, by method, for one group; and what makes joining in harder for
# it. `basis` says where a rate comes from: the group's own record, those of like groups, or an
# assumption. `needs` are supports that lift a barrier, with what they cost.

# %%
import reachmap as rm

m = rm.demo()
print("barriers:", ", ".join(m["People aged 75 and over"].barriers))
frame = m.methods("People aged 75 and over").to_frame()
frame["takes"] = frame["needs"].map(", ".join)
columns = ["method", "invited", "attended", "rate", "basis", "takes"]
print(frame[columns].head(10).round(2).to_string(index=False))
