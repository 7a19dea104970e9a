"""The contacts sheet: the smallest start."""

from datetime import date
from pathlib import Path

import pytest

import reachmap as rm
from reachmap.io import Reading, read_source, write
from reachmap.release import release


def reading(tmp_path: Path, contacts: str, **others: str) -> Reading:
    """Read a map of a contacts sheet and other tables."""
    tables = {"about": "title,team,as_of\nTown,Our team,2026-03-31\n", **others}
    for name, text in {**tables, "contacts": contacts}.items():
        (tmp_path / f"{name}.csv").write_text(text)
    return read_source(tmp_path)


HEAD = "organisation,role,group,trust,last_contact,owner\n"


def test_a_row_gives_the_contact_and_the_trust_of_the_group(tmp_path: Path) -> None:
    found = reading(tmp_path, HEAD + "Carers' Hub,liaison officer,Carers,4,2026-02-10,Manager\n")
    town = found.stakeholders
    worker = town.workers[0]
    assert (worker.role, worker.organisation) == ("liaison officer", "carers-hub")
    assert [body.id for body in town.organisations if body.team] == ["our-team"]
    trusted = next(link for link in town.links if link.type == "TRUSTED_BY")
    assert (trusted.from_, trusted.to, trusted.trust) == (worker.id, "carers", None)
    link = next(link for link in town.links if link.type == "KNOWS")
    assert (link.from_, link.to, link.trust) == ("our-team", worker.id, 4)
    assert (link.last_contact, link.owner, link.source) == (
        date(2026, 2, 10),
        "Manager",
        "contacts",
    )
    assert [(warning.row, warning.kind) for warning in found.warnings] == [(2, "made")]
    assert "they were added" in found.warnings[0].message


def test_the_contact_is_the_worker_of_that_role_there(tmp_path: Path) -> None:
    found = reading(
        tmp_path,
        HEAD + "hub,Officer,Carers,,,\n",
        organisations="id,name\nhub,Hub\nother,College\n",
        workers="id,name,role,organisation\nw1,W1,Officer,other\nw2,W2,officer,hub\n",
        groups="id,name\ncarers,Carers\n",
    )
    assert {link.to for link in found.stakeholders.links if link.type == "KNOWS"} == {"w2"}
    assert found.warnings == ()


def test_without_a_role_the_contact_is_the_organisation(tmp_path: Path) -> None:
    found = reading(tmp_path, HEAD + "Hub,,Carers,,,\nHub,,Young carers,,,\n")
    links = [(link.from_, link.type, link.to) for link in found.stakeholders.links]
    assert links == [
        ("hub", "TRUSTED_BY", "carers"),
        ("hub", "TRUSTED_BY", "young-carers"),
        ("our-team", "KNOWS", "hub"),
    ]


def test_an_organisation_we_know_of_no_group_is_a_contact_all_the_same(tmp_path: Path) -> None:
    found = reading(tmp_path, "organisation,trust\nHub,3\n")
    assert [link.type for link in found.stakeholders.links] == ["KNOWS"]


def test_rows_that_tell_of_a_contact_differently_are_warned_of(tmp_path: Path) -> None:
    found = reading(tmp_path, HEAD + "Hub,,Carers,4,,\nHub,,Young carers,2,,\n")
    link = next(link for link in found.stakeholders.links if link.type == "KNOWS")
    assert link.trust == 4
    assert any("differently" in warning.message for warning in found.warnings)


def test_a_role_that_several_hold_is_refused_with_their_ids(tmp_path: Path) -> None:
    with pytest.raises(rm.InvalidMap) as caught:
        reading(
            tmp_path,
            HEAD + "hub,Officer,,,,\n",
            organisations="id,name\nhub,Hub\n",
            workers="id,name,role,organisation\nw1,W1,Officer,hub\nw2,W2,Officer,hub\n",
        )
    assert "w1, w2" in caught.value.issues[0].remedy


def test_the_named_team_is_marked_where_it_is_there_already(tmp_path: Path) -> None:
    found = reading(tmp_path, "organisation\nHub\n", organisations="id,name\nus,Our team\n")
    assert found.stakeholders.teams == ("us",)
    assert found.stakeholders.about.team == "us"


def test_what_contacts_and_about_add_goes_by_its_name_in_other_tables(tmp_path: Path) -> None:
    found = reading(
        tmp_path,
        HEAD + "Carers' Hub,,Young carers,,,\n",
        activities="id,name\nmeet,Meeting\n",
        turnout="activity,group,attended\nMeeting,young CARERS,3\n",
        asks="date,from,to\n2026-03-01,Our team,carers' hub\n",
    )
    ask, heads = next(iter(found.stakeholders.asks)), next(iter(found.stakeholders.turnout))
    assert (ask.from_, ask.to, heads.group) == ("our-team", "carers-hub", "young-carers")


def test_a_name_that_only_looks_like_an_id_does_not_lead_elsewhere(tmp_path: Path) -> None:
    town = reading(
        tmp_path,
        HEAD + "Hub,,Carers!,,,\n",
        groups="id,name\ncarers,Unpaid carers\n",
        activities="id,name\nmeet,Meeting\n",
        turnout="activity,group,attended\nMeeting,Carers!,3\n",
    ).stakeholders
    assert [row.group for row in town.turnout] == ["carers-2"]
    assert ("hub", "carers-2") in [(link.from_, link.to) for link in town.links]


