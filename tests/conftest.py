"""What all tests share: hypothesis profiles and a real browser."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, Page, Request, sync_playwright

settings.register_profile("usual", deadline=None, print_blob=True)
settings.register_profile("ci", deadline=None, print_blob=True, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "usual")

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


@dataclass
class Opened:
    """A page in the browser, and everything it did that it should not."""

    page: Page
    path: Path
    complaints: list[str] = field(default_factory=list)

    def watch(self) -> None:
        """Keep every console error, page error and request but for the file itself."""
        self.page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))
        self.page.on("request", self._asked)
        self.page.on("console", self._said)

    def _asked(self, request: Request) -> None:
        if request.url.partition("#")[0] != self.path.as_uri():
            self.complaints.append(f"request: {request.url[:200]}")

    def _said(self, message: Any) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(f"console: {message.text[:300]}")


def chromium() -> str | None:
    """Return the path of Chromium on this machine, if it has one."""
    named = os.environ.get("REACHMAP_CHROMIUM")
    found = (shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome"))
    return named or next((path for path in found if path), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return a running Chromium; skip where there is none, fail where nothing may be skipped."""
    path = chromium()
    if path is None:
        reason = "no Chromium here: apt-get install chromium, or name it in REACHMAP_CHROMIUM"
        if os.environ.get("REACHMAP_NOTHING_SKIPPED"):
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield running
        running.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Any]:
    """Return a function that opens a file and watches what it does."""
    contexts = []

    def opened(path: Path, *, fragment: str = "", **options: Any) -> Opened:
        context = browser.new_context(**options)
        contexts.append(context)
        view = Opened(context.new_page(), path)
        view.watch()
        view.page.goto(path.as_uri() + fragment)
        return view

    yield opened
    for context in contexts:
        context.close()
