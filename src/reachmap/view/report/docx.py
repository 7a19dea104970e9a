"""A paper as a Word document: real styles, headings, tables with repeated headings, alternatives.

python-docx writes it; what it has no words for is set on the elements themselves.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from reachmap.view.report.document import (
    LANGUAGE,
    Block,
    Box,
    Document,
    Heading,
    Lines,
    Paragraph,
    Picture,
)
from reachmap.view.report.engines import engine
from reachmap.view.report.pdf import to_png
from reachmap.view.report.widths import Width, widths
from reachmap.view.tables import Table

if TYPE_CHECKING:
    from docx.document import Document as Word

FONT, BOX = "Arial", "Box"
INK = "12355B"
SHADE, BOX_SHADE = "DCE6EF", "F4F7FA"
SIZES = {
    "Normal": 10,
    "Title": 20,
    "Heading 1": 13,
    "Caption": 10,
    "List Bullet": 10,
    "List Number": 10,
    "Header": 9,
    "Footer": 9,
}
"""Of letters, in points, by style."""

ACROSS_MM = 176
"""Width of the text on A4."""

CHART_MM = 95

GAP_PT = 4
"""Height of the blank line after a table."""

MARGIN_MM, EDGE_MM = 17, 15
LETTER_MM, EDGES_MM = 1.9, 5.0
"""Of the small bold letters of a table, and of the edges of a cell together."""

FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The earliest day that a file in an archive can have: the same for all of them."""


def to_docx(paper: Document) -> bytes:
    """Return a paper as a Word document."""
    word: Word = engine("docx", ending=".docx").Document()
    _styles(word)
    _properties(word, paper)
    _page(word, paper)
    word.add_heading(paper.title, level=0)
    word.add_paragraph(paper.subtitle)
    for block in paper.blocks:
        _add(word, block)
    raw = io.BytesIO()
    word.save(raw)
    return _same_each_time(raw)


