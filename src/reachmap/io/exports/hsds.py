"""Organisations in the form of the Human Services Data Specification 3 (Open Referral UK)."""

import json
from collections.abc import Iterable
from contextlib import suppress
from uuid import NAMESPACE_URL, UUID, uuid5

from reachmap.model.answer import Answer
from reachmap.model.nodes import Organisation
from reachmap.model.stakeholders import StakeholderMap
from reachmap.release.released import Released

SCHEME = "urn:reachmap:organisation:"
"""Before the id of an organisation; what its UUID is made of."""


def to_hsds(town: Released[StakeholderMap], answers: Iterable[Released[Answer]]) -> bytes:
    """Return the organisations of a map as one page of what an API of directories answers."""
    del answers  # a directory has no field for them
    bodies = [_organization(body) for body in town.content.organisations]
    page = {
        "total_items": len(bodies),
        "total_pages": 1,
        "page_number": 1,
        "size": len(bodies),
        "first_page": True,
        "last_page": True,
        "empty": not bodies,
        "contents": bodies,
    }
    return (json.dumps(page, indent=2, ensure_ascii=False) + "\n").encode()


def _organization(body: Organisation) -> dict[str, object]:
    """Return an organisation in the words of the specification, with public fields alone."""
    id_ = _uuid(body.id)
    own = {
        "id": _uuid(f"{body.id}/identifier"),
        "organization_id": id_,
        "identifier_type": "reachmap",
        "identifier": body.id,
    }
    return {
        "id": id_,
        "name": body.name,
        "description": body.sector.replace("-", " ") if body.sector else body.name,
        "organization_identifiers": [own],
    }


def _uuid(id_: str) -> str:
    """Return an id that is a UUID as it is, and of any other always the same."""
    with suppress(ValueError):
        if str(UUID(id_)) == id_:
            return id_
    return str(uuid5(NAMESPACE_URL, SCHEME + id_))
