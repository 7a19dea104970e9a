"""Errors of the driver as errors of ours that say what to do: in this one place."""

import contextlib
import re
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
"""Errors that the driver may raise."""

NO_DATABASE = "Neo.ClientError.Database.DatabaseNotFound"
READ_ONLY = ("AccessMode", "ReadOnly")
"""Parts of codes by which a server says that it may only be read."""

FOREIGN = (
    r"label `(?!{0}MapNode|{0}MapRow|{0}ReachMap)([^`]+)` and (?:property|properties) `([^`]+)`"
)
"""What a server says of a constraint on a label on which we made none, by our prefix."""


@contextlib.contextmanager
def plain_errors(address: Address) -> Iterator[None]:
    """Turn an error of the driver within the block into an error of a store."""
    try:
        yield
    except DRIVERS as error:
        raise store_error(error, address) from error


def store_error(error: Exception, address: Address) -> StoreError:
    """Return the error of a store for an error of the driver."""
    code = str(getattr(error, "code", None) or "")
    refusal = _refusal(error, code, address)
    if refusal is not None:
        return StoreAccess(refusal)
    where = address.uri
    if isinstance(error, DatabaseUnavailable):
        text = f"database {quoted(address.database)} at {where} is not up now: try again, or ask "
        text += "whoever runs it"
    elif "Memory" in code:
        text = f"{where} has too little memory for what it was asked ({code}): give it more, or "
        text += "try again when it has less to do"
    elif isinstance(error, ConstraintError | TransientError):
        return StoreConflict(f"others are at work on the {address} as well: try again ({code})")
    elif isinstance(error, DatabaseError):
        text = f"{where} failed at what it was asked ({code}): see its log, or ask whoever runs "
        text += f"it. It says: {first_line(error)}"
    else:
        text = f"{where} does not answer: see that the server runs, that the address is right, and "
        text += (
            f"that its scheme says +s only where the server has a certificate ({first_line(error)})"
        )
    return StoreUnavailable(text)


def _refusal(error: Exception, code: str, address: Address) -> str | None:
    """Return the text where trying again would not help; None where it might."""
    where, database = address.uri, quoted(address.database)
    text = None
    if isinstance(error, AuthError):
        text = f"{where} does not know this user and password: set NEO4J_USERNAME and "
        text += "NEO4J_PASSWORD"
    elif code == NO_DATABASE:
        text = f"{where} has no database {database}, or has not started it: name another in the "
        text += "address, or have it made or started there"
    elif isinstance(error, NotALeader | WriteServiceUnavailable):
        text = f"nothing can be written to database {database} through {where}: where that is one "
        text += "server of a cluster, write neo4j+s in place of bolt, so that the way is found"
    elif any(word in code for word in READ_ONLY):
        text = f"database {database} at {where} may be read but not written to: name another, or "
        text += "ask whoever runs it"
    elif isinstance(error, Forbidden):
        text = f"this user may not do that at {where} ({code}): ask whoever runs it"
    elif isinstance(error, ConfigurationError):
        text = f"the address {where} cannot be used: {first_line(error)}"
    elif isinstance(error, ConstraintError) and (
        named := re.search(FOREIGN.format(address.prefix), str(error))
    ):
        text = f"what others made unique in database {database} at {where} refuses it: "
        text += f"{named[1]}.{named[2]}. Drop that constraint, or name another database"
    elif isinstance(error, ClientError) and not isinstance(error, ConstraintError):
        text = f"{where} refused what it was asked ({code}): {first_line(error)}"
    return text


def first_line(error: Exception) -> str:
    """Return the first line of what the driver says."""
    return (str(error).splitlines() or [type(error).__name__])[0][:200]
