"""The record of something to decide before two maps become one."""

from typing import Annotated, Literal

from reachmap.model.answer import Row
from reachmap.model.fields import FREE_TEXT, PERSONAL, PUBLIC

Choice = Literal["first", "second", "both"]
"""Which of two holds; of two things that may be one, which id and name it goes by."""


class ToDecide(Row):
    """Two values of one field, or two things that may be one."""

    table: Annotated[str, PUBLIC]
    """Table that it is about."""

    id: Annotated[str, PERSONAL]
    """Id of the row, or what makes it one, parted by ``;``; of two things that of the first."""

    other: Annotated[str, PERSONAL] = ""
    """Id of the second of two things that may be one; blank for two values."""

    field: Annotated[str, PUBLIC] = ""
    """Field that has two values; blank for two things."""

    first: Annotated[str, FREE_TEXT]
    """The value in the first map, or the name there."""

    first_source: Annotated[str, PUBLIC]
    """Where the first map comes from."""

    second: Annotated[str, FREE_TEXT]
    """The value in the second map, or the name there."""

    second_source: Annotated[str, PUBLIC]
    """Where the second map comes from."""

    why: Annotated[str, FREE_TEXT]
    """Why it is asked."""

    choices: Annotated[tuple[Choice, ...], PUBLIC]
    """What may be decided."""

    decision: Annotated[Choice | None, PUBLIC] = None
    """What was decided; blank while nothing is."""

    @property
    def subject(self) -> tuple[str, frozenset[str], str, frozenset[str]]:
        """What is to be decided, whichever of the maps comes first."""
        ids, values = frozenset({self.id, self.other}), frozenset({self.first, self.second})
        return (self.table, ids, self.field, values)

    def is_turned(self, other: "ToDecide") -> bool:
        """Return whether the maps come in the other order in another row on the same subject."""
        return (self.id, self.first) != (other.id, other.first)
