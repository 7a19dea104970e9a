"""The address of a map on a server: host, database, name and user."""

import ipaddress
import os
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from reachmap.errors import StoreAccess, quoted
from reachmap.model.texts import unseen
from reachmap.store.neo4j.labels import PREFIX

USUAL_ADDRESS = "neo4j://localhost:7687"
USUAL_DATABASE = "neo4j"
USUAL_MAP = "main"
PLAIN = ("neo4j", "bolt")
"""Schemes that send everything unencrypted."""

DIRECT = {"neo4j": "bolt"}
"""Schemes that ask a server where to go next, and the scheme that stays with that server."""


@dataclass(frozen=True, slots=True)
class Address:
    """A map on a server; without user and password where the server asks for none."""

    uri: str
    """Scheme, host and port."""

    database: str
    map: str
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    mapping: str | None = None
    """File that says how a graph of its own is read as a map; None for maps of reachmap."""

    prefix: str = ""
    """What every label of ours begins with in this database."""

    @property
    def of_database(self) -> str:
        """The name of the database in messages."""
        return f"database {quoted(self.database)} at {self.uri}"

    def __str__(self) -> str:
        """Return its name in messages, without a password."""
        if self.mapping is not None:
            through = f"read through {quoted(self.mapping)}"
            return f"graph in {self.of_database}, {through},"
        labels = f", with labels that begin with {self.prefix}," if self.prefix else ""
        return f"map {quoted(self.map)}{labels} in {self.of_database}"


def address_of(
    text: str,
    *,
    insecure: bool = False,
    connected: bool = False,
    environment: Mapping[str, str] = os.environ,
) -> Address:
    """Return the address in a text; the environment gives what the text leaves out.

    Where a driver is `connected` to a server already, the address names none.

    Examples
    --------
    >>> print(address_of("neo4j://localhost/care?map=east", environment={}))
    map 'east' in database 'care' at bolt://localhost:7687
    """
    parts = _parts(text)
    if connected and parts.netloc:
        message = "a driver knows its server, so the address names none: write it as "
        message += "neo4j:///database?map=name"
        raise StoreAccess(message)
    usual = _parts(environment.get("NEO4J_URI") or USUAL_ADDRESS)
    where = parts if parts.netloc else usual
    for each in (parts, where):
        if each.username is not None or each.password is not None:
            message = "an address is seen by everyone who looks at this machine, so it holds no "
            message += "user or password: put them into NEO4J_USERNAME and NEO4J_PASSWORD"
            raise StoreAccess(message)
    uri = "the driver's server" if connected else _uri(where, insecure=insecure)
    database = unquote(parts.path.strip("/")) or environment.get("NEO4J_DATABASE")
    if "/" in (database or ""):
        message = f"the address names no single database: {quoted(database or '')}. "
        message += "Write it as neo4j://host:port/database?map=name"
        raise StoreAccess(message)
    given = _asked_for(parts.query)
    return Address(
        uri=uri,
        database=database or USUAL_DATABASE,
        map=_map_of(given.get("map", USUAL_MAP)),
        mapping=given.get("mapping"),
        prefix=_prefix_of(given.get("prefix", "")),
        user=environment.get("NEO4J_USERNAME"),
        password=environment.get("NEO4J_PASSWORD"),
    )


def _parts(text: str) -> SplitResult:
    try:
        return urlsplit(text)
    except ValueError as error:
        message = f"{quoted(text)} is no address: write it as neo4j://host:port/database?map=name"
        raise StoreAccess(message) from error


def _uri(parts: SplitResult, *, insecure: bool) -> str:
    """Return scheme, host and port; nothing unencrypted leaves this machine unless that is asked.

    A server may name others to go to, and would get the password sent to them. So a connection
    without encryption stays with the server of the address.
    """
    host, scheme = parts.hostname or "localhost", parts.scheme
    try:
        port = parts.port or 7687
    except ValueError as error:
        message = "the port of the address is no number from 1 to 65535"
        raise StoreAccess(message) from error
    if scheme in PLAIN and not insecure:
        if not _here(host):
            message = f"{scheme}:// would send the password and the map unhidden to {host}: "
            message += f"write {scheme}+s:// (the server needs a certificate), or say --insecure"
            raise StoreAccess(message)
        scheme = DIRECT.get(scheme, scheme)
    return f"{scheme}://{f'[{host}]' if ':' in host else host}:{port}"


def _here(host: str) -> bool:
    """Return whether a host is this machine."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def is_mapped(text: str) -> bool:
    """Return whether an address names a graph of its own, read through a mapping.

    Examples
    --------
    >>> is_mapped("neo4j://localhost?mapping=crm.toml"), is_mapped("neo4j://localhost?map=east")
    (True, False)
    """
    return "mapping" in dict(parse_qsl(_parts(text).query, keep_blank_values=True))


def _asked_for(query: str) -> dict[str, str]:
    """Return what an address asks for after the '?'."""
    given = dict(parse_qsl(query, keep_blank_values=True))
    if "maps" in given:
        message = "the maps of several areas can only be read together, with reachmap.open: name "
        message += "one of them, with map=name"
        raise StoreAccess(message)
    unknown = sorted(given.keys() - {"map", "mapping", "prefix"})
    if unknown:
        message = f"the address asks for {quoted(unknown[0])}; after the '?' only map=name and "
        message += "prefix=Letters are allowed, or mapping=file.toml"
        raise StoreAccess(message)
    if "mapping" in given and len(given) > 1:
        message = "a graph that is read through a mapping has no maps of reachmap: leave out "
        message += f"{'map=' if 'map' in given else 'prefix='} or mapping="
        raise StoreAccess(message)
    return given


def _prefix_of(text: str) -> str:
    if text and not PREFIX.fullmatch(text):
        message = f"the prefix {quoted(text)} is not one to twenty letters from A to Z: prefix=Rm"
        raise StoreAccess(message)
    return text


def _map_of(text: str) -> str:
    name = unicodedata.normalize("NFC", text).strip()
    bad = unseen(name)
    if bad is not None or not name:
        message = f"the map's name {quoted(name)} is empty or holds an invisible character"
        raise StoreAccess(message)
    return name
