"""Contact: when the two ends of each relationship were last in touch, and which went cold."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import permutations
from typing import NamedTuple, TypeAlias

from reachmap.analysis.snapshot import Snapshot
from reachmap.model.derived import derived_links
from reachmap.model.links import LINK_TYPES
from reachmap.model.nodes import Activity

Pair: TypeAlias = tuple[str, str]
"""The ids of the two ends of a relationship."""


class Contact(NamedTuple):
    """The last contact in a relationship."""

    day: date
    """Day of it; the latest that any link, ask or activity of the two gives."""
    owner: str | None
    """Who holds the relationship, where that is recorded."""


def last_contacts(snapshot: Snapshot, day: date) -> Mapping[Pair, Contact]:
    """Return the last contact of each relationship by its ends, where any is known.

    A relationship is a link that a route may take, written or derived. Asks up to a day count;
    so does a contact recorded for a later day, as the two are known to be in touch. An activity
    up to a day that both had a part in makes a later contact of a known one.
    """
    return snapshot.once(("last contacts", day), lambda: _last_contacts(snapshot, day))


def _last_contacts(snapshot: Snapshot, day: date) -> dict[Pair, Contact]:
    asks = snapshot.store.pair_asks(day)
    # Rows are sorted by day, so the latest of a pair is the one that stays.
    asked: dict[Pair, date] = dict(
        zip(zip(asks.from_, asks.to, strict=True), asks.day.tolist(), strict=True)
    )
    met = _meetings(snapshot, day)
    contacts: dict[Pair, Contact] = {}
    for pair, recorded, owner in _relationships(snapshot):
        asked_on, earlier = asked.get(pair), contacts.get(pair)
        last = recorded
        if asked_on is not None or earlier is not None:
            days = (recorded, asked_on, earlier and earlier.day)
            last = max(each for each in days if each is not None)
        if last is None:
            continue
        met_on = met.get(pair)
        if met_on is not None and met_on > last:
            last = met_on
        contacts[pair] = Contact(last, owner or (earlier and earlier.owner))
    return contacts


def _relationships(snapshot: Snapshot) -> Iterator[tuple[Pair, date | None, str | None]]:
    """Yield the ends, last contact and owner of each link that a route may take."""
    in_routes = {name for name, spec in LINK_TYPES.items() if spec.in_routes}
    derived = {name for name, spec in LINK_TYPES.items() if spec.derived}
    annotated = set()
    fields = ("type", "from_", "to", "last_contact", "owner")
    written = snapshot.store.links()
    for type_, from_, to, last, owner in zip(*(written[name] for name in fields), strict=True):
        if type_ in derived:
            annotated.add((from_, type_, to))
        if type_ in in_routes:
            yield (from_, to), last, owner
    for ends in derived_links(snapshot.outline):
        if ends[1] in in_routes and ends not in annotated:
            yield (ends[0], ends[2]), None, None


def _meetings(snapshot: Snapshot, day: date) -> dict[Pair, date]:
    """Return the last activity up to a day that two nodes, in either order, had a part in."""
    meetings: dict[Pair, date] = {}
    runners = {channel.id: channel.run_by for channel in snapshot.outline.channels}
    teams = snapshot.outline.teams
    for activity in snapshot.outline.activities:
        if activity.date is not None and activity.date <= day:
            for pair in permutations(_parties(activity, runners, teams), 2):
                meetings[pair] = max(activity.date, meetings.get(pair, activity.date))
    return meetings


def _parties(
    activity: Activity, runners: Mapping[str, str | None], teams: Sequence[str]
) -> set[str]:
    """Return who had a part in an activity: who ran it, its venue, its channel, and a team."""
    channel = activity.channel
    ends = (activity.run_by, activity.venue, channel, channel and runners[channel])
    parties = {end for end in ends if end}
    # What no team ran is on record because the teams had a part in it.
    return parties if parties.intersection(teams) else parties.union(teams)


def cold_relationships(snapshot: Snapshot, day: date) -> dict[Pair, Contact]:
    """Return the relationships whose last known contact is longer before a day than assumed."""
    limit = snapshot.assumptions.cold_days
    contacts = last_contacts(snapshot, day)
    return {pair: last for pair, last in contacts.items() if (day - last.day).days > limit}
