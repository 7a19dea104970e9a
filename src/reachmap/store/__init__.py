"""Stores of maps, and the counts that the questions ask of them."""

from reachmap.store.copying import put
from reachmap.store.memory.store import MemoryStore
from reachmap.store.opening import is_file, is_store, open_store
from reachmap.store.protocol import LastingStore, Progress, Store

__all__ = [
    "LastingStore",
    "MemoryStore",
    "Progress",
    "Store",
    "is_file",
    "is_store",
    "open_store",
    "put",
]
