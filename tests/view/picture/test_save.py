"""The picture saved as a file: names, what is chosen and the stamp, and nothing that runs."""

import struct
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import Page

from view.pages import Open, shown_nodes

pytestmark = pytest.mark.browser

SVG = "{http://www.w3.org/2000/svg}"


def saved(page: Page, kind: str) -> bytes:
    """Save the picture by its button, and return the file."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name=f"Save picture as {kind}").click()
    assert waiting.value.suggested_filename == f"map.{kind.lower()}"
    return Path(waiting.value.path()).read_bytes()


def test_a_saved_picture_has_every_name_and_the_stamp(open_page: Open, town_page: Path) -> None:
    view = open_page(town_page)
    page, drawing = view.page, ET.fromstring(saved(view.page, "SVG"))  # noqa: S314  our own
    titles = [(each.text or "").partition(":")[0] for each in drawing.iter(f"{SVG}title")]
    shown = "nodes.get({ filter: (node) => !node.hidden })"
    names = set(page.evaluate(shown + ".map((node) => node.title.split('\\n')[0])"))
    assert names <= set(titles)
    assert len(titles) == len(shown_nodes(page)) + 1
    words = " ".join(each.text or "" for each in drawing.iter(f"{SVG}text"))
    for part in ("A small town", "Internal: not for sharing.", "Unpaid carers", "Town library"):
        assert part in words
    assert drawing.attrib["viewBox"]
    assert {each.tag.removeprefix(SVG) for each in drawing.iter()} <= {
        *("svg", "g", "title", "rect", "path", "text"),
    }
    assert view.complaints == []


def test_a_saved_picture_is_of_what_is_chosen(open_page: Open, town_page: Path) -> None:
    view = open_page(town_page, fragment="#group=carers&way=1")
    whole = ET.fromstring(saved(view.page, "SVG"))  # noqa: S314  our own
    words = [each.text or "" for each in whole.iter(f"{SVG}text")]
    assert "Unpaid carers" in words
    left, top, wide, high = map(float, whole.attrib["viewBox"].split())
    for id_ in view.page.evaluate("routeNodes()"):
        spot = view.page.evaluate("(id) => drawing.getPosition(id)", id_)
        assert left < spot["x"] < left + wide
        assert top < spot["y"] < top + high
    scale = view.page.evaluate("drawing.getScale()")
    assert saved(view.page, "PNG")[:8] == b"\x89PNG\r\n\x1a\n"
    assert view.page.evaluate("drawing.getScale()") == scale
    assert view.complaints == []


def test_a_saved_png_is_sharp_and_not_blank(open_page: Open, town_page: Path) -> None:
    view = open_page(town_page)
    raw = saved(view.page, "PNG")
    wide, high = struct.unpack(">II", raw[16:24])
    assert 1_000 < max(wide, high) <= 8_000
    assert len(raw) > 20_000
    assert view.complaints == []


@pytest.mark.parametrize(
    ("code", "path"),
    [
        ("paper.arc(0, 0, 10, 0, 2 * Math.PI)", "M10 0A10 10 0 0 1 -10 0A10 10 0 0 1 10 0"),
        ("paper.arc(0, 0, 10, 0, Math.PI, true)", "M10 0A10 10 0 0 0 0 -10A10 10 0 0 0 -10 0"),
        ("paper.rect(1, 2, 3, 4)", "M1 2h3v4h-3Z"),
        ("paper.lineTo(1, 2); paper.lineTo(3, 4); paper.closePath()", "M1 2L3 4Z"),
    ],
)
def test_the_pen_writes_the_paths_of_svg(
    open_page: Open, town_page: Path, code: str, path: str
) -> None:
    page = open_page(town_page).page
    made = page.evaluate(
        f"(() => {{ const paper = new Recorder(shape('g', {{}})); {code}; return paper.path; }})()"
    )
    assert made == path
