"""What a workbook holds of a voice beside its rows: comments, links, filters, lists and names.

What belongs to a row that is blanked goes with it. Where a filter, a drop-down, a rule of colours
or a name of the workbook gives the name of the voice as a value of its own, that value goes.
"""

import posixpath
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple
from xml.parsers import expat

from reachmap.io.tables.edits import Parts
from reachmap.io.workbook.elements import WIDE, Element, edited, says
from reachmap.io.workbook.sheets import BOOK

RANGE = re.compile(r"\$?[A-Z]*\$?([0-9]+)(?::\$?[A-Z]*\$?([0-9]+))?")
ON_SHEET = re.compile(r"(?:'((?:[^']|'')+)'|([^'!]+))!(.+)")
SHAPE = re.compile(rb"<(\w+:)?shape\b.*?</\1?shape>", re.DOTALL)
SHAPE_ROW = re.compile(rb"<(?:\w+:)?Row>\s*([0-9]+)\s*</")
QUOTED = re.compile(r'"((?:[^"]|"")*)"')

PLAIN = re.compile(r"[\w .-]+", re.ASCII)
"""Names that XML writes as they are."""

COUNTED = re.compile(rb"""(<(?:\w+:)?dataValidations\b[^>]*?)\scount=["'][0-9]+["']""")
"""How many drop-downs a sheet has, which it need not say."""

NEEDED: dict[str, frozenset[str]] = {
    "hyperlinks": frozenset({"hyperlink"}),
    "filters": frozenset({"filter", "dateGroupItem"}),
    "customFilters": frozenset({"customFilter"}),
    "filterColumn": frozenset({"filters", "customFilters"}),
    "formula1": frozenset({"f"}),
    "dataValidation": frozenset({"formula1"}),
    "dataValidations": frozenset({"dataValidation"}),
    "conditionalFormatting": frozenset({"cfRule"}),
    "definedNames": frozenset({"definedName"}),
}
"""Elements that go once the last of what they need inside is gone."""

OF_CELLS = {
    "hyperlink": "ref",
    "comment": "ref",
    "threadedComment": "ref",
    "dataValidation": "sqref",
    "conditionalFormatting": "sqref",
}
"""Elements that belong to cells, and the attribute that names these."""

NAMING = {
    "filter": ("val",),
    "customFilter": ("val",),
    "cfRule": ("text",),
    "definedName": ("name",),
}
"""Attributes whose value may be a voice's name."""

ASIDE = frozenset(
    {"r", "ref", "sqref", "spans", "topLeftCell", "activeCell", "Id", "id", "uid", "Type"}
    | {"ContentType", "PartName", "uri"}
)
"""Attributes that name cells, or parts of a workbook, and no people."""

FORMULAS = frozenset({"f", "formula", "formula1", "formula2", "definedName"})


class BlankedSheet(NamedTuple):
    """A sheet of which rows are blanked."""

    part: str
    title: str
    rows: Collection[int]


@dataclass(slots=True)
class _Traces:
    """What is taken out of one part."""

    names: Collection[str]
    rows: Collection[int] = ()
    links: Collection[str] = ()
    """Ids of links to addresses that name the voice."""

    titles: Mapping[str, Collection[int]] | None = None
    """Rows that are blanked, by the name of their sheet."""

    def change(self, element: Element) -> str | None:
        """Return what becomes of an element."""
        if element.lost and element.name in NEEDED:
            return None if NEEDED[element.name].intersection(element.inside) else ""
        if element.name in {"f", "formula1"} and not element.inside:
            return self._list_without(element.text)
        return "" if self._goes(element) else None

    def _goes(self, element: Element) -> bool:
        """Return whether an element is of blanked rows alone, or gives a name as its value."""
        values = (element.attributes.get(key, "") for key in NAMING.get(element.name, ()))
        if any(value.strip("*") in self.names for value in values):
            return True
        if element.name == "hyperlink" and self._links(element.attributes):
            return True
        if element.name in OF_CELLS:
            return self._blanked(element.attributes.get(OF_CELLS[element.name], ""))
        if element.name == "cfRule":
            return self._quotes(element.text)
        return element.name == "definedName" and (
            self._quotes(element.text) or self._points(element)
        )

    def _links(self, attributes: Mapping[str, str]) -> bool:
        """Return whether a link leads to an address, or shows words, that name the voice."""
        words = " ".join(attributes.get(key, "") for key in ("location", "tooltip", "display"))
        named = bool(self.names) and word_of(self.names).search(words) is not None
        return named or attributes.get("id") in self.links

    def _list_without(self, formula: str) -> str | None:
        """Return a list that is typed as a drop-down without a name; None where it is not in it."""
        if not (formula.startswith('"') and formula.endswith('"')):
            return None
        items = formula[1:-1].split(",")
        remaining = [item for item in items if item.strip() not in self.names]
        if len(remaining) == len(items):
            return None
        return f'"{",".join(remaining)}"' if remaining else ""

    def _quotes(self, formula: str) -> bool:
        return any(text.replace('""', '"') in self.names for text in QUOTED.findall(formula))

    def _blanked(self, ranges: str) -> bool:
        """Return whether all cells of some ranges are in rows that are blanked."""
        return bool(ranges) and all(_within(each, self.rows) for each in ranges.split())

    def _points(self, element: Element) -> bool:
        """Return whether a name of the workbook stands for cells in blanked rows alone."""
        if element.attributes.get("name", "").startswith("_xlnm."):
            return False
        for each in element.text.split(","):
            match = ON_SHEET.fullmatch(each.strip())
            title = (match[1] or match[2]).replace("''", "'") if match else ""
            rows = (self.titles or {}).get(title, ())
            if match is None or not _within(match[3], rows):
                return False
        return True


