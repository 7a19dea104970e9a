"""Rules of the review on relationships: gone cold, held by one, about to be lost."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta

from reachmap.analysis.contact import Pair, cold_relationships
from reachmap.analysis.review.known import Known
from reachmap.analysis.review.rows import Raised
from reachmap.words import words_of_day


def gone_cold(known: Known) -> Iterator[Raised]:
    """Yield relationships in which nobody was in touch for long."""
    for (tail, head), contact in cold_relationships(known.snapshot, known.day).items():
        who = f"{known.outline.node(tail).name} was last in touch on {words_of_day(contact.day)}"
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