def _styles(word: Word) -> None:
    """Set letters, colours and language, so that nothing is formatted by hand."""
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    for name, size in SIZES.items():
        style: Any = word.styles[name]
        style.font.name, style.font.size = FONT, Pt(size)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in [key for key in fonts.attrib if key.endswith("Theme")]:
            del fonts.attrib[theme]
        for script in ("w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(script), FONT)
        style.paragraph_format.space_after, style.paragraph_format.line_spacing = Pt(2), 1.0
        if name.startswith("Heading"):
            style.paragraph_format.space_before = Pt(8)
        if name in {"Title", "Heading 1", "Caption"}:
            style.font.color.rgb = RGBColor.from_string(INK)
    defaults = word.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    defaults.set(qn("w:val"), LANGUAGE)

    _box_style(word)


def _box_style(word: Word) -> None:
    """Add the style of what stands in a frame: a border and a shade around its paragraphs."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml import OxmlElement
    from docx.shared import Pt

    style: Any = word.styles.add_style(BOX, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = word.styles["Normal"]
    style.font.size = Pt(9)
    properties = style.element.get_or_add_pPr()
    borders = OxmlElement("w:pBdr")
    for side in ("top", "left", "bottom", "right"):
        edge = OxmlElement(f"w:{side}")
        _set(edge, {"w:val": "single", "w:sz": "6", "w:space": "4", "w:color": INK})
        borders.append(edge)
    properties.append(borders)
    properties.append(_shade(BOX_SHADE))


def _set(element: Any, values: Mapping[str, str]) -> None:  # noqa: ANN401  an XML element
    """Set attributes of an element, by the names that the standard has for them."""
    from docx.oxml.ns import qn

    for name, value in values.items():
        element.set(qn(name), value)


def _properties(word: Word, paper: Document) -> None:
    day = datetime.combine(paper.day, time(), UTC)
    about: Any = word.core_properties
    about.title, about.author, about.subject = paper.title[:255], paper.author[:255], ""
    about.created = about.modified = day
    about.last_modified_by, about.comments, about.keywords = paper.author[:255], "", ""
    about.language, about.revision = LANGUAGE, 1


def _page(word: Word, paper: Document) -> None:
    """Set A4, the stamp on top of every page, and its number below."""
    from docx.shared import Mm

    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(MARGIN_MM)
    section.top_margin = section.bottom_margin = Mm(EDGE_MM)
    section.header_distance = section.footer_distance = Mm(EDGE_MM / 2)
    section.header.paragraphs[0].text = paper.stamp
    _number(section.footer.paragraphs[0])


def _number(paragraph: Any) -> None:  # noqa: ANN401  an element of python-docx
    """Add the number of the page, which the office counts."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)  # noqa: SLF001  python-docx has no words for fields


def _add(word: Word, block: Block) -> None:
    match block:
        case Heading():
            word.add_heading(block.text, level=1)
        case Paragraph():
            _paragraph(word, block)
        case Lines():
            _lines(word, block)
        case Picture():
            _picture(word, block)
        case Table():
            _table(word, block)
        case Box():
            _box(word, block)


def _lines(word: Word, block: Lines) -> None:
    """Add a list; one with numbers begins at 1, as Word would go on from the list before."""
    style = "List Number" if block.numbered else "List Bullet"
    paragraphs = [word.add_paragraph(line, style=style) for line in block.lines]
    if block.numbered:
        number = _numbering_from_one(word)
        for paragraph in paragraphs:
            properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()  # noqa: SLF001  the same
            properties.get_or_add_ilvl().val = 0
            properties.get_or_add_numId().val = number


def _numbering_from_one(word: Word) -> int:
    """Add a numbering that looks as that of the style and begins at 1; return its id."""
    style: Any = word.styles["List Number"]
    numbering: Any = word.part.numbering_part.element
    usual = numbering.num_having_numId(style.element.pPr.numPr.numId.val)
    number = numbering.add_num(usual.abstractNumId.val)
    number.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(number.numId)


def _paragraph(word: Word, block: Paragraph) -> None:
    paragraph = word.add_paragraph()
    if block.subject:
        paragraph.add_run(f"{block.subject}: ").bold = True
    paragraph.add_run(block.text)


def _picture(word: Word, chart: Picture) -> None:
    from docx.shared import Mm

    shape: Any = word.add_picture(io.BytesIO(to_png(chart)), width=Mm(CHART_MM))
    about = shape._inline.docPr  # noqa: SLF001  python-docx has no words for alternatives
    about.set("name", chart.title)
    about.set("descr", chart.words)


def _table(word: Word, whole: Table) -> None:
    """Add a table, its headings repeated on every page, no row cut by one."""
    from docx.shared import Mm, Pt

    if whole.title:
        title = word.add_paragraph(style="Caption")
        title.add_run(whole.title).bold = True
        title.paragraph_format.keep_with_next = True
    if whole.lead:
        word.add_paragraph(whole.lead).paragraph_format.keep_with_next = True
    table: Any = word.add_table(rows=1, cols=len(whole.columns), style="Table Grid")
    table.autofit = False
    _describe(table, whole)
    across = [Mm(width) for width in _across(widths(whole))]
    for column, width in zip(table.columns, across, strict=True):
        column.width = width
    _fill(table.rows[0], whole.columns, across, heading=True)
    for row in whole.rows:
        _fill(table.add_row(), [cell.text for cell in row], across)
    word.add_paragraph(style="Footer").paragraph_format.line_spacing = Pt(GAP_PT)


def _across(columns: list[Width]) -> list[float]:
    """Return the widths of columns, in mm."""
    fixed = [0 if column.shared else column.letters * LETTER_MM + EDGES_MM for column in columns]
    parts = [column.letters if column.shared else 0 for column in columns]
    left, whole = ACROSS_MM - sum(fixed), sum(parts) or 1
    return [mm or left * part / whole for mm, part in zip(fixed, parts, strict=True)]


def _describe(table: Any, whole: Table) -> None:  # noqa: ANN401  an element of python-docx
    """Give a table its title and words for those who cannot see it."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    about = {"w:tblCaption": whole.title, "w:tblDescription": whole.lead}
    for name, text in about.items():
        if text:
            element = OxmlElement(name)
            element.set(qn("w:val"), text)
            table._tbl.tblPr.append(element)  # noqa: SLF001  python-docx has no words for it


def _fill(row: Any, texts: Any, across: Any, *, heading: bool = False) -> None:  # noqa: ANN401
    from docx.oxml import OxmlElement
    from docx.shared import Pt

    properties = row._tr.get_or_add_trPr()  # noqa: SLF001  python-docx has no words for it
    properties.append(OxmlElement("w:cantSplit"))
    if heading:
        properties.append(OxmlElement("w:tblHeader"))
    for cell, text, width in zip(row.cells, texts, across, strict=True):
        cell.width = width
        paragraph = cell.paragraphs[0]
        run = paragraph.add_run(text)
        run.font.size, run.bold = Pt(9), heading or None
        paragraph.paragraph_format.space_after = Pt(0)
        if heading:
            cell._tc.get_or_add_tcPr().append(_shade(SHADE))  # noqa: SLF001  the same


def _shade(colour: str) -> Any:  # noqa: ANN401  an XML element
    from docx.oxml import OxmlElement

    shade = OxmlElement("w:shd")
    _set(shade, {"w:val": "clear", "w:color": "auto", "w:fill": colour})
    return shade


def _box(word: Word, box: Box) -> None:
    word.add_heading(box.title, level=1)
    for line in box.lines:
        word.add_paragraph(line, style=BOX)


def _same_each_time(raw: io.BytesIO) -> bytes:
    """Return an archive without the time of its making."""
    out = io.BytesIO()
    with ZipFile(raw) as before, ZipFile(out, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            entry = ZipInfo(name, FIRST_DAY)
            entry.compress_type = ZIP_DEFLATED
            after.writestr(entry, before.read(name))
    return out.getvalue()
