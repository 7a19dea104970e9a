"""The links that record when a team last spoke with a contact."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from reachmap.model.content import Content
from reachmap.model.derived import derived_links
from reachmap.model.links import Link


def contact_links(
    content: Content,
    team: str,
    who: str,
    *,
    on: date,
    owner: str | None = None,
    trust: int | None = None,
) -> tuple[tuple[Link, ...], bool]:
    """Return the links of a team and a contact with the day they last spoke, and if they are new.

    Links by which the team knows the contact; else those of another type, written or derived,
    between the two; else a new one.

    Examples
    --------
    >>> from reachmap.model.nodes import Organisation
    >>> bodies = [Organisation(id=name, name=name) for name in ("team", "hub")]
    >>> contact_links(Content(organisations=bodies), "team", "hub", on=date(2026, 3, 31))[0][0].type
    'KNOWS'
    """
    pair = [link for link in content.links if _joins(link, team, who)]
    existing = (
        [link for link in pair if link.type == "KNOWS"] or pair or [*_derived(content, team, who)]
    )
    type_ = "USES" if who in content.ids("venue") else "KNOWS"
    links = existing or [Link.model_validate({"from": team, "type": type_, "to": who})]
    fields: dict[str, Any] = {"owner": owner, "trust": trust}
    known = {name: value for name, value in fields.items() if value is not None}
    return tuple(
        link.model_copy(update={**known, "last_contact": max(link.last_contact or on, on)})
        for link in links
    ), not existing


def _joins(link: Link, team: str, who: str) -> bool:
    """Return whether the team can ask a contact along a link."""
    forth = (link.from_, link.to) == (team, who)
    return forth or (link.both_ways and (link.to, link.from_) == (team, who))


def _derived(content: Content, team: str, who: str) -> Iterable[Link]:
    for from_, type_, to in derived_links(content):
        if (from_, to) == (team, who):
            yield Link.model_validate({"from": from_, "type": type_, "to": to})
