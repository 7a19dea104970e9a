"""Word, PDF and HTML: the same words in each, tagged, the same bytes each time, nothing run."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from pypdf import PdfReader

from browsers import Opened
from builders import desk
from reachmap.analysis.participation.charts import heard_chart
from reachmap.analysis.participation.rows import GroupHeard
from reachmap.charts.svg import to_svg
from reachmap.errors import InputError, RenderError
from reachmap.view.report.document import Box, Document, Heading, Lines, Paragraph, Picture
from reachmap.view.report.docx import to_docx
from reachmap.view.report.engines import engine
from reachmap.view.report.html import to_paper_html
from reachmap.view.report.pdf import to_pdf
from reachmap.view.report.writers import WRITERS, writer_for
from reachmap.view.tables import table
from reachmap.words import TableWords
from view.pages import Open
from view.report.papers import squeezed, structure_of, text_of_docx, text_of_pdf
from view.test_hostile import PAYLOADS

Raw = Callable[[str], bytes]
TYPESET = (
    '#panic("ran") #read("/etc/hostname")',
    "$x^2$ *bold* _thin_ `code` @ref <label> \\u{48} // note",
    "]]></w:t><w:t>&#60;w:instrText> \\ [ ] { } ~ -- --- ...",
)


def filled(text: str) -> Document:
    """Return a small paper with a text in each place that takes one."""
    row = GroupHeard(group=text, name=text, status="under", ppr=0.4, low=0.1, high=0.9)
    chart = heard_chart([row])
    words = TableWords(text, (text, text), text)
    return Document(
        title=text,
        subtitle=text,
        stamp=text,
        author=text,
        day=date(2026, 3, 31),
        blocks=(
            Heading(text),
            Paragraph(text, subject=text),
            Lines((text, text), numbered=True),
            Picture(text, text, to_svg(chart, alone=True)),
            table("t", words, [(text, text)]),
            Box(text, (text,)),
        ),
    )


def resources_of(page: Any) -> Any:
    """Return what a page of a PDF uses."""
    return page["/Resources"]


def test_each_format_has_every_text_of_the_paper(paper: Document, raw_paper: Raw) -> None:
    read = {
        "docx": text_of_docx(raw_paper(".docx")),
        "pdf": text_of_pdf(raw_paper(".pdf"), paper),
    }
    for name, text in read.items():
        missing = [t for t in paper.texts() if squeezed(t) not in text and t != paper.stamp]
        assert missing == [], name
    page = raw_paper(".html").decode()
    assert all(str(_escaped(text)) in page for text in paper.texts())


def _escaped(text: str) -> Any:
    from markupsafe import escape

    return escape(text)


def test_the_same_paper_has_the_same_bytes() -> None:
    for writer in WRITERS.values():
        assert writer(filled("a")) == writer(filled("a")) != writer(filled("b"))


ALL = (*PAYLOADS, *TYPESET)


def with_all_payloads() -> Document:
    """Return a paper with every payload in each place that takes a text."""
    blocks = tuple(block for payload in ALL for block in filled(payload).blocks)
    return replace(filled(" ".join(TYPESET)), blocks=blocks)


def test_hostile_text_stays_text_in_word_documents() -> None:
    raw = to_docx(with_all_payloads())
    text = text_of_docx(raw)
    assert [payload for payload in ALL if text.count(squeezed(payload)) < 9] == []
    word = docx.Document(io.BytesIO(raw))
    assert word.element.body.xpath(".//w:instrText | .//w:hyperlink | .//w:object") == []
    assert squeezed(word.core_properties.title) == squeezed(" ".join(TYPESET))


def test_hostile_text_stays_text_in_pdf() -> None:
    paper = with_all_payloads()
    raw = to_pdf(paper)
    text = text_of_pdf(raw, paper)
    assert [payload for payload in ALL if text.count(squeezed(payload)) < 9] == []
    pages: list[Any] = [*PdfReader(io.BytesIO(raw)).pages]
    assert [page.get("/Annots") for page in pages] == [None] * len(pages)


@pytest.mark.browser
def test_hostile_text_runs_nothing_on_the_page(open_page: Open, tmp_path: Path) -> None:
    path = tmp_path / "paper.html"
    path.write_bytes(to_paper_html(with_all_payloads()))
    view = open_page(path)
    assert view.page.evaluate("window.ran") is None
    assert view.complaints == []
    assert view.page.locator("svg title").count() == len(ALL)
    headings = view.page.locator("h2").all_text_contents()
    assert headings == [payload for payload in ALL for _ in range(2)]


@pytest.mark.browser
def test_the_page_is_accessible_and_asks_for_nothing(
    open_page: Open, tmp_path: Path, raw_paper: Raw
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    path = tmp_path / "paper.html"
    path.write_bytes(raw_paper(".html"))
    view: Opened = open_page(path, bypass_csp=True)
    found = Axe().run(view.page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]})
    assert found.violations_count == 0, found.generate_report()


def test_the_pdf_is_tagged_and_says_its_language_title_and_day(
    paper: Document, raw_paper: Raw
) -> None:
    raw = raw_paper(".pdf")
    reader = PdfReader(io.BytesIO(raw))
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] is True or root["/MarkInfo"]["/Marked"]
    assert str(root["/Lang"]) == "en-GB"
    assert reader.metadata is not None
    assert reader.metadata.title == paper.title
    assert reader.metadata.author == paper.author
    assert reader.metadata.creation_date is not None
    assert reader.metadata.creation_date.date() == paper.day
    assert b"<pdfuaid:part>1" in raw or "pdfuaid:part" in str(root["/Metadata"].get_data())
    tags = [str(each.get("/S")) for each in structure_of(raw)]
    assert {"/H1", "/P", "/L", "/LI", "/Table", "/TH", "/TD", "/Figure"} <= {*tags}
    fonts = {
        str(font.get_object()["/BaseFont"])
        for page in reader.pages
        for font in resources_of(page)["/Font"].values()
    }
    assert fonts
    assert all("+" in name for name in fonts)


def test_the_chart_has_words_for_those_who_cannot_see_it(paper: Document, raw_paper: Raw) -> None:
    chart = next(block for block in paper.blocks if isinstance(block, Picture))
    alternatives = [str(each["/Alt"]) for each in structure_of(raw_paper(".pdf")) if "/Alt" in each]
    assert chart.words in alternatives
    body = docx.Document(io.BytesIO(raw_paper(".docx"))).element.body
    assert [*map(str, body.xpath(".//wp:docPr/@descr"))] == [chart.words]


def test_the_word_document_has_styles_headings_of_tables_and_a_language(
    paper: Document, raw_paper: Raw
) -> None:
    word = docx.Document(io.BytesIO(raw_paper(".docx")))
    styles = {paragraph.style.name for paragraph in word.paragraphs if paragraph.style}
    assert {"Title", "Heading 1", "List Bullet", "List Number", "Caption", "Box"} <= styles
    for each in word.tables:
        assert each.rows[0]._tr.xpath("./w:trPr/w:tblHeader")
        assert each._tbl.tblPr.find(qn("w:tblCaption")) is not None
    assert word.core_properties.title == paper.title
    assert word.core_properties.language == "en-GB"
    assert word.core_properties.created is not None
    assert word.core_properties.created.date() == paper.day
    languages = word.styles.element.xpath(".//w:rPrDefault//w:lang/@w:val")
    assert languages == ["en-GB"]


def test_each_numbered_list_of_the_word_document_begins_at_one(
    paper: Document, raw_paper: Raw
) -> None:
    word = docx.Document(io.BytesIO(raw_paper(".docx")))
    numbered = [p for p in word.paragraphs if p.style and p.style.name == "List Number"]
    ids = [p._p.pPr.numPr.numId.val for p in numbered]  # type: ignore[union-attr]
    lengths = [len(b.lines) for b in paper.blocks if isinstance(b, Lines) and b.numbered]
    assert [len([*group]) for _, group in groupby(ids)] == lengths
    assert len({*ids}) == len(lengths) == 2
    starts = "./w:num[@w:numId=$id]/w:lvlOverride[@w:ilvl='0']/w:startOverride/@w:val"
    for id_ in ids:
        found = word.part.numbering_part.element.xpath(starts.replace("$id", f"'{id_}'"))
        assert found == ["1"]


@pytest.mark.campaign
@pytest.mark.office
def test_an_office_opens_the_word_document_on_four_pages(
    paper: Document, raw_paper: Raw, pages_of_word: Callable[..., list[str]], tmp_path: Path
) -> None:
    pages = pages_of_word(raw_paper(".docx"), tmp_path)
    text = squeezed("".join(pages))
    assert len(pages) <= 4
    assert all(squeezed(h.text) in text for h in paper.blocks if isinstance(h, Heading))


def test_a_letter_that_no_font_has_is_named_with_what_to_do() -> None:
    with pytest.raises(RenderError, match=r"no font of this machine has a letter.*Noto"):
        to_pdf(filled("\U00010480 unknown"))
    assert "\U00010480" in text_of_docx(to_docx(filled("\U00010480")))


def test_a_missing_engine_is_named_with_what_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr("reachmap.view.report.engines.import_module", missing)
    with pytest.raises(RenderError, match=r"python-docx, which is not.*pip install 'reachmap\[rep"):
        engine("docx", ending=".docx")
    with pytest.raises(RenderError, match="pdf papers need typst"):
        to_pdf(filled("a"))


def test_an_ending_that_is_no_paper_is_refused_with_those_that_are() -> None:
    with pytest.raises(InputError, match=r"a paper ends in .docx, .pdf, .html, not as 'paper.odt'"):
        writer_for("paper.odt")
    with pytest.raises(InputError, match="paper"):
        desk().report("paper")
