"""What to say to the first person asked: why them, what came before, what they get."""

from collections.abc import Iterator
from typing import Annotated

from reachmap.model.answer import Row
from reachmap.model.fields import ORGANISATION, PERSONAL, PUBLIC
from reachmap.model.links import LINK_TYPES


class Request(Row):
    """What the first ask of a route rests on; nobody is named but by role."""

    team: Annotated[str | None, PUBLIC] = None
    """Name of the team that asks."""

    to: Annotated[str | None, PERSONAL] = None
    """Role of the person asked, or the name of the organisation, channel or venue."""

    group: Annotated[str | None, PUBLIC] = None
    """Name of the group that is to be met."""

    onward: Annotated[str | None, PERSONAL] = None
    """Role or name of whom they would lead to, where that is not the group itself."""

    type: Annotated[str | None, PUBLIC] = None
    """Type of the link that leads on from them."""

    asked: Annotated[int | None, ORGANISATION] = None
    """Earlier asks by the team that were passed on, declined or not answered."""

    passed_on: Annotated[int | None, ORGANISATION] = None
    """Those that were passed on."""

    this_quarter: Annotated[int | None, ORGANISATION] = None
    """Asks to them from anybody in the last quarter."""

    days: Annotated[int | None, ORGANISATION] = None
    """Days that the step usually takes, where they are recorded."""

    covers: Annotated[str | None, ORGANISATION] = None
    """What it costs them, in words, where it costs anything."""

    helps: Annotated[tuple[str, ...], PUBLIC] = ()
    """Names of the supports that help people of the group to join."""

    def words(self) -> str:
        """Return what to say, a line a thought; empty where it may not be seen."""
        if not self.to or not self.group or not self.type:
            return ""
        return "\n".join(
            (
                f"To: {self.to}",
                f"We are {self.team or 'an engagement team'}.",
                f"Would you help us to meet {self.group}?",
                f"Why you: {LINK_TYPES[self.type].why_you.format(to=self.onward)}.",
                *self._before(),
                f"What we ask: one introduction{self._when()}.",
                *self._gets(),
                "You are free to say no. You need not say why, and nothing hangs on it.",
            )
        )

    def _before(self) -> Iterator[str]:
        """Yield what was asked of them before."""
        if not self.asked:
            yield "What we asked before: nothing that we have on record."
        else:
            thanks = f", and you passed on {self.passed_on}: thank you" if self.passed_on else ""
            yield f"What we asked before: we asked you {_times(self.asked)}{thanks}."
        if self.this_quarter:
            times = _times(self.this_quarter)
            yield f"You were asked {times} in the last quarter; if that is enough, please say so."

    def _when(self) -> str:
        """Return within how long an answer would help."""
        if self.days is None:
            return ", whenever it suits you"
        if not self.days:
            return ", today if it suits you"
        return f", within {self.days} {'day' if self.days == 1 else 'days'} if it suits you"

    def _gets(self) -> Iterator[str]:
        """Yield what they and those who join get."""
        covered = f"we cover what it costs you ({self.covers}), and " if self.covers else ""
        yield f"What you get: {covered}we tell you what came of it."
        if self.helps:
            yield f"For those who join we can offer: {', '.join(self.helps)}."


def _times(count: int) -> str:
    """Return how often, as people say it."""
    return {1: "once", 2: "twice"}.get(count, f"{count} times")
