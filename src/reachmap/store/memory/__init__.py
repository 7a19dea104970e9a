"""A map in memory."""

from reachmap.store.memory.store import MemoryStore

__all__ = ["MemoryStore"]
