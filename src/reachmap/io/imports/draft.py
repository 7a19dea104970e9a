"""What an importer works on and gives: rows of our tables, what was left and why, the mapping."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from reachmap.errors import InputError, Issue, quoted
from reachmap.io.imports.foreign import Foreign, is_name, one_line, plain
from reachmap.io.imports.mapping import UNDECIDED, Mapping
from reachmap.io.imports.terms import code_of, term_names
from reachmap.io.tables.edits import Row
from reachmap.io.tables.rows import FreeIds
from reachmap.model.tables import NODE_TABLES
from reachmap.model.texts import slug
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
        our_row = {name.rstrip("_"): value for name, value in values.items()}
        self.tables.setdefault(table, []).append(our_row)
        if "id" in our_row:
            self._at[table, our_row["id"]] = our_row

    def add_to(self, table: str, id_: str, **values: object) -> None:
        """Add values to the row of a record, of this import or of the map; several are joined."""
        if (table, id_) not in self._at:
            self.add(table, id=id_)
        our_row = self._at[table, id_]
        for name, value in values.items():
            before = our_row.get(name)
            several = isinstance(value, tuple) and isinstance(before, tuple)
            our_row[name] = (*before, *value) if several else value  # type: ignore[misc]  # two tuples

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
        what = "terms, as it is not said which group is meant"
        wanted = self.decided(section, term, code_of(usual or term), what)
        return self.group(wanted) if wanted else None

    def decided(
        self,
        section: str,
        term: str,
        usual: str | None,
        what: str,
        *,
        choices: tuple[str, ...] = (),
        answer: str = "a group",
    ) -> str:
        """Return what the mapping says of a term; blank, and noted, where nobody decided.

        It is one of some choices, or what `answer` says where there are none.
        """
        wanted = self.section(section).setdefault(term, usual or UNDECIDED).strip()
        if wanted == UNDECIDED:
            words = f"one of {', '.join(choices)}, or blank text," if choices else answer
            remedy = f"Give each {words} below [{section}] in the mapping file, and import again"
            self._undecided.setdefault((what, remedy), {})[term] = None
            return ""
        if wanted and choices and wanted not in choices:
            message = (
                f"the mapping file says {quoted(wanted)} of {quoted(term)} below [{section}]; "
                f"write one of {', '.join(choices)}, or blank text"
            )
            raise InputError(message)
        return wanted if is_name(wanted) else ""

    def group(self, wanted: str) -> str:
        """Return the id of a group by its code, id or name; it is added where it is missing."""
        if wanted not in self._groups:
            names = term_names()
            rows = self.existing.get("groups", [])
            ours = [our_row["id"] for our_row in rows if our_row["id"] == wanted]
            ours = ours or [
                our_row["id"] for our_row in rows if plain(our_row["name"]) == plain(wanted)
            ]
            ours = ours or [our_row["id"] for our_row in rows if our_row.get("category") == wanted]
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

    def name_team(self) -> None:
        """Name the team that asks, from the mapping, where neither source nor map has one."""
        rows = (*self.existing.get("organisations", []), *self.tables.get("organisations", []))
        if any(our_row.get("team") for our_row in rows):
            return
        team = self.section("about").setdefault("team", TEAM)
        self.add("about", team=team)
        if team == TEAM:
            self.leave(
                "it does not say who asks",
                f"Put your own team in the place of {TEAM!r} below [about] in the mapping file",
            )

    def note_undecided(self) -> None:
        """Note the terms of which nobody decided what they stand for."""
        for (what, remedy), terms in self._undecided.items():
            self.leave_some(terms, what, remedy)

    @cached_property
    def _undecided(self) -> dict[tuple[str, str], dict[str, None]]:
        return {}

    @cached_property
    def _at(self) -> dict[tuple[str, object], dict[str, Any]]:
        return {}

    @cached_property
    def _groups(self) -> dict[str, str]:
        return {}

    @cached_property
    def _by_name(self) -> dict[tuple[str, str], list[str]]:
        names: dict[tuple[str, str], list[str]] = {}
        for table in NODE_TABLES.values():
            for our_row in self.existing.get(table, []):
                names.setdefault((table, plain(our_row["name"])), []).append(our_row["id"])
        return names

    @cached_property
    def _free(self) -> FreeIds:
        taken = {
            our_row["id"]
            for table in NODE_TABLES.values()
            for our_row in self.existing.get(table, [])
        }
        return FreeIds(taken | {*self.section(IDS).values()})