def _within(cells: str, rows: Collection[int]) -> bool:
    match = RANGE.fullmatch(cells)
    if match is None:
        return False
    first, last = int(match[1]), int(match[2] or match[1])
    return last - first < len(rows) and all(row in rows for row in range(first, last + 1))


def without_traces(
    files: Mapping[str, bytes], blanked: Collection[BlankedSheet], names: Collection[str]
) -> Parts:
    """Return the parts of a workbook that change as a voice is taken out beside its rows."""
    rows_of = {sheet.part: sheet.rows for sheet in blanked}
    traces = {
        part: _Traces(names, rows_of.get(part, ()), _links_naming(files, part, names))
        for part in files
        if part.startswith(("xl/worksheets/", "xl/tables/")) and part.endswith(".xml")
    }
    traces[BOOK] = _Traces(names, titles={sheet.title: sheet.rows for sheet in blanked})
    changed: Parts = {}
    for sheet in blanked:
        for kind, part in _related(files, sheet.part):
            if kind in {"comments", "threadedComment"}:
                traces[part] = _Traces((), sheet.rows)
            elif kind == "vmlDrawing" and part in files:
                changed[part] = _without_shapes(files[part], sheet.rows)
    for part, trace in traces.items():
        if part in files:
            raw = edited(files[part], trace.change)
            changed[part] = raw if raw == files[part] else COUNTED.sub(rb"\1", raw)
    for part in traces:
        links = _links_of(part)
        if links in files:
            changed[links] = _without_unused_links(files[links], changed.get(part, b""))
    return {part: raw for part, raw in changed.items() if raw != files[part]}


def _links_of(part: str) -> str:
    """Return the part that says what a part links to."""
    folder, name = posixpath.split(part)
    return f"{folder}/_rels/{name}.rels"


def _links_naming(files: Mapping[str, bytes], part: str, names: Collection[str]) -> set[str]:
    """Return the ids of the links of a sheet to addresses that hold a name."""
    ids = set()
    word = word_of(names)

    def note(element: Element) -> None:
        outside = element.attributes.get("TargetMode") == "External"
        if outside and word.search(element.attributes.get("Target", "")):
            ids.add(element.attributes.get("Id", ""))

    edited(files.get(_links_of(part), b""), note)
    return ids


def _related(files: Mapping[str, bytes], part: str) -> Iterator[tuple[str, str]]:
    """Yield the kind and the name of each part that a sheet links to."""
    targets: dict[str, str] = {}

    def note(element: Element) -> None:
        if element.name == "Relationship":
            target = posixpath.join("/", posixpath.dirname(part), element.attributes["Target"])
            kind = element.attributes["Type"].rpartition("/")[2]
            targets[posixpath.normpath(target).lstrip("/")] = kind

    edited(files.get(_links_of(part), b""), note)
    yield from ((kind, target) for target, kind in targets.items())


def _without_unused_links(links: bytes, sheet: bytes) -> bytes:
    """Return what a sheet links to, without addresses of links that it no longer has."""

    def change(element: Element) -> str | None:
        link = element.attributes.get("Type", "").endswith("/hyperlink")
        used = f'"{element.attributes.get("Id")}"'.encode() in sheet
        return "" if link and not used else None

    return edited(links, change)


def _without_shapes(raw: bytes, rows: Collection[int]) -> bytes:
    """Return the shapes of comments, which need be no proper XML, without those of some rows."""

    def remaining(match: re.Match[bytes]) -> bytes:
        row = SHAPE_ROW.search(match[0])
        return b"" if row and int(row[1]) + 1 in rows else match[0]

    return SHAPE.sub(remaining, raw)


def word_of(names: Collection[str]) -> re.Pattern[str]:
    """Return what any of some names matches where it is a word of its own."""
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, names))})(?![\w-])")


def parts_naming(files: Mapping[str, bytes], names: Collection[str]) -> list[str]:
    """Return the parts of a workbook whose words hold a name, addresses of cells aside."""
    word = word_of(names)
    plain = [name.encode() for name in names] if all(map(PLAIN.fullmatch, names)) else [b""]
    return [
        part
        for part, raw in files.items()
        if raw.startswith(WIDE) or any(name in raw for name in plain)
        if _holds(raw, word)
    ]


def _holds(raw: bytes, word: re.Pattern[str]) -> bool:
    def test(element: str, attribute: str, text: str) -> bool:
        if attribute in ASIDE:
            return False
        formula = not attribute and element in FORMULAS
        return word.search(" ".join(QUOTED.findall(text)) if formula else text) is not None

    try:
        return says(raw, test)
    except expat.ExpatError:
        return word.search(raw.decode("utf-8", "replace")) is not None
