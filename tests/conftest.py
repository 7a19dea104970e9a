"""What all tests share: hypothesis profiles, a real browser and a real database."""

import gc
import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NoReturn

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from browsers import FLAGS, Opened, Windows, chromium
from neo4j_server.server import Server, server_of, wanting

collect_ignore = ["office_fill.py"]  # runs under another Python

settings.register_profile("usual", deadline=None, print_blob=True)
settings.register_profile("ci", deadline=None, print_blob=True, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "usual")


def left_out(reason: str) -> NoReturn:
    """Skip for want of a program; fail where nothing may be skipped."""
    if os.environ.get("REACHMAP_NOTHING_SKIPPED"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture
def told(request: pytest.FixtureRequest) -> Callable[[str], None]:
    """Return a function that takes a figure, which the end of the run shows."""

    def show(text: str) -> None:
        request.node.user_properties.append(("figure", text))

    return show


def pytest_collection_finish() -> None:
    """Leave what was collected out of every later search for garbage: it stays to the end."""
    gc.collect()
    gc.freeze()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Show the figures that tests took, whichever process they ran in."""
    for reports in terminalreporter.stats.values():
        for report in reports:
            if getattr(report, "when", "") != "call":
                continue
            figures = [text for name, text in report.user_properties if name == "figure"]
            if figures:
                terminalreporter.write_line(f"\n{report.nodeid}")
            for text in figures:
                terminalreporter.write_line(text)


@pytest.fixture(scope="session")
def office() -> Callable[[Path, Sequence[tuple[str, str, str]]], None]:
    """Return a function that types into a workbook with LibreOffice, and saves it."""
    python = "/usr/bin/python3"  # Debian's own has the bridge; ours in .venv has not
    words = [python, "-c", "import uno"]
    bridge = Path(python).exists() and subprocess.run(words, check=False).returncode == 0  # noqa: S603
    if shutil.which("soffice") is None or not bridge:
        left_out("no LibreOffice here: apt-get install libreoffice-calc-nogui python3-uno")

    def fill(path: Path, typed: Sequence[tuple[str, str, str]]) -> None:
        words = path.with_suffix(".typed.json")
        words.write_text(json.dumps(typed), encoding="utf-8")
        script = Path(__file__).with_name("office_fill.py")
        done = subprocess.run(  # noqa: S603  our own
            [python, str(script), str(path), str(words)],
            check=False,
            capture_output=True,
            text=True,
            timeout=180,
        )
        words.unlink()
        assert done.returncode == 0, done.stderr

    return fill


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return a running Chromium; skip where there is none, fail where nothing may be skipped."""
    path = chromium()
    if path is None:
        left_out("no Chromium here: apt-get install chromium, or name it in REACHMAP_CHROMIUM")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield running
        running.close()


@pytest.fixture(scope="session")
def neo4j_server() -> Server:
    """Return a Neo4j server that all workers of this run share."""
    reason = wanting()
    if reason is not None:
        left_out(reason)
    return server_of(os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid())))


@pytest.fixture(scope="session")
def windows(browser: Browser) -> Windows:
    """Return the windows that tests open pages in, one after another."""
    return Windows(browser)


@pytest.fixture
def open_page(windows: Windows) -> Iterator[Any]:
    """Return a function that opens a file and watches what it does."""
    views = []

    def opened(path: Path, *, fragment: str = "", **options: Any) -> Opened:
        view = Opened(windows.take(**options), path)
        views.append((view, options))
        view.watch()
        view.page.goto(path.as_uri() + fragment)
        return view

    yield opened
    for view, options in views:
        view.leave()
        lasting = {name: options[name] for name in ("new", "bypass_csp") if name in options}
        windows.give_back(view.page, **lasting)
