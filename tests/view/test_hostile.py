"""Hostile text in every field of every record, and secrets in every field that is not public."""

from collections.abc import Iterator
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any, get_args

import pytest

import reachmap as rm
from amounts import some_each_time
from reachmap.io.json_document import document_text
from reachmap.model.audience import Audience
from reachmap.model.fields import PUBLIC, field_class
from reachmap.model.tables import TABLES
from reachmap.release import release
from view.pages import Open, page_of
from view.samples import full_town

pytestmark = pytest.mark.browser

PAYLOADS = (
    "<img src=x onerror=window.ran=1>",
    "</script><script>window.ran=1</script>",
    '"><svg onload=window.ran=1>',
    "<style>@import 'https://example.invalid/x.css'</style>",
    "<script>window.ran=1</script>",
    "javascript:window.ran=1",
    "{{7*7}}{% raw %}",
    "'-window.ran=1-'",
    "<!--<script>window.ran=1",
    "]]><script>window.ran=1</script>",
    "&lt;script&gt;window.ran=1&lt;/script&gt;",
    "<a href=https://example.invalid/ ping=https://example.invalid/>x</a>",
)


def hostile(payload: str) -> rm.StakeholderMap:
    """Return a map with a payload in every field that takes text."""
    text = payload.replace(";", ",")
    return full_town(
        text=lambda table, name: f"{table} {name} {text}",
        # Of a group of more than a fifth of all people nobody is the only introduction.
        number=lambda table, _: 200 if table == "groups" else 2_000,
    )


def press_everything(page: Any) -> None:
    """Open, choose and type whatever the page offers, and make it ready for print."""
    page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    for name in page.locator("#controls select").evaluate_all("all => all.map((one) => one.id)"):
        for value in page.locator(f"#{name} option").evaluate_all(
            "all => all.map((one) => one.value)"
        ):
            page.locator(f"#{name}").select_option(value)
    for id_ in page.evaluate("dots.map((dot) => dot.id)"):
        page.evaluate("(id) => show(id)", id_)
        page.evaluate(
            "() => { chosen.steps = 1; light(); remember(); step(1); follow(); step(-1); }"
        )
    page.evaluate("pairs.forEach((pair) => showLink(pair))")
    page.evaluate("(async () => { saveSvg(); savePng(); })()")
    for id_ in page.evaluate("[...leaving.keys()]"):
        page.locator("#leave").select_option(id_)
        page.locator("#leave-panel").get_by_role("button").first.click()
    page.get_by_label("Find").fill(page.evaluate("dots[0].name"))
    page.keyboard.press("Enter")
    page.evaluate("readyToPrint()")


@pytest.mark.parametrize(
    "payload",
    some_each_time(PAYLOADS, 1),
)
def test_hostile_text_in_every_field_runs_nothing_and_asks_nobody(
    open_page: Open, tmp_path: Path, payload: str
) -> None:
    town = hostile(payload)
    view = open_page(page_of(town, tmp_path))
    assert view.page.evaluate("document.documentElement.dataset.ready") == "yes"
    press_everything(view.page)
    assert view.page.evaluate("leaving.size") > 0
    for part in ("keepers", "build"):
        assert payload.replace(";", ",") in (view.page.locator(f"#{part}").text_content() or "")
    assert view.page.evaluate("window.ran") is None
    assert view.complaints == []
    assert view.page.get_by_role("heading", level=1).inner_text() == town.about.title
    again = open_page(view.path, fragment=view.page.evaluate("location.hash"))
    assert again.page.evaluate("window.ran") is None
    assert again.complaints == []


def test_the_hostile_map_has_the_payload_in_every_field_of_text() -> None:
    town = hostile("<b>")
    told = document_text(release(town))
    for name, table in TABLES.items():
        for field, mark in table.record.model_fields.items():
            if name == "assumptions" or field in {"from_", "to"}:
                continue
            if "str" in str(mark.annotation) and "Literal" not in str(mark.annotation):
                assert _shown(town, name, field), f"{name}.{field}"
    assert told.count("<b>") > 60


def _shown(town: rm.StakeholderMap, table: str, field: str) -> bool:
    if (table, field) in {("about", "team"), ("groups", "part_of")}:
        return True
    rows = getattr(town, table)
    rows = (rows,) if table == "about" else rows
    return any("<b>" in str(getattr(row, field)) for row in rows)


class Planter:
    """Plants texts and numbers that stand nowhere else, and remembers those not public."""

    def __init__(self) -> None:
        self.secrets: dict[str, str] = {}
        self._next = count()

    def _keep(self, table: str, name: str, secret: str) -> str:
        field = TABLES[table].record.model_fields[name]
        if field_class(field) is not PUBLIC:
            self.secrets[f"{table}.{name}"] = secret
        return secret

    def text(self, table: str, name: str) -> str:
        """Return a text for a field; always the same for the same field."""
        return self._keep(table, name, f"kept{table}{name}safe".replace("_", ""))

    def number(self, table: str, name: str) -> int:
        """Return a number for a field: above all others where rules ask for it."""
        most = {("about", "area_population"): 987_653, ("activities", "attended"): 876_541}
        chosen = most.get((table, name), 23_017 + 1_013 * next(self._next))
        return int(self._keep(table, name, str(chosen)))


def found(secrets: dict[str, str], text: str) -> Iterator[str]:
    """Yield the fields whose secret stands in a text, with or without commas."""
    plain = text.replace(",", "")
    return (name for name, secret in secrets.items() if secret in text or secret in plain)


@pytest.mark.parametrize("audience", [a for a in get_args(Audience) if a != "internal"])
def test_the_page_for_others_holds_no_secret(
    open_page: Open, tmp_path: Path, audience: str
) -> None:
    plant = Planter()
    path = page_of(full_town(text=plant.text, number=plant.number), tmp_path, audience=audience)
    assert len(plant.secrets) >= 40
    assert list(found(plant.secrets, path.read_text(encoding="utf-8"))) == []
    view = open_page(path)
    assert view.complaints == []
    assert list(found(plant.secrets, view.page.content())) == []


def test_the_secrets_are_in_the_map_and_the_watch_can_find_them(tmp_path: Path) -> None:
    plant = Planter()
    town = full_town(text=plant.text, number=plant.number)
    # Fields of a narrow range cannot hold a number that stands nowhere else.
    unplanted = {"organisations.influence", "organisations.interest"}
    unplanted |= {"workers.influence", "workers.interest", "links.days", "links.trust"}
    held = set(found(plant.secrets, document_text(release(town))))
    assert set(plant.secrets) - held - unplanted == set()
    page = page_of(town, tmp_path).read_text(encoding="utf-8")
    assert {"workers.name", "groups.population", "links.owner"} <= set(found(plant.secrets, page))
    assert town.about.day() == date(2026, 3, 31)
