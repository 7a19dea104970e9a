"""What the driver meets is told as what went wrong, by an error of ours, and in time."""

from __future__ import annotations

import pickle

import pytest
from neo4j.exceptions import (
    ConfigurationError,
    DriverError,
    IncompleteCommit,
    Neo4jError,
    ServiceUnavailable,
    WriteServiceUnavailable,
)

import reachmap as rm
from reachmap.store.neo4j.address import address_of
from reachmap.store.neo4j.failures import plain_errors, store_error

HERE = address_of("bolt://localhost/care?map=east", environment={"NEO4J_PASSWORD": "much-secret"})

ANSWERS = (
    ("ClientError.Security.Unauthorized", rm.StoreAccess, "NEO4J_PASSWORD"),
    ("ClientError.Security.TokenExpired", rm.StoreAccess, "NEO4J_PASSWORD"),
    ("ClientError.Security.AuthenticationRateLimit", rm.StoreAccess, "RateLimit"),
    ("ClientError.Database.DatabaseNotFound", rm.StoreAccess, "no database 'care', or has not"),
    ("ClientError.General.ForbiddenOnReadOnlyDatabase", rm.StoreAccess, "not written to"),
    ("ClientError.General.ReadOnly", rm.StoreAccess, "not written to"),
    ("ClientError.Statement.AccessMode", rm.StoreAccess, "not written to"),
    ("ClientError.Cluster.NotALeader", rm.StoreAccess, "in place of bolt"),
    ("ClientError.Security.Forbidden", rm.StoreAccess, "may not do that"),
    ("TransientError.General.DatabaseUnavailable", rm.StoreUnavailable, "is not up now"),
    ("ClientError.Schema.ConstraintValidationFailed", rm.StoreConflict, "try again"),
    ("TransientError.Transaction.DeadlockDetected", rm.StoreConflict, "try again"),
    ("ClientError.Statement.SyntaxError", rm.StoreAccess, "refused what it was asked"),
    ("ClientError.Procedure.ProcedureNotFound", rm.StoreAccess, "refused what it was asked"),
    ("TransientError.General.MemoryPoolOutOfMemoryError", rm.StoreUnavailable, "memory"),
    ("DatabaseError.General.UnknownError", rm.StoreUnavailable, "failed at what it was asked"),
)
"""Codes as servers give them, and what is made of each."""

TROUBLES = (
    (ServiceUnavailable("Couldn't connect"), rm.StoreUnavailable, "does not answer"),
    (IncompleteCommit("the connection went"), rm.StoreUnavailable, "does not answer"),
    (ConnectionResetError("reset\nby peer"), rm.StoreUnavailable, "(reset)"),
    (OSError(), rm.StoreUnavailable, "(OSError)"),
    (DriverError("x" * 900), rm.StoreUnavailable, "x" * 200 + ")"),
    (ConfigurationError("no such scheme"), rm.StoreAccess, "cannot be used: no such scheme"),
    (WriteServiceUnavailable("no writer"), rm.StoreAccess, "in place of bolt"),
)
"""What the driver raises of its own accord."""


@pytest.mark.parametrize(("code", "kind", "told"), ANSWERS, ids=[row[0] for row in ANSWERS])
def test_what_a_server_answers_is_told_with_what_to_do(
    code: str, kind: type[rm.StoreError], told: str
) -> None:
    # As the driver makes it of the answer: the class hangs on the code.
    error = Neo4jError._hydrate_neo4j(code=f"Neo.{code}", message="as it is")
    found = store_error(error, HERE)
    assert type(found) is kind
    assert told in str(found)
    assert "bolt://localhost:7687" in str(found)


@pytest.mark.parametrize(("error", "kind", "told"), TROUBLES)
def test_what_the_driver_meets_is_told_in_a_line(
    error: Exception, kind: type[rm.StoreError], told: str
) -> None:
    with pytest.raises(kind) as caught, plain_errors(HERE):
        raise error
    assert type(caught.value) is kind
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)
    assert "secret" not in str(caught.value)
    assert caught.value.__cause__ is error
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)  # noqa: S301  our own


def test_what_is_no_trouble_of_the_server_is_left_as_it_is() -> None:
    with pytest.raises(ZeroDivisionError), plain_errors(HERE):
        raise ZeroDivisionError


def test_a_constraint_of_others_is_named_without_the_value() -> None:
    message = "Node(7) already exists with label `Group` and property `id` = 'carers'"
    code = "Neo.ClientError.Schema.ConstraintValidationFailed"
    found = store_error(Neo4jError._hydrate_neo4j(code=code, message=message), HERE)
    assert type(found) is rm.StoreAccess
    assert "Group.id" in str(found)
    assert "carers" not in str(found)
    ours = message.replace("Group", "MapNode").replace("`id`", "`map`, `version`, `id`")
    found = store_error(Neo4jError._hydrate_neo4j(code=code, message=ours), HERE)
    assert type(found) is rm.StoreConflict
