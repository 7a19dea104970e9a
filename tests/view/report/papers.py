"""What tests of papers share: text read back from each format, and its structure."""

import io
import re
from collections.abc import Iterator
from typing import Any

import docx
from pypdf import PdfReader
from pypdf.generic import DictionaryObject, PdfObject

from reachmap.view.report.document import Document, Heading, Lines, Paragraph
from reachmap.view.tables import Table


def headings_of(paper: Document) -> list[str]:
    """Return the headings of a paper."""
    return [block.text for block in paper.blocks if isinstance(block, Heading)]


def table_of(paper: Document, id_: str) -> Table:
    """Return a table of a paper."""
    return next(b for b in paper.blocks if isinstance(b, Table) and b.id == id_)


def part_of(paper: Document, heading: str) -> str:
    """Return the words of a part of a paper."""
    start = next(n for n, b in enumerate(paper.blocks) if b == Heading(heading))
    inside: list[str] = []
    for block in paper.blocks[start + 1 :]:
        if isinstance(block, Heading):
            break
        if isinstance(block, Lines):
            inside += block.lines
        if isinstance(block, Paragraph):
            inside.append(f"{block.subject}: {block.text}" if block.subject else block.text)
    return "\n".join(inside)


def squeezed(text: str) -> str:
    """Return a text without blanks, as lines are broken anew in each format."""
    return re.sub(r"\s+", "", text)


def text_of_docx(raw: bytes) -> str:
    """Return the text of a Word document, in order, with that on top of each page."""
    word = docx.Document(io.BytesIO(raw))
    parts = [paragraph.text for paragraph in word.sections[0].header.paragraphs]
    for block in word.iter_inner_content():
        if isinstance(block, docx.table.Table):
            parts += [cell.text for row in block.rows for cell in row.cells]
        else:
            parts.append(block.text)
    descriptions = word.element.body.xpath(".//wp:docPr/@descr")
    return squeezed(" ".join([*parts, *map(str, descriptions)]))


def text_of_pdf(raw: bytes, paper: Document) -> str:
    """Return the text of a PDF, what is on top and at the foot of each page left out."""
    parts = []
    reader = PdfReader(io.BytesIO(raw))
    for number, page in enumerate(reader.pages, start=1):
        text = squeezed(page.extract_text())
        for edge in (paper.stamp, f"{paper.title}{number}/{len(reader.pages)}"):
            assert squeezed(edge) in text
            text = text.replace(squeezed(edge), "", 1)
        parts.append(text)
    alternatives = (str(each["/Alt"]) for each in structure_of(raw) if "/Alt" in each)
    return "".join([*parts, *map(squeezed, alternatives)])


def structure_of(raw: bytes) -> Iterator[DictionaryObject]:
    """Yield the elements of the tree of a tagged PDF, in the order that they are read."""
    root: Any = PdfReader(io.BytesIO(raw)).trailer["/Root"]
    waiting: list[Any] = [root["/StructTreeRoot"]]
    while waiting:
        element = waiting.pop()
        if not isinstance(element, DictionaryObject):
            continue
        yield element
        children = element.get("/K", [])
        listed = children if isinstance(children, list) else [children]
        waiting += [
            child.get_object() for child in reversed(listed) if isinstance(child, PdfObject)
        ]
