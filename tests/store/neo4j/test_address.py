"""What an address names, and what it must not hold."""

import pytest

import reachmap as rm
from reachmap.store.neo4j.address import address_of

ALL = {
    "NEO4J_URI": "neo4j+s://far.example:7000",
    "NEO4J_DATABASE": "care",
    "NEO4J_USERNAME": "ann",
    "NEO4J_PASSWORD": "much-secret",
}


def test_an_address_names_server_database_and_map() -> None:
    found = address_of("bolt://127.0.0.1:7000/care?map=e%20ast", environment={})
    assert (found.uri, found.database, found.map) == ("bolt://127.0.0.1:7000", "care", "e ast")


def test_the_environment_gives_what_the_address_leaves_out() -> None:
    found = address_of("neo4j://?map=east", environment=ALL)
    assert (found.uri, found.database, found.user) == (ALL["NEO4J_URI"], "care", "ann")
    assert address_of("bolt+s://near.example", environment=ALL).uri == "bolt+s://near.example:7687"


@pytest.mark.parametrize("name", ["cafe\u0301", "caf\u00e9", " caf\u00e9 "])
def test_names_of_maps_that_look_the_same_are_the_same(name: str) -> None:
    assert address_of(f"bolt://localhost/?map={name}", environment={}).map == "caf\u00e9"


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("neo4j://ann:secret@localhost", "NEO4J_PASSWORD"),
        ("neo4j://ann@localhost", "NEO4J_PASSWORD"),
        ("neo4j://far.example", "--insecure"),
        ("bolt://192.168.0.9:7687", "--insecure"),
        ("neo4j://localhost:99999", "port"),
        ("neo4j://localhost/one/two", "no single database"),
        ("neo4j://localhost?mop=x", "map=name"),
        ("neo4j://localhost?map=a%E2%80%8Bb", "U+200B"),
        ("neo4j://localhost?map=a&mapping=crm.toml", "leave out map= or mapping="),
    ],
)
def test_what_cannot_be_used_is_told_without_a_secret(address: str, told: str) -> None:
    with pytest.raises(rm.StoreAccess) as caught:
        address_of(address, environment={})
    assert told in str(caught.value)
    assert "secret" not in str(caught.value)


def test_a_plain_scheme_may_be_asked_for() -> None:
    assert address_of("neo4j://far.example", insecure=True, environment={}).uri


@pytest.mark.parametrize("scheme", ["neo4j", "bolt"])
def test_what_is_not_encrypted_stays_with_the_server_of_the_address(scheme: str) -> None:
    address = f"{scheme}://[::1]:7000"
    assert address_of(address, environment={}).uri == "bolt://[::1]:7000"
    assert address_of(address, insecure=True, environment={}).uri == address
    assert address_of("", environment={"NEO4J_URI": address}).uri == "bolt://[::1]:7000"


def test_the_environment_may_hold_no_password_in_an_address_either() -> None:
    with pytest.raises(rm.StoreAccess, match="NEO4J_PASSWORD"):
        address_of("neo4j://", environment={"NEO4J_URI": "bolt://ann:secret@localhost"})


def test_nobody_reads_a_password_off_an_address() -> None:
    found = address_of("neo4j://", environment=ALL)
    assert found.password == "much-secret"  # noqa: S105  of a made-up server
    assert "much-secret" not in f"{found} {found!r}"
