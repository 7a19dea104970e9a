"""Check a site that was built: links lead somewhere, and no page asks the network for anything.

Run with the folder of the site, it names what is wrong and leaves with 1 if anything is.
"""

import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

FETCHED = {"img", "link", "script", "source", "iframe"}
"""Elements whose address a browser fetches by itself."""


class Page(HTMLParser):
    """The anchors and the addresses of a page."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.anchors: set[str] = set()
        self.links: list[tuple[str, str]] = []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep what an element is called, and where it leads."""
        given = {name: value or "" for name, value in attrs}
        self.anchors |= {given.get("id", ""), given.get("name", "")}
        self.links += [(tag, given[name]) for name in ("href", "src") if given.get(name)]


def faults(site: Path) -> Iterator[str]:
    """Yield what is wrong with each page."""
    pages = {path.resolve(): Page(path) for path in sorted(site.rglob("*.html"))}
    if not pages:
        yield f"{site}: no page"
    for path, page in pages.items():
        for tag, link in page.links:
            if fault := fault_of(tag, link, path, pages):
                yield f"{path.relative_to(site.resolve())}: {fault}: {link}"


def fault_of(tag: str, link: str, page: Path, pages: dict[Path, Page]) -> str:
    """Return what is wrong with a link of a page; empty where nothing is."""
    address, anchor = urldefrag(link)
    split = urlsplit(address)
    if split.scheme or split.netloc:
        return "fetched from elsewhere" if tag in FETCHED and split.scheme != "data" else ""
    target = (page.parent / unquote(split.path)).resolve() if split.path else page
    if not target.exists():
        return "leads nowhere"
    known = pages[target].anchors if target in pages else {anchor}
    return "" if not anchor or unquote(anchor) in known else "no such anchor"


def main(site: Path) -> int:
    """Print what is wrong, and return how to leave."""
    wrong = [*faults(site)]
    for line in wrong:
        print(line)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
