"""The formats of papers, by the ending of the file."""

from collections.abc import Callable, Mapping
from os import PathLike
from pathlib import PurePath
from types import MappingProxyType

from reachmap.errors import InputError, quoted
from reachmap.view.report.document import Document
from reachmap.view.report.docx import to_docx
from reachmap.view.report.html import to_paper_html
from reachmap.view.report.pdf import to_pdf

Writer = Callable[[Document], bytes]
WRITERS: Mapping[str, Writer] = MappingProxyType(
    {".docx": to_docx, ".pdf": to_pdf, ".html": to_paper_html}
)


def writer_for(path: str | PathLike[str]) -> Writer:
    """Return what makes the bytes of a paper in the format that a path names.

    Examples
    --------
    >>> writer_for("paper.PDF") is to_pdf
    True
    """
    writer = WRITERS.get(PurePath(path).suffix.casefold())
    if writer is None:
        message = f"a paper ends in {', '.join(WRITERS)}, not as {quoted(str(path))}"
        raise InputError(message)
    return writer
