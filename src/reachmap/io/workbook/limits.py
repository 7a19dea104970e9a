"""How much work a workbook may be, counted in its XML before the engine reads it.

What a part is, its content says, never its name: the engine reads whatever a relationship
points to. The engine takes about the same time for each element of a kind, so elements are
counted, and what it goes through more than once is counted as often.
"""

import posixpath
from collections import Counter
from dataclasses import dataclass, field
from xml.parsers import expat
from zipfile import ZipFile

from reachmap.errors import UnreadableFile
from reachmap.io.workbook.hidden import Hidden

MOST_UNPACKED = 200 * 10**6
MOST_CELL_ELEMENTS = 500_000
"""Elements of the rows of all sheets: two or three a filled cell; more of a larger file."""

ELEMENTS_A_BYTE = 2
"""Elements of rows that a byte of a packed file may stand for: honest ones take five times that."""

MOST_TEXT_ELEMENTS = 500_000
"""Elements of the shared texts: two or three a text; more of a larger file."""

MOST_OTHER_ELEMENTS = 60_000
"""Elements of styles, names, rules of sheets and all else."""

MOST_STEPS = 8_000_000
"""Characters of formulas, formats, names and headers, as often as the engine goes through them."""

FORMULA_STEPS = 100
"""As how many characters the engine takes for each formula beside its own."""

CHUNK = 65_536

STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
"""The namespace of the strict form of workbooks."""

TRUE = frozenset({"1", "true"})
NOTHING = frozenset({"0", "0.0"})
"""Heights and widths of what cannot be seen."""


class TooMuchWorkError(UnreadableFile):
    """A workbook beyond the limits: not opened again, as another program's or otherwise."""


@dataclass(slots=True)
class Work:
    """What reading a workbook takes, by kind, and what is worth knowing of its parts."""

    packed: int
    """Bytes of the file."""

    cells: int = 0
    texts: int = 0
    others: int = 0
    steps: int = 0
    merged: dict[str, list[str]] = field(default_factory=dict)
    """References of merged cells by part."""

    hidden: dict[str, Hidden] = field(default_factory=dict)
    """Hidden rows and columns by part."""

    formulas: int = 0
    """Cells with a formula."""

    is_strict: bool = False
    """Whether the workbook is in the strict form, whose names the engine does not know."""

    parts: set[str] = field(default_factory=set)
    """Names of the parts of XML."""

    targets: list[str] = field(default_factory=list)
    """What relationships and sheets point to, each with the part that does."""

    def problem(self) -> str | None:
        """Return what is too much, if anything is."""
        honest = ELEMENTS_A_BYTE * self.packed
        limits = (
            (self.cells, max(MOST_CELL_ELEMENTS, honest), "cells"),
            (self.texts, max(MOST_TEXT_ELEMENTS, honest), "texts"),
            (self.others, MOST_OTHER_ELEMENTS, "styles, names and rules"),
            (self.steps, MOST_STEPS, "characters of formulas, formats, names and headers"),
        )
        return next((words for count, most, words in limits if count > most), None)

    def is_pointed_to_twice(self) -> bool:
        """Return whether one part stands for several sheets, and would be read several times."""
        counts = Counter(self.targets)
        return any(
            count > 1 and target.partition("\n")[2] in {"", *self.parts}
            for target, count in counts.items()
        )


def work_of(archive: ZipFile, path: object) -> Work:
    """Return what reading a workbook takes; raise where that is too much."""
    size = sum(part.file_size for part in archive.infolist())
    if size > MOST_UNPACKED:
        message = f"{path} unpacks to more than {MOST_UNPACKED // 10**6} MB; split it"
        raise TooMuchWorkError(message)
    work = Work(sum(part.compress_size for part in archive.infolist()))
    for part in dict.fromkeys(archive.namelist()):
        scan = _Scan(work, part)
        scan.read(archive)
        if scan.declares_type:
            message = f"{path} declares a document type (in {part}), which no workbook needs"
            raise TooMuchWorkError(message)
        problem = work.problem()
        if problem:
            message = (
                f"{path} holds more {problem} than can be read (in {part}); clear what is not "
                "needed, or save the sheets as CSV files in one folder"
            )
            raise TooMuchWorkError(message)
    if work.is_strict:
        message = (
            f"{path} is saved as Strict Open XML Spreadsheet, whose sheets cannot be read; save "
            "it as Excel Workbook (.xlsx), the first in the list of Save As"
        )
        raise UnreadableFile(message)
    if work.is_pointed_to_twice():
        message = f"{path} shows one sheet several times; save it anew in a spreadsheet program"
        raise TooMuchWorkError(message)
    return work


