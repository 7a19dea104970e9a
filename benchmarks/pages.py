"""The planner's page in a real browser: size, time to write, time until it can be used."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import reachmap as rm
from benchmarks.measure import Figure, timed
from benchmarks.towns import town_of
from reachmap.view.picture.kinds import LOOKS

if TYPE_CHECKING:
    from playwright.sync_api import Browser

USABLE_S = {100: 0.5, 1_000: 1.0, 2_000: 2.0}
MOST_MEGABYTES = 1.5
WRITE_S = 3.0
PATIENCE_S = 60
PEER_TO = 1_000
"""Most nodes for which the peer's physics is waited for."""


def pages() -> Iterator[Figure]:
    """Open pages of 100, 1,000 and 2,000 nodes, beside plain pyvis with its physics."""
    from playwright.sync_api import sync_playwright

    from browsers import FLAGS, chromium

    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        for size, goal in USABLE_S.items():
            yield from _pages_of(size, goal, Path(folder), browser)
        browser.close()


def _pages_of(size: int, goal: float, folder: Path, browser: Browser) -> Iterator[Figure]:
    desk = rm.ReachMap.of(town_of(size))
    page = folder / f"{size}.html"
    wrote, _ = timed(lambda: desk.to_html(page, force=True), runs=1)
    megabytes = page.stat().st_size / 10**6
    opened = statistics.median(
        _usable(browser, page, "document.documentElement.dataset.ready") for _ in range(3)
    )
    goals = size == PEER_TO
    yield Figure(
        f"page of {size:,} nodes: write",
        wrote,
        goal=f"{WRITE_S:.0f} s, {MOST_MEGABYTES} MB" if goals else "",
        met=wrote <= WRITE_S and megabytes <= MOST_MEGABYTES if goals else None,
        note=f"{megabytes:.2f} MB",
        size=size,
    )
    peer = _peer(desk, folder, browser) if size <= PEER_TO else None
    yield Figure(
        f"page of {size:,} nodes: until it can be used",
        opened,
        peer="pyvis" if peer else "",
        peer_seconds=peer,
        goal=f"{goal} s",
        met=opened <= goal,
        note="(the peer was given up)" if peer and peer >= PATIENCE_S else "",
        size=size,
    )


def _usable(browser: Browser, page: Path, sign: str) -> float:
    """Return the seconds from opening a page until it says that it is ready."""
    context = browser.new_context()
    view = context.new_page()
    view.route("http**", lambda route: route.abort())
    view.goto(page.as_uri(), wait_until="commit")
    since = 0.0
    end = time.perf_counter() + PATIENCE_S
    while not since and time.perf_counter() < end:
        since = view.evaluate(f"{sign} ? performance.now() / 1000 : 0")
        time.sleep(0.005)
    context.close()
    return since or float(PATIENCE_S)


def _peer(desk: rm.ReachMap, folder: Path, browser: Browser) -> float:
    """Return how long plain pyvis takes until its physics has settled the same network."""
    from pyvis.network import Network

    graph = desk.to_networkx()
    drawn = [node for node, fields in graph.nodes(data=True) if fields["kind"] in LOOKS]
    net = Network(directed=True, cdn_resources="in_line")
    for node in drawn:
        net.add_node(node, label=str(graph.nodes[node].get("name", node)))
    for tail, head in dict.fromkeys(graph.edges(keys=False)):
        if tail in net.node_map and head in net.node_map:
            net.add_edge(tail, head)
    page = folder / "peer.html"
    settled = (
        "window.settled = false;"
        " network.once('stabilizationIterationsDone', () => { window.settled = true; });"
    )
    html = net.generate_html().replace("return network;", f"{settled} return network;")
    page.write_text(html, encoding="utf-8")
    return _usable(browser, page, "window.settled")
