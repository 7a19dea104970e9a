"""What the site adds to pages that are read on a code host as well: contents, and plain links."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from contents import BELOW, CONTENTS, LISTED

if TYPE_CHECKING:
    from sphinx.application import Sphinx

LINK = re.compile(r"\[([^\]]+)\]\(([^)#:\s]+)\)")


def contents(parts: dict[str, list[str]]) -> str:
    """Return lists of pages by their heading, which only the sidebar shows."""
    lists = []
    for heading, pages in parts.items():
        caption = f":caption: {heading}\n" if heading else ""
        names = "\n".join(f"/{page}" for page in pages)
        lists.append(f"```{{toctree}}\n:hidden:\n:glob:\n{caption}\n{names}\n```")
    return "\n\n" + "\n\n".join(lists)


def without_others(text: str, folder: Path, pages: set[Path]) -> str:
    """Return a page whose links to folders and code, which are not of the site, are plain words."""

    def is_of_the_site(target: Path) -> bool:
        return target in pages or not (target.is_dir() or target.suffix == ".py")

    return LINK.sub(
        lambda link: link[0] if is_of_the_site((folder / link[2]).resolve()) else link[1], text
    )


def read(app: Sphinx, name: str, source: list[str]) -> None:
    """Add to a page what the site alone shows."""
    page = Path(app.env.doc2path(name))
    if page.suffix == ".md":
        pages = {Path(app.env.doc2path(each)) for each in app.env.found_docs}
        source[0] = without_others(source[0], page.parent, pages)
    if name == app.config.root_doc:
        source[0] += contents(CONTENTS)
    if name in BELOW:
        source[0] += contents({"": BELOW[name]})
    if name.startswith(LISTED):
        source[0] = f"---\norphan: true\n---\n\n{source[0]}"


def cite(*described: Any) -> None:  # noqa: ANN401  what autodoc hands over
    """Let the sources of a docstring be a list: their numbers begin anew in each."""
    lines: list[str] = described[-1]
    lines[:] = [
        re.sub(r"\[(\d)\]_", r"[\1]", re.sub(r"^(\s*)\.\. \[(\d)\] ", r"\1\2. ", line))
        for line in lines
    ]


def finish(app: Sphinx, error: Exception | None) -> None:
    """Let the first page be the one that browsers open."""
    if error is None and app.builder.name == "html":
        shutil.copy(app.outdir / f"{app.config.root_doc}.html", app.outdir / "index.html")


def setup(app: Sphinx) -> dict[str, bool]:
    """Let Sphinx read pages as the site has them."""
    app.connect("source-read", read)
    app.connect("autodoc-process-docstring", cite)
    app.connect("build-finished", finish)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