class _Scan:
    """The XML of one part, as far as its elements are counted."""

    def __init__(self, work: Work, part: str) -> None:
        self.work = work
        self.part = part
        self.declares_type = False
        self._path: list[str] = []
        self._formula: str | None = None
        self._lengths: dict[str, int] = {}
        self._length = 0
        self._row = 0

    def read(self, archive: ZipFile) -> None:
        """Count what a part holds: nothing where it is no XML, as a picture."""
        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = self._refuse
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        with archive.open(self.part) as stream:
            try:
                while not self._is_enough() and (chunk := stream.read(CHUNK)):
                    parser.Parse(chunk)
            except expat.ExpatError:
                return  # the engine stops there as well, if it ever reads the part

    def _is_enough(self) -> bool:
        return self.declares_type or self.work.problem() is not None

    def _refuse(self, *_: object) -> None:
        self.declares_type = True

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        path, work = self._path, self.work
        path.append(local)
        below = path[1] if len(path) > 1 else ""
        if below == "sheetData":
            work.cells += 1
            work.formulas += local == "f"
            if local == "row":
                self._note_row(attributes)
            if local == "f" and attributes.get("t") == "shared":
                self._formula, self._length = attributes.get("si", ""), 0
        elif path[0] == "sst" and below == "si":
            work.texts += 1
        else:
            work.others += 1
            self._note(local, attributes)

    def _note(self, local: str, attributes: dict[str, str]) -> None:
        """Note what the engine does more with than to read it once."""
        if len(self._path) == 1:
            self.work.parts.add(self.part)
            self.work.is_strict |= STRICT in attributes.values()
        elif local == "col" and (
            attributes.get("hidden") in TRUE or attributes.get("width") in NOTHING
        ):
            first, last = attributes.get("min", ""), attributes.get("max", "")
            if first.isdecimal() and last.isdecimal():
                self._hidden().columns.append((int(first[:9]), int(last[:9])))
        elif local == "mergeCell":
            self.work.merged.setdefault(self.part, []).append(attributes.get("ref", ""))
        elif local == "numFmt":
            # The expressions by which the engine knows a day are quadratic.
            self.work.steps += len(attributes.get("formatCode", "")) ** 2
        elif local == "Relationship":
            self.work.targets.append(f"{self.part}\n{self._target(attributes)}")
        elif local == "sheet" and self._path[:2] == ["workbook", "sheets"]:
            number = next((v for name, v in attributes.items() if name.endswith(":id")), "")
            self.work.targets.append(f"{self.part} {number}\n")

    def _target(self, attributes: dict[str, str]) -> str:
        """Return the part that a relationship points to, as the engine understands it."""
        target = attributes.get("Target", "")
        if target.startswith("/"):
            return target[1:]
        around = posixpath.dirname(posixpath.dirname(self.part))
        return posixpath.normpath(posixpath.join(around, target))

    def _note_row(self, attributes: dict[str, str]) -> None:
        """Count the rows, and note a hidden one."""
        number = attributes.get("r", "")
        self._row = int(number[:9]) if number.isdecimal() else self._row + 1
        if attributes.get("hidden") in TRUE or attributes.get("ht") in NOTHING:
            self._hidden().rows.append(self._row)

    def _hidden(self) -> Hidden:
        return self.work.hidden.setdefault(self.part, Hidden())

    def _text(self, text: str) -> None:
        if self._formula is not None or self._path[1:2] in (["headerFooter"], ["definedNames"]):
            self._length += len(text)

    def _end(self, _: str) -> None:
        local = self._path.pop()
        if self._formula is None:
            # The expressions for headers and for names of cells are quadratic.
            self.work.steps += self._length**2
        elif local == "f":
            # A formula shared by cells is written anew for each of them.
            self._lengths.setdefault(self._formula, self._length)
            self.work.steps += self._lengths[self._formula] + FORMULA_STEPS
            self._formula = None
        else:
            return
        self._length = 0
