"""The record of an answer that we owe."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar

from reachmap.model.answer import Row
from reachmap.model.fields import COUNT, PERSONAL, PUBLIC


class AnswerOwed(Row):
    """An activity that people came to, and that still owes them an answer."""

    hidden_columns: ClassVar[tuple[str, ...]] = ("name", "channel_name", "group_names")

    activity: Annotated[str, PUBLIC]
    """Id of the activity."""

    name: Annotated[str, PUBLIC]
    """Its name."""

    channel: Annotated[str | None, PUBLIC] = None
    """Id of the standing channel it was a sitting of, if it was."""

    channel_name: Annotated[str | None, PUBLIC] = None
    """Name of that channel."""

    groups: Annotated[tuple[str, ...], PUBLIC] = ()
    """Ids of the groups that said it, or else that the activity was for."""

    group_names: Annotated[tuple[str, ...], PUBLIC] = ()
    """Their names."""

    said: Annotated[int | None, COUNT] = None
    """Things said there that have no answer yet; 0 where what was said is not written down."""

    due: Annotated[date | None, PUBLIC] = None
    """Day by which people should be told; blank where the day of the activity is not known."""

    late: Annotated[bool, PUBLIC] = False
    """Whether that day has passed."""

    owners: Annotated[tuple[str, ...], PERSONAL] = ()
    """Who owes it, where that is written down."""
