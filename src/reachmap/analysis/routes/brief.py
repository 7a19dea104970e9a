"""What to say to the first person asked: why them, what came before, what they get."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Annotated

from reachmap.analysis.routes.earlier import EarlierAsks
from reachmap.model.answer import Row
from reachmap.model.fields import ORGANISATION, PERSONAL, PUBLIC
from reachmap.model.links import LINK_TYPES
from reachmap.words import words_of_count, words_of_times

LINES: Mapping[str, str] = MappingProxyType(
    {
        "ours": "{to} is ours: there is nobody to write to for an introduction.",
        "ours_line": (
            "When it next meets or goes out, say that we would like to hear from {group}, and ask "
            "who would take part or tell those they know."
        ),
        "ours_helps": "What often helps people to join: {supports}. Say which of these you offer.",
        "ours_free": "Say that nobody need answer, and that you will tell them what happened.",
        "to": "To: {to}",
        "team": "We are {team}.",
        "a_team": "We are an engagement team.",
        "group": "Would you help us to meet {group}?",
        "why": "Why you: {why}.",
        "nothing_asked": "What we asked before: nothing that we have on record.",
        "asked": "What we asked before: we asked you {times}.",
        "passed_on": (
            "What we asked before: we asked you {times}, and you passed on {passed_on}: thank you."
        ),
        "asked_employer": "What we asked before: {asks}.",
        "asked_employer_too": "And where you work: {asks}.",
        "this_quarter": (
            "You were asked {times} in the last quarter; if that is enough, please say so."
        ),
        "ask": "What we ask: one introduction, {when}.",
        "any_time": "whenever it suits you",
        "today": "today if it suits you",
        "within": "within {days} if it suits you",
        "gets": "What you get: we tell you what happened as a result.",
        "gets_cost": (
            "What you get: we cover what it costs you ({covers}), and we tell you what happened as "
            "a result."
        ),
        "helps": (
            "What often helps people to join: {supports}. Tell us what would help those you know."
        ),
        "offers": "What we offer those who join: {supports}.",
        "free": "You are free to say no. You need not say why, and nothing depends on it.",
    }
)
"""What to say, a line a thought: templates with named slots."""


class Request(Row):
    """What the first ask of a route rests on; nobody is named but by role."""

    team: Annotated[str | None, PUBLIC] = None
    """Name of the team that asks."""

    to: Annotated[str | None, PERSONAL] = None
    """Role of the person asked, or the name of the organisation, channel or venue."""

    group: Annotated[str | None, PUBLIC] = None
    """Name of the group that is to be met."""

    onward: Annotated[str | None, PERSONAL] = None
    """Role or name of the next on the way, where that is not the group itself."""

    type: Annotated[str | None, PUBLIC] = None
    """Type of the link that leads on from them."""

    ours: Annotated[bool, PUBLIC] = False
    """Whether it is a channel that the team runs itself, so that nobody is asked."""

    asked: Annotated[int | None, ORGANISATION] = None
    """Earlier asks by the team, for anything and of any outcome."""

    passed_on: Annotated[int | None, ORGANISATION] = None
    """Those for an introduction that were passed on."""

    employer: Annotated[EarlierAsks | None, ORGANISATION] = None
    """What the team asked before of the organisation where they work."""

    this_quarter: Annotated[int | None, ORGANISATION] = None
    """Asks to them from anybody in the last quarter."""

    days: Annotated[int | None, ORGANISATION] = None
    """Days that the step usually takes, where they are recorded."""

    covers: Annotated[str | None, ORGANISATION] = None
    """What it costs them, in words, where it costs anything."""

    helps: Annotated[tuple[str, ...], PUBLIC] = ()
    """Names of the supports that help people of the group to join."""

    offered: Annotated[bool, PUBLIC] = False
    """Whether these are offered, as they are paid for; else they are what often helps."""

    def words(self) -> str:
        """Return what to say, a line a thought; empty where it may not be seen."""
        if not self.to or not self.group or not self.type:
            return ""
        if self.ours:
            return "\n".join(self._instead())
        why = LINK_TYPES[self.type].why_you.format(to=self.onward)
        return "\n".join(
            (
                LINES["to"].format(to=self.to),
                LINES["team" if self.team else "a_team"].format(team=self.team),
                LINES["group"].format(group=self.group),
                LINES["why"].format(why=why),
                *self._before(),
                LINES["ask"].format(when=self._when()),
                *self._gets(),
                LINES["free"],
            )
        )

    def _instead(self) -> Iterator[str]:
        """Yield what to do at a channel of our own, where there is nobody to ask."""
        yield LINES["ours"].format(to=self.to)
        yield LINES["ours_line"].format(group=self.group)
        if self.helps:
            key = "offers" if self.offered else "ours_helps"
            yield LINES[key].format(supports=", ".join(self.helps))
        yield LINES["ours_free"]

    def _before(self) -> Iterator[str]:
        """Yield what was asked of them before."""
        key = ("passed_on" if self.passed_on else "asked") if self.asked else "nothing_asked"
        times = words_of_times(self.asked or 0)
        if self.asked or not self.employer:
            yield LINES[key].format(times=times, passed_on=self.passed_on)
        if self.employer:
            line = LINES["asked_employer_too" if self.asked else "asked_employer"]
            yield line.format(asks=self.employer.words())
        if self.this_quarter:
            yield LINES["this_quarter"].format(times=words_of_times(self.this_quarter))

    def _when(self) -> str:
        """Return within how long an answer would help."""
        key = "any_time" if self.days is None else "within" if self.days else "today"
        return LINES[key].format(days=words_of_count(self.days or 0, "day"))

    def _gets(self) -> Iterator[str]:
        """Yield what they and those who join get."""
        yield LINES["gets_cost" if self.covers else "gets"].format(covers=self.covers)
        if self.helps:
            key = "offers" if self.offered else "helps"
            yield LINES[key].format(supports=", ".join(self.helps))
