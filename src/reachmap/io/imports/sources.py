"""The programs whose files can be imported, and which of them wrote a file."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from reachmap.errors import InputError, Issue, ReachMapError, UnreadableFile
from reachmap.io.imports import gexf, graphml, hsds, kumu, network_lists, population, sign_in
from reachmap.io.imports.draft import Draft, Rows
from reachmap.io.imports.foreign import Foreign, open_foreign
from reachmap.io.imports.mapping import Mapping, mapping_text
from reachmap.io.imports.pseudonyms import read_key
from reachmap.io.imports.updating import Change, rows_of, update, words_of_about, words_of_changes
from reachmap.io.json_document import FORMAT_KEY
from reachmap.io.tables.collector import collect
from reachmap.io.tables.headings import columns_of
from reachmap.io.tables.names import table_named
from reachmap.model.stakeholders import StakeholderMap
from reachmap.model.texts import plain


class Importer(NamedTuple):
    """How the files of one source are recognised and read."""

    name: str
    knows: Callable[[Foreign], bool]
    read: Callable[[Draft], None]
    people: bool = False
    """Whether it makes pseudonyms, for which it needs a key."""


IMPORTERS = (
    Importer("Open Referral (HSDS)", hsds.knows, hsds.read),
    Importer("Kumu", kumu.knows, kumu.read),
    Importer("GraphML", graphml.knows, graphml.read),
    Importer("GEXF (Gephi)", gexf.knows, gexf.read),
    Importer(
        "lists of nodes and links (Gephi, Network Canvas)", network_lists.knows, network_lists.read
    ),
    Importer("a table of populations", population.knows, population.read),
    Importer("a sign-in or registration list", sign_in.knows, sign_in.read, people=True),
)
"""The importers, those with the surest signs first; a new one is a line here."""

MAP = "the map"
"""Where rows are that are imported: below those that were there before."""

REFUSED = (
    "is nothing that can be imported; what can be is a directory of Open Referral, a network of "
    "Kumu, Gephi, Network Canvas or as GraphML or GEXF, a table of populations, or a sign-in list"
)


@dataclass(frozen=True)
class Imported:
    """A map with what was imported.

    Attributes
    ----------
    source
        Which kind of source it was.
    stakeholders
        The map.
    changes
        Rows added, changed and left as they were, by table.
    left
        What was left out, and why.
    mapping
        Text of the mapping file, to change and import again.
    warnings
        What else is worth a second look, in the map as it is now.
    about
        What it changes of what the map says of itself, in words.
    """

    source: str
    stakeholders: StakeholderMap
    changes: dict[str, Change]
    left: tuple[Issue, ...]
    mapping: str
    warnings: tuple[Issue, ...] = ()
    about: tuple[str, ...] = ()

    def explain(self) -> str:
        """Return what was taken, and what was left and why."""
        lines = [f"Read as {self.source}.", *words_of_changes(self.changes), *self.about]
        if self.left:
            lines += [
                "",
                "Left out, and why:",
                *(f"  {each.message}. {each.remedy}." for each in self.left),
            ]
        if self.warnings:
            lines += ["", "Worth a second look:", *(f"  {each}" for each in self.warnings)]
        return "\n".join(lines)


def importer_of(foreign: Foreign) -> Importer | None:
    """Return the importer that knows a source, if there is one; none knows a map of ours."""
    if len(foreign.grids) > 1 and _is_table(foreign):
        return None
    return next((importer for importer in IMPORTERS if importer.knows(foreign)), None)


def recognised(path: Path) -> str | None:
    """Return the kind of source that a file or folder is, if an importer knows it."""
    try:
        foreign = open_foreign(path)
        importer = None if _is_table(foreign) else importer_of(foreign)
    except ReachMapError:
        return None
    return importer and importer.name


def _is_table(foreign: Foreign) -> bool:
    """Return whether a file of a source is a table of ours, by its name and most headings."""
    return any(
        2 * len({*columns_of(table)} & headings) > len(headings)
        for name, rows in foreign.grids.items()
        if (table := table_named(name))
        and (headings := {plain(cell) for cell in (rows or [[]])[0]})
    )


def _key(path: Path, key: Path | None) -> bytes:
    """Return the key for pseudonyms, which is made where its file does not exist."""
    if key is None:
        message = (
            f"{path} names people, who come as pseudonyms: name a file for the key that makes "
            "them (key=..., --key), which is written where it does not exist"
        )
        raise InputError(message)
    return read_key(key)


def import_source(
    path: Path,
    *,
    into: StakeholderMap | None = None,
    mapping: Mapping | None = None,
    area: str | None = None,
    key: Path | None = None,
) -> Imported:
    """Return a map with what a source holds, over the rows of another map."""
    foreign = open_foreign(path)
    importer = importer_of(foreign)
    if importer is None:
        ours = _is_table(foreign) or any(
            isinstance(each, dict) and FORMAT_KEY in each for each in foreign.documents
        )
        what = "is a map already; join two maps with `reachmap merge`" if ours else REFUSED
        message = f"{path} {what}"
        raise UnreadableFile(message)
    existing = rows_of(into) if into else {}
    draft = Draft(foreign, existing, mapping or {}, area=area)
    if importer.people:
        draft.key = _key(path, key)
    importer.read(draft)
    draft.note_undecided()
    draft.name_team()
    parsed, changes = update(existing, draft.tables, source=MAP, stamp=importer.name)
    reading = collect(parsed, source=MAP)
    changes.pop("about", None)
    return Imported(
        importer.name,
        reading.stakeholders,
        changes,
        tuple(draft.left),
        mapping_text(draft.mapping),
        _news(existing, reading.warnings),
        tuple(words_of_about(into.about, reading.stakeholders.about)) if into else (),
    )


def _news(existing: Rows, warnings: tuple[Issue, ...]) -> tuple[Issue, ...]:
    """Return the warnings that the map did not have before; its rows are where they were."""
    if not existing or not warnings:
        return warnings
    before = collect(update(existing, {}, source=MAP, stamp="")[0], source=MAP)
    return tuple(warning for warning in warnings if warning not in before.warnings)
