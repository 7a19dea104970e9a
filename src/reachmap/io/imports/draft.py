"""What an importer works on and gives: rows of our tables, what was left and why, the mapping."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from reachmap.errors import Issue, quoted
from reachmap.io.imports.foreign import Foreign, one_line, plain
from reachmap.io.imports.mapping import UNDECIDED, Mapping
from reachmap.io.imports.terms import code_of, term_names
from reachmap.io.tables.edits import Row
from reachmap.io.tables.rows import FreeIds
from reachmap.model.fields import slug
from reachmap.model.tables import NODE_TABLES
from reachmap.words import join_names

Rows = dict[str, list[Row]]
"""Rows by table, values by column."""

IDS = "ids"
"""Section of the mapping that gives the id of each record by its table and id at the source."""

TEAM = "Our team"


@dataclass
class Draft:
    """What an importer gives, beside what it works from."""

    foreign: Foreign
    existing: Rows
    """Rows of the map that is updated."""

    mapping: Mapping
    tables: Rows = field(default_factory=dict)
    left: list[Issue] = field(default_factory=list)
    """What was left out, and why."""

    area: str | None = None
    """Area whose figures are wanted, where a source has several."""

    key: bytes = b""
    """Key of the pseudonyms."""

    def section(self, name: str) -> dict[str, str]:
        """Return a section of the mapping, which is made where it is missing."""
        return self.mapping.setdefault(name, {})

    def add(self, table: str, **values: object) -> None:
        """Add a row; `from_` is the column `from`."""
        self.tables.setdefault(table, []).append({k.rstrip("_"): v for k, v in values.items()})

    def add_to(self, table: str, id_: str, **values: object) -> None:
        """Add values to the row of a record: that of this import, or one over that of the map."""
        for row in self.tables.get(table, []):
            if row["id"] == id_:
                self.tables[table].remove(row)
                values = {**row, **values}
        name = self.name_of(table, id_)
        self.add(table, **{"id": id_, "name": name, **values})

    def name_of(self, table: str, id_: str) -> str | None:
        """Return the name of a record of the map, if it is one."""
        rows = self.existing.get(table, [])
        return next((str(row["name"]) for row in rows if row["id"] == id_), None)

    def leave(self, message: str, remedy: str, *, of: str | None = None) -> None:
        """Note what was left out, why, and what can be done."""
        file = of or self.foreign.name
        self.left.append(Issue(message, remedy, severity="warning", file=file))

    def leave_some(self, names: Iterable[str], what: str, remedy: str) -> None:
        """Note things that were left out for the same reason, if there are any."""
        counted = Counter(quoted(one_line(name)) for name in names)
        if counted:
            self.leave(f"{counted.total():,} of the {what}: {join_names([*counted])}", remedy)

    def id_of(self, table: str, key: str, name: str) -> str:
        """Return our id of a record, by its id at the source: the same at each import."""
        ids = self.section(IDS)
        ours = f"{table} {key}"
        if ours not in ids:
            same = self._by_name.get((table, plain(name)), ())
            ids[ours] = same[0] if len(same) == 1 else self._free.take(slug(name) or table[:-1])
        return ids[ours]

    def group_of(self, section: str, term: str, *, usual: str | None = None) -> str | None:
        """Return the id of the group that a term of the source stands for, by the mapping."""
        terms = self.section(section)
        if term not in terms:
            terms[term] = code_of(usual or term) or UNDECIDED
        wanted = terms[term].strip()
        if wanted == UNDECIDED:
            self._undecided.setdefault(section, []).append(term)
        return None if wanted in {"", UNDECIDED} else self.group(wanted)

    def group(self, wanted: str) -> str:
        """Return the id of a group by its code, id or name; it is added where it is missing."""
        if wanted not in self._groups:
            names = term_names()
            rows = self.existing.get("groups", [])
            ours = [row["id"] for row in rows if row["id"] == wanted]
            ours = ours or [row["id"] for row in rows if plain(row["name"]) == plain(wanted)]
            ours = ours or [row["id"] for row in rows if row.get("category") == wanted]
            if len(ours) == 1:
                self._groups[wanted] = str(ours[0])
            else:
                id_ = self._free.take(wanted if wanted in names else slug(wanted) or "group")
                category = wanted if wanted in names else None
                self.add(
                    "groups", id=id_, name=names.get(wanted, one_line(wanted)), category=category
                )
                self._groups[wanted] = id_
        return self._groups[wanted]

    def team(self) -> str | None:
        """Return the name of the team of a new map, from the mapping; None where there is one."""
        if any(row.get("team") for row in self.existing.get("organisations", [])):
            return None
        return self.section("about").setdefault("team", TEAM)

    def note_undecided(self) -> None:
        """Note the terms that lead to no group yet."""
        for section, terms in self._undecided.items():
            self.leave_some(
                dict.fromkeys(terms),
                "terms, as it is not said which group is meant",
                f"Give each a group below [{section}] in the mapping file, and import again",
            )

    @cached_property
    def _undecided(self) -> dict[str, list[str]]:
        return {}

    @cached_property
    def _groups(self) -> dict[str, str]:
        return {}

    @cached_property
    def _by_name(self) -> dict[tuple[str, str], list[str]]:
        names: dict[tuple[str, str], list[str]] = {}
        for table in NODE_TABLES.values():
            for row in self.existing.get(table, []):
                names.setdefault((table, plain(row["name"])), []).append(row["id"])
        return names

    @cached_property
    def _free(self) -> FreeIds:
        taken = {
            row["id"] for table in NODE_TABLES.values() for row in self.existing.get(table, [])
        }
        return FreeIds(taken | {*self.section(IDS).values()})
