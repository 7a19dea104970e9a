"""Links to build in words: which relationship, for whom, why it is plausible, where to ask."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from reachmap.model.links import LINK_TYPES
from reachmap.plan.links.rows import LinkToBuild, PlacesToAsk
from reachmap.words import (
    TableWords,
    capitalised,
    join_names,
    sentence_tables,
    words_of_count,
    words_of_day,
    words_of_no_room,
    words_of_resting,
)

WORDS = sentence_tables(__name__)
SENTENCES: Mapping[str, str] = WORDS["SENTENCES"]
MORE: Sequence[str] = WORDS["MORE"]
MISSING: Mapping[str, str] = WORDS["MISSING"]
OVERLAPS: Mapping[str, str] = WORDS["OVERLAPS"]
REASONS: Mapping[str, str] = WORDS["REASONS"]
TO_BUILD = TableWords(**WORDS["TO_BUILD"])
WHERE_TO_ASK = TableWords(**WORDS["WHERE_TO_ASK"])
PAGE: Mapping[str, str] = WORDS["PAGE"]


def words_of_links(
    links: Sequence[LinkToBuild], asking: Sequence[PlacesToAsk], unhelped: Sequence[str]
) -> tuple[str, ...]:
    """Return which relationships to make, and where to ask the finding questions."""
    lines = [words_of_link(link) for link in links if link.from_name]
    if len(lines) > 1:
        lines.append(SENTENCES["on_top"])
    lines += [_words_of_asking(each) for each in asking if each.question]
    if unhelped:
        lines.append(SENTENCES["unhelped"].format(groups=join_names(unhelped)))
    return tuple(lines)


def words_of_none(groups: int, wanted: int) -> str:
    """Return why no relationship is named: of all groups, and of those looked for.

    Examples
    --------
    >>> words_of_none(0, 0)
    'The map has no groups yet.'
    >>> words_of_none(5, 2)
    'We know of no new relationship on this map that would help; 2 groups looked at.'
    """
    key = "none" if wanted else "all_heard" if groups else "no_groups"
    return SENTENCES[key].format(groups=words_of_count(wanted, "group"))


def words_of_making(link: LinkToBuild) -> str:
    """Return what to do to make a relationship."""
    type_ = "KNOWS" if link.ours and link.type == "TRUSTED_BY" else link.type
    return LINK_TYPES[type_].making.format(from_=link.from_name, to=link.to_name)


def words_of_link(link: LinkToBuild) -> str:
    """Return one relationship: what to do, why it is plausible, and what it would bring."""
    gains = join_names(
        SENTENCES["gain"].format(group=name, more=_more(gain))
        for name, gain in zip(link.group_names, link.gains, strict=True)
    )
    what = words_of_making(link)
    words = SENTENCES["link"].format(what=what, reason=link.reason, gains=gains)
    return " ".join((words, *_besides(link)))


def _besides(link: LinkToBuild) -> Iterator[str]:
    """Yield what was asked before of those it needs, and who of them has no room or leaves."""
    yield from (f"{capitalised(asks.words())}." for asks in link.asked)
    yield from _no_room(link)
    for leaver in link.leavers:
        key = "leaver" if {*leaver.groups} == {*link.group_names} else "leaver_to_some"
        yield SENTENCES[key].format(
            name=leaver.name, groups=join_names(leaver.groups), day=words_of_day(leaver.until)
        )


def _no_room(link: LinkToBuild) -> Iterator[str]:
    """Yield who it needs that cannot be asked today, and until when."""
    for each in link.no_room:
        if each.basis == "assumed" and each.until:
            yield words_of_resting(each.name, each.until)
        else:
            yield words_of_no_room([each.name], each.until)


def words_of_reason(link: LinkToBuild) -> str:
    """Return why a relationship is plausible, and what is known of those it needs."""
    besides = [*_besides(link)]
    if not besides:
        return link.reason or ""
    return PAGE["reason"].format(reason=link.reason, besides=" ".join(besides))


def _more(gain: float) -> str:
    """Return how many more times of a hundred some introduction works."""
    times = round(100 * gain)
    return MORE[times != 1].format(times=times)


def _words_of_asking(each: PlacesToAsk) -> str:
    """Return where to ask a finding question, and how."""
    somewhere, anywhere = ("ask_at", "ask_at_private"), ("ask_anywhere", "ask_anywhere_private")
    key = (somewhere if each.places else anywhere)[each.in_private]
    places = join_names(each.places)
    return SENTENCES[key].format(group=each.name, places=places, question=each.question)


EVERY_LINK = TableWords("Relationships worth making, by gain")

SCRIPT: Mapping[str, str] = MappingProxyType({"heading": "What to build"})
"""What the page says of a chosen group: templates that its scripts fill."""


def words_of_gains(link: LinkToBuild) -> str:
    """Return what a relationship would bring to each of its groups."""
    if len(link.gains) == 1:
        return PAGE["gain"].format(more=_more(link.gains[0]))
    times = [round(100 * gain) for gain in link.gains]
    named = zip(link.group_names, times, strict=True)
    gains = ", ".join(PAGE["gain_for"].format(group=name, times=more) for name, more in named)
    return PAGE["gains"].format(gains=gains)


def words_of_gain(link: LinkToBuild, gain: float, *, on_top: bool) -> str:
    """Return what to do to make a relationship, why, and what it would bring to one group."""
    what = words_of_making(link)
    key = "making_gain_on_top" if on_top else "making_gain"
    words = PAGE[key].format(what=what, reason=link.reason, more=_more(gain))
    return " ".join((words, *_besides(link)))


def words_of_nearest(link: LinkToBuild) -> str:
    """Return who could lead to a group, and why."""
    return PAGE["making"].format(what=words_of_making(link), reason=words_of_reason(link))


def words_of_places(each: PlacesToAsk) -> tuple[str, str, str]:
    """Return what to ask people of a hidden group, where, and how."""
    return (
        PAGE["question"].format(question=each.question),
        ", ".join(each.places) or PAGE["anywhere"],
        PAGE["in_private" if each.in_private else "openly"],
    )
