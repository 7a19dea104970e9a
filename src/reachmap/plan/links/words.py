"""Links to build in words: which relationship, for whom, why it is plausible, where to ask."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reachmap.plan.links.rows import LinkToBuild, PlacesToAsk

NAMED = 5

HOW: Mapping[str, str] = {
    "KNOWS": "Get to know {to}",
    "USES": "Ask to come to {to}",
    "TRUSTED_BY": "Help {from_} to get to know {to}",
    "HEARS": "Bring {to} into {from_}",
    "GATHERS": "Invite {to} to {from_}",
}
"""What to do to make a relationship, by type of link."""


def words_of_links(
    links: Sequence[LinkToBuild], asking: Sequence[PlacesToAsk], unhelped: Sequence[str]
) -> tuple[str, ...]:
    """Return which relationships to make, and where to ask the finding questions."""
    told = [words_of_link(link) for link in links if link.from_name]
    if links and not told:
        told.append("New relationships would help; which ones is for the team alone.")
    told += [_asked(each) for each in asking if each.question]
    if unhelped:
        names = ", ".join(unhelped[:NAMED])
        rest = f" and {len(unhelped) - NAMED} more" if len(unhelped) > NAMED else ""
        told.append(
            f"No new relationship on this map would help to reach {names}{rest}: nobody on it "
            "stands near them who could be reached."
        )
    return tuple(told) or ("Every group is heard, so no new relationship is looked for.",)


def words_of_making(link: LinkToBuild) -> str:
    """Return what to do to make a relationship."""
    return HOW[link.type].format(from_=link.from_name, to=link.to_name)


def words_of_link(link: LinkToBuild) -> str:
    """Return one relationship: what to do, why it is plausible, and what it would bring."""
    what = words_of_making(link)
    gains = [
        f"{name} ({round(100 * gain)} more times of 100)"
        for name, gain in zip(link.group_names[:NAMED], link.gains, strict=False)
    ]
    more = len(link.group_names) - NAMED
    rest = f" and {more} more" if more > 0 else ""
    return (
        f"{what}: {link.reason}. If it works as such relationships usually do, some introduction "
        f"works more often to {', '.join(gains)}{rest}."
    )


def _asked(each: PlacesToAsk) -> str:
    """Return where to ask a finding question, and how."""
    where = f"at {', '.join(each.places[:NAMED])}" if each.places else "wherever you go"
    how = ", in private and never on an open list" if each.in_private else ""
    return f"{each.name} may not say so themselves. Ask {where}{how}: “{each.question}”"
