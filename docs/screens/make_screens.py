"""Make the pictures of the demo borough's page in the folder of this script.

Needs Chromium, Playwright and Pillow: ``pip install -e '.[test]' pillow``. Run from anywhere.
"""

import io
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any, Literal

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

import reachmap as rm

HERE = Path(__file__).parent
WIDTH = 1_000
"""Most pixels across; less text than this cannot be read."""

COLOURS = 128

SCREENS: dict[str, dict[str, Any]] = {
    "first-screen": {"size": (1_280, 800)},
    "a-way": {"size": (1_400, 1_200), "fragment": "#group=hidden-carers&way=1", "at": "#picture"},
    "a-worker": {"size": (1_400, 1_200), "fragment": "#node=carers-officer", "at": "#picture"},
    "if-they-leave": {
        "size": (1_400, 1_150),
        "fragment": "#leaves=carers-officer",
        "at": "#keepers",
    },
    "same-voices": {"size": (1_400, 900), "fragment": "#open=talk", "at": "#talk"},
    "print": {
        "size": (1_000, 1_414),
        "media": "print",
    },
    "narrow": {"size": (400, 1_000)},
}


def screen(
    browser: Browser,
    path: Path,
    *,
    size: tuple[int, int],
    fragment: str = "",
    at: str = "",
    media: Literal["print"] | None = None,
) -> bytes:
    """Return a picture of the page in some state."""
    page = browser.new_page(viewport={"width": size[0], "height": size[1]}, reduced_motion="reduce")
    page.goto(path.as_uri() + fragment)
    page.emulate_media(media=media)
    page.wait_for_timeout(600)
    if at:
        page.locator(at).evaluate("(part) => part.scrollIntoView()")
        page.wait_for_timeout(300)
    shot = page.screenshot()
    page.close()
    return shot


def smaller(shot: bytes) -> Image.Image:
    """Return a picture of few colours, rare ones kept, and no wider than need be."""
    picture = Image.open(io.BytesIO(shot)).convert("RGB")
    if picture.width > WIDTH:
        high = picture.height * WIDTH // picture.width
        picture = picture.resize((WIDTH, high), Image.Resampling.LANCZOS)
    return picture.quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)


def charts() -> dict[str, str]:
    """Return the charts in the page on pictures, as SVG."""
    town = rm.read(HERE.parents[1] / "examples" / "small_town")
    return {
        "heard-chart": town.participation().to_svg(),
        "steps-chart": rm.demo().routes("Hidden carers").to_svg(),
    }


def main() -> None:
    """Write every picture."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = Path(folder) / "page.html"
        rm.demo().to_html(path)
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        for name, state in SCREENS.items():
            target = HERE / f"{name}.png"
            smaller(screen(browser, path, **state)).save(target, optimize=True)
            sys.stdout.write(f"{target.name}: {target.stat().st_size:,} bytes\n")
        paper = Path(folder) / "paper.html"
        rm.demo().report(paper)
        shot = screen(browser, paper, size=(900, 1_300))
        smaller(shot).save(HERE / "paper.png", optimize=True)
        page = browser.new_page(viewport={"width": 720, "height": 300})
        for name, picture in charts().items():
            page.set_content(picture)
            shot = smaller(page.locator("svg").screenshot())
            shot.save(HERE / f"{name}.png", optimize=True)
        browser.close()


if __name__ == "__main__":
    main()
