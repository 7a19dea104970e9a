"""What the driver raises, told as what went wrong and what to do: the one place for that."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from neo4j.exceptions import (
    AuthError,
    ClientError,
    ConfigurationError,
    ConstraintError,
    DatabaseUnavailable,
    DriverError,
    Forbidden,
    ForbiddenOnReadOnlyDatabase,
    Neo4jError,
    TransientError,
)

from reachmap.errors import StoreAccess, StoreConflict, StoreError, StoreUnavailable, shown
from reachmap.store.neo4j.address import Address

DRIVERS = (Neo4jError, DriverError, OSError)
"""What may come out of the driver."""

NO_DATABASE = "Neo.ClientError.Database.DatabaseNotFound"
READ_ONLY = ("Neo.ClientError.General.ForbiddenOnReadOnlyDatabase", "AccessMode", "ReadOnly")


@contextlib.contextmanager
def told_plainly(address: Address) -> Iterator[None]:
    """Turn what the driver raises into an error of a store."""
    try:
        yield
    except DRIVERS as error:
        raise plain(error, address) from error


def plain(error: Exception, address: Address) -> StoreError:
    """Return the error of a store that tells what the driver met.

    Parameters
    ----------
    error
        What the driver raised.
    address
        What was asked.

    Returns
    -------
    StoreError
        With what to do about it.
    """
    code = str(getattr(error, "code", None) or "")
    where, database = address.uri, shown(address.database)
    if isinstance(error, AuthError) and "RateLimit" not in code:
        told = f"{where} does not know this user and password: set NEO4J_USERNAME and "
        return StoreAccess(told + "NEO4J_PASSWORD")
    if code == NO_DATABASE:
        told = f"{where} has no database {database}: name another in the address, or make it there"
    elif isinstance(error, ForbiddenOnReadOnlyDatabase) or any(word in code for word in READ_ONLY):
        told = f"database {database} at {where} may be read but not written to: name another, or "
        told += "ask whoever runs it"
    elif isinstance(error, Forbidden):
        told = f"this user may not do that at {where} ({code}): ask whoever runs it"
    elif isinstance(error, DatabaseUnavailable):
        told = f"database {database} at {where} is not up now: try again, or ask whoever runs it"
        return StoreUnavailable(told)
    elif isinstance(error, ConstraintError | TransientError):
        return StoreConflict(f"others are at work on the {address} as well: try again ({code})")
    elif isinstance(error, ConfigurationError):
        told = f"the address {where} cannot be used: {_first(error)}"
    elif isinstance(error, ClientError):
        told = f"{where} refused what it was asked ({code}): {_first(error)}"
    else:
        told = f"{where} does not answer: see that the server runs, that the address is right, and "
        told += f"that its scheme says +s only where the server has a certificate ({_first(error)})"
        return StoreUnavailable(told)
    return StoreAccess(told)


def _first(error: Exception) -> str:
    """Return the first line of what the driver says."""
    return (str(error).splitlines() or [type(error).__name__])[0][:200]
