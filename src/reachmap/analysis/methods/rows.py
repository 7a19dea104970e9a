"""The record of what one method does for one group."""

from typing import Annotated, ClassVar, Literal

from reachmap.model.answer import Row
from reachmap.model.fields import COUNT, FREE_TEXT, PUBLIC

RateBasis = Literal["own", "pooled", "assumed"]


class MethodForGroup(Row):
    """What one method does for one group."""

    hidden_columns: ClassVar[tuple[str, ...]] = ("method_name", "staff_view")
    terminal_columns: ClassVar[tuple[str, ...]] = (
        "name",
        "method_name",
        "invited",
        "attended",
        "rate",
    )
    named_by: ClassVar[tuple[str, ...]] = ("method", "method_name", "group", "name")

    method: Annotated[str, PUBLIC]
    """Code of the method."""

    group: Annotated[str, PUBLIC]
    """Id of the group."""

    name: Annotated[str, PUBLIC]
    """Name of the group."""

    activities: Annotated[int | None, COUNT] = None
    """Activities by it to which people of the group were invited or came."""

    invited: Annotated[int | None, COUNT] = None
    """People of the group who were invited; blank where nobody counted."""

    attended: Annotated[int | None, COUNT] = None
    """Of those invited, how many came; where nobody counted the invited, all who came."""

    rate: Annotated[float | None, COUNT] = None
    """Share of those invited who come, as far as all that is known tells; blank where nothing."""

    low: Annotated[float | None, COUNT] = None
    """Lower end of its 95% interval."""

    high: Annotated[float | None, COUNT] = None
    """Upper end of its 95% interval."""

    basis: Annotated[RateBasis | None, COUNT] = None
    """The group's own record, other groups' records too, or an assumption of the table."""

    needs: Annotated[tuple[str, ...], PUBLIC] = ()
    """Supports that lift what keeps the group out of it, each with its cost."""

    ruled_out_by: Annotated[tuple[str, ...], PUBLIC] = ()
    """What keeps the group out of it and no support lifts."""

    method_name: Annotated[str, PUBLIC]
    """Name of the method."""

    staff_view: Annotated[str | None, FREE_TEXT] = None
    """What the map's own table of methods says that staff reported: never evidence."""
