"""What to say to the first person asked: why them, what came before, what they get."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Annotated

from reachmap.analysis.routes.earlier import EarlierAsks
from reachmap.model.answer import Row
from reachmap.model.fields import ORGANISATION, PERSONAL, PUBLIC
from reachmap.model.links import LINK_TYPES
from reachmap.words import join_names, words_of_count, words_of_times

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
        "purpose": "What we have in mind: {purpose}.",
        "purpose_of": "What we have in mind for {group}: {purpose}.",
        "why": "Why you: {why}.",
        "reader": "as {onward} you may lead us to them",
        "why_of": "Why you, for {group}: {why}.",
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
        "ask_each": "What we ask: an introduction to each, {when}.",
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
        "offers_of": "What we offer those of {group} who join: {supports}.",
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

    purpose: Annotated[str | None, ORGANISATION] = None
    """What the introduction is for, in words, where that is planned."""

    onward: Annotated[str | None, PERSONAL] = None
    """Role or name of the next on the way, where that is not the group itself."""

    type: Annotated[str | None, PUBLIC] = None
    """Type of the link that leads on from them."""

    onward_reads: Annotated[bool, PUBLIC] = False
    """Whether it is the next on the way who reads it, at the organisation asked."""

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
        purpose = [LINES["purpose"].format(purpose=self.purpose)] if self.purpose else []
        return "\n".join(
            (
                *self.opening(self.group),
                *purpose,
                LINES["why"].format(why=self.why()),
                *self.before(),
                LINES["ask"].format(when=words_of_when(self.days)),
                LINES["gets_cost" if self.covers else "gets"].format(covers=self.covers),
                *self._helps(),
                LINES["free"],
            )
        )

    def opening(self, groups: str) -> Iterator[str]:
        """Yield to whom it is, from whom, and about whom."""
        yield LINES["to"].format(to=self.to)
        yield LINES["team" if self.team else "a_team"].format(team=self.team)
        yield LINES["group"].format(group=groups)

    def why(self) -> str:
        """Return why they are asked."""
        if self.onward_reads:
            return LINES["reader"].format(onward=self.onward)
        return LINK_TYPES[self.type or ""].why_you.format(to=self.onward)

    def _instead(self) -> Iterator[str]:
        """Yield what to do at a channel of our own, where there is nobody to ask."""
        yield LINES["ours"].format(to=self.to)
        yield LINES["ours_line"].format(group=self.group)
        yield from self._helps("ours_helps")
        yield LINES["ours_free"]

    def before(self) -> Iterator[str]:
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

    def _helps(self, often: str = "helps") -> Iterator[str]:
        """Yield what those who join get, or what often helps them."""
        if self.helps:
            key = "offers" if self.offered else often
            yield LINES[key].format(supports=", ".join(self.helps))


def words_of_requests(requests: Sequence[Request]) -> str:
    """Return one letter to somebody who is asked about several groups at once."""
    words = [request.words() for request in requests]
    if len(requests) < 2 or requests[0].ours or not all(words):  # noqa: PLR2004  one alone
        return "\n\n".join(filter(None, words))
    first, groups = requests[0], dict.fromkeys(request.group or "" for request in requests)
    whys = dict.fromkeys((request.group, request.why()) for request in requests)
    days = [request.days for request in requests]
    when = words_of_when(None if None in days else max(filter(None, days), default=0))
    covers = dict.fromkeys(request.covers for request in requests if request.covers)
    return "\n".join(
        (
            *first.opening(join_names(groups, most=None)),
            *(
                LINES["purpose_of"].format(group=each.group, purpose=each.purpose)
                for each in requests
                if each.purpose
            ),
            *(LINES["why_of"].format(group=group, why=why) for group, why in whys),
            *first.before(),
            LINES["ask_each" if len(groups) > 1 else "ask"].format(when=when),
            LINES["gets_cost" if covers else "gets"].format(covers=join_names(covers, most=None)),
            *dict.fromkeys(
                LINES["offers_of"].format(group=each.group, supports=", ".join(each.helps))
                for each in requests
                if each.helps
            ),
            LINES["free"],
        )
    )


def words_of_when(days: int | None) -> str:
    """Return within how many days an answer would help; None where none are recorded."""
    key = "any_time" if days is None else "within" if days else "today"
    return LINES[key].format(days=words_of_count(days or 0, "day"))
