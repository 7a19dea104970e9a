"""A map in a Neo4j database, or another graph there that is read as one."""

from reachmap.store.neo4j.address import is_mapped
from reachmap.store.neo4j.mapped import MappedStore
from reachmap.store.neo4j.store import Neo4jStore

__all__ = ["MappedStore", "Neo4jStore", "is_mapped"]
