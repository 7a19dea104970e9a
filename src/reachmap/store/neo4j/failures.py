"""What the driver raises, told as what went wrong and what to do: the one place for that."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from neo4j.exceptions import (
    AuthError,
    ClientError,
    ConfigurationError,
    ConstraintError,
    DatabaseError,
    DatabaseUnavailable,
    DriverError,
    Forbidden,
    Neo4jError,
    NotALeader,
    TransientError,
    WriteServiceUnavailable,
)

from reachmap.errors import StoreAccess, StoreConflict, StoreError, StoreUnavailable, quoted
from reachmap.store.neo4j.address import Address

DRIVERS = (Neo4jError, DriverError, OSError)
"""What may come out of the driver."""

NO_DATABASE = "Neo.ClientError.Database.DatabaseNotFound"
READ_ONLY = ("AccessMode", "ReadOnly")
"""Parts of codes by which a server says that it may only be read."""


@contextlib.contextmanager
def told_plainly(address: Address) -> Iterator[None]:
    """Turn what the driver raises into an error of a store."""
    try:
        yield
    except DRIVERS as error:
        raise plain(error, address) from error


def plain(error: Exception, address: Address) -> StoreError:
    """Return the error of a store that tells what the driver met."""
    code = str(getattr(error, "code", None) or "")
    refused = _refused(error, code, address)
    if refused is not None:
        return StoreAccess(refused)
    where = address.uri
    if isinstance(error, DatabaseUnavailable):
        told = f"database {quoted(address.database)} at {where} is not up now: try again, or ask "
        told += "whoever runs it"
    elif "Memory" in code:
        told = f"{where} has too little memory for what it was asked ({code}): give it more, or "
        told += "try again when it has less to do"
    elif isinstance(error, ConstraintError | TransientError):
        return StoreConflict(f"others are at work on the {address} as well: try again ({code})")
    elif isinstance(error, DatabaseError):
        told = f"{where} failed at what it was asked ({code}): see its log, or ask whoever runs "
        told += f"it. It says: {_first(error)}"
    else:
        told = f"{where} does not answer: see that the server runs, that the address is right, and "
        told += f"that its scheme says +s only where the server has a certificate ({_first(error)})"
    return StoreUnavailable(told)


def _refused(error: Exception, code: str, address: Address) -> str | None:
    """Return what to say where trying again would not help; None where it might."""
    where, database = address.uri, quoted(address.database)
    told = None
    if isinstance(error, AuthError):
        told = f"{where} does not know this user and password: set NEO4J_USERNAME and "
        told += "NEO4J_PASSWORD"
    elif code == NO_DATABASE:
        told = f"{where} has no database {database}, or has not started it: name another in the "
        told += "address, or have it made or started there"
    elif isinstance(error, NotALeader | WriteServiceUnavailable):
        told = f"nothing can be written to database {database} through {where}: where that is one "
        told += "server of a cluster, write neo4j in place of bolt, so that the way is found"
    elif any(word in code for word in READ_ONLY):
        told = f"database {database} at {where} may be read but not written to: name another, or "
        told += "ask whoever runs it"
    elif isinstance(error, Forbidden):
        told = f"this user may not do that at {where} ({code}): ask whoever runs it"
    elif isinstance(error, ConfigurationError):
        told = f"the address {where} cannot be used: {_first(error)}"
    elif isinstance(error, ClientError) and not isinstance(error, ConstraintError):
        told = f"{where} refused what it was asked ({code}): {_first(error)}"
    return told


def _first(error: Exception) -> str:
    """Return the first line of what the driver says."""
    return (str(error).splitlines() or [type(error).__name__])[0][:200]
