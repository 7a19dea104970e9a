"""A mapping: how a graph of its own labels, types and properties is read as a map.

Every name of the graph goes into statements. So a name is held to plain letters here, is looked
up in the lists of the database before it is used (`mapped`), and stands between backticks.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

NAME = re.compile(r"[^\W\d](?:[\w .:/-]{0,98}\w)?")
"""Names of labels, types and properties that may stand in a mapping."""


class Name(str):
    """A name of the graph that may stand in a statement, between backticks."""

    __slots__ = ()

    def __new__(cls, text: str) -> Self:
        """Return the name; raise ValueError where it is none."""
        if not NAME.fullmatch(text):
            raise ValueError(text)
        return super().__new__(cls, text)

    @property
    def ticked(self) -> str:
        """The name between backticks, of which it has none itself."""
        return f"`{self}`"


@dataclass(frozen=True, slots=True)
class Arrow:
    """A type of relationship, and whether it leads out of what it is walked from."""

    type: Name
    out: bool = True

    def between(self, start: str, row: str, end: str) -> str:
        """Return the pattern that walks it from one node to another."""
        walked = f"-[{row}:{self.type.ticked}]-"
        return f"{start}{walked}>{end}" if self.out else f"{start}<{walked}{end}"

    def back(self) -> "Arrow":
        """Return the same, walked from its other end."""
        return Arrow(self.type, not self.out)


@dataclass(frozen=True, slots=True)
class Source:
    """Where the value of a field is: in a property, or at the end of a relationship."""

    name: Name | None = None
    arrow: Arrow | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    """What stands for a value of the graph, by that value."""

    def held(self, var: str) -> str:
        """Return the property of a node or relationship."""
        return "null" if self.name is None else f"{var}.{self.name.ticked}"


@dataclass(frozen=True, slots=True)
class Part:
    """Nodes or relationships of the graph that are rows of a table."""

    table: str
    label: Name | None = None
    """Label of nodes; None of relationships."""

    arrow: Arrow | None = None
    """Type of relationships; None of nodes."""

    link: str = ""
    """Of links, our type of link."""

    prefix: str = ""
    """What the ids of a table begin with, where the graph gives two things one id."""

    fields: Mapping[str, Source] = field(default_factory=dict)
    number: int = 0
    """Which of the parts it is, by which its parameters are named."""

    @property
    def ticked(self) -> str:
        """The label with its colon; empty of relationships."""
        return "" if self.label is None else f":{self.label.ticked}"

    def parameter(self, name: str) -> str:
        """Return the name of the parameter with what stands for the values of a field."""
        return f"values_{self.number}_{name}"

    def joined(self, ends: tuple[str, str], start: str, row: str, end: str) -> str:
        """Return the pattern of a relationship, or of a node that names two others by `ends`."""
        if self.arrow is not None:
            return self.arrow.between(f"({start})", row, f"({end})")
        back, on = (self.fields[name].arrow for name in ends)
        middle = f"({row}{self.ticked})"
        first = back.back().between(f"({start})", "", middle) if back else middle
        return on.between(first, "", f"({end})") if on else first


@dataclass(frozen=True, slots=True)
class GraphMapping:
    """What a mapping file says."""

    parts: Mapping[str, Part]
    """By table, but for links."""

    links: tuple[Part, ...] = ()
    stated: Mapping[str, Mapping[str, list[Any]]] = field(default_factory=dict)
    """Tables that the mapping states itself, as columns."""

    @property
    def every_part(self) -> tuple[Part, ...]:
        """All parts."""
        return (*self.parts.values(), *self.links)

    @property
    def team(self) -> str | None:
        """Id of the organisation that asks, where the mapping states it."""
        given = self.stated["about"].get("team") or [None]
        return None if given[0] is None else str(given[0])

    def parameters(self) -> dict[str, Any]:
        """Return what every statement is given."""
        given: dict[str, Any] = {"team": self.team}
        for part in self.every_part:
            given[f"prefix_{part.table}"] = part.prefix
            given |= {
                part.parameter(name): dict(source.values)
                for name, source in part.fields.items()
                if source.values
            }
        return given
