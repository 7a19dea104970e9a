"""Links to build in words: which relationship, for whom, why it is plausible, where to ask."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from reachmap.model.links import LINK_TYPES
from reachmap.plan.links.rows import LinkToBuild, PlacesToAsk
from reachmap.words import TableWords, join_names

SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        "link": (
            "{what}: {reason}. If it works as such relationships usually do, some introduction "
            "works more often to {gains}."
        ),
        "gain": "{group} ({times} more times of 100)",
        "hidden": "New relationships would help; which ones is for the team alone.",
        "ask_at": "{group} may not say so themselves. Ask at {places}: “{question}”",
        "ask_anywhere": "{group} may not say so themselves. Ask wherever you go: “{question}”",
        "ask_at_private": (
            "{group} may not say so themselves. Ask at {places}, in private and never on an open "
            "list: “{question}”"
        ),
        "ask_anywhere_private": (
            "{group} may not say so themselves. Ask wherever you go, in private and never on an "
            "open list: “{question}”"
        ),
        "unhelped": (
            "No new relationship on this map would help to reach {groups}: nobody we could reach "
            "on it is close to them."
        ),
        "all_heard": "Every group is heard, so no new relationship is looked for.",
    }
)
"""What is said of relationships and of where to ask: templates with named slots."""

MISSING: Mapping[str, str] = MappingProxyType(
    {
        "usual_chance": (
            "Nobody knows yet how well a new relationship would work: the usual chance is assumed."
        ),
        "not_all_tried": (
            "Of {possible:,} possible relationships the {tried:,} nearest to the team were tried."
        ),
    }
)
"""What could not be known: templates with named slots."""

OVERLAPS: Mapping[str, str] = MappingProxyType(
    {
        "champion": "with a champion who is one of both",
        "sibling": "a part of the same wider group",
        "narrower": "a part of them",
        "wider": "the wider group",
    }
)
"""In which way people of another group may also be of this one."""

REASONS: Mapping[str, str] = MappingProxyType(
    {
        "reaches": "{name} reaches {group} already, {how}",
        "uses": "{name} uses {venue}, where they can be met",
        "met_there": "{group} can be met there already",
        "way_in": "{name} is a way in already, and we do not know them",
        "through": "through them to {name}, a way in already",
    }
)
"""Why a relationship is plausible: templates with named slots."""


def words_of_links(
    links: Sequence[LinkToBuild], asking: Sequence[PlacesToAsk], unhelped: Sequence[str]
) -> tuple[str, ...]:
    """Return which relationships to make, and where to ask the finding questions."""
    lines = [words_of_link(link) for link in links if link.from_name]
    if links and not lines:
        lines.append(SENTENCES["hidden"])
    lines += [_words_of_asking(each) for each in asking if each.question]
    if unhelped:
        lines.append(SENTENCES["unhelped"].format(groups=join_names(unhelped)))
    return tuple(lines) or (SENTENCES["all_heard"],)


def words_of_making(link: LinkToBuild) -> str:
    """Return what to do to make a relationship."""
    return LINK_TYPES[link.type].making.format(from_=link.from_name, to=link.to_name)


def words_of_link(link: LinkToBuild) -> str:
    """Return one relationship: what to do, why it is plausible, and what it would bring."""
    gains = join_names(
        SENTENCES["gain"].format(group=name, times=round(100 * gain))
        for name, gain in zip(link.group_names, link.gains, strict=True)
    )
    what = words_of_making(link)
    return SENTENCES["link"].format(what=what, reason=link.reason, gains=gains)


def _words_of_asking(each: PlacesToAsk) -> str:
    """Return where to ask a finding question, and how."""
    key = ("ask_at" if each.places else "ask_anywhere") + ("_private" if each.in_private else "")
    places = join_names(each.places)
    return SENTENCES[key].format(group=each.name, places=places, question=each.question)


TO_BUILD = TableWords(
    "Relationships worth making",
    ("What to build", "For whom", "Why it is plausible", "What it would bring"),
    "How much more often some introduction would work, if each of these works as such "
    "relationships usually do.",
)
WHERE_TO_ASK = TableWords(
    "Where to ask people who may not say so themselves",
    ("Group", "What to ask", "Where", "How"),
)
EVERY_LINK = TableWords("Relationships worth making, by gain")

PAGE: Mapping[str, str] = MappingProxyType(
    {
        "gain": "about {times} more times of 100",
        "gain_for": "{group}: about {times}",
        "gains": "{gains} more times of 100",
        "making": "{what}: {reason}",
        "making_gain": (
            "{what}: {reason}. It would bring about {times} more times of 100, if it works as such "
            "relationships usually do."
        ),
        "question": "“{question}”",
        "in_private": "in private, never on an open list",
        "openly": "as you would ask anybody",
        "anywhere": "wherever you go",
        "unhelped": (
            "Nobody we could reach on this map is close to {groups}. Ask colleagues and other "
            "bodies who they know."
        ),
    }
)
"""What the page says around the answer: templates with named slots."""

SCRIPT: Mapping[str, str] = MappingProxyType({"heading": "What to build"})
"""What the page says of a chosen group: templates that its scripts fill."""


def words_of_gains(link: LinkToBuild) -> str:
    """Return what a relationship would bring to each of its groups."""
    times = [round(100 * gain) for gain in link.gains]
    if len(times) == 1:
        return PAGE["gain"].format(times=times[0])
    named = zip(link.group_names, times, strict=True)
    gains = ", ".join(PAGE["gain_for"].format(group=name, times=more) for name, more in named)
    return PAGE["gains"].format(gains=gains)


def words_of_gain(link: LinkToBuild, gain: float) -> str:
    """Return what to do to make a relationship, why, and what it would bring to one group."""
    what, times = words_of_making(link), round(100 * gain)
    return PAGE["making_gain"].format(what=what, reason=link.reason, times=times)


def words_of_nearest(link: LinkToBuild) -> str:
    """Return who could lead to a group, and why."""
    return PAGE["making"].format(what=words_of_making(link), reason=link.reason)


def words_of_places(each: PlacesToAsk) -> tuple[str, str, str]:
    """Return what to ask people of a hidden group, where, and how."""
    return (
        PAGE["question"].format(question=each.question),
        ", ".join(each.places) or PAGE["anywhere"],
        PAGE["in_private" if each.in_private else "openly"],
    )
