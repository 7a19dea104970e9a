"""A paper as PDF: tagged for screen readers (PDF/UA-1), fonts inside, the same bytes each time.

typst sets it. Texts reach it as data, so that nothing in a name is taken for its markup.
"""

import json
from datetime import UTC, datetime, time

from reachmap.errors import RenderError, quoted
from reachmap.view.page import asset
from reachmap.view.report.document import Block, Box, Document, Heading, Lines, Paragraph, Picture
from reachmap.view.report.engines import engine
from reachmap.view.report.widths import widths
from reachmap.view.tables import Table

STANDARD = "ua-1"
NO_GLYPH = "could not be displayed"
PICTURE = "#set page(width: auto, height: auto, margin: 0pt)\n#image(bytes(sys.inputs.svg))\n"
DOTS = 220
"""Of a picture, per inch."""


def to_pdf(paper: Document) -> bytes:
    """Return a paper as PDF.

    Raises
    ------
    RenderError
        If typst is missing, or no font of this machine has a letter of the paper.
    """
    typst = engine("typst", ending=".pdf")
    day = datetime.combine(paper.day, time(), UTC)
    try:
        made: bytes = typst.compile(
            asset("report.typ").encode(),
            format="pdf",
            sys_inputs={"paper": json.dumps(_plain(paper), ensure_ascii=False)},
            pdf_standards=STANDARD,
            timestamp=day,
        )
    except typst.TypstError as error:
        raise RenderError(_words(str(error))) from error
    return made


def _words(error: str) -> str:
    """Return what is wrong, and what to do about it."""
    what = quoted(error.partition("\n")[0])
    if NO_GLYPH in error:
        message = (
            f"no font of this machine has a letter that the paper needs: {what}; "
            "install one that has it, such as Noto, or write .docx or .html"
        )
    else:
        message = f"the paper cannot be set: {what}; write .docx or .html"
    return message


def to_png(chart: Picture) -> bytes:
    """Return a chart as a picture of dots, for formats that take no other."""
    typst = engine("typst", ending=".docx")
    made: bytes = typst.compile(
        PICTURE.encode(), format="png", ppi=DOTS, sys_inputs={"svg": chart.svg}
    )
    return made


def _plain(paper: Document) -> dict[str, object]:
    """Return a paper as what JSON can hold."""
    return {
        "title": paper.title,
        "subtitle": paper.subtitle,
        "stamp": paper.stamp,
        "author": paper.author,
        "blocks": [_plain_block(block) for block in paper.blocks],
    }


def _plain_block(block: Block) -> dict[str, object]:
    match block:
        case Heading():
            return {"kind": "heading", "text": block.text}
        case Paragraph():
            return {"kind": "paragraph", "subject": block.subject, "text": block.text}
        case Lines():
            return {"kind": "lines", "lines": block.lines, "numbered": block.numbered}
        case Picture():
            return {"kind": "picture", "svg": block.svg, "words": block.words}
        case Box():
            return {"kind": "box", "title": block.title, "lines": block.lines}
        case Table():
            rows = [[cell.text for cell in row] for row in block.rows]
            words = {"title": block.title, "lead": block.lead, "columns": block.columns}
            return {"kind": "table", **words, "rows": rows, "widths": widths(block)}
