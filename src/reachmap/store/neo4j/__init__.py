"""A map in a Neo4j database."""

from reachmap.store.neo4j.store import Neo4jStore

__all__ = ["Neo4jStore"]
