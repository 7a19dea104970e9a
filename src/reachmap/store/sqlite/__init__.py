"""A map in one SQLite file."""

from reachmap.store.sqlite.store import SQLiteStore

__all__ = ["SQLiteStore"]
