"""The record of what was done to hear one group, and what happened as a result."""

from typing import Annotated, ClassVar

from reachmap.analysis.participation.rows import Status
from reachmap.model.answer import Row
from reachmap.model.fields import COUNT, FREE_TEXT, PERSONAL, PUBLIC, CountedBy
from reachmap.words import NO_RECORD


class EvidenceRow(Row):
    """What was done to hear one group, and what happened as a result."""

    terminal_columns: ClassVar[tuple[str, ...]] = ("characteristic", "name", "heard", "gap")

    characteristic: Annotated[str | None, PUBLIC] = None
    """Protected characteristic of the Equality Act 2010; blank for other groups."""

    group: Annotated[str | None, PUBLIC] = None
    """Id of the group; blank where no group of the map stands for the characteristic."""

    name: Annotated[str | None, PUBLIC] = None
    """Name of the group."""

    population: Annotated[int | None, COUNT] = None
    """People of the group in the area."""

    invited: Annotated[int | None, COUNT] = None
    """Invitations to people of the group by name, as far as they are recorded."""

    came: Annotated[int | None, COUNT] = None
    """Of those invited, who came; blank where that is not recorded of each invitation."""

    heard: Annotated[int | None, COUNT] = None
    """Different voices and heads counted; up to so many people."""

    status: Annotated[Status | None, PUBLIC, CountedBy("heard")] = None
    """How fairly it is heard, as `participation` has it."""

    methods: Annotated[tuple[str, ...], COUNT] = ()
    """Names of the methods by which it was asked."""

    supports: Annotated[tuple[str, ...], COUNT] = ()
    """Names of the supports that were offered."""

    said: Annotated[tuple[str, ...], FREE_TEXT] = ()
    """What was said, a line each."""

    response: Annotated[tuple[str, ...], FREE_TEXT] = ()
    """What was done, or could not be and why."""

    gap: Annotated[tuple[str, ...], COUNT] = ()
    """What is still missing, in words."""

    owner: Annotated[tuple[str, ...], PERSONAL] = ()
    """Who owes an answer."""

    def unrecorded(self, name: str) -> str | None:
        """Return what people read in place of a figure that rests on no record; None if it does."""
        return NO_RECORD if name == "heard" and self.status == "not-recorded" else None
