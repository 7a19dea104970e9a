"""The labels of our own nodes, and a prefix that keeps them apart from those of others.

Statements are constants, in which text that people wrote is only ever a parameter. So a label of
ours stands in them after a colon and nowhere else, and is given its prefix there; the name of a
constraint likewise, where it is made.
"""

import re
from functools import lru_cache

from reachmap.store.neo4j.graph import LABELS

OWN_LABELS: frozenset[str] = frozenset(
    {"MapNode", "MapRow", "ReachMap", "ReachMapCopy", "ReachMapSync", *LABELS.values()}
)
"""Every label of ours, without a prefix."""

PREFIX = re.compile(r"[A-Za-z]{1,20}", re.ASCII)
"""What a prefix may be."""

_LABEL = re.compile(rf"(?<=:)(?=(?:{'|'.join(sorted(OWN_LABELS))})\b)")

_CONSTRAINT = re.compile(r"(?<=CONSTRAINT )reachmap_\w+")


def own_name(constraint: str, prefix: str) -> str:
    """Return the name of a constraint of ours where labels have a prefix."""
    return f"{prefix}_{constraint}" if prefix else constraint


@lru_cache(maxsize=1_000)
def prefixed(statement: str, prefix: str) -> str:
    """Return a statement in which each label and constraint of ours has a prefix.

    Examples
    --------
    >>> prefixed("MATCH (n:MapNode:Voice {id: $id})-[r:KNOWS]->(:Other)", "Rm")
    'MATCH (n:RmMapNode:RmVoice {id: $id})-[r:KNOWS]->(:Other)'
    """
    if not prefix:
        return statement
    return _CONSTRAINT.sub(lambda match: own_name(match[0], prefix), _LABEL.sub(prefix, statement))
