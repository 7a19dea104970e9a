"""Rules of the review on relationships: gone cold, held by one, about to be lost."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta

from reachmap.analysis.contact import Pair, cold_relationships
from reachmap.analysis.review.facts import ReviewFacts
from reachmap.analysis.review.rule import Case, Rule
from reachmap.words import words_of_day


def _gone_cold(review_facts: ReviewFacts) -> Iterator[Case]:
    """Yield relationships without a recorded contact for long."""
    names = review_facts.snapshot.names
    for (tail, head), contact in cold_relationships(
        review_facts.snapshot, review_facts.snapshot.day
    ).items():
        yield Case(head, {"name": names[tail], "day": words_of_day(contact.day)})


GONE_COLD = Rule(
    code="gone-cold",
    severity="soon",
    message="the last contact on record with {name} was on {day}",
    reason="A relationship is kept by talking, not only by asking.",
    remedy="Get in touch without asking for anything, and write down the day.",
    check=_gone_cold,
)


def _single_holder(review_facts: ReviewFacts) -> Iterator[Case]:
    """Yield relationships of one owner who holds no other."""
    owners: defaultdict[Pair, set[str]] = defaultdict(set)
    relationships: defaultdict[str, set[Pair]] = defaultdict(set)
    written = review_facts.snapshot.store.links()
    ends = zip(written["from_"], written["to"], strict=True)
    for pair, owner in zip(ends, written["owner"], strict=True):
        if owner:
            owners[pair].add(owner)
            relationships[owner].add(pair)
    for pair, names in owners.items():
        name = min(names)
        if len(names) == 1 and len(relationships[name]) == 1:
            yield Case(pair[1], {"owner": name})


SINGLE_HOLDER = Rule(
    code="single-holder",
    severity="next time",
    message="on record only the {owner} holds the relationship, and holds no other",
    reason="A relationship that one person holds, and who holds no other, leaves with that person.",
    remedy="Have a second person meet them, and write both down as owners.",
    check=_single_holder,
)


def _leaving_sole_way(review_facts: ReviewFacts) -> Iterator[Case]:
    """Yield key workers who leave soon and are the only way in to a group."""
    day = review_facts.snapshot.day
    last = day + timedelta(review_facts.snapshot.assumptions.leaving_days)
    for worker in review_facts.snapshot.outline.workers:
        if worker.until is not None and day <= worker.until <= last:
            groups = review_facts.only_through.get(worker.id)
            if groups:
                slots = {"day": words_of_day(worker.until), "groups": ", ".join(groups)}
                yield Case(worker.id, slots)


LEAVING_SOLE_WAY = Rule(
    code="leaving-sole-way",
    severity="now",
    message="leaves on {day}, and every way we know to {groups} goes through them",
    reason="When the only introduction on our map leaves, the map has no way left to the group.",
    remedy=(
        "Ask for a handover before the last day: to be introduced together with whoever follows."
    ),
    check=_leaving_sole_way,
)
