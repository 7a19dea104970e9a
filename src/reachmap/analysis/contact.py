"""Contact: when the two ends of each relationship were last in touch, and which went cold."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple, TypeAlias

from reachmap.analysis.snapshot import Snapshot
from reachmap.model.derived import all_links
from reachmap.model.links import LINK_TYPES

Pair: TypeAlias = tuple[str, str]
"""The ids of the two ends of a relationship."""


class Contact(NamedTuple):
    """The last contact in a relationship."""

    day: date
    """Day of it; the latest that any link or ask between the two gives."""
    owner: str | None
    """Who holds the relationship, where that is recorded."""


def last_contacts(snapshot: Snapshot, day: date) -> Mapping[Pair, Contact]:
    """Return the last contact of each relationship by its ends, where any is known.

    A relationship is a link that a route may take, written or derived. Asks up to a day count;
    so does a contact recorded for a later day, as the two are known to be in touch.
    """
    return snapshot.once(("last contacts", day), lambda: _last_contacts(snapshot, day))


def _last_contacts(snapshot: Snapshot, day: date) -> dict[Pair, Contact]:
    asks = snapshot.store.pair_asks(day)
    # Rows are sorted by day, so the latest of a pair is the one that stays.
    asked: dict[Pair, date] = dict(
        zip(zip(asks.from_, asks.to, strict=True), asks.day.tolist(), strict=True)
    )
    contacts: dict[Pair, Contact] = {}
    for link in all_links(snapshot.outline):
        if not LINK_TYPES[link.type].in_routes:
            continue
        pair = (link.from_, link.to)
        earlier = contacts.get(pair)
        days = (link.last_contact, asked.get(pair), earlier and earlier.day)
        last = max((each for each in days if each is not None), default=None)
        if last is not None:
            contacts[pair] = Contact(last, link.owner or (earlier and earlier.owner))
    return contacts


def cold_relationships(snapshot: Snapshot, day: date) -> dict[Pair, Contact]:
    """Return the relationships whose last known contact is longer before a day than assumed."""
    limit = snapshot.assumptions.cold_days
    contacts = last_contacts(snapshot, day)
    return {pair: last for pair, last in contacts.items() if (day - last.day).days > limit}
