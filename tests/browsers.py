"""The Chromium of this machine, how it is started, and the windows that pages are opened in."""

import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, Request


@dataclass
class Opened:
    """A page in the browser, and everything it did that it should not."""

    page: Page
    path: Path
    complaints: list[str] = field(default_factory=list)

    def watch(self) -> None:
        """Keep every console error, page error and request but for the file itself."""
        self.page.on("pageerror", self._failed)
        self.page.on("request", self._asked)
        self.page.on("console", self._said)

    def leave(self) -> None:
        """Watch no longer."""
        self.page.remove_listener("pageerror", self._failed)
        self.page.remove_listener("request", self._asked)
        self.page.remove_listener("console", self._said)

    def _failed(self, error: Any) -> None:
        self.complaints.append(f"error: {error}")

    def _asked(self, request: Request) -> None:
        if request.url.partition("#")[0] != self.path.as_uri():
            self.complaints.append(f"request: {request.url[:200]}")

    def _said(self, message: Any) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(f"console: {message.text[:300]}")


USUAL: Any = {"width": 1280, "height": 720}


class Windows:
    """Windows of a browser that are used again: a new one costs more than most pages in it."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._free: dict[bool, list[Page]] = {False: [], True: []}

    def take(
        self,
        *,
        new: bool = False,
        bypass_csp: bool = False,
        viewport: Any = USUAL,
        reduced_motion: Any = "no-preference",
    ) -> Page:
        """Return an empty window: one that was used before, or a new one of its own process."""
        free = self._free[bypass_csp]
        used = bool(free) and not new
        page = free.pop() if used else self._browser.new_context(bypass_csp=bypass_csp).new_page()
        page.set_viewport_size(viewport)
        page.emulate_media(media="null", reduced_motion=reduced_motion)
        return page

    def give_back(self, page: Page, *, new: bool = False, bypass_csp: bool = False) -> None:
        """Keep a window for the next page, which finds it empty; a new one is closed."""
        if new:
            page.context.close()
            return
        page.goto("about:blank")
        page.mouse.move(0, 0)
        self._free[bypass_csp].append(page)


FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


def chromium() -> str | None:
    """Return the path of Chromium on this machine, if it has one."""
    named = os.environ.get("REACHMAP_CHROMIUM")
    paths = (shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome"))
    return named or next((path for path in paths if path), None)