def test_a_group_and_an_organisation_of_one_name_get_ids_of_their_own(tmp_path: Path) -> None:
    town = reading(tmp_path, HEAD + "Carers,,Carers,,,\n").stakeholders
    assert [body.id for body in town.organisations] == ["carers-organisation", "our-team"]
    assert [group.id for group in town.groups] == ["carers"]


def test_contacts_that_are_written_are_read_again_as_links(tmp_path: Path) -> None:
    (tmp_path / "sheets").mkdir()
    found = reading(tmp_path / "sheets", HEAD + "Hub,Officer,Carers,4,2026-02-10,Manager\n")
    write(release(found.stakeholders), tmp_path / "town")
    assert not (tmp_path / "town" / "contacts.csv").exists()
    again = read_source(tmp_path / "town")
    assert (again.stakeholders, again.warnings) == (found.stakeholders, ())


def test_a_contact_told_twice_alike_is_one(tmp_path: Path) -> None:
    found = reading(tmp_path, HEAD + "Hub,,Carers,4,,\nhub,,carers,4,,\n")
    assert len(found.stakeholders.links) == 2
    assert [warning.row for warning in found.warnings] == [2]


def test_every_team_knows_the_contact_and_none_knows_itself(tmp_path: Path) -> None:
    found = reading(
        tmp_path,
        HEAD + "Hub,,Carers,4,,\nNorth,,Carers,,,\n",
        about="title\nTown\n",
        organisations="id,name,team\nnorth,North,true\nsouth,South,true\n",
    )
    links = {(link.from_, link.to) for link in found.stakeholders.links if link.type == "KNOWS"}
    assert links == {("north", "hub"), ("south", "hub"), ("south", "north")}


def test_a_name_that_two_organisations_bear_is_refused_with_their_ids(tmp_path: Path) -> None:
    with pytest.raises(rm.InvalidMap) as caught:
        reading(tmp_path, HEAD + "Hub,,,,,\n", organisations="id,name\nh1,Hub\nh2,Hub\n")
    issue = caught.value.issues[0]
    assert (issue.file, issue.row, issue.column) == ("contacts.csv", 2, "organisation")
    assert "h1, h2" in issue.remedy
    assert len(caught.value.issues) == 1


def test_an_organisation_that_says_it_asks_goes_before_the_one_that_about_names(
    tmp_path: Path,
) -> None:
    with pytest.raises(rm.InvalidMap, match="no organisation 'Our team'"):
        reading(tmp_path, "organisation\nHub\n", organisations="id,name,team\nus,Us,true\n")


def test_what_is_added_is_one_line_and_near_names_are_asked_about_apart(tmp_path: Path) -> None:
    places = ("Amber Valley", "Birchwood", "Castle Hill", "Dunmore", "Eastfield", "Fulwood")
    rows = [f"{place} Primary School,head teacher,Parents" for place in places]
    rows += ["Carers Hub,officer,Parents", "Carer Hub,officer,Parents"]
    warnings = reading(tmp_path, HEAD + "".join(f"{row},,,\n" for row in rows)).warnings
    assert [(warning.row, warning.more, warning.kind) for warning in warnings] == [
        (2, 16, "made"),
        (9, 0, "slip"),
    ]
    assert "so they were added: 8 organisations ('Amber Valley Primary" in warnings[0].message
    assert "8 workers" in warnings[0].message
    assert "1 group ('Parents')" in warnings[0].message
    assert "'Carer Hub' comes near 'Carers Hub' in row 8 of contacts.csv" in str(warnings[1])


@pytest.mark.parametrize(
    ("names", "asked"),
    [
        (["Ward 1 residents", "Ward 2 residents"], False),
        (["River College", "River Mosque"], False),
        (["Young carers", "Unpaid carers"], False),
        (["Polish speakers", "Pollish speakers"], True),
        (["Veterans", "Veteran"], True),
    ],
)
def test_only_names_that_are_nearly_one_are_asked_about(
    tmp_path: Path, names: list[str], *, asked: bool
) -> None:
    rows = "".join(f"Hub,,{name},,,\n" for name in names)
    slips = [each for each in reading(tmp_path, HEAD + rows).warnings if each.kind == "slip"]
    assert [each.row for each in slips] == [3] * asked


def test_how_to_reach_somebody_is_refused_and_repeated_nowhere(tmp_path: Path) -> None:
    with pytest.raises(rm.InvalidMap) as caught:
        reading(tmp_path, HEAD + "Hub,desk 01632 960123,Carers,,,kim@example.org\n")
    issues = caught.value.issues
    assert [(each.row, each.column) for each in issues] == [(2, "role"), (2, "owner")]
    said = [str(each) for each in (*issues, *caught.value.warnings)]
    assert any("'desk \u2026, Hub'" in each for each in said)
    assert not any(text in each for each in said for text in ("960123", "kim"))
