"""A document before it has a format: headings, paragraphs, lists, tables, a chart and boxes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from reachmap.view.tables import Table

LANGUAGE = "en-GB"
"""Language of every paper."""


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a part."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, with words in bold before it where it has a subject."""

    text: str
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Lines:
    """A list: numbered where the order matters."""

    lines: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart, with its words for those who cannot see it."""

    title: str
    words: str
    svg: str


@dataclass(frozen=True, slots=True)
class Box:
    """A part set apart in a frame."""

    title: str
    lines: tuple[str, ...]


Block = Heading | Paragraph | Lines | Table | Picture | Box


@dataclass(frozen=True, slots=True)
class Document:
    """A paper: what is on top of it, and its blocks from first to last."""

    title: str
    subtitle: str
    stamp: str
    """For whom it is: on every page."""
    author: str
    day: date
    """Day that it speaks for; the only date in its bytes."""
    blocks: tuple[Block, ...]

    def texts(self) -> Iterator[str]:
        """Yield every text of it, in the order that people read."""
        yield from (self.title, self.subtitle, self.stamp)
        for block in self.blocks:
            yield from texts_of(block)


def texts_of(block: Block) -> Iterator[str]:
    """Yield every text of a block."""
    match block:
        case Heading():
            yield block.text
        case Paragraph():
            yield from (text for text in (block.subject, block.text) if text)
        case Lines():
            yield from block.lines
        case Picture():
            yield block.words
        case Box():
            yield from (block.title, *block.lines)
        case Table():
            yield from (text for text in (block.title, block.lead) if text)
            yield from block.columns
            yield from (cell.text for row in block.rows for cell in row)
