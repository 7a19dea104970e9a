"""A map in a Neo4j database, or another graph there that is read as one."""

from reachmap.store.neo4j.address import is_mapped
from reachmap.store.neo4j.connection import Access
from reachmap.store.neo4j.listing import listed_maps
from reachmap.store.neo4j.mapped import MappedStore
from reachmap.store.neo4j.store import Neo4jStore

__all__ = ["Access", "MappedStore", "Neo4jStore", "is_mapped", "listed_maps"]
