"""Who of us holds the relationship by which somebody is reached, where that is written down."""

from collections.abc import Iterable
from typing import NamedTuple

from reachmap.analysis.relationships.rows import Relationship
from reachmap.analysis.routes.rows import RouteRow


class Holder(NamedTuple):
    """Who holds a relationship, and who stands between them and somebody."""

    owners: tuple[str, ...]
    """Posts that hold it."""
    through: tuple[str, ...] = ()
    """Names of those to ask in turn, from them to somebody; none where they are in touch."""


def holder_of(
    node: str, relationships: Iterable[Relationship], ways: Iterable[RouteRow]
) -> Holder | None:
    """Return who holds a relationship with a node, else that with which a way to it begins.

    None where no way to it begins with a relationship of which that is written down.

    Examples
    --------
    >>> link = Relationship(from_="team", to="hub", owner="outreach lead")
    >>> holder_of("hub", [link], [])
    Holder(owners=('outreach lead',), through=())
    >>> holder_of("clinic", [link], []) is None
    True
    """
    owners = dict.fromkeys(row.owner for row in relationships if row.to == node and row.owner)
    if owners:
        return Holder(tuple(owners))
    for way in ways:
        if way.steps and way.steps[0].owner and node in way.nodes[1:]:
            position = way.nodes.index(node)
            return Holder((way.steps[0].owner,), way.names[1:position])
    return None
