"""A paper as a page that stands for itself: no script, no request, made to be printed."""

from markupsafe import Markup

from reachmap.view.page import asset, digest, environment
from reachmap.view.report.document import (
    LANGUAGE,
    Box,
    Document,
    Heading,
    Lines,
    Paragraph,
    Picture,
)
from reachmap.view.tables import Table

KINDS = {
    Heading: "heading",
    Paragraph: "paragraph",
    Lines: "lines",
    Picture: "picture",
    Box: "box",
    Table: "table",
}


def to_paper_html(paper: Document) -> bytes:
    """Return a paper as HTML."""
    style = asset("report.css")
    policy = (
        f"default-src 'none'; style-src 'sha256-{digest(style)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    text = (
        environment()
        .get_template("report.html.j2")
        .render(
            paper=paper,
            kinds=[(KINDS[type(block)], block) for block in paper.blocks],
            language=LANGUAGE,
            policy=policy,
            style=style,
            drawn=lambda chart: Markup(chart.svg),  # noqa: S704  every text in it was escaped
        )
    )
    return text.encode()
