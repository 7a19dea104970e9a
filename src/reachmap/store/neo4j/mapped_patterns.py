"""The pieces of which questions to a graph of its own labels are made, from a mapping.

Of what people wrote, only a `Name` gets into a statement, between backticks; all else is a
parameter. Ids are text here, whatever the graph has them as.
"""

from collections.abc import Iterator
from typing import get_origin

from reachmap.model.columns import Columns
from reachmap.model.links import LINK_TYPES
from reachmap.model.tables import NODE_TABLES, TABLES, VOCABULARY_TABLES
from reachmap.store.neo4j.answers import Count, Question, question
from reachmap.store.neo4j.asking import Layout
from reachmap.store.neo4j.gathering import gathered, has_day
from reachmap.store.neo4j.graph import (
    BY_START,
    GATHER,
    GATHERED,
    JOINING,
    fields_of,
    kinds_at,
    names_of,
)
from reachmap.store.neo4j.mapping import Arrow, GraphMapping, Part, Source
from reachmap.store.neo4j.patterns import where
from reachmap.store.neo4j.questions import questions_of

KIND_TABLES = NODE_TABLES | VOCABULARY_TABLES
LINK_FIELDS = fields_of("links")


class MappedPatterns:
    """The pieces of the layout that a mapping says."""

    def __init__(self, mapping: GraphMapping) -> None:
        self._mapping = mapping

    def has(self, table: str) -> bool:
        """Return whether the graph holds rows of a table."""
        return table in self._mapping.parts or (table == "links" and bool(self._mapping.links))

    def every(self, var: str, *kinds: str) -> str:
        """Return the clause that matches every node of some kinds."""
        return f"MATCH ({var}) WHERE {self.fits(var, *kinds)}"

    def among(self, var: str, kind: str, parameter: str) -> str:
        """Return the clause that matches the nodes of a kind whose ids a parameter lists."""
        named = f"{self.identity(var, kind)} IN ${parameter}"
        return f"MATCH ({var}) {where(f'({self.is_of(var, kind)})', named)}"

    def given(self, var: str, kind: str, parameter: str, value: str) -> str:
        """Return the clause that matches nodes by the ids of a parameter, with their values."""
        return (
            f"{self.every(var, kind)} WITH {var}, ${parameter}[{self.identity(var, kind)}] "
            f"AS {value} WHERE {value} IS NOT NULL"
        )

    def joined(self, table: str, start: str, row: str, end: str) -> str:
        """Return the pattern of a row that joins two nodes."""
        part = self._mapping.parts.get(table)
        if part is None:  # questions about it are not asked
            return f"({start})-[{row}]-({end})"
        from_, _, to = JOINING[table]
        return part.joined((from_, to), start, row, end)

    def all_joined(self, table: str, start: str, row: str, end: str) -> str:
        """Return the clause that matches all such rows."""
        from_, _, to = JOINING[table]
        ends = (
            self.fits(start, *kinds_at(table, from_)),
            self.fits(end, *kinds_at(table, to)),
        )
        return f"MATCH {self.joined(table, start, row, end)} {where(*ends)}"

    def every_row(self, table: str, var: str) -> str:
        """Return the clause that matches every row of a table beside the network."""
        label = self._label(table) if self.has(table) else ""
        return f"MATCH ({var}{label}) WHERE true"

    def is_of(self, var: str, *kinds: str) -> str:
        """Return the condition that a node is of one of some kinds."""
        labels = (self._label(table) for table in self._tables(kinds))
        return " OR ".join(f"{var}{label}" for label in labels) or "false"

    def fits(self, var: str, *kinds: str) -> str:
        """Return the condition that a node is of the map: of some kinds, and with an id."""
        return f"({self.is_of(var, *kinds)}) AND {self.identity(var, *kinds)} IS NOT NULL"

    def identity(self, var: str, *kinds: str) -> str:
        """Return the id of a node of one of some kinds."""
        tables = self._tables(kinds)
        if len(tables) == 1:
            return self._id(tables[0], var)
        cases = (f"WHEN {var}{self._label(table)} THEN {self._id(table, var)}" for table in tables)
        return f"CASE {' '.join(cases)} END" if tables else "null"

    def value(self, table: str, name: str, var: str) -> str:
        """Return the value of a field."""
        part = self._mapping.parts.get(table)
        return "null" if part is None else self._value(part, name, var)

    def groups(self, var: str, *kinds: str) -> str:
        """Return the ids of the groups of a person, sorted."""
        tables = self._tables(kinds)
        if len(tables) == 1:
            return self.value(tables[0], "groups", var)
        cases = (
            f"WHEN {var}{self._label(table)} THEN {self.value(table, 'groups', var)}"
            for table in tables
        )
        return f"CASE {' '.join(cases)} END" if tables else "[]"

    def _tables(self, kinds: tuple[str, ...]) -> list[str]:
        """Return the mapped tables of some kinds."""
        tables = (KIND_TABLES[kind] for kind in kinds)
        return [table for table in tables if table in self._mapping.parts]

    def _label(self, table: str) -> str:
        return self._mapping.parts[table].ticked

    def _id(self, table: str, var: str) -> str:
        part = self._mapping.parts[table]
        text = f"toStringOrNull({part.fields[TABLES[table].key[0]].held(var)})"
        return f"$prefix_{table} + {text}" if part.prefix else text

    def _value(self, part: Part, name: str, var: str) -> str:
        """Return the value of a field, as the field has it."""
        source = part.fields.get(name)
        if part.table in KIND_TABLES.values():
            if name == TABLES[part.table].key[0] or (name == "name" and source is None):
                return self._id(part.table, var)
            if name == "team" and source is None and self._mapping.team is not None:
                return f"{self._id(part.table, var)} = $team"
        field = TABLES[part.table].record.model_fields[name]
        listed = get_origin(field.annotation) is tuple
        default = None if field.is_required() else field.get_default()
        spoken = f"'{default}'" if isinstance(default, str) else "null"
        if source is None:
            return "[]" if listed else spoken
        value = self._held(part, name, var, source, listed=listed)
        return value if spoken == "null" else f"coalesce({value}, {spoken})"

    def _held(self, part: Part, name: str, var: str, source: Source, *, listed: bool) -> str:
        """Return the value of a field that the mapping gives."""
        kinds = kinds_at(part.table, name)
        if source.arrow is not None:
            return self._far_end(source.arrow, var, kinds, listed=listed)
        known = f"${part.parameter(name)}" if source.values else ""
        held, prefix = source.held(var), self._prefix(part.table, name)
        if listed:
            return _texts(held, known, prefix)
        value = _meant(held, known)
        if kinds:
            return f"{prefix}toStringOrNull({value})"
        annotation = TABLES[part.table].record.model_fields[name].annotation
        return _day(value) if has_day(annotation) else value

    def _far_end(self, arrow: Arrow, var: str, kinds: tuple[str, ...], *, listed: bool) -> str:
        """Return the ids at the ends of a relationship, sorted; the first where one is wanted."""
        ends = (
            f"COLLECT {{ MATCH {arrow.between(f'({var})', '', '(far)')} "
            f"WHERE {self.fits('far', *kinds)} "
            f"RETURN DISTINCT {self.identity('far', *kinds)} AS each ORDER BY each }}"
        )
        return ends if listed else f"head({ends})"

    def _prefix(self, table: str, name: str) -> str:
        """Return what comes before an id that a property holds."""
        tables = self._tables(kinds_at(table, name))
        alone = len(tables) == 1 and self._mapping.parts[tables[0]].prefix
        return f"$prefix_{tables[0]} + " if alone else ""

    def layout(self) -> Layout:
        """Return the statements that read a graph of this mapping."""
        fetch = {table: self._fetch(table) for table in self._mapping.parts}
        sizes = {table: question(table, self._count(table), Count) for table in fetch}
        if self._mapping.links:
            links = " UNION ALL ".join(map(self._links, self._mapping.links))
            fetch["links"] = fetch["outline links"] = (
                f"CALL {{ {links} }} WITH from AS start, link AS row {GATHER['links']}"
            )
            sizes["links"] = question("links", f"CALL {{ {links} }} RETURN count(*)", Count)
        without: dict[str, Columns] = {
            table: {} for table in (*TABLES, "outline links") if table not in fetch
        }
        counted = {
            table: sizes.get(table, Question(table, "", question(table, "", Count).rows))
            for table in TABLES
            if table not in self._mapping.stated
        }
        return Layout(questions_of(self), fetch, counted, without | dict(self._mapping.stated))

    def left_out(self) -> Iterator[tuple[str, str, Question, str]]:
        """Yield what counts the nodes and relationships that a mapping names and do not fit.

        Each is the table, what they are, the question and the name.
        """
        for part in self._mapping.parts.values():
            kinds = [kind for kind, table in KIND_TABLES.items() if table == part.table]
            if kinds and part.label is not None:
                lost = f"{self.identity('n', *kinds)} IS NULL"
                text = f"MATCH (n{part.ticked}) WHERE {lost} RETURN count(*)"
                yield part.table, "node without an id", _counting(part, text), part.label
        for part in self._mapping.every_part:
            if part.arrow is not None:
                fits = " AND ".join(self._ends(part))
                text = f"MATCH {part.arrow.between('(a)', '', '(b)')} WHERE NOT ({fits}) "
                what = "relationship that joins other nodes"
                yield part.table, what, _counting(part, f"{text}RETURN count(*)"), part.arrow.type

    def _ends(self, part: Part) -> tuple[str, str]:
        """Return the conditions that both ends of a relationship fit the map."""
        if part.link:
            spec = LINK_TYPES[part.link]
            return self.fits("a", *spec.tails), self.fits("b", *spec.heads)
        from_, _, to = JOINING[part.table]
        return self.fits("a", *kinds_at(part.table, from_)), self.fits(
            "b", *kinds_at(part.table, to)
        )

    def _fetch(self, table: str) -> str:
        """Return what reads the rows of a table."""
        part = self._mapping.parts[table]
        if table in JOINING:
            from_, _, to = JOINING[table]
            ends = (
                self.identity("a", *kinds_at(table, from_)),
                self.identity("b", *kinds_at(table, to)),
            )
            values = [*ends, *(self._value(part, name, "r") for name in fields_of(table))]
            matched = self.all_joined(table, "a", "r", "b")
        else:
            values = [self._value(part, name, "n") for name in fields_of(table)]
            matched = self._every_of(table, "n")
        if table in BY_START:
            start, *others = values
            row = f"[{', '.join(others)}]"
            return f"{matched} WITH {start} AS start, {row} AS row {GATHER[table]}"
        columns = ", ".join(
            f"{value} AS {name}" for value, name in zip(values, names_of(table), strict=True)
        )
        if table in GATHERED:
            return f"{matched} {gathered(table, names_of(table), values)}"
        return f"{matched} RETURN {columns}"

    def _links(self, part: Part) -> str:
        """Return what reads the links of one type of relationship."""
        values = (self._value(part, name, "r") for name in LINK_FIELDS)
        spec = LINK_TYPES[part.link]
        return (
            f"MATCH {part.joined(('', ''), 'a', 'r', 'b')} {where(*self._ends(part))} "
            f"RETURN {self.identity('a', *spec.tails)} AS from, ['{part.link}', "
            f"{self.identity('b', *spec.heads)}, {', '.join(values)}] AS link"
        )

    def _every_of(self, table: str, var: str) -> str:
        kind = next((kind for kind, name in KIND_TABLES.items() if name == table), None)
        return self.every_row(table, var) if kind is None else self.every(var, kind)

    def _count(self, table: str) -> str:
        matched = (
            self.all_joined(table, "a", "r", "b")
            if table in JOINING
            else self._every_of(table, "n")
        )
        return f"{matched} RETURN count(*)"


def _counting(part: Part, text: str) -> Question:
    return question(part.table, text, Count)


def _meant(held: str, known: str) -> str:
    """Return a value, or what stands for it."""
    return f"coalesce({known}[toStringOrNull({held})], {held})" if known else held


def _texts(held: str, known: str, prefix: str) -> str:
    """Return a list of texts, sorted, of a list or a single value."""
    each = f"{prefix}toStringOrNull({_meant('item', known)})"
    return (
        f"COLLECT {{ UNWIND {held} AS item WITH {each} AS each WHERE each IS NOT NULL "
        "RETURN DISTINCT each ORDER BY each }"
    )


def _day(held: str) -> str:
    """Return a day of a day, an instant or a text like 2026-03-31; anything else as it is."""
    return (
        f"CASE WHEN {held} IS :: LOCAL DATETIME OR {held} IS :: ZONED DATETIME THEN date({held}) "
        f"WHEN {held} IS :: STRING AND {held} =~ '\\\\d{{4}}-\\\\d\\\\d-\\\\d\\\\d(T.*)?' "
        f"THEN date(left({held}, 10)) ELSE {held} END"
    )
