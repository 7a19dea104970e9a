"""Rules of the review on relationships: gone cold, held by one, about to be lost."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from reachmap.analysis.review.known import Known
from reachmap.analysis.review.rows import Raised
from reachmap.words import words_of_day

Pair = tuple[str, str]


def gone_cold(known: Known) -> Iterator[Raised]:
    """Yield relationships in which nobody was in touch for long."""
    latest: dict[Pair, date] = {}
    asks = known.snapshot.store.pair_asks(as_of=known.day)
    asked = {
        (tail, head): day
        for tail, head, day in zip(asks.from_, asks.to, asks.latest.tolist(), strict=True)
    }
    for link in known.outline.links:
        pair = (link.from_, link.to)
        days = [latest.get(pair), link.last_contact, asked.get(pair)]
        known_days = [day for day in days if day is not None and day <= known.day]
        if known_days:
            latest[pair] = max(known_days)
    for (tail, head), day in latest.items():
        if (known.day - day).days > known.assumed.cold_days:
            who = f"{known.outline.node(tail).name} was last in touch on {words_of_day(day)}"
            yield Raised("gone-cold", head, who)


def single_holder(known: Known) -> Iterator[Raised]:
    """Yield relationships of one owner who holds no other."""
    owners: defaultdict[Pair, set[str]] = defaultdict(set)
    holds: defaultdict[str, set[Pair]] = defaultdict(set)
    for link in known.outline.links:
        if link.owner:
            owners[link.from_, link.to].add(link.owner)
            holds[link.owner].add((link.from_, link.to))
    for pair, names in owners.items():
        name = min(names)
        if len(names) == 1 and len(holds[name]) == 1:
            yield Raised("single-holder", pair[1], f"only the {name} holds it, and holds no other")


def leaving_sole_way(known: Known) -> Iterator[Raised]:
    """Yield key workers who leave soon and are the only way in to a group."""
    last = known.day + timedelta(known.assumed.leaving_days)
    for worker in known.outline.workers:
        if worker.until is not None and known.day <= worker.until <= last:
            groups = known.only_through.get(worker.id)
            if groups:
                words = f"leaves on {words_of_day(worker.until)}, and is the only introduction "
                yield Raised(
                    "leaving-sole-way", worker.id, f"{words}we know to {', '.join(groups)}"
                )
