"""Where a map lives, and the counts that the questions ask of it."""

from reachmap.store.memory import MemoryStore
from reachmap.store.protocol import Store

__all__ = ["MemoryStore", "Store"]
