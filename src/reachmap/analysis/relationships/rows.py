"""The record of a relationship: what is known of one link of the trust network."""

from datetime import date
from typing import Annotated

from reachmap.model.answer import Row
from reachmap.model.fields import ORGANISATION, PERSONAL


class Relationship(Row):
    """A relationship that a route may take, in one direction."""

    from_: Annotated[str | None, PERSONAL] = None
    """Id of the node it starts from."""

    to: Annotated[str | None, PERSONAL] = None
    """Id of the node it leads to."""

    trust: Annotated[tuple[int, ...], ORGANISATION] = ()
    """How well it works by staff judgement, from 1 to 5; each level that some source gives."""

    last_contact: Annotated[date | None, ORGANISATION] = None
    """Day the two were last in touch, by links, asks and activities."""

    owner: Annotated[str | None, PERSONAL] = None
    """Who holds it."""

    how_known: Annotated[str | None, ORGANISATION] = None
    """How its chance is known, in words."""
