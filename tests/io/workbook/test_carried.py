"""What a new workbook takes over from a map."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import reachmap as rm
from reachmap.io import blank_map, carried, read, write_template
from reachmap.release import release
from strategies import made_up

GONE = ("activities", "voices", "turnout", "attendance", "asks", "said", "panels", "findings")


def started_from(town: rm.StakeholderMap, path: Path, **options: Any) -> rm.StakeholderMap:
    """Return the map that a workbook holds which starts from another."""
    write_template(path, start=release(town), force=True, **options)
    return read(path)


def rows_of(path: Path, sheet: str) -> list[dict[str, Any]]:
    """Return the filled cells of a sheet, by heading."""
    heads, *rows = openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True)
    return [{str(h): v for h, v in zip(heads, row, strict=True) if v is not None} for row in rows]


@pytest.mark.parametrize("seed", range(4))
def test_a_workbook_that_starts_from_a_map_is_what_is_taken_over(tmp_path: Path, seed: int) -> None:
    town = made_up(seed)
    assert started_from(town, tmp_path / "map.xlsx", full=seed % 2 == 0) == carried(town)


def test_who_there_is_is_taken_over_and_what_happened_is_not() -> None:
    town = rm.demo().stakeholders
    part = carried(town)
    for table in ("groups", "organisations", "workers", "champions", "channels", "venues"):
        assert getattr(part, table) == getattr(town, table)
    assert not any(len(getattr(part, table)) for table in GONE)
    assert all(link in part.links for link in town.links if link.type == "TRUSTED_BY")
    assert (part.about.as_of, part.about.area) == (None, town.about.area)


def contacts_map() -> rm.StakeholderMap:
    """Return a map whose links came from the sheet of contacts, and one that did not."""
    team, hub = (rm.Organisation(id=i, name=n, team=t) for i, n, t in BODIES)
    officer = rm.KeyWorker(id="officer", name="Officer", role="liaison officer", organisation="hub")
    groups = [rm.Group(id=name.casefold(), name=name) for name in ("Carers", "Veterans")]
    day = date(2026, 2, 10)
    known = {"source": "contacts", "trust": 4, "last_contact": day, "owner": "engagement officer"}
    links = [
        rm.Link.model_validate({"from_": f, "type": t, "to": to, **more}, by_name=True)
        for f, t, to, more in (
            ("us", "KNOWS", "officer", known),
            ("officer", "TRUSTED_BY", "carers", {"source": "contacts"}),
            ("officer", "TRUSTED_BY", "veterans", {"source": "contacts"}),
            ("us", "KNOWS", "hub", {"source": "contacts"}),
            ("hub", "TRUSTED_BY", "carers", {"source": "the hub", "trust": 2}),
        )
    ]
    return rm.StakeholderMap(
        organisations=[team, hub], workers=[officer], groups=groups, links=links
    )


BODIES = (("us", "Our team", True), ("hub", "Carers' Hub", False))


def test_contacts_come_back_as_contacts_and_other_links_as_links(tmp_path: Path) -> None:
    path = tmp_path / "map.xlsx"
    town = contacts_map()
    assert started_from(town, path) == carried(town)
    officer = {
        "Organisation": "Carers' Hub",
        "Role": "liaison officer",
        "Trust": 4,
        "Owner": "engagement officer",
    }
    contacts = rows_of(path, "contacts")
    assert [row.pop("Last contact").date() for row in contacts if "Last contact" in row] == [
        date(2026, 2, 10),
        date(2026, 2, 10),
    ]
    assert contacts == [
        {"Organisation": "Carers' Hub"},
        officer | {"Group": "Carers"},
        officer | {"Group": "Veterans"},
    ]
    (link,) = rows_of(path, "links")
    assert (link["From"], link["To"], link["Trust"]) == ("Carers' Hub", "Carers", 2)


def test_contacts_that_two_teams_know_differently_stay_links(tmp_path: Path) -> None:
    town = contacts_map()
    other = rm.Organisation(id="they", name="The other team", team=True)
    town = replace(town, organisations=[*town.organisations, other])
    path = tmp_path / "map.xlsx"
    assert started_from(town, path) == carried(town)
    assert rows_of(path, "contacts")[0]["Organisation"].startswith("(example)")


def test_what_is_known_takes_the_place_of_the_example_and_keeps_its_id(tmp_path: Path) -> None:
    path = tmp_path / "map.xlsx"
    started_from(contacts_map(), path)
    assert rows_of(path, "groups") == [
        {"Name": "Carers", "Id": "carers"},
        {"Name": "Veterans", "Id": "veterans"},
    ]
    assert rows_of(path, "activities")[0]["Name"].startswith("(example)")
    assert "venues" not in openpyxl.load_workbook(path).sheetnames


def test_columns_of_peoples_own_come_along(tmp_path: Path) -> None:
    town = contacts_map()
    groups = [replace_own(group, f"x_ward: {group.name}") for group in town.groups]
    links = [replace_own(link, "x_how: by letter") for link in town.links]
    town = replace(town, groups=groups, links=links)
    path = tmp_path / "map.xlsx"
    assert started_from(town, path) == carried(town)
    assert rows_of(path, "groups")[0]["x_ward"] == "Carers"


def replace_own(row: Any, text: str) -> Any:
    """Return a record with a cell in a column of people's own."""
    return row.model_copy(update={"own": (text,)})


def test_the_team_that_stands_in_for_none_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "map.xlsx"
    groups = [rm.Group(id="carers", name="Carers", population=40)]
    with pytest.raises(rm.InvalidMap, match="no organisation is the team that asks"):
        started_from(replace(blank_map(), groups=groups), path)
    assert rows_of(path, "groups") == [{"Name": "Carers", "Population": 40, "Id": "carers"}]
    assert "organisations" not in openpyxl.load_workbook(path).sheetnames
