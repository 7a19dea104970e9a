"""What tests of the page share: pages to open, and what is drawn on them."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

import reachmap as rm
from browsers import Opened

Open = Callable[..., Opened]


def page_of(town: rm.StakeholderMap, folder: Path, **options: Any) -> Path:
    """Write the page of a map."""
    path = folder / "page.html"
    rm.ReachMap.of(town).to_html(path, **options)
    return path


def drawn_nodes(page: Page) -> set[str]:
    """Return the ids of the nodes that are drawn, hidden or not, but for those of the rest."""
    return {id_ for id_ in page.evaluate("nodes.getIds()") if not id_.startswith("\x00")}


def shown_nodes(page: Page) -> set[str]:
    """Return the ids of the nodes that are not hidden."""
    return set(page.evaluate("nodes.get().filter((node) => !node.hidden).map((node) => node.id)"))


def lit_links(page: Page) -> set[tuple[str, str]]:
    """Return the ends of the links that are drawn as chosen."""
    pairs = page.evaluate("edges.get().filter((e) => e.chosen).map((e) => [e.from, e.to])")
    return {(tail, head) for tail, head in pairs}


def rows_of(page: Page, table: str) -> list[list[str]]:
    """Return the texts of a table, with those of its folded tail."""
    asked = json.dumps(table)
    found: list[list[str]] = page.evaluate(
        f"allRows(document.getElementById({asked}))"
        ".map((row) => Array.from(row.cells, (cell) => cell.textContent.trim()))"
    )
    return found


def unfold(page: Page, part: str) -> None:
    """Open the part of the page that something is in."""
    page.locator(part).evaluate("(part) => { part.closest('.fold').open = true; }")


def words_of(page: Page, part: str) -> str:
    """Return the words of a part of the page, unfolded."""
    unfold(page, part)
    return page.locator(part).inner_text()


def columns_of(page: Page, table: str) -> list[str]:
    """Return the headings of a table."""
    return page.locator(f"#{table} thead th").all_text_contents()


def address(page: Page) -> str:
    """Return the page's address as the page itself has it now."""
    return str(page.evaluate("location.href"))


def in_sight(page: Page, selector: str) -> bool:
    """Return whether the top of an element is within the window."""
    top = page.evaluate(f"document.querySelector({json.dumps(selector)}).getBoundingClientRect().y")
    return bool(-5 <= top <= page.evaluate("innerHeight"))


def small(groups: int, others: int) -> rm.StakeholderMap:
    """Return a map of so many groups and organisations, in a chain of introductions."""
    bodies = [rm.Organisation(id=f"o{n}", name=f"Organisation {n}") for n in range(others)]
    links = [rm.Link(from_="team", type="KNOWS", to=body.id) for body in bodies]
    links += [
        rm.Link(from_=f"o{n % others}", type="TRUSTED_BY", to=f"g{n}")
        for n in range(groups)
        if others
    ]
    return rm.StakeholderMap(
        organisations=[rm.Organisation(id="team", name="Team", team=True), *bodies],
        groups=[rm.Group(id=f"g{n}", name=f"Group number {n} of many") for n in range(groups)],
        links=links,
    )


def large(number: int) -> rm.StakeholderMap:
    """Return a map of so many nodes of five kinds, and half as many links again, made by rule."""
    size = {"groups": number * 2 // 5, "workers": number * 3 // 10, "bodies": number * 3 // 20}
    places = number - sum(size.values()) - 1
    groups, workers, bodies = size.values()
    links = [rm.Link(from_="team", type="KNOWS", to=f"o{n}", trust=3) for n in range(0, bodies, 3)]
    links += [
        rm.Link(from_=f"o{n}", type="KNOWS", to=f"o{(n + 1) % bodies}", trust=4)
        for n in range(bodies)
    ]
    for n in range(workers):
        links.append(rm.Link(from_=f"o{n * 7 % bodies}", type="KNOWS", to=f"w{n}", trust=1 + n % 5))
        links += [
            rm.Link(from_=f"w{n}", type="TRUSTED_BY", to=f"g{(n * 5 + 11 * m) % groups}", trust=4)
            for m in range(2)
        ]
    for n in range(places):
        links.append(rm.Link(from_=f"o{n * 3 % bodies}", type="USES", to=f"p{n}"))
        links.append(rm.Link(from_=f"p{n}", type="GATHERS", to=f"g{n * 13 % groups}"))
    return rm.StakeholderMap(
        about=rm.About(title="A large town", area_population=1_000_000),
        organisations=[
            rm.Organisation(id="team", name="Team", team=True),
            *(rm.Organisation(id=f"o{n}", name=f"Organisation {n} of town") for n in range(bodies)),
        ],
        workers=[rm.KeyWorker(id=f"w{n}", name=f"Link worker {n}") for n in range(workers)],
        venues=[
            rm.Venue(id=f"p{n}", name=f"Hall {n}", area=f"Ward {n % 7}") for n in range(places)
        ],
        groups=[
            rm.Group(
                id=f"g{n}", name=f"Group of people {n}", population=100 + n, barriers=("caring",)
            )
            for n in range(groups)
        ],
        links=links,
    )
