"""Names that say too little, such as Others, or are two in one: nobody can be asked for them."""

from collections.abc import Iterator

from reachmap.errors import quoted
from reachmap.model.content import Content
from reachmap.model.rules import EVERYBODY, Fault, Names
from reachmap.model.texts import folded, joined_names

OTHERS = frozenset(
    {"other", "others", "other-groups", "other-people", "misc", "miscellaneous", "various", "mixed"}
)
"""Folded names of whoever is not named otherwise."""

TABLES = ("groups", "organisations")


def vague_names(content: Content, names: Names) -> Iterator[Fault]:
    """Names of groups and organisations say who is meant."""
    del names
    for table in TABLES:
        for row, node in enumerate(getattr(content, table)):
            name = folded(node.name)
            if name in EVERYBODY or name in OTHERS:
                message = f"{quoted(node.name)} does not say who is meant"
                remedy = "Name those who are meant, or take it out"
                if name in EVERYBODY:
                    remedy = "Name those who are meant; where all are meant, leave it out"
                yield Fault(table, row, "name", node.name, message, remedy, "warning")


def joined(content: Content, names: Names) -> Iterator[Fault]:
    """Each name is of one: no stroke parts an organisation's, and no others make it up."""
    del names
    for table in TABLES:
        nodes = getattr(content, table)
        known = {folded(node.name) for node in nodes}
        for row, node in enumerate(nodes):
            ways = joined_names(node.name)
            is_parted = table == "organisations" and " / " in node.name
            if is_parted or any(known.issuperset(map(folded, way)) for way in ways):
                message = f"{quoted(node.name)} reads like two names"
                remedy = "Give each a row of its own, or join them by another word if it is one"
                yield Fault(table, row, "name", node.name, message, remedy, "warning")
