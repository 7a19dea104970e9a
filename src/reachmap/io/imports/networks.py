"""Networks that other programs drew: nodes and links to our kinds and types, by the mapping."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from reachmap.io.imports.draft import Draft
from reachmap.io.imports.foreign import first_of, is_name, one_line, plain
from reachmap.io.tables.cells import parser_of
from reachmap.io.tables.headings import fields_of
from reachmap.io.tables.problems import CellError
from reachmap.io.tables.several import is_many
from reachmap.model.fields import Record, reference
from reachmap.model.links import INTO_GROUPS, LINK_TYPES, Link
from reachmap.model.nodes import NODE_KINDS, PERSON_KINDS
from reachmap.model.tables import NODE_TABLES

KINDS, TYPES = "network-kinds", "network-links"
"""Sections of the mapping: types of nodes and our kinds; types of links and ours."""

KINDS_TAKEN = tuple(kind for kind in NODE_KINDS if kind not in {"voice", "activity"})
USUAL_KINDS = {
    "organization": "organisation",
    "org": "organisation",
    "charity": "organisation",
    "agency": "organisation",
    "council": "organisation",
    "community": "group",
    "population": "group",
    "population group": "group",
    "place": "venue",
    "location": "venue",
    "key worker": "worker",
    "community champion": "champion",
} | {kind: kind for kind in KINDS_TAKEN}
"""What types of nodes surely stand for; people need somebody to say in which role they are."""

NODE_TYPE = ("kind", "element type", "networkcanvastype", "type", "node type", "category")
LINK_TYPE = (
    "link",
    "connection type",
    "relationship",
    "networkcanvastype",
    "type",
    "kind",
    "label",
)
LABEL = ("label", "name", "title")
"""Fields in which a program may say it, the surest first."""

NO_TYPE = "no type"
GENERAL = frozenset(
    {"", "knows", "know", "connected", "connection", "connected to", "link", "edge"}
)
GENERAL_TYPES = GENERAL | {"directed", "undirected", "mutual", NO_TYPE}
"""Types of links that say no more than that there is one."""

FIELD_OF = {
    "EMPLOYS": ("to", "organisation"),
    "SUPPORTS": ("to", "supported_by"),
    "RUNS": ("to", "run_by"),
    "BELONGS_TO": ("from", "groups"),
    "PART_OF": ("from", "part_of"),
}
"""The field that a link of a derived type fills, and at which of its ends."""

_NEVER = (
    "id;_id;name;label;kind;type;notes;from;to;both_ways;direction;description;audience;derived;"
    "attributes;networkcanvasuuid;networkcanvasegouuid;networkcanvassourceuuid;"
    "networkcanvastargetuuid"
)
NEVER = frozenset(_NEVER.split(";"))
"""Columns that are read in another way, or say nothing."""


class Node(NamedTuple):
    """A node as another program has it."""

    id: str
    fields: Mapping[str, str]
    """Values by plain name."""


class Edge(NamedTuple):
    """A link as another program has it."""

    from_: str
    to: str
    directed: bool
    fields: Mapping[str, str]


@dataclass
class Network:
    """What another program drew."""

    program: str
    nodes: dict[str, Node] = field(default_factory=dict)
    edges: list[Edge] = field(default_factory=list)

    def add(self, id_: str, foreign_fields: Mapping[str, str]) -> None:
        """Add a node; one without a row of its own gets none by a link later."""
        self.nodes.setdefault(id_, Node(id_, foreign_fields))

    def connect(
        self, from_: str, to: str, foreign_fields: Mapping[str, str], *, directed: bool
    ) -> None:
        """Add a link, and its ends where they have no row."""
        for end in (from_, to):
            self.add(end, {"label": end})
        self.edges.append(Edge(from_, to, directed, foreign_fields))


def add_network(draft: Draft, network: Network) -> None:
    """Add the nodes and links of a network."""
    ends = {
        foreign_node.id: end
        for foreign_node in network.nodes.values()
        if (end := _end(draft, foreign_node))
    }
    left: dict[str, None] = {}
    draft.leave_some(
        (
            name
            for foreign_node in network.nodes.values()
            if not is_name(name := _name(foreign_node))
        ),
        "nodes, as they have no name",
        "Name them where they were drawn",
    )
    for foreign_node in network.nodes.values():
        if foreign_node.id in ends:
            _add_node(draft, network, foreign_node, ends, left)
    _add_links(draft, network, ends)
    if any(end.kind in PERSON_KINDS for end in ends.values()):
        draft.leave(
            "nothing of the names of people, who are called as the source calls them",
            "Name them by their role before you share the map",
        )
    draft.leave_some(
        left,
        "columns, as no column of a map holds what is in them",
        "Nothing to do, or rename a column as that of a map is called",
    )


class End(NamedTuple):
    """A node as a map has it."""

    id: str
    kind: str
    name: str


def _end(draft: Draft, foreign_node: Node) -> End | None:
    """Return what a node is in the map; None where it is left out."""
    name = _name(foreign_node)
    type_ = first_of(foreign_node.fields, NODE_TYPE) or NO_TYPE
    kind = draft.decided(
        KINDS,
        type_,
        USUAL_KINDS.get(plain(type_)),
        "types of nodes, as it is not said what they are",
        choices=KINDS_TAKEN,
    )
    if not kind or not is_name(name):
        return None
    return End(draft.id_of(NODE_TABLES[kind], one_line(foreign_node.id), name), kind, name)


def _name(foreign_node: Node) -> str:
    return first_of(foreign_node.fields, LABEL) or one_line(foreign_node.id)


def _add_node(
    draft: Draft,
    network: Network,
    foreign_node: Node,
    ends: Mapping[str, End],
    left: dict[str, None],
) -> None:
    end = ends[foreign_node.id]
    record = NODE_KINDS[end.kind]
    our_values, foreign_others = _values(record, foreign_node.fields, ends)
    left |= dict.fromkeys(name for name in foreign_others if name not in {*NODE_TYPE, *LABEL})
    said = one_line(foreign_node.fields.get("description")) or one_line(
        foreign_node.fields.get("notes")
    )
    notes = f"{network.program}: {said.removeprefix(f'{network.program}: ')}" if said else None
    draft.add_to(NODE_TABLES[end.kind], end.id, name=end.name, notes=notes, **our_values)


def _values(
    record: type[Record], foreign_fields: Mapping[str, str], ends: Mapping[str, End]
) -> tuple[dict[str, object], list[str]]:
    """Return the values of fields that a record has as well, and the names of the others."""
    columns = fields_of(record)
    our_values: dict[str, object] = {}
    foreign_others = []
    for name, foreign_text in foreign_fields.items():
        column = name.replace(" ", "_")
        if not foreign_text or column in NEVER:
            continue
        try:
            our_values[column] = _value(record, columns[column], foreign_text, ends)
        except (CellError, KeyError):
            foreign_others.append(name)
    return our_values, foreign_others


def _value(record: type[Record], name: str, foreign_text: str, ends: Mapping[str, End]) -> object:
    """Return a value of a field; a reference by the id, or raise that there is none."""
    value = parser_of(record, name, date_order=None)(foreign_text)
    ref = reference(record.model_fields[name])
    if ref is None or not {*ref.kinds} & {*NODE_KINDS}:
        return value
    if is_many(record.model_fields[name].annotation):
        return tuple(sorted(ends[part].id for part in value))
    return ends[value].id


def _add_links(draft: Draft, network: Network, ends: Mapping[str, End]) -> None:
    loops = 0
    wrong: list[str] = []
    left: dict[str, None] = {}
    for edge in network.edges:
        if edge.from_ not in ends or edge.to not in ends:
            continue
        written = ends[edge.from_], ends[edge.to]
        loops += written[0].id == written[1].id
        type_ = "" if written[0].id == written[1].id else _type(draft, edge, *written)
        if not type_:
            continue
        tail, head = _turned(type_, edge, *written)
        if not _joins(type_, tail, head):
            wrong.append(f"{tail.name} {LINK_TYPES[type_].meaning} {head.name}")
        elif type_ in FIELD_OF:
            _add_field(draft, type_, tail, head)
        else:
            left |= _add_link(draft, network, edge, type_, (tail, head))
    _say_what_was_left(draft, loops, wrong, left)


def _say_what_was_left(draft: Draft, loops: int, wrong: Iterable[str], left: Iterable[str]) -> None:
    draft.leave_some(
        left,
        "columns of links, as no column of a map holds what is in them",
        "Nothing to do; how well a link works goes under trust, from 1 to 5",
    )
    draft.leave_some(
        wrong,
        "links, as none of that type joins such nodes",
        f"Give them another type below [{TYPES}] in the mapping file",
    )
    if loops:
        draft.leave(f"{loops:,} of the links, as they lead from a node to itself", "Nothing to do")


def _type(draft: Draft, edge: Edge, tail: End, head: End) -> str:
    """Return our type of a link by the mapping; blank where it is left out."""
    said = first_of(edge.fields, LINK_TYPE)
    named = plain(said).replace(" ", "_").upper()
    meant = [name for name, each in LINK_TYPES.items() if plain(said) in _words(each.meaning)]
    usual = named if named in LINK_TYPES else meant[0] if meant else None
    if usual is None and plain(said) in GENERAL_TYPES:
        usual = _by_ends(tail.kind, head.kind)
        if usual is None and not edge.directed:
            usual = _by_ends(head.kind, tail.kind)
    return draft.decided(
        TYPES,
        f"{tail.kind} to {head.kind}: {said or NO_TYPE}",
        usual,
        "types of links, as it is not said what they mean",
        choices=tuple(LINK_TYPES),
    )


def _words(meaning: str) -> tuple[str, str]:
    return plain(meaning), plain(meaning).removeprefix("is ")


def _by_ends(tail: str, head: str) -> str | None:
    """Return the type of a link of which no more is known than the kinds of its ends."""
    if head == "group":
        return INTO_GROUPS.get(tail)
    fits = ("KNOWS", "USES")
    return next(
        (t for t in fits if tail in LINK_TYPES[t].tails and head in LINK_TYPES[t].heads), None
    )


def _turned(type_: str, edge: Edge, tail: End, head: End) -> tuple[End, End]:
    """Return the ends of a link without a direction in the order that its type has."""
    return (tail, head) if edge.directed or _joins(type_, tail, head) else (head, tail)


def _joins(type_: str, tail: End, head: End) -> bool:
    return tail.kind in LINK_TYPES[type_].tails and head.kind in LINK_TYPES[type_].heads


def _add_field(draft: Draft, type_: str, tail: End, head: End) -> None:
    side, name = FIELD_OF[type_]
    own, other = (tail, head) if side == "from" else (head, tail)
    many = is_many(NODE_KINDS[own.kind].model_fields[name].annotation)
    draft.add_to(NODE_TABLES[own.kind], own.id, **{name: (other.id,) if many else other.id})


def _add_link(
    draft: Draft, network: Network, edge: Edge, type_: str, ends: tuple[End, End]
) -> dict[str, None]:
    """Add a link; return the names of what was left of it."""
    our_values, foreign_others = _values(Link, edge.fields, {})
    source = our_values.pop("source", None) or network.program
    both = type_ == "KNOWS" and not edge.directed
    tail, head = ends
    draft.add(
        "links",
        **{"from": tail.id, "type": type_, "to": head.id, "both_ways": both or None},
        source=source,
        **our_values,
    )
    return dict.fromkeys(name for name in foreign_others if name not in LINK_TYPE)
